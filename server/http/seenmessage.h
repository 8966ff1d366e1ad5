// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/chunkeddecoder.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Drainboard {

/// One HTTP/1 message that passes, and is only looked at: what its header says, and where it ends (RFC 9112, 6.3). Of
/// its body nothing is kept. Takes what a server might take: it refuses only what has no end that could be found.
/// Boost.Beast parses the header. Plain value logic, for any one thread.
class SeenMessage
{
public:
    enum class Kind {
        Request,
        Response,
    };
    /// What a response answers, as far as its end depends on it.
    struct Answers
    {
        bool toHead = false; ///< it has no body, whatever it says
        bool toConnect = false; ///< the same, if it grants that
    };
    /// What its header says.
    struct Header
    {
        QByteArray line; ///< of a request: "GET /path", cut at 80 bytes
        bool isHead = false;
        bool isConnect = false;
        bool isHttp10 = false;
        bool keepsAlive = false; ///< who sent it wants the connection to go on (RFC 9112, 9.3)
        bool asksForWebSocket = false;
        bool asksForUpgrade = false;
        int status = 0; ///< of a response
    };

    explicit SeenMessage(Kind kind)
        : m_kind(kind)
    {
    }

    /// Looks at \a bytes, which follow what it has seen before. Returns how many belong to this message: fewer than all
    /// only if it is complete or malformed.
    qsizetype put(QByteArrayView bytes);
    /// For the next message. \a answers: what a response will answer.
    void reset() { reset(Answers()); }
    void reset(Answers answers);

    /// Some of it has come.
    bool isBegun() const { return m_size > 0; }
    bool isHeaderComplete() const { return m_body.has_value(); }
    bool isComplete() const { return m_isComplete; }
    /// Where it ends cannot be found.
    bool isMalformed() const { return m_isMalformed; }
    /// It ends where the connection does.
    bool endsWithConnection() const { return m_body == Body::UntilClose; }
    /// Only once its header is complete.
    const Header &header() const { return m_header; }
    /// Bytes of it so far.
    quint64 size() const { return m_size; }

private:
    enum class Body {
        None,
        Length,
        Chunked,
        UntilClose,
    };
    qsizetype putHeader(QByteArrayView bytes);
    qsizetype putBody(QByteArrayView bytes);
    void parse(QByteArrayView header);
    template <typename Parser> Body bodyOf(const Parser &parser) const;

    const Kind m_kind;
    Answers m_answers;
    QByteArray m_part; // of the header, where it has not come whole
    Header m_header;
    std::optional<Body> m_body; // once the header is complete
    quint64 m_left = 0; // of a body with a length
    std::optional<ChunkedDecoder> m_chunks;
    quint64 m_size = 0;
    bool m_isComplete = false;
    bool m_isMalformed = false;
};

} // namespace Drainboard

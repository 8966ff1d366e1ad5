// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/chunkeddecoder.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Drainboard {

/// Finds where one HTTP/1 response ends in what a server sends, as its client has to (RFC 9112, 6.3). It takes what it
/// can make sense of: it judges no server's header. Plain value logic, for any one thread.
class ResponseReader
{
public:
    /// For the next response. \a toHead: it answers HEAD, and so ends with its header (RFC 9110, 9.3.2).
    void reset(bool toHead);

    /// Takes what has come. Returns how many bytes belong to the response: fewer than all only if it is complete, or
    /// malformed.
    qsizetype put(QByteArrayView bytes);
    /// The server's FIN has come. That completes a response that has no other end.
    void finish();

    bool isComplete() const { return m_state == State::Complete; }
    /// It is no response. Nothing is taken any more.
    bool isMalformed() const { return m_state == State::Malformed; }
    /// Bytes of it so far, interim responses included.
    quint64 received() const { return m_received; }
    /// 0 until the header is complete.
    int status() const { return m_status; }
    /// Whether no other request may be sent on this connection: the response says so, or ends where the connection
    /// does. False until the header is complete.
    bool endsConnection() const { return m_endsConnection; }

private:
    enum class State { Header, Length, Chunks, UntilClose, Complete, Malformed };
    struct Fields
    {
        std::optional<quint64> length {};
        bool isLengthWrong = false;
        bool hasCoding = false;
        bool isChunked = false;
        bool saysClose = false;
        bool saysKeepAlive = false;
    };

    qsizetype putHeader(QByteArrayView bytes);
    qsizetype putLength(QByteArrayView bytes);
    qsizetype putChunks(QByteArrayView bytes);
    State stateBehind(QByteArrayView header);
    static Fields fieldsOf(QByteArrayView lines);
    static void takeField(QByteArrayView name, QByteArrayView value, Fields &fields);

    State m_state = State::Header;
    bool m_toHead = false;
    QByteArray m_header; // so far
    ChunkedDecoder m_chunks;
    quint64 m_left = 0; // of the body
    quint64 m_received = 0;
    int m_status = 0;
    bool m_endsConnection = false;
};

} // namespace Drainboard

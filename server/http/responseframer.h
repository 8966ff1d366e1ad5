// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/vocabulary.h"

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <memory>

namespace Drainboard {

/// Finds where one HTTP/1 response begins and ends in what a handler writes. Says in the response's header that the
/// connection will be closed, where it will be. A client of HTTP/1.0 gets what is chunked without the chunks, until the
/// connection closes (RFC 9112, 6.1 and 6.3). Boost.Beast parses the header. Plain value logic, for any one thread.
class ResponseFramer
{
    Q_DISABLE_COPY_MOVE(ResponseFramer)

public:
    ResponseFramer();
    ~ResponseFramer();

    /// What decides about a response before it begins.
    struct Context
    {
        bool toHead = false; ///< it answers HEAD and so ends with its header (RFC 9110, 9.3.2)
        bool toHttp10 = false; ///< the client knows neither chunks nor interim responses
        bool toUpgrade = false; ///< the handler was asked for another protocol, and may switch to it with 101
        bool sayKeepAlive = false; ///< the client, of HTTP/1.0, must be told where the connection is kept
        std::chrono::seconds keepAliveFor { 0 }; ///< how long an idle connection is kept; 0: for ever
    };
    /// For the next response.
    void reset(const Context &context);

    /// Takes what the handler wrote and appends to \a out what is to be sent. The header is held back until it
    /// is complete; it gets a Date if it has none, and says whether and how long the connection is kept, which
    /// \a close forbids. What lies behind the end of the response is dropped.
    void put(QByteArrayView bytes, bool close, QByteArray &out);

    /// Frees the memory that is not needed until the next response.
    void shrink();

    /// Its last byte has been put.
    bool isComplete() const;
    /// 0 until the header is complete.
    int status() const;
    /// With a 101 in answer to an upgrade: how many of the last bytes put lie behind it, and are of the other protocol.
    qsizetype behindSwitch() const { return m_behindSwitch; }
    /// What the handler wrote is no HTTP response, and goes out as it is: where it ends cannot be known.
    bool isMalformed() const;
    /// Whether the connection ends with this response: its header says so, or has no other way to tell where the
    /// response ends. False until the header is complete.
    bool saidClose() const;
    /// What the handler itself makes of the connection.
    Persistence persistence() const;

private:
    class Parser;
    void putHeader(QByteArrayView bytes, bool close, QByteArray &out);
    void putBody(QByteArrayView bytes, QByteArray &out);
    void completeHeader(bool close);
    void moveUnparsed(QByteArray &out);
    void putChunks(QByteArrayView bytes, QByteArray &out);
    qsizetype parse(QByteArrayView bytes);

    std::unique_ptr<Parser> m_parser;
    QByteArray m_unparsed; // the header so far
    bool m_headerSent = false;
    bool m_saidClose = false;
    bool m_malformed = false;
    bool m_unchunk = false;
    bool m_endsWithHeader = false;
    qsizetype m_behindSwitch = 0;
    Context m_context;
};

} // namespace Drainboard

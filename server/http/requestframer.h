// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Finds where one HTTP/1 request begins and ends in a stream of bytes, and the few facts in its header that
// decide what happens to the connection; refuses what is not valid, or not within limits. Parsing is Boost.Beast's.
// Plain value logic, for any one thread.

#include "values/connectionlimits.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace Drainboard {

class RequestFramer
{
    Q_DISABLE_COPY_MOVE(RequestFramer)

public:
    /// \a limits must outlive this object.
    explicit RequestFramer(const ConnectionLimits &limits);
    ~RequestFramer();

    /// Takes bytes of the request and returns how many were used. What was not used must be put again with more
    /// behind it, or belongs to the next request if isComplete(). To be called until then, not after.
    qsizetype put(QByteArrayView bytes);
    /// For the next request.
    void reset();

    bool isHeaderComplete() const;
    bool isComplete() const;
    /// The whole request, once it is complete, as it is handed on; \a received are its bytes as they came. The same,
    /// but for two things. A chunked body is put together and given a Content-Length, and trailers are left out, which
    /// Qt's QHttpServer (6.4 to 6.8) takes for the beginning of the next request. And no upgrade to another protocol is
    /// asked for, which a server may overlook (RFC 9110, 7.8): asked for a WebSocket that nobody waits for, QHttpServer
    /// (6.4) answers a second time, with 404, what a handler may still be at work on. Once a request.
    QByteArray assemble(const QByteArray &received);
    /// The status to refuse the request with, for example 400; 0 while nothing is wrong with it.
    int refusal() const;
    /// What began to arrive is a TLS handshake: there is nobody to answer.
    bool isTls() const;

    // Known once the header is complete:

    /// "GET /path", control characters and non-ASCII escaped as \xNN, cut at 80 bytes.
    const QByteArray &requestLine() const;
    bool isHead() const;
    /// Whether it is HTTP/1.0.
    bool isOld() const;
    /// Whether the client lets the connection go on after the response (RFC 9112, 9.3).
    bool keepAlive() const;
    /// Whether the client waits for "100 Continue" before it sends the body (RFC 9110, 10.1.1).
    bool expectsContinue() const;

private:
    class Parser;
    void boundHeader(QByteArrayView tail);
    void boundChunk(qsizetype size);

    const ConnectionLimits &m_limits;
    std::unique_ptr<Parser> m_parser;
};

} // namespace Drainboard

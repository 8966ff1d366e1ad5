// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectionlimits.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace Drainboard {

/// Finds where one HTTP/1 request begins and ends in a stream of bytes, and the few facts in its header that decide
/// what happens to the connection. Refuses what is not valid, or not within limits. Each line is looked at when it
/// comes; Boost.Beast parses the fields once all are there. Plain value logic, for any one thread.
class RequestFramer
{
    Q_DISABLE_COPY_MOVE(RequestFramer)

public:
    /// \a limits must outlive this object. They may change: then they count for what comes.
    explicit RequestFramer(const ConnectionLimits &limits);
    ~RequestFramer();

    /// Looks at the bytes of \a in from \a begin on, which is where the last call got to: 0 at first. Returns the end
    /// of what belongs to the request, as far as that is known. Takes the chunks off a chunked body, so that \a in gets
    /// shorter: behind the header comes what was in them. Not to be called any more once isComplete().
    qsizetype put(QByteArray &in, qsizetype begin);
    /// For the next request.
    void reset();

    /// The last byte of its header has been put.
    bool isHeaderComplete() const;
    /// The last byte of its body has been put.
    bool isComplete() const;
    /// A complete request as it is to be handed on. \a request is what put() left of it. Three things change. The
    /// header of a chunked body gets a Content-Length. (Its trailers are dropped: QHttpServer, Qt 6.4 to 6.8, takes
    /// them for the next request.) Without \a keepUpgrade the client asks for no upgrade any more, which a server may
    /// overlook (RFC 9110, 7.8): where nobody waits for a WebSocket, QHttpServer (Qt 6.4) answers 404 at once, while a
    /// handler may still be at work. And the target is in origin form, as RequestTarget has it; the authority of an
    /// absolute one is what Host says.
    QByteArray assemble(QByteArray request, bool keepUpgrade = false) const;
    /// Whether assemble() gives a complete request another header than it was received with.
    bool isHeaderChanged(bool keepUpgrade = false) const;
    /// The status to refuse the request with, for example 400; 0 while nothing is wrong with it.
    int refusal() const;
    /// What began to arrive is a TLS handshake. The client would not understand an answer.
    bool isTls() const;

    // Known once the header is complete:

    /// "GET /path", as it came, cut at 80 bytes.
    const QByteArray &requestLine() const;
    /// As RequestLine has it: the status of the answer that the guard gives by itself, or 0.
    int ownStatus() const;
    /// Whether its method is HEAD.
    bool isHead() const;
    /// Whether it is of HTTP/1.0.
    bool isHttp10() const;
    /// Whether the client lets the connection go on after the response (RFC 9112, 9.3).
    bool keepAlive() const;
    /// Whether the client waits for "100 Continue" before it sends the body (RFC 9110, 10.1.1).
    bool expectsContinue() const;
    /// Whether the client asks for another protocol (RFC 9110, 7.8).
    bool asksForUpgrade() const;

private:
    class Parser;
    qsizetype parse(QByteArrayView bytes);
    qsizetype takeChunks(QByteArray &in, qsizetype begin);
    void checkHeader(QByteArrayView bytes);
    int checkRequestLine(QByteArrayView line);

    std::unique_ptr<Parser> m_parser;
};

} // namespace Drainboard

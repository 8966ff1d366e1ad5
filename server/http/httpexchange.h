// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/requestframer.h"
#include "http/responseframer.h"
#include "values/vocabulary.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <memory>
#include <optional>
#include <utility>

namespace Drainboard {

struct ExchangeFacts;

/// What the bytes of one connection mean. Requests come in, and are handed on one at a time and whole, the next one
/// when the response to the last is complete. Knows no socket and no clock. Speaks HTTP/1.0 and 1.1. Where a client
/// asks for another protocol, that is overlooked; but a WebSocket may be handed on, and the exchange ends with its 101.
/// Plain value logic, for any one thread.
class HttpExchange
{
public:
    /// \a limits must outlive this object. They may change: then they count for what comes.
    explicit HttpExchange(const ConnectionLimits &limits);

    // From the peer:

    /// Takes \a bytes as they came.
    void receive(QByteArrayView bytes);
    /// False while enough waits behind the response in progress: what follows should stay in the kernel.
    bool wantsMore() const;
    /// A request is whole, and its turn has come.
    bool isRequestReady() const { return m_ready; }
    /// That request opens a WebSocket (RFC 6455, 4.2.1), if it is handed on as it is.
    bool isWebSocketAskedFor() const;
    /// That request, as RequestFramer::assemble() gives it. From now on its response is expected. \a asItIs: the
    /// upgrade that it asks for is not removed.
    QByteArray takeRequest(bool asItIs = false);
    /// The status that the guard answers the request taken last with, by itself; 0: a handler does. Then that request
    /// is not to be handed on: ownResponse() (refusal.h) is to be given to respond(). For OPTIONS of "*" it is 204, for
    /// TRACE 405, for a method that QHttpServer does not know 501 (RFC 9110, 9.1 and 9.3).
    int ownStatus() const { return m_responding ? m_request.ownStatus() : 0; }
    /// The header of the request taken last, as it was received, if takeRequest() has given another one; else empty.
    QByteArray originalHeader() const { return m_originalHeader ? *m_originalHeader : QByteArray(); }
    /// "100 Continue", when the client waits for it before it sends its body; else empty. Once a request.
    QByteArray takeInterimResponse();
    /// Refuses what arrives with \a status, if nothing was wrong with it before.
    void refuse(int status);
    /// The status of a refusal whose turn has come, and then once; else 0. What it says is to be sent, unless it is a
    /// TLS handshake, and the connection closed.
    int takeRefusal();
    /// What arrived is a TLS handshake.
    bool isTls() const { return m_request.isTls(); }

    // To the peer:

    /// Takes what the handler wrote and appends to \a out what is to be sent. What belongs to no request is
    /// dropped: the body that QHttpServer sends in answer to HEAD, among others. But a handler that goes on writing
    /// behind the end of its response, which for HEAD is that of the header, writes into the next one.
    /// Returns how many it has looked at: not those that follow a 101.
    qsizetype respond(QByteArrayView bytes, QByteArray &out);
    /// The response was a 101 to a request that was taken as it is. What follows in both directions is not HTTP, and
    /// not for this object.
    bool hasSwitched() const { return m_switched; }
    /// What has come of the other protocol before the 101; once.
    QByteArray takeBehindSwitch() { return std::exchange(m_in, QByteArray()); }
    /// From now on the client is told that the connection will be closed, as soon as a response's header is written and
    /// no other request has begun to arrive: those that have are served first.
    void announceClose() { m_announceClose = true; }
    /// The header that is being written will say so, unless something is received before it is complete.
    bool isAboutToSayClose() const;

    /// Bytes that have been received and not been handed on. They take up to twice as much memory.
    qsizetype buffered() const { return m_in.size(); }
    /// Frees the memory that is not needed until the next request.
    void shrink();

    // What it is doing:

    /// Nothing of a request has been received.
    bool isUnused() const { return m_unused; }
    /// Some of a request has arrived, but not all, and nothing is being answered.
    bool isReading() const { return !m_responding && !m_in.isEmpty() && m_in != "\r"; }
    /// isReading(), and the header is complete.
    bool isReadingBody() const { return isReading() && m_counted; }
    /// How many bytes of a body have come, without what is around chunks; only while isReadingBody().
    qsizetype bodyReceived() const;
    /// A request was taken, and its response is not complete.
    bool isResponding() const { return m_responding; }
    /// After the last response, no other must follow: one of the two sides has said so.
    bool mustClose() const { return m_mustClose; }
    /// What is written in response is no HTTP: all that can be done with it is to close the connection behind it.
    bool isBroken() const { return m_responding && m_response.isMalformed(); }
    /// Of how many requests the header arrived whole.
    quint64 requestsBegun() const { return m_requestsBegun; }
    /// "GET /path" of the last of these.
    const QByteArray &requestLine() const { return m_request.requestLine(); }
    /// The same of the request that has not been taken, as soon as that line has come; else empty. Not while one that
    /// has been taken is being answered.
    QByteArray arrivingLine() const { return m_nextRequest ? QByteArray() : m_request.requestLine(); }
    /// The status of the response to the last one begun, or of the refusal taken last; 0 until the response's header is
    /// written.
    int status() const;
    /// The status of the response to the request taken last, also where the next one has begun; 0 until its header is
    /// written.
    int takenStatus() const { return m_response.status(); }
    /// Whether the connection goes on behind the present or last response.
    Persistence persistence() const { return m_persistence; }
    /// More has been received behind the request that is being answered.
    bool isMoreWaiting() const { return m_responding && !m_in.isEmpty(); }
    /// All that its connection's record tells of it. \a isAllSent: the kernel has taken all that was written in
    /// response.
    ExchangeFacts facts(bool isAllSent) const;
    /// Requests that have come and have not been taken, by their requestLine(); not those that the client must send
    /// again, since they are behind a "close" of either side.
    struct Waiting
    {
        QList<QByteArray> whole; ///< those that have come whole
        std::optional<QByteArray> part; ///< one that has come in part; empty if its header has not come whole
    };
    /// Looks through all that waits.
    Waiting waiting() const;

private:
    bool isNextArriving() const;
    void frameRequest();

    const ConnectionLimits &m_limits;
    RequestFramer m_request;
    ResponseFramer m_response;
    int m_refusal = 0;
    QByteArray m_in; // from the first byte of the request that is arriving
    std::unique_ptr<const QByteArray> m_originalHeader; // rarely there
    qsizetype m_framed = 0; // how much of m_in belongs to the request, as far as is known
    quint64 m_requestsBegun = 0;
    Persistence m_persistence = Persistence::Unknown;
    bool m_counted = false; // the header of the present request is complete: it is among those begun
    bool m_nextRequest = false; // m_request is still the last one
    bool m_ready = false;
    bool m_responding = false;
    bool m_continueSent = false;
    bool m_announceClose = false;
    bool m_mustClose = false;
    bool m_upgrading = false; // the request was taken as it is
    bool m_switched = false;
    bool m_unused = true;
};

} // namespace Drainboard

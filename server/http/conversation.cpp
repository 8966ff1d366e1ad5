// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/conversation.h"

#include "http/wiresigns.h"

#include <utility>

namespace Drainboard {

namespace {

constexpr QByteArrayView http2Preface = "PRI * HTTP/2.0\r\n"; // RFC 9113, 3.4

Persistence persistenceOf(const SeenMessage::Header &request)
{
    if (request.keepsAlive)
        return request.isHttp10 ? Persistence::KeptByClient : Persistence::KeptByVersion;
    return request.isHttp10 ? Persistence::ClosedByVersion : Persistence::ClosedByClient;
}

// Those before a request are ignored (RFC 9112, 2.2).
QByteArrayView withoutLineEnds(QByteArrayView bytes)
{
    while (bytes.startsWith('\r') || bytes.startsWith('\n'))
        bytes = bytes.sliced(1);
    return bytes;
}

} // namespace

void Conversation::fromClient(QByteArrayView bytes)
{
    while (m_protocol == PassedProtocol::Http && !bytes.isEmpty()) {
        if (!m_request.isBegun())
            bytes = withoutLineEnds(bytes);
        if (bytes.isEmpty())
            return;
        if (std::exchange(m_isUnused, false) && bytes.front() == tlsHandshake) {
            endLooking(PassedProtocol::Tls);
            return;
        }
        const QByteArrayView begin = bytes;
        bytes = bytes.sliced(m_request.put(bytes));
        if (m_request.isMalformed()) {
            endLooking(otherProtocol(begin));
            return;
        }
        noteRequest();
    }
}

PassedProtocol Conversation::otherProtocol(QByteArrayView begin)
{
    return begin.startsWith(http2Preface) ? PassedProtocol::Http2 : PassedProtocol::Unknown;
}

void Conversation::endLooking(PassedProtocol protocol)
{
    m_protocol = protocol;
    m_requests = {};
    m_request.reset();
    m_response.reset();
}

// As far as it has come.
void Conversation::noteRequest()
{
    if (m_isAnsweredEarly) {
        if (m_request.isComplete()) {
            m_isAnsweredEarly = false;
            m_request.reset();
        }
        return;
    }
    if (!m_request.isHeaderComplete())
        return;
    if (!std::exchange(m_isArriving, true)) {
        ++m_begun;
        m_line = m_request.header().line;
        m_requests.push_back({ .header = m_request.header() });
    }
    Request &request = m_requests.back();
    request.size = m_request.size();
    request.isWhole = m_request.isComplete();
    if (request.isWhole) {
        m_isArriving = false;
        m_request.reset();
    }
    if (m_requests.size() == 1 && request.isWhole)
        giveTurn();
}

// A server may begin to answer before the request is whole. Then its turn has come, too.
void Conversation::giveTurn()
{
    Request &request = m_requests.front();
    if (std::exchange(request.hasTurn, true))
        return;
    m_response.reset({ .toHead = request.header.isHead, .toConnect = request.header.isConnect });
    m_status = 0;
    m_persistence = persistenceOf(request.header);
    m_listener.onRequestTurn(request.header.line, qsizetype(request.size), isNextBegun());
}

void Conversation::fromServer(QByteArrayView bytes)
{
    while (m_protocol == PassedProtocol::Http && !bytes.isEmpty())
        bytes = bytes.sliced(seeResponse(bytes));
}

qsizetype Conversation::seeResponse(QByteArrayView bytes)
{
    if (!m_requests.isEmpty())
        giveTurn();
    const bool hadHeader = m_response.isHeaderComplete();
    const qsizetype used = m_response.put(bytes);
    if (m_response.isMalformed()) {
        endLooking(PassedProtocol::Unknown);
        return used;
    }
    if (!hadHeader && m_response.isHeaderComplete())
        headerOfResponse();
    if (m_protocol == PassedProtocol::Http && m_response.isComplete())
        responseComplete();
    return used;
}

void Conversation::headerOfResponse()
{
    const SeenMessage::Header &response = m_response.header();
    m_status = response.status;
    if (m_requests.isEmpty()) // nobody asked: a server may say 408 before it closes (RFC 9110, 15.5.9)
        m_persistence = Persistence::ClosedByHandler;
    else if (!isKept(m_persistence))
        return;
    else if (m_response.endsWithConnection())
        m_persistence = Persistence::ClosedByLength;
    else if (!response.keepsAlive && response.status / 100 != 1)
        m_persistence = Persistence::ClosedByHandler;
}

void Conversation::responseComplete()
{
    const int status = m_response.header().status;
    if (m_requests.isEmpty()) {
        m_response.reset();
        return;
    }
    const SeenMessage::Header request = m_requests.constFirst().header;
    const bool isSwitched = status == switchingProtocols && request.asksForUpgrade;
    const bool isTunnel = request.isConnect && status / 100 == 2;
    if (status / 100 == 1 && !isSwitched) { // an interim one: the response is yet to come
        m_response.reset({ .toHead = request.isHead, .toConnect = request.isConnect });
        m_status = 0;
        return;
    }
    m_isAnsweredEarly = !m_requests.constFirst().isWhole; // what is still to come of it has no turn any more
    m_isArriving = m_isArriving && !m_isAnsweredEarly;
    m_requests.removeFirst();
    m_response.reset();
    ++m_answered;
    m_listener.onAnswered(status);
    if (isSwitched)
        endLooking(request.asksForWebSocket ? PassedProtocol::WebSocket : PassedProtocol::Other);
    else if (isTunnel)
        endLooking(PassedProtocol::Tunnel);
    else if (!m_requests.isEmpty() && m_requests.constFirst().isWhole)
        giveTurn();
}

void Conversation::serverFinished()
{
    if (m_protocol == PassedProtocol::Http && m_response.endsWithConnection() && isAnswering()) {
        const int status = m_response.header().status;
        m_requests.removeFirst();
        m_response.reset();
        ++m_answered;
        m_listener.onAnswered(status);
    }
}

ExchangeFacts Conversation::facts(bool isAllSent) const
{
    const auto state = [&] {
        if (m_protocol == PassedProtocol::WebSocket)
            return ConnectionState::WebSocket;
        if (m_protocol != PassedProtocol::Http)
            return ConnectionState::Passing;
        if (isAnswering() || !isAllSent)
            return ConnectionState::Responding;
        if (!m_requests.isEmpty() || m_request.isBegun())
            return ConnectionState::Reading;
        return m_isUnused ? ConnectionState::New : ConnectionState::Idle;
    };
    return { .state = state(),
             .requestsBegun = m_begun,
             .requestLine = m_line,
             .status = m_status,
             .persistence = m_persistence,
             .isMoreWaiting = isAnswering() && isNextBegun() };
}

QList<QByteArray> Conversation::waiting() const
{
    QList<QByteArray> lines;
    if (isLast())
        return lines;
    for (const Request &request : m_requests) {
        if (!request.hasTurn)
            lines += request.header.line;
    }
    if (isUnknownArriving())
        lines += QByteArray();
    return lines;
}

} // namespace Drainboard

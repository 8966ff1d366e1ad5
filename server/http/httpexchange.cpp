// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/httpexchange.h"

#include "http/exchangefacts.h"
#include "http/headerblock.h"
#include "http/websockethandshake.h"

#include <utility>

namespace Drainboard {

namespace {

// What is taken out of the kernel while a response is in progress: enough for the pipelines that real clients
// send, too little to hurt.
constexpr qsizetype waitingLimit = 64 * 1024;

Persistence persistenceOf(const RequestFramer &request)
{
    if (request.keepAlive())
        return request.isHttp10() ? Persistence::KeptByClient : Persistence::KeptByVersion;
    return request.isHttp10() ? Persistence::ClosedByVersion : Persistence::ClosedByClient;
}

// Those before a request are ignored (RFC 9112, 2.2).
QByteArrayView withoutEmptyLines(QByteArrayView bytes)
{
    while (bytes.startsWith("\r\n"))
        bytes = bytes.sliced(2);
    return bytes;
}

} // namespace

HttpExchange::HttpExchange(const ConnectionLimits &limits)
    : m_limits(limits)
    , m_request(limits)
{
}

void HttpExchange::receive(QByteArrayView bytes)
{
    m_in.append(bytes);
    frameRequest();
}

bool HttpExchange::wantsMore() const
{
    const bool arriving = !m_responding && !m_ready && !m_mustClose && !m_refusal;
    return arriving || m_in.size() < waitingLimit;
}

bool HttpExchange::isWebSocketAskedFor() const
{
    return m_ready && m_request.asksForUpgrade() && isWebSocketHandshake(QByteArrayView(m_in).first(m_framed));
}

QByteArray HttpExchange::takeRequest(bool asItIs)
{
    QByteArray received;
    if (m_framed == m_in.size()) {
        received = std::exchange(m_in, QByteArray());
    } else if (m_framed < m_in.size() / 2) {
        received = m_in.first(m_framed);
        m_in.remove(0, m_framed);
    } else { // what stays takes no more memory than it needs
        received = std::exchange(m_in, m_in.sliced(m_framed));
        received.truncate(m_framed);
    }
    m_framed = 0;
    m_ready = false;
    m_responding = true;
    m_upgrading = asItIs && m_request.asksForUpgrade();
    m_persistence = persistenceOf(m_request);
    m_response.reset({ .toHead = m_request.isHead(),
                       .toHttp10 = m_request.isHttp10(),
                       .toUpgrade = m_upgrading,
                       .sayKeepAlive = m_persistence == Persistence::KeptByClient,
                       .keepAliveFor = std::chrono::duration_cast<std::chrono::seconds>(m_limits.keepAliveTimeout) });
    m_originalHeader.reset();
    if (m_request.isHeaderChanged(asItIs))
        m_originalHeader = std::make_unique<const QByteArray>(received.first(HeaderBlock::sizeIn(received)));
    return m_request.assemble(std::move(received), asItIs);
}

QByteArray HttpExchange::takeInterimResponse()
{
    if (m_continueSent || m_responding || m_refusal || !m_counted || !m_request.expectsContinue())
        return {};
    m_continueSent = true;
    // A client that did not wait for it needs none (RFC 9110, 10.1.1).
    return m_ready ? QByteArray() : QByteArrayLiteral("HTTP/1.1 100 Continue\r\n\r\n");
}

void HttpExchange::refuse(int status)
{
    if (!m_refusal)
        m_refusal = status;
}

int HttpExchange::takeRefusal()
{
    if (m_responding || m_mustClose || !m_refusal)
        return 0;
    m_mustClose = true;
    m_persistence = Persistence::ClosedByRefusal;
    m_in = QByteArray();
    m_framed = 0;
    m_ready = false;
    return m_refusal;
}

void HttpExchange::shrink()
{
    if (m_in.isEmpty())
        m_in = QByteArray();
    m_response.shrink();
}

qsizetype HttpExchange::bodyReceived() const
{
    return m_in.size() - HeaderBlock::sizeIn(m_in);
}

int HttpExchange::status() const
{
    if (m_persistence == Persistence::ClosedByRefusal)
        return m_refusal;
    const bool isOfEarlierRequest = m_counted && !m_responding;
    return isOfEarlierRequest ? 0 : m_response.status();
}

ExchangeFacts HttpExchange::facts(bool isAllSent) const
{
    const auto state = [&] {
        if (hasSwitched())
            return ConnectionState::WebSocket;
        if (isResponding() || !isAllSent)
            return ConnectionState::Responding;
        if (isReading())
            return ConnectionState::Reading;
        return isUnused() ? ConnectionState::New : ConnectionState::Idle;
    };
    return { .state = state(),
             .requestsBegun = m_requestsBegun,
             .requestLine = requestLine(),
             .status = status(),
             .persistence = m_persistence,
             .isMoreWaiting = isMoreWaiting() };
}

qsizetype HttpExchange::respond(QByteArrayView bytes, QByteArray &out)
{
    if (!m_responding)
        return bytes.size();
    // Who is told that the connection will be closed sends what follows again, elsewhere: none of it must be here.
    const bool isLast = m_announceClose && !isNextArriving();
    m_response.put(bytes, isLast || !isKept(m_persistence), out);
    if (m_response.saidClose() && !std::exchange(m_mustClose, true) && isKept(m_persistence))
        m_persistence = isLast ? Persistence::ClosedByServer : m_response.persistence();
    if (!m_response.isComplete())
        return bytes.size();
    m_switched = m_upgrading && m_response.status() == 101;
    m_responding = false;
    m_counted = false;
    m_continueSent = false;
    m_nextRequest = true;
    frameRequest();
    return bytes.size() - m_response.behindSwitch();
}

bool HttpExchange::isAboutToSayClose() const
{
    return m_announceClose && m_responding && m_response.status() == 0 && !isNextArriving();
}

HttpExchange::Waiting HttpExchange::waiting() const
{
    Waiting waiting;
    if (m_switched || m_mustClose || (m_responding ? !isKept(m_persistence) : m_refusal != 0))
        return waiting;
    QByteArray rest = m_in;
    if (m_ready) { // that one is framed already
        waiting.whole += m_request.requestLine();
        if (!m_request.keepAlive())
            return waiting;
        rest.remove(0, m_framed);
    }
    for (RequestFramer request(m_limits);; request.reset()) {
        rest.remove(0, rest.size() - withoutEmptyLines(rest).size());
        if (rest.isEmpty() || rest == "\r")
            return waiting;
        const qsizetype framed = request.put(rest, 0);
        if (request.refusal())
            return waiting;
        if (!request.isComplete()) {
            waiting.part = request.isHeaderComplete() ? request.requestLine() : QByteArray();
            return waiting;
        }
        waiting.whole += request.requestLine();
        if (!request.keepAlive())
            return waiting;
        rest.remove(0, framed);
    }
}

// Whether something of a request waits behind the present response.
bool HttpExchange::isNextArriving() const
{
    return !QByteArrayView(m_in).trimmed().isEmpty();
}

void HttpExchange::frameRequest()
{
    if (m_responding || m_ready || m_mustClose || m_refusal || m_switched)
        return;
    if (m_framed == 0) {
        m_in.remove(0, m_in.size() - withoutEmptyLines(m_in).size());
        if (m_in.isEmpty() || m_in == "\r")
            return;
        m_unused = false;
        if (std::exchange(m_nextRequest, false))
            m_request.reset();
    }
    m_framed = m_request.put(m_in, m_framed);
    m_ready = m_request.isComplete() && !m_request.refusal();
    m_refusal = m_request.refusal();
    if (m_request.isHeaderComplete() && !std::exchange(m_counted, true))
        ++m_requestsBegun;
}

} // namespace Drainboard

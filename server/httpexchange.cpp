// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "httpexchange.h"

#include <utility>

namespace Drainboard {

namespace {

// What is taken out of the kernel while a response is in progress: enough for the pipelines that real clients
// send, too little to hurt.
constexpr qsizetype waitingLimit = 64 * 1024;

QByteArray refusalResponse(int status)
{
    QByteArrayView text = "400 Bad Request";
    if (status == 413)
        text = "413 Content Too Large";
    else if (status == 431)
        text = "431 Request Header Fields Too Large";
    return "HTTP/1.1 " + text.toByteArray() + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
}

} // namespace

void HttpExchange::receive(QByteArrayView bytes)
{
    m_in.append(bytes);
    frameRequest();
}

bool HttpExchange::wantsMore() const
{
    const bool arriving = !m_responding && !m_ready && !m_mustClose && !m_request.refusal();
    return arriving || m_in.size() < waitingLimit;
}

QByteArray HttpExchange::takeRequest()
{
    QByteArray received;
    if (m_framed == m_in.size()) {
        received = std::exchange(m_in, QByteArray());
    } else {
        received = m_in.first(m_framed);
        m_in.remove(0, m_framed);
    }
    m_framed = 0;
    m_ready = false;
    m_responding = true;
    m_response.reset(m_request.isHead());
    if (!m_request.keepAlive())
        m_announceClose = true;
    return m_request.assemble(received);
}

QByteArray HttpExchange::takeInterimResponse()
{
    if (m_continueSent || m_responding || !m_counted || !m_request.expectsContinue())
        return {};
    m_continueSent = true;
    // A client that did not wait for it needs none (RFC 9110, 10.1.1).
    return m_ready ? QByteArray() : QByteArrayLiteral("HTTP/1.1 100 Continue\r\n\r\n");
}

QByteArray HttpExchange::takeRefusal()
{
    if (m_responding || m_mustClose || !m_request.refusal())
        return {};
    m_mustClose = true;
    return refusalResponse(m_request.refusal());
}

void HttpExchange::respond(QByteArrayView bytes, QByteArray &out)
{
    if (!m_responding)
        return;
    m_response.put(bytes, m_announceClose, out);
    m_mustClose = m_mustClose || m_response.saidClose();
    if (!m_response.isComplete())
        return;
    m_responding = false;
    m_counted = false;
    m_continueSent = false;
    m_nextRequest = true;
    frameRequest();
}

void HttpExchange::frameRequest()
{
    if (m_responding || m_ready || m_mustClose)
        return;
    if (m_framed == 0) {
        // Empty lines before a request are ignored (RFC 9112, 2.2).
        while (m_in.startsWith("\r\n"))
            m_in.remove(0, 2);
        if (m_in.isEmpty() || m_in == "\r")
            return;
        m_unused = false;
        if (std::exchange(m_nextRequest, false))
            m_request.reset();
    }
    m_framed += m_request.put(QByteArrayView(m_in).sliced(m_framed));
    m_ready = m_request.isComplete();
    if (m_request.isHeaderComplete() && !std::exchange(m_counted, true))
        ++m_requestsBegun;
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "conversation.h"

#include "handedon.h"
#include "http/refusal.h"
#include "must.h"
#include "plainmessage.h"

#include <algorithm>

namespace Drainboard {

namespace {

const QByteArray okResponse = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
// What HttpExchange takes while a response is in progress.
constexpr qsizetype waitingLimit = 64 * 1024;

} // namespace

Conversation::Conversation(const Script &script, Pieces pieces)
    : m_script(script)
    , m_pieces(pieces)
    , m_canBeChunked(script.requests.toLower().contains("chunked"))
    , m_exchange(script.limits)
{
}

void Conversation::run()
{
    MUST(m_exchange.isUnused());
    if (m_script.refuseAt < m_script.requests.size()) {
        receiveUpTo(m_script.refuseAt);
        answerAll();
        if (!isOver())
            m_exchange.refuse(408);
        settle();
    }
    receiveUpTo(m_script.requests.size());
    answerAll();
    checkEnd();
}

void Conversation::endHeader()
{
    if (isOver() || m_exchange.isResponding())
        return;
    m_exchange.receive("\"\"\r\n\r\n"); // also ends a quotation, even one whose next character is escaped
    settle();
}

// The connection is about to be closed, or is no longer HTTP.
bool Conversation::isOver() const
{
    return m_refusal || m_exchange.isBroken() || m_exchange.hasSwitched()
        || (m_exchange.mustClose() && !m_exchange.isResponding());
}

void Conversation::receiveUpTo(qsizetype end)
{
    m_arriving = end;
    while (m_received < end && !isOver()) {
        if (m_pieces == Pieces::AsScripted) {
            while (!m_exchange.wantsMore() && answerSome()) { }
            if (!m_exchange.wantsMore())
                return; // the rest stays in the kernel
            checkWaiting();
        }
        receivePiece();
        answerSome();
    }
}

void Conversation::receivePiece()
{
    const qsizetype size = pieceSize(m_arriving - m_received);
    m_exchange.receive(QByteArrayView(m_script.requests).sliced(m_received, size));
    m_received += size;
    settle();
}

void Conversation::answerAll()
{
    while (answerSome()) { }
}

// Writes a piece of the present response, or takes the next request. False where there is nothing to do.
bool Conversation::answerSome()
{
    // Whether "close" is announced depends on what has arrived: that must not depend on the pieces.
    while (isCloseAnnounced() && m_received < m_arriving && !isOver() && m_exchange.wantsMore())
        receivePiece();
    if (!m_response.isEmpty()) {
        qsizetype size = pieceSize(m_response.size());
        if (m_script.closeAt > m_written)
            size = std::min(size, m_script.closeAt - m_written);
        const QByteArray piece = m_response.first(size);
        m_response.remove(0, size);
        respond(piece);
    } else if (m_exchange.isRequestReady() && !isOver()) {
        takeRequest();
    } else {
        return false;
    }
    settle();
    return true;
}

void Conversation::takeRequest()
{
    const QByteArray scripted = m_script.responses.value(m_requests.size(), okResponse);
    // A handler that switches protocols is one for WebSockets.
    const bool opensWebSocket = m_exchange.isWebSocketAskedFor() && scripted.startsWith("HTTP/1.1 101");
    const QByteArray request = m_exchange.takeRequest(opensWebSocket);
    MUST(m_exchange.isResponding());
    if (opensWebSocket)
        HandedOn::mustOpenWebSocket(request);
    const int ownStatus = m_exchange.ownStatus();
    MUST(ownStatus == HandedOn::expectedOwnStatus(request));
    HandedOn::mustBeSound(request, m_script.limits);
    m_handedOn = firstWaiting();
    const auto upgrade = opensWebSocket ? HandedOn::Upgrade::Kept : HandedOn::Upgrade::Removed;
    m_handedOn += HandedOn::mustBeFaithful(request, QByteArrayView(m_script.requests).sliced(m_handedOn), upgrade);
    MUST(m_handedOn <= m_received);
    if (m_pieces == Pieces::Whole && !opensWebSocket)
        HandedOn::mustBeOneRequest(request, m_script.limits);
    m_response = ownStatus ? ownResponse(ownStatus) : scripted;
    m_responseBegin = m_sent.size();
    m_closeExpected = isCloseAnnounced() && !isNextArriving();
    m_interimSent = false;
    m_requests += request;
    m_requestLines += m_exchange.requestLine();
}

void Conversation::respond(QByteArrayView bytes)
{
    if (isCloseAnnounced())
        m_exchange.announceClose();
    const bool wasResponding = m_exchange.isResponding();
    const qsizetype before = m_sent.size();
    const qsizetype used = m_exchange.respond(bytes, m_sent);
    m_written += bytes.size();
    if (m_exchange.hasSwitched()) {
        checkSwitch();
        return;
    }
    MUST(used == bytes.size());
    MUST(m_sent.size() == before || wasResponding);
    if (wasResponding && !m_exchange.isResponding())
        checkResponse();
}

// As TrackedSocket::settle(): what the server says by itself.
void Conversation::settle()
{
    checkStep();
    if (!isOver() && !m_exchange.isRequestReady()) { // which would be handed on first
        if (!m_exchange.takeInterimResponse().isEmpty()) {
            MUST(!m_interimSent);
            MUST(m_exchange.isReadingBody());
            m_interimSent = true;
        }
        if ((m_refusal = m_exchange.takeRefusal())) {
            MUST(!m_exchange.isResponding());
            MUST(m_exchange.mustClose());
        }
    }
    checkStep();
}

void Conversation::checkStep()
{
    MUST(!m_exchange.isRequestReady() || !m_exchange.isResponding());
    MUST(!m_exchange.isReading() || (!m_exchange.isResponding() && !m_exchange.isUnused()));
    MUST(!m_exchange.isReadingBody() || (m_exchange.isReading() && m_exchange.requestsBegun() > 0));
    MUST(!m_exchange.isBroken() || m_exchange.isResponding());
    const quint64 taken = quint64(m_requests.size());
    MUST(m_exchange.requestsBegun() == taken || m_exchange.requestsBegun() == taken + 1);
    MUST(!m_exchange.isRequestReady() || m_exchange.requestsBegun() == taken + 1);
    const QByteArray &line = m_exchange.requestLine();
    MUST(line.size() <= 80);
    MUST(std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; }));
}

// Empty lines between two requests are ignored.
qsizetype Conversation::firstWaiting() const
{
    qsizetype first = m_handedOn;
    while (QByteArrayView(m_script.requests).first(m_received).sliced(first).startsWith("\r\n"))
        first += 2;
    return first;
}

bool Conversation::isNextArriving() const
{
    return !QByteArrayView(m_script.requests).first(m_received).sliced(m_handedOn).trimmed().isEmpty();
}

// What has been received and not handed on is in memory.
void Conversation::checkWaiting() const
{
    const qsizetype waiting = m_exchange.buffered();
    const bool isArriving = !m_exchange.isResponding() && !m_exchange.mustClose();
    const ConnectionLimits &limits = m_script.limits;
    const qsizetype header = 32 + limits.target + 12 + limits.header
        + 2; // with the longest method; " ", " HTTP/1.1\r\n"
    const bool isWithinLimits = waiting <= header + qsizetype(limits.body) || m_canBeChunked;
    MUST(waiting < waitingLimit || (isArriving && isWithinLimits));
}

// It ends where the client finds its end, and says whether the connection goes on.
void Conversation::checkResponse() const
{
    const auto kind = m_requests.last().startsWith("HEAD ") ? PlainMessage::Kind::ResponseToHead
                                                            : PlainMessage::Kind::Response;
    QByteArrayView bytes = QByteArrayView(m_sent).sliced(m_responseBegin);
    PlainMessage message(bytes, kind);
    const QByteArray &request = m_requests.last();
    const bool isOld = request.first(request.indexOf('\r')).endsWith("HTTP/1.0");
    while (message.status() / 100 == 1 && message.status() != 101) {
        MUST(message.status() != 100 && !isOld);
        bytes = bytes.sliced(message.headerSize);
        message = PlainMessage(bytes, kind);
    }
    // Of our own handlers, and taken for what they mean: that is left to the parser.
    if (message.isFolded || (message.count("transfer-encoding") > 0 && !message.isChunked))
        return;
    if (isOld && !message.isComplete) { // it was chunked
        MUST(message.count("content-length") == 0);
        MUST(m_exchange.mustClose());
    } else {
        MUST(message.isComplete);
        MUST(message.size == bytes.size());
    }
    MUST(message.count("date") > 0);
    MUST(message.lists("connection", "close") == m_exchange.mustClose());
    MUST(m_exchange.mustClose() || !m_closeExpected);
    MUST(m_exchange.persistence() != Persistence::ClosedByServer || !isNextArriving());
}

// What the client has sent behind its request is not HTTP. Nothing of it is lost or looked at.
void Conversation::checkSwitch()
{
    m_response.clear();
    MUST(m_exchange.takeBehindSwitch() == QByteArrayView(m_script.requests).first(m_received).sliced(m_handedOn));
    MUST(!m_exchange.isResponding() && !m_exchange.isReading() && !m_exchange.isRequestReady());
    const PlainMessage message(QByteArrayView(m_sent).sliced(m_responseBegin), PlainMessage::Kind::Response);
    MUST(message.status() / 100 == 1);
    MUST(m_sent.contains("HTTP/1.1 101"));
}

void Conversation::checkEnd()
{
    if (m_exchange.hasSwitched())
        return;
    if (isOver()) {
        m_exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        MUST(!m_exchange.isRequestReady());
        MUST(m_exchange.takeInterimResponse().isEmpty());
        MUST(m_exchange.takeRefusal() == 0);
    } else if (!m_exchange.isResponding()) {
        // What is here is not a whole request, or it would have been handed on or refused.
        const QByteArrayView left = QByteArrayView(m_script.requests).sliced(firstWaiting());
        const PlainMessage rest(left, PlainMessage::Kind::Request);
        MUST(!rest.isComplete);
        MUST(m_exchange.isReadingBody() == (rest.headerSize > 0));
    }
}

// How much comes or goes next.
qsizetype Conversation::pieceSize(qsizetype available)
{
    if (m_pieces == Pieces::Whole || m_script.pieceSizes.isEmpty())
        return available;
    const auto size = quint8(m_script.pieceSizes.at(m_nextPiece++ % m_script.pieceSizes.size()));
    return std::min<qsizetype>(std::max<qsizetype>(size, 1), available);
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/httpchannel.h"

#include "http/refusal.h"
#include "tracking/socketinput.h"

#include <algorithm>
#include <utility>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

// Beyond this much, a response in progress is sent without waiting for the handler to return.
constexpr qsizetype outputChunk = 64 * 1024;
// A client that reads as fast as its handler writes must not hold the thread.
constexpr qint64 sentInATurn = 256 * 1024;
// A request that is smaller is not worth counting: most come whole, and are gone at once.
constexpr qsizetype smallRequest = 4096;
// While so much waits to be sent on a WebSocket, nothing is read from it.
constexpr qsizetype webSocketOutput = 16 * 1024 * 1024;
// What waited no longer than this in the kernel counts as received at once.
constexpr auto lateFrom = 10ms;
// How often it is looked whether a client has acknowledged all.
constexpr auto unacknowledgedRetry = 50ms;

} // namespace

HttpChannel::HttpChannel(AcceptedConnection &connection, SocketHost &host, QObject *context, Owner &owner)
    : m_context(context)
    , m_owner(owner)
    , m_host(&host)
    , m_limits(host.limits())
    , m_place(connection.takePlace())
    , m_descriptor(connection.takeDescriptor())
    , m_record(connection.table(), connection.record())
    , m_watch(context, *this)
    , m_exchange(*m_limits)
{
}

void HttpChannel::write(QByteArrayView bytes)
{
    if (m_exchange.isAboutToSayClose())
        lookAhead();
    if (!m_webSocket) {
        const qsizetype used = m_exchange.respond(bytes, m_output.bytes());
        bytes = bytes.sliced(used);
        if (m_exchange.hasSwitched())
            becomeWebSocket();
    }
    if (m_webSocket)
        m_webSocket->write(bytes, m_output.bytes());
    if (!isOpen() || m_finSent)
        m_output.drop(); // nobody can receive it
    else if (m_output.size() >= outputChunk && !m_output.isBlocked())
        send();
    advanceSoon();
}

void HttpChannel::onReadable()
{
    if (!receive())
        return;
    if (!m_finSent)
        advance();
    else if (m_peerFinished)
        finish(m_ourCause);
    else
        writeRecord();
}

void HttpChannel::miss(SocketDeadline::Purpose purpose, SteadyTime now)
{
    switch (purpose) {
    case SocketDeadline::Purpose::None:
        break;
    case SocketDeadline::Purpose::NoRequest:
        closeIfQuiet(CloseCause::TimedOut, "No request came");
        break;
    case SocketDeadline::Purpose::Request:
        refuse(408);
        break;
    case SocketDeadline::Purpose::SlowBody:
        if (!receive())
            break;
        if (!m_exchange.isRequestReady() && now >= nextDeadline().time) // with what had come already
            refuse(408);
        else
            advanceSoon();
        break;
    case SocketDeadline::Purpose::Idle:
        closeIfQuiet(CloseCause::TimedOut, "Idle for too long");
        break;
    case SocketDeadline::Purpose::FreeBuffers:
        freeBuffers();
        break;
    case SocketDeadline::Purpose::Write:
        m_closeReason = "The client did not read";
        finish(CloseCause::Aborted);
        break;
    case SocketDeadline::Purpose::Hold:
        advance();
        break;
    case SocketDeadline::Purpose::Linger:
        m_keptUntil = now + unacknowledgedRetry;
        onReadable();
        if (isOpen())
            go(Farewell::afterFin(m_descriptor.isAllAcknowledged(), now - info().stateSince), m_ourCause);
        break;
    }
}

bool HttpChannel::wantsMore() const
{
    if (m_webSocket) // who neither reads what is sent to him nor ceases to ask for more must wait
        return m_output.size() < webSocketOutput && !m_buffersExceeded && m_owner.wantsWebSocketBytes();
    return m_exchange.wantsMore();
}

// Takes what the kernel has. What is no longer looked at is discarded. False if that ended the connection.
bool HttpChannel::receive()
{
    if (m_peerFinished)
        return true;
    const SocketInput input = SocketInput::receive(
        m_descriptor, [this] { return !isServing() || wantsMore(); }, [this](QByteArrayView bytes) { take(bytes); });
    if (input.isLost) {
        finishAsLost();
        return false;
    }
    noteReceived(input.bytes);
    if (input.isFinished) {
        m_peerFinished = true;
        if (!m_finSent) // else this is the end
            m_descriptor.probePeer();
        m_record.peerFinished();
        noteFin(EndSide::Client, SteadyClock::now());
    }
    watch();
    return true;
}

// After seeing "close", a client sends elsewhere again what it has pipelined here. So what is here is looked at before
// the header says so. How the connection may have ended meanwhile can wait.
void HttpChannel::lookAhead()
{
    if (!isServing() || m_peerFinished)
        return;
    const SocketInput input = SocketInput::receive(
        m_descriptor, [once = true]() mutable { return std::exchange(once, false); },
        [this](QByteArrayView bytes) { take(bytes); });
    noteReceived(input.bytes);
}

void HttpChannel::noteReceived(qsizetype bytes)
{
    if (bytes == 0)
        return;
    const SteadyTime now = SteadyClock::now();
    if (info().state == ConnectionState::Idle)
        m_gaps.add(now - info().stateSince);
    if (!m_finSent && !m_webSocket)
        m_keptUntil = SteadyTime::max();
    m_record.received(bytes, now, arrivalOf(now), m_exchange.buffered() > 0);
}

// When the kernel got what has been received \a now. It tells that to a few milliseconds: so it is asked only where
// that may have been long ago, since the thread was kept by something else.
SteadyTime HttpChannel::arrivalOf(SteadyTime now) const
{
    const bool hasWaited = (m_host && now - m_host->lookedBefore() > lateFrom)
        || (info().state == ConnectionState::New && now - info().openedAt > lateFrom);
    if (!hasWaited)
        return now;
    const std::chrono::milliseconds ago = m_descriptor.sinceLastData();
    return ago > lateFrom ? now - ago : now;
}

// What comes behind our FIN is still framed: whether it is a request that is lost.
void HttpChannel::take(QByteArrayView bytes)
{
    if (m_webSocket) {
        m_webSocket->receive(bytes, !isServing());
        chargeBuffers();
        return;
    }
    if (!isServing() && (m_exchange.mustClose() || !m_exchange.wantsMore()))
        return;
    if (m_finSent)
        m_unanswered.beginLate(m_exchange);
    m_exchange.receive(bytes);
    chargeBuffers();
}

void HttpChannel::chargeBuffers()
{
    const qsizetype size = m_webSocket ? m_webSocket->unread() : m_exchange.buffered();
    if (size <= smallRequest)
        m_buffered.reset();
    else if (!m_buffered && m_host)
        m_buffered = std::make_unique<BufferBudget::Share>(m_host->bufferBudget());
    m_buffersExceeded = m_buffered && !m_buffered->set(size);
    if (!m_webSocket && m_buffersExceeded
        && !m_exchange.isRequestReady()) // one that is whole is handed on, and waits no more
        m_exchange.refuse(503);
}

// Goes as far as can be gone now: hands requests on, sends, and draws the consequences. The one place from
// which the owner is given a request, or told that bytes were sent: never within itself.
void HttpChannel::advance()
{
    if (m_advancing) { // in an event loop that a handler runs
        send();
        return;
    }
    m_advancing = true;
    m_turnIsOver = false;
    const QPointer<QObject> self(m_context); // whoever is called may delete it, and this with it
    for (qint64 sent = 0;;) {
        send();
        if (m_record.isAnswerOwed() && !m_output.hasFailed() && isOpen() && !m_finSent && m_output.isEmpty()
            && !m_exchange.isResponding())
            m_record.endAnswer(m_exchange.takenStatus());
        appendOurResponses();
        send();
        if (const qint64 gone = m_output.takeGone()) {
            m_owner.onSent(gone);
            if (!self)
                return;
            sent += gone;
            const bool isMoreToDo = m_output.unannounced() > 0 || m_exchange.isRequestReady();
            m_turnIsOver = sent >= sentInATurn && isMoreToDo;
            if (m_turnIsOver)
                break;
            continue; // whoever listens may have written more
        }
        if (m_webSocket && m_webSocket->takeNews()) {
            const qsizetype before = m_webSocket->unread();
            m_owner.onWebSocketBytes();
            if (!self)
                return;
            if (m_webSocket->unread() != before) // else what was too much is so still
                chargeBuffers();
            continue;
        }
        if (!isServing() || !m_output.isEmpty() || !m_exchange.isRequestReady() || m_keepsRequests)
            break;
        deliverRequest();
        if (!self)
            return;
    }
    m_advancing = false;
    settle();
}

void HttpChannel::advanceSoon()
{
    if (m_advancing || std::exchange(m_advanceScheduled, true))
        return;
    QMetaObject::invokeMethod(
        m_context,
        [this] {
            m_advanceScheduled = false;
            advance();
        },
        Qt::QueuedConnection);
}

// Those that no handler makes. They wait until the answer before them is sent: else it would not be known whose bytes
// are whose.
void HttpChannel::appendOurResponses()
{
    if (!isServing() || m_record.isAnswerOwed())
        return;
    m_output.bytes() += m_exchange.takeInterimResponse();
    const qsizetype bytesIn = m_exchange.buffered();
    const int status = m_exchange.takeRefusal();
    if (!status)
        return;
    m_record.refuse(status, m_exchange.arrivingLine(), bytesIn);
    chargeBuffers();
    if (m_exchange.isTls()) {
        m_ourCause = CloseCause::Rejected;
        m_closeReason = "HTTPS was spoken to an HTTP port";
    } else {
        m_ourCause = status == 408 ? CloseCause::TimedOut : CloseCause::Rejected;
        m_closeReason = statusText(status);
        m_output.bytes() += refusalResponse(status);
    }
}

void HttpChannel::deliverRequest()
{
    const bool isHandedOnAsItIs = m_exchange.isWebSocketAskedFor() && m_host && m_host->takesWebSockets();
    const qsizetype buffered = m_exchange.buffered();
    QByteArray request = m_exchange.takeRequest(isHandedOnAsItIs);
    chargeBuffers();
    m_mayHoldBuffers = true;
    m_bodySince.reset();
    m_record.beginAnswer(m_exchange.requestLine(), buffered - m_exchange.buffered(), m_exchange.isMoreWaiting());
    writeRecord();
    if (const int status = m_exchange.ownStatus())
        write(ownResponse(status));
    else
        m_owner.onRequest(std::move(request)); // which is all that keeps it
}

void HttpChannel::becomeWebSocket()
{
    m_webSocket = std::make_unique<WebSocketStream>();
    m_webSocket->receive(m_exchange.takeBehindSwitch(), !isServing());
    m_exchange.shrink();
    chargeBuffers();
    beginGoingAway();
}

void HttpChannel::send()
{
    if (!isOpen() || m_output.isEmpty())
        return;
    if (const qsizetype sent = m_output.send(m_descriptor))
        m_record.sent(sent, m_output.lastProgress());
    if (m_output.hasFailed()) {
        noteLost(SteadyClock::now());
        m_output.drop();
    }
    watch();
}

void HttpChannel::settle()
{
    if (isOpen() && m_output.hasFailed())
        finishAsLost();
    if (isOpen() && m_webSocket && m_buffersExceeded) {
        m_closeReason = "Too much buffered";
        finish(CloseCause::Aborted);
    }
    if (isOpen() && !m_finSent && m_output.isEmpty() && !m_turnIsOver)
        go(nextStep(), CloseCause::ByClient);
    if (isOpen()) {
        watch();
        writeRecord();
        // Thousands that open at once and make a request each would else all hold them at a time.
        if (m_record.info().state == ConnectionState::Idle && m_exchange.requestsBegun() == 1)
            freeBuffers();
        noteBody();
        setDeadline();
        return;
    }
    if (m_output.unannounced() > 0)
        advanceLater();
    if (!m_exchange.isResponding())
        m_owner.onAnsweredTooLate();
}

SocketDeadline HttpChannel::nextDeadline() const
{
    const ConnectionInfo &info = m_record.info();
    return SocketDeadline::next({ .state = info.state,
                                  .openedAt = info.openedAt,
                                  .stateSince = info.stateSince,
                                  .lastReceived = m_record.lastReceived(),
                                  .lastOutput = m_output.lastProgress(),
                                  .keptUntil = m_keptUntil,
                                  .isReadingBody = m_bodySince.has_value(),
                                  .bodySince = m_bodySince ? *m_bodySince + stalled() : SteadyTime(),
                                  .bodyReceived = m_bodySince ? m_exchange.bodyReceived() : 0,
                                  .isBlockedOnWrite = m_output.isBlocked() || m_turnIsOver,
                                  .isHalfClosed = m_farewell.policy() == Farewell::Policy::HalfClose,
                                  .mayHoldBuffers = m_mayHoldBuffers },
                                *m_limits);
}

} // namespace Drainboard

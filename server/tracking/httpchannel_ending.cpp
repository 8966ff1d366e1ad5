// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
// How an HttpChannel ends.
#include "tracking/httpchannel.h"

#include "tracking/idlegrace.h"

namespace Drainboard {

void HttpChannel::takeLeave(Farewell::Policy policy)
{
    if (!isOpen())
        return;
    if (!m_farewell.goOnTo(policy)) {
        if (policy == Farewell::Policy::Drain && isServing()) {
            m_keptUntil = {}; // told twice: while idle, it is held no longer
            advance();
        }
        return;
    }
    if (m_farewell.policy() != Farewell::Policy::Disconnect)
        m_exchange.announceClose();
    beginGoingAway();
    if (m_farewell.isDraining())
        onReadable(); // looks once more at what the client has sent, then decides whether the connection is idle
    else
        advance();
}

// Tells the client of a WebSocket, where it is to leave, and gives it its time to answer.
void HttpChannel::beginGoingAway()
{
    const Farewell::Policy policy = m_farewell.policy();
    if (!m_webSocket || (policy != Farewell::Policy::Drain && policy != Farewell::Policy::HalfClose))
        return;
    m_keptUntil = SteadyClock::now() + WebSocketStream::answerTime;
    m_webSocket->goAway(m_output.bytes());
}

Farewell::Step HttpChannel::nextStep()
{
    if (!m_webSocket)
        return m_farewell.next(Farewell::Exchange::of(m_exchange, m_peerFinished));
    return m_webSocket->next(m_farewell, m_peerFinished, SteadyClock::now() >= m_keptUntil);
}

void HttpChannel::go(Farewell::Step step, CloseCause cause)
{
    switch (step) {
    case Farewell::Step::Wait:
        break;
    case Farewell::Step::SendFin:
        sendFin(m_descriptor.condition());
        break;
    case Farewell::Step::LeaveIdle:
        leaveIdle();
        break;
    case Farewell::Step::Close:
        finish(cause);
        break;
    case Farewell::Step::Reset:
        finish(CloseCause::Aborted);
        break;
    }
}

void HttpChannel::leaveIdle()
{
    const SteadyTime now = SteadyClock::now();
    const bool isNews = m_keptUntil == SteadyTime::max(); // it has just become idle, or has just been told to leave
    if (!isNews && now < m_keptUntil)
        return;
    const TcpDescriptor::Condition condition = m_descriptor.condition();
    if (isNews) {
        const IdleGrace::Connection connection { .since = info().stateSince,
                                                 .gaps = m_gaps,
                                                 .roundTrip = condition.roundTrip };
        m_keptUntil = m_host ? m_host->idleGrace().closeAt(connection, now) : now;
        if (m_keptUntil > now) {
            m_record.hold(now);
            return;
        }
    }
    if (m_descriptor.hasUnread())
        return; // it is not idle after all
    m_ourCause = CloseCause::Disconnected;
    sendFin(condition);
}

void HttpChannel::closeIfQuiet(CloseCause cause, const QByteArray &reason)
{
    if (m_descriptor.hasUnread())
        return; // it is not idle after all
    m_ourCause = cause;
    m_closeReason = reason;
    sendFin(m_descriptor.condition());
}

// What the client sends before it sees our FIN is awaited as behind any other FIN, if there is a spare place.
ConnectionQuota::Place HttpChannel::makeRoom()
{
    if (m_descriptor.hasUnread())
        return {}; // it is not idle after all
    ConnectionQuota::Place place = m_place.exchangeForSpare();
    m_ourCause = CloseCause::Disconnected;
    m_closeReason = "Made room for another connection";
    sendFin(m_descriptor.condition());
    if (isOpen() && !m_place)
        finish(m_ourCause);
    return place;
}

void HttpChannel::sendFin(const TcpDescriptor::Condition &condition)
{
    const SteadyTime now = SteadyClock::now();
    if (condition.hasPeerFinished) // before us, though nobody has received it yet
        noteFin(EndSide::Client, now);
    if (m_descriptor.finishSending())
        noteFin(EndSide::Server, now);
    m_finSent = true;
    m_keptUntil = now + SocketDeadline::linger(condition.roundTrip, m_exchange.persistence());
    writeRecord();
    if (m_peerFinished) {
        finish(m_ourCause);
        return;
    }
    setDeadline();
    watch(); // what is unread is discarded, or counted as lost
}

void HttpChannel::finish(CloseCause cause)
{
    release(cause);
    if (m_output.unannounced() > 0 && !m_advancing)
        advanceLater();
    m_owner.onEnded(cause);
}

void HttpChannel::release(CloseCause cause)
{
    m_watch.stop();
    noteClosing(cause);
    if (cause == CloseCause::Aborted)
        m_descriptor.reset();
    else
        m_descriptor.close();
    m_output.drop();
    if (m_webSocket)
        m_record.endWebSocket(m_webSocket->isToldToGo(), m_webSocket->isClosedInOrder());
    m_record.close(cause, m_closeReason, m_exchange.takenStatus(), m_unanswered.all(m_exchange, cause));
    m_place = {};
    m_buffered.reset();
    cancelDeadline();
    leave();
    if (m_host)
        Q_EMIT m_host->connectionEnded();
}

void HttpChannel::noteFin(EndSide by, SteadyTime at)
{
    m_record.finNoticed(by, at, m_exchange.facts(isAllSent()));
}

void HttpChannel::noteLost(SteadyTime at)
{
    if (const KnownEnd &end = info().end; end && end->resetAt != SteadyTime())
        return; // noticed before, when sending failed
    switch (m_descriptor.failure()) {
    case TcpDescriptor::Failure::None: // both directions have ended in good order
        noteFin(EndSide::Client, at);
        return;
    case TcpDescriptor::Failure::Reset:
        m_record.resetNoticed(EndSide::Client, at, m_exchange.facts(isAllSent()));
        break;
    case TcpDescriptor::Failure::GivenUp:
        m_record.resetNoticed(EndSide::Nobody, at, m_exchange.facts(isAllSent()));
        break;
    }
    noteLeftover(m_descriptor.leftover());
}

// What is about to go over the wire.
void HttpChannel::noteClosing(CloseCause cause)
{
    if (const KnownEnd &end = info().end; end && end->resetAt != SteadyTime())
        return;
    const SteadyTime now = SteadyClock::now();
    const bool asks = mayLeaveSomething(cause, now);
    const TcpDescriptor::Leftover left = asks ? m_descriptor.leftover() : TcpDescriptor::Leftover();
    if (asks && m_descriptor.failure() != TcpDescriptor::Failure::None)
        noteLost(now); // the client was first
    else if (cause == CloseCause::Aborted || left.unread > 0) // then the kernel resets (RFC 9293, 3.10.4)
        m_record.resetNoticed(EndSide::Server, now, m_exchange.facts(isAllSent()));
    else if (!m_finSent)
        noteFin(EndSide::Server, now);
    if (asks)
        noteLeftover(left);
}

void HttpChannel::noteLeftover(const TcpDescriptor::Leftover &left)
{
    m_record.leftOver(left.unread, left.unacknowledged + quint64(m_output.size()));
}

// To ask costs two calls of the kernel: too much for thousands of idle connections that close at once.
bool HttpChannel::mayLeaveSomething(CloseCause cause, SteadyTime now) const
{
    if (cause == CloseCause::Aborted || m_exchange.isResponding() || !m_output.isEmpty())
        return true;
    if (m_peerFinished)
        return false;
    const SteadyTime finAt = info().stateSince;
    return !m_finSent || m_record.lastReceived() > finAt || now - finAt >= SocketDeadline::lingerAtMost;
}

} // namespace Drainboard

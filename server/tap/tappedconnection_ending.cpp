// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
// How a tapped connection ends: because it is told to, or because both sides are done.
#include "tap/tappedconnection.h"

#include "tap/taphost.h"

#include <cerrno>

namespace Drainboard {

void TappedConnection::drain()
{
    m_isDraining = true;
    settle();
}

// The kernel goes on to ask a server whose queue was full, for seconds, also where it is gone.
void TappedConnection::look()
{
    if (m_isOpen && m_phase == Phase::Connecting && m_host.isServerGone())
        refuse(ECONNREFUSED);
    else
        settle();
}

void TappedConnection::endWhenIdle()
{
    m_endsWhenIdle = true;
    if (m_phase == Phase::Passing && m_sight.isKnown())
        settle();
    else
        end();
}

void TappedConnection::considerGrace(SteadyTime now)
{
    if (!(m_isDraining || m_endsWhenIdle) || m_phase != Phase::Passing || !m_sight.isKnown() || !m_sight.isIdle()
        || m_client.pending() > 0 || m_client.isFinishing() || (m_client.delay() && !m_client.delay()->isEmpty())
        || (m_server->delay() && !m_server->delay()->isEmpty()))
        return;
    if (m_endsWhenIdle) {
        end();
        return;
    }
    TcpDescriptor::RoundTrip roundTrip = m_client.descriptor().roundTrip();
    roundTrip.smoothed += m_host.settings().latency;
    const SteadyTime closeAt = m_host.idleGrace().closeAt(
        { .since = m_sight.idleSince(), .gaps = m_gaps, .roundTrip = roundTrip }, now);
    if (closeAt <= now)
        end();
    else
        m_host.setDeadline(*this, closeAt, false);
}

void TappedConnection::end()
{
    if (!m_isOpen || m_phase == Phase::Ending || m_phase == Phase::PassingReset)
        return;
    if (!m_ownCause && !m_sight.info().end)
        m_ownCause = CloseCause::Disconnected;
    if (!m_server || m_phase == Phase::Connecting) {
        finish();
        return;
    }
    m_phase = Phase::Ending;
    m_lastMoved = SteadyClock::now();
    for (TapEnd *end : { &m_client, &*m_server }) {
        end->finishSending();
        if (!end->isOver())
            end->setReading(true);
    }
    noteServerFin(m_lastMoved);
    setDeadlines(m_lastMoved);
}

void TappedConnection::abort()
{
    if (!m_isOpen)
        return;
    m_ownCause = CloseCause::Aborted;
    m_sight.reset(EndSide::Server, SteadyClock::now());
    m_client.reset();
    if (m_server)
        m_server->reset();
    finish();
}

CloseCause TappedConnection::cause() const
{
    if (m_ownCause)
        return *m_ownCause;
    const KnownEnd &end = m_sight.info().end;
    return end && end->firstBy == EndSide::Server ? CloseCause::ByServer : CloseCause::ByClient;
}

// What has come from the client, and would be thrown away unseen, may be a request that is lost.
void TappedConnection::lookAtRest()
{
    auto &buffer = m_host.buffer();
    while (m_client.descriptor().isOpen() && !m_client.isOver()) {
        const TcpDescriptor::Transfer transfer = m_client.descriptor().receive(buffer.data(), qsizetype(buffer.size()));
        if (transfer.outcome != TcpDescriptor::Outcome::Done)
            break;
        m_sight.fromClient({ buffer.data(), transfer.count }, SteadyClock::now());
    }
}

// The last thing to do.
void TappedConnection::finish()
{
    m_isOpen = false;
    lookAtRest();
    m_client.close();
    if (m_server)
        m_server->close();
    m_place = {};
    m_sight.close(cause(), m_reason);
    cancelDeadline();
    m_host.connectionEnded(*this);
}

} // namespace Drainboard

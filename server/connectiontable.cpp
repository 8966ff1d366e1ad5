// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connectiontable.h"

#include <algorithm>
#include <utility>

namespace Drainboard {

namespace {

// Enough to show what a burst of short connections did, little enough to copy each second.
constexpr std::size_t closedConnectionsLimit = 1000;

qsizetype &counterOf(ConnectionCounts &counts, ConnectionState state)
{
    switch (state) {
    case ConnectionState::Reading:
    case ConnectionState::Responding:
        return counts.active;
    case ConnectionState::Closing:
        return counts.closing;
    case ConnectionState::New:
    case ConnectionState::Idle:
    case ConnectionState::Closed:
        break;
    }
    return counts.idle;
}

bool idLess(const ConnectionInfo &left, const ConnectionInfo &right)
{
    return left.id < right.id;
}

} // namespace

ConnectionTable::ConnectionTable(std::shared_ptr<Ids> ids)
    : m_ids(std::move(ids))
{
}

ConnectionTable::Record ConnectionTable::open(const QString &peer)
{
    ConnectionInfo info;
    info.id = ConnectionId(++*m_ids);
    info.peer = peer;
    info.openedAt = SteadyClock::now();
    info.stateSince = info.openedAt;

    const std::scoped_lock lock(m_mutex);
    ++m_counts.open;
    ++m_counts.accepted;
    ++counterOf(m_counts, info.state);
    if (m_shutdownBegun)
        ++m_sinceShutdown.acceptedDuringDrain;
    return m_open.emplace_hint(m_open.end(), info.id, info);
}

void ConnectionTable::recount(ConnectionState before, ConnectionState after)
{
    --counterOf(m_counts, before);
    ++counterOf(m_counts, after);
}

void ConnectionTable::countAnswered()
{
    const std::scoped_lock lock(m_mutex);
    if (m_shutdownBegun)
        ++m_sinceShutdown.requestsCompletedDuringDrain;
}

void ConnectionTable::close(Record record, CloseCause cause, bool requestLost)
{
    const auto now = SteadyClock::now();
    const std::scoped_lock lock(m_mutex);
    ConnectionInfo info = std::move(record->second);
    m_open.erase(record);
    --m_counts.open;
    --counterOf(m_counts, info.state);
    info.stateBeforeClose = std::exchange(info.state, ConnectionState::Closed);
    info.cause = cause;
    info.requestLost = requestLost;
    info.closedAt = now;
    info.stateSince = now;
    if (m_shutdownBegun) {
        switch (cause) {
        case CloseCause::ByClient:
            ++m_sinceShutdown.closedByPeer;
            break;
        case CloseCause::Aborted:
            ++m_sinceShutdown.aborted;
            break;
        case CloseCause::None:
        case CloseCause::Disconnected:
        case CloseCause::TimedOut:
        case CloseCause::Rejected:
            ++m_sinceShutdown.disconnected;
            break;
        }
        m_sinceShutdown.requestsLost += requestLost;
        if (requestLost || cause == CloseCause::Aborted)
            m_sinceShutdown.lost.push_back(info);
    }
    m_closed.push_back(std::move(info));
    forgetOldClosed(now);
}

void ConnectionTable::beginShutdown()
{
    const std::scoped_lock lock(m_mutex);
    m_shutdownBegun = true;
    m_sinceShutdown.openAtStart = m_counts.open;
}

qsizetype ConnectionTable::openCount() const
{
    const std::scoped_lock lock(m_mutex);
    return m_counts.open;
}

void ConnectionTable::addTo(Snapshot &snapshot) const
{
    const auto middle = qsizetype(snapshot.connections.size());
    {
        const std::scoped_lock lock(m_mutex);
        snapshot.counts += m_counts;
        snapshot.connections.reserve(snapshot.connections.size() + m_open.size() + m_closed.size());
        for (const auto &[id, info] : m_open)
            snapshot.connections.push_back(info);
        for (const ConnectionInfo &info : m_closed) {
            if (snapshot.takenAt - info.closedAt < closedConnectionsKept)
                snapshot.connections.push_back(info);
        }
    }
    const auto begin = snapshot.connections.begin();
    std::sort(begin + middle, snapshot.connections.end(), idLess);
    std::inplace_merge(begin, begin + middle, snapshot.connections.end(), idLess);
}

void ConnectionTable::addTo(ShutdownReport &report) const
{
    const std::scoped_lock lock(m_mutex);
    report.openAtStart += m_shutdownBegun ? m_sinceShutdown.openAtStart : m_counts.open;
    report.acceptedDuringDrain += m_sinceShutdown.acceptedDuringDrain;
    report.disconnected += m_sinceShutdown.disconnected;
    report.closedByPeer += m_sinceShutdown.closedByPeer;
    report.aborted += m_sinceShutdown.aborted;
    report.leftOpen += m_counts.open;
    report.requestsCompletedDuringDrain += m_sinceShutdown.requestsCompletedDuringDrain;
    report.requestsLost += m_sinceShutdown.requestsLost;
    report.lost.insert(report.lost.end(), m_sinceShutdown.lost.begin(), m_sinceShutdown.lost.end());
    if (report.phase == ShutdownPhase::Forced) {
        for (const auto &[id, info] : m_open) {
            report.lost.push_back(info);
            report.lost.back().requestLost = info.state == ConnectionState::Responding;
            report.requestsLost += report.lost.back().requestLost;
        }
    }
    std::sort(report.lost.begin(), report.lost.end(), idLess);
}

void ConnectionTable::forgetOldClosed(SteadyTime now)
{
    while (!m_closed.empty()
           && (m_closed.size() > closedConnectionsLimit || now - m_closed.front().closedAt >= closedConnectionsKept))
        m_closed.pop_front();
}

} // namespace Drainboard

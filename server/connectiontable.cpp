// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connectiontable.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace Drainboard {

namespace {

// Enough to show what a burst of short connections did, little enough to copy each second.
constexpr std::size_t closedConnectionsLimit = 1000;

// So many records are copied before others have a chance to get at the table.
constexpr std::size_t copiedAtATime = 256;

ConnectionCounts countsOf(const std::vector<ConnectionInfo> &connections)
{
    ConnectionCounts counts;
    for (const ConnectionInfo &info : connections) {
        switch (info.state) {
        case ConnectionState::Reading:
        case ConnectionState::Responding:
            ++counts.active;
            break;
        case ConnectionState::Closing:
            ++counts.closing;
            break;
        case ConnectionState::New:
        case ConnectionState::Idle:
            ++counts.idle;
            break;
        case ConnectionState::Closed:
            continue;
        }
        ++counts.open;
    }
    return counts;
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
    ++m_accepted;
    if (m_shutdownBegun)
        ++m_sinceShutdown.acceptedDuringDrain;
    return m_open.emplace_hint(m_open.end(), info.id, info);
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
    m_sinceShutdown.openAtStart = qsizetype(m_open.size());
}

qsizetype ConnectionTable::openCount() const
{
    const std::scoped_lock lock(m_mutex);
    return qsizetype(m_open.size());
}

void ConnectionTable::addTo(Snapshot &snapshot) const
{
    std::vector<ConnectionInfo> connections;
    copyOpen(connections);
    const auto open = qsizetype(connections.size());
    quint64 accepted = 0;
    {
        const std::scoped_lock lock(m_mutex);
        accepted = m_accepted;
        for (const ConnectionInfo &info : m_closed) {
            if (snapshot.takenAt - info.closedAt < closedConnectionsKept)
                connections.push_back(info);
        }
    }
    const auto closed = connections.begin() + open;
    std::sort(closed, connections.end(), idLess);
    std::inplace_merge(connections.begin(), closed, connections.end(), idLess);
    // One that closed after it was copied is there twice: what it was goes before what it is.
    const auto hasClosed = [](const ConnectionInfo &left, const ConnectionInfo &right) { return left.id == right.id; };
    const auto last = std::unique(connections.rbegin(), connections.rend(), hasClosed).base();
    connections.erase(connections.begin(), last);

    ConnectionCounts counts = countsOf(connections);
    counts.accepted = accepted;
    snapshot.counts += counts;
    if (snapshot.connections.empty()) {
        snapshot.connections = std::move(connections);
        return;
    }
    const auto middle = qsizetype(snapshot.connections.size());
    std::move(connections.begin(), connections.end(), std::back_inserter(snapshot.connections));
    std::inplace_merge(snapshot.connections.begin(), snapshot.connections.begin() + middle, snapshot.connections.end(),
                       idLess);
}

void ConnectionTable::copyOpen(std::vector<ConnectionInfo> &connections) const
{
    std::unique_lock lock(m_mutex);
    connections.reserve(m_open.size() + m_closed.size());
    for (auto next = m_open.begin(); next != m_open.end();) {
        for (std::size_t i = 0; i < copiedAtATime && next != m_open.end(); ++i, ++next)
            connections.push_back(next->second);
        lock.unlock();
        lock.lock();
        next = m_open.upper_bound(connections.back().id);
    }
}

void ConnectionTable::addTo(ShutdownReport &report) const
{
    const std::scoped_lock lock(m_mutex);
    report.openAtStart += m_shutdownBegun ? m_sinceShutdown.openAtStart : qsizetype(m_open.size());
    report.acceptedDuringDrain += m_sinceShutdown.acceptedDuringDrain;
    report.disconnected += m_sinceShutdown.disconnected;
    report.closedByPeer += m_sinceShutdown.closedByPeer;
    report.aborted += m_sinceShutdown.aborted;
    report.leftOpen += qsizetype(m_open.size());
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

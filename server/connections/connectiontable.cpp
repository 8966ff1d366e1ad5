// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/connectiontable.h"

#include <algorithm>
#include <iterator>
#include <thread>
#include <utility>

namespace Drainboard {

namespace {

// Enough to show what a burst of short connections did, little enough to copy each second.
constexpr std::size_t closedConnectionsLimit = 1000;

// So many records are copied before others have a chance to get at the table. Then there is a pause, for a mutex goes
// to whoever asks next: who has waited must wake up first, and would come too late each time.
constexpr std::size_t copiedAtATime = 128;
constexpr std::chrono::microseconds pause(50);

constexpr std::size_t leastGaps = 64;

bool idLess(const ConnectionInfo &left, const ConnectionInfo &right)
{
    return left.id < right.id;
}

} // namespace

ConnectionTable::ConnectionTable(std::shared_ptr<Ids> ids, std::shared_ptr<ClosedRing> closed, int requestsKept)
    : m_ids(std::move(ids))
    , m_allClosed(std::move(closed))
    , m_history(std::make_shared<RequestHistory>(requestsKept))
{
}

ConnectionTable::Record ConnectionTable::open(const QString &peer)
{
    const auto now = SteadyClock::now();
    const std::scoped_lock lock(m_mutex);
    const auto record = m_open.emplace(m_open.end());
    ConnectionInfo &info = record->m_info;
    info.id = ConnectionId(++*m_ids); // under the mutex: so ids ascend here, whichever threads open
    info.peer = peer;
    info.state = ConnectionState::Waiting;
    info.openedAt = now;
    info.stateSince = now;
    record->m_slot = m_slots.size();
    m_slots.push_back({ { info.id, ++m_revision, info.state }, &*record });
    ++m_accepted;
    if (m_shutdownBegun)
        ++m_sinceShutdown.acceptedDuringDrain;
    return record;
}

void ConnectionTable::countAnswered()
{
    if (!m_shutdownBegun) // for each request, the lock would be one too many
        return;
    const std::scoped_lock lock(m_mutex);
    ++m_sinceShutdown.requestsCompletedDuringDrain;
}

void ConnectionTable::countHeld(const HeldIdle &held)
{
    const std::scoped_lock lock(m_mutex);
    m_sinceShutdown.heldIdle += held;
}

void ConnectionTable::countWebSockets(const EndedWebSockets &ended)
{
    const std::scoped_lock lock(m_mutex);
    if (m_shutdownBegun)
        m_sinceShutdown.webSockets += ended;
}

void ConnectionTable::close(Record record, CloseCause cause)
{
    const auto now = SteadyClock::now();
    const std::scoped_lock lock(m_mutex);
    ConnectionInfo info = std::move(record->m_info);
    m_slots[record->m_slot].row = nullptr;
    m_open.erase(record);
    removeGaps();
    info.stateBeforeClose = std::exchange(info.state, ConnectionState::Closed);
    info.cause = cause;
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
        case CloseCause::TimedOut:
            ++m_sinceShutdown.timedOut;
            break;
        case CloseCause::ByServer:
            ++m_sinceShutdown.closedByServer;
            break;
        case CloseCause::RefusedByServer:
            ++m_sinceShutdown.refusedByServer;
            break;
        case CloseCause::Rejected:
            ++m_sinceShutdown.rejected;
            break;
        case CloseCause::None:
        case CloseCause::Disconnected:
            ++m_sinceShutdown.disconnected;
            break;
        }
        m_sinceShutdown.requestsLost += info.lostRequests.size();
        if (!info.lostRequests.isEmpty() || cause == CloseCause::Aborted)
            m_sinceShutdown.endedBadly.push_back(info);
    }
    m_closed.push_back(std::make_shared<const ConnectionInfo>(std::move(info)));
    if (m_allClosed)
        m_allClosed->add(m_closed.back());
    forgetOldClosed(now);
}

void ConnectionTable::beginShutdown()
{
    const std::scoped_lock lock(m_mutex);
    m_shutdownBegun = true;
    m_sinceShutdown.openAtStart = qsizetype(m_open.size());
}

// All that can be told without the worker, which may be stuck.
void ConnectionTable::leaveOpen()
{
    const auto now = SteadyClock::now();
    QList<RequestLife> lost;
    const std::scoped_lock lock(m_mutex);
    for (const Row &row : m_open) {
        const ConnectionInfo &info = row.m_info;
        if (!info.answerOwed)
            continue;
        RequestLife life { .connection = info.id, .number = info.requests, .outcome = RequestOutcome::Lost };
        life.lossReason = LossReason::LeftOpen;
        life.status = info.status;
        life.requestLine = info.requestLine.first(std::min(info.requestLine.size(), PackedLife::lineSize));
        life.isLineCut = info.requestLine.size() > PackedLife::lineSize;
        life.firstByteIn = info.stateSince;
        life.arrivedAt = info.stateSince;
        life.handedOnAt = info.stateSince;
        life.endedAt = now;
        lost += life;
    }
    m_history->endWith(lost);
}

qsizetype ConnectionTable::openCount() const
{
    const std::scoped_lock lock(m_mutex);
    return qsizetype(m_open.size());
}

bool ConnectionTable::isOpen(ConnectionId id) const
{
    const std::scoped_lock lock(m_mutex);
    const auto slot = std::ranges::lower_bound(m_slots, id, {}, [](const Slot &s) { return s.mark.id; });
    return slot != m_slots.end() && slot->mark.id == id && slot->row;
}

quint64 ConnectionTable::acceptedCount() const
{
    const std::scoped_lock lock(m_mutex);
    return m_accepted;
}

void ConnectionTable::appendMarks(std::vector<Mark> &marks) const
{
    const std::scoped_lock lock(m_mutex);
    marks.reserve(marks.size() + m_open.size());
    for (const Slot &slot : m_slots) {
        if (slot.row)
            marks.push_back(slot.mark);
    }
}

void ConnectionTable::appendOpen(const std::vector<ConnectionId> &ids, QList<ConnectionFacts> &records) const
{
    for (auto id = ids.begin(); id != ids.end();) {
        if (id != ids.begin())
            std::this_thread::sleep_for(pause);
        const std::scoped_lock lock(m_mutex);
        auto slot = m_slots.begin();
        for (std::size_t i = 0; i < copiedAtATime && id != ids.end(); ++i, ++id) {
            slot = std::ranges::lower_bound(slot, m_slots.end(), *id, {}, [](const Slot &s) { return s.mark.id; });
            if (slot != m_slots.end() && slot->mark.id == *id && slot->row)
                records.push_back(std::make_shared<const ConnectionInfo>(slot->row->m_info));
        }
    }
}

void ConnectionTable::appendClosed(SteadyTime since, QList<ConnectionFacts> &records) const
{
    const std::scoped_lock lock(m_mutex);
    const auto first = std::ranges::find_if(m_closed, [since](const auto &info) { return info->closedAt > since; });
    records.reserve(records.size() + (m_closed.end() - first));
    std::copy(first, m_closed.end(), std::back_inserter(records));
}

void ConnectionTable::addTo(ShutdownReport &report) const
{
    const std::scoped_lock lock(m_mutex);
    report.openAtStart += m_shutdownBegun ? m_sinceShutdown.openAtStart : qsizetype(m_open.size());
    report.acceptedDuringDrain += m_sinceShutdown.acceptedDuringDrain;
    report.disconnected += m_sinceShutdown.disconnected;
    report.timedOut += m_sinceShutdown.timedOut;
    report.rejected += m_sinceShutdown.rejected;
    report.closedByPeer += m_sinceShutdown.closedByPeer;
    report.closedByServer += m_sinceShutdown.closedByServer;
    report.refusedByServer += m_sinceShutdown.refusedByServer;
    report.aborted += m_sinceShutdown.aborted;
    report.leftOpen += qsizetype(m_open.size());
    report.requestsCompletedDuringDrain += m_sinceShutdown.requestsCompletedDuringDrain;
    report.requestsLost += m_sinceShutdown.requestsLost;
    report.heldIdle += m_sinceShutdown.heldIdle;
    report.webSockets += m_sinceShutdown.webSockets;
    report.endedBadly.insert(report.endedBadly.end(), m_sinceShutdown.endedBadly.begin(),
                             m_sinceShutdown.endedBadly.end());
    if (report.phase == ShutdownPhase::Forced) {
        for (const Row &row : m_open) {
            ConnectionInfo &info = report.endedBadly.emplace_back(row.m_info);
            if (info.answerOwed)
                info.lostRequests += { info.requestLine, LossReason::LeftOpen };
            report.requestsLost += info.lostRequests.size();
        }
    }
    std::sort(report.endedBadly.begin(), report.endedBadly.end(), idLess);
}

// When they are most of what there is: so the cost for each connection stays the same however many there are.
void ConnectionTable::removeGaps()
{
    if (m_slots.size() < 2 * m_open.size() + leastGaps)
        return;
    std::erase_if(m_slots, [](const Slot &slot) { return !slot.row; });
    std::size_t number = 0;
    for (Row &row : m_open) // in ascending order of id too
        row.m_slot = number++;
}

void ConnectionTable::forgetOldClosed(SteadyTime now)
{
    while (!m_closed.empty()
           && (m_closed.size() > closedConnectionsLimit || now - m_closed.front()->closedAt >= closedConnectionsKept))
        m_closed.pop_front();
}

} // namespace Drainboard

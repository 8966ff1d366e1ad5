// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/connectionmirror.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace Drainboard {

namespace {

ConnectionId idOf(const ConnectionFacts &facts)
{
    return facts->id;
}

void count(ConnectionState state, ConnectionCounts &counts)
{
    switch (state) {
    case ConnectionState::Reading:
    case ConnectionState::Responding:
    case ConnectionState::WebSocket:
    case ConnectionState::Passing:
        ++counts.active;
        break;
    case ConnectionState::Closing:
        ++counts.closing;
        break;
    case ConnectionState::Waiting:
        ++counts.waiting;
        break;
    case ConnectionState::New:
    case ConnectionState::Idle:
        ++counts.idle;
        break;
    case ConnectionState::Closed:
        return;
    }
    ++counts.open;
}

} // namespace

ConnectionMirror::ConnectionMirror(Tables tables)
    : m_tables(std::move(tables))
{
}

Snapshot ConnectionMirror::snapshot(SteadyTime now)
{
    std::vector<Open> open = marks();
    addFacts(open);
    // The last to be asked for: who closes meanwhile is among these, and no longer among the open ones. (If more close
    // than a table keeps, the next snapshot puts it right.)
    const QList<ConnectionFacts> closed = closedSince(now - closedConnectionsKept);
    auto next = closed.begin();
    std::erase_if(open, [&](const Open &one) {
        next = std::find_if(next, closed.end(), [&](const auto &facts) { return facts->id >= one.mark.id; });
        return !one.facts || (next != closed.end() && idOf(*next) == one.mark.id);
    });

    Snapshot snapshot;
    snapshot.takenAt = now;
    for (const auto &table : m_tables)
        snapshot.counts.accepted += table->acceptedCount();
    snapshot.connections.reserve(qsizetype(open.size()) + closed.size());
    next = closed.begin();
    for (const Open &one : open) {
        for (; next != closed.end() && idOf(*next) < one.mark.id; ++next)
            snapshot.connections.push_back(*next);
        snapshot.connections.push_back(one.facts);
        count(one.mark.state, snapshot.counts);
    }
    std::copy(next, closed.end(), std::back_inserter(snapshot.connections));
    m_open = std::move(open);
    return snapshot;
}

std::vector<ConnectionMirror::Open> ConnectionMirror::marks() const
{
    const auto less = [](const Open &left, const Open &right) { return left.mark.id < right.mark.id; };
    std::vector<Open> all;
    std::vector<ConnectionTable::Mark> marks;
    for (std::size_t table = 0; table < m_tables.size(); ++table) {
        marks.clear();
        m_tables[table]->appendMarks(marks);
        const auto middle = std::ptrdiff_t(all.size());
        all.reserve(all.size() + marks.size());
        for (const ConnectionTable::Mark &mark : marks)
            all.push_back({ mark, table, nullptr });
        std::inplace_merge(all.begin(), all.begin() + middle, all.end(), less);
    }
    return all;
}

// Where a mark is what it was, so are the facts.
void ConnectionMirror::addFacts(std::vector<Open> &open)
{
    std::vector<std::vector<ConnectionId>> wanted(m_tables.size());
    auto known = m_open.begin();
    for (Open &one : open) {
        known = std::find_if(known, m_open.end(), [&](const Open &old) { return old.mark.id >= one.mark.id; });
        if (known != m_open.end() && known->mark == one.mark)
            one.facts = std::move(known->facts);
        else
            wanted[one.table].push_back(one.mark.id);
    }
    QList<ConnectionFacts> fresh;
    for (std::size_t table = 0; table < m_tables.size(); ++table)
        m_tables[table]->appendOpen(wanted[table], fresh);
    std::ranges::sort(fresh, {}, idOf);
    auto next = fresh.begin();
    for (Open &one : open) {
        if (!one.facts && next != fresh.end() && idOf(*next) == one.mark.id) {
            one.facts = std::move(*next++);
            one.mark.state = one.facts->state; // which may be another by now, and is what will be counted
        }
    }
}

QList<ConnectionFacts> ConnectionMirror::closedSince(SteadyTime time) const
{
    QList<ConnectionFacts> closed;
    for (const auto &table : m_tables)
        table->appendClosed(time, closed);
    std::ranges::sort(closed, {}, idOf);
    return closed;
}

} // namespace Drainboard

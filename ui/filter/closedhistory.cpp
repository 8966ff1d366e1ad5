// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "filter/closedhistory.h"

#include <algorithm>
#include <iterator>

namespace Drainboard {
namespace {

ConnectionId idOf(const ConnectionFacts &facts)
{
    return facts->id;
}

} // namespace

ClosedHistory::ClosedHistory(std::size_t most)
    : m_most(most)
{
}

void ClosedHistory::setSource(const Source &source)
{
    m_source = source;
    m_next = 0;
}

void ClosedHistory::setWanted(bool wanted)
{
    if (wanted == m_isWanted)
        return;
    m_isWanted = wanted;
    m_closed.clear();
    m_next = 0;
}

void ClosedHistory::readNewOnes()
{
    if (!m_source)
        return;
    const ClosedConnections fresh = m_source(m_next);
    m_next = fresh.next;
    m_closed.insert(m_closed.end(), fresh.connections.begin(), fresh.connections.end());
    if (m_closed.size() > m_most)
        m_closed.erase(m_closed.begin(), m_closed.end() - static_cast<std::ptrdiff_t>(m_most));
}

Snapshot ClosedHistory::addTo(const Snapshot &snapshot)
{
    if (!m_isWanted)
        return snapshot;
    readNewOnes();
    QList<ConnectionFacts> closed;
    closed.reserve(static_cast<qsizetype>(m_closed.size()));
    std::ranges::copy_if(m_closed, std::back_inserter(closed), [&snapshot](const ConnectionFacts &facts) {
        return facts->closedAt <= snapshot.takenAt; // else the next snapshot tells of it
    });
    std::ranges::sort(closed, {}, idOf);
    Snapshot all = snapshot;
    all.connections.clear();
    all.connections.reserve(closed.size() + snapshot.connections.size());
    // Of equal ones, that of the first range is taken.
    std::ranges::set_union(snapshot.connections, closed, std::back_inserter(all.connections), {}, idOf, idOf);
    return all;
}

} // namespace Drainboard

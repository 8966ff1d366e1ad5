// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/closedring.h"

#include <algorithm>
#include <utility>

namespace Drainboard {

namespace {

// So many are copied before others have a chance to get at them.
constexpr quint64 copiedInARow = 256;

} // namespace

ClosedRing::ClosedRing(std::size_t limit)
    : m_limit(limit)
{
}

void ClosedRing::add(ConnectionFacts connection)
{
    ConnectionFacts oldest; // freed without the mutex
    const std::scoped_lock lock(m_mutex);
    ++m_count;
    if (m_limit == 0)
        return;
    if (m_kept.size() == m_limit) {
        oldest = std::move(m_kept.front());
        m_kept.pop_front();
    }
    m_kept.push_back(std::move(connection));
}

ClosedConnections ClosedRing::since(quint64 after) const
{
    ClosedConnections answer;
    quint64 end = 0; // those that close meanwhile are for the next time
    for (quint64 next = after; end == 0 || next < end;) {
        const std::scoped_lock lock(m_mutex);
        if (end == 0) {
            end = m_count;
            answer.next = end;
        }
        if (next >= end)
            break;
        const quint64 gone = m_count - m_kept.size();
        if (next < gone) {
            const quint64 first = std::min(gone, end);
            answer.missed += first - next;
            next = first;
        }
        const quint64 pieceEnd = std::min(end, next + copiedInARow);
        for (; next < pieceEnd; ++next)
            answer.connections.push_back(m_kept[std::size_t(next - gone)]);
    }
    return answer;
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/idleconnections.h"

namespace Drainboard {

namespace {

// Each look may ask the kernel whether something has come. One that is about to be used is rarely the first.
constexpr int looks = 8;

} // namespace

void IdleConnections::add(Entry &entry, Kind kind, SteadyTime since)
{
    entry.m_list = this;
    entry.m_kind = kind;
    entry.m_since = since;
    Queue &queue = queueOf(kind);
    entry.linkBefore(queue.ring);
    publish(queue);
    ++(kind == Kind::Unused ? m_unusedCount : m_free);
}

void IdleConnections::remove(Entry &entry)
{
    entry.unlink();
    entry.m_list = nullptr;
    publish(queueOf(entry.m_kind));
    if (entry.m_kind == Kind::Unused)
        --m_unusedCount;
    else if (!std::exchange(m_isRedeeming, false)) // what was reserved is not free already
        --m_free;
}

// What others see may be old by a moment.
void IdleConnections::publish(Queue &queue)
{
    if (!queue.ring.isAlone())
        queue.first.store(firstOf(queue).m_since, std::memory_order_relaxed);
}

ConnectionQuota::Place IdleConnections::makeRoom(SteadyTime now)
{
    int looksLeft = looks;
    for (const Kind kind : { Kind::Unused, Kind::Answered }) {
        Queue &queue = queueOf(kind);
        for (; looksLeft > 0 && !queue.ring.isAlone(); --looksLeft) {
            Entry &entry = firstOf(queue);
            if (kind == Kind::Unused && now - entry.m_since < unusedFor)
                break;
            if (ConnectionQuota::Place place = entry.makeRoom())
                return place;
            if (entry.isListed()) { // the next look is at another
                entry.unlink();
                entry.linkBefore(queue.ring);
                publish(queue);
            }
        }
    }
    return {};
}

std::optional<IdleConnections::Offer> IdleConnections::offer(SteadyTime now) const
{
    const SteadyTime firstUnused = m_unused.first.load(std::memory_order_relaxed);
    const qsizetype unused = now - firstUnused >= unusedFor ? m_unusedCount.load() : 0;
    if (unused + m_free <= 0)
        return std::nullopt;
    return unused > 0 ? Offer { Kind::Unused, firstUnused }
                      : Offer { Kind::Answered, m_answered.first.load(std::memory_order_relaxed) };
}

} // namespace Drainboard

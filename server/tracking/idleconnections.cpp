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
    append(queueOf(kind), entry);
}

void IdleConnections::remove(Entry &entry)
{
    entry.unlink();
    entry.m_list = nullptr;
    publish(queueOf(entry.m_kind), -1);
}

void IdleConnections::append(Queue &queue, Entry &entry)
{
    entry.linkBefore(queue.ring);
    publish(queue, +1);
}

// Nobody but this thread writes. What others see may be old by a moment.
void IdleConnections::publish(Queue &queue, qsizetype change)
{
    if (!queue.ring.isAlone())
        queue.first.store(firstOf(queue).m_since, std::memory_order_relaxed);
    queue.count.store(queue.count.load(std::memory_order_relaxed) + change, std::memory_order_relaxed);
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
                publish(queue, 0);
            }
        }
    }
    return {};
}

std::optional<IdleConnections::Offer> IdleConnections::offer(SteadyTime now) const
{
    const auto read = [](const auto &value) { return value.load(std::memory_order_relaxed); };
    const SteadyTime firstUnused = read(m_unused.first);
    const qsizetype unused = now - firstUnused >= unusedFor ? read(m_unused.count) : 0;
    const qsizetype answered = read(m_answered.count);
    if (unused + answered <= read(m_reserved))
        return std::nullopt;
    return unused > 0 ? Offer { Kind::Unused, firstUnused } : Offer { Kind::Answered, read(m_answered.first) };
}

} // namespace Drainboard

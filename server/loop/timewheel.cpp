// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/timewheel.h"

#include <algorithm>
#include <utility>

namespace Drainboard {

TimeWheel::TimeWheel(std::chrono::milliseconds resolution)
    : m_resolution(resolution)
{
}

qint64 TimeWheel::tickAt(Time time) const
{
    return time.time_since_epoch() / m_resolution;
}

void TimeWheel::setNoLaterThan(Entry &entry, Time deadline)
{
    const bool hasOne = !entry.isAlone();
    if (hasOne && entry.m_deadline <= deadline)
        return;
    entry.unlink();
    entry.m_deadline = deadline;
    const qint64 tick = std::max(tickAt(deadline), m_passed) + 1; // never too early
    entry.linkBefore(m_slots[std::size_t(tick) % m_slots.size()]);
}

bool TimeWheel::isEmpty() const
{
    return std::ranges::all_of(m_slots, &RingLink::isAlone);
}

void TimeWheel::advance(Time now)
{
    const qint64 current = tickAt(now);
    const qint64 first = std::max(m_passed, current - qint64(m_slots.size())) + 1;
    m_passed = std::max(m_passed, current);
    RingLink due; // entries leave it like any slot, also when another's call deletes them
    for (qint64 tick = first; tick <= current; ++tick) {
        RingLink &slot = m_slots[std::size_t(tick) % m_slots.size()];
        for (RingLink *link = slot.next; link != &slot;) {
            auto &entry = static_cast<Entry &>(*std::exchange(link, link->next));
            if (tickAt(entry.m_deadline) < current) {
                entry.unlink();
                entry.linkBefore(due);
            }
        }
    }
    while (!due.isAlone()) {
        auto &entry = static_cast<Entry &>(*due.next);
        entry.unlink();
        entry.onDeadline(now);
    }
}

} // namespace Drainboard

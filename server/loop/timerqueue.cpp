// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/timerqueue.h"

#include <algorithm>
#include <bit>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

// As good as never, and too short for any time to overflow.
constexpr TimerQueue::Interval longestInterval = 24h * 365 * 100;
constexpr TimerQueue::Interval coarsest = 512ms;

// A timer fires at the next multiple of this, so that several fire together. A power of two, because then a multiple of
// a coarse grain is a multiple of each finer one, too.
TimerQueue::Interval grain(Qt::TimerType type, TimerQueue::Interval interval)
{
    switch (type) {
    case Qt::PreciseTimer:
        break;
    case Qt::CoarseTimer: {
        const auto tolerance = std::uint64_t(interval.count()) / 20; // 5 %
        return std::min(TimerQueue::Interval(std::bit_floor(tolerance)), coarsest);
    }
    case Qt::VeryCoarseTimer:
        return interval > 0ms ? coarsest : 0ms;
    }
    return 0ms;
}

TimerQueue::Time roundedUp(TimerQueue::Time time, TimerQueue::Interval grain)
{
    const auto beyond = time.time_since_epoch() % grain;
    return beyond.count() > 0 ? time + (grain - beyond) : time;
}

} // namespace

void TimerQueue::add(int id, Interval interval, Qt::TimerType type, QObject *object, Time now)
{
    remove(id);
    interval = std::clamp(interval, Interval::zero(), longestInterval);
    Timer &timer = m_timers[id];
    timer = { .id = id, .type = type, .interval = interval, .object = object, .due = {}, .fires = {}, .turn = 0 };
    schedule(timer, now + interval);
    m_queue.insert(&timer);
}

bool TimerQueue::remove(int id)
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return false;
    m_queue.erase(&found->second);
    m_timers.erase(found);
    return true;
}

bool TimerQueue::removeAll(const QObject *object)
{
    const auto before = m_timers.size();
    for (auto it = m_timers.begin(); it != m_timers.end();) {
        if (it->second.object != object) {
            ++it;
            continue;
        }
        m_queue.erase(&it->second);
        it = m_timers.erase(it);
    }
    return m_timers.size() < before;
}

QList<QAbstractEventDispatcher::TimerInfo> TimerQueue::timersOf(const QObject *object) const
{
    QList<QAbstractEventDispatcher::TimerInfo> timers;
    for (const auto &[id, timer] : m_timers) {
        if (timer.object == object)
            timers.emplaceBack(id, int(timer.interval.count()), timer.type);
    }
    return timers;
}

std::optional<TimerQueue::Interval> TimerQueue::remaining(int id, Time now) const
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return std::nullopt;
    return std::max(Interval::zero(), std::chrono::ceil<Interval>(found->second.fires - now));
}

std::optional<TimerQueue::Time> TimerQueue::next() const
{
    return m_queue.empty() ? std::nullopt : std::optional((*m_queue.begin())->fires);
}

void TimerQueue::schedule(Timer &timer, Time due)
{
    const Interval steps = grain(timer.type, timer.interval);
    timer.due = due;
    timer.fires = steps > 1ms ? roundedUp(due, steps) : due; // the wait is for whole milliseconds anyway
    timer.turn = m_nextTurn++;
}

// Takes the first timer out of the queue, and schedules it anew.
TimerQueue::Queue::node_type TimerQueue::takeFirst(Time now)
{
    Queue::node_type place = m_queue.extract(m_queue.begin());
    Timer &timer = *place.value();
    const Time due = timer.due + timer.interval;
    schedule(timer, due < now ? now + timer.interval : due);
    return place;
}

} // namespace Drainboard

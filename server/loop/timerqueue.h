// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// The timers of one event loop, by the time when they are due. Knows no clock: each function is told what time
// it is. For one thread.

#include <QAbstractEventDispatcher>

#include <chrono>
#include <optional>
#include <set>
#include <unordered_map>

namespace Drainboard {

class TimerQueue
{
    Q_DISABLE_COPY_MOVE(TimerQueue)

public:
    using Clock = std::chrono::steady_clock;
    using Time = Clock::time_point;
    using Interval = std::chrono::milliseconds;

    TimerQueue() = default;

    /// Takes the place of a timer that has the same id. No timer fires early. A precise one fires when it is
    /// due, a coarse one up to 5 % of its interval later and a very coarse one up to half a second later, so
    /// that some fire together.
    void add(int id, Interval interval, Qt::TimerType type, QObject *object, Time now);
    /// False if there is none.
    bool remove(int id);
    /// False if \a object has none.
    bool removeAll(const QObject *object);

    /// As they were added.
    QList<QAbstractEventDispatcher::TimerInfo> timersOf(const QObject *object) const;
    /// Rounded up, 0 if it is due; nullopt if there is none.
    std::optional<Interval> remaining(int id, Time now) const;
    /// When the next timer fires; nullopt if none does.
    std::optional<Time> next() const;

    /// Calls \a send(id, object) once for each timer that is due, the earliest first. It may add and remove
    /// timers, and call this again: the timer that it was called for does not fire before it has returned. A
    /// timer that is late by several intervals fires once. Returns how many fired, those without interval not
    /// counted.
    template <typename Send> int fire(Time now, Send send);

private:
    struct Timer
    {
        int id;
        Qt::TimerType type;
        Interval interval;
        QObject *object;
        Time due;
        Time fires; // when it is due, or later, see add()
        quint64 turn; // counts up: no two are alike, not of the same timer either
    };
    struct FiresBefore
    {
        bool operator()(const Timer *left, const Timer *right) const
        {
            return left->fires != right->fires ? left->fires < right->fires : left->turn < right->turn;
        }
    };
    using Queue = std::set<Timer *, FiresBefore>;

    void schedule(Timer &timer, Time due);
    Queue::node_type takeFirst(Time now);

    std::unordered_map<int, Timer> m_timers;
    Queue m_queue; // all but those whose send() has not returned
    quint64 m_nextTurn = 0;
};

template <typename Send> int TimerQueue::fire(Time now, Send send)
{
    int fired = 0;
    const quint64 end = m_nextTurn; // what is scheduled from here on has had its turn, or is new
    while (!m_queue.empty() && (*m_queue.begin())->fires <= now && (*m_queue.begin())->turn < end) {
        Queue::node_type place = takeFirst(now);
        const Timer timer = *place.value();
        if (timer.interval > Interval::zero())
            ++fired;
        send(timer.id, timer.object);
        // It may be gone by now, and another one may have its id.
        const auto same = m_timers.find(timer.id);
        if (same != m_timers.end() && same->second.turn == timer.turn)
            m_queue.insert(std::move(place));
    }
    return fired;
}

} // namespace Drainboard

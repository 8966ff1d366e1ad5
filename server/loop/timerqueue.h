// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QAbstractEventDispatcher>

#include <chrono>
#include <optional>
#include <set>
#include <unordered_map>

namespace Drainboard {

/// The timers of one event loop, in the order in which they fire. Has no clock: each function is told the time. For one
/// thread.
class TimerQueue
{
    Q_DISABLE_COPY_MOVE(TimerQueue)

public:
    using Clock = std::chrono::steady_clock;
    using Time = Clock::time_point;
    using Interval = std::chrono::milliseconds;

    TimerQueue() = default;

    /// Replaces a timer that has the same id. No timer fires early. A precise timer fires when it is due. A coarse one
    /// fires up to 5 % of its interval later, a very coarse one up to half a second later, so that some fire together.
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

    /// Calls \a send(id, object) once for each timer that is due, the earliest first. \a send may add and remove
    /// timers, and may call this again: a timer does not fire again before the \a send for it has returned. A timer
    /// that is late by several intervals fires once. Returns how many fired; timers without interval are not counted.
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
        quint64 turn; // a new number each time that the timer is scheduled
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
    Queue m_queue; // all timers but those that are firing now
    quint64 m_nextTurn = 0;
};

template <typename Send> int TimerQueue::fire(Time now, Send send)
{
    int fired = 0;
    const quint64 end = m_nextTurn; // timers that are scheduled from here on wait for the next pass
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

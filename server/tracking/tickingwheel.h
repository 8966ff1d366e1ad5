// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "loop/stallclock.h"
#include "loop/timewheel.h"

#include <QTimer>

namespace Drainboard {

/// A TimeWheel that turns by itself, with a timer of the thread's event loop. The timer runs only while there are
/// deadlines. For one thread.
class TickingWheel
{
    Q_DISABLE_COPY_MOVE(TickingWheel)

public:
    explicit TickingWheel(std::chrono::milliseconds resolution)
        : m_wheel(resolution)
        , m_stalls(resolution)
    {
        m_tick.setInterval(resolution);
        m_tick.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_tick, &QTimer::timeout, &m_tick, [this] { passTime(); });
    }

    /// As TimeWheel::setNoLaterThan().
    void setNoLaterThan(TimeWheel::Entry &entry, TimeWheel::Time deadline)
    {
        m_wheel.setNoLaterThan(entry, deadline);
        if (m_tick.isActive())
            return;
        m_stalls.start(std::chrono::steady_clock::now());
        m_tick.start();
    }
    /// How long the event loop has not come round, all in all, while there were deadlines.
    StallClock::Duration stalled() const { return m_stalls.total(); }

private:
    void passTime()
    {
        const TimeWheel::Time now = std::chrono::steady_clock::now();
        m_stalls.tick(now);
        m_wheel.advance(now);
        if (m_wheel.isEmpty())
            m_tick.stop();
    }

    TimeWheel m_wheel;
    StallClock m_stalls;
    QTimer m_tick;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <chrono>

namespace Drainboard {

/// How long an event loop has not come round, all in all: mostly, a handler blocked it. Has no clock: it is told of
/// ticks that the loop should let come once in an interval. For any one thread.
class StallClock
{
public:
    using Time = std::chrono::steady_clock::time_point;
    using Duration = std::chrono::steady_clock::duration;

    explicit StallClock(Duration interval)
        : m_interval(interval)
    {
    }

    /// The ticks begin; what was before is no stall.
    void start(Time now) { m_last = now; }
    /// A tick has come. One that is late by less than its interval is in time.
    void tick(Time now)
    {
        if (now - m_last >= 2 * m_interval)
            m_total += now - m_last - m_interval;
        m_last = now;
    }
    /// By the last tick.
    Duration total() const { return m_total; }

private:
    const Duration m_interval;
    Time m_last {};
    Duration m_total { 0 };
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <chrono>

namespace Drainboard {

/// Counts the triggers of a shutdown. One wish can arrive as several triggers: a terminal signals a whole group of
/// processes, a wrapper passes its signal on, a finger clicks twice. So a trigger counts only if it comes at least
/// 500 ms after the last one that counted. A plain value, for one thread at a time.
class TriggerCount
{
public:
    static constexpr std::chrono::milliseconds apart { 500 };

    /// A trigger comes at \a now. Returns whether it counts. Times must not go backwards.
    bool add(SteadyTime now);

    /// How many have counted.
    int count() const { return m_count; }
    /// When the first one came. Only where count() is not 0.
    SteadyTime first() const { return m_first; }

private:
    int m_count = 0;
    SteadyTime m_first {};
    SteadyTime m_last {}; ///< that counted
};

} // namespace Drainboard

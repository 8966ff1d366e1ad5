// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "values/connectioninfo.h"

namespace Drainboard {

ConnectionCounts &ConnectionCounts::operator+=(const ConnectionCounts &other)
{
    open += other.open;
    active += other.active;
    idle += other.idle;
    closing += other.closing;
    waiting += other.waiting;
    accepted += other.accepted;
    return *this;
}

QDateTime wallClockTime(SteadyTime time)
{
    const auto fromNow = std::chrono::duration_cast<std::chrono::milliseconds>(time - SteadyClock::now());
    return QDateTime::currentDateTime().addMSecs(fromNow.count());
}

} // namespace Drainboard

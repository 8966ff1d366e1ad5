// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/requestfigures.h"

#include <array>
#include <chrono>
#include <map>
#include <optional>

namespace Drainboard {

/// How requests go, from the exact figures of each second: how many a second, how slow, how many lost. It keeps the
/// last minute, also over several runs of a server. It knows no clock: it is told the time. A plain value, for one
/// thread at a time.
class RequestPace
{
public:
    static constexpr int seconds = 60; ///< that are kept
    static constexpr std::chrono::seconds averaged { 3 }; ///< whole ones, behind perSecond()
    static constexpr std::chrono::seconds judged { 10 }; ///< behind percentile()

    /// What comes next is of another run. The minute goes on, what was lost is counted anew.
    void beginRun();
    /// What to ask for: the figures of all seconds that began at this moment or later.
    SteadyTime since() const { return m_since; }
    /// Takes over \a figures, in ascending order, of the seconds from since() on. What has been told of one of these
    /// seconds before is replaced.
    void add(const QList<RequestFigures> &figures, SteadyTime now);

    /// Requests that ended, per second, in the whole seconds before \a now.
    double perSecond(SteadyTime now) const;
    /// How many ended in each of the last seconds, the oldest first. The present second is not among them.
    std::array<quint64, seconds> history(SteadyTime now) const;
    /// So long took 99 of 100 answered requests, or less, from their arrival until their last byte. Nullopt where there
    /// was none.
    std::optional<std::chrono::microseconds> percentile(SteadyTime now) const;
    /// In this run.
    quint64 lost() const;

private:
    std::map<SteadyTime, RequestFigures> m_earlier; ///< of runs that have ended, by the second
    std::map<SteadyTime, RequestFigures> m_seconds; ///< of this run, by the second
    SteadyTime m_since {};
    quint64 m_lostBefore = 0; ///< before m_seconds
};

} // namespace Drainboard

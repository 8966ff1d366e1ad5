// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/idlegrace.h"

#include <algorithm>

namespace Drainboard {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

// The figures come from the simulation in tests/bench.

// A client that comes less often than this may be one that polls.
constexpr milliseconds pollsFrom = 500ms;
// A connection that has been quiet for so long is not used again soon.
constexpr milliseconds quiet = 5s;
// So much is a poll's time uncertain besides all that is known of it.
constexpr milliseconds slack = 10ms;
// A client that has just changed its habit comes within this.
constexpr milliseconds settle = 100ms;
// A client of which little is known may still come so long after its last response.
constexpr milliseconds firstPause = 1250ms;
// Polls are mostly set in full seconds.
constexpr milliseconds commonPeriod = 1000ms;

/// The time in which an idle connection can be closed, since it became idle.
struct Stretch
{
    milliseconds now;
    milliseconds end;
    milliseconds roundTrip;
};

// A client that is new, or of which one long gap is known.
milliseconds whenLittleIsKnown(const Stretch &stretch)
{
    const milliseconds margin = settle + stretch.roundTrip;
    const milliseconds late = std::max(firstPause, commonPeriod + margin);
    if (stretch.now >= late)
        return stretch.now;
    const bool isNearThePoll = stretch.end > commonPeriod - margin && stretch.end < commonPeriod + margin;
    if (stretch.roundTrip <= 300ms && isNearThePoll)
        return std::max(stretch.now, commonPeriod - margin);
    return std::max(stretch.now, std::min(late, stretch.end));
}

// A client whose gaps are long and alike: not while its next request is due.
milliseconds whenPolled(const RequestGaps &gaps, const Stretch &stretch)
{
    const milliseconds spread = std::max(gaps.longest() - gaps.shortest(), gaps.shortest() / 16);
    const milliseconds dueFrom = gaps.shortest() - spread - 3 * stretch.roundTrip / 2 - slack;
    const milliseconds dueUntil = gaps.longest() + spread + stretch.roundTrip / 2 + slack;
    const milliseconds soon = std::max({ stretch.now, settle, 3 * stretch.roundTrip / 2 });
    if (stretch.now > dueUntil)
        return stretch.now;
    if (soon < dueFrom)
        return std::min(soon, stretch.end);
    if (dueUntil <= stretch.end)
        return dueUntil;
    // It stays due until the end. Now or then, whichever is farther from when it is most likely.
    const bool isEndFarther = stretch.end - gaps.longest() > gaps.shortest() - stretch.now;
    return isEndFarther ? stretch.end : std::min(soon, stretch.end);
}

// A client that comes in bursts: between the end of one and the shortest of its pauses, if it is now there, or will be.
std::optional<milliseconds> whenInAPause(const RequestGaps::Bursts &bursts, const Stretch &stretch)
{
    const milliseconds from = std::max(2 * bursts.longestWithin + settle, 3 * stretch.roundTrip / 2);
    const milliseconds until = bursts.shortestPause * 3 / 4 - 3 * stretch.roundTrip / 2 - slack;
    const milliseconds soon = std::max(stretch.now, from);
    return soon < until ? std::optional(std::min(soon, stretch.end)) : std::nullopt;
}

milliseconds idleUntil(const RequestGaps &gaps, const Stretch &stretch)
{
    if (gaps.count() == 0 || (gaps.count() == 1 && gaps.shortest() >= pollsFrom))
        return whenLittleIsKnown(stretch);
    const bool areAlike = (gaps.longest() - gaps.shortest()) * 4 <= gaps.shortest();
    if (gaps.count() > 1 && areAlike && gaps.shortest() >= std::max(pollsFrom, 3 * stretch.roundTrip))
        return whenPolled(gaps, stretch);
    if (const auto bursts = gaps.bursts()) {
        if (const auto pause = whenInAPause(*bursts, stretch))
            return *pause;
    }
    return stretch.now > quiet ? stretch.now : stretch.end; // its request comes, or the end does
}

} // namespace

IdleGrace IdleGrace::fixed(SteadyTime begin, std::chrono::milliseconds grace)
{
    IdleGrace result;
    result.m_until = begin + grace;
    return result;
}

IdleGrace IdleGrace::automatic(SteadyTime begin, std::chrono::milliseconds abortAfter)
{
    IdleGrace result;
    result.m_until = begin + (abortAfter > 0ms ? std::min(longest, abortAfter / 2) : longest);
    result.m_isAutomatic = true;
    return result;
}

SteadyTime IdleGrace::closeAt(const Connection &connection, SteadyTime now) const
{
    if (!m_isAutomatic || now >= m_until)
        return std::max(m_until, now);
    const Stretch stretch { .now = std::chrono::floor<milliseconds>(now - connection.since),
                            .end = std::chrono::floor<milliseconds>(m_until - connection.since),
                            .roundTrip = std::chrono::ceil<milliseconds>(connection.roundTrip.smoothed) };
    const milliseconds idle = idleUntil(connection.gaps, stretch);
    return std::clamp(connection.since + idle, now, m_until);
}

} // namespace Drainboard

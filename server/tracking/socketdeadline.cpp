// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/socketdeadline.h"

#include <algorithm>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

SteadyTime after(SteadyTime begin, std::chrono::milliseconds limit)
{
    return limit > 0ms ? begin + limit : SteadyTime::max();
}

SocketDeadline deadline(SocketDeadline::Purpose purpose, SteadyTime time)
{
    return time == SteadyTime::max() ? SocketDeadline {} : SocketDeadline { purpose, time };
}

// When all that has come of a body is what should have come, at the least.
SteadyTime bodyIsTooSlow(const SocketDeadline::Situation &situation, const ConnectionLimits &limits)
{
    if (!situation.isReadingBody || limits.bodyRate == 0)
        return SteadyTime::max();
    const std::chrono::milliseconds paidFor(quint64(situation.bodyReceived) * 1000 / limits.bodyRate);
    return situation.bodySince + std::max(limits.bodyRateFrom, paidFor);
}

} // namespace

std::chrono::milliseconds SocketDeadline::linger(const TcpDescriptor::RoundTrip &roundTrip, Persistence persistence)
{
    // To be sure of a client that has seen the FIN, and is slow to be scheduled.
    constexpr auto margin = 100ms;
    const auto known = margin
        + std::chrono::ceil<std::chrono::milliseconds>(roundTrip.smoothed + 4 * roundTrip.deviation);
    const std::chrono::milliseconds least = persistence == Persistence::ClosedByRefusal ? 2s : 0s;
    return std::max(known, least);
}

SocketDeadline SocketDeadline::next(const Situation &situation, const ConnectionLimits &limits)
{
    if (situation.state == ConnectionState::Closing)
        return situation.isHalfClosed ? SocketDeadline {} : deadline(Purpose::Linger, situation.keptUntil);
    if (situation.isBlockedOnWrite)
        return deadline(Purpose::Write, after(situation.lastOutput, limits.writeTimeout));
    const auto unlessHeld = [&situation](const SocketDeadline &other) {
        return situation.keptUntil < other.time ? SocketDeadline { Purpose::Hold, situation.keptUntil } : other;
    };
    switch (situation.state) {
    case ConnectionState::New:
        return unlessHeld(deadline(Purpose::NoRequest, after(situation.openedAt, limits.headerTimeout)));
    case ConnectionState::Reading: {
        const SteadyTime next = situation.isReadingBody ? after(situation.lastReceived, limits.bodyTimeout)
                                                        : after(situation.stateSince, limits.headerTimeout);
        const SteadyTime late = std::min(next, after(situation.stateSince, limits.requestTimeout));
        const SteadyTime tooSlow = bodyIsTooSlow(situation, limits);
        return tooSlow < late ? deadline(Purpose::SlowBody, tooSlow) : deadline(Purpose::Request, late);
    }
    case ConnectionState::Idle:
        if (situation.mayHoldBuffers)
            return unlessHeld({ Purpose::FreeBuffers, situation.stateSince + buffersKept });
        return unlessHeld(deadline(Purpose::Idle, after(situation.stateSince, limits.keepAliveTimeout)));
    case ConnectionState::WebSocket:
        return unlessHeld({});
    case ConnectionState::Waiting:
    case ConnectionState::Responding:
    case ConnectionState::Passing:
    case ConnectionState::Closing:
    case ConnectionState::Closed:
        break;
    }
    return {};
}

} // namespace Drainboard

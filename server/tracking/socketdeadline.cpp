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

} // namespace

SocketDeadline SocketDeadline::next(const Situation &situation, const ConnectionLimits &limits)
{
    if (situation.state == ConnectionState::Closing)
        return situation.isHalfClosed ? SocketDeadline {} : deadline(Purpose::Linger, situation.stateSince + linger);
    if (situation.isBlockedOnWrite)
        return deadline(Purpose::Write, after(situation.lastOutput, limits.writeTimeout));
    switch (situation.state) {
    case ConnectionState::New:
        return deadline(Purpose::NoRequest, after(situation.openedAt, limits.headerTimeout));
    case ConnectionState::Reading: {
        const SteadyTime next = situation.isReadingBody ? after(situation.lastReceived, limits.bodyTimeout)
                                                        : after(situation.stateSince, limits.headerTimeout);
        return deadline(Purpose::Request, std::min(next, after(situation.stateSince, limits.requestTimeout)));
    }
    case ConnectionState::Idle:
        if (situation.mayHoldBuffers)
            return deadline(Purpose::FreeBuffers, situation.stateSince + buffersKept);
        return deadline(Purpose::Idle, after(situation.stateSince, limits.keepAliveTimeout));
    case ConnectionState::Responding:
    case ConnectionState::Closing:
    case ConnectionState::Closed:
        break;
    }
    return {};
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "net/readiness.h"

#include <algorithm>
#include <cerrno>
#include <limits>

#include <poll.h>

namespace Drainboard {

using Clock = std::chrono::steady_clock;

namespace {

// As poll() takes it: rounded up, or the last millisecond would be spent in a loop.
int millisecondsUntil(Clock::time_point time)
{
    if (time == Clock::time_point::max())
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(time - Clock::now()).count();
    return int(std::clamp<decltype(left)>(left, 0, std::numeric_limits<int>::max()));
}

} // namespace

Readiness Readiness::await(int descriptor, bool reading, bool writing, Clock::time_point until)
{
    pollfd entry { descriptor, short((reading ? POLLIN : 0) | (writing ? POLLOUT : 0)), 0 };
    while (::poll(&entry, 1, millisecondsUntil(until)) < 0 && errno == EINTR) { }
    return { .isReadable = (entry.revents & POLLIN) != 0, .isLost = (entry.revents & (POLLERR | POLLHUP)) != 0 };
}

} // namespace Drainboard

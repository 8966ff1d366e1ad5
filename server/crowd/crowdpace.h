// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdplan.h"

#include <chrono>
#include <vector>

namespace Drainboard {

/// When a client does what. With the same kind, number and seed it says the same, whatever the machine. Plain value
/// logic, for any one thread.
class CrowdPace
{
public:
    using Duration = std::chrono::microseconds;

    CrowdPace(CrowdKind kind, int number, quint32 seed);

    /// From the connection until the first request. Pollers do not all begin at once.
    Duration first();
    /// Until the next request: since the last response, or for a poller since the last request.
    Duration pause();
    /// Where in each \a beat the moments of each client are, by number, under CrowdSettings::beat. Those of one kind
    /// are in the middles of as many equal parts, in an order that \a seed shuffles.
    static std::vector<Duration> phases(const CrowdPlan &plan, quint32 seed, Duration beat);
    /// How many parts the next request is sent in.
    int parts();
    /// From the first of several parts until the last.
    Duration span();

private:
    quint64 next();
    Duration between(Duration least, Duration most);

    CrowdKind m_kind;
    quint64 m_state;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tracking/idleconnections.h"
#include "values/connectioninfo.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

namespace Drainboard {

/// Chooses the worker for each new connection: the one with the fewest, among those that are not stuck. A worker is
/// stuck if its event loop has not come round for a while: mostly, a handler blocks it. If all are, the one with the
/// fewest gets the connection all the same. Knows no threads and no clock. For any one thread.
class WorkerChoice
{
public:
    static constexpr std::chrono::milliseconds stuckAfter { 100 };

    /// What one worker is doing.
    struct Situation
    {
        qsizetype connections = 0;
        std::optional<SteadyTime> busySince {}; ///< as LoopPulse
        std::optional<IdleConnections::Offer> idle {}; ///< that would make room
    };

    /// The index of the worker that gets the next connection. There is at least one in \a workers, and there are as
    /// many in each call.
    std::size_t next(const std::vector<Situation> &workers, SteadyTime now);
    /// The same where a connection must make room for the next one: the worker that has the one that has been idle
    /// longest, and is not stuck. None where nobody is idle.
    static std::optional<std::size_t> whereRoomCanBeMade(const std::vector<Situation> &workers, SteadyTime now);

private:
    std::size_t m_last = 0;
};

} // namespace Drainboard

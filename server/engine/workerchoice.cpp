// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/workerchoice.h"

#include <utility>

namespace Drainboard {

namespace {

bool isStuck(const WorkerChoice::Situation &worker, SteadyTime now)
{
    return worker.busySince && now - *worker.busySince >= WorkerChoice::stuckAfter;
}

} // namespace

std::size_t WorkerChoice::next(const std::vector<Situation> &workers, SteadyTime now)
{
    const auto rank = [&](std::size_t worker) { // the lowest is best
        return std::pair(isStuck(workers[worker], now), workers[worker].connections);
    };
    // Begins behind the worker that got the last connection, so that equals take turns.
    std::size_t best = (m_last + 1) % workers.size();
    for (std::size_t i = 2; i <= workers.size(); ++i) {
        const std::size_t candidate = (m_last + i) % workers.size();
        if (rank(candidate) < rank(best))
            best = candidate;
    }
    m_last = best;
    return best;
}

std::optional<std::size_t> WorkerChoice::whereRoomCanBeMade(const std::vector<Situation> &workers, SteadyTime now)
{
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < workers.size(); ++i) {
        const bool canMakeRoom = workers[i].idle && !isStuck(workers[i], now);
        if (canMakeRoom && (!best || *workers[i].idle < *workers[*best].idle))
            best = i;
    }
    return best;
}

} // namespace Drainboard

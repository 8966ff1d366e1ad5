// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/workerchoice.h"

#include <utility>

namespace Drainboard {

std::size_t WorkerChoice::next(const std::vector<Situation> &workers, SteadyTime now)
{
    const auto rank = [&](std::size_t worker) { // the lowest is best
        const auto &[connections, busySince] = workers[worker];
        const bool isStuck = busySince && now - *busySince >= stuckAfter;
        return std::pair(isStuck, connections);
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

} // namespace Drainboard

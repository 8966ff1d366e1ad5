// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demo/demooutcome.h"

#include <algorithm>
#include <tuple>

namespace Drainboard {

DemoOutcome DemoOutcome::of(const ShutdownReport &report)
{
    DemoOutcome outcome;
    outcome.policy = report.policy;
    outcome.phase = report.phase;
    outcome.lost = report.requestsLost;
    outcome.answered = report.requestsCompletedDuringDrain;
    outcome.reset = report.aborted;
    outcome.leftOpen = report.leftOpen;
    outcome.time = report.duration;
    outcome.exitCode = report.exitCode();
    for (const ConnectionInfo &connection : report.endedBadly) {
        for (const LostRequest &request : connection.lostRequests)
            outcome.lostLines += request.line;
    }
    std::ranges::sort(outcome.lostLines);
    return outcome;
}

bool DemoOutcome::hasLostOnlyHanging() const
{
    return lost > 0 && lost == lostLines.size()
        && std::ranges::all_of(lostLines, [](const QByteArray &line) { return line == "GET /hang"; });
}

bool DemoOutcome::isSameAs(const DemoOutcome &other) const
{
    const auto parts = [](const DemoOutcome &outcome) {
        return std::tie(outcome.policy, outcome.phase, outcome.lost, outcome.reset, outcome.leftOpen, outcome.exitCode,
                        outcome.lostLines);
    };
    return parts(*this) == parts(other);
}

} // namespace Drainboard

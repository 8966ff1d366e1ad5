// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demo/demooutcome.h"

#include "child/signalnames.h"

#include <algorithm>
#include <csignal>
#include <tuple>

namespace Drainboard {

namespace {

// As a shell and Docker tell that a signal has ended a process.
constexpr int endedBySignal = 128;

bool wasResetByServer(const ConnectionInfo &connection)
{
    return connection.cause != CloseCause::RefusedByServer && connection.end
        && connection.end->resetBy == EndSide::Server;
}

} // namespace

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

// What the tap has not seen the end of is what the server had open when it was killed.
DemoOutcome DemoOutcome::ofOwn(const ShutdownReport &report, const ClosedConnections &closed)
{
    DemoOutcome outcome = of(report);
    outcome.isOwn = true;
    const SteadyTime begun = report.takenAt - report.duration;
    outcome.reset = std::ranges::count_if(closed.connections, [begun](const ConnectionFacts &facts) {
        return facts->closedAt >= begun && wasResetByServer(*facts);
    });
    const EndedServer server = report.server.value_or(EndedServer());
    outcome.time = server.exited.value_or(report.duration);
    outcome.signal = server.wasKilled ? SignalNames::nameOf(SIGKILL) : server.signal;
    outcome.exitCode = outcome.signal.isEmpty() ? server.exitCode.value_or(0)
                                                : endedBySignal + SignalNames::numberOf(outcome.signal).value_or(0);
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
        return std::tie(outcome.policy, outcome.isOwn, outcome.wasTold, outcome.phase, outcome.lost, outcome.reset,
                        outcome.leftOpen, outcome.exitCode, outcome.signal, outcome.lostLines);
    };
    return parts(*this) == parts(other);
}

} // namespace Drainboard

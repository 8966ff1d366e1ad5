// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "shutdown/phasesteps.h"

#include "engine/httpengine.h"
#include "look/durationtext.h"
#include "look/pluralnumber.h"
#include "shutdown/lossphase.h"

#include <QLocale>

using namespace std::chrono;

namespace Drainboard {
namespace {

using Standing = PhaseStep::Standing;

QString number(qsizetype count)
{
    return QLocale().toString(count);
}

/// As it was set, not as it is measured: "5 s", not "5.0 s".
QString limitText(milliseconds limit)
{
    return limit < 1min && limit % 1s == 0ms ? PhaseStep::tr("%1 s").arg(limit / 1s) : durationText(limit);
}

QString drainNote(ShutdownPolicy policy)
{
    switch (policy) {
    case ShutdownPolicy::Drain:
        return PhaseStep::tr("answer, then close");
    case ShutdownPolicy::DisconnectAll:
        return PhaseStep::tr("disconnect all at once");
    case ShutdownPolicy::StopListening:
        return PhaseStep::tr("wait for the clients");
    }
    Q_UNREACHABLE();
}

/// Whether the drain is still ahead, and with it all times that count from its beginning.
bool isAhead(ShutdownPhase phase)
{
    return phase == ShutdownPhase::Running || phase == ShutdownPhase::Leaving;
}

PhaseStep runningStep(const ShutdownProgress &progress)
{
    PhaseStep step { ShutdownPhase::Running, Standing::Now, PhaseStep::tr("Running"), number(progress.openNow),
                     PhaseStep::tr("open now") };
    const ShutdownReport &report = progress.report;
    if (report.phase == ShutdownPhase::Running)
        return step;
    step.standing = Standing::Done;
    if (report.phase == ShutdownPhase::Leaving)
        return step; // new connections come still, old ones go
    step.figure = number(report.openAtStart);
    // What was open at the first trigger is not counted, where the drain began later.
    const QString opened = report.leaving > 0ms ? PhaseStep::tr("open at drain") : PhaseStep::tr("open at the start");
    step.note = report.acceptedDuringDrain == 0
        ? opened
        : PhaseStep::tr("%1, +%Ln accepted", nullptr, pluralNumber(report.acceptedDuringDrain)).arg(opened);
    return step;
}

PhaseStep leavingStep(const ShutdownProgress &progress, const EngineSettings &settings)
{
    PhaseStep step { ShutdownPhase::Leaving, Standing::Ahead, PhaseStep::tr("Leaving"), {}, {} };
    const ShutdownReport &report = progress.report;
    if (report.phase == ShutdownPhase::Running) {
        step.note = PhaseStep::tr("serve on for %1").arg(limitText(settings.shutdownDelay));
    } else if (report.phase == ShutdownPhase::Leaving) {
        step.standing = Standing::Now;
        step.figure = progress.untilDrain ? countdownText(*progress.untilDrain) : QString();
        step.note = PhaseStep::tr("until drain");
    } else {
        step.standing = Standing::Done;
        step.figure = durationText(report.leaving);
        step.note = PhaseStep::tr("served on");
    }
    return step;
}

PhaseStep drainingStep(const ShutdownProgress &progress, const EngineSettings &settings)
{
    PhaseStep step {
        ShutdownPhase::Draining, Standing::Ahead, PhaseStep::tr("Draining"), {}, drainNote(settings.policy)
    };
    const ShutdownReport &report = progress.report;
    if (isAhead(report.phase))
        return step;
    step.figure = number(report.closedWithoutAbort());
    if (report.phase == ShutdownPhase::Draining) {
        step.standing = Standing::Now;
        step.note = PhaseStep::tr("closed, %Ln to go", nullptr, pluralNumber(report.leftOpen));
    } else {
        step.standing = Standing::Done;
        const bool inGoodOrder = settings.policy == ShutdownPolicy::Drain && report.timedOut + report.rejected == 0;
        const qsizetype lost = lostIn(ShutdownPhase::Draining, report);
        step.note = lost > 0 ? PhaseStep::tr("closed, %Ln lost", nullptr, pluralNumber(lost))
            : inGoodOrder    ? PhaseStep::tr("closed in good order")
                             : PhaseStep::tr("closed without abort");
    }
    return step;
}

PhaseStep abortingStep(const ShutdownProgress &progress, const EngineSettings &settings)
{
    PhaseStep step { ShutdownPhase::Aborting, Standing::Ahead, PhaseStep::tr("Aborting"), {}, {} };
    const ShutdownReport &report = progress.report;
    const bool aborted = report.aborted > 0;
    if (isAhead(report.phase)) {
        step.note = settings.abortsByItself() ? PhaseStep::tr("after %1").arg(limitText(settings.abortAfter))
                                              : PhaseStep::tr("on request only");
    } else if (report.phase == ShutdownPhase::Draining) {
        step.figure = progress.untilAbort ? countdownText(*progress.untilAbort) : QString();
        step.note = progress.untilAbort ? PhaseStep::tr("until abort") : PhaseStep::tr("on request only");
    } else if (report.phase == ShutdownPhase::Aborting || aborted) {
        step.standing = hasEnded(report.phase) ? Standing::Done : Standing::Now;
        step.figure = number(report.aborted);
        const qsizetype lost = lostIn(ShutdownPhase::Aborting, report);
        step.note = lost == 0 ? PhaseStep::tr("reset, no request lost by it")
            : lost == 1       ? PhaseStep::tr("reset, 1 request lost")
                              : PhaseStep::tr("reset, %Ln requests lost", nullptr, pluralNumber(lost));
    } else {
        step.standing = Standing::Skipped;
        step.note = report.phase == ShutdownPhase::Forced ? PhaseStep::tr("never came") : PhaseStep::tr("not needed");
    }
    return step;
}

PhaseStep endStep(const ShutdownProgress &progress, const EngineSettings &settings)
{
    const ShutdownReport &report = progress.report;
    PhaseStep step { ShutdownPhase::Closed, Standing::Ahead, PhaseStep::tr("Closed"), {}, {} };
    if (isAhead(report.phase)) {
        const QString limit = limitText(settings.forceAfter);
        step.note = settings.endsWithServer() ? PhaseStep::tr("killed after %1").arg(limit)
                                              : PhaseStep::tr("forced after %1").arg(limit);
    } else if (hasEnded(report.phase)) {
        const bool forced = report.phase == ShutdownPhase::Forced;
        step.phase = report.phase;
        step.standing = Standing::Now;
        step.title = forced ? PhaseStep::tr("Forced") : PhaseStep::tr("Closed");
        step.hasLosses = report.requestsLost > 0;
        step.figure = number(report.leftOpen);
        step.note = PhaseStep::tr("left open · exit code %1").arg(report.exitCode());
        if (step.hasLosses) { // whatever the exit code
            step.figure = number(report.requestsLost);
            step.note = forced ? PhaseStep::tr("lost · %1 left open · exit code %2")
                                     .arg(number(report.leftOpen), QString::number(report.exitCode()))
                               : PhaseStep::tr("lost · exit code %1").arg(report.exitCode());
        }
    } else if (progress.untilForce) {
        step.figure = countdownText(*progress.untilForce);
        step.note = settings.endsWithServer() ? PhaseStep::tr("until it is killed") : PhaseStep::tr("until forced");
    }
    return step;
}

// Where the shutdown is that of the server behind a tap:

PhaseStep listeningStep(const ShutdownReport &report)
{
    PhaseStep step { ShutdownPhase::Leaving, Standing::Ahead, PhaseStep::tr("Listening"), {}, {} };
    const EndedServer server = report.server.value_or(EndedServer());
    if (isAhead(report.phase)) {
        step.note = PhaseStep::tr("until the server stops that");
    } else if (server.stoppedListening) {
        step.standing = Standing::Done;
        step.figure = durationText(*server.stoppedListening);
        step.note = report.refusedByServer == 0
            ? PhaseStep::tr("after it was told to stop")
            : PhaseStep::tr("then %Ln refused", nullptr, pluralNumber(report.refusedByServer));
    } else if (hasEnded(report.phase)) { // nobody told it
        step.standing = Standing::Skipped;
        step.note = PhaseStep::tr("until the server ended");
    } else {
        step.standing = Standing::Now;
        step.note = PhaseStep::tr("the server still listens");
    }
    return step;
}

PhaseStep serverClosingStep(const ShutdownReport &report)
{
    PhaseStep step { ShutdownPhase::Draining, Standing::Ahead, PhaseStep::tr("Closing"), {}, {} };
    if (isAhead(report.phase)) {
        step.note = PhaseStep::tr("as the server does it");
        return step;
    }
    step.figure = number(report.closedByServer);
    if (report.phase == ShutdownPhase::Draining) {
        step.standing = Standing::Now;
        step.note = PhaseStep::tr("by the server, %Ln to go", nullptr, pluralNumber(report.leftOpen));
    } else {
        step.standing = Standing::Done;
        const qsizetype lost = lostIn(ShutdownPhase::Draining, report);
        step.note = lost > 0 ? PhaseStep::tr("by the server, %Ln lost", nullptr, pluralNumber(lost))
                             : PhaseStep::tr("by the server");
    }
    return step;
}

PhaseStep killingStep(const ShutdownReport &report)
{
    PhaseStep step { ShutdownPhase::Aborting, Standing::Ahead, PhaseStep::tr("Killing"), {}, {} };
    if (report.phase == ShutdownPhase::Aborting) {
        step.standing = Standing::Now;
        step.note = PhaseStep::tr("the server is being killed");
    } else if (!hasEnded(report.phase)) {
        step.note = PhaseStep::tr("on request only");
    } else if (report.server && report.server->wasKilled) {
        step.standing = Standing::Done;
        step.note = PhaseStep::tr("the server was killed");
    } else {
        step.standing = Standing::Skipped;
        step.note = PhaseStep::tr("not needed");
    }
    return step;
}

std::vector<PhaseStep> serverPhaseSteps(const ShutdownProgress &progress, const EngineSettings &settings)
{
    return { runningStep(progress), listeningStep(progress.report), serverClosingStep(progress.report),
             killingStep(progress.report), endStep(progress, settings) };
}

} // namespace

std::vector<PhaseStep> phaseSteps(const ShutdownProgress &progress, const EngineSettings &settings)
{
    if (settings.endsWithServer())
        return serverPhaseSteps(progress, settings);
    std::vector<PhaseStep> steps { runningStep(progress) };
    if (settings.shutdownDelay > 0ms)
        steps.push_back(leavingStep(progress, settings));
    steps.push_back(drainingStep(progress, settings));
    steps.push_back(abortingStep(progress, settings));
    steps.push_back(endStep(progress, settings));
    return steps;
}

QString planText(const EngineSettings &settings)
{
    if (settings.endsWithServer())
        return PhaseStep::tr("the server is told to stop  ·  killed after %1").arg(limitText(settings.forceAfter));
    const QString abort = settings.abortsByItself()
        ? PhaseStep::tr("abort after %1").arg(limitText(settings.abortAfter))
        : PhaseStep::tr("no abort by itself");
    const QString leave = settings.shutdownDelay > 0ms
        ? PhaseStep::tr("leave for %1  ·  ").arg(limitText(settings.shutdownDelay))
        : QString();
    return PhaseStep::tr("policy %1  ·  %2%3  ·  force after %4")
        .arg(toText(settings.policy), leave, abort, limitText(settings.forceAfter));
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "shutdown/phasesteps.h"

#include "engine/httpengine.h"
#include "look/durationtext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace std::chrono;

namespace Drainboard {
namespace {

using Standing = PhaseStep::Standing;

QString tr(const char *text)
{
    return QCoreApplication::translate("Drainboard::PhaseSteps", text);
}

QString number(qsizetype count)
{
    return QLocale().toString(count);
}

/// As it was set, not as it is measured: "5 s", not "5.0 s".
QString limitText(milliseconds limit)
{
    return limit < 1min && limit % 1s == 0ms ? QStringLiteral("%1 s").arg(limit / 1s) : durationText(limit);
}

QString drainNote(ShutdownPolicy policy)
{
    switch (policy) {
    case ShutdownPolicy::Drain:
        return tr("answer, then close");
    case ShutdownPolicy::DisconnectAll:
        return tr("disconnect all at once");
    case ShutdownPolicy::StopListening:
        return tr("wait for the clients");
    }
    Q_UNREACHABLE();
}

PhaseStep runningStep(const ShutdownProgress &progress)
{
    PhaseStep step { ShutdownPhase::Running, Standing::Now, tr("Running"), number(progress.openNow), tr("open now") };
    const ShutdownReport &report = progress.report;
    if (report.phase == ShutdownPhase::Running)
        return step;
    step.standing = Standing::Done;
    step.figure = number(report.openAtStart);
    step.note = report.acceptedDuringDrain == 0
        ? tr("open at the start")
        : tr("open at the start, +%1 accepted").arg(number(report.acceptedDuringDrain));
    return step;
}

PhaseStep drainingStep(const ShutdownProgress &progress, const EngineSettings &settings)
{
    PhaseStep step { ShutdownPhase::Draining, Standing::Ahead, tr("Draining"), {}, drainNote(settings.policy) };
    const ShutdownReport &report = progress.report;
    if (report.phase == ShutdownPhase::Running)
        return step;
    step.figure = number(report.closedWithoutAbort());
    if (report.phase == ShutdownPhase::Draining) {
        step.standing = Standing::Now;
        step.note = tr("closed, %1 to go").arg(number(report.leftOpen));
    } else {
        step.standing = Standing::Done;
        const bool inGoodOrder = settings.policy == ShutdownPolicy::Drain && report.timedOut + report.rejected == 0;
        step.note = inGoodOrder ? tr("closed in good order") : tr("closed without abort");
    }
    return step;
}

PhaseStep abortingStep(const ShutdownProgress &progress, const EngineSettings &settings)
{
    PhaseStep step { ShutdownPhase::Aborting, Standing::Ahead, tr("Aborting"), {}, {} };
    const ShutdownReport &report = progress.report;
    const bool aborted = report.aborted > 0;
    if (report.phase == ShutdownPhase::Running) {
        step.note = settings.abortsByItself() ? tr("after %1").arg(limitText(settings.abortAfter))
                                              : tr("on request only");
    } else if (report.phase == ShutdownPhase::Draining) {
        step.figure = progress.untilAbort ? countdownText(*progress.untilAbort) : QString();
        step.note = progress.untilAbort ? tr("until abort") : tr("on request only");
    } else if (report.phase == ShutdownPhase::Aborting || aborted) {
        step.standing = hasEnded(report.phase) ? Standing::Done : Standing::Now;
        step.figure = number(report.aborted);
        step.note = report.requestsLost == 0 ? tr("reset, no request lost")
            : report.requestsLost == 1       ? tr("reset, 1 request lost")
                                             : tr("reset, %1 requests lost").arg(number(report.requestsLost));
    } else {
        step.standing = Standing::Skipped;
        step.note = report.phase == ShutdownPhase::Forced ? tr("never came") : tr("not needed");
    }
    return step;
}

PhaseStep endStep(const ShutdownProgress &progress, const EngineSettings &settings)
{
    const ShutdownReport &report = progress.report;
    PhaseStep step { ShutdownPhase::Closed, Standing::Ahead, tr("Closed"), {}, {} };
    if (report.phase == ShutdownPhase::Running) {
        step.note = tr("forced after %1").arg(limitText(settings.forceAfter));
    } else if (hasEnded(report.phase)) {
        const bool forced = report.phase == ShutdownPhase::Forced;
        step.phase = report.phase;
        step.standing = Standing::Now;
        step.title = forced ? tr("Forced") : tr("Closed");
        step.figure = number(report.leftOpen);
        step.note = tr("left open · exit code %1").arg(report.exitCode());
    } else if (progress.untilForce) {
        step.figure = countdownText(*progress.untilForce);
        step.note = tr("until forced");
    }
    return step;
}

} // namespace

std::array<PhaseStep, 4> phaseSteps(const ShutdownProgress &progress, const EngineSettings &settings)
{
    return { runningStep(progress), drainingStep(progress, settings), abortingStep(progress, settings),
             endStep(progress, settings) };
}

QString planText(const EngineSettings &settings)
{
    const QString abort = settings.abortsByItself() ? tr("abort after %1").arg(limitText(settings.abortAfter))
                                                    : tr("no abort by itself");
    return tr("policy %1  ·  %2  ·  force after %3")
        .arg(toText(settings.policy), abort, limitText(settings.forceAfter));
}

} // namespace Drainboard

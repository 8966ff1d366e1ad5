// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
// How a HttpEngine ends, and what it reports of that.
#include "engine/httpengine_p.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

// While a shutdown runs, its progress is worth more snapshots.
constexpr auto shutdownSnapshotInterval = 100ms;

} // namespace

ShutdownPhase HttpEngine::phase() const
{
    return d->sequence.phase();
}

void HttpEngine::shutdown()
{
    d->sequence.trigger(defaultTrigger());
}

void HttpEngine::triggerShutdown(const QString &trigger)
{
    d->sequence.trigger(trigger);
}

void HttpEngine::abortNow()
{
    if (phase() == ShutdownPhase::Forced) {
        abortConnections();
        d->snapshotTimer.start(); // how they go is worth seeing
    } else {
        d->sequence.abortNow();
    }
}

void HttpEngine::abortConnections()
{
    for (const auto &worker : d->workers)
        worker->abortAll();
    if (d->acceptor)
        d->acceptor->abandon();
}

ShutdownReport HttpEngine::report() const
{
    if (const auto final = d->copyOfFinalReport())
        return *final;
    return d->makeReport(d->sequence.state());
}

ShutdownReport HttpEngine::forcedReport(const QString &trigger, SteadyTime since) const
{
    if (const auto final = d->copyOfFinalReport())
        return *final;
    ShutdownSequence::State state = d->sequence.state();
    if (state.phase == ShutdownPhase::Running)
        state = { ShutdownPhase::Forced, trigger, since, since };
    else if (!hasEnded(state.phase))
        state.phase = ShutdownPhase::Forced;
    return d->makeReport(state);
}

std::optional<ShutdownReport> HttpEngine::Private::copyOfFinalReport() const
{
    const std::scoped_lock lock(finalReportMutex);
    return finalReport;
}

ShutdownReport HttpEngine::Private::makeReport(const ShutdownSequence::State &state) const
{
    ShutdownReport report;
    report.policy = policy;
    report.trigger = state.trigger;
    report.phase = state.phase;
    report.takenAt = SteadyClock::now();
    if (report.phase != ShutdownPhase::Running) {
        using std::chrono::duration_cast;
        const SteadyTime leftAt = state.drainSince.value_or(report.takenAt);
        report.duration = duration_cast<std::chrono::milliseconds>(report.takenAt - state.since);
        report.leaving = duration_cast<std::chrono::milliseconds>(leftAt - state.since);
    }
    for (const auto &table : tables)
        table->addTo(report);
    if (settings.tap) {
        const std::scoped_lock lock(finalReportMutex);
        report.server = endedServer.value_or(EndedServer { .stoppedListening = stoppedListening });
        report.server->command = settings.tap->command;
        if (state.phase == ShutdownPhase::Forced && settings.endsWithServer() && !endedServer)
            report.server->wasKilled = true;
        report.server->address = settings.tap->address();
    }
    return report;
}

IdleGrace HttpEngine::Private::idleGrace() const
{
    const ShutdownSequence::State state = sequence.state();
    return IdleGrace::of(settings.idleGrace, state.drainSince.value_or(state.since),
                         settings.abortsByItself() ? settings.abortAfter : settings.forceAfter);
}

std::optional<std::chrono::milliseconds> HttpEngine::timeUntilDrain() const
{
    return d->sequence.timeUntilDrain();
}

std::optional<std::chrono::milliseconds> HttpEngine::timeUntilAbort() const
{
    return d->sequence.timeUntilAbort();
}

std::optional<std::chrono::milliseconds> HttpEngine::timeUntilForce() const
{
    return d->sequence.timeUntilForce();
}

void HttpEngine::onWorkerDrained()
{
    if (++d->drainedWorkers == d->workers.size())
        d->sequence.finish();
}

void HttpEngine::serverStoppedListening(std::chrono::milliseconds after)
{
    const std::scoped_lock lock(d->finalReportMutex);
    d->stoppedListening = after;
}

void HttpEngine::serverEnded(const EndedServer &end)
{
    if (!d->settings.tap || hasEnded(phase()) || d->endedServer)
        return;
    {
        const std::scoped_lock lock(d->finalReportMutex);
        d->endedServer = end;
    }
    const QPointer<HttpEngine> self(this);
    if (phase() == ShutdownPhase::Running || phase() == ShutdownPhase::Leaving) {
        d->sequence.trigger(QStringLiteral("the server ended"));
        if (self)
            d->sequence.drainNow();
    }
    if (!self || hasEnded(phase()))
        return;
    for (const auto &worker : d->workers)
        worker->serverEnded();
    if (d->acceptor)
        d->acceptor->stopListening();
    if (std::exchange(d->listening, false))
        Q_EMIT listeningChanged(false);
}

bool HttpEngine::beginShutdown()
{
    d->snapshotTimer.setInterval(
        std::min<std::chrono::milliseconds>(d->settings.snapshotInterval, shutdownSnapshotInterval));
    return std::exchange(d->ready, false);
}

void HttpEngine::enterPhase(ShutdownPhase phase)
{
    bool listeningEnded = false;
    bool readyEnded = false;
    switch (phase) {
    case ShutdownPhase::Running:
        break;
    case ShutdownPhase::Leaving:
        readyEnded = beginShutdown();
        for (const auto &worker : d->workers)
            worker->beginLeaving();
        if (d->workers.empty()) // there is nobody to take leave of
            QMetaObject::invokeMethod(&d->sequence, &ShutdownSequence::drainNow, Qt::QueuedConnection);
        break;
    case ShutdownPhase::Draining:
        readyEnded = beginShutdown();
        if (d->settings.endsWithServer() && !d->workers.empty()) {
            for (const auto &worker : d->workers)
                worker->watchShutdown();
            break;
        }
        for (const IdleGrace grace = d->idleGrace(); const auto &worker : d->workers)
            worker->beginShutdown(d->settings.policy, grace);
        if (d->acceptor)
            d->acceptor->stopListening();
        listeningEnded = std::exchange(d->listening, false);
        if (d->workers.empty()) // nothing was ever accepted; the end comes from the event loop all the same
            QMetaObject::invokeMethod(&d->sequence, &ShutdownSequence::finish, Qt::QueuedConnection);
        break;
    case ShutdownPhase::Aborting:
        if (!d->settings.endsWithServer()) // else who has the server ends it
            abortConnections();
        break;
    case ShutdownPhase::Closed:
    case ShutdownPhase::Forced:
        d->snapshotTimer.stop();
        for (const auto &table : d->tables)
            table->leaveOpen();
        ShutdownReport last = report();
        const std::scoped_lock lock(d->finalReportMutex);
        d->finalReport = std::move(last);
        break;
    }
    // Whoever listens may run an event loop, in which later phases begin, or delete this object.
    const QPointer<HttpEngine> self(this);
    Q_EMIT phaseChanged(phase);
    if (self && readyEnded)
        Q_EMIT readyChanged(false);
    if (self && listeningEnded)
        Q_EMIT listeningChanged(false);
    if (self)
        sayChanged();
    if (self && hasEnded(phase))
        Q_EMIT shutdownFinished(report());
}

} // namespace Drainboard

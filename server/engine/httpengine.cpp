// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/httpengine.h"

#include "connections/bufferbudget.h"
#include "connections/connectionmirror.h"
#include "engine/acceptor.h"
#include "engine/shutdownsequence.h"
#include "engine/tcpfiguresquestion.h"
#include "engine/worker.h"
#include "processes/processfinder.h"
#include "tracking/idlegrace.h"

#include <QMetaMethod>
#include <QPointer>
#include <QTcpServer>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

// While a shutdown runs, its progress is worth more snapshots.
constexpr auto shutdownSnapshotInterval = 100ms;

using Tables = std::vector<std::shared_ptr<ConnectionTable>>;

// The last id that was given.
std::shared_ptr<ConnectionTable::Ids> makeIds(ConnectionId first)
{
    return std::make_shared<ConnectionTable::Ids>(std::max<quint64>(quint64(first), 1) - 1);
}

// One for each worker; they share their ids.
Tables makeTables(const EngineSettings &settings, const std::shared_ptr<ConnectionTable::Ids> &ids,
                  const std::shared_ptr<ClosedRing> &closed)
{
    const int workers = std::max(1, settings.threads);
    const int requestsKept = (std::max(0, settings.requestsKept) + workers - 1) / workers;
    Tables tables;
    for (int i = 0; i < workers; ++i)
        tables.push_back(std::make_shared<ConnectionTable>(ids, closed, requestsKept));
    return tables;
}

} // namespace

class HttpEngine::Private
{
public:
    Private(const EngineSettings &engineSettings, RouteSetup routeSetup)
        : settings(engineSettings)
        , routes(std::move(routeSetup))
        , policy(settings.policy)
        , ids(makeIds(settings.firstId))
        , closed(std::make_shared<ClosedRing>(std::size_t(std::max(0, settings.closedKept))))
        , tables(makeTables(settings, ids, closed))
        , budget(std::make_shared<BufferBudget>(settings.limits.buffered))
        , mirror(readOnlyTables())
        , sequence(settings)
    {
    }

    ConnectionMirror::Tables readOnlyTables() const { return { tables.begin(), tables.end() }; }

    IdleGrace idleGrace() const;
    ShutdownReport makeReport(const ShutdownSequence::State &state) const;
    std::optional<ShutdownReport> copyOfFinalReport() const;

    EngineSettings settings; // this object's thread, where the shutdown plan is concerned
    const RouteSetup routes;
    std::atomic<ShutdownPolicy> policy; // of the settings, for any thread
    const std::shared_ptr<ConnectionTable::Ids> ids;
    const std::shared_ptr<ClosedRing> closed;
    const Tables tables; // constant, so that any thread may read it
    const std::shared_ptr<BufferBudget> budget;
    ConnectionMirror mirror; // for snapshotChanged(); this object's thread
    std::vector<std::unique_ptr<Worker>> workers;
    std::unique_ptr<Acceptor> acceptor; // goes before the workers do
    std::size_t drainedWorkers = 0;
    ShutdownSequence sequence;
    QTimer snapshotTimer;
    std::unique_ptr<ProcessFinder> processes; // once somebody wants to know
    QHostAddress address;
    quint16 port = 0;
    QString error;
    bool listening = false;
    bool ready = false;

    mutable std::mutex finalReportMutex;
    std::optional<ShutdownReport> finalReport; // once the sequence has ended
};

HttpEngine::HttpEngine(const EngineSettings &settings, RouteSetup routes, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(settings, std::move(routes)))
{
    d->snapshotTimer.setInterval(settings.snapshotInterval);
    d->snapshotTimer.setTimerType(Qt::PreciseTimer);
    connect(&d->snapshotTimer, &QTimer::timeout, this, &HttpEngine::sayChanged);
    connect(&d->sequence, &ShutdownSequence::phaseChanged, this, &HttpEngine::enterPhase);
}

HttpEngine::~HttpEngine() = default;

const EngineSettings &HttpEngine::settings() const
{
    return d->settings;
}

bool HttpEngine::setShutdownPlan(const ShutdownPlan &plan)
{
    if (phase() != ShutdownPhase::Running)
        return false;
    if (plan == d->settings.shutdownPlan())
        return true;
    d->settings.setShutdownPlan(plan);
    d->policy = plan.policy;
    d->sequence.setTimes(d->settings);
    Q_EMIT shutdownPlanChanged();
    return true;
}

bool HttpEngine::listen()
{
    if (d->listening || phase() != ShutdownPhase::Running) {
        d->error = d->listening ? tr("Already listening") : tr("Already shut down");
        return false;
    }
    // Only opens the socket, with Qt's knowledge of addresses and its words for errors; the acceptor accepts.
    QTcpServer opener;
    opener.setListenBacklogSize(d->settings.backlog);
    if (!opener.listen(d->settings.address, d->settings.port)) {
        d->error = opener.errorString();
        return false;
    }
    d->address = opener.serverAddress();
    d->port = opener.serverPort();
    if (!startWorkers(int(opener.socketDescriptor()))) {
        d->error = tr("There are too few descriptors, or threads, to serve connections");
        d->acceptor.reset();
        d->workers.clear();
        d->port = 0;
        return false;
    }
    d->listening = true;
    d->ready = true;
    d->snapshotTimer.start();
    const QPointer<HttpEngine> self(this); // whoever listens may delete it, or shut it down
    Q_EMIT listeningChanged(true);
    if (self && d->ready)
        Q_EMIT readyChanged(true);
    if (self)
        sayChanged();
    return true;
}

bool HttpEngine::startWorkers(int listener)
{
    const auto quota = std::make_shared<ConnectionQuota>(d->settings.limits.connections, int(d->tables.size()));
    std::vector<Worker *> workers;
    for (const auto &table : d->tables) {
        FileDescriptor shared = FileDescriptor::duplicateOf(listener);
        if (!shared.isValid())
            return false;
        auto worker = std::make_unique<Worker>(std::move(shared), d->settings, table, d->budget, quota, d->routes);
        if (!worker->startServing())
            return false;
        connect(worker.get(), &Worker::drained, this, &HttpEngine::onWorkerDrained);
        workers.push_back(worker.get());
        d->workers.push_back(std::move(worker));
    }
    FileDescriptor shared = FileDescriptor::duplicateOf(listener);
    if (!shared.isValid())
        return false;
    d->acceptor = std::make_unique<Acceptor>(std::move(shared), quota, workers);
    connect(d->acceptor.get(), &Acceptor::paused, this, &HttpEngine::acceptingPaused);
    return d->acceptor->start();
}

QString HttpEngine::errorString() const
{
    return d->error;
}

bool HttpEngine::isListening() const
{
    return d->listening;
}

bool HttpEngine::isReady() const
{
    return d->ready;
}

quint16 HttpEngine::serverPort() const
{
    return d->port;
}

QUrl HttpEngine::url() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost((d->port ? d->address : d->settings.address).toString());
    url.setPort(d->port ? d->port : d->settings.port);
    url.setPath(QStringLiteral("/"));
    return url;
}

Snapshot HttpEngine::snapshot() const
{
    return ConnectionMirror(d->readOnlyTables()).snapshot();
}

ClosedConnections HttpEngine::closedConnections(quint64 after) const
{
    return d->closed->since(after);
}

qsizetype HttpEngine::openConnections() const
{
    qsizetype count = 0;
    for (const auto &table : d->tables)
        count += table->openCount();
    return count;
}

RequestReader HttpEngine::requestReader() const
{
    std::vector<std::shared_ptr<const RequestHistory>> histories;
    for (const auto &table : d->tables)
        histories.push_back(table->sharedHistory());
    return RequestReader(std::move(histories));
}

ConnectionId HttpEngine::nextConnectionId() const
{
    return ConnectionId(*d->ids + 1);
}

// Looks at thousands of records only if somebody wants them.
void HttpEngine::sayChanged()
{
    const bool findsProcesses = d->settings.findProcesses
        && isSignalConnected(QMetaMethod::fromSignal(&HttpEngine::clientProcessesChanged));
    if (!findsProcesses && !isSignalConnected(QMetaMethod::fromSignal(&HttpEngine::snapshotChanged)))
        return;
    const Snapshot snapshot = d->mirror.snapshot();
    if (findsProcesses)
        findProcesses(snapshot);
    Q_EMIT snapshotChanged(snapshot);
}

void HttpEngine::findProcesses(const Snapshot &snapshot)
{
    if (!d->processes) {
        d->processes = std::make_unique<ProcessFinder>(d->address, d->port);
        connect(d->processes.get(), &ProcessFinder::found, this, &HttpEngine::clientProcessesChanged);
    }
    d->processes->update(snapshot);
}

ClientProcesses HttpEngine::clientProcesses() const
{
    return d->processes ? d->processes->processes() : ClientProcesses();
}

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

void HttpEngine::disconnectConnection(ConnectionId id)
{
    for (const auto &worker : d->workers)
        worker->disconnectConnection(id);
}

void HttpEngine::abortConnection(ConnectionId id)
{
    for (const auto &worker : d->workers)
        worker->abortConnection(id);
}

QFuture<std::optional<TcpFigures>> HttpEngine::requestTcpFigures(ConnectionId id)
{
    const auto question = std::make_shared<TcpFiguresQuestion>();
    // Only the worker that has it is asked: another one might be busy.
    for (std::size_t i = 0; i < d->workers.size(); ++i) {
        if (d->tables[i]->isOpen(id))
            d->workers[i]->askTcpFigures(id, question);
    }
    return question->future();
}

void HttpEngine::onWorkerDrained()
{
    if (++d->drainedWorkers == d->workers.size())
        d->sequence.finish();
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
        for (const IdleGrace grace = d->idleGrace(); const auto &worker : d->workers)
            worker->beginShutdown(d->settings.policy, grace);
        if (d->acceptor)
            d->acceptor->stopListening();
        listeningEnded = std::exchange(d->listening, false);
        if (d->workers.empty()) // nothing was ever accepted; the end comes from the event loop all the same
            QMetaObject::invokeMethod(&d->sequence, &ShutdownSequence::finish, Qt::QueuedConnection);
        break;
    case ShutdownPhase::Aborting:
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

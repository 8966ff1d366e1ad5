// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/httpengine_p.h"

#include "engine/tcpfiguresquestion.h"
#include "values/plaintexts.h"

#include <QMetaMethod>
#include <QPointer>
#include <QTcpServer>

#include <algorithm>
#include <utility>

namespace Drainboard {

namespace {

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

HttpEngine::Private::Private(const EngineSettings &engineSettings, RouteSetup routeSetup)
    : settings(engineSettings)
    , routes(std::move(routeSetup))
    , policy(settings.policy)
    , ids(makeIds(settings.firstId))
    , closed(std::make_shared<ClosedRing>(std::size_t(std::max(0, settings.closedKept))))
    , tables(makeTables(settings, ids, closed))
    , budget(std::make_shared<BufferBudget>(settings.limits.buffered))
    , snapshots(readOnlyTables())
    , sequence(settings)
    , limits(settings.limits)
{
}

HttpEngine::HttpEngine(const EngineSettings &settings, RouteSetup routes, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(settings, std::move(routes)))
{
    d->snapshotTimer.setInterval(settings.snapshotInterval);
    d->snapshotTimer.setTimerType(Qt::PreciseTimer);
    connect(&d->snapshotTimer, &QTimer::timeout, this, &HttpEngine::beginSnapshot);
    connect(&d->snapshots, &SnapshotMaker::made, this, &HttpEngine::tellSnapshot);
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

ServerLimits HttpEngine::limits() const
{
    const std::scoped_lock lock(d->limitsMutex);
    return d->limits;
}

void HttpEngine::setLimits(const ServerLimits &limits)
{
    {
        const std::scoped_lock lock(d->limitsMutex);
        if (limits == d->limits)
            return;
        d->limits = limits;
    }
    d->budget->setLimit(limits.buffered);
    if (d->quota)
        d->quota->setLimit(limits.connections, int(d->tables.size()));
    for (const auto &worker : d->workers)
        worker->setLimits(limits.connection);
    Q_EMIT limitsChanged();
}

bool HttpEngine::listen()
{
    if (d->listening || phase() != ShutdownPhase::Running) {
        // Here and below: the window says these in its language.
        d->error = d->listening ? QLatin1String(QT_TRANSLATE_NOOP("Drainboard::HttpEngine", "Already listening"))
                                : QLatin1String(QT_TRANSLATE_NOOP("Drainboard::HttpEngine", "Already shut down"));
        return false;
    }
    // Only opens the socket, with Qt's knowledge of addresses and its words for errors; the acceptor accepts.
    QTcpServer opener;
    opener.setListenBacklogSize(d->settings.backlog);
    const auto opens = [&] {
        const PlainTexts wanted; // those of its errors
        return opener.listen(d->settings.address, d->settings.port);
    };
    if (!opens()) {
        d->error = opener.errorString();
        return false;
    }
    if (d->settings.tap && d->settings.tap->leadsTo(opener.serverAddress(), opener.serverPort())) {
        d->error = QLatin1String(
            QT_TRANSLATE_NOOP("Drainboard::HttpEngine",
                              "It is the address of the server to tap: connections would go round in a circle"));
        return false;
    }
    d->address = opener.serverAddress();
    d->port = opener.serverPort();
    if (!startWorkers(int(opener.socketDescriptor()))) {
        d->error = QLatin1String(QT_TRANSLATE_NOOP("Drainboard::HttpEngine",
                                                   "There are too few descriptors, or threads, to serve connections"));
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
    EngineSettings settings = d->settings;
    settings.limits = d->limits;
    const int descriptorsEach = settings.tap ? 2 : 1; // the server's end, too
    d->quota = std::make_shared<ConnectionQuota>(settings.limits.connections, int(d->tables.size()), descriptorsEach);
    std::vector<Worker *> workers;
    for (const auto &table : d->tables) {
        FileDescriptor shared = FileDescriptor::duplicateOf(listener);
        if (!shared.isValid())
            return false;
        auto worker = std::make_unique<Worker>(std::move(shared), settings, table, d->budget, d->quota, d->routes);
        if (!worker->startServing())
            return false;
        connect(worker.get(), &Worker::drained, this, &HttpEngine::onWorkerDrained);
        workers.push_back(worker.get());
        d->workers.push_back(std::move(worker));
    }
    FileDescriptor shared = FileDescriptor::duplicateOf(listener);
    if (!shared.isValid())
        return false;
    d->acceptor = std::make_unique<Acceptor>(std::move(shared), d->quota, workers);
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

bool HttpEngine::areProcessesWanted() const
{
    return d->settings.findProcesses && isSignalConnected(QMetaMethod::fromSignal(&HttpEngine::clientProcessesChanged));
}

// Looks at thousands of records only if somebody wants them.
bool HttpEngine::isSnapshotWanted() const
{
    return areProcessesWanted() || isSignalConnected(QMetaMethod::fromSignal(&HttpEngine::snapshotChanged));
}

// A window has no time for thousands of copies each second.
void HttpEngine::beginSnapshot()
{
    if (isSnapshotWanted())
        d->snapshots.begin();
}

// At once, so that who hears of a phase has what belongs to it.
void HttpEngine::sayChanged()
{
    if (isSnapshotWanted())
        tellSnapshot(d->snapshots.take());
}

void HttpEngine::tellSnapshot(const Snapshot &snapshot)
{
    if (areProcessesWanted())
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

QFuture<std::optional<TcpFigures>> HttpEngine::requestTcpFigures(ConnectionId id, EndSide side)
{
    const auto question = std::make_shared<TcpFiguresQuestion>();
    // Only the worker that has it is asked: another one might be busy.
    for (std::size_t i = 0; i < d->workers.size(); ++i) {
        if (d->tables[i]->isOpen(id))
            d->workers[i]->askTcpFigures(id, side, question);
    }
    return question->future();
}

} // namespace Drainboard

#include "moc_httpengine.cpp"

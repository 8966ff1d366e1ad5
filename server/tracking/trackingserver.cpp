// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/trackingserver.h"

#include "connections/bufferbudget.h"
#include "connections/connectionmirror.h"
#include "net/tcplistener.h"
#include "tracking/httpcompat.h"
#include "tracking/trackedsocket.h"
#include "tracking/trackingserver_p.h"

#include <QLoggingCategory>
#include <QPointer>
#include <QTimer>

#include <utility>

namespace Drainboard {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcServer, "drainboard.server", QtWarningMsg)

namespace {

// After a failure to accept (no descriptors left, mostly), how long until it is tried again.
constexpr auto acceptRetryInterval = 100ms;

} // namespace

TrackingServer::TrackingServer(QObject *parent)
    : TrackingServer(ServerLimits(), parent)
{
}

TrackingServer::TrackingServer(const ServerLimits &limits, QObject *parent)
    : TrackingServer(limits, std::make_shared<ConnectionTable>(), std::make_shared<BufferBudget>(limits.buffered),
                     std::make_shared<ConnectionQuota>(limits.connections), parent)
{
}

TrackingServer::TrackingServer(const ServerLimits &limits, std::shared_ptr<ConnectionTable> table,
                               std::shared_ptr<BufferBudget> budget, std::shared_ptr<ConnectionQuota> quota,
                               QObject *parent)
    : QTcpServer(parent)
    , d(std::make_unique<TrackingServerPrivate>(this, limits, std::move(table), std::move(budget), std::move(quota)))
{
    connect(this, &QTcpServer::acceptError, this, [this] { d->retryAccepting(); });
    connect(&d->sockets, &ServerSockets::connectionEnded, this, [this] { d->checkDrained(); });
}

TrackingServer::~TrackingServer()
{
    QTcpServer::close(); // deletes the sockets that nobody has taken
    d->sockets.endSilently();
}

TrackedConnection *TrackingServer::currentConnection() const
{
    return d->sockets.current();
}

Snapshot TrackingServer::snapshot() const
{
    return ConnectionMirror({ d->table }).snapshot();
}

RequestReader TrackingServer::requestReader() const
{
    return RequestReader({ d->table->sharedHistory() });
}

qsizetype TrackingServer::openConnections() const
{
    return d->table->openCount();
}

std::optional<TcpFigures> TrackingServer::tcpFigures(ConnectionId id) const
{
    const TrackedSocket *socket = d->sockets.find(id);
    return socket ? socket->tcpFigures() : std::nullopt;
}

bool TrackingServer::isLeaving() const
{
    return d->isLeaving;
}

bool TrackingServer::isShuttingDown() const
{
    return d->isShuttingDown();
}

void TrackingServer::disconnectConnection(ConnectionId id)
{
    if (TrackedSocket *socket = d->sockets.find(id))
        socket->drain();
}

void TrackingServer::abortConnection(ConnectionId id)
{
    if (TrackedSocket *socket = d->sockets.find(id))
        socket->resetConnection();
}

void TrackingServer::beginLeaving()
{
    d->beginLeaving();
}

void TrackingServer::beginShutdown(ShutdownPolicy policy, std::optional<std::chrono::milliseconds> idleGrace,
                                   std::chrono::milliseconds abortAfter)
{
    d->beginShutdown(policy, IdleGrace::of(idleGrace, SteadyClock::now(), abortAfter), abortAfter);
}

void TrackingServer::abortAll()
{
    d->abortAll();
}

void TrackingServer::incomingConnection(qintptr descriptor)
{
    d->isAcceptFailing = false;
    d->open({ FileDescriptor(int(descriptor)), d->quota->take(), d->table });
}

TrackingServerPrivate::TrackingServerPrivate(TrackingServer *server, const ServerLimits &limits,
                                             std::shared_ptr<ConnectionTable> records,
                                             std::shared_ptr<BufferBudget> budget,
                                             std::shared_ptr<ConnectionQuota> places)
    : q(server)
    , quota(std::move(places))
    , table(std::move(records))
    , sockets(limits.connection, std::move(budget))
{
    sockets.setTakesWebSockets([this] { return HttpCompat::takesWebSockets(q->parent()); });
}

// At an error, QTcpServer pauses for good.
void TrackingServerPrivate::retryAccepting()
{
    if (!std::exchange(isAcceptFailing, true))
        qCWarning(lcServer, "cannot accept connections for now: %ls", qUtf16Printable(q->errorString()));
    QTimer::singleShot(acceptRetryInterval, q, [this] {
        if (q->isListening())
            q->resumeAccepting();
    });
}

void TrackingServerPrivate::beginLeaving()
{
    if (std::exchange(isLeaving, true))
        return;
    const QPointer<TrackingServer> self(q); // whoever listens may delete it, and this with it
    Q_EMIT q->leaving();
    if (self)
        sockets.forEach(&TrackedSocket::drainLater);
}

void TrackingServerPrivate::beginShutdown(ShutdownPolicy policy, const IdleGrace &idleGrace,
                                          std::chrono::milliseconds abortAfter)
{
    if (m_shutdownPolicy)
        return;
    m_shutdownPolicy = policy;
    const QPointer<TrackingServer> self(q); // whoever listens may delete it, and this with it
    if (!std::exchange(isLeaving, true))
        Q_EMIT q->leaving();
    if (self)
        Q_EMIT q->shutdownBegun();
    if (!self)
        return;
    sockets.setIdleGrace(idleGrace);
    if (abortAfter > 0ms)
        QTimer::singleShot(abortAfter, Qt::PreciseTimer, q, [this] { abortAll(); });
    table->beginShutdown();
    stopListening();
    sockets.forEach([this](TrackedSocket &socket) { sayFarewell(socket); });
    checkDrained();
}

void TrackingServerPrivate::abortAll()
{
    if (m_shutdownPolicy) {
        m_aborted = true;
        if (!isAdopting)
            q->close();
    }
    sockets.forEach(&TrackedSocket::resetConnection);
    checkDrained(); // there may have been nothing but the listener
}

void TrackingServerPrivate::open(AcceptedConnection connection)
{
    if (m_aborted) {
        TrackedSocket(std::move(connection), sockets).resetConnection();
        return;
    }
    if (!connection.place().isRegular() && !findPlace(connection)) {
        reject(std::move(connection));
        return;
    }
    const QPointer<TrackedSocket> socket = new TrackedSocket(std::move(connection), sockets, q);
    becomeNewestSender();
    q->addPendingConnection(socket);
    if (isAdopting)
        q->pauseAccepting(); // QTcpServer has resumed it when the connection was taken (Qt 6.4 to 6.11)
    if (socket)
        socket->start();
    if (socket && m_shutdownPolicy)
        sayFarewell(*socket);
    else if (socket && isLeaving)
        socket->drainLater();
}

// QHttpServer, the parent since it was bound, asks sender() whose connection is pending; and QObject looks that up
// among all who are connected to it, the newest first. With thousands of sockets that was three quarters of what
// opening another one cost (Qt 6.4 to 6.8).
void TrackingServerPrivate::becomeNewestSender()
{
    if (!q->parent())
        return;
    QObject::disconnect(m_newest);
    m_newest = QObject::connect(q, &QObject::objectNameChanged, q->parent(), [] {});
}

// One may have come free meanwhile.
bool TrackingServerPrivate::findPlace(AcceptedConnection &connection)
{
    ConnectionQuota::Place place = quota->take();
    if (!place)
        place = sockets.idleConnections().makeRoom(SteadyClock::now());
    if (!place)
        return false;
    connection.setPlace(std::move(place));
    return true;
}

// One connection too many: nobody is told of it but the table.
void TrackingServerPrivate::reject(AcceptedConnection connection)
{
    if (!connection.place())
        connection.setPlace(quota->reject());
    if (!connection.place()) {
        connection.refuseAtOnce();
        return;
    }
    auto *socket = new TrackedSocket(std::move(connection), sockets, q);
    QObject::connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
    socket->start();
    socket->refuse(503);
}

void TrackingServerPrivate::sayFarewell(TrackedSocket &socket)
{
    switch (*m_shutdownPolicy) {
    case ShutdownPolicy::Drain:
        socket.drain();
        break;
    case ShutdownPolicy::DisconnectAll:
        socket.halfClose();
        break;
    case ShutdownPolicy::StopListening:
        break;
    }
}

// Closing a listener resets what the kernel has completed and nobody has accepted. Where there is no descriptor for
// it, there will be one: connections are ending.
void TrackingServerPrivate::stopListening()
{
    if (!q->isListening() || isAdopting)
        return;
    q->pauseAccepting();
    const auto take = [this](FileDescriptor descriptor) { q->incomingConnection(descriptor.release()); };
    if (TcpListener(int(q->socketDescriptor())).acceptAll(take))
        q->close();
    else
        QTimer::singleShot(acceptRetryInterval, q, [this] { stopListening(); });
    checkDrained();
}

bool TrackingServerPrivate::isDrained() const
{
    return m_shutdownPolicy && !q->isListening() && table->openCount() == 0;
}

void TrackingServerPrivate::checkDrained()
{
    if (m_drainedSaid || !isDrained())
        return;
    const auto say = [this] {
        if (isDrained() && !std::exchange(m_drainedSaid, true))
            Q_EMIT q->drained();
    };
    QMetaObject::invokeMethod(q, say, Qt::QueuedConnection);
}

} // namespace Drainboard

#include "moc_trackingserver.cpp"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/trackingserver.h"

#include "net/tcplistener.h"
#include "tracking/trackedsocket.h"

#include <QLoggingCategory>
#include <QPointer>

#include <algorithm>
#include <utility>

#include <unistd.h>

namespace Drainboard {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcServer, "drainboard.server", QtWarningMsg)

namespace {

// What keeps accepting from going on (no descriptors left, mostly) is looked at again after this long.
constexpr auto acceptRetryInterval = 100ms;
// So many connections are dealt with in a row; then it is the turn of requests and timers.
constexpr std::size_t turn = 64;

// A connection on its way from another thread. If it does not arrive, it is closed.
struct Adoption
{
    Adoption(int connection, ConnectionQuota::Place itsPlace, std::shared_ptr<ConnectionTable> itsTable)
        : descriptor(connection)
        , place(std::move(itsPlace))
        , table(std::move(itsTable))
    {
        table->announce();
    }
    Q_DISABLE_COPY_MOVE(Adoption)
    ~Adoption()
    {
        if (descriptor < 0)
            return;
        ::close(descriptor);
        table->withdraw();
    }

    int descriptor;
    ConnectionQuota::Place place;
    const std::shared_ptr<ConnectionTable> table;
};

} // namespace

TrackingServer::TrackingServer(QObject *parent)
    : TrackingServer(ServerLimits(), parent)
{
}

TrackingServer::TrackingServer(const ServerLimits &limits, QObject *parent)
    : TrackingServer(limits, std::make_shared<ConnectionTable>(), parent)
{
}

TrackingServer::TrackingServer(const ServerLimits &limits, std::shared_ptr<ConnectionTable> table, QObject *parent)
    : QTcpServer(parent)
    , m_quota(std::make_shared<ConnectionQuota>(limits.connections))
    , m_limits(std::make_shared<const ConnectionLimits>(limits.connection))
    , m_table(std::move(table))
{
    m_tick.setInterval(TimeWheel::resolution);
    connect(&m_tick, &QTimer::timeout, this, &TrackingServer::passTime);
    // QTcpServer pauses at an error, for good.
    connect(this, &QTcpServer::acceptError, this, [this] {
        if (!std::exchange(m_acceptFailing, true))
            qCWarning(lcServer, "cannot accept connections for now: %ls", qUtf16Printable(errorString()));
        QTimer::singleShot(acceptRetryInterval, this, [this] {
            if (isListening())
                resumeAccepting();
        });
    });
}

TrackingServer::~TrackingServer()
{
    QTcpServer::close(); // deletes the sockets that nobody has taken
    for (const auto &[id, socket] : m_sockets)
        socket->endSilently();
}

TrackedSocket *TrackingServer::connection(ConnectionId id) const
{
    const auto found = m_sockets.find(id);
    return found == m_sockets.end() ? nullptr : found->second;
}

void TrackingServer::beginAdoption()
{
    pauseAccepting();
    m_adopting = true;
}

void TrackingServer::adopt(int descriptor, ConnectionQuota::Place place)
{
    const auto adoption = std::make_shared<Adoption>(descriptor, std::move(place), m_table);
    post([this, adoption] { open(std::exchange(adoption->descriptor, -1), std::move(adoption->place)); });
}

void TrackingServer::endAdoption()
{
    post([this] {
        m_adopting = false;
        QTcpServer::close();
        checkDrained();
    });
}

void TrackingServer::beginShutdown(ShutdownPolicy policy, std::chrono::milliseconds idleGrace)
{
    if (m_shutdownPolicy)
        return;
    m_shutdownPolicy = policy;
    m_keepIdle = idleGrace > 0ms;
    if (m_keepIdle) {
        QTimer::singleShot(idleGrace, Qt::PreciseTimer, this, [this] {
            m_keepIdle = false;
            forEachSocket(&TrackedSocket::endGrace);
        });
    }
    m_table->beginShutdown();
    stopListening();
    forEachSocket([this](TrackedSocket *socket) { sayFarewell(socket); });
    checkDrained();
}

void TrackingServer::abortAll()
{
    if (m_shutdownPolicy) {
        m_aborted = true;
        if (!m_adopting)
            QTcpServer::close();
    }
    forEachSocket(&TrackedSocket::resetConnection);
    checkDrained(); // there may have been nothing but the listener
}

void TrackingServer::incomingConnection(qintptr descriptor)
{
    m_acceptFailing = false;
    open(int(descriptor), m_quota->take());
}

void TrackingServer::open(int descriptor, ConnectionQuota::Place place)
{
    if (m_aborted) {
        TrackedSocket(descriptor, *this, std::move(place)).resetConnection();
        return;
    }
    if (!place) {
        reject(descriptor);
        return;
    }
    const QPointer<TrackedSocket> socket = new TrackedSocket(descriptor, *this, std::move(place));
    becomeNewestSender();
    addPendingConnection(socket);
    if (m_adopting)
        pauseAccepting(); // QTcpServer has resumed it when the connection was taken (Qt 6.4 to 6.11)
    if (socket)
        socket->start();
    if (socket && m_shutdownPolicy)
        sayFarewell(socket);
}

// QHttpServer, the parent since it was bound, asks sender() whose connection is pending; and QObject looks that up
// among all who are connected to it, the newest first. With thousands of sockets that was three quarters of what
// opening another one cost (Qt 6.4 to 6.8).
void TrackingServer::becomeNewestSender()
{
    if (!parent())
        return;
    disconnect(m_newest);
    m_newest = connect(this, &QObject::objectNameChanged, parent(), [] {});
}

// One connection too many: nobody is told of it but the table.
void TrackingServer::reject(int descriptor)
{
    auto *socket = new TrackedSocket(descriptor, *this, {});
    connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
    socket->start();
    socket->refuse(503);
}

void TrackingServer::sayFarewell(TrackedSocket *socket)
{
    switch (*m_shutdownPolicy) {
    case ShutdownPolicy::Drain:
        socket->drain(m_keepIdle);
        break;
    case ShutdownPolicy::DisconnectAll:
        socket->halfClose();
        break;
    case ShutdownPolicy::StopListening:
        break;
    }
}

// Closing a listener resets what the kernel has completed and nobody has accepted. Where there is no descriptor for
// it, there will be one: connections are ending.
void TrackingServer::stopListening()
{
    if (!isListening() || m_adopting)
        return;
    pauseAccepting();
    if (TcpListener(int(socketDescriptor())).acceptAll([this](int descriptor) { incomingConnection(descriptor); }))
        QTcpServer::close();
    else
        QTimer::singleShot(acceptRetryInterval, this, &TrackingServer::stopListening);
    checkDrained();
}

// In turns, so that thousands of them do not keep others waiting. Any of them may be gone when its turn comes: handlers
// of signals may delete sockets. The oldest first: QObject finds a child by looking from the first.
void TrackingServer::forEachSocket(std::function<void(TrackedSocket *)> action)
{
    const auto ids = std::make_shared<std::vector<ConnectionId>>();
    for (const auto &[id, socket] : m_sockets)
        ids->push_back(id);
    std::sort(ids->begin(), ids->end());
    forSocketsFrom(ids, 0, std::move(action));
}

void TrackingServer::forSocketsFrom(std::shared_ptr<const std::vector<ConnectionId>> ids, std::size_t first,
                                    std::function<void(TrackedSocket *)> action)
{
    const std::size_t end = std::min(first + turn, ids->size());
    for (std::size_t i = first; i < end; ++i) {
        if (TrackedSocket *socket = connection(ids->at(i)))
            action(socket);
    }
    if (end < ids->size()) {
        const auto next = [this, ids, end, action] { forSocketsFrom(ids, end, action); };
        QMetaObject::invokeMethod(this, next, Qt::QueuedConnection);
    }
}

void TrackingServer::add(TrackedSocket *socket)
{
    m_sockets.emplace(socket->id(), socket);
}

void TrackingServer::remove(TrackedSocket *socket)
{
    m_sockets.erase(socket->id());
    if (m_current == socket)
        m_current = nullptr;
}

void TrackingServer::setDeadline(TimeWheel::Entry &socket, SteadyTime deadline)
{
    m_deadlines.setNoLaterThan(socket, deadline);
    if (!m_tick.isActive())
        m_tick.start();
}

void TrackingServer::passTime()
{
    m_deadlines.advance(SteadyClock::now());
    if (m_deadlines.isEmpty())
        m_tick.stop();
}

void TrackingServer::connectionEnded()
{
    checkDrained();
}

void TrackingServer::checkDrained()
{
    const auto isDrained = [this] { return m_shutdownPolicy && !isListening() && m_table->openCount() == 0; };
    if (m_drainedSaid || !isDrained())
        return;
    QMetaObject::invokeMethod(
        this,
        [this, isDrained] {
            if (isDrained() && !std::exchange(m_drainedSaid, true))
                Q_EMIT drained();
        },
        Qt::QueuedConnection);
}

} // namespace Drainboard

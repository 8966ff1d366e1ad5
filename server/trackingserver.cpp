// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "trackingserver.h"

#include "trackedsocket.h"

#include <QLoggingCategory>
#include <QPointer>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>

namespace Drainboard {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcServer, "drainboard.server", QtWarningMsg)

namespace {

// How exact limits in time are.
constexpr auto timeCheckInterval = 100ms;
// Descriptors for all that is not a connection: listeners, event loops, files.
constexpr int descriptorReserve = 64;
// What keeps accepting from going on (no descriptors left, mostly) is looked at again after this long.
constexpr auto acceptRetryInterval = 100ms;
// Beyond what waited when the listener was to be closed.
constexpr auto acceptAtMost = 100ms;

int connectionLimit(int wanted)
{
    rlimit descriptors {};
    if (wanted > 0 || ::getrlimit(RLIMIT_NOFILE, &descriptors) != 0)
        return wanted > 0 ? wanted : std::numeric_limits<int>::max();
    const auto available = std::min<rlim_t>(descriptors.rlim_cur, std::numeric_limits<int>::max());
    return std::max(1, int(available) - descriptorReserve);
}

// How many connections the kernel has completed for a listener (tcp(7), of the state LISTEN).
int waitingConnections(int listener)
{
    tcp_info info {};
    socklen_t size = sizeof info;
    return ::getsockopt(listener, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 ? int(info.tcpi_unacked) : 0;
}

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
    , m_maxConnections(connectionLimit(limits.connections))
    , m_limits(std::make_shared<const ConnectionLimits>(limits.connection))
    , m_table(std::move(table))
{
    m_timeCheck.setInterval(timeCheckInterval);
    connect(&m_timeCheck, &QTimer::timeout, this, &TrackingServer::checkTimes);
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
    forEachSocket([](TrackedSocket *socket) { socket->endSilently(); });
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
            forEachSocket([](TrackedSocket *socket) { socket->endGrace(); });
        });
    }
    m_table->beginShutdown();
    stopListening();
    forEachSocket([this](TrackedSocket *socket) { sayFarewell(socket); });
    connectionEnded();
}

void TrackingServer::abortAll()
{
    if (m_shutdownPolicy)
        QTcpServer::close();
    forEachSocket([](TrackedSocket *socket) { socket->resetConnection(); });
}

void TrackingServer::incomingConnection(qintptr descriptor)
{
    m_acceptFailing = false;
    if (m_table->openCount() >= m_maxConnections) {
        reject(descriptor);
        return;
    }
    const QPointer<TrackedSocket> socket = new TrackedSocket(descriptor, *this);
    addPendingConnection(socket);
    if (socket)
        socket->start();
    if (socket && m_shutdownPolicy)
        sayFarewell(socket);
}

// One connection too many: nobody is told of it but the table.
void TrackingServer::reject(qintptr descriptor)
{
    auto *socket = new TrackedSocket(descriptor, *this);
    connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
    socket->start();
    socket->refuse(503);
    if (const auto now = SteadyClock::now(); now - m_lastRejectionSaid >= 1s) {
        m_lastRejectionSaid = now;
        qCWarning(lcServer, "connections are rejected: %d are open", m_maxConnections);
    }
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
    if (!isListening())
        return;
    pauseAccepting();
    if (acceptWaiting())
        QTcpServer::close();
    else
        QTimer::singleShot(acceptRetryInterval, this, &TrackingServer::stopListening);
    connectionEnded();
}

// False if some could not be accepted. Those that come while it runs are accepted too, but not without end.
bool TrackingServer::acceptWaiting()
{
    const int listener = int(socketDescriptor());
    const auto atMostUntil = SteadyClock::now() + acceptAtMost;
    int waiting = waitingConnections(listener);
    while (waiting-- > 0 || SteadyClock::now() < atMostUntil) {
        const int descriptor = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor >= 0)
            incomingConnection(descriptor);
        else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
            return false;
        else if (errno != EINTR && errno != ECONNABORTED)
            break;
    }
    return true;
}

// Handlers of signals may delete sockets while this goes on.
template <typename Action>
void TrackingServer::forEachSocket(Action action)
{
    const QList<ConnectionId> ids = m_sockets.keys();
    for (const ConnectionId id : ids) {
        if (TrackedSocket *socket = connection(id))
            action(socket);
    }
}

void TrackingServer::add(TrackedSocket *socket)
{
    m_sockets.insert(socket->id(), socket);
    if (!m_timeCheck.isActive())
        m_timeCheck.start();
}

void TrackingServer::remove(TrackedSocket *socket)
{
    m_sockets.remove(socket->id());
    if (m_current == socket)
        m_current = nullptr;
}

void TrackingServer::checkTimes()
{
    const auto now = SteadyClock::now();
    forEachSocket([now](TrackedSocket *socket) { socket->checkTime(now); });
    if (m_sockets.isEmpty())
        m_timeCheck.stop();
}

void TrackingServer::connectionEnded()
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

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "trackingserver.h"

#include "trackedsocket.h"

#include <QLoggingCategory>
#include <QPointer>

#include <cerrno>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace Drainboard {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcServer, "drainboard.server", QtWarningMsg)

namespace {

// How long a client that has received its last response has to close. Closing with unread data in the kernel resets
// the connection, and a reset can destroy a response on its way (RFC 9112, 9.6): so while one is, we wait on.
constexpr auto lingerTime = 2s;
constexpr auto lingerAtMost = 30s;
constexpr auto lingerCheckInterval = 100ms;
// What keeps accepting from going on (no descriptors left, mostly) is looked at again after this long.
constexpr auto acceptRetryInterval = 100ms;
// Beyond what waited when the listener was to be closed.
constexpr auto acceptAtMost = 100ms;

// How many connections the kernel has completed for a listener (tcp(7), of the state LISTEN).
int waitingConnections(int listener)
{
    tcp_info info {};
    socklen_t size = sizeof info;
    return ::getsockopt(listener, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 ? int(info.tcpi_unacked) : 0;
}

} // namespace

TrackingServer::TrackingServer(QObject *parent)
    : TrackingServer(std::make_shared<ConnectionTable>(), parent)
{
}

TrackingServer::TrackingServer(std::shared_ptr<ConnectionTable> table, QObject *parent)
    : QTcpServer(parent)
    , m_table(std::move(table))
{
    m_lingerTimer.setInterval(lingerCheckInterval);
    connect(&m_lingerTimer, &QTimer::timeout, this, &TrackingServer::closeLingering);
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

void TrackingServer::beginShutdown(ShutdownPolicy policy)
{
    if (m_shutdownPolicy)
        return;
    m_shutdownPolicy = policy;
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
    const QPointer<TrackedSocket> socket = new TrackedSocket(descriptor, *this);
    addPendingConnection(socket);
    if (socket)
        socket->start();
    if (socket && m_shutdownPolicy)
        sayFarewell(socket);
}

void TrackingServer::sayFarewell(TrackedSocket *socket)
{
    switch (*m_shutdownPolicy) {
    case ShutdownPolicy::Drain:
        socket->drain();
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
}

void TrackingServer::remove(TrackedSocket *socket)
{
    m_sockets.remove(socket->id());
    if (m_current == socket)
        m_current = nullptr;
}

void TrackingServer::closeAfterLinger(TrackedSocket *socket)
{
    const auto now = SteadyClock::now();
    m_lingering.push_back({ socket->id(), now + lingerTime, now + lingerAtMost });
    if (!m_lingerTimer.isActive())
        m_lingerTimer.start();
}

void TrackingServer::closeLingering()
{
    const auto now = SteadyClock::now();
    while (!m_lingering.empty() && m_lingering.front().until <= now) {
        Lingering lingering = m_lingering.front();
        m_lingering.pop_front();
        TrackedSocket *socket = connection(lingering.id);
        if (socket && !socket->endLinger(now < lingering.atMostUntil)) {
            lingering.until = now + lingerTime;
            m_lingering.push_back(lingering);
        }
    }
    if (m_lingering.empty())
        m_lingerTimer.stop();
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

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "trackingserver.h"

#include "trackedsocket.h"

#include <QLoggingCategory>

#include <cerrno>
#include <utility>

#include <sys/socket.h>

namespace Drainboard {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcServer, "drainboard.server", QtWarningMsg)

namespace {

// How long a client has to read the end of its last response and close. Closing with unread data in the kernel
// resets the connection, and a reset can destroy a response on its way (RFC 9112, 9.6).
constexpr auto lingerTime = 2s;
constexpr auto lingerCheckInterval = 100ms;
// What keeps accepting from going on (no descriptors left, mostly) is looked at again after this long.
constexpr auto acceptRetryInterval = 100ms;

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
        QTimer::singleShot(acceptRetryInterval, this, [this] { resumeAccepting(); });
    });
}

TrackingServer::~TrackingServer()
{
    forEachSocket([](TrackedSocket *socket) { socket->endSilently(); });
}

void TrackingServer::beginShutdown(ShutdownPolicy policy)
{
    if (std::exchange(m_shuttingDown, true))
        return;
    m_table->beginShutdown();
    if (isListening()) {
        acceptWaiting();
        QTcpServer::close();
    }
    if (policy == ShutdownPolicy::Drain)
        forEachSocket([](TrackedSocket *socket) { socket->drain(); });
    else if (policy == ShutdownPolicy::DisconnectAll)
        forEachSocket([](TrackedSocket *socket) { socket->halfClose(); });
    connectionEnded();
}

void TrackingServer::abortAll()
{
    forEachSocket([](TrackedSocket *socket) { socket->resetConnection(); });
}

void TrackingServer::incomingConnection(qintptr descriptor)
{
    m_acceptFailing = false;
    auto *socket = new TrackedSocket(descriptor, *this);
    addPendingConnection(socket);
    socket->start();
}

// Closing a listener resets what the kernel has completed and nobody has accepted.
void TrackingServer::acceptWaiting()
{
    const int listener = int(socketDescriptor());
    for (;;) {
        const int descriptor = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor >= 0)
            incomingConnection(descriptor);
        else if (errno != EINTR && errno != ECONNABORTED)
            break;
    }
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
    m_lingering.push_back({ socket->id(), SteadyClock::now() + lingerTime });
    if (!m_lingerTimer.isActive())
        m_lingerTimer.start();
}

void TrackingServer::closeLingering()
{
    const auto now = SteadyClock::now();
    while (!m_lingering.empty() && m_lingering.front().until <= now) {
        const ConnectionId id = m_lingering.front().id;
        m_lingering.pop_front();
        if (TrackedSocket *socket = connection(id))
            socket->endLinger();
    }
    if (m_lingering.empty())
        m_lingerTimer.stop();
}

void TrackingServer::connectionEnded()
{
    if (m_shuttingDown && !m_drainedSaid && m_table->openCount() == 0) {
        m_drainedSaid = true;
        QMetaObject::invokeMethod(this, &TrackingServer::drained, Qt::QueuedConnection);
    }
}

} // namespace Drainboard

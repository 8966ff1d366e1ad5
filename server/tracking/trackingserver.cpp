// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/trackingserver.h"

#include "connections/bufferbudget.h"
#include "net/tcplistener.h"
#include "tracking/trackedsocket.h"

#include <QLoggingCategory>
#include <QPointer>
#include <QTimer>

#include <utility>

#include <unistd.h>

namespace Drainboard {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcServer, "drainboard.server", QtWarningMsg)

namespace {

// What keeps accepting from going on (no descriptors left, mostly) is looked at again after this long.
constexpr auto acceptRetryInterval = 100ms;

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
    , m_table(std::move(table))
    , m_sockets(limits.connection, std::make_shared<BufferBudget>(limits.buffered), m_table)
{
    connect(&m_sockets, &ServerSockets::connectionEnded, this, &TrackingServer::checkDrained);
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
    m_sockets.endSilently();
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
            m_sockets.forEach(&TrackedSocket::drain);
        });
    }
    m_table->beginShutdown();
    stopListening();
    m_sockets.forEach([this](TrackedSocket &socket) { sayFarewell(socket); });
    checkDrained();
}

void TrackingServer::abortAll()
{
    if (m_shutdownPolicy) {
        m_aborted = true;
        if (!m_adopting)
            QTcpServer::close();
    }
    m_sockets.forEach(&TrackedSocket::resetConnection);
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
        TrackedSocket(descriptor, m_sockets, std::move(place)).resetConnection();
        return;
    }
    if (!place) {
        reject(descriptor);
        return;
    }
    const QPointer<TrackedSocket> socket = new TrackedSocket(descriptor, m_sockets, std::move(place), this);
    becomeNewestSender();
    addPendingConnection(socket);
    if (m_adopting)
        pauseAccepting(); // QTcpServer has resumed it when the connection was taken (Qt 6.4 to 6.11)
    if (socket)
        socket->start();
    if (socket && m_shutdownPolicy)
        sayFarewell(*socket);
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
    auto *socket = new TrackedSocket(descriptor, m_sockets, {}, this);
    connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
    socket->start();
    socket->refuse(503);
}

void TrackingServer::sayFarewell(TrackedSocket &socket)
{
    switch (*m_shutdownPolicy) {
    case ShutdownPolicy::Drain:
        if (m_keepIdle)
            socket.drainLater();
        else
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

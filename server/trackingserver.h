// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// A QTcpServer whose connections are TrackedSockets, entered in a table. Listen, bind() it to a QHttpServer, and
// that server can be watched and shut down: this is the whole of it for a program with a QHttpServer of its own;
// HttpEngine adds threads, a sequence and a report. Lives in the thread of its QHttpServer.

#include "connectionlimits.h"
#include "connectiontable.h"

#include <QHash>
#include <QTcpServer>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace Drainboard {

class TrackedSocket;

class TrackingServer : public QTcpServer
{
    Q_OBJECT

public:
    explicit TrackingServer(QObject *parent = nullptr);
    explicit TrackingServer(const ServerLimits &limits, QObject *parent = nullptr);
    /// With a \a table that others read too.
    TrackingServer(const ServerLimits &limits, std::shared_ptr<ConnectionTable> table, QObject *parent = nullptr);
    /// Ends what is still open.
    ~TrackingServer() override;

    ConnectionTable &table() const { return *m_table; }
    TrackedSocket *connection(ConnectionId id) const { return m_sockets.value(id); }
    /// The connection whose request is being handled: within a route's handler, until that returns. Otherwise
    /// undefined, or null.
    TrackedSocket *currentConnection() const { return m_current; }

    /// Accepts what the kernel has completed, closes the listener, and treats each connection as \a policy says.
    /// drained() follows, from the event loop. Called again it does nothing. Under ShutdownPolicy::Drain, idle
    /// connections are kept for \a idleGrace, so that requests on their way are served.
    void beginShutdown(ShutdownPolicy policy, std::chrono::milliseconds idleGrace = std::chrono::milliseconds(0));
    /// Resets every connection.
    void abortAll();

Q_SIGNALS:
    /// After beginShutdown(), once: no connection is left.
    void drained();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    friend class TrackedSocket;
    void add(TrackedSocket *socket);
    void remove(TrackedSocket *socket);
    void setCurrentConnection(TrackedSocket *socket) { m_current = socket; }
    void connectionEnded();

    template <typename Action>
    void forEachSocket(Action action);
    void sayFarewell(TrackedSocket *socket);
    void stopListening();
    bool acceptWaiting();
    void checkTimes();
    void reject(qintptr descriptor);

    const int m_maxConnections;
    const std::shared_ptr<const ConnectionLimits> m_limits;
    const std::shared_ptr<ConnectionTable> m_table;
    QHash<ConnectionId, TrackedSocket *> m_sockets;
    TrackedSocket *m_current = nullptr;
    QTimer m_timeCheck;
    SteadyTime m_lastRejectionSaid{};
    bool m_keepIdle = false; // the time of grace runs
    bool m_acceptFailing = false;
    std::optional<ShutdownPolicy> m_shutdownPolicy; // from beginShutdown() on
    bool m_drainedSaid = false;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// A QTcpServer whose connections are TrackedSockets, entered in a table. Listen, bind() it to a QHttpServer, and
// that server can be watched and shut down: this is the whole of it for a program with a QHttpServer of its own;
// HttpEngine adds threads, a sequence and a report. Lives in the thread of its QHttpServer.

#include "connections/connectionquota.h"
#include "connections/connectiontable.h"
#include "loop/commandqueue.h"
#include "tracking/serversockets.h"
#include "values/connectionlimits.h"

#include <QTcpServer>

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

    std::shared_ptr<const ConnectionTable> table() const { return m_table; }
    TrackedSocket *connection(ConnectionId id) const { return m_sockets.find(id); }
    /// The connection whose request is being handled: within a route's handler, until that returns. Otherwise null.
    TrackedConnection *currentConnection() const { return m_sockets.current(); }

    // Where somebody else accepts:

    /// From now on accepts no connections itself. To be called once listening, which it goes on to look like (Qt 6.8's
    /// QHttpServer binds to no other) until endAdoption().
    void beginAdoption();
    /// Takes over a connected \a descriptor, or rejects it where it has no \a place: limits.connections does not count
    /// here. Any thread.
    void adopt(int descriptor, ConnectionQuota::Place place);
    /// Closes the listener: nothing more will come. Any thread.
    void endAdoption();
    /// How many connections are open or wait to be taken over. Any thread.
    qsizetype load() const { return m_table->openCount(); }

    /// Runs \a command in this server's thread, in order with adopt() and endAdoption(). Any thread.
    void post(CommandQueue::Command command) { m_commands.post(std::move(command)); }

    // The end:

    /// Accepts what the kernel has completed, closes the listener, and treats each connection as \a policy says.
    /// drained() follows, from the event loop. Called again it does nothing. Under ShutdownPolicy::Drain, idle
    /// connections are kept for \a idleGrace, so that requests on their way are served.
    void beginShutdown(ShutdownPolicy policy, std::chrono::milliseconds idleGrace = std::chrono::milliseconds(0));
    /// Resets every connection. After beginShutdown() also those that are yet to come.
    void abortAll();

Q_SIGNALS:
    /// After beginShutdown(), once: no connection is left.
    void drained();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void checkDrained();

    void open(int descriptor, ConnectionQuota::Place place);
    void becomeNewestSender();
    void reject(int descriptor);
    void sayFarewell(TrackedSocket &socket);
    void stopListening();

    const std::shared_ptr<ConnectionQuota> m_quota;
    const std::shared_ptr<ConnectionTable> m_table;
    ServerSockets m_sockets;
    bool m_keepIdle = false; // the time of grace runs
    QMetaObject::Connection m_newest;
    bool m_acceptFailing = false;
    bool m_adopting = false;
    std::optional<ShutdownPolicy> m_shutdownPolicy; // from beginShutdown() on
    bool m_aborted = false; // since then
    bool m_drainedSaid = false;

    CommandQueue m_commands { this }; // the first to go: a command that runs finds all of the above
};

} // namespace Drainboard

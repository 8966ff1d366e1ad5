// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "history/requestreader.h"
#include "values/connectioninfo.h"
#include "values/connectionlimits.h"
#include "values/tcpfigures.h"

#include <QTcpServer>

#include <chrono>
#include <memory>
#include <optional>

namespace Drainboard {

class BufferBudget;
class ConnectionQuota;
class ConnectionTable;
class TrackedConnection;
class TrackingServerPrivate;

/// A QTcpServer for a QHttpServer that is to be watched, and to be shut down gracefully. Call listen(), then
/// HttpCompat::bind(). This is all that a program with a QHttpServer of its own needs; HttpEngine adds threads, a
/// sequence of phases and a report. Lives in the thread of its QHttpServer, and is deleted by it. All functions are for
/// that thread, except where "any thread" is said.
class TrackingServer : public QTcpServer
{
    Q_OBJECT

public:
    /// With the limits that are the default.
    explicit TrackingServer(QObject *parent = nullptr);
    /// With \a limits for its clients.
    explicit TrackingServer(const ServerLimits &limits, QObject *parent = nullptr);
    /// Ends what is still open. A response that is not yet complete is reset.
    ~TrackingServer() override;

    /// The connection whose request is being handled. For use within a handler: null once that has returned. A handler
    /// that runs an event loop may look again afterwards: it is its own connection still, or null if that has been
    /// deleted meanwhile. Code that runs in another thread, such as that of a QFuture, must not ask: let the handler
    /// take what it needs from info() before.
    TrackedConnection *currentConnection() const;

    /// All connections at this moment. Looks at each of them. Any thread.
    Snapshot snapshot() const;
    /// To read what has become of each request, and how many there are in a second. Any thread.
    RequestReader requestReader() const;
    /// How many connections are open. Any thread.
    qsizetype openConnections() const;

    /// What the kernel knows of one connection now. nullopt where no open one has this \a id.
    std::optional<TcpFigures> tcpFigures(ConnectionId id) const;

    /// Whether the server takes its leave: from beginLeaving() or beginShutdown() on.
    bool isLeaving() const;
    /// Whether beginShutdown() has been called. A response that has no end should not begin any more then: the signal
    /// shutdownBegun() has gone before.
    bool isShuttingDown() const;

    /// Ends one connection as ShutdownPolicy::Drain does: at once if it is idle, else behind the response to what the
    /// client has sent. An unknown \a id is ignored.
    void disconnectConnection(ConnectionId id);
    /// Resets one connection. An unknown \a id is ignored.
    void abortConnection(ConnectionId id);

public Q_SLOTS:
    /// Takes leave of clients before the shutdown: each response says "Connection: close" from now on, so that they
    /// move away while they are still served. Listening and serving go on. Called again, or after beginShutdown(), it
    /// does nothing.
    void beginLeaving();
    /// Accepts what the kernel has completed, closes the listener, and treats each connection as \a policy says.
    /// drained() follows, from the event loop. Called again it does nothing.
    ///
    /// Under ShutdownPolicy::Drain, idle connections are kept for \a idleGrace, so that requests on their way are
    /// served. Without it, each is kept as long as a request is to be expected on it, but for a second at most, and not
    /// beyond half of \a abortAfter. \a abortAfter is counted from now on, under every policy: then what is left is
    /// reset, so that drained() comes in any case. 0 is never: a client that neither reads nor closes, or a handler
    /// that does not answer, can then keep drained() from coming. Times are up to 24 days.
    void beginShutdown(Drainboard::ShutdownPolicy policy = Drainboard::ShutdownPolicy::Drain,
                       std::optional<std::chrono::milliseconds> idleGrace = std::nullopt,
                       std::chrono::milliseconds abortAfter = std::chrono::seconds(5));
    /// Resets every connection. After beginShutdown() also those that are yet to come.
    void abortAll();

Q_SIGNALS:
    /// The server begins to take its leave. Once, before anything is done about it: a handler that has work to wind up
    /// may begin to.
    void leaving();
    /// The shutdown begins, behind leaving(). Once, before any connection is told: what a handler writes now is still
    /// sent, unless the connection is reset. Endless responses should end now.
    void shutdownBegun();
    /// After beginShutdown(), once: no connection is left.
    void drained();

protected:
    /// Enters its connections in a \a table that others read too, and shares a \a budget and a \a quota with others.
    TrackingServer(const ServerLimits &limits, std::shared_ptr<ConnectionTable> table,
                   std::shared_ptr<BufferBudget> budget, std::shared_ptr<ConnectionQuota> quota, QObject *parent);
    /// As QTcpServer says.
    void incomingConnection(qintptr descriptor) override;

private:
    friend class TrackingServerPrivate;
    const std::unique_ptr<TrackingServerPrivate> d;
};

} // namespace Drainboard

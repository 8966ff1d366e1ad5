// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/connectionquota.h"
#include "loop/commandqueue.h"
#include "net/filedescriptor.h"
#include "tracking/idleconnections.h"
#include "values/connectionlimits.h"
#include "values/tcpfigures.h"
#include "values/vocabulary.h"

#include <optional>

namespace Drainboard {

class IdleGrace;

/// What serves the connections of one worker, which another thread accepts and hands over. Functions are for the thread
/// that it lives in, except where "any thread" is said.
class AdoptedConnections
{
    Q_DISABLE_COPY_MOVE(AdoptedConnections)

public:
    AdoptedConnections() = default;
    virtual ~AdoptedConnections() = default;

    /// Takes over a connected \a descriptor. Without a regular \a place, an idle connection makes room for it, or it is
    /// rejected. Its record exists at once, though the thread may be busy. If this object is deleted before that, the
    /// connection is closed. Any thread.
    virtual void adopt(FileDescriptor descriptor, ConnectionQuota::Place place) = 0;
    /// As AcceptedConnection::refuseAtOnce(), from the calling thread. Any thread.
    virtual void refuseAtOnce(FileDescriptor descriptor) = 0;
    /// The connection that would make room. Any thread.
    virtual std::optional<IdleConnections::Offer> idleOffer(SteadyTime now) const = 0;
    /// Nothing more will come. Any thread.
    virtual void endAdoption() = 0;
    /// Runs \a command in this object's thread, in order with adopt() and endAdoption(). Any thread.
    virtual void post(CommandQueue::Command command) = 0;
    /// How many are open. Any thread.
    virtual qsizetype openCount() const = 0;

    /// Clients are to move away, before the shutdown.
    virtual void takeLeave() = 0;
    /// Treats each connection as \a policy says. Never aborts by itself.
    virtual void shutDown(ShutdownPolicy policy, const IdleGrace &idleGrace) = 0;
    /// Resets every connection, also those that are yet to come.
    virtual void abortEvery() = 0;
    /// From now on, other \a limits count for its connections, if any do.
    virtual void setLimits(const ConnectionLimits &limits) = 0;
    /// As the functions of TrackingServer.
    virtual void disconnectOne(ConnectionId id) = 0;
    virtual void abortOne(ConnectionId id) = 0;
    /// The same, of the client's side; and of the one to a server behind, where there is one.
    virtual std::optional<TcpFigures> figuresOf(ConnectionId id, EndSide side) const = 0;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/connectionquota.h"
#include "loop/commandqueue.h"
#include "net/filedescriptor.h"
#include "tracking/idleconnections.h"
#include "tracking/trackingserver.h"

#include <optional>

namespace Drainboard {

class IdleGrace;
class LoopPulse;

/// A TrackingServer that does not accept by itself: it is given connections that another thread has accepted. It also
/// takes commands from other threads. Lives in the thread of its QHttpServer.
class AdoptingServer final : public TrackingServer
{
    Q_OBJECT

public:
    /// \a table, \a budget and \a quota: as TrackingServer. limits.connections does not count here: who accepts gives
    /// each connection a place of \a quota.
    AdoptingServer(const ServerLimits &limits, std::shared_ptr<ConnectionTable> table,
                   std::shared_ptr<BufferBudget> budget, std::shared_ptr<ConnectionQuota> quota,
                   QObject *parent = nullptr);

    /// From now on \a pulse says since when a request has been handled. It must outlive this object.
    void reportHandling(LoopPulse &pulse);
    /// From now on accepts no connections itself. To be called once listening, which it goes on to look like (Qt 6.8's
    /// QHttpServer binds to no other) until endAdoption().
    void beginAdoption();
    /// Takes over a connected \a descriptor. Without a regular \a place, an idle connection of this server makes room
    /// for it, or it is rejected. Its record exists at once, though the thread may be busy. If this object is deleted
    /// before that, the connection is closed. Any thread.
    void adopt(FileDescriptor descriptor, ConnectionQuota::Place place);
    /// As AcceptedConnection::refuseAtOnce(), from the calling thread. Any thread.
    void refuseAtOnce(FileDescriptor descriptor);
    /// The connection that would make room. Any thread.
    std::optional<IdleConnections::Offer> idleOffer(SteadyTime now) const;
    /// Closes the listener: nothing more will come. Any thread.
    void endAdoption();

    using TrackingServer::beginShutdown;
    /// As that, but never aborts by itself.
    void beginShutdown(ShutdownPolicy policy, const IdleGrace &idleGrace);
    /// Runs \a command in this server's thread, in order with adopt() and endAdoption(). Any thread.
    void post(CommandQueue::Command command) { m_commands.post(std::move(command)); }

private:
    TrackingServerPrivate &m_server;
    const std::shared_ptr<ConnectionTable> m_table;
    CommandQueue m_commands { this }; // the first to go: a command that runs finds all of the above
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tracking/adoptedconnections.h"
#include "tracking/trackingserver.h"

#include <optional>

namespace Drainboard {

class LoopPulse;

/// A TrackingServer that does not accept by itself: it is given connections that another thread has accepted. It also
/// takes commands from other threads. Lives in the thread of its QHttpServer.
class AdoptingServer final : public TrackingServer, public AdoptedConnections
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

    // AdoptedConnections:

    void adopt(FileDescriptor descriptor, ConnectionQuota::Place place) override;
    void refuseAtOnce(FileDescriptor descriptor) override;
    std::optional<IdleConnections::Offer> idleOffer(SteadyTime now) const override;
    /// Closes the listener: nothing more will come. Any thread.
    void endAdoption() override;
    void post(CommandQueue::Command command) override { m_commands.post(std::move(command)); }
    qsizetype openCount() const override { return openConnections(); }
    void takeLeave() override { beginLeaving(); }
    void shutDown(ShutdownPolicy policy, const IdleGrace &idleGrace) override;
    void abortEvery() override { abortAll(); }
    void setLimits(const ConnectionLimits &limits) override;
    void disconnectOne(ConnectionId id) override { disconnectConnection(id); }
    void abortOne(ConnectionId id) override { abortConnection(id); }
    std::optional<TcpFigures> figuresOf(ConnectionId id, EndSide side) const override
    {
        return side == EndSide::Client ? tcpFigures(id) : std::nullopt;
    }

private:
    TrackingServerPrivate &m_server;
    const std::shared_ptr<ConnectionTable> m_table;
    CommandQueue m_commands { this }; // the first to go: a command that runs finds all of the above
};

} // namespace Drainboard

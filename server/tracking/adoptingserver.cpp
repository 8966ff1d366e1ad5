// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/adoptingserver.h"

#include "tracking/trackingserver_p.h"

#include <utility>

namespace Drainboard {

AdoptingServer::AdoptingServer(const ServerLimits &limits, std::shared_ptr<ConnectionTable> table,
                               std::shared_ptr<BufferBudget> budget, std::shared_ptr<ConnectionQuota> quota,
                               QObject *parent)
    : TrackingServer(limits, table, std::move(budget), std::move(quota), parent)
    , m_server(TrackingServerPrivate::of(*this))
    , m_table(std::move(table))
{
}

void AdoptingServer::reportHandling(LoopPulse &pulse)
{
    m_server.sockets.reportHandling(pulse);
}

void AdoptingServer::beginAdoption()
{
    pauseAccepting();
    m_server.isAdopting = true;
}

void AdoptingServer::adopt(FileDescriptor descriptor, ConnectionQuota::Place place)
{
    const bool needsRoom = !place;
    const auto connection = std::make_shared<AcceptedConnection>(std::move(descriptor), std::move(place), m_table);
    if (needsRoom)
        m_server.sockets.idleConnections().reserve();
    post([this, connection, needsRoom] {
        const auto open = [&] { m_server.open(std::move(*connection)); };
        if (needsRoom)
            m_server.sockets.idleConnections().redeem(open);
        else
            open();
    });
}

void AdoptingServer::refuseAtOnce(FileDescriptor descriptor)
{
    AcceptedConnection(std::move(descriptor), {}, m_table).refuseAtOnce();
}

std::optional<IdleConnections::Offer> AdoptingServer::idleOffer(SteadyTime now) const
{
    return m_server.sockets.idleConnections().offer(now);
}

void AdoptingServer::shutDown(ShutdownPolicy policy, const IdleGrace &idleGrace)
{
    m_server.beginShutdown(policy, idleGrace, std::chrono::milliseconds(0));
}

void AdoptingServer::setLimits(const ConnectionLimits &limits)
{
    m_server.sockets.setLimits(limits);
}

void AdoptingServer::endAdoption()
{
    post([this] {
        m_server.isAdopting = false;
        close();
        m_server.checkDrained();
    });
}

} // namespace Drainboard

#include "moc_adoptingserver.cpp"

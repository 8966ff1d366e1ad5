// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/adoptingserver.h"

#include "tracking/trackingserver_p.h"

#include <utility>

namespace Drainboard {

AdoptingServer::AdoptingServer(const ServerLimits &limits, std::shared_ptr<ConnectionTable> table,
                               std::shared_ptr<BufferBudget> budget, QObject *parent)
    : TrackingServer(limits, table, std::move(budget), parent)
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
    const auto connection = std::make_shared<AcceptedConnection>(std::move(descriptor), std::move(place), m_table);
    post([this, connection] { m_server.open(std::move(*connection)); });
}

void AdoptingServer::beginShutdown(ShutdownPolicy policy, const IdleGrace &idleGrace)
{
    m_server.beginShutdown(policy, idleGrace, std::chrono::milliseconds(0));
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

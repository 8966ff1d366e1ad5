// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/adoptingserver.h"

#include "tracking/trackingserver_p.h"

#include <utility>

namespace Drainboard {

namespace {

/// A connection on its way from another thread. If it does not arrive, it is closed.
struct Adoption
{
    Adoption(FileDescriptor connection, ConnectionQuota::Place itsPlace, std::shared_ptr<ConnectionTable> itsTable)
        : descriptor(std::move(connection))
        , place(std::move(itsPlace))
        , table(std::move(itsTable))
    {
        table->announce();
    }
    Q_DISABLE_COPY_MOVE(Adoption)
    ~Adoption()
    {
        if (!descriptor.isValid())
            return;
        descriptor.close();
        table->withdraw();
    }

    FileDescriptor descriptor;
    ConnectionQuota::Place place;
    const std::shared_ptr<ConnectionTable> table;
};

} // namespace

AdoptingServer::AdoptingServer(const ServerLimits &limits, std::shared_ptr<ConnectionTable> table,
                               std::shared_ptr<BufferBudget> budget, QObject *parent)
    : TrackingServer(limits, table, std::move(budget), parent)
    , m_server(TrackingServerPrivate::of(*this))
    , m_table(std::move(table))
{
}

void AdoptingServer::beginAdoption()
{
    pauseAccepting();
    m_server.isAdopting = true;
}

void AdoptingServer::adopt(FileDescriptor descriptor, ConnectionQuota::Place place)
{
    const auto adoption = std::make_shared<Adoption>(std::move(descriptor), std::move(place), m_table);
    post([this, adoption] { m_server.open(std::move(adoption->descriptor), std::move(adoption->place)); });
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

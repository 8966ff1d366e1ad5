// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/adoptingserver.h"

#include "tracking/trackingserver_p.h"

#include <utility>

#include <unistd.h>

namespace Drainboard {

namespace {

/// A connection on its way from another thread. If it does not arrive, it is closed.
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

AdoptingServer::AdoptingServer(const ServerLimits &limits, std::shared_ptr<ConnectionTable> table, QObject *parent)
    : TrackingServer(limits, table, parent)
    , m_server(TrackingServerPrivate::of(*this))
    , m_table(std::move(table))
{
}

void AdoptingServer::beginAdoption()
{
    pauseAccepting();
    m_server.isAdopting = true;
}

void AdoptingServer::adopt(int descriptor, ConnectionQuota::Place place)
{
    const auto adoption = std::make_shared<Adoption>(descriptor, std::move(place), m_table);
    post([this, adoption] { m_server.open(std::exchange(adoption->descriptor, -1), std::move(adoption->place)); });
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

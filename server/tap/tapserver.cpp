// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tap/tapserver.h"

#include "connections/connectiontable.h"
#include "tap/tappedconnection.h"
#include "tracking/acceptedconnection.h"
#include "tracking/inturns.h"

#include <utility>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

// As the kernel keeps the connection of a process that has closed it (tcp_fin_timeout).
constexpr auto halfClosed = 60s;
// How long it is worth to look what a client still sends to a server that is gone.
constexpr auto afterServer = 200ms;

} // namespace

TapServer::TapServer(const TapSettings &settings, std::shared_ptr<ConnectionTable> table, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_table(std::move(table))
    , m_buffer(std::make_unique<std::array<char, 128 * 1024>>())
{
}

TapServer::~TapServer()
{
    const auto closing = std::exchange(m_connections, {}); // what they tell at their end is of interest to nobody
}

void TapServer::adopt(FileDescriptor descriptor, ConnectionQuota::Place place)
{
    const auto connection = std::make_shared<AcceptedConnection>(std::move(descriptor), std::move(place), m_table);
    post([this, connection] { open(std::move(*connection)); });
}

void TapServer::refuseAtOnce(FileDescriptor descriptor)
{
    AcceptedConnection(std::move(descriptor), {}, m_table).resetAtOnce(CloseCause::Rejected);
}

std::optional<IdleConnections::Offer> TapServer::idleOffer(SteadyTime) const
{
    return std::nullopt;
}

void TapServer::endAdoption()
{
    post([this] {
        m_isAdopting = false;
        checkDrained();
    });
}

qsizetype TapServer::openCount() const
{
    return m_table->openCount();
}

void TapServer::open(AcceptedConnection connection)
{
    if (!connection.place().isRegular() || m_isAborted) {
        connection.resetAtOnce(m_isAborted ? CloseCause::Aborted : CloseCause::Rejected);
        return;
    }
    auto owned = std::make_unique<TappedConnection>(static_cast<TapHost &>(*this), std::move(connection));
    TappedConnection &tapped = *owned;
    m_connections.emplace(tapped.id(), std::move(owned));
    tapped.begin();
    if (!tapped.isOpen())
        return;
    if (m_policy == ShutdownPolicy::Drain)
        tapped.drain();
    else if (m_policy == ShutdownPolicy::DisconnectAll)
        tapped.end();
}

void TapServer::connectionEnded(TappedConnection &connection)
{
    // It may be among those that called this.
    const auto found = m_connections.find(connection.id());
    if (found == m_connections.end())
        return;
    found->second.release()->deleteLater();
    m_connections.erase(found);
    checkDrained();
}

void TapServer::setDeadline(TimeWheel::Entry &entry, TimeWheel::Time deadline, bool isExact)
{
    (isExact ? m_exactDeadlines : m_deadlines).setNoLaterThan(entry, deadline);
}

std::chrono::milliseconds TapServer::halfClosedAtMost() const
{
    return m_isServerGone ? afterServer + m_settings.latency * 2 : halfClosed;
}

void TapServer::shutDown(ShutdownPolicy policy, const IdleGrace &idleGrace)
{
    m_policy = policy;
    m_idleGrace = idleGrace;
    m_table->beginShutdown();
    if (policy == ShutdownPolicy::Drain)
        forEach([](TappedConnection &connection) { connection.drain(); });
    else if (policy == ShutdownPolicy::DisconnectAll)
        forEach([](TappedConnection &connection) { connection.end(); });
    checkDrained();
}

void TapServer::watchShutdown()
{
    m_policy = ShutdownPolicy::StopListening;
    m_table->beginShutdown();
}

void TapServer::serverEnded()
{
    m_isServerGone = true;
    forEach([](TappedConnection &connection) { connection.look(); });
    checkDrained();
}

void TapServer::abortEvery()
{
    m_isAborted = true;
    forEach([](TappedConnection &connection) { connection.abort(); });
}

TappedConnection *TapServer::find(ConnectionId id) const
{
    const auto found = m_connections.find(id);
    return found == m_connections.end() ? nullptr : found->second.get();
}

void TapServer::disconnectOne(ConnectionId id)
{
    if (TappedConnection *connection = find(id))
        connection->endWhenIdle();
}

void TapServer::abortOne(ConnectionId id)
{
    if (TappedConnection *connection = find(id))
        connection->abort();
}

std::optional<TcpFigures> TapServer::figuresOf(ConnectionId id, EndSide side) const
{
    const TappedConnection *connection = find(id);
    return connection ? connection->tcpFigures(side) : std::nullopt;
}

void TapServer::forEach(std::function<void(TappedConnection &)> action)
{
    std::vector<ConnectionId> ids;
    for (const auto &[id, connection] : m_connections)
        ids.push_back(id);
    inTurns(this, std::move(ids), [this, action = std::move(action)](ConnectionId id) {
        if (TappedConnection *connection = find(id))
            action(*connection);
    });
}

// From the event loop: whoever hears it may delete this.
void TapServer::checkDrained()
{
    if (m_isDrainedSaid || !m_policy || m_isAdopting || !m_connections.empty())
        return;
    m_isDrainedSaid = true;
    QMetaObject::invokeMethod(this, &TapServer::drained, Qt::QueuedConnection);
}

} // namespace Drainboard

#include "moc_tapserver.cpp"

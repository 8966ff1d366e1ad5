// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tap/tapserver.h"

#include "connections/connectiontable.h"
#include "tap/tappedconnection.h"
#include "tracking/acceptedconnection.h"

#include <algorithm>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

// So many connections are dealt with in a row; then it is the turn of others.
constexpr std::size_t atATime = 64;
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
    m_isDrainedSaid = true;
    m_connections.clear();
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
    if (m_isDrainedSaid)
        return;
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

void TapServer::disconnectOne(ConnectionId id)
{
    if (const auto found = m_connections.find(id); found != m_connections.end())
        found->second->endWhenIdle();
}

void TapServer::abortOne(ConnectionId id)
{
    if (const auto found = m_connections.find(id); found != m_connections.end())
        found->second->abort();
}

std::optional<TcpFigures> TapServer::figuresOf(ConnectionId id) const
{
    const auto found = m_connections.find(id);
    return found == m_connections.end() ? std::nullopt : found->second->tcpFigures();
}

// Any of them may be gone when its turn comes.
void TapServer::forEach(std::function<void(TappedConnection &)> action)
{
    const auto ids = std::make_shared<std::vector<ConnectionId>>();
    for (const auto &[id, connection] : m_connections)
        ids->push_back(id);
    std::sort(ids->begin(), ids->end());
    forEachFrom(ids, 0, std::move(action));
}

void TapServer::forEachFrom(std::shared_ptr<const std::vector<ConnectionId>> ids, std::size_t first,
                            std::function<void(TappedConnection &)> action)
{
    const std::size_t end = std::min(first + atATime, ids->size());
    for (std::size_t i = first; i < end; ++i) {
        if (const auto found = m_connections.find(ids->at(i)); found != m_connections.end())
            action(*found->second);
    }
    if (end < ids->size()) {
        const auto next = [this, ids, end, action] { forEachFrom(ids, end, action); };
        QMetaObject::invokeMethod(this, next, Qt::QueuedConnection);
    }
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

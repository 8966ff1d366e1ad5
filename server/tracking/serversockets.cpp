// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/serversockets.h"

#include "loop/looppulse.h"
#include "tracking/inturns.h"
#include "tracking/socketdeadline.h"
#include "tracking/trackedsocket.h"

#include <algorithm>
#include <utility>

namespace Drainboard {

ServerSockets::ServerSockets(const ConnectionLimits &limits, std::shared_ptr<BufferBudget> budget)
    : m_limits(std::make_shared<ConnectionLimits>(limits))
    , m_budget(std::move(budget))
{
}

TrackedSocket *ServerSockets::find(ConnectionId id) const
{
    const auto found = m_sockets.find(id);
    return found == m_sockets.end() ? nullptr : found->second;
}

TrackedConnection *ServerSockets::current() const
{
    return m_handling.empty() ? nullptr : m_handling.back();
}

// The oldest first: QObject finds a child by looking from the first.
void ServerSockets::forEach(std::function<void(TrackedSocket &)> action)
{
    std::vector<ConnectionId> ids;
    for (const auto &[id, socket] : m_sockets)
        ids.push_back(id);
    inTurns(this, std::move(ids), [this, action = std::move(action)](ConnectionId id) {
        if (TrackedSocket *socket = find(id)) // handlers of signals may delete sockets
            action(*socket);
    });
}

void ServerSockets::setLimits(const ConnectionLimits &limits)
{
    *m_limits = limits;
    forEach(&TrackedSocket::onLimitsChanged);
}

void ServerSockets::endSilently()
{
    for (const auto &[id, socket] : m_sockets)
        socket->endSilently();
}

void ServerSockets::add(TrackedSocket &socket)
{
    m_passes.follow(); // not before: until now, the server may have been in another thread
    m_sockets.emplace(socket.id(), &socket);
}

void ServerSockets::remove(TrackedSocket &socket)
{
    m_sockets.erase(socket.id());
    std::replace(m_handling.begin(), m_handling.end(), &socket, static_cast<TrackedSocket *>(nullptr));
}

void ServerSockets::setDeadline(TimeWheel::Entry &socket, const SocketDeadline &deadline)
{
    TickingWheel &wheel = deadline.isUrgent() ? m_urgentDeadlines : m_deadlines;
    wheel.setNoLaterThan(socket, deadline.time);
}

void ServerSockets::beginHandling(TrackedSocket &socket)
{
    m_handling.push_back(&socket);
    if (m_pulse)
        m_pulse->comeRound();
}

void ServerSockets::endHandling()
{
    m_handling.pop_back();
    if (m_pulse && m_handling.empty())
        m_pulse->rest();
}

} // namespace Drainboard

#include "moc_serversockets.cpp"

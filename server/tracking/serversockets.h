// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "loop/looppasses.h"
#include "tracking/idleconnections.h"
#include "tracking/idlegrace.h"
#include "tracking/sockethost.h"
#include "tracking/tickingwheel.h"

#include <cstddef>
#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace Drainboard {

class LoopPulse;
class TrackedConnection;

/// All sockets of one server: finds them by id, lets their deadlines come, and knows whose request is being handled.
/// Does not own them. Lives in the thread of its sockets.
class ServerSockets final : public SocketHost
{
    Q_OBJECT

public:
    ServerSockets(const ConnectionLimits &limits, std::shared_ptr<BufferBudget> budget);

    /// Null if there is none with this \a id.
    TrackedSocket *find(ConnectionId id) const;
    /// The socket whose request is being handled; the innermost one, where a handler runs an event loop. Null if there
    /// is none.
    TrackedConnection *current() const;

    /// From now on \a pulse says since when a request has been handled. It must outlive this object.
    void reportHandling(LoopPulse &pulse) { m_pulse = &pulse; }

    /// Calls \a action with each socket, the oldest first. Thousands of them take turns with the event loop, so that
    /// nothing else waits for long: then this returns before all have been dealt with.
    void forEach(std::function<void(TrackedSocket &)> action);
    /// From now on, drained connections that are idle have this \a grace.
    void setIdleGrace(const IdleGrace &grace) { m_idleGrace = grace; }
    /// From now on, other limits count for all sockets. What waits may be due at once.
    void setLimits(const ConnectionLimits &limits);
    /// From now on \a takesWebSockets is asked when a client wants to open one.
    void setTakesWebSockets(std::function<bool()> takesWebSockets) { m_takesWebSockets = std::move(takesWebSockets); }
    /// As TrackedSocket::endSilently(), for all of them, at once.
    void endSilently();

    // SocketHost:

    std::shared_ptr<const ConnectionLimits> limits() const override { return m_limits; }
    std::shared_ptr<BufferBudget> bufferBudget() const override { return m_budget; }
    void add(TrackedSocket &socket) override;
    void remove(TrackedSocket &socket) override;
    void setDeadline(TimeWheel::Entry &socket, const SocketDeadline &deadline) override;
    std::chrono::steady_clock::duration stalled() const override { return m_deadlines.stalled(); }
    SteadyTime lookedBefore() const override { return m_passes.lookedBefore(); }
    IdleConnections &idleConnections() override { return m_idle; }
    const IdleGrace &idleGrace() const override { return m_idleGrace; }
    bool takesWebSockets() const override { return m_takesWebSockets && m_takesWebSockets(); }

private:
    void beginHandling(TrackedSocket &socket) override;
    void endHandling() override;

    const std::shared_ptr<ConnectionLimits> m_limits; // all sockets look at this one, in this thread
    const std::shared_ptr<BufferBudget> m_budget;
    // No QHash: ids are in sequence, and such keys form one cluster, all of which it looks through to remove one.
    std::unordered_map<ConnectionId, TrackedSocket *> m_sockets;
    std::vector<TrackedSocket *> m_handling; // the innermost last; null where the socket has been deleted
    LoopPulse *m_pulse = nullptr;
    IdleGrace m_idleGrace;
    IdleConnections m_idle;
    LoopPasses m_passes;
    std::function<bool()> m_takesWebSockets;
    TickingWheel m_deadlines { std::chrono::milliseconds(100) };
    TickingWheel m_urgentDeadlines { std::chrono::milliseconds(10) };
};

} // namespace Drainboard

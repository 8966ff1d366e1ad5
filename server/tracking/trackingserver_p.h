// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/connectionquota.h"
#include "connections/connectiontable.h"
#include "tracking/acceptedconnection.h"
#include "tracking/serversockets.h"
#include "tracking/trackingserver.h"

#include <optional>

namespace Drainboard {

/// The inside of a TrackingServer. Lives in the same thread.
class TrackingServerPrivate
{
    Q_DISABLE_COPY_MOVE(TrackingServerPrivate)

public:
    TrackingServerPrivate(TrackingServer *server, const ServerLimits &limits, std::shared_ptr<ConnectionTable> records,
                          std::shared_ptr<BufferBudget> budget, std::shared_ptr<ConnectionQuota> places);

    static TrackingServerPrivate &of(TrackingServer &server) { return *server.d; }

    /// Makes a socket of \a connection. Where it has no place, another makes room for it, or it is rejected.
    void open(AcceptedConnection connection);
    void beginLeaving();
    /// An \a abortAfter of 0 is never.
    void beginShutdown(ShutdownPolicy policy, const IdleGrace &idleGrace, std::chrono::milliseconds abortAfter);
    bool isShuttingDown() const { return m_shutdownPolicy.has_value(); }
    void abortAll();
    /// Emits drained(), from the event loop, if it is time.
    void checkDrained();
    void retryAccepting();

    TrackingServer *const q;
    const std::shared_ptr<ConnectionQuota> quota;
    const std::shared_ptr<ConnectionTable> table;
    ServerSockets sockets;
    bool isAdopting = false; // somebody else accepts
    bool isAcceptFailing = false;
    bool isLeaving = false;

private:
    void becomeNewestSender();
    bool findPlace(AcceptedConnection &connection);
    void reject(AcceptedConnection connection);
    void sayFarewell(TrackedSocket &socket);
    void stopListening();
    bool isDrained() const;

    QMetaObject::Connection m_newest;
    std::optional<ShutdownPolicy> m_shutdownPolicy; // from beginShutdown() on
    bool m_aborted = false; // since beginShutdown()
    bool m_drainedSaid = false;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Connections and snapshots made by hand, for the tests of what shows them. Any thread.

#include "values/connectioninfo.h"

#include <chrono>
#include <memory>
#include <vector>

namespace Drainboard {

/// The moment of every snapshot that says no other.
inline const SteadyTime aMoment { std::chrono::hours(1) };

inline ConnectionInfo madeConnection(quint64 id, ConnectionState state = ConnectionState::Idle,
                                     CloseCause cause = CloseCause::None)
{
    using namespace std::chrono_literals;
    ConnectionInfo info;
    info.id = ConnectionId(id);
    info.peer = QStringLiteral("127.0.0.1:%1").arg(5000 + id);
    info.state = state;
    info.cause = cause;
    info.requests = 3;
    info.requestLine = QByteArrayLiteral("GET /");
    info.openedAt = aMoment - 60s;
    info.stateSince = aMoment - 5s;
    if (state == ConnectionState::Closed)
        info.closedAt = aMoment - 1s;
    return info;
}

inline Snapshot madeSnapshot(const std::vector<ConnectionInfo> &connections, SteadyTime takenAt = aMoment)
{
    Snapshot snapshot;
    snapshot.takenAt = takenAt;
    for (const ConnectionInfo &info : connections)
        snapshot.connections.push_back(std::make_shared<const ConnectionInfo>(info));
    return snapshot;
}

} // namespace Drainboard

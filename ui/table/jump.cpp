// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/jump.h"

#include "table/connectionmodel.h"
#include "table/connectionsortmodel.h"

namespace Drainboard {

std::optional<ConnectionId> connectionFor(Jump jump, const ConnectionModel &connections,
                                          const ConnectionSortModel &sorted, std::optional<ConnectionId> present)
{
    const auto connectionAt = [&](int row) -> const ConnectionInfo & {
        return connections.connection(sorted.mapToSource(sorted.index(row, 0)).row());
    };
    const int rows = sorted.rowCount();
    if (jump == Jump::NextLost) {
        int begin = 0;
        for (int row = 0; row < rows; ++row) {
            if (connectionAt(row).id == present)
                begin = row + 1;
        }
        for (int i = 0; i < rows; ++i) {
            const ConnectionInfo &connection = connectionAt((begin + i) % rows);
            if (!connection.lostRequests.isEmpty())
                return connection.id;
        }
        return std::nullopt;
    }
    std::optional<ConnectionId> best;
    SteadyClock::duration longest {};
    for (int row = 0; row < rows; ++row) {
        const ConnectionInfo &connection = connectionAt(row);
        const auto time = jump == Jump::Slowest ? connections.lastByteTime(connection)
                                                : connections.idleFor(connection);
        if (time && (!best || *time > longest)) {
            best = connection.id;
            longest = *time;
        }
    }
    return best;
}

} // namespace Drainboard

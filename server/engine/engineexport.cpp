// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/engineexport.h"

#include "engine/httpengine.h"

#include <algorithm>
#include <map>

namespace Drainboard {

// First the snapshot: what closes behind it is among the closed ones, and what is open there is replaced by that.
ExportData exportOf(const HttpEngine &engine)
{
    const Snapshot snapshot = engine.snapshot();
    const ClosedConnections closed = engine.closedConnections();
    std::map<ConnectionId, ConnectionFacts> all;
    for (const ConnectionFacts &facts : snapshot.connections)
        all[facts->id] = facts;
    const auto seenClosed = quint64(std::ranges::count_if(
        snapshot.connections, [](const ConnectionFacts &facts) { return facts->state == ConnectionState::Closed; }));
    quint64 keptAndSeen = 0; // the last ones are in both
    for (const ConnectionFacts &facts : closed.connections) {
        const auto [place, isNew] = all.try_emplace(facts->id, facts);
        if (!isNew && place->second->state == ConnectionState::Closed)
            ++keptAndSeen;
        place->second = facts;
    }

    RequestReader reader = engine.requestReader();
    ExportData data;
    data.requests = reader.take();
    data.requestsMissed = reader.missedBefore() + reader.missed();
    data.connectionsMissed = closed.missed - std::min(closed.missed, seenClosed - keptAndSeen);
    data.urls.insert(engine.settings().firstId, engine.url());
    data.limits = engine.limits().connection;
    for (const auto &[id, facts] : all)
        data.connections.push_back(facts);
    return data;
}

} // namespace Drainboard

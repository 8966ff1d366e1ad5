// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "verdict/alikeends.h"

#include "verdict/connectioncase.h"

#include <algorithm>
#include <optional>

namespace Drainboard {
namespace {

// Whose time-out it is: that of the client's machine, or, with an empty name, of the server behind a tap.
QString hostOf(const ConnectionInfo &connection)
{
    if (connection.isTapped() && connection.end && connection.end->firstBy == EndSide::Server)
        return {};
    return connection.peer.first(std::max<qsizetype>(0, connection.peer.lastIndexOf(u':')));
}

std::optional<std::chrono::milliseconds> poolTimeout(const ConnectionInfo &connection)
{
    const KnownEnd &end = connection.end;
    const EndSide who = connection.isTapped() && end && end->firstBy == EndSide::Server ? EndSide::Server
                                                                                        : EndSide::Client;
    const bool isSo = end && end->firstBy == who && end->firstSign == EndSign::Fin && connection.requests > 0;
    return isSo ? end->idleFor : std::nullopt;
}

} // namespace

AlikeEnds::AlikeEnds(const QList<ConnectionFacts> &connections)
{
    for (const ConnectionFacts &facts : connections) {
        if (const auto idle = poolTimeout(*facts))
            m_byHost[hostOf(*facts)].emplace_back(*idle, facts->id);
    }
    for (auto &[host, times] : m_byHost)
        std::ranges::sort(times);
}

qsizetype AlikeEnds::count(const ConnectionInfo &connection) const
{
    const auto idle = poolTimeout(connection);
    const auto host = idle ? m_byHost.find(hostOf(connection)) : m_byHost.end();
    if (host == m_byHost.end())
        return 0;
    const std::vector<IdleTime> &times = host->second;
    const IdleTime own(*idle, connection.id);
    const auto isTooShort = [&](const IdleTime &other) { return other < own && !isSameTimeout(*idle, other.first); };
    const auto isNotTooLong = [&](const IdleTime &other) { return other < own || isSameTimeout(*idle, other.first); };
    const auto first = std::ranges::partition_point(times, isTooShort);
    const auto last = std::ranges::partition_point(times, isNotTooLong);
    return (last - first) - (std::ranges::binary_search(times, own) ? 1 : 0);
}

} // namespace Drainboard

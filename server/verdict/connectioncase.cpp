// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "verdict/connectioncase.h"

#include <algorithm>
#include <cstdlib>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

QStringView hostOf(const QString &peer)
{
    return QStringView(peer).first(std::max<qsizetype>(0, peer.lastIndexOf(u':')));
}

std::optional<std::chrono::milliseconds> poolTimeout(const ConnectionInfo &connection)
{
    const KnownEnd &end = connection.end;
    const bool isSo = end && end->firstBy == EndSide::Client && end->firstSign == EndSign::Fin
        && connection.requests > 0;
    return isSo ? end->idleFor : std::nullopt;
}

} // namespace

bool isSameTimeout(std::chrono::milliseconds one, std::chrono::milliseconds other)
{
    const auto difference = one > other ? one - other : other - one;
    return difference <= std::max(150ms, std::max(one, other) / 10);
}

qsizetype alikeEnds(const ConnectionInfo &connection, const QList<ConnectionFacts> &others)
{
    const auto idle = poolTimeout(connection);
    if (!idle)
        return 0;
    return std::ranges::count_if(others, [&](const ConnectionFacts &other) {
        const auto otherIdle = poolTimeout(*other);
        return otherIdle && other->id != connection.id && isSameTimeout(*idle, *otherIdle)
            && hostOf(other->peer) == hostOf(connection.peer);
    });
}

} // namespace Drainboard

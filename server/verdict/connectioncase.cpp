// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "verdict/connectioncase.h"

#include "verdict/alikeends.h"

#include <algorithm>

namespace Drainboard {

using namespace std::chrono_literals;

bool isSameTimeout(std::chrono::milliseconds one, std::chrono::milliseconds other)
{
    const auto difference = one > other ? one - other : other - one;
    return difference <= std::max(150ms, std::max(one, other) / 10);
}

qsizetype alikeEnds(const ConnectionInfo &connection, const QList<ConnectionFacts> &others)
{
    return AlikeEnds(others).count(connection);
}

} // namespace Drainboard

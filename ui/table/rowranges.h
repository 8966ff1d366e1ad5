// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <vector>

namespace Drainboard {

/// Up to so many ranges of rows come or go one by one. To bring more of them together first costs less.
inline constexpr int fewRanges = 16;

/// How many ranges the rows form that are set in \a rows. Any thread.
inline int rangesIn(const std::vector<bool> &rows)
{
    int ranges = 0;
    bool isInside = false;
    for (const bool isSet : rows) {
        ranges += isSet && !isInside;
        isInside = isSet;
    }
    return ranges;
}

} // namespace Drainboard

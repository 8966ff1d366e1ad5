// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <chrono>
#include <vector>

#include <QtGlobal>

namespace Drainboard {

/// Tells where a moment is on a line of pixels, and which moment is at a pixel. Arithmetic only: all that draw over
/// time agree on it, and a test needs no window. Any thread.
struct TimeAxis
{
    struct Tick
    {
        std::chrono::milliseconds ago; ///< before the right end
        qreal x;
    };

    SteadyTime end {}; ///< the moment at the right end
    std::chrono::milliseconds span { std::chrono::minutes(5) }; ///< from the left end to the right; more than 0
    qreal left = 0; ///< in pixels, as all x are
    qreal width = 1;

    SteadyTime begin() const { return end - span; }
    qreal right() const { return left + width; }
    /// Left of left() for what was before begin(), right of right() for what comes after the end.
    qreal x(SteadyTime time) const;
    SteadyTime timeAt(qreal x) const;
    bool contains(SteadyTime time) const { return time >= begin() && time <= end; }

    /// At round distances from the right end, at least \a spacing pixels apart, from right to left.
    std::vector<Tick> ticks(qreal spacing) const;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "counts/timeaxis.h"

#include <algorithm>
#include <array>

using namespace std::chrono;

namespace Drainboard {

qreal TimeAxis::x(SteadyTime time) const
{
    return right() - width * (duration<qreal, std::milli>(end - time) / duration<qreal, std::milli>(span));
}

SteadyTime TimeAxis::timeAt(qreal x) const
{
    const duration<qreal, std::milli> ago = duration<qreal, std::milli>(span) * ((right() - x) / width);
    return end - duration_cast<SteadyClock::duration>(ago);
}

std::vector<TimeAxis::Tick> TimeAxis::ticks(qreal spacing) const
{
    static constexpr std::array<milliseconds, 16> steps { 1s,   2s,    5s,    10s,   15s, 30s, 1min, 2min,
                                                          5min, 10min, 15min, 30min, 1h,  2h,  6h,   24h };
    const auto isWide = [&](milliseconds step) {
        return width * (duration<qreal>(step) / duration<qreal>(span)) >= spacing;
    };
    const auto step = std::ranges::find_if(steps, isWide);
    std::vector<Tick> ticks;
    for (milliseconds ago = 0ms; ago <= span; ago += *step) {
        ticks.push_back({ ago, x(end - ago) });
        if (step == steps.end())
            break;
    }
    return ticks;
}

} // namespace Drainboard

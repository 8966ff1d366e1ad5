// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "values/timehistogram.h"

#include <algorithm>
#include <cmath>

namespace Drainboard {

void TimeHistogram::addToStep(int step, quint32 times)
{
    if (times == 0)
        return;
    if (m_counts.isEmpty())
        m_counts.resize(steps);
    m_counts[step] += times;
    m_count += times;
}

void TimeHistogram::merge(const TimeHistogram &other)
{
    if (m_count == 0) {
        *this = other;
        return;
    }
    for (int step = 0; step < steps && other.m_count > 0; ++step)
        addToStep(step, other.m_counts.at(step));
}

std::optional<std::chrono::microseconds> TimeHistogram::quantile(double share) const
{
    if (m_count == 0)
        return std::nullopt;
    // Its place in the row of all, from 1 on.
    const auto place = quint64(std::ceil(std::clamp(share, 0.0, 1.0) * double(m_count)));
    quint64 seen = 0;
    int step = 0;
    for (; step < steps - 1; ++step) {
        seen += m_counts.at(step);
        if (seen >= std::max<quint64>(place, 1))
            break;
    }
    return longestOf(step);
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "counts/counthistory.h"

#include <algorithm>

using namespace std::chrono;

namespace Drainboard {

CountHistory::CountHistory(seconds span)
    : m_span(span)
    , m_capacity(static_cast<std::size_t>(span.count()) + 1) // both ends of the span have a point
{
    m_points.reserve(m_capacity);
}

void CountHistory::add(const Point &point)
{
    const auto second = [](const Point &p) { return floor<seconds>(p.time); };
    if (!isEmpty() && point.time < last().time)
        return;
    if (!isEmpty() && second(last()) == second(point)) {
        m_points[(m_oldest + size() - 1) % size()] = point;
    } else if (size() < m_capacity) {
        m_points.push_back(point);
    } else {
        m_points[m_oldest] = point;
        m_oldest = (m_oldest + 1) % m_capacity;
    }
}

double CountHistory::rate(std::size_t index) const
{
    if (index == 0 || index >= size())
        return 0;
    const Point &before = at(index - 1);
    const Point &point = at(index);
    const double time = duration<double>(point.time - before.time).count();
    if (point.requests < before.requests || time <= 0)
        return 0;
    return static_cast<double>(point.requests - before.requests) / time;
}

qsizetype CountHistory::maximum(SteadyTime begin) const
{
    qsizetype maximum = 0;
    for (const Point &point : m_points) {
        if (point.time >= begin)
            maximum = std::max({ maximum, point.open, point.active });
    }
    return maximum;
}

} // namespace Drainboard

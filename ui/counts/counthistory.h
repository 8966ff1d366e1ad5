// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <chrono>
#include <vector>

namespace Drainboard {

/// How many connections were open and active, and how many requests had begun, a point for each second of a limited
/// time. When it is full, the newest point replaces the oldest. GUI thread.
class CountHistory
{
public:
    struct Point
    {
        SteadyTime time {};
        qsizetype open = 0;
        qsizetype active = 0;
        quint64 requests = 0; ///< that had begun until then, in all
    };

    /// Keeps the points of the last \a span.
    explicit CountHistory(std::chrono::seconds span);

    std::chrono::seconds span() const { return m_span; }

    /// In the same second as the last point it takes that one's place; before it, it is ignored.
    void add(const Point &point);

    bool isEmpty() const { return m_points.empty(); }
    std::size_t size() const { return m_points.size(); }
    /// From the oldest, 0, to the newest.
    const Point &at(std::size_t index) const { return m_points[(m_oldest + index) % m_points.size()]; }
    const Point &last() const { return at(size() - 1); }
    /// Requests per second that began between the point before \a index and this one; 0 for the oldest.
    double rate(std::size_t index) const;
    /// The largest number of open or active connections in any point from \a begin on; 0 if there is none.
    qsizetype maximum(SteadyTime begin) const;

private:
    std::chrono::seconds m_span;
    std::size_t m_capacity;
    std::size_t m_oldest = 0;
    std::vector<Point> m_points;
};

} // namespace Drainboard

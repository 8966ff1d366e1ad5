// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QtGlobal>

#include <bit>
#include <chrono>
#include <optional>

namespace Drainboard {

/// How often which length of time was seen. Lengths up to 7 µs are told apart exactly. Beyond, there are eight steps
/// from each power of two to the next, so a length is known to an eighth of itself. All from 71 minutes on are one. A
/// plain value; copies share their memory.
class TimeHistogram
{
public:
    /// How many steps there are.
    static constexpr int steps = 240;

    /// The step that \a time belongs to, from 0 on. Less than nothing counts as 0.
    static constexpr int stepOf(std::chrono::microseconds time)
    {
        constexpr quint64 longest = (quint64(1) << 32) - 1;
        const quint64 value = time.count() < 0 ? 0 : quint64(time.count()) < longest ? quint64(time.count()) : longest;
        if (value < 8)
            return int(value);
        const int power = int(std::bit_width(value)) - 1;
        return 8 * (power - 2) + int((value >> (power - 3)) & 7);
    }
    /// The longest time that belongs to \a step.
    static constexpr std::chrono::microseconds longestOf(int step)
    {
        if (step < 8)
            return std::chrono::microseconds(step);
        const int power = step / 8 + 2;
        const quint64 next = (quint64(8) + quint64(step % 8) + 1) << (power - 3);
        return std::chrono::microseconds(qint64(next - 1));
    }

    /// \a time was seen \a times times more.
    void add(std::chrono::microseconds time, quint32 times = 1) { addToStep(stepOf(time), times); }
    /// The same, for all times of \a step.
    void addToStep(int step, quint32 times);
    /// Adds all that \a other has seen.
    void merge(const TimeHistogram &other);

    /// How many were seen.
    quint64 count() const { return m_count; }
    /// How many of \a step were seen.
    quint32 countOf(int step) const { return m_counts.isEmpty() ? 0 : m_counts.at(step); }
    /// So long took the \a share, from 0 to 1, of all that was seen, or less: 0.5 asks for the median. Up to an eighth
    /// too long. Nullopt where nothing was seen.
    std::optional<std::chrono::microseconds> quantile(double share) const;

    /// Whether both have seen the same.
    friend bool operator==(const TimeHistogram &, const TimeHistogram &) = default;

private:
    QList<quint32> m_counts; // one for each step; empty until something was seen
    quint64 m_count = 0;
};

} // namespace Drainboard

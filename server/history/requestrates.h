// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/requestfigures.h"
#include "values/requestlife.h"

#include <QList>
#include <QtGlobal>

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>

namespace Drainboard {

/// The figures of each second of the last ten minutes: nothing is left out, however many requests there are. One thread
/// writes, any other may read at any time, and no one waits. Memory is fixed, and that of a second in which nothing
/// ended is not touched.
class RequestRates
{
    Q_DISABLE_COPY_MOVE(RequestRates)

public:
    static constexpr int secondsKept = 600;

    RequestRates();

    /// \a life has ended, at its endedAt. The one thread that writes.
    void add(const RequestLife &life);

    /// Appends the figures of those seconds that began at \a since or later, and not before the last ten minutes, as
    /// far as something ended in them. In ascending order. Any thread.
    void append(SteadyTime since, SteadyTime now, QList<RequestFigures> &figures) const;

    /// The second that \a time is in, counted from the beginning of the clock, and when it began.
    static qint64 secondOf(SteadyTime time);
    static SteadyTime beginOf(qint64 second);

private:
    // One for each second. All of its parts are counters, so that readers may see it at any time.
    struct Slot
    {
        std::array<quint32, 3> outcomes; // by RequestOutcome
        std::array<quint32, TimeHistogram::steps> inQueue;
        std::array<quint32, TimeHistogram::steps> untilFirstByte;
        std::array<quint32, TimeHistogram::steps> untilEnd;
    };
    static constexpr qint64 unused = -1;

    static std::size_t placeOf(qint64 second) { return std::size_t(second % secondsKept); }
    Slot &slotOf(qint64 second);
    bool copy(qint64 second, RequestFigures &figures) const;

    // The second that is in each place. It is unused while the slot is cleared: so a reader sees that it is another's.
    std::array<std::atomic<qint64>, secondsKept> m_seconds;
    const std::unique_ptr<Slot[]> m_slots;
};

} // namespace Drainboard

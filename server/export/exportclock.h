// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QString>

#include <chrono>

namespace Drainboard {

struct ExportData;

/// Says moments by the time of day, all from one anchor: so what lies between two of them is exact. A plain value.
class ExportClock
{
public:
    /// With the moment of \a data for its anchor.
    explicit ExportClock(const ExportData &data);

    /// Since the beginning of 1970, in UTC.
    std::chrono::microseconds sinceEpoch(SteadyTime time) const;
    /// ISO 8601 in UTC: "2026-11-28T05:44:01.123Z"
    QString text(SteadyTime time) const;

private:
    std::chrono::microseconds m_offset;
};

/// What of \a duration is whole microseconds.
inline std::chrono::microseconds inMicroseconds(SteadyClock::duration duration)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(duration);
}

} // namespace Drainboard

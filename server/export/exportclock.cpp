// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "export/exportclock.h"

#include "export/exportdata.h"

using namespace std::chrono;

namespace Drainboard {

ExportClock::ExportClock(const ExportData &data)
    : m_offset(duration_cast<microseconds>(data.takenAtOfDay.time_since_epoch())
               - inMicroseconds(data.takenAt.time_since_epoch()))
{
}

microseconds ExportClock::sinceEpoch(SteadyTime time) const
{
    return inMicroseconds(time.time_since_epoch()) + m_offset;
}

// Not by QDateTime, which takes microseconds for each: there are several times 10,000 of them.
QString ExportClock::text(SteadyTime time) const
{
    const sys_time<milliseconds> moment(floor<milliseconds>(sinceEpoch(time)));
    const auto day = floor<days>(moment);
    const year_month_day date(day);
    const hh_mm_ss clock(moment - day);
    return QString::asprintf("%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", int(date.year()), unsigned(date.month()),
                             unsigned(date.day()), int(clock.hours().count()), int(clock.minutes().count()),
                             int(clock.seconds().count()), int(clock.subseconds().count()));
}

} // namespace Drainboard

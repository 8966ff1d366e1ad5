// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/durationtext.h"

#include <algorithm>

using namespace std::chrono;

namespace Drainboard {
namespace {

QString tenths(qint64 count)
{
    return QStringLiteral("%1.%2 s").arg(count / 10).arg(count % 10);
}

QString twoUnits(qint64 whole, const QString &wholeUnit, qint64 rest, const QString &restUnit)
{
    return QStringLiteral("%1 %2 %3 %4").arg(whole).arg(wholeUnit).arg(rest, 2, 10, QLatin1Char('0')).arg(restUnit);
}

} // namespace

QString durationText(milliseconds duration)
{
    const milliseconds d = std::max(duration, 0ms);
    if (d < 1s)
        return QStringLiteral("%1 ms").arg(qint64 { d.count() });
    if (d < 10s)
        return tenths(d.count() / 100);
    const qint64 seconds = duration_cast<std::chrono::seconds>(d).count();
    if (d < 1min)
        return QStringLiteral("%1 s").arg(seconds);
    if (d < 1h)
        return twoUnits(seconds / 60, QStringLiteral("min"), seconds % 60, QStringLiteral("s"));
    if (d < 24h)
        return twoUnits(seconds / 3600, QStringLiteral("h"), seconds / 60 % 60, QStringLiteral("min"));
    return twoUnits(seconds / 86400, QStringLiteral("d"), seconds / 3600 % 24, QStringLiteral("h"));
}

QString countdownText(milliseconds remaining)
{
    return tenths((std::max(remaining, 0ms).count() + 99) / 100);
}

} // namespace Drainboard

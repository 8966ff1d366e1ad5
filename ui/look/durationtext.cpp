// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/durationtext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace std::chrono;

namespace Drainboard {
namespace {

/// The texts of this file, under a name that lupdate and the program share.
struct DurationTexts
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::DurationTexts)
};

QString tenths(qint64 count)
{
    return DurationTexts::tr("%1 s").arg(QLocale().toString(static_cast<double>(count) / 10, 'f', 1));
}

QString twoDigits(qint64 number)
{
    return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0'));
}

} // namespace

QString durationText(milliseconds duration)
{
    const milliseconds d = std::max(duration, 0ms);
    if (d < 1s)
        return DurationTexts::tr("%1 ms").arg(qint64 { d.count() });
    if (d < 10s)
        return tenths(d.count() / 100);
    const qint64 seconds = duration_cast<std::chrono::seconds>(d).count();
    if (d < 1min)
        return DurationTexts::tr("%1 s").arg(seconds);
    if (d < 1h)
        return DurationTexts::tr("%1 min %2 s").arg(seconds / 60).arg(twoDigits(seconds % 60));
    if (d < 24h)
        return DurationTexts::tr("%1 h %2 min").arg(seconds / 3600).arg(twoDigits(seconds / 60 % 60));
    return DurationTexts::tr("%1 d %2 h").arg(seconds / 86400).arg(twoDigits(seconds / 3600 % 24));
}

QString latencyText(microseconds time)
{
    const auto inMilliseconds = [time](int decimals) {
        return DurationTexts::tr("%1 ms").arg(
            QLocale().toString(static_cast<double>(time.count()) / 1000, 'f', decimals));
    };
    if (time < 995us) // what rounds to a full one is one
        return inMilliseconds(2);
    return time < 9950us ? inMilliseconds(1) : durationText(round<milliseconds>(time));
}

QString countdownText(milliseconds remaining)
{
    return tenths((std::max(remaining, 0ms).count() + 99) / 100);
}

} // namespace Drainboard

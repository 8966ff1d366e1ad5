// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "child/signalnames.h"

#include <csignal>
#include <cstring>

namespace Drainboard::SignalNames {

QString nameOf(int number)
{
    const char *const name = number > 0 && number < NSIG ? ::sigabbrev_np(number) : nullptr;
    return name ? QStringLiteral("SIG") + QLatin1String(name) : QStringLiteral("signal %1").arg(number);
}

std::optional<int> numberOf(const QString &text)
{
    bool isNumber = false;
    const int given = text.toInt(&isNumber);
    for (int number = 1; number < NSIG; ++number) {
        if (isNumber && number == given)
            return number;
        const char *const known = ::sigabbrev_np(number);
        if (!known)
            continue;
        const QLatin1String name(known);
        const bool isLong = text.startsWith(QLatin1String("SIG"), Qt::CaseInsensitive);
        if (QStringView(text).mid(isLong ? 3 : 0).compare(name, Qt::CaseInsensitive) == 0)
            return number;
    }
    return std::nullopt;
}

} // namespace Drainboard::SignalNames

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/httpdate.h"

#include <QDateTime>
#include <QLocale>

#include <ctime>
#include <utility>

namespace Drainboard {

const QByteArray &httpDate()
{
    static thread_local std::time_t second = -1;
    static thread_local QByteArray text;
    if (const std::time_t now = std::time(nullptr); std::exchange(second, now) != now) {
        text = QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'").toLatin1();
    }
    return text;
}

} // namespace Drainboard

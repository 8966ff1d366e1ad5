// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "optionvalues.h"

#include "child/signalnames.h"
#include "export/exportfile.h"

#include <QFileInfo>
#include <QSaveFile>

namespace Drainboard {

int OptionValues::number(const QString &option, int min, int max) const
{
    const QString value = text(option);
    bool ok = isDigits(value); // toInt() alone would accept blanks and a sign
    const int number = ok ? value.toInt(&ok) : 0;
    if (!ok || number < min || number > max) {
        throw WrongValue { option,
                           QStringLiteral("\"%1\" is not a whole number from %2 to %3")
                               .arg(value, QString::number(min), QString::number(max)) };
    }
    return number;
}

std::chrono::milliseconds OptionValues::duration(const QString &option) const
{
    using std::chrono::milliseconds;
    // Fits a QTimer, with some room.
    constexpr qint64 longest = milliseconds(std::chrono::hours(24 * 24)).count();

    const QString value = text(option);
    if (isDigits(value))
        throw WrongValue { option, QStringLiteral("\"%1\" has no unit; write %1ms, %1s or %1m").arg(value) };

    qint64 unit = 0;
    QStringView count(value);
    if (value.endsWith(QLatin1String("ms"))) {
        unit = 1;
        count.chop(2);
    } else if (value.endsWith(u's')) {
        unit = 1000;
        count.chop(1);
    } else if (value.endsWith(u'm')) {
        unit = 60'000;
        count.chop(1);
    }
    if (unit == 0 || !isDigits(count))
        throw WrongValue { option, QStringLiteral("\"%1\" is not a duration such as 500ms, 5s or 2m").arg(value) };

    bool ok = false;
    const qint64 number = count.toLongLong(&ok);
    if (!ok || number > longest / unit)
        throw WrongValue { option, QStringLiteral("\"%1\" is too long; 24 days are the most").arg(value) };
    return milliseconds(number * unit);
}

std::optional<std::chrono::milliseconds> OptionValues::durationOrAuto(const QString &option) const
{
    return text(option) == QLatin1String("auto") ? std::nullopt : std::optional(durationOrZero(option));
}

QHostAddress OptionValues::address(const QString &option) const
{
    const QString value = text(option);
    if (value.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0)
        return QHostAddress(QHostAddress::LocalHost);
    QHostAddress address;
    // QHostAddress reads "3000" as 0.0.11.184, as inet_aton() does. More likely it is a mistake.
    const bool abbreviated = !value.contains(u':') && value.count(u'.') != 3;
    if (abbreviated || !address.setAddress(value)) {
        throw WrongValue { option, QStringLiteral("\"%1\" is neither an IP address nor localhost").arg(value) };
    }
    return address;
}

TapSettings OptionValues::server(const QString &option) const
{
    const QString value = text(option);
    const qsizetype colon = value.lastIndexOf(u':');
    TapSettings server;
    bool ok = true;
    if (colon >= 0) {
        QString host = value.first(colon);
        if (host.startsWith(u'[') && host.endsWith(u']'))
            host = host.sliced(1, host.size() - 2);
        else if (host.contains(u':'))
            ok = false;
        if (host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) != 0)
            ok = ok && (host.contains(u':') || host.count(u'.') == 3) && server.host.setAddress(host);
    }
    const QString port = value.sliced(colon + 1);
    const int number = ok && isDigits(port) ? port.toInt(&ok) : 0;
    if (!ok || number < 1 || number > 65535) {
        throw WrongValue {
            option, QStringLiteral("\"%1\" is not a port such as 8080, or an address such as 127.0.0.1:8080").arg(value)
        };
    }
    server.port = quint16(number);
    return server;
}

QString OptionValues::urlPath(const QString &option) const
{
    const QString path = text(option);
    if (!path.startsWith(u'/'))
        throw WrongValue { option, QStringLiteral("\"%1\" does not begin with /").arg(path) };
    return path;
}

int OptionValues::signalNumber(const QString &option) const
{
    const QString value = text(option);
    const std::optional<int> number = SignalNames::numberOf(value);
    if (!number)
        throw WrongValue { option, QStringLiteral("\"%1\" is no signal such as SIGTERM or SIGINT").arg(value) };
    return *number;
}

ShutdownPolicy OptionValues::policy(const QString &option) const
{
    const QString value = text(option);
    const std::optional<ShutdownPolicy> policy = shutdownPolicyFromString(value);
    if (!policy) {
        throw WrongValue { option,
                           QStringLiteral("\"%1\" is none of drain, disconnect-all, stop-listening").arg(value) };
    }
    return *policy;
}

EventLoop OptionValues::eventLoop(const QString &option) const
{
    const QString value = text(option);
    const std::optional<EventLoop> eventLoop = eventLoopFromString(value);
    if (!eventLoop)
        throw WrongValue { option, QStringLiteral("\"%1\" is none of epoll, qt").arg(value) };
    return *eventLoop;
}

QString OptionValues::writableFile(const QString &option) const
{
    const QString value = text(option);
    if (value.isEmpty())
        throw WrongValue { option, QStringLiteral("the name of a file is missing") };
    const QFileInfo file(value);
    if (!QFileInfo(file.absolutePath()).isDir())
        throw WrongValue { option, QStringLiteral("there is no directory \"%1\"").arg(file.absolutePath()) };
    if (file.isDir())
        throw WrongValue { option, QStringLiteral("\"%1\" is a directory").arg(value) };
    if (file.exists() && !file.isFile()) // writing the report would replace a device by a file
        throw WrongValue { option, QStringLiteral("\"%1\" is not a regular file").arg(value) };
    // Permissions do not tell everything. So begin to write as the report will be written.
    QSaveFile attempt(value);
    if (!attempt.open(QIODevice::WriteOnly))
        throw WrongValue { option, QStringLiteral("cannot write \"%1\": %2").arg(value, attempt.errorString()) };
    attempt.cancelWriting();
    return file.absoluteFilePath();
}

QString OptionValues::exportFile(const QString &option) const
{
    const QString fileName = writableFile(option);
    if (const QString problem = Export::endingProblem(text(option)); !problem.isEmpty())
        throw WrongValue { option, problem };
    return fileName;
}

std::chrono::milliseconds OptionValues::durationOrZero(const QString &option) const
{
    return text(option) == QLatin1String("0") ? std::chrono::milliseconds(0) : duration(option);
}

quint64 OptionValues::size(const QString &option, int gigabytes) const
{
    const QString value = text(option);
    const std::optional<quint64> bytes = bytesIn(value, gigabytes);
    if (!bytes)
        throw WrongValue { option,
                           QStringLiteral("\"%1\" is not a size such as 65536, 64K or 8M, up to %2G")
                               .arg(value, QString::number(gigabytes)) };
    return *bytes;
}

quint64 OptionValues::rate(const QString &option) const
{
    const QString value = text(option);
    const std::optional<quint64> bytes = bytesIn(value, 1);
    if (!bytes)
        throw WrongValue { option,
                           QStringLiteral("\"%1\" is no number of bytes such as 500 or 64K, up to 1G").arg(value) };
    return *bytes;
}

std::optional<quint64> OptionValues::bytesIn(const QString &value, int gigabytes)
{
    QStringView count(value);
    int shift = 0;
    if (const qsizetype unit = QStringView(u"KMG").indexOf(value.isEmpty() ? QChar() : value.back()); unit >= 0) {
        shift = 10 * (int(unit) + 1);
        count.chop(1);
    }
    bool ok = isDigits(count);
    const quint64 number = ok ? count.toULongLong(&ok) : 0;
    const quint64 largest = quint64(gigabytes) << 30;
    return ok && number <= largest >> shift ? std::optional(number << shift) : std::nullopt;
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tap/tapsettings.h"
#include "values/vocabulary.h"

#include <QCommandLineParser>
#include <QHostAddress>
#include <QString>

#include <algorithm>
#include <chrono>
#include <optional>

namespace Drainboard {

/// What is wrong with the value of one option.
struct WrongValue
{
    QString option;
    QString problem;
};

/// Reads the values of a parsed command line. Each function throws WrongValue if the value is wrong. Needs no
/// application object. For one thread at a time.
class OptionValues
{
public:
    /// \a parser must outlive this object.
    explicit OptionValues(const QCommandLineParser &parser)
        : m_parser(parser)
    {
    }

    bool isSet(const QString &option) const { return m_parser.isSet(option); }
    QString text(const QString &option) const { return m_parser.value(option); }
    /// Of an option that is given several times.
    QStringList texts(const QString &option) const { return m_parser.values(option); }
    /// From \a min to \a max.
    int number(const QString &option, int min, int max) const;
    /// Up to 24 days, with a unit: 500ms, 5s, 2m.
    std::chrono::milliseconds duration(const QString &option) const;
    /// As duration(), but 0 needs no unit.
    std::chrono::milliseconds durationOrZero(const QString &option) const;
    /// As durationOrZero(), or nothing where it is "auto".
    std::optional<std::chrono::milliseconds> durationOrAuto(const QString &option) const;
    QHostAddress address(const QString &option) const;
    /// The server behind a tap: "8080", "127.0.0.1:8080", "[::1]:8080", "localhost:8080".
    TapSettings server(const QString &option) const;
    /// A number of bytes, up to \a gigabytes: 65536, 64K, 8M, 1G.
    quint64 size(const QString &option, int gigabytes) const;
    /// The same for each second, up to a gigabyte.
    quint64 rate(const QString &option) const;
    /// What a request can ask for: "/", "/a?b".
    QString urlPath(const QString &option) const;
    /// "SIGTERM", "TERM", "15"
    int signalNumber(const QString &option) const;
    ShutdownPolicy policy(const QString &option) const;
    EventLoop eventLoop(const QString &option) const;
    /// The absolute path of a file that can be written, or created. Does not change it.
    QString writableFile(const QString &option) const;
    /// The same, with an ending that Export::write() knows.
    QString exportFile(const QString &option) const;

private:
    static std::optional<quint64> bytesIn(const QString &value, int gigabytes);
    static bool isDigits(QStringView text)
    {
        return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    }

    const QCommandLineParser &m_parser;
};

} // namespace Drainboard

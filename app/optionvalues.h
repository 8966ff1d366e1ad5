// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Reads the values of options from a command line that has been parsed, and says what is wrong with one. Plain value
// logic, for any one thread; needs no application object.

#include "values/vocabulary.h"

#include <QCommandLineParser>
#include <QHostAddress>
#include <QString>

#include <algorithm>
#include <chrono>

namespace Drainboard {

/// What is wrong with the value of one option.
struct WrongValue
{
    QString option;
    QString problem;
};

/// Reads values, and throws WrongValue where one is wrong.
class OptionValues
{
public:
    explicit OptionValues(const QCommandLineParser &parser)
        : m_parser(parser)
    {
    }

    bool isSet(const QString &option) const { return m_parser.isSet(option); }
    QString text(const QString &option) const { return m_parser.value(option); }
    int number(const QString &option, int min, int max) const;
    /// Up to 24 days, with a unit: 500ms, 5s, 2m.
    std::chrono::milliseconds duration(const QString &option) const;
    /// As duration(), but 0 needs no unit.
    std::chrono::milliseconds durationOrZero(const QString &option) const;
    QHostAddress address(const QString &option) const;
    /// A number of bytes, up to \a gigabytes: 65536, 64K, 8M, 1G.
    quint64 size(const QString &option, int gigabytes) const;
    ShutdownPolicy policy(const QString &option) const;
    EventLoop eventLoop(const QString &option) const;
    QString writableFile(const QString &option) const;

private:
    static bool isDigits(QStringView text)
    {
        return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    }

    const QCommandLineParser &m_parser;
};

} // namespace Drainboard

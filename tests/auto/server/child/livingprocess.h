// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// For tests: whether a process lives. One that has ended, and that nobody has waited for, does not.

#include <QByteArray>
#include <QFile>

inline bool isAlive(qint64 pid)
{
    QFile status(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = status.readAll();
    const qsizetype name = text.lastIndexOf(") ");
    return name >= 0 && text.mid(name + 2, 1) != "Z" && text.mid(name + 2, 1) != "X";
}

/// The numbers in lines "pid NUMBER".
inline QList<qint64> pidsIn(const QByteArray &text)
{
    QList<qint64> pids;
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith("pid "))
            pids += line.mid(4).toLongLong();
    }
    return pids;
}

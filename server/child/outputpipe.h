// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "child/linesplitter.h"
#include "net/filedescriptor.h"

#include <QObject>
#include <QSocketNotifier>

namespace Drainboard {

/// The reading end of a pipe into which processes write their output. It reads whatever comes, so that they need not
/// wait, and gives the event loop its turn in between. Lives in the thread that made it.
class OutputPipe : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype longestLine = 16 * 1024; // bytes

    explicit OutputPipe(QObject *parent = nullptr);

    /// Makes the pipe, once. The writing end is for the caller; invalid, with errno, where no descriptor is left.
    FileDescriptor open();
    /// Reads what is there, up to a bound, and no more. To be called when those who write are gone.
    void finish();

Q_SIGNALS:
    /// One line, without its end. A very long one comes as several.
    void line(const QByteArray &line);

private:
    bool readSome();

    FileDescriptor m_reading;
    QSocketNotifier m_notifier { QSocketNotifier::Read };
    LineSplitter m_lines { longestLine, [this](const QByteArray &text) { Q_EMIT line(text); } };
};

} // namespace Drainboard

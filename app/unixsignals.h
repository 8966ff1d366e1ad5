// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <array>

#include <signal.h>

namespace Drainboard {

/// Turns SIGTERM and SIGINT into a Qt signal: their handler writes a byte to a pair of sockets, and the event loop
/// reads it. Lives in the main thread. There is one at a time, because a process has one handler for each signal.
class UnixSignals : public QObject
{
    Q_OBJECT

public:
    /// The handler also writes the signal's number, as one byte, to \a alsoTell: a descriptor that does not block and
    /// outlives this object, or -1 for none.
    explicit UnixSignals(int alsoTell = -1, QObject *parent = nullptr);
    /// Restores what handled the signals before.
    ~UnixSignals() override;

    /// The name of a signal that is handled here, as triggers of a shutdown go by: "SIGTERM", "SIGINT". Any thread.
    static QString nameOf(int signalNumber);

Q_SIGNALS:
    /// A SIGTERM or SIGINT has come.
    void received(int signalNumber);

private:
    static constexpr std::array handled { SIGTERM, SIGINT };

    void readBytes();

    std::array<int, 2> m_pair { -1, -1 }; ///< the handler's end, our end
    QSocketNotifier m_notifier { QSocketNotifier::Read };
    std::array<struct sigaction, handled.size()> m_before {};
};

} // namespace Drainboard

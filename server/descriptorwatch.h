// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Tells when a socket's descriptor can be read or written, or has lost its connection while nobody reads: the three
// notifiers of one connection, made when they are first needed. Lives in the thread of its socket.

#include <QObject>

class QSocketNotifier;

namespace Drainboard {

class DescriptorWatch : public QObject
{
    Q_OBJECT

public:
    explicit DescriptorWatch(QObject *parent);

    /// Begins to read from \a descriptor.
    void start(int descriptor);
    bool isStarted() const { return m_readable; }
    /// While not \a on, a connection that is lost is told of by exception(), if nothing is left to be read.
    void setReading(bool on);
    void setWriting(bool on);
    bool isWriting() const;
    /// To be called before the descriptor is closed, whose number may be used again.
    void stop();

Q_SIGNALS:
    void readable();
    void writable();
    /// The connection is lost, or the peer sent urgent data.
    void exception();

private:
    QSocketNotifier *m_readable = nullptr;
    QSocketNotifier *m_writable = nullptr;
    QSocketNotifier *m_exception = nullptr;
};

} // namespace Drainboard

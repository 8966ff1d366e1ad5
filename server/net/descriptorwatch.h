// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

class QObject;
class QSocketNotifier;

namespace Drainboard {

/// Tells when a socket's descriptor can be read or written, or has lost its connection while nobody reads. It owns the
/// three notifiers of one connection, and makes each when it is first needed. Lives in the thread of its socket. It is
/// no QObject: signals of its own would make up a good part of what a connection costs.
class DescriptorWatch
{
    Q_DISABLE_COPY_MOVE(DescriptorWatch)

public:
    /// Who is told.
    class Listener
    {
    public:
        virtual void onReadable() = 0;
        virtual void onWritable() = 0;
        /// The connection is lost, or the peer sent urgent data.
        virtual void onException() = 0;

    protected:
        ~Listener() = default;
    };

    /// \a owner will be the notifiers' parent. Both must live as long as this.
    DescriptorWatch(QObject *owner, Listener &listener);

    /// Begins to read from \a descriptor.
    void start(int descriptor);
    bool isStarted() const { return m_readable; }
    /// While not \a on, a connection that is lost is told of by onException(), if nothing is left to be read.
    void setReading(bool on);
    void setWriting(bool on);
    bool isWriting() const;
    /// To be called before the descriptor is closed, whose number may be used again.
    void stop();

private:
    QObject *const m_owner;
    Listener &m_listener;
    QSocketNotifier *m_readable = nullptr;
    QSocketNotifier *m_writable = nullptr;
    QSocketNotifier *m_exception = nullptr;
};

} // namespace Drainboard

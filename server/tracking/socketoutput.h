// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "net/sendbuffer.h"
#include "values/connectioninfo.h"

#include <QByteArray>

namespace Drainboard {

class TcpDescriptor;

/// What a connection has to send, and how far it has got. For any one thread.
class SocketOutput
{
public:
    /// To append to; what is there already must not be changed.
    QByteArray &bytes() { return m_buffer.bytes(); }
    bool isEmpty() const { return m_buffer.isEmpty(); }
    qsizetype size() const { return m_buffer.size(); }
    /// Bytes that bytesWritten() has not been emitted for: those that wait, and those that have gone. Who fills a
    /// buffer up to some size, and refills it at bytesWritten(), must count both, or would never stop while the client
    /// reads fast.
    qint64 unannounced() const { return m_buffer.size() + m_gone; }
    /// How many bytes takeGone() has given, since the beginning. Once something is dropped nothing is sent any more: so
    /// the next byte that it gives has been sent, if this is less than sent().
    quint64 announced() const { return m_announced; }
    /// How many bytes the kernel has taken, since the beginning.
    quint64 sent() const { return m_sent; }

    /// Sends as much as the kernel takes. Returns how many bytes that was.
    qsizetype send(TcpDescriptor &descriptor);
    /// The connection is gone: sending failed.
    bool hasFailed() const { return m_failed; }
    /// The kernel took less than there was: more can be sent once the descriptor is writable.
    bool isBlocked() const { return !isEmpty() && m_tried; }
    /// When the kernel last took something, or was first asked to.
    SteadyTime lastProgress() const { return m_lastProgress; }

    /// Takes what waits for sent: nobody can receive it, but who waits for bytesWritten() must be let finish.
    void drop();
    /// The bytes that are to be announced with bytesWritten(), once.
    qint64 takeGone();
    /// Frees the memory, if nothing waits.
    void shrink() { m_buffer.shrink(); }

private:
    SendBuffer m_buffer;
    qint64 m_gone = 0; // from m_buffer, not announced
    quint64 m_announced = 0;
    quint64 m_sent = 0;
    SteadyTime m_lastProgress {};
    bool m_tried = false; // since it was empty
    bool m_failed = false;
};

} // namespace Drainboard

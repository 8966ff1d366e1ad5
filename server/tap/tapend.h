// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "net/descriptorwatch.h"
#include "net/sendbuffer.h"
#include "net/tcpdescriptor.h"
#include "tap/delayline.h"

#include <QByteArrayView>

#include <memory>

namespace Drainboard {

/// One end of a tapped connection: the one to the client, or the one to the server. It has the descriptor, and what is
/// to be sent and the kernel has not taken. Lives in the thread of its connection.
class TapEnd final : private DescriptorWatch::Listener
{
    Q_DISABLE_COPY_MOVE(TapEnd)

public:
    /// Who is told. What a TapEnd calls may delete it.
    class Owner
    {
    public:
        /// There is something to receive, be it the peer's FIN or its RST.
        virtual void onReadable(TapEnd &end) = 0;
        /// The kernel takes bytes again.
        virtual void onWritable(TapEnd &end) = 0;
        /// The kernel has taken \a bytes. Called within send() and flush(); must delete nothing.
        virtual void onSent(TapEnd &end, QByteArrayView bytes) = 0;

    protected:
        ~Owner() = default;
    };

    /// \a watcher will own the notifiers. Both must live as long as this.
    TapEnd(QObject *watcher, Owner &owner, FileDescriptor descriptor);

    TcpDescriptor &descriptor() { return m_descriptor; }
    const TcpDescriptor &descriptor() const { return m_descriptor; }

    /// What it has sent, on its way to the other end; null where nothing is delayed.
    DelayLine *delay() { return m_delay.get(); }
    void setDelay(std::unique_ptr<DelayLine> delay) { m_delay = std::move(delay); }
    /// Its FIN or its RST has come: nothing more is to be received.
    bool isOver() const { return m_isOver; }
    void setOver();

    /// Begins to watch it, but not to receive.
    void start();
    /// Until setConnected(), it is only watched for being connected, and what is sent is kept. Call it before start().
    void setConnecting();
    void setConnected();
    void setReading(bool on);
    bool isReading() const { return m_isReading; }

    /// Sends \a bytes, or keeps what the kernel does not take. False where the connection is lost.
    bool send(QByteArrayView bytes);
    /// Sends what is kept. False where the connection is lost.
    bool flush();
    /// How many bytes are kept.
    qsizetype pending() const { return m_out.size(); }
    /// FIN, behind all that was sent and is kept.
    void finishSending();
    /// It has been asked for.
    bool isFinishing() const { return m_isFinishing; }
    /// The kernel has it.
    bool isFinSent() const { return m_isFinSent; }
    /// All is with the kernel, and the peer has it.
    bool isDelivered() const { return m_out.isEmpty() && m_descriptor.isAllAcknowledged(); }

    /// Closes the descriptor; FIN, unless that has been sent.
    void close();
    void reset();

private:
    void onReadable() override { m_owner.onReadable(*this); }
    void onWritable() override { m_owner.onWritable(*this); }
    void onException() override { m_owner.onReadable(*this); }

    Owner &m_owner;
    TcpDescriptor m_descriptor;
    DescriptorWatch m_watch;
    SendBuffer m_out;
    std::unique_ptr<DelayLine> m_delay;
    bool m_isConnected = true;
    bool m_isOver = false;
    bool m_isReading = false;
    bool m_isFinishing = false;
    bool m_isFinSent = false;
};

} // namespace Drainboard

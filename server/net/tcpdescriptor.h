// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "net/filedescriptor.h"
#include "values/tcpfigures.h"

#include <QByteArrayView>
#include <QHostAddress>
#include <QtGlobal>

#include <chrono>

#include <sys/types.h>

namespace Drainboard {

/// The descriptor of one connected TCP socket, and what the kernel can do with it. Nothing here blocks, and nothing
/// raises SIGPIPE. For any one thread.
class TcpDescriptor
{
    Q_DISABLE_COPY_MOVE(TcpDescriptor)

public:
    struct Endpoint
    {
        QHostAddress host;
        quint16 port = 0;

        /// "127.0.0.1:80", "[::1]:80"
        QString toString() const;
    };
    enum class Outcome {
        Done, ///< some bytes went through
        WouldBlock, ///< nothing can be done now
        Finished, ///< the peer's FIN has come, and all before it has been received
        Failed, ///< the connection is gone: a reset, mostly
    };
    struct Transfer
    {
        Outcome outcome;
        qsizetype count = 0; ///< bytes; only where Done
    };

    /// How long it takes for a segment to be acknowledged, as the kernel has measured it. A peer that delays its
    /// acknowledgements makes it longer, by 40 ms mostly.
    struct RoundTrip
    {
        std::chrono::microseconds smoothed { 0 };
        std::chrono::microseconds deviation { 0 };
    };

    /// What has become of a connection that ended otherwise than by FIN.
    enum class Failure {
        None, ///< nothing: it has not
        Reset, ///< the peer's RST has come
        GivenUp, ///< the peer did not answer the kernel for too long, or is out of reach
    };
    /// What the kernel knows of the connection as a whole.
    struct Condition
    {
        RoundTrip roundTrip {}; ///< zero where the kernel does not say
        bool hasPeerFinished = false; ///< the peer's FIN has come, received or not; only as long as ours is not sent
    };
    /// Bytes that one side has sent and the other has not taken.
    struct Leftover
    {
        quint64 unread = 0; ///< the kernel has received them, and nobody else
        quint64 unacknowledged = 0; ///< the kernel has taken them, and the peer has not acknowledged them
    };

    /// Makes \a descriptor non-blocking and small writes immediate.
    explicit TcpDescriptor(FileDescriptor descriptor);
    /// As close().
    ~TcpDescriptor();

    int number() const { return m_descriptor; }
    bool isOpen() const { return m_descriptor >= 0; }
    /// The two ends of the connected socket \a descriptor, whoever owns it.
    static Endpoint peerOf(int descriptor);
    static Endpoint localOf(int descriptor);
    Endpoint local() const { return localOf(m_descriptor); }

    /// Receives \a size bytes at most.
    Transfer receive(char *buffer, qsizetype size);
    Transfer send(QByteArrayView bytes);
    /// Sends FIN behind what has been sent. False where there is no connection any more.
    bool finishSending();

    /// Whether the peer's FIN, a reset or bytes wait to be received.
    bool hasUnread() const;
    /// Whether the peer has acknowledged all that was sent.
    bool isAllAcknowledged() const;
    /// Zero where the kernel does not say.
    RoundTrip roundTrip() const { return condition().roundTrip; }
    Condition condition() const;
    Leftover leftover() const;
    /// How the connection has failed. The kernel says that once, and only this object hears it. So who may have missed
    /// the answer asks here.
    Failure failure() const;
    /// How long ago the kernel got the last bytes from the peer, as it knows it: to a few milliseconds. Zero where it
    /// does not say.
    std::chrono::milliseconds sinceLastData() const;
    /// What the kernel knows of the connection now; zeros where it does not say.
    TcpFigures figures() const;
    /// Whether the connection is gone though nothing has been received that says so.
    bool isGone() const;

    /// Has the kernel ask a silent peer every few seconds whether it is still there. A client that half-closed and
    /// waits for its response answers; of one that has gone, nothing is left to answer after a minute at most.
    void probePeer();

    /// The kernel goes on to deliver what was sent, unless received data is unread: that resets the connection.
    void close();
    /// Resets the connection: what has not been delivered is lost.
    void reset();

private:
    Transfer transferOf(ssize_t result) const;

    int m_descriptor;
    mutable int m_error = 0; // that ended the connection
};

} // namespace Drainboard

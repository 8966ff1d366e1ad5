// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// A server's end of one TCP connection: a QTcpSocket that does its own non-blocking input and output on the
// descriptor, as QSslSocket is a QTcpSocket over another transport. QHttpServer reads from it and writes to it as
// to any other; what it reads is one whole request at a time. Why not a stock QTcpSocket: that one cannot
// half-close, cannot linger, resets the connection when data is unread, and ends it at the peer's half-close.
// Lives in a worker's thread. The blocking waitFor… functions do not work on it. Like any QTcpSocket it must not be
// deleted in a slot of its own signals: use deleteLater().

#include "connections/connectionquota.h"
#include "connections/connectionrecord.h"
#include "http/httpexchange.h"
#include "loop/timewheel.h"
#include "net/descriptorwatch.h"
#include "net/sendbuffer.h"
#include "net/tcpdescriptor.h"
#include "tracking/sockethost.h"
#include "tracking/trackedconnection.h"

#include <QPointer>

namespace Drainboard {

class TrackedSocket final : public TrackedConnection, private TimeWheel::Entry, private DescriptorWatch::Listener
{
    Q_OBJECT

public:
    /// Takes ownership of \a descriptor, a connected TCP socket. \a host must live in this thread. Keeps its \a place
    /// as long as the connection is open.
    TrackedSocket(qintptr descriptor, SocketHost &host, ConnectionQuota::Place place, QObject *parent = nullptr);
    /// As endSilently().
    ~TrackedSocket() override;

    // TrackedConnection:

    ConnectionId id() const override { return m_record.id(); }
    const ConnectionInfo &info() const override { return m_record.info(); }
    bool isConnectionOpen() const override { return m_descriptor.isOpen(); }
    void releaseHandler() override;

    /// Begins to read. The server calls it once the socket's new owner has connected to its signals.
    void start();

    // Commands. Where they end the connection at once, disconnected() is emitted before they return.

    /// Says farewell under the policy "drain": an idle connection closes now, any other when what the client has
    /// asked for is answered. Where \a keepIdle, an idle one stays until endGrace(), for a request that may be on
    /// its way.
    void drain(bool keepIdle);
    void endGrace();
    /// Half-closes as Node's end() does: sends what is waiting, then FIN; the client's FIN ends it.
    void halfClose();
    /// Resets the connection, so that no cut response looks complete.
    void resetConnection();
    /// Answers with \a status instead of reading anything, and closes.
    void refuse(int status);
    /// Ends the connection without a signal: the server is going away. A response cut short is reset.
    void endSilently();

    // QTcpSocket:

    /// Sends what is waiting, then FIN, then reads and discards until the client's FIN, for a while.
    void disconnectFromHost() override;
    void close() override;
    qint64 bytesAvailable() const override;
    qint64 bytesToWrite() const override;
    bool canReadLine() const override;
    qintptr socketDescriptor() const override { return m_descriptor.number(); }

protected:
    bool event(QEvent *event) override;
    qint64 readData(char *data, qint64 size) override;
    qint64 skipData(qint64 size) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    enum class Farewell {
        No,
        Drain, ///< once nothing is owed to the client: close at once if all is delivered, else FIN and linger
        Disconnect, ///< once nothing is unsent: FIN and linger
        HalfClose, ///< once nothing is unsent: FIN, then wait for the peer's
    };

    /// What is to be done because of the time, and when.
    struct Due
    {
        SteadyTime time = SteadyTime::max(); // never
        void (*act)(TrackedSocket &socket, SteadyTime now) = nullptr;
    };
    Due nextDue() const;
    void onDeadline(SteadyTime now) override;
    void setDeadline();
    void checkLinger(SteadyTime now);

    void onReadable() override;
    void onWritable() override;
    void onException() override;
    bool receive();
    void lookAhead();
    void advance();
    void advanceSoon();
    void appendOurResponses();
    void deliverRequest();
    void send();
    void dropOutput();
    void settle();
    void closeIfDue();
    bool isServing() const;
    bool isHandlerWaitedFor() const;
    void watch();
    ConnectionState connectionState() const;
    void freeBuffers();
    void closeIdle(CloseCause cause, const QByteArray &reason = {});
    void sendFin();
    void finish(CloseCause cause);
    void release(CloseCause cause);
    void announceEnd();

    QPointer<SocketHost> m_host;
    const std::shared_ptr<const ConnectionLimits> m_limits;
    ConnectionQuota::Place m_place;
    TcpDescriptor m_descriptor;
    ConnectionRecord m_record;
    DescriptorWatch m_watch;

    HttpExchange m_exchange;
    QByteArray m_request; // handed to QHttpServer, from m_requestRead on not yet read by it
    qsizetype m_requestRead = 0;
    SendBuffer m_out;
    qint64 m_outUnannounced = 0; // gone from m_out, bytesWritten() not yet emitted
    SteadyTime m_lastOutput {}; // progress in sending, or when there began to be something to send

    Farewell m_farewell = Farewell::No;
    CloseCause m_ourCause = CloseCause::Disconnected; // why, if it is we who close
    QByteArray m_closeReason;
    bool m_keepIdle = false;
    bool m_finSent = false;
    bool m_peerFinished = false;
    bool m_sendFailed = false;
    bool m_advancing = false;
    bool m_advanceScheduled = false;
    bool m_handlerReleased = false;
    bool m_closeAfterHandler = false;
    bool m_mayHoldBuffers = false;
};

} // namespace Drainboard

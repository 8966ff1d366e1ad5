// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tracking/channelwait.h"
#include "tracking/deliveredrequest.h"
#include "tracking/handlerhold.h"
#include "tracking/httpchannel.h"
#include "tracking/sockethost.h"
#include "tracking/trackedconnection.h"

#include <QPointer>

#include <functional>
#include <optional>

namespace Drainboard {

/// A server's end of one TCP connection: a QTcpSocket over an HttpChannel, as QSslSocket is one over another transport.
/// QHttpServer reads from it and writes to it as to any other; what it reads is one whole request at a time. A
/// QWebSocket that has taken it over reads what comes. Why not a stock QTcpSocket: that one cannot half-close and
/// cannot linger, it resets the connection when data is unread, and ends it at the peer's half-close. Lives in a
/// worker's thread.
class TrackedSocket final : public TrackedConnection, private HttpChannel::Owner
{
    Q_OBJECT

public:
    /// Takes over \a connection, and keeps its place as long as it is open. \a host must live in this thread.
    TrackedSocket(AcceptedConnection connection, SocketHost &host, QObject *parent = nullptr);
    /// As endSilently().
    ~TrackedSocket() override;

    // TrackedConnection:

    ConnectionId id() const override { return m_channel.id(); }
    const ConnectionInfo &info() const override { return m_channel.info(); }
    bool isConnectionOpen() const override { return m_channel.isOpen(); }
    bool flush() override;
    QByteArray requestHeader() const override;
    void releaseHandler() override { m_handler.release(); }

    /// Begins to read. The server calls it once the socket's new owner has connected to its signals.
    void start();
    /// What the kernel knows of the connection now; nullopt where there is none any more.
    std::optional<TcpFigures> tcpFigures() const;

    // Commands. Where they end the connection at once, disconnected() is emitted before they return.

    /// Takes leave under the policy "drain": an idle connection is closed when its host's IdleGrace says, any other
    /// once what the client has asked for is answered. Called again, a connection that is idle is closed now.
    void drain();
    /// The same, but an idle connection stays until drain(): a request may be on its way.
    void drainLater();
    /// Half-closes as Node's end() does: sends what is waiting, then FIN. The client's FIN ends it.
    void halfClose();
    /// Resets the connection, so that no cut response looks complete.
    void resetConnection();
    /// Answers with \a status, as soon as what is being answered is complete, and closes.
    void refuse(int status);
    /// The host's limits are others now.
    void onLimitsChanged();
    /// Ends the connection without a signal: the server is going away. A response cut short is reset.
    void endSilently();

    // QTcpSocket:

    /// Sends what is waiting, then FIN, then reads and discards until the client's FIN, for a while.
    void disconnectFromHost() override;
    void close() override;
    qint64 bytesAvailable() const override;
    /// Also what the kernel has taken, until bytesWritten() has been emitted for it.
    qint64 bytesToWrite() const override;
    bool canReadLine() const override;
    void setReadBufferSize(qint64 size) override;
    qintptr socketDescriptor() const override { return m_channel.descriptor().number(); }
    void setSocketOption(SocketOption option, const QVariant &value) override;
    QVariant socketOption(SocketOption option) override;
    bool waitForReadyRead(int msecs = 30000) override;
    bool waitForBytesWritten(int msecs = 30000) override;
    bool waitForDisconnected(int msecs = 30000) override;
    bool event(QEvent *event) override;

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 skipData(qint64 size) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    void onRequest(QByteArray request) override;
    void onWebSocketBytes() override;
    bool wantsWebSocketBytes() const override;
    void onSent(qint64 bytes) override;
    void onLongIdle() override;
    void onEnded(CloseCause cause) override;
    void onAnsweredTooLate() override;
    void announceRequest();
    bool handle(const std::function<bool()> &read);
    bool waitUntil(const std::function<bool()> &hasHappened, const std::function<bool()> &isPossible,
                   HttpChannel::Requests requests, int msecs);
    bool isHandlerWaitedFor() const;
    void announceEnd();
    void deleteIfAbandoned();

    DeliveredRequest m_request;
    HttpChannel m_channel;
    quint64 m_requests = 0; // that were handed on
    qint64 m_sentUntold = 0; // bytes that bytesWritten() is still to be emitted for
    HandlerHold m_handler;
    bool m_isRequestUntold = false; // readyRead() is still to be emitted for the last one
    bool m_isHandling = false;
    bool m_isTellingSent = false;
};

} // namespace Drainboard

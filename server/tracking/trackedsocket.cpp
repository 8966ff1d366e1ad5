// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/trackedsocket.h"

#include "net/socketoptions.h"

#include <QEvent>
#include <QMetaMethod>

#include <utility>

namespace Drainboard {

TrackedSocket::TrackedSocket(AcceptedConnection connection, SocketHost &host, QObject *parent)
    : TrackedConnection(parent)
    , m_channel(connection, host, this, *this)
{
    setPeerAddress(connection.peer().host);
    setPeerPort(connection.peer().port);
    const TcpDescriptor::Endpoint local = m_channel.descriptor().local();
    setLocalAddress(host.sharedAddress(local.host));
    setLocalPort(local.port);
    setSocketState(ConnectedState);
    setOpenMode(ReadWrite);
    host.add(*this);
}

TrackedSocket::~TrackedSocket()
{
    m_channel.endSilently();
    // The base class would abort() what it believes to be connected.
    setSocketState(UnconnectedState);
    if (SocketHost *host = m_channel.host())
        host->remove(*this);
}

void TrackedSocket::start()
{
    m_channel.start();
}

std::optional<TcpFigures> TrackedSocket::tcpFigures() const
{
    return m_channel.isOpen() ? std::optional(m_channel.descriptor().figures()) : std::nullopt;
}

void TrackedSocket::drain()
{
    m_channel.takeLeave(Farewell::Policy::Drain);
}

void TrackedSocket::drainLater()
{
    m_channel.takeLeave(Farewell::Policy::DrainLater);
}

void TrackedSocket::halfClose()
{
    m_channel.takeLeave(Farewell::Policy::HalfClose);
}

void TrackedSocket::resetConnection()
{
    m_channel.reset();
}

void TrackedSocket::refuse(int status)
{
    m_channel.refuse(status);
}

void TrackedSocket::onLimitsChanged()
{
    m_channel.onLimitsChanged();
}

void TrackedSocket::endSilently()
{
    m_channel.endSilently();
    deleteIfAbandoned();
}

void TrackedSocket::disconnectFromHost()
{
    if (!isConnectionOpen() || !m_channel.isServing())
        return;
    // A handler that disconnects may still answer later. QHttpServer itself, which disconnects where it cannot parse a
    // request, does not. It does so before it commits the transaction in which it has read the request (Qt 6.4 to 6.8).
    if (isTransactionStarted())
        m_handler.release();
    if (!isHandlerWaitedFor() && state() == ConnectedState) {
        setSocketState(ClosingState);
        Q_EMIT stateChanged(ClosingState);
    }
    m_channel.takeLeave(Farewell::Policy::Disconnect);
}

void TrackedSocket::close()
{
    // QAbstractSocket::abort() is not virtual. Before it calls close() it sets the number of write channels to 0, which
    // nobody else does (Qt 6.4 to 6.11).
    const bool aborted = isOpen() && writeChannelCount() == 0;
    if (isHandlerWaitedFor())
        m_handler.closeLater();
    else
        QIODevice::close();
    if (WebSocketStream *webSocket = m_channel.webSocket())
        webSocket->discardUnread();
    if (aborted)
        resetConnection();
    else
        disconnectFromHost();
    if (m_channel.webSocket() && !isConnectionOpen())
        announceEnd(); // where that was not said: the server went first
}

qint64 TrackedSocket::bytesAvailable() const
{
    const WebSocketStream *webSocket = m_channel.webSocket();
    return QTcpSocket::bytesAvailable() + m_request.available() + (webSocket ? webSocket->unread() : 0);
}

qint64 TrackedSocket::bytesToWrite() const
{
    return m_channel.output().unannounced();
}

bool TrackedSocket::canReadLine() const
{
    const WebSocketStream *webSocket = m_channel.webSocket();
    return QIODevice::canReadLine() || m_request.hasLine() || (webSocket && webSocket->hasLine());
}

// Counts for a WebSocket alone: a request is bounded by the limits.
void TrackedSocket::setReadBufferSize(qint64 size)
{
    QTcpSocket::setReadBufferSize(size);
    if (isConnectionOpen())
        m_channel.watch();
}

bool TrackedSocket::flush()
{
    const quint64 before = m_channel.output().sent();
    const QPointer<TrackedSocket> self(this); // a slot may delete it
    m_channel.attend(HttpChannel::Requests::Keep, false);
    return self && m_channel.output().sent() > before;
}

QByteArray TrackedSocket::requestHeader() const
{
    const QByteArray original = m_channel.originalHeader();
    return original.isEmpty() || m_request.isForgotten() ? m_request.header() : original;
}

void TrackedSocket::setSocketOption(SocketOption option, const QVariant &value)
{
    if (isConnectionOpen())
        SocketOptions::set(m_channel.descriptor().number(), option, value);
}

QVariant TrackedSocket::socketOption(SocketOption option)
{
    return isConnectionOpen() ? SocketOptions::get(m_channel.descriptor().number(), option) : QVariant();
}

bool TrackedSocket::waitForReadyRead(int msecs)
{
    if (state() != ConnectedState)
        return false;
    return waitUntil([this, before = m_requests] { return m_requests != before; },
                     [this] { return m_channel.isRequestPossible(); }, HttpChannel::Requests::HandOn, msecs);
}

bool TrackedSocket::waitForBytesWritten(int msecs)
{
    if (state() == UnconnectedState)
        return QTcpSocket::waitForBytesWritten(msecs); // which warns
    if (bytesToWrite() == 0)
        return false;
    const SocketOutput &output = m_channel.output();
    const quint64 before = output.announced();
    return waitUntil([&output, before] { return output.announced() != before; }, [] { return true; },
                     HttpChannel::Requests::Keep, msecs)
        && output.sent() > before; // else nobody has received it
}

bool TrackedSocket::waitForDisconnected(int msecs)
{
    if (state() == UnconnectedState)
        return QTcpSocket::waitForDisconnected(msecs); // which warns
    return waitUntil([this] { return !m_channel.isOpen(); }, [] { return true; }, HttpChannel::Requests::Keep, msecs);
}

// As ChannelWait::until(). A slot may delete this meanwhile: then the wait is impossible.
bool TrackedSocket::waitUntil(const std::function<bool()> &hasHappened, const std::function<bool()> &isPossible,
                              HttpChannel::Requests requests, int msecs)
{
    const auto result = ChannelWait(m_channel, this, msecs).until(requests, hasHappened, isPossible);
    if (result == ChannelWait::Result::TimedOut) {
        setSocketError(SocketTimeoutError);
        setErrorString(tr("Network operation timed out"));
        Q_EMIT errorOccurred(SocketTimeoutError);
    }
    return result == ChannelWait::Result::Happened;
}

// From Qt 6.5 on QHttpServer may leave a request until it has done with the one before. Then it has readyRead() emitted
// once more, from the event loop.
bool TrackedSocket::event(QEvent *event)
{
    if (event->type() != QEvent::MetaCall || bytesAvailable() == 0)
        return TrackedConnection::event(event);
    const QPointer<TrackedSocket> self(this);
    const bool result = handle([this, event] { return TrackedConnection::event(event); });
    if (self)
        announceRequest();
    return result;
}

qint64 TrackedSocket::readData(char *data, qint64 size)
{
    if (m_request.available() > 0)
        return m_request.read(data, qsizetype(size));
    WebSocketStream *webSocket = m_channel.webSocket();
    if (!webSocket || webSocket->unread() == 0)
        return isConnectionOpen() ? 0 : -1;
    const qsizetype count = webSocket->read(data, qsizetype(size));
    if (isConnectionOpen())
        m_channel.watch(); // there may be room for more now
    return count;
}

qint64 TrackedSocket::skipData(qint64 size)
{
    return QIODevice::skipData(size); // which reads; QAbstractSocket's asks an engine that is not there
}

qint64 TrackedSocket::writeData(const char *data, qint64 size)
{
    m_channel.write(QByteArrayView(data, size));
    return size;
}

void TrackedSocket::onRequest(QByteArray request)
{
    m_request.set(std::move(request));
    m_handler.begin();
    ++m_requests;
    m_isRequestUntold = true;
    announceRequest();
}

void TrackedSocket::onWebSocketBytes()
{
    const SocketHost::Handling handling(m_channel.host(), *this);
    Q_EMIT readyRead();
}

bool TrackedSocket::wantsWebSocketBytes() const
{
    return readBufferSize() == 0 || bytesAvailable() < readBufferSize();
}

// Not within itself, as in Qt: a handler that waits for a request reads it, or it is handled next.
void TrackedSocket::announceRequest()
{
    if (m_isHandling)
        return;
    const QPointer<TrackedSocket> self(this); // a handler may delete it
    while (self && std::exchange(m_isRequestUntold, false) && m_request.available() > 0)
        handle([this] {
            Q_EMIT readyRead();
            return true;
        });
}

// Calls read, which has the present request read and handled.
bool TrackedSocket::handle(const std::function<bool()> &read)
{
    const QPointer<TrackedSocket> self(this);
    const bool isWithin = std::exchange(m_isHandling, true);
    const SocketHost::Handling handling(m_channel.host(), *this);
    const bool result = read();
    if (!self)
        return result;
    m_isHandling = isWithin;
    if (!isWithin && m_request.available() == 0)
        m_request.forget();
    return result;
}

// Not within itself, as in Qt; what is sent meanwhile is told of next.
void TrackedSocket::onSent(qint64 bytes)
{
    m_sentUntold += bytes;
    if (m_isTellingSent)
        return;
    const QPointer<TrackedSocket> self(this);
    m_isTellingSent = true;
    while (self && m_sentUntold > 0)
        Q_EMIT bytesWritten(std::exchange(m_sentUntold, 0));
    if (self)
        m_isTellingSent = false;
}

// QIODevice keeps a chunk of 16 KiB once it has buffered anything. To change the mode is the public way to make it let
// go (Qt 6.4 to 6.11).
void TrackedSocket::onLongIdle()
{
    if (isOpen() && QTcpSocket::bytesAvailable() == 0 && !isTransactionStarted()) {
        setOpenMode(WriteOnly);
        setOpenMode(ReadWrite);
    }
}

void TrackedSocket::onEnded(CloseCause cause)
{
    if (cause == CloseCause::ByClient) {
        setSocketError(RemoteHostClosedError);
        setErrorString(tr("The remote host closed the connection"));
        Q_EMIT errorOccurred(RemoteHostClosedError);
    }
    if (!isHandlerWaitedFor())
        announceEnd();
}

void TrackedSocket::onAnsweredTooLate()
{
    announceEnd();
}

// Until then state() must go on to say "connected": or QHttpServer would not let the handler write, and we would never
// learn that it is done.
bool TrackedSocket::isHandlerWaitedFor() const
{
    return m_handler.isHeld(m_channel.isResponding());
}

void TrackedSocket::announceEnd()
{
    if (state() == UnconnectedState)
        return;
    if (m_handler.takeClose())
        QIODevice::close();
    setSocketState(UnconnectedState);
    Q_EMIT stateChanged(UnconnectedState);
    Q_EMIT readChannelFinished();
    Q_EMIT disconnected();
    deleteIfAbandoned();
}

// A QWebSocket that is deleted closes its socket, and counts on disconnected() to come before it ceases to listen (Qt
// 6.8). Here that comes later, and nobody else owns the socket.
void TrackedSocket::deleteIfAbandoned()
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&QAbstractSocket::disconnected);
    if (m_channel.webSocket() && !parent() && !isSignalConnected(signal))
        deleteLater();
}

} // namespace Drainboard

#include "moc_trackedsocket.cpp"

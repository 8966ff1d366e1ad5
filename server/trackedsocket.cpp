// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "trackedsocket.h"

#include "trackingserver.h"

#include <QLoggingCategory>

#include <array>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Drainboard {

Q_LOGGING_CATEGORY(lcSocket, "drainboard.socket", QtWarningMsg)

namespace {

// Beyond this much, a response in progress is sent without waiting for the handler to return.
constexpr qsizetype sendEarlyFrom = 64 * 1024;
// So much capacity is kept for the next response; more is returned when the connection falls idle.
constexpr qsizetype keptCapacity = 1024;

using InputBuffer = std::array<char, 64 * 1024>;

// One for each thread, not one for each connection.
InputBuffer &inputBuffer()
{
    static thread_local InputBuffer buffer;
    return buffer;
}

bool wouldBlock(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK;
}

QHostAddress hostAddress(const sockaddr_storage &address)
{
    QHostAddress host(reinterpret_cast<const sockaddr *>(&address));
    // Of a listener on both protocols the kernel reports IPv4 peers as ::ffff:a.b.c.d.
    bool mapped = false;
    const quint32 ipv4 = host.toIPv4Address(&mapped);
    return mapped ? QHostAddress(ipv4) : host;
}

quint16 portOf(const sockaddr_storage &address)
{
    return address.ss_family == AF_INET6 ? ntohs(reinterpret_cast<const sockaddr_in6 &>(address).sin6_port)
                                         : ntohs(reinterpret_cast<const sockaddr_in &>(address).sin_port);
}

struct Endpoint
{
    QHostAddress host;
    quint16 port = 0;
};

Endpoint endpoint(int (*name)(int, sockaddr *, socklen_t *), int descriptor)
{
    sockaddr_storage address {};
    socklen_t size = sizeof address;
    if (name(descriptor, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return {};
    return { hostAddress(address), portOf(address) };
}

QString peerText(int descriptor)
{
    const Endpoint peer = endpoint(::getpeername, descriptor);
    const bool ipv6 = peer.host.protocol() == QAbstractSocket::IPv6Protocol;
    return (ipv6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(peer.host.toString()).arg(peer.port);
}

} // namespace

TrackedSocket::TrackedSocket(qintptr descriptor, TrackingServer &server)
    : QTcpSocket(&server)
    , m_server(&server)
    , m_table(server.m_table)
    , m_record(m_table->open(peerText(int(descriptor))))
    , m_id(m_record->first)
    , m_descriptor(int(descriptor))
{
    ::fcntl(m_descriptor, F_SETFL, ::fcntl(m_descriptor, F_GETFL) | O_NONBLOCK);
    ::fcntl(m_descriptor, F_SETFD, FD_CLOEXEC);
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);

    const Endpoint peer = endpoint(::getpeername, m_descriptor);
    setPeerAddress(peer.host);
    setPeerPort(peer.port);
    const Endpoint local = endpoint(::getsockname, m_descriptor);
    setLocalAddress(local.host);
    setLocalPort(local.port);
    setSocketState(ConnectedState);
    setOpenMode(ReadWrite);
    server.add(this);
}

TrackedSocket::~TrackedSocket()
{
    endSilently();
    // The base class would abort() what it believes to be connected.
    setSocketState(UnconnectedState);
    if (m_server)
        m_server->remove(this);
}

void TrackedSocket::start()
{
    if (m_readable || !isConnectionOpen())
        return;
    m_readable = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    connect(m_readable, &QSocketNotifier::activated, this, &TrackedSocket::onReadable);
}

void TrackedSocket::releaseHandler()
{
    m_handlerReleased = true;
}

void TrackedSocket::drain()
{
    if (!isConnectionOpen() || m_farewell != Farewell::No)
        return;
    m_farewell = Farewell::Drain;
    m_exchange.announceClose();
    // Whether it is idle is decided after one last look at what the client has sent.
    onReadable();
}

void TrackedSocket::halfClose()
{
    if (!isConnectionOpen() || m_farewell == Farewell::HalfClose)
        return;
    m_farewell = Farewell::HalfClose;
    m_exchange.announceClose();
    advance();
}

void TrackedSocket::resetConnection()
{
    if (!isConnectionOpen())
        return;
    resetOnClose();
    finish(CloseCause::Aborted);
}

void TrackedSocket::endLinger()
{
    if (isConnectionOpen())
        finish(CloseCause::Disconnected);
}

void TrackedSocket::endSilently()
{
    if (!isConnectionOpen())
        return;
    const bool cut = m_exchange.isResponding() || hasOutput();
    if (cut)
        resetOnClose();
    release(cut ? CloseCause::Aborted : CloseCause::Disconnected);
}

void TrackedSocket::resetOnClose()
{
    const linger noLinger { .l_onoff = 1, .l_linger = 0 };
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &noLinger, sizeof noLinger);
}

void TrackedSocket::disconnectFromHost()
{
    if (!isConnectionOpen() || m_farewell == Farewell::Disconnect || m_farewell == Farewell::HalfClose)
        return;
    m_farewell = Farewell::Disconnect;
    setSocketState(ClosingState);
    Q_EMIT stateChanged(ClosingState);
    // QHttpServer itself, or a handler that has not yet returned, will not answer after this. A handler that
    // answers later may not know.
    m_handlerReleased = m_handlerReleased || m_advancing;
    advance();
}

void TrackedSocket::close()
{
    // QAbstractSocket::abort() is not virtual; what tells its call of close() from others is that it first sets
    // the number of write channels to 0 (Qt 6.4 to 6.11).
    const bool aborted = isOpen() && writeChannelCount() == 0;
    QIODevice::close();
    if (aborted)
        resetConnection();
    else
        disconnectFromHost();
}

qint64 TrackedSocket::bytesAvailable() const
{
    return QTcpSocket::bytesAvailable() + m_request.size() - m_requestRead;
}

qint64 TrackedSocket::bytesToWrite() const
{
    return m_out.size() - m_outSent;
}

qint64 TrackedSocket::readData(char *data, qint64 size)
{
    const qsizetype count = qMin(qsizetype(size), m_request.size() - m_requestRead);
    if (count == 0)
        return isConnectionOpen() ? 0 : -1;
    if (m_server)
        m_server->setCurrentConnection(this);
    std::copy_n(m_request.constData() + m_requestRead, count, data);
    m_requestRead += count;
    if (m_requestRead == m_request.size()) {
        m_request = QByteArray();
        m_requestRead = 0;
    }
    return count;
}

qint64 TrackedSocket::writeData(const char *data, qint64 size)
{
    m_exchange.respond(QByteArrayView(data, size), m_out);
    if (!isConnectionOpen() || m_finSent) {
        // Nobody can receive it, but whoever writes it must be let finish.
        m_out.clear();
        m_outSent = 0;
    } else if (m_out.size() - m_outSent >= sendEarlyFrom && !m_writable) {
        send();
    }
    advanceSoon();
    return size;
}

void TrackedSocket::onReadable()
{
    if (m_finSent) {
        discardInput();
        return;
    }
    if (receive())
        advance();
}

// Takes what the kernel has, within reason. False if that ended the connection.
bool TrackedSocket::receive()
{
    InputBuffer &buffer = inputBuffer();
    qint64 received = 0;
    while (!m_peerFinished && m_exchange.wantsMore()) {
        const ssize_t count = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
        if (count > 0) {
            received += count;
            m_exchange.receive(QByteArrayView(buffer.data(), count));
            if (std::size_t(count) < buffer.size())
                break;
        } else if (count == 0) {
            m_peerFinished = true;
            watchForDeparture();
        } else if (errno != EINTR) {
            if (wouldBlock(errno))
                break;
            finish(CloseCause::ByClient);
            return false;
        }
    }
    m_table->update(m_record, [&](ConnectionInfo &info) {
        info.bytesIn += quint64(received);
        info.peerFinished = m_peerFinished;
    });
    return true;
}

// A client that has half-closed and waits for its response looks like one that has gone, until something is
// sent to it. Only the first answers the kernel's probes: of the second, an orphan in FIN-WAIT-2 is left at
// best, and Linux does not answer for it.
void TrackedSocket::watchForDeparture()
{
    const int on = 1;
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    for (const auto &[option, value] : { std::pair(TCP_KEEPIDLE, 5), std::pair(TCP_KEEPINTVL, 5), std::pair(TCP_KEEPCNT, 4) })
        ::setsockopt(m_descriptor, IPPROTO_TCP, option, &value, sizeof value);
    m_departure = new QSocketNotifier(m_descriptor, QSocketNotifier::Exception, this);
    connect(m_departure, &QSocketNotifier::activated, this, [this] {
        finish(m_finSent ? CloseCause::Disconnected : CloseCause::ByClient);
    });
}

// After our FIN, nothing that arrives matters but the peer's FIN. A bound keeps a client that sends without end
// from holding the thread: the notifier comes back for the rest.
void TrackedSocket::discardInput()
{
    InputBuffer &buffer = inputBuffer();
    for (int round = 0; round < 16; ++round) {
        const ssize_t count = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
        if (count > 0 || (count < 0 && errno == EINTR))
            continue;
        if (count < 0 && wouldBlock(errno))
            return;
        finish(CloseCause::Disconnected);
        return;
    }
}

// Goes as far as can be gone now: hands requests on, sends, and draws the consequences. The one place from
// which readyRead() and bytesWritten() are emitted, never within itself.
void TrackedSocket::advance()
{
    if (m_advancing || !isConnectionOpen())
        return;
    m_advancing = true;
    const QPointer<TrackedSocket> self(this);
    for (;;) {
        send();
        if (const qint64 written = std::exchange(m_outUnannounced, 0)) {
            Q_EMIT bytesWritten(written);
            if (!self)
                return;
            continue; // whoever listens may have written more
        }
        if (!mayServe() || hasOutput() || !m_exchange.isRequestReady())
            break;
        deliverRequest();
        if (!self)
            return;
    }
    m_advancing = false;
    settle();
}

void TrackedSocket::advanceSoon()
{
    if (m_advancing || std::exchange(m_advanceScheduled, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_advanceScheduled = false;
            if (isConnectionOpen())
                advance();
            else if (!m_exchange.isResponding())
                announceEnd();
        },
        Qt::QueuedConnection);
}

void TrackedSocket::deliverRequest()
{
    m_request = m_exchange.takeRequest();
    m_requestRead = 0;
    m_handlerReleased = false;
    m_table->update(m_record, [this](ConnectionInfo &info) {
        ++info.requests;
        info.requestLine = m_exchange.requestLine();
    });
    m_table->setState(m_record, ConnectionState::Responding);
    Q_EMIT readyRead();
}

void TrackedSocket::send()
{
    if (!isConnectionOpen())
        return;
    qint64 sent = 0;
    while (hasOutput() && !m_sendFailed) {
        const ssize_t count = ::send(m_descriptor, m_out.constData() + m_outSent,
                                     std::size_t(m_out.size() - m_outSent), MSG_NOSIGNAL);
        if (count >= 0) {
            sent += count;
            m_outSent += count;
        } else if (errno != EINTR) {
            m_sendFailed = !wouldBlock(errno);
            break;
        }
    }
    if (m_sendFailed || !hasOutput()) {
        m_out.resize(0); // keeps the capacity
        m_outSent = 0;
    }
    watchForWriting(hasOutput());
    if (sent > 0) {
        m_outUnannounced += sent;
        m_table->update(m_record, [&](ConnectionInfo &info) { info.bytesOut += quint64(sent); });
    }
}

// Whether what the client sends is still looked at.
bool TrackedSocket::mayServe() const
{
    return isConnectionOpen() && !m_finSent && (m_farewell == Farewell::No || m_farewell == Farewell::Drain);
}

void TrackedSocket::settle()
{
    if (!isConnectionOpen())
        return;
    if (m_sendFailed) {
        finish(m_finSent ? CloseCause::Disconnected : CloseCause::ByClient);
        return;
    }
    if (mayServe()) {
        m_out += m_exchange.takeInterimResponse() + m_exchange.takeRefusal();
        send();
    }
    if (!hasOutput() && !m_finSent && !closeIfDue())
        return;
    updateState();
}

// With nothing unsent, and no FIN sent yet: whether it is time for that. False if the connection has ended.
bool TrackedSocket::closeIfDue()
{
    const bool owed = m_exchange.isResponding() || m_exchange.isRequestReady();
    if (m_farewell == Farewell::Disconnect || m_farewell == Farewell::HalfClose
        || (!m_exchange.isResponding() && m_exchange.mustClose())) {
        sendFin();
    } else if (m_peerFinished && !owed) {
        finish(CloseCause::ByClient);
    } else if (m_farewell == Farewell::Drain && !owed && !m_exchange.isReading()) {
        // Nothing is unread, so this is a FIN and not a reset.
        finish(CloseCause::Disconnected);
    }
    return isConnectionOpen();
}

void TrackedSocket::watchForWriting(bool on)
{
    if (!on) {
        if (m_writable)
            m_writable->setEnabled(false);
        return;
    }
    if (!m_writable) {
        m_writable = new QSocketNotifier(m_descriptor, QSocketNotifier::Write, this);
        connect(m_writable, &QSocketNotifier::activated, this, &TrackedSocket::advance);
    }
    m_writable->setEnabled(true);
}

void TrackedSocket::updateState()
{
    if (m_readable)
        m_readable->setEnabled(m_finSent || (!m_peerFinished && m_exchange.wantsMore()));
    if (m_finSent) {
        m_table->setState(m_record, ConnectionState::Closing);
    } else if (m_exchange.isResponding() || hasOutput()) {
        m_table->setState(m_record, ConnectionState::Responding);
    } else if (m_exchange.isReading()) {
        m_table->setState(m_record, ConnectionState::Reading);
    } else if (!m_exchange.isUnused()) {
        m_table->setState(m_record, ConnectionState::Idle);
        freeBuffers();
    }
}

void TrackedSocket::freeBuffers()
{
    // QIODevice keeps a chunk of 16 KiB once it has buffered anything; changing the mode is the public way to
    // make it let go (Qt 6.4 to 6.11).
    if (isOpen() && QTcpSocket::bytesAvailable() == 0 && !isTransactionStarted()) {
        setOpenMode(WriteOnly);
        setOpenMode(ReadWrite);
    }
    if (m_out.capacity() > keptCapacity)
        m_out = QByteArray();
}

void TrackedSocket::sendFin()
{
    ::shutdown(m_descriptor, SHUT_WR);
    m_finSent = true;
    m_table->setState(m_record, ConnectionState::Closing);
    if (m_peerFinished) {
        finish(CloseCause::Disconnected);
        return;
    }
    if (m_farewell != Farewell::HalfClose && m_server)
        m_server->closeAfterLinger(this);
    discardInput();
}

void TrackedSocket::finish(CloseCause cause)
{
    release(cause);
    if (cause == CloseCause::ByClient) {
        setSocketError(RemoteHostClosedError);
        setErrorString(tr("The remote host closed the connection"));
        Q_EMIT errorOccurred(RemoteHostClosedError);
    }
    if (m_exchange.isResponding() && !m_handlerReleased) {
        qCDebug(lcSocket) << "connection" << quint64(m_id) << "ended before its request was answered";
        setSocketState(ClosingState);
    } else {
        announceEnd();
    }
}

void TrackedSocket::release(CloseCause cause)
{
    for (QSocketNotifier **notifier : { &m_readable, &m_writable, &m_departure }) {
        if (*notifier) {
            (*notifier)->setEnabled(false); // before the descriptor's number can be used again
            std::exchange(*notifier, nullptr)->deleteLater(); // it may be the one that called us
        }
    }
    ::close(std::exchange(m_descriptor, -1));
    m_out = QByteArray();
    m_outSent = 0;
    m_table->close(m_record, cause);
    if (m_server)
        m_server->connectionEnded();
}

void TrackedSocket::announceEnd()
{
    if (state() == UnconnectedState)
        return;
    setSocketState(UnconnectedState);
    Q_EMIT stateChanged(UnconnectedState);
    Q_EMIT readChannelFinished();
    Q_EMIT disconnected();
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/trackedsocket.h"

#include "http/refusal.h"
#include "tracking/httpcompat.h"

#include <QEvent>

#include <algorithm>
#include <array>
#include <utility>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

// Beyond this much, a response in progress is sent without waiting for the handler to return.
constexpr qsizetype outputChunk = 64 * 1024;
// A client that sends without end must not hold the thread: the notifier comes back for the rest.
constexpr int receiveRounds = 16;
// How long a client that has received its last response has to close. Closing with unread data in the kernel resets
// the connection, and a reset can destroy a response on its way (RFC 9112, 9.6): so while one is, we wait on.
constexpr auto lingerTime = 2s;
constexpr auto lingerAtMost = 30s;
// A connection that is idle so long gives its buffers back, but for the first time, when it does so at once: a busy one
// would allocate them again.
constexpr auto buffersKept = 100ms;

using InputBuffer = std::array<char, 64 * 1024>;

// One for each thread, not one for each connection.
InputBuffer &inputBuffer()
{
    static thread_local InputBuffer buffer;
    return buffer;
}

} // namespace

TrackedSocket::TrackedSocket(qintptr descriptor, SocketHost &host, ConnectionQuota::Place place, QObject *parent)
    : TrackedConnection(parent)
    , m_host(&host)
    , m_limits(host.limits())
    , m_place(std::move(place))
    , m_descriptor(int(descriptor))
    , m_record(host.table(), m_descriptor.peer().toString())
    , m_watch(this, *this)
    , m_exchange(*m_limits)
{
    const TcpDescriptor::Endpoint peer = m_descriptor.peer();
    setPeerAddress(peer.host);
    setPeerPort(peer.port);
    const TcpDescriptor::Endpoint local = m_descriptor.local();
    setLocalAddress(local.host);
    setLocalPort(local.port);
    setSocketState(ConnectedState);
    setOpenMode(ReadWrite);
    host.add(*this);
}

TrackedSocket::~TrackedSocket()
{
    endSilently();
    // The base class would abort() what it believes to be connected.
    setSocketState(UnconnectedState);
    if (m_host)
        m_host->remove(*this);
}

void TrackedSocket::start()
{
    if (!isConnectionOpen() || m_watch.isStarted())
        return;
    m_watch.start(m_descriptor.number());
    setDeadline();
}

void TrackedSocket::releaseHandler()
{
    m_handlerReleased = true;
}

void TrackedSocket::drain(bool keepIdle)
{
    if (m_farewell == Farewell::Drain && !keepIdle)
        endGrace();
    if (!isConnectionOpen() || m_farewell != Farewell::No)
        return;
    m_farewell = Farewell::Drain;
    m_keepIdle = keepIdle;
    m_exchange.announceClose();
    onReadable(); // whether it is idle is decided after one more look at what the client has sent
}

void TrackedSocket::endGrace()
{
    if (isConnectionOpen() && std::exchange(m_keepIdle, false))
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
    if (isConnectionOpen())
        finish(CloseCause::Aborted);
}

void TrackedSocket::refuse(int status)
{
    m_exchange.refuse(status);
    advance();
}

// As things stand.
TrackedSocket::Due TrackedSocket::nextDue() const
{
    const ConnectionInfo &info = m_record.info();
    if (m_finSent) {
        if (m_farewell == Farewell::HalfClose)
            return {};
        return { info.stateSince + lingerTime, [](TrackedSocket &socket, SteadyTime now) { socket.checkLinger(now); } };
    }
    if (m_watch.isWriting()) { // not before a first try
        return { m_lastOutput + m_limits->writeTimeout, [](TrackedSocket &socket, SteadyTime) {
                    socket.m_closeReason = "The client did not read";
                    socket.finish(CloseCause::Aborted);
                } };
    }
    switch (info.state) {
    case ConnectionState::New:
        return { info.openedAt + m_limits->headerTimeout,
                 [](TrackedSocket &socket, SteadyTime) { socket.closeIdle(CloseCause::TimedOut, "No request came"); } };
    case ConnectionState::Reading:
        return { m_exchange.isReadingBody() ? m_record.lastReceived() + m_limits->bodyTimeout
                                            : info.stateSince + m_limits->headerTimeout,
                 [](TrackedSocket &socket, SteadyTime) { socket.refuse(408); } };
    case ConnectionState::Idle:
        if (m_mayHoldBuffers)
            return { info.stateSince + buffersKept, [](TrackedSocket &socket, SteadyTime) { socket.freeBuffers(); } };
        if (m_limits->keepAliveTimeout <= 0ms)
            return {};
        return { info.stateSince + m_limits->keepAliveTimeout, [](TrackedSocket &socket, SteadyTime) {
                    socket.closeIdle(CloseCause::TimedOut, "Idle for too long");
                } };
    case ConnectionState::Responding:
    case ConnectionState::Closing:
    case ConnectionState::Closed:
        break;
    }
    return {};
}

void TrackedSocket::onDeadline(SteadyTime now)
{
    if (const Due due = nextDue(); now >= due.time)
        due.act(*this, now);
    if (isConnectionOpen())
        setDeadline();
}

void TrackedSocket::setDeadline()
{
    if (const Due due = nextDue(); m_host && due.act)
        m_host->setDeadline(*this, due.time);
}

// Our FIN has been sent: how long the client may take for its own. What is on its way to a slow reader would be lost if
// it sent something meanwhile: the answer is a reset.
void TrackedSocket::checkLinger(SteadyTime now)
{
    if (now - m_record.info().stateSince >= lingerAtMost || m_descriptor.isAllAcknowledged())
        finish(m_ourCause);
}

// With nothing unread, to close is to send a FIN. But if the client sends anything more, it is answered with a reset,
// which must not overtake the last response.
void TrackedSocket::closeIdle(CloseCause cause, const QByteArray &reason)
{
    if (m_descriptor.hasUnread())
        return; // not idle after all
    m_ourCause = cause;
    m_closeReason = reason;
    if (m_descriptor.isAllAcknowledged())
        finish(m_ourCause);
    else
        sendFin();
}

void TrackedSocket::endSilently()
{
    if (isConnectionOpen())
        release(m_exchange.isResponding() || !m_out.isEmpty() ? CloseCause::Aborted : CloseCause::Disconnected);
}

void TrackedSocket::disconnectFromHost()
{
    if (!isConnectionOpen() || m_farewell == Farewell::Disconnect || m_farewell == Farewell::HalfClose)
        return;
    m_farewell = Farewell::Disconnect;
    // A handler that disconnects may still answer later. QHttpServer itself will not, which disconnects where it cannot
    // parse a request: in all versions before it commits the transaction in which it has read it.
    m_handlerReleased = m_handlerReleased || isTransactionStarted();
    if (!isHandlerWaitedFor()) {
        setSocketState(ClosingState);
        Q_EMIT stateChanged(ClosingState);
    }
    advance();
}

void TrackedSocket::close()
{
    // QAbstractSocket::abort() is not virtual; what tells its call of close() from others is that it first sets
    // the number of write channels to 0 (Qt 6.4 to 6.11).
    const bool aborted = isOpen() && writeChannelCount() == 0;
    if (isHandlerWaitedFor())
        m_closeAfterHandler = true; // what is written to a closed device, we never learn of
    else
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
    return m_out.size();
}

bool TrackedSocket::canReadLine() const
{
    return QIODevice::canReadLine() || m_request.indexOf('\n', m_requestRead) >= 0;
}

// From Qt 6.5 on QHttpServer may leave a request until it has done with the one before. Then it has readyRead() emitted
// once more, from the event loop.
bool TrackedSocket::event(QEvent *event)
{
    if (event->type() != QEvent::MetaCall || m_request.isEmpty())
        return TrackedConnection::event(event);
    const SocketHost::Handling handling(m_host, *this);
    return TrackedConnection::event(event);
}

qint64 TrackedSocket::readData(char *data, qint64 size)
{
    const qsizetype count = std::min(qsizetype(size), m_request.size() - m_requestRead);
    if (count == 0)
        return isConnectionOpen() ? 0 : -1;
    std::copy_n(m_request.constData() + m_requestRead, count, data);
    m_requestRead += count;
    if (m_requestRead == m_request.size()) {
        m_request = QByteArray();
        m_requestRead = 0;
    }
    return count;
}

qint64 TrackedSocket::skipData(qint64 size)
{
    return QIODevice::skipData(size); // which reads; QAbstractSocket's asks an engine that is not there
}

qint64 TrackedSocket::writeData(const char *data, qint64 size)
{
    if (m_exchange.isAboutToSayClose())
        lookAhead();
    m_exchange.respond(QByteArrayView(data, size), m_out.bytes());
    if (!isConnectionOpen() || m_finSent)
        dropOutput(); // nobody can receive it, but whoever writes must be let finish
    else if (m_out.size() >= outputChunk && !m_watch.isWriting())
        send();
    advanceSoon();
    return size;
}

void TrackedSocket::onReadable()
{
    if (!receive())
        return;
    if (!m_finSent)
        advance();
    else if (m_peerFinished)
        finish(m_ourCause);
    else
        m_record.write(ConnectionState::Closing, m_exchange);
}

// Takes what the kernel has, within reason; what is no longer looked at is discarded. False if that ended the
// connection.
bool TrackedSocket::receive()
{
    InputBuffer &buffer = inputBuffer();
    qint64 received = 0;
    const bool wasPeerFinished = m_peerFinished;
    for (int round = 0; round < receiveRounds && !m_peerFinished; ++round) {
        if (isServing() && !m_exchange.wantsMore())
            break;
        const TcpDescriptor::Transfer transfer = m_descriptor.receive(buffer.data(), buffer.size());
        if (transfer.outcome == TcpDescriptor::Outcome::Failed) {
            finish(m_finSent ? m_ourCause : CloseCause::ByClient);
            return false;
        }
        m_peerFinished = transfer.outcome == TcpDescriptor::Outcome::Finished;
        received += transfer.count;
        if (isServing())
            m_exchange.receive(QByteArrayView(buffer.data(), transfer.count));
        if (transfer.count < qsizetype(buffer.size()))
            break;
    }
    if (m_peerFinished && !wasPeerFinished) {
        m_descriptor.probePeer();
        m_record.peerFinished();
    }
    if (received > 0)
        m_record.received(received, SteadyClock::now());
    watch();
    return true;
}

// A client that is told "close" takes what it has sent behind for lost: so what is here must be known before. How the
// connection may have ended meanwhile can wait.
void TrackedSocket::lookAhead()
{
    if (!isServing() || m_peerFinished)
        return;
    InputBuffer &buffer = inputBuffer();
    const TcpDescriptor::Transfer transfer = m_descriptor.receive(buffer.data(), buffer.size());
    if (transfer.count == 0)
        return;
    m_record.received(transfer.count, SteadyClock::now());
    m_exchange.receive(QByteArrayView(buffer.data(), transfer.count));
}

void TrackedSocket::onWritable()
{
    advance();
}

void TrackedSocket::onException()
{
    if (m_descriptor.isGone())
        finish(m_finSent ? m_ourCause : CloseCause::ByClient);
}

// Goes as far as can be gone now: hands requests on, sends, and draws the consequences. The one place from
// which readyRead() and bytesWritten() are emitted, never within itself.
void TrackedSocket::advance()
{
    if (m_advancing) { // in an event loop that a handler runs
        send();
        return;
    }
    m_advancing = true;
    const QPointer<TrackedSocket> self(this);
    for (;;) {
        appendOurResponses();
        send();
        if (m_record.isAnswerOwed() && !m_sendFailed && isConnectionOpen() && !m_finSent && m_out.isEmpty()
            && !m_exchange.isResponding())
            m_record.endAnswer();
        if (const qint64 written = std::exchange(m_outUnannounced, 0)) {
            Q_EMIT bytesWritten(written);
            if (!self)
                return;
            continue; // whoever listens may have written more
        }
        if (!isServing() || !m_out.isEmpty() || !m_exchange.isRequestReady())
            break;
        deliverRequest();
        if (!self)
            return;
    }
    m_advancing = false;
    settle();
}

// Those that no handler makes.
void TrackedSocket::appendOurResponses()
{
    if (!isServing())
        return;
    m_out.bytes() += m_exchange.takeInterimResponse();
    if (const int status = m_exchange.takeRefusal(); status && m_exchange.isTls()) {
        m_ourCause = CloseCause::Rejected;
        m_closeReason = "HTTPS was spoken to an HTTP port";
    } else if (status) {
        m_ourCause = status == 408 ? CloseCause::TimedOut : CloseCause::Rejected;
        m_closeReason = statusText(status);
        m_out.bytes() += refusalResponse(status);
    }
}

void TrackedSocket::advanceSoon()
{
    if (m_advancing || std::exchange(m_advanceScheduled, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_advanceScheduled = false;
            advance();
        },
        Qt::QueuedConnection);
}

void TrackedSocket::deliverRequest()
{
    m_request = m_exchange.takeRequest();
    m_requestRead = 0;
    m_handlerReleased = false;
    m_mayHoldBuffers = true;
    m_record.beginAnswer(m_exchange.requestLine());
    m_record.write(ConnectionState::Responding, m_exchange);
    const SocketHost::Handling handling(m_host, *this);
    Q_EMIT readyRead();
}

void TrackedSocket::send()
{
    if (!isConnectionOpen() || m_out.isEmpty())
        return;
    qint64 sent = 0;
    while (!m_out.isEmpty() && !m_sendFailed) {
        const auto transfer = m_descriptor.send(m_out.pending());
        if (transfer.outcome != TcpDescriptor::Outcome::Done) {
            m_sendFailed = transfer.outcome == TcpDescriptor::Outcome::Failed;
            break;
        }
        sent += transfer.count;
        m_out.consume(transfer.count);
    }
    if (sent > 0 || !m_watch.isWriting()) // the first try counts as progress
        m_lastOutput = SteadyClock::now();
    if (sent > 0) {
        m_outUnannounced += sent;
        m_record.sent(sent, m_lastOutput);
    }
    if (m_sendFailed)
        dropOutput();
    watch();
}

// Whoever waits for bytesWritten() before it writes more must get it all the same.
void TrackedSocket::dropOutput()
{
    m_outUnannounced += m_out.size();
    m_out.clear();
}

// Whether what the client sends is still looked at.
bool TrackedSocket::isServing() const
{
    return isConnectionOpen() && !m_finSent && (m_farewell == Farewell::No || m_farewell == Farewell::Drain);
}

// Whether a handler may still write to this object. Until it has, state() must go on to say "connected", or
// QHttpServer would not let it write, and we would never learn that it is done.
bool TrackedSocket::isHandlerWaitedFor() const
{
    return HttpCompat::handlersHoldPlainSockets && m_exchange.isResponding() && !m_handlerReleased;
}

void TrackedSocket::settle()
{
    if (isConnectionOpen() && m_sendFailed)
        finish(m_finSent ? m_ourCause : CloseCause::ByClient);
    if (isConnectionOpen() && !m_finSent && m_out.isEmpty())
        closeIfDue();
    if (isConnectionOpen()) {
        watch();
        m_record.write(connectionState(), m_exchange);
        // Thousands that open at once and make a request each would else all hold them at a time.
        if (m_record.info().state == ConnectionState::Idle && m_exchange.requestsBegun() == 1)
            freeBuffers();
        setDeadline();
    } else if (!m_exchange.isResponding()) {
        announceEnd();
    }
}

// With nothing unsent, and no FIN sent yet: ends the connection, or begins to, if it is time for that.
void TrackedSocket::closeIfDue()
{
    const bool answered = !m_exchange.isResponding();
    const bool owed = !answered || m_exchange.isRequestReady();
    switch (m_farewell) {
    case Farewell::Disconnect:
    case Farewell::HalfClose:
        sendFin();
        return;
    case Farewell::No:
    case Farewell::Drain:
        break;
    }
    if (m_exchange.isBroken() || (answered && m_exchange.mustClose())) {
        sendFin();
    } else if (m_peerFinished && !owed) {
        finish(CloseCause::ByClient);
    } else if (m_farewell == Farewell::Drain && !m_keepIdle && !owed && !m_exchange.isReading()) {
        closeIdle(CloseCause::Disconnected);
    }
}

void TrackedSocket::watch()
{
    m_watch.setReading(!m_peerFinished && (!isServing() || m_exchange.wantsMore()));
    m_watch.setWriting(!m_out.isEmpty());
}

ConnectionState TrackedSocket::connectionState() const
{
    if (m_finSent)
        return ConnectionState::Closing;
    if (m_exchange.isResponding() || !m_out.isEmpty())
        return ConnectionState::Responding;
    if (m_exchange.isReading())
        return ConnectionState::Reading;
    return m_exchange.isUnused() ? ConnectionState::New : ConnectionState::Idle;
}

void TrackedSocket::freeBuffers()
{
    m_mayHoldBuffers = false;
    // QIODevice keeps a chunk of 16 KiB once it has buffered anything; changing the mode is the public way to
    // make it let go (Qt 6.4 to 6.11).
    if (isOpen() && QTcpSocket::bytesAvailable() == 0 && !isTransactionStarted()) {
        setOpenMode(WriteOnly);
        setOpenMode(ReadWrite);
    }
    m_out.shrink();
    m_exchange.shrink();
}

void TrackedSocket::sendFin()
{
    m_descriptor.finishSending();
    m_finSent = true;
    m_record.write(ConnectionState::Closing, m_exchange);
    setDeadline();
    onReadable();
}

void TrackedSocket::finish(CloseCause cause)
{
    release(cause);
    if (cause == CloseCause::ByClient) {
        setSocketError(RemoteHostClosedError);
        setErrorString(tr("The remote host closed the connection"));
        Q_EMIT errorOccurred(RemoteHostClosedError);
    }
    if (!isHandlerWaitedFor())
        announceEnd();
}

void TrackedSocket::release(CloseCause cause)
{
    m_watch.stop();
    if (cause == CloseCause::Aborted)
        m_descriptor.reset();
    else
        m_descriptor.close();
    // Received whole, and waiting for their turn: who has gone does not wait.
    const QList<QByteArray> waiting = cause == CloseCause::ByClient ? QList<QByteArray>()
                                                                    : m_exchange.waitingRequests();
    dropOutput();
    m_record.close(cause, m_closeReason, waiting);
    m_place = {};
    cancelDeadline();
    if (m_host)
        Q_EMIT m_host->connectionEnded();
}

void TrackedSocket::announceEnd()
{
    if (state() == UnconnectedState)
        return;
    if (std::exchange(m_closeAfterHandler, false))
        QIODevice::close();
    setSocketState(UnconnectedState);
    Q_EMIT stateChanged(UnconnectedState);
    Q_EMIT readChannelFinished();
    Q_EMIT disconnected();
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowdconnection.h"

#include "net/socketaddress.h"
#include "net/tcpconnect.h"

#include <array>
#include <cerrno>
#include <utility>

#include <sys/socket.h>

namespace Drainboard {

namespace {

// What is on its way to a distant client: as much as its window would let in.
constexpr qsizetype delayedAtMost = 4 * 1024 * 1024;
// Then it is the turn of others.
constexpr int readsInARow = 16;
constexpr int smallReceiveBuffer = 4096; // the kernel takes twice as much

bool isOurFault(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM || error == EADDRNOTAVAIL;
}

} // namespace

CrowdConnection::CrowdConnection(const CrowdSettings &settings, TimeWheel &wheel, Listener &listener, Reading reading)
    : m_settings(settings)
    , m_halfWay(std::chrono::microseconds(settings.distance) / 2)
    , m_wheel(wheel)
    , m_listener(listener)
    , m_watch(this, *this)
    , m_isReading(reading == Reading::AtOnce)
{
}

CrowdConnection::~CrowdConnection()
{
    m_watch.stop();
}

void CrowdConnection::open()
{
    plan(Deed::Open);
}

void CrowdConnection::send(const QByteArray &bytes)
{
    plan(Deed::Send, bytes);
}

void CrowdConnection::close()
{
    if (std::exchange(m_isClosed, true))
        return;
    m_news.clear();
    m_watch.stop(); // nobody would read what comes until the descriptor is closed
    plan(Deed::Close);
}

void CrowdConnection::look()
{
    receive();
}

void CrowdConnection::startReading()
{
    m_isReading = true;
    if (m_isConnected && !m_isOver)
        m_watch.setReading(true);
}

bool CrowdConnection::hasServerFinished() const
{
    return m_isConnected && m_socket && m_socket->condition().hasPeerFinished;
}

void CrowdConnection::plan(Deed deed, const QByteArray &bytes)
{
    if (m_halfWay.count() == 0) {
        perform(deed, bytes);
        return;
    }
    m_deeds.push_back({ deed, bytes, std::chrono::steady_clock::now() + m_halfWay });
    setDeadline();
}

void CrowdConnection::perform(Deed deed, const QByteArray &bytes)
{
    switch (deed) {
    case Deed::Open:
        connectNow();
        break;
    case Deed::Send:
        m_unsent.bytes().append(bytes);
        flush();
        break;
    case Deed::Close:
        closeNow();
        break;
    }
}

void CrowdConnection::connectNow()
{
    if (m_isClosed)
        return;
    const SocketAddress server(m_settings.address, m_settings.port);
    FileDescriptor descriptor(::socket(server.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!descriptor.isValid()) {
        bring(News::NoneLeft);
        return;
    }
    m_socket.emplace(std::move(descriptor));
    if (!m_isReading) // so that the server has to wait
        ::setsockopt(m_socket->number(), SOL_SOCKET, SO_RCVBUF, &smallReceiveBuffer, sizeof smallReceiveBuffer);
    if (::connect(m_socket->number(), server.data(), server.size()) != 0 && errno != EINPROGRESS) {
        bring(isOurFault(errno) ? News::NoneLeft : News::Refused);
        return;
    }
    m_watch.start(m_socket->number());
    m_watch.setWriting(true);
}

void CrowdConnection::finishConnecting()
{
    const quint16 serverPort = TcpDescriptor::peerOf(m_socket->number()).port;
    const TcpDescriptor::Failure failure = m_socket->failure();
    if (serverPort == 0 && failure == TcpDescriptor::Failure::None)
        return; // not yet
    m_localPort = m_socket->local().port;
    if (failure == TcpDescriptor::Failure::GivenUp || TcpConnect::isToItself(m_socket->number())) {
        m_watch.stop();
        m_socket->reset(); // so that nothing of a connection to itself keeps the port from the server
        m_isOver = true;
        bring(News::Refused);
        return;
    }
    m_isConnected = true;
    m_watch.setWriting(false);
    if (!m_isReading)
        m_watch.setReading(false);
    bring(News::Connected);
    if (failure == TcpDescriptor::Failure::Reset && !m_isReading) // at once
        fail();
}

void CrowdConnection::onReadable()
{
    if (!m_isConnected)
        finishConnecting();
    else
        receive();
}

void CrowdConnection::onWritable()
{
    if (!m_isConnected)
        finishConnecting();
    else
        flush();
}

void CrowdConnection::onException()
{
    if (!m_isConnected) {
        finishConnecting();
    } else if (!m_isReading && m_socket->failure() != TcpDescriptor::Failure::None) {
        fail();
    }
}

void CrowdConnection::fail()
{
    m_watch.stop();
    m_isOver = true;
    bring(News::Failed);
}

void CrowdConnection::receive()
{
    static thread_local std::array<char, 64 * 1024> buffer;
    for (int i = 0; i < readsInARow; ++i) {
        if (m_isClosed || m_isOver || !m_isReading || !m_isConnected || m_delayed > delayedAtMost)
            return;
        const TcpDescriptor::Transfer transfer = m_socket->receive(buffer.data(), qsizetype(buffer.size()));
        switch (transfer.outcome) {
        case TcpDescriptor::Outcome::Done:
            bring(News::Bytes, QByteArrayView(buffer.data(), transfer.count));
            break;
        case TcpDescriptor::Outcome::WouldBlock:
            return;
        case TcpDescriptor::Outcome::Finished:
            m_isReading = false;
            bring(News::Fin);
            if (!m_isClosed) // a reset may still come
                m_watch.setReading(false);
            return;
        case TcpDescriptor::Outcome::Failed:
            fail();
            return;
        }
    }
}

void CrowdConnection::flush()
{
    while (!m_unsent.isEmpty() && m_isConnected && !m_isOver) {
        const TcpDescriptor::Transfer transfer = m_socket->send(m_unsent.pending());
        if (transfer.outcome == TcpDescriptor::Outcome::WouldBlock) {
            m_watch.setWriting(true);
            return;
        }
        if (transfer.outcome != TcpDescriptor::Outcome::Done) {
            m_watch.setWriting(false); // what has come is read first, and then that the connection has failed
            return;
        }
        m_unsent.consume(transfer.count);
    }
    m_watch.setWriting(false);
}

void CrowdConnection::closeNow()
{
    m_watch.stop();
    m_isOver = true;
    if (m_socket)
        m_socket->close();
    m_listener.onClosed();
}

void CrowdConnection::bring(News news, QByteArrayView bytes)
{
    if (m_isClosed)
        return;
    if (m_halfWay.count() == 0) {
        tell(news, bytes);
        return;
    }
    m_news.push_back({ news, bytes.toByteArray(), std::chrono::steady_clock::now() + m_halfWay });
    m_delayed += bytes.size();
    if (m_delayed > delayedAtMost)
        m_watch.setReading(false);
    setDeadline();
}

void CrowdConnection::tell(News news, QByteArrayView bytes)
{
    switch (news) {
    case News::Connected:
        m_listener.onConnected();
        break;
    case News::Refused:
    case News::NoneLeft:
        m_listener.onNotConnected(news == News::NoneLeft);
        break;
    case News::Bytes:
        m_listener.onBytes(bytes);
        break;
    case News::Fin:
        m_listener.onFin();
        break;
    case News::Failed:
        m_listener.onFailed();
        break;
    }
}

void CrowdConnection::onDeadline(Time now)
{
    while (!m_deeds.isEmpty() && m_deeds.constFirst().at <= now) {
        const Later<Deed> deed = m_deeds.takeFirst();
        perform(deed.what, deed.bytes);
    }
    while (!m_news.isEmpty() && m_news.constFirst().at <= now) {
        const Later<News> news = m_news.takeFirst();
        const bool wasFull = m_delayed > delayedAtMost;
        m_delayed -= news.bytes.size();
        if (wasFull && m_delayed <= delayedAtMost && !m_isOver && m_isReading)
            m_watch.setReading(true);
        tell(news.what, news.bytes);
    }
    setDeadline();
}

void CrowdConnection::setDeadline()
{
    if (!m_deeds.isEmpty())
        m_wheel.setNoLaterThan(*this, m_deeds.constFirst().at);
    if (!m_news.isEmpty())
        m_wheel.setNoLaterThan(*this, m_news.constFirst().at);
}

} // namespace Drainboard

#include "moc_crowdconnection.cpp"

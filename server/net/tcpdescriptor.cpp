// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "net/tcpdescriptor.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Drainboard {

namespace {

// <netinet/tcp.h> names it TCP_CLOSE_WAIT; but that has an old tcp_info, and does not go with <linux/tcp.h>.
constexpr int closeWait = 8;

// Zeros where the kernel does not say. An older one fills only a part.
tcp_info tcpInfo(int descriptor)
{
    tcp_info info {};
    socklen_t size = sizeof info;
    ::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size);
    return info;
}

// 0 where the kernel does not say.
int queuedBytes(int descriptor, unsigned long which)
{
    int bytes = 0;
    return ::ioctl(descriptor, which, &bytes) == 0 ? bytes : 0;
}

TcpDescriptor::Endpoint endpoint(int (*name)(int, sockaddr *, socklen_t *), int descriptor)
{
    sockaddr_storage address {};
    socklen_t size = sizeof address;
    if (name(descriptor, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return {};
    QHostAddress host(reinterpret_cast<const sockaddr *>(&address));
    // Of a listener on both protocols the kernel reports IPv4 peers as ::ffff:a.b.c.d.
    bool isIpv4 = false;
    if (const quint32 ipv4 = host.toIPv4Address(&isIpv4); isIpv4)
        host = QHostAddress(ipv4);
    const quint16 port = address.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6 &>(address).sin6_port
                                                       : reinterpret_cast<const sockaddr_in &>(address).sin_port;
    return { host, ntohs(port) };
}

} // namespace

QString TcpDescriptor::Endpoint::toString() const
{
    const bool ipv6 = host.protocol() == QAbstractSocket::IPv6Protocol;
    return (ipv6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(host.toString()).arg(port);
}

TcpDescriptor::TcpDescriptor(FileDescriptor descriptor)
    : m_descriptor(descriptor.release())
{
    ::fcntl(m_descriptor, F_SETFL, ::fcntl(m_descriptor, F_GETFL) | O_NONBLOCK);
    ::fcntl(m_descriptor, F_SETFD, FD_CLOEXEC);
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

TcpDescriptor::~TcpDescriptor()
{
    close();
}

TcpDescriptor::Endpoint TcpDescriptor::peerOf(int descriptor)
{
    return endpoint(::getpeername, descriptor);
}

TcpDescriptor::Endpoint TcpDescriptor::localOf(int descriptor)
{
    return endpoint(::getsockname, descriptor);
}

// A failure is reported once: then the kernel goes on as if the peer had sent FIN.
TcpDescriptor::Transfer TcpDescriptor::transferOf(ssize_t result) const
{
    if (result > 0)
        return { Outcome::Done, result };
    if (result == 0 && m_error == 0)
        return { Outcome::Finished };
    if (result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return { Outcome::WouldBlock };
    if (m_error == 0)
        m_error = errno;
    return { Outcome::Failed };
}

TcpDescriptor::Transfer TcpDescriptor::receive(char *buffer, qsizetype size)
{
    ssize_t result;
    do {
        result = ::recv(m_descriptor, buffer, std::size_t(size), 0);
    } while (result < 0 && errno == EINTR);
    return transferOf(result);
}

TcpDescriptor::Transfer TcpDescriptor::send(QByteArrayView bytes)
{
    ssize_t result;
    do {
        result = ::send(m_descriptor, bytes.data(), std::size_t(bytes.size()), MSG_NOSIGNAL);
    } while (result < 0 && errno == EINTR);
    return transferOf(result);
}

bool TcpDescriptor::finishSending()
{
    return ::shutdown(m_descriptor, SHUT_WR) == 0;
}

bool TcpDescriptor::hasUnread() const
{
    char byte;
    return transferOf(::recv(m_descriptor, &byte, 1, MSG_PEEK)).outcome != Outcome::WouldBlock;
}

bool TcpDescriptor::isAllAcknowledged() const
{
    int unacknowledged = 0;
    return ::ioctl(m_descriptor, SIOCOUTQ, &unacknowledged) == 0 && unacknowledged == 0;
}

TcpDescriptor::Condition TcpDescriptor::condition() const
{
    const tcp_info info = tcpInfo(m_descriptor);
    return { .roundTrip = { std::chrono::microseconds(info.tcpi_rtt), std::chrono::microseconds(info.tcpi_rttvar) },
             .hasPeerFinished = info.tcpi_state == closeWait };
}

TcpDescriptor::Leftover TcpDescriptor::leftover() const
{
    return { .unread = quint64(queuedBytes(m_descriptor, SIOCINQ)),
             .unacknowledged = quint64(queuedBytes(m_descriptor, SIOCOUTQ)) };
}

TcpDescriptor::Failure TcpDescriptor::failure() const
{
    if (m_error == 0) {
        socklen_t size = sizeof m_error;
        ::getsockopt(m_descriptor, SOL_SOCKET, SO_ERROR, &m_error, &size);
    }
    switch (m_error) {
    case 0:
        return Failure::None;
    case ECONNRESET:
    case EPIPE: // the same, where the peer's FIN had come before its RST
        return Failure::Reset;
    default: // ETIMEDOUT, EHOSTUNREACH and the like
        return Failure::GivenUp;
    }
}

std::chrono::milliseconds TcpDescriptor::sinceLastData() const
{
    return std::chrono::milliseconds(tcpInfo(m_descriptor).tcpi_last_data_recv);
}

TcpFigures TcpDescriptor::figures() const
{
    TcpFigures figures;
    figures.takenAt = SteadyClock::now();
    const tcp_info info = tcpInfo(m_descriptor);
    figures.roundTrip = std::chrono::microseconds(info.tcpi_rtt);
    figures.roundTripDeviation = std::chrono::microseconds(info.tcpi_rttvar);
    figures.retransmissions = info.tcpi_total_retrans;
    figures.retransmissionsInFlight = info.tcpi_retrans;
    figures.unacknowledgedSegments = info.tcpi_unacked;
    figures.congestionWindow = info.tcpi_snd_cwnd;
    figures.deliveryRate = info.tcpi_delivery_rate;
    figures.unreadBytes = queuedBytes(m_descriptor, SIOCINQ);
    figures.notSentBytes = queuedBytes(m_descriptor, SIOCOUTQNSD);
    // Acknowledgements may have come between the two questions.
    figures.unacknowledgedBytes = std::max<qint64>(queuedBytes(m_descriptor, SIOCOUTQ) - figures.notSentBytes, 0);
    return figures;
}

bool TcpDescriptor::isGone() const
{
    pollfd entry { m_descriptor, 0, 0 };
    return ::poll(&entry, 1, 0) > 0 && (entry.revents & (POLLERR | POLLHUP));
}

void TcpDescriptor::probePeer()
{
    const int on = 1;
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    const std::pair<int, int> options[] = { { TCP_KEEPIDLE, 5 }, { TCP_KEEPINTVL, 5 }, { TCP_KEEPCNT, 4 } };
    for (const auto &[option, value] : options)
        ::setsockopt(m_descriptor, IPPROTO_TCP, option, &value, sizeof value);
}

void TcpDescriptor::close()
{
    if (isOpen())
        ::close(std::exchange(m_descriptor, -1));
}

void TcpDescriptor::reset()
{
    const linger none { .l_onoff = 1, .l_linger = 0 };
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    close();
}

} // namespace Drainboard

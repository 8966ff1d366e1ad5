// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "net/tcplistener.h"

#include <cerrno>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace Drainboard {

namespace {

// So many failures in a row are no longer those of single connections.
constexpr int failuresInARow = 100;

// The errors that accept(2) lists as those of a connection that has failed while it waited, and a few that Linux knows
// beside them: accept again. EPERM is a firewall's.
bool isOfOneConnection(int error)
{
    switch (error) {
    case EINTR: // a signal's
    case ECONNABORTED:
    case ECONNRESET:
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case ENETDOWN:
    case ENETUNREACH:
    case ENONET:
    case ENOPROTOOPT:
    case EOPNOTSUPP:
    case EPERM:
    case EPROTO:
    case ETIMEDOUT:
        return true;
    default:
        return false;
    }
}

} // namespace

int TcpListener::acceptNonBlocking(int listener)
{
    return ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

TcpListener::Acceptance TcpListener::accept() const
{
    int error = 0;
    for (int i = 0; i < failuresInARow; ++i) {
        if (FileDescriptor descriptor(m_accept(m_descriptor)); descriptor.isValid())
            return { Outcome::Accepted, std::move(descriptor) };
        error = errno;
        switch (error) {
        case EAGAIN:
            return { Outcome::NoneWaiting, {} };
        case EMFILE:
        case ENFILE:
        case ENOBUFS:
        case ENOMEM:
            return { Outcome::NotNow, {}, error };
        default:
            if (!isOfOneConnection(error))
                return { Outcome::Failed, {}, error };
        }
    }
    return { Outcome::NotNow, {}, error };
}

void TcpListener::stop() const
{
    // Of a listening socket, this ends the listening (tcp(7) does not say so; Linux has done it since 2.6 at least).
    ::shutdown(m_descriptor, SHUT_RDWR);
}

// How many connections the kernel has completed (tcp(7), TCP_INFO, in the state LISTEN).
int TcpListener::waiting() const
{
    tcp_info info {};
    socklen_t size = sizeof info;
    return ::getsockopt(m_descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 ? int(info.tcpi_unacked) : 0;
}

} // namespace Drainboard

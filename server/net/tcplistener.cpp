// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "net/tcplistener.h"

#include <cerrno>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace Drainboard {

TcpListener::Acceptance TcpListener::accept() const
{
    for (;;) {
        const int descriptor = ::accept4(m_descriptor, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor >= 0)
            return { Outcome::Accepted, descriptor };
        switch (errno) {
        case EINTR:
        case ECONNABORTED: // that one has gone: the next
            continue;
        case EMFILE:
        case ENFILE:
        case ENOBUFS:
        case ENOMEM:
            return { Outcome::OutOfDescriptors };
        default:
            return { Outcome::NoneWaiting };
        }
    }
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

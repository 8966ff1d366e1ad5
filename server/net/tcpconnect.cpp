// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "net/tcpconnect.h"

#include "net/socketaddress.h"

#include <cerrno>

#include <poll.h>
#include <sys/socket.h>

namespace Drainboard::TcpConnect {

Attempt begin(const TcpDescriptor::Endpoint &to)
{
    const SocketAddress address(to.host, to.port);
    FileDescriptor descriptor(::socket(address.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!descriptor.isValid())
        return { {}, errno };
    const int failed = ::connect(descriptor.number(), address.data(), address.size());
    if (failed && errno != EINPROGRESS && errno != EINTR)
        return { {}, errno };
    return { std::move(descriptor), 0 };
}

int result(int descriptor)
{
    pollfd entry { descriptor, POLLOUT, 0 };
    if (::poll(&entry, 1, 0) <= 0)
        return EINPROGRESS;
    int error = 0;
    socklen_t size = sizeof error;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) != 0)
        return errno;
    if (error || !isToItself(descriptor))
        return error;
    // Closed in good order, it would wait for itself for a minute, and keep the port from the server.
    const linger none { .l_onoff = 1, .l_linger = 0 };
    ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    return ECONNREFUSED;
}

bool isToItself(int descriptor)
{
    const TcpDescriptor::Endpoint peer = TcpDescriptor::peerOf(descriptor);
    const TcpDescriptor::Endpoint local = TcpDescriptor::localOf(descriptor);
    return peer.port != 0 && peer.port == local.port && peer.host == local.host;
}

} // namespace Drainboard::TcpConnect

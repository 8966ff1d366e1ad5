// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "net/tcpconnect.h"

#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace Drainboard::TcpConnect {

namespace {

// Returns its size.
socklen_t fill(sockaddr_storage &storage, const TcpDescriptor::Endpoint &endpoint)
{
    if (endpoint.host.protocol() == QAbstractSocket::IPv6Protocol) {
        auto &address = reinterpret_cast<sockaddr_in6 &>(storage);
        const Q_IPV6ADDR bytes = endpoint.host.toIPv6Address();
        address.sin6_family = AF_INET6;
        address.sin6_port = htons(endpoint.port);
        address.sin6_scope_id = endpoint.host.scopeId().toUInt();
        std::memcpy(&address.sin6_addr, &bytes, sizeof address.sin6_addr);
        return sizeof address;
    }
    auto &address = reinterpret_cast<sockaddr_in &>(storage);
    address.sin_family = AF_INET;
    address.sin_port = htons(endpoint.port);
    address.sin_addr.s_addr = htonl(endpoint.host.toIPv4Address());
    return sizeof address;
}

} // namespace

Attempt begin(const TcpDescriptor::Endpoint &to)
{
    sockaddr_storage address {};
    const socklen_t size = fill(address, to);
    FileDescriptor descriptor(::socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!descriptor.isValid())
        return { {}, errno };
    const int failed = ::connect(descriptor.number(), reinterpret_cast<const sockaddr *>(&address), size);
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
    return ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

} // namespace Drainboard::TcpConnect

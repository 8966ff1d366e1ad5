// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "net/socketoptions.h"

#include <optional>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace Drainboard {

namespace {

struct KernelOption
{
    int level;
    int name;
};

std::optional<int> valueOf(int descriptor, const KernelOption &option)
{
    int value = 0;
    socklen_t size = sizeof value;
    if (::getsockopt(descriptor, option.level, option.name, &value, &size) != 0)
        return std::nullopt;
    return value;
}

std::optional<KernelOption> kernelOption(int descriptor, QAbstractSocket::SocketOption option)
{
    const bool isIpv6 = valueOf(descriptor, { SOL_SOCKET, SO_DOMAIN }) == AF_INET6;
    const auto ofFamily = [isIpv6](int ipv4, int ipv6) {
        return isIpv6 ? KernelOption { IPPROTO_IPV6, ipv6 } : KernelOption { IPPROTO_IP, ipv4 };
    };
    switch (option) {
    case QAbstractSocket::LowDelayOption:
        return KernelOption { IPPROTO_TCP, TCP_NODELAY };
    case QAbstractSocket::KeepAliveOption:
        return KernelOption { SOL_SOCKET, SO_KEEPALIVE };
    case QAbstractSocket::MulticastTtlOption:
        return ofFamily(IP_MULTICAST_TTL, IPV6_MULTICAST_HOPS);
    case QAbstractSocket::MulticastLoopbackOption:
        return ofFamily(IP_MULTICAST_LOOP, IPV6_MULTICAST_LOOP);
    case QAbstractSocket::TypeOfServiceOption:
        if (isIpv6)
            break; // a stock socket has none there (Qt 6.4 to 6.8)
        return KernelOption { IPPROTO_IP, IP_TOS };
    case QAbstractSocket::SendBufferSizeSocketOption:
        return KernelOption { SOL_SOCKET, SO_SNDBUF };
    case QAbstractSocket::ReceiveBufferSizeSocketOption:
        return KernelOption { SOL_SOCKET, SO_RCVBUF };
    case QAbstractSocket::PathMtuSocketOption:
        return ofFamily(IP_MTU, IPV6_MTU);
    default: // a later version's
        break;
    }
    return std::nullopt;
}

} // namespace

QVariant SocketOptions::get(int descriptor, QAbstractSocket::SocketOption option)
{
    const std::optional<KernelOption> known = kernelOption(descriptor, option);
    const std::optional<int> value = known ? valueOf(descriptor, *known) : std::nullopt;
    return value && *value != -1 ? QVariant(*value) : QVariant(); // -1 is how Qt's engine says that there is none
}

void SocketOptions::set(int descriptor, QAbstractSocket::SocketOption option, const QVariant &value)
{
    const int number = value.toInt();
    if (const std::optional<KernelOption> known = kernelOption(descriptor, option))
        ::setsockopt(descriptor, known->level, known->name, &number, sizeof number);
}

} // namespace Drainboard

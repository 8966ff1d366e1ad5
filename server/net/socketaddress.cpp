// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "net/socketaddress.h"

#include <algorithm>
#include <iterator>

#include <netinet/in.h>

namespace Drainboard {

SocketAddress::SocketAddress(const QHostAddress &host, quint16 port)
{
    if (host.protocol() == QAbstractSocket::IPv6Protocol) {
        auto &ipv6 = reinterpret_cast<sockaddr_in6 &>(m_storage);
        ipv6.sin6_family = AF_INET6;
        ipv6.sin6_port = htons(port);
        const Q_IPV6ADDR bytes = host.toIPv6Address();
        static_assert(sizeof bytes == sizeof ipv6.sin6_addr);
        std::copy(std::begin(bytes.c), std::end(bytes.c), std::begin(ipv6.sin6_addr.s6_addr));
        ipv6.sin6_scope_id = host.scopeId().toUInt();
        m_size = sizeof ipv6;
    } else {
        auto &ipv4 = reinterpret_cast<sockaddr_in &>(m_storage);
        ipv4.sin_family = AF_INET;
        ipv4.sin_port = htons(port);
        ipv4.sin_addr.s_addr = htonl(host.toIPv4Address());
        m_size = sizeof ipv4;
    }
}

} // namespace Drainboard

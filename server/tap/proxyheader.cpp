// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tap/proxyheader.h"

#include <QtEndian>

namespace Drainboard {

namespace {

constexpr QByteArrayView signature("\r\n\r\n\0\r\nQUIT\n", 12);
constexpr char versionAndCommand = 0x21; // version 2, PROXY
constexpr char tcpOverIpv4 = 0x11;
constexpr char tcpOverIpv6 = 0x21;

void addPort(QByteArray &header, quint16 port)
{
    header += char(port >> 8);
    header += char(port & 0xff);
}

} // namespace

QByteArray proxyHeader(const TcpDescriptor::Endpoint &from, const TcpDescriptor::Endpoint &to)
{
    const bool isIpv6 = from.host.protocol() == QAbstractSocket::IPv6Protocol;
    QByteArray addresses;
    for (const QHostAddress &host : { from.host, to.host }) {
        if (isIpv6) {
            const Q_IPV6ADDR bytes = host.toIPv6Address();
            addresses.append(reinterpret_cast<const char *>(bytes.c), sizeof bytes.c);
        } else {
            const quint32 bytes = qToBigEndian(host.toIPv4Address());
            addresses.append(reinterpret_cast<const char *>(&bytes), sizeof bytes);
        }
    }
    addPort(addresses, from.port);
    addPort(addresses, to.port);
    QByteArray header = signature.toByteArray();
    header += versionAndCommand;
    header += isIpv6 ? tcpOverIpv6 : tcpOverIpv4;
    addPort(header, quint16(addresses.size())); // two bytes, as a port is
    return header + addresses;
}

} // namespace Drainboard

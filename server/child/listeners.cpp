// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "child/listeners.h"

#include "net/filedescriptor.h"
#include "net/tcpconnect.h"

#include <QByteArray>
#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>

#include <poll.h>

namespace Drainboard {

namespace {

constexpr int connectAtMost = 50; // ms

// The kernel prints each four bytes as one number of this machine's byte order.
QHostAddress addressIn(const QByteArray &hex)
{
    std::array<quint32, 4> words {};
    const qsizetype count = hex.size() / 8;
    for (qsizetype i = 0; i < std::min<qsizetype>(count, 4); ++i)
        words[std::size_t(i)] = hex.mid(i * 8, 8).toUInt(nullptr, 16);
    std::array<quint8, 16> bytes {};
    std::memcpy(bytes.data(), words.data(), bytes.size());
    if (count == 4)
        return QHostAddress(bytes.data());
    return QHostAddress(quint32(bytes[0]) << 24 | quint32(bytes[1]) << 16 | quint32(bytes[2]) << 8 | bytes[3]);
}

// The first line is a heading. Behind the listening sockets are the others (proc_net_tcp.rst says so).
bool readTable(const QString &path, quint16 port, QList<QHostAddress> &found)
{
    QFile table(path);
    if (!table.open(QIODevice::ReadOnly))
        return false;
    table.readLine();
    for (;;) {
        const QList<QByteArray> fields = table.readLine().simplified().split(' ');
        if (fields.size() < 4 || fields[3] != "0A") // TCP_LISTEN
            return true;
        const qsizetype colon = fields[1].indexOf(':');
        if (colon > 0 && fields[1].mid(colon + 1).toUInt(nullptr, 16) == port)
            found += addressIn(fields[1].left(colon));
    }
}

bool reaches(const QHostAddress &listener, const QHostAddress &host)
{
    const bool isFour = host.protocol() == QAbstractSocket::IPv4Protocol;
    const bool isAnyHost = host == QHostAddress::AnyIPv4 || host == QHostAddress::AnyIPv6 || host == QHostAddress::Any;
    return isAnyHost || listener == QHostAddress::AnyIPv6 || (isFour && listener == QHostAddress::AnyIPv4)
        || listener.isEqual(host, QHostAddress::ConvertV4MappedToIPv4);
}

bool canConnect(const QHostAddress &host, quint16 port)
{
    const TcpConnect::Attempt attempt = TcpConnect::begin({ host, port });
    if (!attempt.descriptor.isValid())
        return false;
    pollfd entry { attempt.descriptor.number(), POLLOUT, 0 };
    return ::poll(&entry, 1, connectAtMost) == 1 && TcpConnect::result(entry.fd) == 0;
}

} // namespace

Listeners::Listeners(QString folder)
    : m_folder(std::move(folder))
{
}

std::optional<QList<QHostAddress>> Listeners::at(quint16 port) const
{
    QList<QHostAddress> found;
    const bool isFourKnown = readTable(m_folder + QStringLiteral("/tcp"), port, found);
    const bool isSixKnown = readTable(m_folder + QStringLiteral("/tcp6"), port, found);
    if (!isFourKnown && !isSixKnown)
        return std::nullopt;
    return found;
}

bool Listeners::accepts(const QHostAddress &host, quint16 port) const
{
    const std::optional<QList<QHostAddress>> listeners = at(port);
    if (!listeners)
        return canConnect(host, port);
    return std::any_of(listeners->cbegin(), listeners->cend(),
                       [&](const QHostAddress &listener) { return reaches(listener, host); });
}

} // namespace Drainboard

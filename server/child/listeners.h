// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHostAddress>
#include <QList>
#include <QString>

#include <optional>

namespace Drainboard {

/// Knows which TCP sockets of this machine listen, from /proc/net. The server does not notice. The kernel lists those
/// before all others: a look costs little, however many connections there are. For any one thread.
class Listeners
{
public:
    /// \a folder: where the kernel's tables are.
    explicit Listeners(QString folder = QStringLiteral("/proc/net"));

    /// The addresses of all that listen at \a port. nullopt where the kernel has no such table for us.
    std::optional<QList<QHostAddress>> at(quint16 port) const;
    /// Whether somebody would accept a connection to \a host and \a port. A listener on all addresses of IPv6 counts
    /// for IPv4 too, though it might refuse that. Where the kernel has no table, this connects, and closes again.
    bool accepts(const QHostAddress &host, quint16 port) const;

private:
    const QString m_folder;
};

} // namespace Drainboard

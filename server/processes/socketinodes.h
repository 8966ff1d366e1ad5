// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "net/filedescriptor.h"

#include <QHostAddress>

#include <optional>

namespace Drainboard {

/// Asks the kernel which inode a TCP socket of this machine has (sock_diag(7)). That costs the same however many
/// sockets there are; to read /proc/net/tcp does not. For any one thread.
class SocketInodes
{
public:
    struct End
    {
        QHostAddress host;
        quint16 port = 0;
    };

    SocketInodes();

    /// The inode of the connected socket whose own end is \a local and whose other end is \a remote; both hosts are of
    /// the same protocol. nullopt where there is none, in this network namespace, or the kernel does not answer.
    std::optional<quint64> find(const End &local, const End &remote);

private:
    FileDescriptor m_netlink; // invalid where the kernel has none
    quint32 m_sequence = 0;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHostAddress>

#include <sys/socket.h>

namespace Drainboard {

/// An address and a port, as the system's calls take them. A plain value.
class SocketAddress
{
public:
    SocketAddress(const QHostAddress &host, quint16 port);

    int family() const { return m_storage.ss_family; }
    const sockaddr *data() const { return reinterpret_cast<const sockaddr *>(&m_storage); }
    socklen_t size() const { return m_size; }

private:
    sockaddr_storage m_storage {};
    socklen_t m_size;
};

} // namespace Drainboard

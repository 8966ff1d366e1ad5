// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHostAddress>
#include <QString>

#include <chrono>

namespace Drainboard {

/// Where a tap passes connections on to, and how. A plain value.
struct TapSettings
{
    QHostAddress host { QHostAddress::LocalHost }; ///< of the server behind
    quint16 port = 0; ///< of the server behind
    /// How much later than without the tap a client sees the answer to what it sends. Half of it each way; bytes, FIN
    /// and RST alike. What the kernel acknowledges is not delayed. 0: nothing is.
    std::chrono::milliseconds latency { 0 };
    /// What starts the server, in words for the report. Where it is given, the shutdown is the server's: somebody else
    /// tells it to stop, and the tap goes on until it is gone. See HttpEngine::serverEnded().
    QString command {};
    /// "127.0.0.1:8080", "[::1]:8080"
    QString address() const;
    /// Whether who listens there, on \a listening and \a listeningPort, is the server behind: then connections would go
    /// round in a circle.
    bool leadsTo(const QHostAddress &listening, quint16 listeningPort) const;
    bool proxyProtocol = false; ///< tell the server the client's address, by PROXY protocol version 2
};

} // namespace Drainboard

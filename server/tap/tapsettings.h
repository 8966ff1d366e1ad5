// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHostAddress>

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
    /// The shutdown is the server's: it is told to stop by somebody else, and the tap goes on until it is gone. See
    /// HttpEngine::serverEnded().
    bool endsWithServer = false;
    bool proxyProtocol = false; ///< tell the server the client's address, by PROXY protocol version 2
};

} // namespace Drainboard

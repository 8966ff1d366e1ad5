// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

#include <chrono>

namespace Drainboard {

/// What the client of one connection may ask of the server, in bytes and in time. A plain value. Times are up to 24
/// days, as Qt's timers count them.
struct ConnectionLimits
{
    qsizetype target = 8 * 1024; ///< bytes of a request's target: 414 beyond
    qsizetype header = 16 * 1024; ///< bytes of a request's fields: 431 beyond
    int headerFields = 100; ///< 431 beyond
    quint64 body = 8 * 1024 * 1024; ///< bytes of a request's body: 413 beyond
    std::chrono::milliseconds headerTimeout { 10'000 }; ///< for a header to be complete: 408, or close if none began
    std::chrono::milliseconds bodyTimeout { 30'000 }; ///< without a byte of a body that is expected: 408
    quint64 bodyRate = 500; ///< bytes of a body in a second, on the average since it began: 408 below; 0: no limit
    std::chrono::milliseconds bodyRateFrom { 20'000 }; ///< how long a body may be slower than that
    std::chrono::milliseconds requestTimeout { 300'000 }; ///< for the whole of a request, from its first byte on: 408
    std::chrono::milliseconds keepAliveTimeout { 0 }; ///< between two requests: close; 0: never
    std::chrono::milliseconds writeTimeout { 30'000 }; ///< without progress in sending: reset

    /// Whether all of it is equal.
    friend bool operator==(const ConnectionLimits &, const ConnectionLimits &) = default;
};

/// What all clients together may ask of the server. A plain value.
struct ServerLimits
{
    /// Open at a time. Beyond, the longest idle one makes room; where none is idle: 503. 0: what the limit on
    /// descriptors allows, less a reserve. A tenth as many, or 64 if that is more, may be about to end besides.
    int connections = 0;
    qint64 buffered = 256 * 1024 * 1024; ///< bytes of all requests that have not come whole: 503 beyond; 0: no limit
    ConnectionLimits connection {}; ///< the limits of each connection

    /// Whether all of it is equal.
    friend bool operator==(const ServerLimits &, const ServerLimits &) = default;
};

} // namespace Drainboard

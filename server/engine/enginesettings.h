// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// What a HttpEngine and its workers are told before they begin. Plain values.

#include "values/connectionlimits.h"
#include "values/vocabulary.h"

#include <QHostAddress>

#include <chrono>
#include <functional>

class QHttpServer;

namespace Drainboard {

class TrackingServer;

/// Puts routes on one worker's QHttpServer. Called in that worker's thread, once for each worker.
using RouteSetup = std::function<void(QHttpServer &, TrackingServer &)>;

/// Times are up to 24 days, as Qt's timers count them.
struct EngineSettings
{
    QHostAddress address { QHostAddress::LocalHost };
    quint16 port = 3000; ///< 0: the system picks one
    int backlog = 4096; ///< connections that the kernel completes and queues; it may cap this
    int threads = 1; ///< workers; each connection is one's for life
    EventLoop eventLoop = EventLoop::Epoll; ///< the workers'
    ShutdownPolicy policy = ShutdownPolicy::Drain;
    std::chrono::milliseconds idleGrace { 0 }; ///< under Drain: idle connections are kept so long
    std::chrono::milliseconds abortAfter { 5000 }; ///< since the first trigger; see abortsByItself()
    std::chrono::milliseconds forceAfter { 10000 }; ///< since the first trigger
    std::chrono::milliseconds snapshotInterval { 1000 };
    ServerLimits limits;

    /// Whether a shutdown resets what is left without being told to: not under StopListening, and not where
    /// force-after comes first.
    bool abortsByItself() const { return policy != ShutdownPolicy::StopListening && abortAfter < forceAfter; }
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tap/tapsettings.h"
#include "values/connectioninfo.h"
#include "values/connectionlimits.h"
#include "values/requestlife.h"
#include "values/vocabulary.h"

#include <QHostAddress>

#include <chrono>
#include <functional>
#include <optional>

class QHttpServer;

namespace Drainboard {

class TrackingServer;

/// Puts routes on one worker's QHttpServer. Called in that worker's thread, once for each worker, before
/// HttpEngine::listen() returns. The workers begin one after the other, so no two calls overlap.
///
/// With several workers, the handlers of one route run in several threads at the same time: what they share must be
/// safe for that. A handler that blocks keeps all connections of its worker waiting.
///
/// The same source builds with Qt 6.4 to 6.11, if:
/// - a handler is a QHttpServerResponse (const QHttpServerRequest &), or takes HttpCompat::ResponderArgument;
/// - with Qt 6.4, a handler that answers by a QFuture makes it with QtConcurrent or QFutureInterface. QPromise crashes:
///   its destructor runs QHttpServer's continuation a second time;
/// - a handler that never answers through its responder calls TrackedConnection::releaseHandler();
/// - nobody upgrades a connection to a WebSocket: that drops every connection to the socket's signals.
using RouteSetup = std::function<void(QHttpServer &, TrackingServer &)>;

/// What a shutdown does, and when: that part of EngineSettings which may change until it begins. Plain values, as
/// there.
struct ShutdownPlan
{
    ShutdownPolicy policy = ShutdownPolicy::Drain; ///< as EngineSettings::policy
    std::optional<std::chrono::milliseconds> idleGrace {}; ///< as EngineSettings::idleGrace
    std::chrono::milliseconds abortAfter { 5000 }; ///< as EngineSettings::abortAfter
    std::chrono::milliseconds forceAfter { 10000 }; ///< as EngineSettings::forceAfter

    /// Whether all of it is equal.
    friend bool operator==(const ShutdownPlan &, const ShutdownPlan &) = default;
};

/// What a HttpEngine and its workers are told before they begin. Plain values. Times are up to 24 days, as Qt's timers
/// count them.
struct EngineSettings
{
    QHostAddress address { QHostAddress::LocalHost }; ///< to listen on
    quint16 port = 3000; ///< 0: the system picks one
    int backlog = 4096; ///< connections that the kernel completes and queues; it may cap this
    int threads = 1; ///< workers; each connection is one's for life
    EventLoop eventLoop = EventLoop::Epoll; ///< the workers'
    ShutdownPolicy policy = ShutdownPolicy::Drain; ///< what a shutdown does
    /// How long a shutdown is in Leaving before it drains; 0: not at all. A load balancer that asks for readiness needs
    /// some seconds to notice.
    std::chrono::milliseconds shutdownDelay { 0 };
    /// Under Drain: idle connections are kept so long. Without it, each is kept as long as a request is to be expected
    /// on it, but for a second at most, and not beyond half of abortAfter.
    std::optional<std::chrono::milliseconds> idleGrace;
    std::chrono::milliseconds abortAfter { 5000 }; ///< since Draining began; see abortsByItself()
    std::chrono::milliseconds forceAfter { 10000 }; ///< since Draining began
    std::chrono::milliseconds snapshotInterval { 1000 }; ///< between two HttpEngine::snapshotChanged()
    int closedKept = 10'000; ///< closed connections that HttpEngine::closedConnections() can tell of; 0: none
    /// How many requests that have ended are remembered for HttpEngine::requestReader(), over all workers: 96 bytes
    /// each, taken when there are so many. 0: none. Figures are kept in any case.
    int requestsKept = requestsKeptByDefault;
    /// Whether HttpEngine::clientProcesses() are looked for, where somebody wants to know.
    bool findProcesses = true;
    ServerLimits limits; ///< what clients may ask for; behind a tap, the number of connections alone
    /// Where all connections are passed on to another server, instead of being answered by a QHttpServer.
    std::optional<TapSettings> tap {};
    /// Of the first connection. Where one engine follows another, HttpEngine::nextConnectionId() of that one; then what
    /// has watched both never sees an id twice.
    ConnectionId firstId { 1 };

    /// Whether a shutdown resets what is left without being told to: not under StopListening, and not where
    /// force-after comes first.
    bool abortsByItself() const { return policy != ShutdownPolicy::StopListening && abortAfter < forceAfter; }
    /// Whether the shutdown is that of a server behind a tap.
    bool endsWithServer() const { return tap && !tap->command.isEmpty(); }
    /// That part of it.
    ShutdownPlan shutdownPlan() const { return { policy, idleGrace, abortAfter, forceAfter }; }
    /// Changes that part.
    void setShutdownPlan(const ShutdownPlan &plan)
    {
        policy = plan.policy;
        idleGrace = plan.idleGrace;
        abortAfter = plan.abortAfter;
        forceAfter = plan.forceAfter;
    }
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/connectionquota.h"
#include "engine/enginesettings.h"
#include "loop/looppulse.h"
#include "loop/loopthread.h"
#include "net/filedescriptor.h"
#include "tracking/idleconnections.h"
#include "values/connectioninfo.h"

#include <memory>
#include <optional>

namespace Drainboard {

class AdoptedConnections;
class BufferBudget;
class ConnectionTable;
class EpollEventDispatcher;
class IdleGrace;
class TapServer;
class TcpFiguresQuestion;

/// A thread with an event loop, and with what serves the connections that an Acceptor hands over: a QHttpServer with
/// its AdoptingServer, or a TapServer. The object itself lives in the thread that made it. Its functions are for that
/// thread, except where "any thread" is said; they pass commands on to the worker's thread, and do not wait.
class Worker : public LoopThread
{
    Q_OBJECT

public:
    /// \a listener: a listening socket. A worker does not accept from it; QHttpServer wants to see one.
    Worker(FileDescriptor listener, const EngineSettings &settings, std::shared_ptr<ConnectionTable> table,
           std::shared_ptr<BufferBudget> budget, std::shared_ptr<ConnectionQuota> quota, RouteSetup routes,
           QObject *parent = nullptr);
    /// Waits for a handler that blocks the thread.
    ~Worker() override;

    /// Starts the thread. Returns when connections can be handed to it. False where no thread can be started, or Qt
    /// refuses the listener.
    bool startServing();

    /// As AdoptedConnections'. Any thread.
    void adopt(FileDescriptor descriptor, ConnectionQuota::Place place);
    void refuseAtOnce(FileDescriptor descriptor);
    std::optional<IdleConnections::Offer> idleOffer(SteadyTime now) const;
    void endAdoption();
    /// How many connections are open, or wait to be taken over. Any thread.
    qsizetype load() const;
    /// Since when the event loop has not come round; nullopt while it waits. Under EventLoop::Qt only requests count as
    /// busy. Any thread.
    std::optional<SteadyTime> busySince() const;

    /// As TrackingServer's.
    void beginLeaving();
    /// As TrackingServer's, but it never aborts by itself: the engine says when.
    void beginShutdown(ShutdownPolicy policy, const IdleGrace &idleGrace);
    /// As TapServer's; only where there is one.
    void watchShutdown();
    void serverEnded();
    void abortAll();
    void setLimits(const ConnectionLimits &limits);
    void disconnectConnection(ConnectionId id);
    void abortConnection(ConnectionId id);
    /// Has the worker answer \a question, once it comes round.
    void askTcpFigures(ConnectionId id, EndSide side, std::shared_ptr<TcpFiguresQuestion> question);

Q_SIGNALS:
    /// After beginShutdown(): no connection is left.
    void drained();

protected:
    void serve() override;

private:
    void serveHttp();
    void serveTap();
    template <typename Command> void post(Command command);

    FileDescriptor m_listener; // until the server has it
    const ServerLimits m_limits; // at first
    const std::shared_ptr<ConnectionTable> m_table;
    const std::shared_ptr<BufferBudget> m_budget; // shared by all workers
    const std::shared_ptr<ConnectionQuota> m_quota; // this one too
    const RouteSetup m_routes;
    const std::optional<TapSettings> m_tap;
    EpollEventDispatcher *const m_dispatcher; // null under EventLoop::Qt
    LoopPulse m_requestPulse; // under EventLoop::Qt
    // Set by the thread before it is ready:
    AdoptedConnections *m_server = nullptr;
    TapServer *m_tapServer = nullptr; // the same one, where it is a tap
};

} // namespace Drainboard

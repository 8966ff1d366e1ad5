// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// A thread with an event loop, a QHttpServer and its TrackingServer, which is given the connections that an Acceptor
// accepts. The object itself lives in the thread that made it; its functions are for that thread, except where "any
// thread" is said, and pass commands on to the worker's.

#include "connections/connectionquota.h"
#include "engine/enginesettings.h"
#include "values/connectioninfo.h"

#include <QThread>

#include <latch>
#include <memory>

namespace Drainboard {

class AdoptingServer;
class ConnectionTable;

class Worker : public QThread
{
    Q_OBJECT

public:
    /// Owns \a listener, a listening socket, but does not accept from it: QHttpServer wants to see one.
    Worker(int listener, const EngineSettings &settings, std::shared_ptr<ConnectionTable> table, RouteSetup routes,
           QObject *parent = nullptr);
    /// Waits for a handler that blocks the thread.
    ~Worker() override;

    /// Starts the thread; returns when connections can be handed to it. False where there is no thread to be had, or Qt
    /// refused the listener.
    bool startServing();

    /// As TrackingServer's. Any thread.
    void adopt(int descriptor, ConnectionQuota::Place place);
    void endAdoption();
    qsizetype load() const;

    void beginShutdown(ShutdownPolicy policy, std::chrono::milliseconds idleGrace);
    void abortAll();
    void disconnectConnection(ConnectionId id);
    void abortConnection(ConnectionId id);

Q_SIGNALS:
    /// After beginShutdown(): no connection is left.
    void drained();

protected:
    void run() override;

private:
    bool isStarted() const;
    void serve();
    template <typename Command> void post(Command command);

    const int m_listener;
    const ServerLimits m_limits;
    const std::shared_ptr<ConnectionTable> m_table;
    const RouteSetup m_routes;
    std::latch m_ready { 1 };
    std::latch m_ended { 1 };
    AdoptingServer *m_server = nullptr; // set by the thread before m_ready is
};

} // namespace Drainboard

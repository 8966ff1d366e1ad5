// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/worker.h"

#include "engine/tcpfiguresquestion.h"
#include "loop/epolleventdispatcher.h"
#include "tap/tapserver.h"
#include "tracking/adoptingserver.h"
#include "tracking/httpcompat.h"
#include "tracking/idlegrace.h"

#include <tuple>
#include <utility>

namespace Drainboard {

namespace {

EpollEventDispatcher *dispatcherFor(EventLoop loop)
{
    return loop == EventLoop::Epoll ? new EpollEventDispatcher : nullptr;
}

} // namespace

Worker::Worker(FileDescriptor listener, const EngineSettings &settings, std::shared_ptr<ConnectionTable> table,
               std::shared_ptr<BufferBudget> budget, std::shared_ptr<ConnectionQuota> quota, RouteSetup routes,
               QObject *parent)
    : LoopThread(dispatcherFor(settings.eventLoop), parent)
    , m_listener(std::move(listener))
    , m_limits(settings.limits)
    , m_table(std::move(table))
    , m_budget(std::move(budget))
    , m_quota(std::move(quota))
    , m_routes(std::move(routes))
    , m_tap(settings.tap)
    , m_dispatcher(static_cast<EpollEventDispatcher *>(eventDispatcher())) // there is no other before the thread begins
{
    setObjectName(QStringLiteral("worker"));
}

Worker::~Worker()
{
    end();
}

bool Worker::startServing()
{
    return begin() && m_server;
}

void Worker::serve()
{
    if (m_tap)
        serveTap();
    else
        serveHttp();
}

void Worker::serveTap()
{
    m_listener.close();
    TapServer server(*m_tap, m_table);
    connect(&server, &TapServer::drained, this, &Worker::drained);
    m_tapServer = &server;
    m_server = &server;
    sayReady();
    exec();
}

void Worker::serveHttp()
{
    QHttpServer http;
    auto *server = new AdoptingServer(m_limits, m_table, m_budget, m_quota, &http);
    connect(server, &TrackingServer::drained, this, &Worker::drained);
    // Qt's own loops do not say when they have ceased to wait.
    if (!m_dispatcher)
        server->reportHandling(m_requestPulse);
    if (server->setSocketDescriptor(m_listener.number())) {
        std::ignore = m_listener.release(); // is the server's now
        server->beginAdoption();
        if (m_routes)
            m_routes(http, *server);
        if (HttpCompat::bind(http, server))
            m_server = server;
    }
    sayReady();
    if (m_server)
        exec();
}

void Worker::adopt(FileDescriptor descriptor, ConnectionQuota::Place place)
{
    m_server->adopt(std::move(descriptor), std::move(place));
}

void Worker::refuseAtOnce(FileDescriptor descriptor)
{
    m_server->refuseAtOnce(std::move(descriptor));
}

std::optional<IdleConnections::Offer> Worker::idleOffer(SteadyTime now) const
{
    return m_server->idleOffer(now);
}

void Worker::endAdoption()
{
    m_server->endAdoption();
}

qsizetype Worker::load() const
{
    return m_server->openCount();
}

std::optional<SteadyTime> Worker::busySince() const
{
    return m_dispatcher ? m_dispatcher->busySince() : m_requestPulse.busySince();
}

template <typename Command> void Worker::post(Command command)
{
    // The server lives as long as the event loop runs; what is posted later is never run.
    if (m_server && isRunning())
        m_server->post([server = m_server, command] { command(*server); });
}

void Worker::beginLeaving()
{
    post([](AdoptedConnections &server) { server.takeLeave(); });
}

void Worker::beginShutdown(ShutdownPolicy policy, const IdleGrace &idleGrace)
{
    post([policy, idleGrace](AdoptedConnections &server) { server.shutDown(policy, idleGrace); });
}

void Worker::watchShutdown()
{
    m_tapServer->post([server = m_tapServer] { server->watchShutdown(); });
}

void Worker::serverEnded()
{
    m_tapServer->post([server = m_tapServer] { server->serverEnded(); });
}

void Worker::abortAll()
{
    post([](AdoptedConnections &server) { server.abortEvery(); });
}

void Worker::setLimits(const ConnectionLimits &limits)
{
    post([limits](AdoptedConnections &server) { server.setLimits(limits); });
}

void Worker::disconnectConnection(ConnectionId id)
{
    post([id](AdoptedConnections &server) { server.disconnectOne(id); });
}

void Worker::abortConnection(ConnectionId id)
{
    post([id](AdoptedConnections &server) { server.abortOne(id); });
}

void Worker::askTcpFigures(ConnectionId id, EndSide side, std::shared_ptr<TcpFiguresQuestion> question)
{
    post([id, side, question = std::move(question)](AdoptedConnections &server) {
        question->give(server.figuresOf(id, side));
    });
}

} // namespace Drainboard

#include "moc_worker.cpp"

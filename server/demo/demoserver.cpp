// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demo/demoserver.h"

#include "behind/serverrun.h"
#include "crowd/crowd.h"
#include "engine/httpengine.h"
#include "lab/labroutes.h"
#include "loop/epolleventdispatcher.h"

#include <QTimer>

#include <utility>

namespace Drainboard {

using std::chrono::milliseconds;

namespace {

const QString demoTrigger = QStringLiteral("demo");

} // namespace

/// What lives in the thread.
struct DemoServer::Scene
{
    std::unique_ptr<ServerRun> own;
    std::unique_ptr<HttpEngine> engine;
    std::unique_ptr<Crowd> crowd;
    QTimer untilZero;
    CommandQueue commands; // ends before all that it uses
};

DemoServer::DemoServer(const DemoPlan &plan, ShutdownPolicy policy, const std::optional<OwnServer> &own, Events events)
    : LoopThread(new EpollEventDispatcher)
    , m_plan(plan)
    , m_policy(policy)
    , m_own(own)
    , m_events(std::move(events))
{
    setObjectName(QStringLiteral("demo"));
}

DemoServer::~DemoServer()
{
    end();
}

bool DemoServer::begin()
{
    if (!LoopThread::begin())
        m_error = QStringLiteral("no thread can be started");
    return m_error.isEmpty();
}

void DemoServer::serve()
{
    Scene scene;
    m_scene = &scene;
    if (m_own)
        startOwn();
    else
        open();
    const bool goesOn = m_error.isEmpty();
    sayReady();
    if (goesOn)
        exec();
}

void DemoServer::startOwn()
{
    m_scene->own = std::make_unique<ServerRun>(m_own->child);
    ServerRun *own = m_scene->own.get();
    connect(own, &ServerRun::failed, own, m_events.failed);
    connect(own, &ServerRun::said, own, m_events.said);
    connect(own, &ServerRun::ready, own, [this, own] {
        if (!open()) {
            m_events.failed(m_error);
            return;
        }
        own->follow(m_scene->engine.get());
        m_events.begun();
    });
    own->start();
}

bool DemoServer::open()
{
    m_scene->engine = m_own ? std::make_unique<HttpEngine>(m_plan.engineSettings(*m_own))
                            : std::make_unique<HttpEngine>(m_plan.engineSettings(m_policy), addLabRoutes);
    HttpEngine *engine = m_scene->engine.get();
    connect(engine, &HttpEngine::snapshotChanged, engine, m_events.snapshot);
    connect(engine, &HttpEngine::shutdownFinished, engine, [this, engine](const ShutdownReport &report) {
        DemoOutcome outcome = m_own ? DemoOutcome::ofOwn(report, engine->closedConnections()) : DemoOutcome::of(report);
        outcome.wasTold = report.trigger == demoTrigger;
        m_events.ended(outcome, engine->snapshot());
    });
    if (!engine->listen()) {
        m_error = engine->errorString();
        return false;
    }
    m_url = engine->url();
    m_scene->untilZero.setSingleShot(true);
    m_scene->untilZero.setTimerType(Qt::PreciseTimer);
    m_scene->untilZero.callOnTimeout(engine, [this] {
        m_scene->crowd->expectEnd();
        if (m_scene->engine->phase() == ShutdownPhase::Running) // a server of the user's own may have ended
            m_scene->engine->triggerShutdown(demoTrigger);
    });
    return beginCrowd();
}

bool DemoServer::beginCrowd()
{
    CrowdSettings settings = m_own ? m_plan.crowdSettings(*m_own) : m_plan.crowdSettings();
    settings.port = m_scene->engine->serverPort();
    m_scene->crowd = std::make_unique<Crowd>(settings);
    if (!m_scene->crowd->start()) {
        m_error = m_scene->crowd->errorString();
        return false;
    }
    m_begunAt = m_scene->crowd->result().startedAt;
    return true;
}

void DemoServer::stopAt(SteadyTime zero)
{
    m_scene->commands.post([scene = m_scene, zero] {
        const auto left = std::chrono::ceil<milliseconds>(zero - SteadyClock::now());
        scene->untilZero.start(std::max(left, milliseconds(0)));
    });
}

void DemoServer::endServer()
{
    m_scene->commands.post([scene = m_scene] {
        scene->engine.reset();
        scene->own.reset();
    });
}

RequestReader DemoServer::requestReader() const
{
    return m_scene->engine->requestReader();
}

CrowdResult DemoServer::clientsResult() const
{
    return m_scene->crowd->result();
}

std::optional<int> DemoServer::clientAt(quint16 port) const
{
    return m_scene->crowd->clientAt(port);
}

} // namespace Drainboard

#include "moc_demoserver.cpp"

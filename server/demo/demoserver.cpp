// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demo/demoserver.h"

#include "crowd/crowd.h"
#include "engine/httpengine.h"
#include "lab/labroutes.h"
#include "loop/epolleventdispatcher.h"

#include <QTimer>

#include <utility>

namespace Drainboard {

using std::chrono::milliseconds;

/// What lives in the thread.
struct DemoServer::Scene
{
    std::unique_ptr<HttpEngine> engine;
    std::unique_ptr<Crowd> crowd;
    QTimer untilZero;
    CommandQueue commands; // ends before all that it uses
};

DemoServer::DemoServer(const DemoPlan &plan, ShutdownPolicy policy, Events events)
    : LoopThread(new EpollEventDispatcher)
    , m_plan(plan)
    , m_policy(policy)
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
    const bool isOpen = open(&scene);
    sayReady();
    if (isOpen)
        exec();
}

bool DemoServer::open(Scene *scene)
{
    scene->engine = std::make_unique<HttpEngine>(m_plan.engineSettings(m_policy), addLabRoutes);
    HttpEngine *engine = scene->engine.get();
    connect(engine, &HttpEngine::snapshotChanged, engine, m_events.snapshot);
    connect(engine, &HttpEngine::shutdownFinished, engine,
            [this, engine](const ShutdownReport &report) { m_events.ended(report, engine->snapshot()); });
    if (!engine->listen()) {
        m_error = engine->errorString();
        return false;
    }
    m_url = engine->url();
    CrowdSettings settings = m_plan.crowdSettings();
    settings.port = engine->serverPort();
    scene->crowd = std::make_unique<Crowd>(settings);
    if (!scene->crowd->start()) {
        m_error = scene->crowd->errorString();
        return false;
    }
    m_begunAt = scene->crowd->result().startedAt;
    scene->untilZero.setSingleShot(true);
    scene->untilZero.setTimerType(Qt::PreciseTimer);
    scene->untilZero.callOnTimeout(engine, [scene] {
        scene->crowd->expectEnd();
        scene->engine->triggerShutdown(QStringLiteral("demo"));
    });
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
    m_scene->commands.post([scene = m_scene] { scene->engine.reset(); });
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

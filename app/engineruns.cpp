// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engineruns.h"

#include "engine/engineexport.h"

#include <algorithm>
#include <utility>

namespace Drainboard {

EngineRuns::EngineRuns(const EngineSettings &settings, RouteSetup routes, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_routes(std::move(routes))
    , m_engine(std::make_unique<HttpEngine>(m_settings, m_routes))
    , m_lines(m_engine.get())
{
    follow(m_engine.get());
}

EngineRuns::~EngineRuns() = default;

// Behind the lines: what is said of the end is said before anybody acts on it.
void EngineRuns::follow(HttpEngine *engine)
{
    connect(engine, &HttpEngine::phaseChanged, this, &EngineRuns::phaseChanged);
    connect(engine, &HttpEngine::shutdownPlanChanged, this, &EngineRuns::shutdownPlanChanged);
    connect(engine, &HttpEngine::shutdownFinished, this, &EngineRuns::shutdownFinished);
}

bool EngineRuns::listenAgain(const ShutdownPlan &plan)
{
    EngineSettings settings = m_settings;
    settings.setShutdownPlan(plan);
    settings.limits = m_engine->limits();
    settings.firstId = m_engine->nextConnectionId();
    settings.port = m_engine->serverPort();
    const auto listens = [&](std::unique_ptr<HttpEngine> &engine) {
        engine = std::make_unique<HttpEngine>(settings, m_routes);
        m_lines.setEngine(engine.get()); // before it listens, which is the first thing to say
        follow(engine.get());
        return engine->listen();
    };
    std::unique_ptr<HttpEngine> next;
    bool isListening = listens(next);
    if (!isListening && m_settings.port == 0) {
        settings.port = 0;
        isListening = listens(next);
    }
    if (!isListening) {
        m_error = next->errorString();
        m_lines.setEngine(m_engine.get());
        return false;
    }
    replace(std::move(next));
    return true;
}

void EngineRuns::replace(std::unique_ptr<HttpEngine> engine)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_keepsEarlier)
            m_earlier += exportOf(*m_engine);
        m_engine.swap(engine);
    }
    Q_EMIT engineChanged(m_engine.get());
    m_held.push_back(std::move(engine));
    std::erase_if(m_held, [](const auto &held) { return held->openConnections() == 0; });
}

ExportData EngineRuns::exportData() const
{
    const std::scoped_lock lock(m_mutex);
    ExportData all = m_earlier;
    all += exportOf(*m_engine);
    return all;
}

ShutdownReport EngineRuns::forcedReport(const QString &trigger, SteadyTime since) const
{
    const std::scoped_lock lock(m_mutex);
    return m_engine->forcedReport(trigger, since);
}

bool EngineRuns::isHeld() const
{
    const auto isOpen = [](const auto &engine) { return engine->openConnections() > 0; };
    return isOpen(m_engine) || std::any_of(m_held.begin(), m_held.end(), isOpen);
}

} // namespace Drainboard

#include "moc_engineruns.cpp"

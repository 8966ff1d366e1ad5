// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowdrun.h"

#include <utility>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

// Between two clients that come. No server's backlog is to be the limit: what it drops would come a second later.
constexpr auto betweenClients = 250us;
// What the server has done before the crowd is stopped gets to the clients within this time, besides the distance.
constexpr auto onItsWay = 20ms;

} // namespace

CrowdRun::CrowdRun(const CrowdSettings &settings, CrowdLedger &ledger, Events events)
    : m_scene(settings, ledger)
    , m_events(std::move(events))
{
    m_scene.onWelcome = [this] {
        if (++m_welcomed == m_clients.size())
            m_events.welcomed();
    };
    m_scene.onDone = [this] {
        if (++m_done == m_clients.size()) {
            m_tick.stop();
            m_events.finished();
        }
    };
    for (int i = 0; i < settings.plan.total(); ++i) {
        CrowdClient &client = m_clients.emplace_back(i, settings.plan.kindOf(i), m_scene);
        client.begin(ledger.startedAt() + i * betweenClients);
    }
    m_tick.setTimerType(Qt::PreciseTimer);
    m_tick.callOnTimeout(&m_tick, [this] { m_scene.wheel.advance(std::chrono::steady_clock::now()); });
    m_tick.start(1ms);
}

CrowdRun::~CrowdRun() = default;

void CrowdRun::expectEnd()
{
    m_scene.isEndExpected = true;
}

void CrowdRun::stop()
{
    if (std::exchange(m_scene.isStopped, true))
        return;
    const auto halfWay = std::chrono::milliseconds(m_scene.settings.distance) / 2;
    QTimer::singleShot(halfWay + onItsWay, &m_tick, [this] {
        for (CrowdClient &client : m_clients)
            client.stop();
    });
}

} // namespace Drainboard

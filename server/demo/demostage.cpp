// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demo/demostage.h"

#include "crowd/crowd.h"
#include "engine/httpengine.h"
#include "lab/labroutes.h"

namespace Drainboard {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

// A shutdown that is asked for begins no sooner, so that its moment can be met.
constexpr auto notice = 50ms;
// Until the clients know, besides their distance.
constexpr auto newsTravels = 200ms;

} // namespace

DemoStage::DemoStage(ShutdownPolicy policy, QObject *parent)
    : QObject(parent)
    , m_policy(policy)
{
    for (QTimer *timer : { &m_untilZero, &m_untilServerEnds, &m_untilReleased })
        timer->setSingleShot(true);
    m_untilZero.setTimerType(Qt::PreciseTimer);
    m_untilZero.callOnTimeout(this, &DemoStage::stopServer);
    m_untilServerEnds.callOnTimeout(this, &DemoStage::endServer);
    m_untilReleased.callOnTimeout(this, &DemoStage::release);
}

DemoStage::~DemoStage() = default;

bool DemoStage::begin(const DemoPlan &plan)
{
    Q_ASSERT(m_state == State::Ready);
    m_zero.reset();
    m_outcome.reset();
    m_clientsResult = {};
    m_plan = plan;
    m_error = plan.problem();
    if (!m_error.isEmpty())
        return false;
    m_engine = std::make_unique<HttpEngine>(plan.engineSettings(m_policy), addLabRoutes);
    connect(m_engine.get(), &HttpEngine::snapshotChanged, this, &DemoStage::snapshotTaken);
    connect(m_engine.get(), &HttpEngine::shutdownFinished, this, &DemoStage::finish);
    if (!m_engine->listen()) {
        m_error = m_engine->errorString();
        m_engine.reset();
        return false;
    }
    CrowdSettings settings = plan.crowdSettings();
    settings.port = m_engine->serverPort();
    m_crowd = std::make_unique<Crowd>(settings);
    if (!m_crowd->start()) {
        m_error = m_crowd->errorString();
        m_crowd.reset();
        m_engine.reset();
        return false;
    }
    m_begunAt = m_crowd->result().startedAt;
    m_state = State::Warm;
    return true;
}

void DemoStage::play()
{
    Q_ASSERT(m_state == State::Warm);
    SteadyTime zero = m_begunAt + m_plan.warmUp();
    const SteadyTime soonest = SteadyClock::now() + notice;
    if (zero < soonest)
        zero += DemoPlan::beat() * ((soonest - zero) / DemoPlan::beat() + 1);
    m_zero = zero;
    m_state = State::Playing;
    m_untilZero.start(std::chrono::ceil<milliseconds>(zero - SteadyClock::now()));
}

void DemoStage::stopServer()
{
    m_crowd->expectEnd();
    m_engine->triggerShutdown(QStringLiteral("demo"));
}

void DemoStage::finish(const ShutdownReport &report)
{
    m_outcome = DemoOutcome::of(report);
    m_engine->disconnect(this);
    m_state = State::Ending;
    Q_EMIT snapshotTaken(m_engine->snapshot());
    Q_EMIT ended();
    m_untilServerEnds.start(0ms); // an engine must not be deleted by its own signal
}

// Where it was forced, a program would be gone now, and its connections with it.
void DemoStage::endServer()
{
    m_engine.reset();
    m_untilReleased.start(m_outcome ? m_plan.distance + newsTravels : 0ms);
}

void DemoStage::release()
{
    m_clientsResult = m_crowd->result();
    m_crowd.reset();
    m_state = State::Ready;
    Q_EMIT released();
}

void DemoStage::cancel()
{
    if (m_state == State::Ready || m_state == State::Ending)
        return;
    m_engine->disconnect(this);
    m_state = State::Ending;
    m_untilZero.stop();
    m_untilServerEnds.start(0ms);
}

QUrl DemoStage::url() const
{
    return m_engine ? m_engine->url() : QUrl();
}

RequestReader DemoStage::requestReader() const
{
    return m_engine ? m_engine->requestReader() : RequestReader({});
}

std::optional<int> DemoStage::clientOf(const ConnectionInfo &connection) const
{
    const quint16 port = connection.peer.sliced(connection.peer.lastIndexOf(u':') + 1).toUShort();
    return m_crowd ? m_crowd->clientAt(port) : std::nullopt;
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demo/demostage.h"

#include "demo/demoserver.h"

namespace Drainboard {

using namespace std::chrono_literals;

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
    m_untilReleased.setSingleShot(true);
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
    // News of a server that is gone may still wait in the queue.
    const auto isOf = [this](int round) {
        return round == m_round && (m_state == State::Warm || m_state == State::Playing);
    };
    DemoServer::Events events;
    events.snapshot = [this, isOf, round = ++m_round](const Snapshot &snapshot) {
        m_news.post([this, isOf, round, snapshot] {
            if (isOf(round))
                Q_EMIT snapshotTaken(snapshot);
        });
    };
    events.ended = [this, isOf, round = m_round](const ShutdownReport &report, const Snapshot &last) {
        m_news.post([this, isOf, round, report, last] {
            if (isOf(round))
                finish(report, last);
        });
    };
    m_server = std::make_unique<DemoServer>(plan, m_policy, events);
    if (!m_server->begin()) {
        m_error = m_server->errorString();
        m_server.reset();
        return false;
    }
    m_state = State::Warm;
    return true;
}

void DemoStage::play()
{
    Q_ASSERT(m_state == State::Warm);
    SteadyTime zero = m_server->begunAt() + m_plan.warmUp();
    const SteadyTime soonest = SteadyClock::now() + notice;
    if (zero < soonest)
        zero += DemoPlan::beat() * ((soonest - zero) / DemoPlan::beat() + 1);
    m_zero = zero;
    m_state = State::Playing;
    m_server->stopAt(zero);
}

// Where it was forced, a program would be gone now, and its connections with it.
void DemoStage::finish(const ShutdownReport &report, const Snapshot &last)
{
    Q_EMIT snapshotTaken(last);
    m_outcome = DemoOutcome::of(report);
    m_state = State::Ending;
    Q_EMIT ended();
    m_server->endServer();
    m_untilReleased.start(m_plan.distance + newsTravels);
}

void DemoStage::release()
{
    m_clientsResult = m_server->clientsResult();
    m_server.reset();
    m_state = State::Ready;
    Q_EMIT released();
}

// Later, as an end by itself: who calls this may be called by what is to go.
void DemoStage::cancel()
{
    if (m_state == State::Ready || m_state == State::Ending)
        return;
    m_state = State::Ending;
    m_untilReleased.start(0ms);
}

QUrl DemoStage::url() const
{
    return m_server ? m_server->url() : QUrl();
}

RequestReader DemoStage::requestReader() const
{
    const bool runs = m_state == State::Warm || m_state == State::Playing;
    return runs ? m_server->requestReader() : RequestReader({});
}

std::optional<int> DemoStage::clientOf(const ConnectionInfo &connection) const
{
    const quint16 port = connection.peer.sliced(connection.peer.lastIndexOf(u':') + 1).toUShort();
    return m_server ? m_server->clientAt(port) : std::nullopt;
}

} // namespace Drainboard

#include "moc_demostage.cpp"

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
    : DemoStage(policy, std::nullopt, parent)
{
}

DemoStage::DemoStage(const OwnServer &own, QObject *parent)
    : DemoStage(ShutdownPolicy::Drain, own, parent)
{
}

DemoStage::DemoStage(ShutdownPolicy policy, const std::optional<OwnServer> &own, QObject *parent)
    : QObject(parent)
    , m_policy(policy)
    , m_own(own)
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
    const auto tell = [this, round = ++m_round](const std::function<void()> &news) {
        m_news.post([this, round, news] {
            if (round == m_round && m_state != State::Ready && m_state != State::Ending)
                news();
        });
    };
    DemoServer::Events events;
    events.begun = [this, tell] { tell([this] { becomeWarm(); }); };
    events.failed = [this, tell](const QString &why) { tell([this, why] { fail(why); }); };
    events.said = [this, tell](const QString &line) { tell([this, line] { Q_EMIT said(line); }); };
    events.snapshot = [this, tell](const Snapshot &snapshot) {
        tell([this, snapshot] { Q_EMIT snapshotTaken(snapshot); });
    };
    events.ended = [this, tell](const DemoOutcome &outcome, const Snapshot &last) {
        tell([this, outcome, last] { finish(outcome, last); });
    };
    m_hasBegun = false;
    m_server = std::make_unique<DemoServer>(plan, m_policy, m_own, events);
    if (!m_server->begin()) {
        m_error = m_server->errorString();
        m_server.reset();
        return false;
    }
    if (m_own)
        m_state = State::Starting;
    else
        becomeWarm();
    return true;
}

void DemoStage::becomeWarm()
{
    m_hasBegun = true;
    m_state = State::Warm;
    Q_EMIT begun();
}

void DemoStage::fail(const QString &why)
{
    m_error = why;
    m_server.reset();
    m_state = State::Ready;
    Q_EMIT failed();
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
void DemoStage::finish(const DemoOutcome &outcome, const Snapshot &last)
{
    if (!outcome.wasTold) // nobody knew of the moment before
        m_zero = last.takenAt - outcome.time;
    Q_EMIT snapshotTaken(last);
    m_outcome = outcome;
    m_state = State::Ending;
    Q_EMIT ended();
    m_server->endServer();
    m_untilReleased.start(m_plan.distance + newsTravels);
}

void DemoStage::release()
{
    if (m_hasBegun)
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
    return m_server && m_hasBegun ? m_server->url() : QUrl();
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

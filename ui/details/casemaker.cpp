// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "details/casemaker.h"

#include "feed/requeststore.h"

#include <algorithm>

using namespace std::chrono;

namespace Drainboard {
namespace {

constexpr qsizetype mostGlances = 50;
constexpr qsizetype mostInDetail = 200; // connections
/// Who waited less does not ask behind what.
constexpr auto longWait = 100ms;

/// Looking through all that have closed pays only then.
bool mayBeAPoolsTimeout(const ConnectionInfo &info)
{
    return info.end && info.end->firstBy == EndSide::Client && info.end->idleFor;
}

} // namespace

CaseMaker::CaseMaker(const RequestStore *requests)
    : m_requests(requests)
{
}

QList<ConnectionFacts> CaseMaker::closed() const
{
    return m_closedSource ? m_closedSource() : QList<ConnectionFacts>();
}

QList<RequestGlance> CaseMaker::glances(const ConnectionInfo &info, SteadyTime now) const
{
    const SteadyTime end = info.state == ConnectionState::Closed ? info.closedAt : now;
    const auto age = [end](SteadyTime begin) { return duration_cast<microseconds>(end - begin); };
    QList<RequestLife> lives = m_requests->requestsOf(info.id);
    lives = lives.last(std::min(lives.size(), mostGlances));
    QList<RequestGlance> glances;
    for (const RequestLife &life : std::as_const(lives)) {
        const microseconds queued = life.outcome == RequestOutcome::Refused ? 0us : life.inQueue();
        glances += { .line = life.requestLine,
                     .bytesIn = life.bytesIn,
                     .arrival = duration_cast<microseconds>(life.arrivedAt - life.firstByteIn),
                     .queued = queued,
                     .behind = queued >= longWait ? m_requests->whatKept(life) : QByteArray(),
                     .age = age(life.firstByteIn) };
    }
    if (info.state == ConnectionState::Responding)
        glances += RequestGlance { .line = info.requestLine, .age = age(info.stateSince) };
    return glances;
}

// It is not known which worker a connection has. So this is told only where there is no doubt: one request alone is in
// progress since before the connection came, and nothing of its answer has been seen.
QByteArray CaseMaker::whatKeepsItsWorker(const ConnectionInfo &info) const
{
    if (info.state != ConnectionState::Waiting)
        return {};
    QByteArray line;
    for (const ConnectionFacts &facts : m_latest) {
        const bool isHandled = facts->state == ConnectionState::Responding && !facts->firstByteAfter;
        if (!isHandled || facts->stateSince > info.openedAt)
            continue;
        if (!line.isEmpty())
            return {};
        line = facts->requestLine;
    }
    return line;
}

ConnectionCase CaseMaker::make(const ConnectionFacts &facts, SteadyTime now,
                               std::optional<microseconds> roundTrip) const
{
    return { .facts = facts,
             .now = now,
             .limits = m_limits,
             .requests = glances(*facts, now),
             .roundTrip = roundTrip,
             .workerBusyWith = whatKeepsItsWorker(*facts),
             .alike = mayBeAPoolsTimeout(*facts) ? alikeEnds(*facts, closed()) : 0 };
}

std::optional<RequestLife> CaseMaker::slowest(const QList<ConnectionFacts> &all) const
{
    std::optional<RequestLife> slowest;
    if (all.size() > mostInDetail)
        return slowest;
    const auto length = [](const RequestLife &life) { return life.endedAt - life.firstByteIn; };
    for (const ConnectionFacts &facts : all) {
        const QList<RequestLife> lives = m_requests->requestsOf(facts->id);
        for (const RequestLife &life : lives) {
            if (!slowest || length(life) > length(*slowest))
                slowest = life;
        }
    }
    return slowest;
}

QList<ConnectionCase> CaseMaker::make(const QList<ConnectionFacts> &all, SteadyTime now) const
{
    QList<ConnectionCase> cases;
    for (const ConnectionFacts &facts : all) {
        ConnectionCase one { .facts = facts, .now = now, .limits = m_limits };
        one.workerBusyWith = whatKeepsItsWorker(*facts);
        if (all.size() <= mostInDetail)
            one.requests = glances(*facts, now);
        cases += one;
    }
    return cases;
}

} // namespace Drainboard

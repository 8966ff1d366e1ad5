// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "feed/boardfeed.h"

#include "lifelines/lifelinestore.h"

#include <utility>

using namespace std::chrono_literals;

namespace Drainboard {
namespace {

/// A shorter wait is the way things go, and could not be seen.
constexpr auto shortestWait = 1ms;

/// One that was refused waited for no worker.
bool hasWaited(const RequestLife &life)
{
    return life.outcome != RequestOutcome::Refused && life.inQueue() >= shortestWait;
}

} // namespace

BoardFeed::BoardFeed(LifelineStore *lifelines)
    : m_lifelines(lifelines)
    , m_reader({})
{
}

void BoardFeed::setReader(RequestReader reader)
{
    takeNew();
    m_missedBefore += m_reader.missed();
    m_reader = std::move(reader);
}

QList<RequestLife> BoardFeed::read()
{
    const quint64 missedBefore = m_reader.missed();
    QList<RequestLife> lives = m_reader.take();
    if (!lives.isEmpty())
        m_lifelines->expectRequests();
    if (m_reader.missed() > missedBefore)
        m_lifelines->requestsMissed();
    for (const RequestLife &life : std::as_const(lives))
        m_requests.add(life);
    return lives;
}

void BoardFeed::draw(const RequestLife &life)
{
    const ConnectionId id = life.connection;
    if (hasWaited(life)) {
        m_lifelines->addWait(id, life.arrivedAt, life.handedOnAt);
        m_lifelines->addRequest(id, life.handedOnAt, life.endedAt, life.outcome);
    } else {
        m_lifelines->addRequest(id, life.firstByteIn, life.endedAt, life.outcome);
    }
}

void BoardFeed::takeNew()
{
    const QList<RequestLife> lives = read();
    for (const RequestLife &life : lives) {
        if (m_lifelines->find(life.connection))
            draw(life);
        else
            m_waiting += life;
    }
}

void BoardFeed::beforeSnapshot(SteadyTime takenAt)
{
    const QList<RequestLife> lives = read();
    for (const RequestLife &life : lives) {
        if (life.endedAt <= takenAt && m_lifelines->find(life.connection))
            draw(life);
        else
            m_waiting += life;
    }
}

// Who is in no snapshot even now has no lifeline.
void BoardFeed::afterSnapshot()
{
    for (const RequestLife &life : std::as_const(m_waiting))
        draw(life);
    m_waiting.clear();
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demoview/stagerecord.h"

#include <algorithm>

namespace Drainboard {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

// A client of the crowd knows of its connection soon, but from its distance. One of whom nobody knows by then is a
// guest. In snapshots.
constexpr int looksAtMost = 6;

} // namespace

StageRecord::StageRecord(DemoStage *stage, QObject *parent)
    : QObject(parent)
    , m_stage(stage)
{
    connect(stage, &DemoStage::begun, this, &StageRecord::begin);
    connect(stage, &DemoStage::failed, this, [this] {
        m_problem = m_stage->errorString();
        Q_EMIT changed();
    });
    connect(stage, &DemoStage::snapshotTaken, this, &StageRecord::take);
    connect(stage, &DemoStage::ended, this, &StageRecord::end);
}

milliseconds StageRecord::lengthOf(const DemoPlan &plan)
{
    return DemoPlan::before + std::max(plan.forceAfter, 1000ms) * 21 / 20;
}

void StageRecord::begin()
{
    clear();
    m_plan = m_stage->plan();
    m_store = std::make_unique<LifelineStore>();
    m_feed = std::make_unique<BoardFeed>(m_store.get());
    m_feed->setReader(m_stage->requestReader());
    m_reader.emplace(m_stage->requestReader());
    m_rows.resize(std::size_t(m_plan.crowd.total()));
    showTime();
}

void StageRecord::clear()
{
    m_feed.reset();
    m_store.reset();
    m_reader.reset();
    m_rows.clear();
    m_rowOf.clear();
    m_looks.clear();
    m_guests = 0;
    m_losses.clear();
    m_outcome.reset();
    m_problem.clear();
    Q_EMIT changed();
}

void StageRecord::advance(SteadyTime now)
{
    if (isEmpty() || m_outcome)
        return;
    m_axis.advance(now);
    showTime();
    Q_EMIT changed();
}

// Until somebody plays, or the server ends by itself, the present moves on at zero.
void StageRecord::showTime()
{
    m_zero = m_stage->zero().value_or(std::max(m_axis.now(), SteadyClock::now()));
    const SteadyTime begin = m_zero - DemoPlan::before;
    m_axis.showStretch(begin, begin + lengthOf(m_plan));
}

void StageRecord::take(const Snapshot &snapshot)
{
    if (isEmpty() || m_outcome)
        return;
    m_feed->beforeSnapshot(snapshot.takenAt);
    m_store->update(snapshot);
    m_feed->afterSnapshot();
    readLosses();
    for (const ConnectionFacts &connection : snapshot.connections)
        place(*connection);
    advance(std::max(snapshot.takenAt, m_axis.now()));
}

void StageRecord::readLosses()
{
    const QList<RequestLife> lives = m_reader->take();
    for (const RequestLife &life : lives) {
        if (life.outcome == RequestOutcome::Lost)
            m_losses.push_back({ life.connection, life.endedAt });
    }
}

void StageRecord::place(const ConnectionInfo &connection)
{
    if (m_rowOf.contains(connection.id))
        return;
    std::optional<int> row = m_stage->clientOf(connection);
    if (!row || *row >= m_plan.crowd.total()) {
        if (++m_looks[connection.id] < looksAtMost)
            return;
        row = int(m_rows.size());
        m_rows.emplace_back();
        ++m_guests;
    }
    m_looks.erase(connection.id);
    m_rowOf[connection.id] = *row;
    m_rows[std::size_t(*row)].push_back(connection.id);
}

void StageRecord::end()
{
    if (isEmpty())
        return;
    m_feed->takeNew();
    readLosses();
    showTime();
    m_outcome = m_stage->outcome();
    Q_EMIT changed();
}

std::vector<const Lifeline *> StageRecord::linesOf(int row) const
{
    std::vector<const Lifeline *> lines;
    for (const ConnectionId id : m_rows[std::size_t(row)]) {
        if (const Lifeline *line = m_store->find(id))
            lines.push_back(line);
    }
    return lines;
}

std::vector<SteadyTime> StageRecord::lossesIn(int row) const
{
    std::vector<SteadyTime> moments;
    for (const Loss &loss : m_losses) {
        const auto found = m_rowOf.find(loss.connection);
        if (found != m_rowOf.end() && found->second == row)
            moments.push_back(loss.at);
    }
    return moments;
}

qsizetype StageRecord::lossesUntil(SteadyTime time) const
{
    return std::ranges::count_if(m_losses, [&](const Loss &loss) { return loss.at >= m_zero && loss.at <= time; });
}

} // namespace Drainboard

#include "moc_stagerecord.cpp"

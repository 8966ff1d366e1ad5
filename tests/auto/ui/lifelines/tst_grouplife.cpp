// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/boardaxis.h"
#include "lifelines/grouplife.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

const SteadyTime now { std::chrono::hours(1) };

Lifeline open(SteadyTime since)
{
    Lifeline line;
    line.openedAt = since;
    line.activeSince = since;
    return line;
}

} // namespace

/// On an axis of 60 pixels, one for each second.
class TestGroupLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_axis = std::make_unique<BoardAxis>();
        m_axis->setWidth(60);
        m_axis->setSpan(60s);
        m_axis->advance(now);
    }

    void nothingHasNoRuns();
    void anIdleOneIsOneRun();
    void theShareIsThatOfAllThatAreOpen();
    void manyShortOnesInAPixelAddUp();
    void whatIsInProgressCounts();
    void whatIsOutOfSightIsLeftOut();
    void movesWithTheAxis();
    void thousandsAreQuick();

private:
    using Run = GroupLife::Run;
    std::vector<Run> runsOf(const std::vector<Lifeline> &lines) const
    {
        GroupLife life(*m_axis);
        for (const Lifeline &line : lines)
            life.add(line, now);
        life.finish();
        return life.runs(*m_axis);
    }

    std::unique_ptr<BoardAxis> m_axis;
};

void TestGroupLife::nothingHasNoRuns()
{
    QVERIFY(GroupLife().runs(*m_axis).empty());
    QVERIFY(runsOf({}).empty());
    QCOMPARE(GroupLife().lastShare(), 0.0);
}

void TestGroupLife::anIdleOneIsOneRun()
{
    const auto runs = runsOf({ open(now - 30s) });
    QCOMPARE(runs.size(), std::size_t(1));
    QCOMPARE(runs.front().share, 0.0);
    QVERIFY(qAbs(runs.front().begin - 29) <= 1);
    QCOMPARE(runs.front().end, 60);
}

void TestGroupLife::theShareIsThatOfAllThatAreOpen()
{
    Lifeline busy = open(now - 50s);
    busy.inProgress.add({ .begin = now - 40s, .end = now - 20s });
    const auto runs = runsOf({ busy, open(now - 50s), open(now - 50s), open(now - 50s) });
    double most = 0;
    int width = 0;
    for (const Run &run : runs) {
        most = std::max(most, run.share);
        width += run.share == 0.25 ? run.end - run.begin : 0;
    }
    QCOMPARE(most, 0.25);
    QVERIFY2(width >= 19 && width <= 21, qPrintable(QString::number(width)));
}

void TestGroupLife::manyShortOnesInAPixelAddUp()
{
    std::vector<Lifeline> lines;
    for (int i = 0; i < 10; ++i) {
        Lifeline line = open(now - 50s);
        line.inProgress.add({ .begin = now - 30s + 10ms, .end = now - 30s + 510ms }); // half of a pixel
        lines.push_back(line);
    }
    double most = 0;
    for (const Run &run : runsOf(lines))
        most = std::max(most, run.share);
    QVERIFY2(qAbs(most - 0.5) < 0.1, qPrintable(QString::number(most)));
}

void TestGroupLife::whatIsInProgressCounts()
{
    Lifeline line = open(now - 20s);
    line.begin(Lifeline::Activity::Request, now - 10s);
    const auto runs = runsOf({ line });
    QCOMPARE(runs.back().share, 1.0);
    QCOMPARE(runs.back().end, 60);
    QVERIFY(runs.back().end - runs.back().begin >= 9);
}

void TestGroupLife::whatIsOutOfSightIsLeftOut()
{
    Lifeline gone = open(now - 200s);
    gone.close(now - 100s);
    QVERIFY(runsOf({ gone }).empty());
    const auto runs = runsOf({ open(now - 200s) });
    QCOMPARE(runs.front().begin, 0);
    QCOMPARE(runs.back().end, 60);
}

void TestGroupLife::movesWithTheAxis()
{
    Lifeline line = open(now - 30s);
    line.close(now - 10s);
    GroupLife life(*m_axis);
    life.add(line, now);
    life.finish();
    const auto before = life.runs(*m_axis);
    m_axis->advance(now + 5s);
    const auto after = life.runs(*m_axis);
    QCOMPARE(after.size(), before.size());
    QCOMPARE(after.front().begin, before.front().begin - 5);
    QCOMPARE(after.back().end, before.back().end - 5);
    m_axis->advance(now + 200s);
    QVERIFY(life.runs(*m_axis).empty());
    m_axis->setSpan(15s); // of which it knows nothing: what it has is stretched
    QVERIFY(life.runs(*m_axis).empty());
}

// A bound on behaviour: with a cost by length or by pixels this would take minutes.
void TestGroupLife::thousandsAreQuick()
{
    m_axis->setWidth(1000);
    Lifeline line = open(now - 60s);
    for (int i = 0; i < 96; ++i)
        line.inProgress.add({ .begin = now - 60s + i * 600ms, .end = now - 60s + i * 600ms + 300ms });
    GroupLife life(*m_axis);
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < 10'000; ++i)
        life.add(line, now);
    life.finish();
    const qint64 took = time.elapsed();
    qInfo("10,000 lifelines of 96 stretches: %lld ms", static_cast<long long>(took));
    QVERIFY(took < 30'000); // each with each other would take hours
}

QTEST_GUILESS_MAIN(TestGroupLife)
#include "tst_grouplife.moc"

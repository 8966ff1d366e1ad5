// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demo/demorun.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <array>
#include <vector>

#include <malloc.h>
#include <unistd.h>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

// As the usual plan, but shorter. Slow clients take two beats. So at the end, too, all do the same as at the beginning.
DemoPlan shortPlan()
{
    DemoPlan plan;
    plan.abortAfter = DemoPlan::beat() * 2;
    plan.forceAfter = DemoPlan::beat() * 4;
    return plan;
}

// All side by side, each with the plan of the same place.
void play(const std::vector<DemoRun *> &runs, const std::vector<DemoPlan> &plans)
{
    for (std::size_t i = 0; i < runs.size(); ++i) {
        QVERIFY2(runs[i]->begin(plans[i]), qPrintable(runs[i]->errorString()));
        runs[i]->play();
    }
    for (const DemoRun *run : runs) {
        QTRY_VERIFY_WITH_TIMEOUT(!run->isActive(), 30'000);
        for (int i = 0; i < DemoRun::policyCount; ++i)
            QVERIFY(run->stage(i)->outcome());
    }
}

void play(DemoRun &run, const DemoPlan &plan)
{
    play({ &run }, { plan });
}

QString inWords(const DemoOutcome &outcome)
{
    return QStringLiteral("%1: %2 lost (%3), %4 reset, %5 left open, %6 ms, exit %7")
        .arg(toText(outcome.policy))
        .arg(outcome.lost)
        .arg(QString::fromLatin1(outcome.lostLines.join(", ")))
        .arg(outcome.reset)
        .arg(outcome.leftOpen)
        .arg(outcome.time.count())
        .arg(outcome.exitCode);
}

qsizetype entriesIn(const char *folder)
{
    return QDir(QString::fromLatin1(folder)).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size();
}

// Without what is free already, which the threads' arenas keep.
qint64 privateKilobytes()
{
    ::malloc_trim(0);
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArrayList pages = file.readAll().split(' ');
    return (pages.at(1).toLongLong() - pages.at(2).toLongLong()) * ::sysconf(_SC_PAGESIZE) / 1024;
}

} // namespace

// The servers and clients of a demo are real: what comes of them must be the same each time.
class tst_DemoRun : public QObject
{
    Q_OBJECT

private:
    void compareWithFirst(const DemoRun &run);

    std::vector<DemoOutcome> m_first; ///< of the short plan, by stage

private Q_SLOTS:
    void endsAsTheTextsSay();
    void losesMoreWithDistanceHoweverBusyWeAre();
    void endsAlikeManyTimesAndLeavesNothing();
    void oneAfterTheOtherIsTheSame();
    void waitsForSomebodyToPlay();
    void canBeCancelledAtAnyTime_data();
    void canBeCancelledAtAnyTime();
    void refusesWhatCannotBePlayed_data();
    void refusesWhatCannotBePlayed();
};

// With the outcomes of the first one that had the short plan.
void tst_DemoRun::compareWithFirst(const DemoRun &run)
{
    for (int i = 0; i < DemoRun::policyCount; ++i) {
        const DemoOutcome outcome = *run.stage(i)->outcome();
        if (m_first.size() == std::size_t(i))
            m_first.push_back(outcome);
        QVERIFY2(outcome.isSameAs(m_first[std::size_t(i)]), qPrintable(inWords(outcome)));
    }
}

// These figures stand in README.md, too.
void tst_DemoRun::endsAsTheTextsSay()
{
    DemoRun run;
    play(run, DemoPlan());
    for (int i = 0; i < DemoRun::policyCount; ++i) {
        const CrowdResult clients = run.stage(i)->clientsResult();
        qInfo().noquote() << inWords(*run.stage(i)->outcome()) << "- the clients say" << clients.total().lost();
        for (const CrowdLoss &loss : clients.losses)
            qDebug().noquote() << loss.client << loss.requestLine << toText(loss.reason) << loss.endedAt.count() / 1000;
    }
    const DemoOutcome stop = *run.stage(0)->outcome();
    QCOMPARE(stop.phase, ShutdownPhase::Forced);
    QCOMPARE(stop.lost, 7);
    QCOMPARE(stop.reset, 0);
    QCOMPARE(stop.leftOpen, 17);
    QCOMPARE(stop.exitCode, 1);
    const DemoOutcome disconnect = *run.stage(1)->outcome();
    QCOMPARE(disconnect.phase, ShutdownPhase::Closed);
    QCOMPARE(disconnect.lost, 8);
    QCOMPARE(disconnect.reset, 5);
    QCOMPARE(disconnect.leftOpen, 0);
    QCOMPARE(disconnect.exitCode, 0);
    QVERIFY(!disconnect.hasLostOnlyHanging());
    const DemoOutcome drain = *run.stage(2)->outcome();
    QCOMPARE(drain.phase, ShutdownPhase::Closed);
    QCOMPARE(drain.reset, 1);
    QCOMPARE(drain.leftOpen, 0);
    QCOMPARE(drain.exitCode, 0);
    QCOMPARE(drain.lost, 1);
    QVERIFY(drain.hasLostOnlyHanging());
    QCOMPARE(run.stage(2)->clientsResult().total().lost(), 1);
}

// Busy as while a large window is painted.
void tst_DemoRun::losesMoreWithDistanceHoweverBusyWeAre()
{
    const std::vector<std::chrono::milliseconds> distances { 0ms, 40ms, 200ms };
    const std::vector<qsizetype> lostByDisconnecting { 7, 8, 10 };
    std::vector<DemoPlan> plans(distances.size(), shortPlan());
    std::array<DemoRun, 3> runs;
    for (std::size_t i = 0; i < distances.size(); ++i)
        plans[i].distance = distances[i];
    QTimer busy;
    busy.callOnTimeout(&busy, [] { QThread::msleep(150); });
    busy.start(1ms);
    play({ &runs[0], &runs[1], &runs[2] }, plans);
    busy.stop();
    for (std::size_t i = 0; i < distances.size(); ++i) {
        for (int stage = 0; stage < DemoRun::policyCount; ++stage)
            qInfo().noquote() << distances[i].count() << "ms away:" << inWords(*runs[i].stage(stage)->outcome())
                              << "- the clients say" << runs[i].stage(stage)->clientsResult().total().lost();
        if (distances[i] == shortPlan().distance)
            compareWithFirst(runs[i]);
        QCOMPARE(runs[i].stage(1)->outcome()->lost, lostByDisconnecting[i]);
        QVERIFY(runs[i].stage(2)->outcome()->hasLostOnlyHanging());
    }
}

// Two at a time, one pair after the other.
void tst_DemoRun::endsAlikeManyTimesAndLeavesNothing()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) // which keep what is freed, and are slow
    constexpr int pairs = 2;
    constexpr bool isMemoryTold = false;
#else
    constexpr int pairs = 10;
    constexpr bool isMemoryTold = true;
#endif
    qsizetype threads = 0;
    qsizetype descriptors = 0;
    qint64 memory = 0;
    for (int pair = 0; pair < pairs; ++pair) {
        {
            DemoRun one;
            DemoRun other;
            play({ &one, &other }, { shortPlan(), shortPlan() });
            for (const DemoRun *run : { &one, &other })
                compareWithFirst(*run);
        }
        if (pair == pairs / 2 - 1) {
            threads = entriesIn("/proc/self/task");
            descriptors = entriesIn("/proc/self/fd");
            memory = privateKilobytes();
        }
    }
    QTRY_VERIFY(entriesIn("/proc/self/task") <= threads); // one may just have been about to end
    QCOMPARE(entriesIn("/proc/self/fd"), descriptors);
    const qint64 more = privateKilobytes() - memory;
    qInfo("%lld kB more after ten demos", more);
    QVERIFY2(!isMemoryTold || more < 2048, qPrintable(QStringLiteral("%1 kB more after ten demos").arg(more)));
}

void tst_DemoRun::oneAfterTheOtherIsTheSame()
{
    DemoRun run;
    QSignalSpy finished(&run, &DemoRun::finished);
    for (int i = 0; i < DemoRun::policyCount; ++i) {
        QVERIFY2(run.beginStage(i, shortPlan()), qPrintable(run.errorString()));
        run.play();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), i + 1, 30'000);
    }
    compareWithFirst(run);
}

// Nothing begins before that. What comes then is the same, but for the one whose response is over meanwhile.
void tst_DemoRun::waitsForSomebodyToPlay()
{
    DemoRun run;
    QSignalSpy snapshots(run.stage(2), &DemoStage::snapshotTaken);
    QSignalSpy finished(&run, &DemoRun::finished);
    QVERIFY2(run.begin(shortPlan()), qPrintable(run.errorString()));
    QTRY_VERIFY_WITH_TIMEOUT(snapshots.size() >= 26, 30'000);
    QVERIFY(run.isWarm());
    QVERIFY(!run.stage(2)->zero());
    QVERIFY(run.stage(2)->url().port() > 0);
    run.play();
    QVERIFY(!run.isWarm());
    QVERIFY(run.stage(2)->zero());
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(run.stage(2)->outcome()->hasLostOnlyHanging());
    QVERIFY(run.stage(1)->outcome()->lost > 1);
    QVERIFY(run.stage(2)->url().isEmpty());
}

void tst_DemoRun::canBeCancelledAtAnyTime_data()
{
    QTest::addColumn<bool>("plays");
    QTest::addColumn<int>("snapshots");
    QTest::newRow("at once") << false << 0;
    QTest::newRow("when the crowd is there") << false << 3;
    QTest::newRow("when it waits for the shutdown") << true << 3;
    QTest::newRow("in the shutdown") << true << 25;
}

void tst_DemoRun::canBeCancelledAtAnyTime()
{
    QFETCH(bool, plays);
    QFETCH(int, snapshots);
    const qsizetype threads = entriesIn("/proc/self/task");
    DemoRun run;
    QSignalSpy taken(run.stage(0), &DemoStage::snapshotTaken);
    QSignalSpy finished(&run, &DemoRun::finished);
    QVERIFY2(run.begin(shortPlan()), qPrintable(run.errorString()));
    if (plays)
        run.play();
    QTRY_VERIFY_WITH_TIMEOUT(taken.size() >= snapshots, 10'000);
    run.cancel();
    run.cancel();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!run.isActive());
    QVERIFY(!run.stage(0)->outcome());
    QTRY_VERIFY(entriesIn("/proc/self/task") <= threads);
}

void tst_DemoRun::refusesWhatCannotBePlayed_data()
{
    QTest::addColumn<DemoPlan>("plan");
    QTest::addColumn<QString>("reason");
    const auto changed = [](const auto &change) {
        DemoPlan plan;
        change(plan);
        return plan;
    };
    QTest::newRow("no clients") << changed([](DemoPlan &plan) { plan.crowd = {}; }) << QStringLiteral("empty");
    QTest::newRow("less than none") << changed([](DemoPlan &plan) { plan.crowd.counts[0] = -1; })
                                    << QStringLiteral("negative");
    QTest::newRow("more than can be seen")
        << changed([](DemoPlan &plan) { plan.crowd.counts[0] = 201; }) << QStringLiteral("more than 200 clients");
    QTest::newRow("a negative distance") << changed([](DemoPlan &plan) { plan.distance = -1ms; })
                                         << QStringLiteral("a time is negative");
    QTest::newRow("abort before the beginning")
        << changed([](DemoPlan &plan) { plan.abortAfter = -1ms; }) << QStringLiteral("a time is negative");
    QTest::newRow("no time at all") << changed([](DemoPlan &plan) { plan.forceAfter = 0ms; })
                                    << QStringLiteral("a time is negative");
    QTest::newRow("a story without an end")
        << changed([](DemoPlan &plan) { plan.forceAfter = 61s; }) << QStringLiteral("longer than a minute");
}

void tst_DemoRun::refusesWhatCannotBePlayed()
{
    QFETCH(DemoPlan, plan);
    QFETCH(QString, reason);
    DemoRun run;
    QVERIFY(!run.begin(plan));
    QVERIFY2(run.errorString().contains(reason), qPrintable(run.errorString()));
    QVERIFY(!run.isActive());
}

QTEST_GUILESS_MAIN(tst_DemoRun)
#include "tst_demorun.moc"

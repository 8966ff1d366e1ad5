// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demo/demorun.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QTimer>

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

void play(DemoRun &run, const DemoPlan &plan)
{
    QSignalSpy finished(&run, &DemoRun::finished);
    QVERIFY2(run.begin(plan), qPrintable(run.errorString()));
    run.play();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    for (int i = 0; i < DemoRun::stageCount; ++i)
        QVERIFY(run.stage(i)->outcome());
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

qint64 privateKilobytes()
{
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

private Q_SLOTS:
    void endsAsTheTextsSay();
    void endsAlikeAtEachDistance_data();
    void endsAlikeAtEachDistance();
    void endsAlikeManyTimesAndLeavesNothing();
    void aBusyMainThreadChangesNothing();
    void oneAfterTheOtherIsTheSame();
    void waitsForSomebodyToPlay();
    void canBeCancelledAtAnyTime_data();
    void canBeCancelledAtAnyTime();
    void refusesWhatCannotBePlayed_data();
    void refusesWhatCannotBePlayed();
};

// These figures stand in README.md, too.
void tst_DemoRun::endsAsTheTextsSay()
{
    DemoRun run;
    play(run, DemoPlan());
    for (int i = 0; i < DemoRun::stageCount; ++i) {
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

void tst_DemoRun::endsAlikeAtEachDistance_data()
{
    QTest::addColumn<int>("distance");
    QTest::addColumn<int>("lostByDisconnecting");
    QTest::newRow("at no distance") << 0 << 7;
    QTest::newRow("at 40 ms") << 40 << 8;
    QTest::newRow("at 200 ms") << 200 << 10;
}

void tst_DemoRun::endsAlikeAtEachDistance()
{
    QFETCH(int, distance);
    QFETCH(int, lostByDisconnecting);
    DemoPlan plan = shortPlan();
    plan.distance = std::chrono::milliseconds(distance);
    DemoRun run;
    play(run, plan);
    for (int i = 0; i < DemoRun::stageCount; ++i)
        qInfo().noquote() << inWords(*run.stage(i)->outcome()) << "- the clients say"
                          << run.stage(i)->clientsResult().total().lost();
    QCOMPARE(run.stage(1)->outcome()->lost, lostByDisconnecting);
    QVERIFY(run.stage(2)->outcome()->hasLostOnlyHanging());
}

void tst_DemoRun::endsAlikeManyTimesAndLeavesNothing()
{
#ifdef __SANITIZE_ADDRESS__ // which keeps what is freed, and is slow
    constexpr int times = 4;
    constexpr bool isMemoryTold = false;
#else
    constexpr int times = 20;
    constexpr bool isMemoryTold = true;
#endif
    std::vector<DemoOutcome> first;
    qsizetype threads = 0;
    qsizetype descriptors = 0;
    qint64 memory = 0;
    for (int time = 0; time < times; ++time) {
        DemoRun run;
        play(run, shortPlan());
        for (int i = 0; i < DemoRun::stageCount; ++i) {
            const DemoOutcome outcome = *run.stage(i)->outcome();
            if (time == 0)
                first.push_back(outcome);
            QVERIFY2(outcome.isSameAs(first[std::size_t(i)]), qPrintable(inWords(outcome)));
        }
        if (time == times / 2 - 1) {
            threads = entriesIn("/proc/self/task");
            descriptors = entriesIn("/proc/self/fd");
            memory = privateKilobytes();
        }
    }
    QTRY_COMPARE(entriesIn("/proc/self/task"), threads);
    QCOMPARE(entriesIn("/proc/self/fd"), descriptors);
    const qint64 more = privateKilobytes() - memory;
    QVERIFY2(!isMemoryTold || more < 2048, qPrintable(QStringLiteral("%1 kB more after ten demos").arg(more)));
}

// As it is while a large window is painted.
void tst_DemoRun::aBusyMainThreadChangesNothing()
{
    DemoRun idle;
    play(idle, shortPlan());
    DemoRun run;
    QTimer busy;
    busy.callOnTimeout(&run, [] { QThread::msleep(150); });
    busy.start(1ms);
    play(run, shortPlan());
    for (int i = 0; i < DemoRun::stageCount; ++i)
        QVERIFY2(run.stage(i)->outcome()->isSameAs(*idle.stage(i)->outcome()),
                 qPrintable(inWords(*run.stage(i)->outcome())));
}

void tst_DemoRun::oneAfterTheOtherIsTheSame()
{
    DemoRun together;
    play(together, shortPlan());
    DemoRun run;
    QSignalSpy finished(&run, &DemoRun::finished);
    for (int i = 0; i < DemoRun::stageCount; ++i) {
        QVERIFY2(run.beginStage(i, shortPlan()), qPrintable(run.errorString()));
        run.play();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), i + 1, 30'000);
        QVERIFY2(run.stage(i)->outcome()->isSameAs(*together.stage(i)->outcome()),
                 qPrintable(inWords(*run.stage(i)->outcome())));
    }
}

// Nothing begins before that. What comes then is the same, but for the one whose response is over meanwhile.
void tst_DemoRun::waitsForSomebodyToPlay()
{
    DemoRun run;
    QSignalSpy snapshots(run.stage(2), &DemoStage::snapshotTaken);
    QSignalSpy finished(&run, &DemoRun::finished);
    QVERIFY2(run.begin(shortPlan()), qPrintable(run.errorString()));
    QTRY_VERIFY_WITH_TIMEOUT(snapshots.size() >= 60, 30'000);
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
    QTest::newRow("in the shutdown") << true << 35;
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

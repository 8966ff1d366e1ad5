// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "nodescriptors.h"
#include "nothreads.h"
#include "watchdog.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <atomic>
#include <csignal>
#include <future>

#include <unistd.h>

using namespace Drainboard;
using namespace std::chrono_literals;

// What the process would do is tst_program's to test; here the exit is a note in a variable.
class TestWatchdog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSignalEndsTheProcessWhenTimeIsUp();
    void aShutdownWithoutSignalEndsTheProcessToo();
    void laterTriggersDoNotPutTheEndOff();
    void theThirdTriggerEndsTheProcess();
    void theDelayComesBeforeForceAfter();
    void aTriggerEndsTheDelay();
    void howManyTriggersEndTheProcess_data();
    void howManyTriggersEndTheProcess();
    void theDrainEndsTheDelay();
    void theDrainDoesNotPutTheEndOff();
    void theDrainAloneIsNoTrigger();
    void theLongestTimesAreNotUpAtOnce();
    void triggersAtOnceCountOnce();
    void disarmedItLetsTheProcessLive();
    void aSignalAfterDisarmingArmsItAgain();
    void anotherRunHasItsOwnTimeAndReport();
    void theWorstEndOfAllRunsGivesTheExitCode();
    void theEndOfTheShutdownGivesTheExitCode_data();
    void theEndOfTheShutdownGivesTheExitCode();
    void theEndOfTheShutdownDoesNotPutTheEndOff_data();
    void theEndOfTheShutdownDoesNotPutTheEndOff();
    void theEndIsNotPrintedTwice_data();
    void theEndIsNotPrintedTwice();
    void aReportThatSaysClosedMakesNoError();
    void theReportSaysWhatTheMainThreadCouldNot_data();
    void theReportSaysWhatTheMainThreadCouldNot();
    void aReportThatNeverComesDoesNotKeepTheProcess();
    void whatElseIsWantedIsWrittenOnce();
    void aWriterThatHangsDoesNotKeepTheProcess();
    void itGoesInPeace();
    void threadsThatGoShortLaterDoNotMatter();
    void withoutThreadsItSaysThatItDoesNotWatch();
    void withoutDescriptorsItSaysThatItDoesNotWatch();
};

namespace {

constexpr int notYet = -1;
constexpr auto never = 1h;

struct Exit
{
    std::atomic<int> code { notYet };

    Watchdog::Exit function()
    {
        return [this](int exitCode) { code = exitCode; };
    }
};

ShutdownReport forced(const QString &trigger, SteadyTime since)
{
    ShutdownReport report;
    report.phase = ShutdownPhase::Forced;
    report.trigger = trigger;
    report.duration = std::chrono::ceil<std::chrono::milliseconds>(SteadyClock::now() - since);
    report.openAtStart = 2;
    report.leftOpen = 2;
    report.takenAt = SteadyClock::now();
    return report;
}

ShutdownReport ended(ShutdownPhase phase)
{
    ShutdownReport report;
    report.trigger = QStringLiteral("button");
    report.phase = phase;
    return report;
}

void raiseIn(const Watchdog &watchdog, int signalNumber)
{
    const auto byte = static_cast<unsigned char>(signalNumber);
    QCOMPARE(::write(watchdog.signalDescriptor(), &byte, 1), ssize_t(1));
}

Watchdog::Settings shortly(const QString &reportFile = {})
{
    return { .forceAfter = 200ms, .grace = 50ms, .leave = 50ms, .reportFile = reportFile };
}

Watchdog::Settings patient()
{
    return { .forceAfter = never, .grace = 50ms, .leave = 50ms };
}

} // namespace

void TestWatchdog::aSignalEndsTheProcessWhenTimeIsUp()
{
    Exit exit;
    Watchdog watchdog(shortly(), forced, exit.function());
    QElapsedTimer elapsed;
    elapsed.start();
    raiseIn(watchdog, SIGTERM);
    QTRY_COMPARE(exit.code.load(), 1);
    QVERIFY2(elapsed.elapsed() >= 250, "before force-after and the grace");
}

void TestWatchdog::aShutdownWithoutSignalEndsTheProcessToo()
{
    Exit exit;
    Watchdog watchdog(shortly(), forced, exit.function());
    watchdog.begin(QStringLiteral("button"));
    QTRY_COMPARE(exit.code.load(), 1);
}

void TestWatchdog::laterTriggersDoNotPutTheEndOff()
{
    Exit exit;
    Watchdog watchdog({ .forceAfter = 2s, .grace = 50ms }, forced, exit.function());
    QElapsedTimer elapsed;
    elapsed.start();
    raiseIn(watchdog, SIGTERM);
    QTRY_VERIFY(elapsed.elapsed() > 1500);
    watchdog.begin(QStringLiteral("SIGTERM"));
    raiseIn(watchdog, SIGTERM); // the second that counts
    QTRY_COMPARE(exit.code.load(), 1);
    QVERIFY2(elapsed.elapsed() < 1500 + 2000, "the time began anew");
}

void TestWatchdog::theThirdTriggerEndsTheProcess()
{
    Exit exit;
    Watchdog watchdog(patient(), forced, exit.function());
    QElapsedTimer sinceLast;
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(exit.code.load(), notYet);
        raiseIn(watchdog, i == 1 ? SIGINT : SIGTERM);
        sinceLast.start();
        if (i < 2)
            QTRY_VERIFY(sinceLast.elapsed() > 600);
    }
    QTRY_COMPARE(exit.code.load(), 1);
}

void TestWatchdog::theDelayComesBeforeForceAfter()
{
    Exit exit;
    Watchdog watchdog({ .shutdownDelay = 300ms, .forceAfter = 200ms, .grace = 50ms }, forced, exit.function());
    QElapsedTimer elapsed;
    elapsed.start();
    raiseIn(watchdog, SIGTERM);
    QTRY_COMPARE(exit.code.load(), 1);
    QVERIFY2(elapsed.elapsed() >= 550, "before the delay, force-after and the grace");
}

void TestWatchdog::aTriggerEndsTheDelay()
{
    Exit exit;
    Watchdog watchdog({ .shutdownDelay = never, .forceAfter = 200ms, .grace = 50ms }, forced, exit.function());
    raiseIn(watchdog, SIGTERM);
    QTest::qWait(600);
    QCOMPARE(exit.code.load(), notYet);
    QElapsedTimer elapsed;
    elapsed.start();
    raiseIn(watchdog, SIGTERM);
    QTRY_COMPARE(exit.code.load(), 1);
    QVERIFY2(elapsed.elapsed() >= 250, "the drain has force-after still");
}

void TestWatchdog::howManyTriggersEndTheProcess_data()
{
    QTest::addColumn<std::chrono::milliseconds>("delay");
    QTest::addColumn<int>("triggers");
    QTest::newRow("three without a delay") << 0ms << 3;
    QTest::newRow("three where the delay has ended before the second") << 100ms << 3;
    QTest::newRow("four where the second ends the delay") << std::chrono::milliseconds(never) << 4;
}

void TestWatchdog::howManyTriggersEndTheProcess()
{
    QFETCH(std::chrono::milliseconds, delay);
    QFETCH(int, triggers);
    Exit exit;
    Watchdog watchdog({ .shutdownDelay = delay, .forceAfter = never, .grace = 50ms }, forced, exit.function());
    for (int i = 1; i < triggers; ++i) {
        raiseIn(watchdog, SIGTERM);
        QTest::qWait(600); // the last but one would end it within this time if it were the last
        QCOMPARE(exit.code.load(), notYet);
    }
    raiseIn(watchdog, SIGTERM);
    QTRY_COMPARE(exit.code.load(), 1);
}

void TestWatchdog::theDrainEndsTheDelay()
{
    Exit exit;
    Watchdog watchdog({ .shutdownDelay = never, .forceAfter = 200ms, .grace = 50ms }, forced, exit.function());
    watchdog.begin(QStringLiteral("button"));
    QElapsedTimer elapsed;
    elapsed.start();
    watchdog.beginDraining(); // the button, a second time
    QTRY_COMPARE(exit.code.load(), 1);
    QVERIFY2(elapsed.elapsed() >= 250, "before force-after and the grace");
}

void TestWatchdog::theDrainDoesNotPutTheEndOff()
{
    Exit exit;
    Watchdog watchdog({ .shutdownDelay = 100ms, .forceAfter = 2s, .grace = 50ms }, forced, exit.function());
    QElapsedTimer elapsed;
    elapsed.start();
    raiseIn(watchdog, SIGTERM);
    QTRY_VERIFY(elapsed.elapsed() > 1500);
    watchdog.beginDraining(); // the main thread was stuck
    QTRY_COMPARE(exit.code.load(), 1);
    QVERIFY2(elapsed.elapsed() < 1500 + 2000, "the time began anew");
}

void TestWatchdog::theDrainAloneIsNoTrigger()
{
    Exit exit;
    Watchdog watchdog(shortly(), forced, exit.function());
    watchdog.beginDraining();
    raiseIn(watchdog, SIGTERM);
    watchdog.disarm();
    watchdog.beginDraining();
    QTest::qWait(500); // armed, it would have ended after 250 ms
    QCOMPARE(exit.code.load(), notYet);
}

void TestWatchdog::theLongestTimesAreNotUpAtOnce()
{
    constexpr auto longest = std::chrono::hours(24 * 24);
    Exit exit;
    Watchdog watchdog({ .shutdownDelay = longest, .forceAfter = longest }, forced, exit.function());
    raiseIn(watchdog, SIGTERM);
    QTest::qWait(100);
    QCOMPARE(exit.code.load(), notYet);
}

void TestWatchdog::triggersAtOnceCountOnce()
{
    Exit exit;
    Watchdog watchdog(patient(), forced, exit.function());
    for (int i = 0; i < 20; ++i)
        raiseIn(watchdog, SIGINT);
    watchdog.begin(QStringLiteral("SIGINT"));
    QTest::qWait(300); // a third trigger would end it after 50 ms
    QCOMPARE(exit.code.load(), notYet);
}

void TestWatchdog::disarmedItLetsTheProcessLive()
{
    Exit exit;
    Watchdog watchdog(shortly(), forced, exit.function());
    raiseIn(watchdog, SIGTERM);
    watchdog.end(ended(ShutdownPhase::Closed));
    watchdog.disarm();
    QTest::qWait(500); // armed, it would have ended after 250 ms at most
    QCOMPARE(exit.code.load(), notYet);
}

void TestWatchdog::aSignalAfterDisarmingArmsItAgain()
{
    Exit exit;
    Watchdog watchdog(shortly(), forced, exit.function());
    watchdog.begin(QStringLiteral("button"));
    watchdog.end(ended(ShutdownPhase::Closed));
    watchdog.disarm();
    raiseIn(watchdog, SIGTERM);
    QTRY_COMPARE(exit.code.load(), 0);
}

void TestWatchdog::anotherRunHasItsOwnTimeAndReport()
{
    Exit exit;
    Watchdog watchdog({ .forceAfter = never, .grace = 50ms }, forced, exit.function());
    watchdog.begin(QStringLiteral("button"));
    watchdog.end(ended(ShutdownPhase::Closed));
    watchdog.disarm();
    watchdog.beginAnew(50ms);
    QTest::qWait(300); // nothing has begun
    QCOMPARE(exit.code.load(), notYet);
    raiseIn(watchdog, SIGTERM);
    QTRY_COMPARE(exit.code.load(), 1); // the report of this run, not of the one before
}

void TestWatchdog::theWorstEndOfAllRunsGivesTheExitCode()
{
    Exit exit;
    Watchdog watchdog({ .forceAfter = never, .leave = 50ms }, forced, exit.function());
    watchdog.end(ended(ShutdownPhase::Forced));
    watchdog.disarm();
    watchdog.beginAnew(never);
    watchdog.end(ended(ShutdownPhase::Closed));
    QTRY_COMPARE(exit.code.load(), 1);
}

void TestWatchdog::theEndOfTheShutdownGivesTheExitCode_data()
{
    QTest::addColumn<ShutdownPhase>("phase");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("closed") << ShutdownPhase::Closed << 0;
    QTest::newRow("forced") << ShutdownPhase::Forced << 1;
}

void TestWatchdog::theEndOfTheShutdownGivesTheExitCode()
{
    QFETCH(ShutdownPhase, phase);
    QFETCH(int, exitCode);
    Exit exit;
    std::atomic<bool> asked { false };
    Watchdog watchdog(
        { .forceAfter = never, .leave = 50ms },
        [&asked](const QString &trigger, SteadyTime since) {
            asked = true;
            return forced(trigger, since);
        },
        exit.function());
    watchdog.begin(QStringLiteral("button"));
    watchdog.end(ended(phase));
    QTRY_COMPARE(exit.code.load(), exitCode);
    QVERIFY2(!asked, "the engine may be gone by then");
}

void TestWatchdog::theEndOfTheShutdownDoesNotPutTheEndOff_data()
{
    theEndOfTheShutdownGivesTheExitCode_data();
}

void TestWatchdog::theEndOfTheShutdownDoesNotPutTheEndOff()
{
    QFETCH(ShutdownPhase, phase);
    QFETCH(int, exitCode);
    Exit exit;
    Watchdog watchdog({ .forceAfter = 200ms, .grace = 50ms, .leave = never }, forced, exit.function());
    watchdog.begin(QStringLiteral("button"));
    watchdog.end(ended(phase)); // and then the report's file system hangs
    QTRY_COMPARE(exit.code.load(), exitCode);
}

void TestWatchdog::theEndIsNotPrintedTwice_data()
{
    QTest::addColumn<bool>("endSaid");
    QTest::newRow("the main thread is stuck before it") << false;
    QTest::newRow("the main thread is stuck behind it") << true;
}

void TestWatchdog::theEndIsNotPrintedTwice()
{
    QFETCH(bool, endSaid);
    QTemporaryFile said;
    QVERIFY(said.open());
    const int standardError = ::dup(STDERR_FILENO);
    Exit exit;
    bool exited = false;
    {
        Watchdog watchdog(shortly(), forced, exit.function());
        ::dup2(said.handle(), STDERR_FILENO);
        watchdog.begin(QStringLiteral("button"));
        if (endSaid)
            watchdog.end(ended(ShutdownPhase::Forced));
        exited = QTest::qWaitFor([&exit] { return exit.code != notYet; });
    }
    ::dup2(standardError, STDERR_FILENO);
    ::close(standardError);
    QVERIFY(exited);
    QCOMPARE(said.size() > 0, !endSaid);
}

void TestWatchdog::aReportThatSaysClosedMakesNoError()
{
    Exit exit;
    Watchdog watchdog(
        shortly(), [](const QString &, SteadyTime) { return ended(ShutdownPhase::Closed); }, exit.function());
    raiseIn(watchdog, SIGTERM); // the main thread is stuck in saying that all is closed
    QTRY_COMPARE(exit.code.load(), 0);
}

void TestWatchdog::theReportSaysWhatTheMainThreadCouldNot_data()
{
    QTest::addColumn<int>("signalNumber");
    QTest::addColumn<QString>("trigger");
    QTest::newRow("SIGTERM") << SIGTERM << QStringLiteral("SIGTERM");
    QTest::newRow("SIGINT") << SIGINT << QStringLiteral("SIGINT");
}

void TestWatchdog::theReportSaysWhatTheMainThreadCouldNot()
{
    QFETCH(int, signalNumber);
    QFETCH(QString, trigger);
    const QTemporaryDir directory;
    QFile file(directory.filePath(QStringLiteral("report.json")));
    Exit exit;
    {
        Watchdog watchdog(shortly(file.fileName()), forced, exit.function());
        raiseIn(watchdog, signalNumber);
        QTRY_COMPARE(exit.code.load(), 1);
    }
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject report = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(report[QStringLiteral("trigger")].toString(), trigger);
    QCOMPARE(report[QStringLiteral("outcome")].toString(), QStringLiteral("forced"));
    QCOMPARE(report[QStringLiteral("exitCode")].toInt(), 1);
    QVERIFY(report[QStringLiteral("durationMs")].toInt() >= 250);
    QCOMPARE(report[QStringLiteral("openAtStart")].toInt(), 2);
    QCOMPARE(report[QStringLiteral("leftOpen")].toInt(), 2);
}

void TestWatchdog::aReportThatNeverComesDoesNotKeepTheProcess()
{
    Exit exit;
    std::promise<void> testIsOver;
    Watchdog watchdog(
        shortly(),
        [&testIsOver](const QString &trigger, SteadyTime since) {
            testIsOver.get_future().wait();
            return forced(trigger, since);
        },
        exit.function());
    raiseIn(watchdog, SIGTERM);
    QTRY_COMPARE(exit.code.load(), 1);
    testIsOver.set_value();
}

void TestWatchdog::whatElseIsWantedIsWrittenOnce()
{
    Exit exit;
    std::atomic<int> written = 0;
    Watchdog watchdog(shortly(), forced, exit.function(), [&] {
        ++written;
        return QStringList();
    });
    raiseIn(watchdog, SIGTERM);
    QTRY_COMPARE(exit.code.load(), 1);
    QCOMPARE(written.load(), 1);
}

void TestWatchdog::aWriterThatHangsDoesNotKeepTheProcess()
{
    Exit exit;
    std::promise<void> goOn;
    Watchdog watchdog(shortly(), forced, exit.function(), [hanging = goOn.get_future().share()] {
        hanging.wait();
        return QStringList();
    });
    raiseIn(watchdog, SIGTERM);
    QTRY_COMPARE(exit.code.load(), 1);
    goOn.set_value();
}

void TestWatchdog::itGoesInPeace()
{
    Exit exit;
    {
        Watchdog watchdog({ .forceAfter = never }, forced, exit.function());
        raiseIn(watchdog, SIGTERM);
    }
    QCOMPARE(exit.code.load(), notYet);
}

void TestWatchdog::threadsThatGoShortLaterDoNotMatter()
{
    const QTemporaryDir directory;
    QFile file(directory.filePath(QStringLiteral("report.json")));
    Exit exit;
    {
        Watchdog watchdog(shortly(file.fileName()), forced, exit.function());
        const NoThreads none;
        raiseIn(watchdog, SIGTERM);
        QTRY_COMPARE(exit.code.load(), 1);
    }
    QVERIFY(file.exists());
}

void TestWatchdog::withoutThreadsItSaysThatItDoesNotWatch()
{
    QVERIFY(Watchdog(patient(), forced, [](int) {}).isWatching());
    const NoThreads none;
    Watchdog watchdog(patient(), forced, [](int) {});
    QVERIFY(!watchdog.isWatching());
    watchdog.begin(QStringLiteral("button")); // and nothing comes of it
    watchdog.disarm();
}

void TestWatchdog::withoutDescriptorsItSaysThatItDoesNotWatch()
{
    const NoDescriptors none;
    const Watchdog watchdog(patient(), forced, [](int) {});
    QVERIFY(!watchdog.isWatching());
}

QTEST_GUILESS_MAIN(TestWatchdog)
#include "tst_watchdog.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/httpengine.h"
#include "shutdown/phasesteps.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

using Standing = PhaseStep::Standing;

class TestPhaseSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beforeAShutdownThePlanIsTold_data();
    void beforeAShutdownThePlanIsTold();
    void withADelayThePlanTellsIt_data();
    void withADelayThePlanTellsIt();
    void whileLeavingTheCountdownIsTold();
    void afterLeavingItsTimeIsTold_data();
    void afterLeavingItsTimeIsTold();
    void whileDrainingCountsAndCountdownsAreTold();
    void whereNoAbortComesByItselfNoCountdownIsTold();
    void acceptedMeanwhileIsTold();
    void whileAborting();
    void anEndWithoutAborts();
    void anEndAfterAborts();
    void lossesStandWithThePhaseThatCausedThem();
    void aForcedEnd();
    void beforeTheServerIsToldThePlanIsTold();
    void whatTheServerDoesIsTold_data();
    void whatTheServerDoesIsTold();

private:
    static ShutdownProgress progress(ShutdownPhase phase)
    {
        ShutdownProgress progress;
        progress.report.phase = phase;
        progress.report.openAtStart = 9;
        progress.report.disconnected = 4;
        progress.report.closedByPeer = 2;
        progress.report.leftOpen = 3;
        return progress;
    }
    static EngineSettings behindATap()
    {
        EngineSettings settings;
        settings.tap = { .port = 8080, .command = QStringLiteral("node server.js") };
        return settings;
    }
};

void TestPhaseSteps::beforeAShutdownThePlanIsTold_data()
{
    QTest::addColumn<ShutdownPolicy>("policy");
    QTest::addColumn<std::chrono::milliseconds>("abortAfter");
    QTest::addColumn<QString>("abortNote");
    QTest::addColumn<QString>("plan");
    QTest::newRow("drain") << ShutdownPolicy::Drain << std::chrono::milliseconds(5s) << QStringLiteral("after 5 s")
                           << QStringLiteral("policy drain  ·  abort after 5 s  ·  force after 10 s");
    QTest::newRow("drain, in milliseconds")
        << ShutdownPolicy::Drain << 300ms << QStringLiteral("after 300 ms")
        << QStringLiteral("policy drain  ·  abort after 300 ms  ·  force after 10 s");
    QTest::newRow("the force comes first")
        << ShutdownPolicy::Drain << std::chrono::milliseconds(20s) << QStringLiteral("on request only")
        << QStringLiteral("policy drain  ·  no abort by itself  ·  force after 10 s");
    QTest::newRow("only stop listening") << ShutdownPolicy::StopListening << std::chrono::milliseconds(5s)
                                         << QStringLiteral("on request only")
                                         << QStringLiteral(
                                                "policy stop-listening  ·  no abort by itself  ·  force after 10 s");
    QTest::newRow("disconnect all") << ShutdownPolicy::DisconnectAll << std::chrono::milliseconds(5s)
                                    << QStringLiteral("after 5 s")
                                    << QStringLiteral("policy disconnect-all  ·  abort after 5 s  ·  force after 10 s");
}

void TestPhaseSteps::beforeAShutdownThePlanIsTold()
{
    QFETCH(ShutdownPolicy, policy);
    QFETCH(std::chrono::milliseconds, abortAfter);
    EngineSettings settings;
    settings.policy = policy;
    settings.abortAfter = abortAfter;
    ShutdownProgress running;
    running.openNow = 12;
    const auto steps = phaseSteps(running, settings);
    QCOMPARE(steps.size(), 4u);
    QVERIFY(steps[0].standing == Standing::Now);
    QCOMPARE(steps[0].figure, QStringLiteral("12"));
    for (const std::size_t i : { 1, 2, 3 }) {
        QVERIFY(steps[i].standing == Standing::Ahead);
        QCOMPARE(steps[i].figure, QString());
        QVERIFY(!steps[i].note.isEmpty());
    }
    QTEST(steps[2].note, "abortNote");
    QCOMPARE(steps[3].note, QStringLiteral("forced after 10 s"));
    QTEST(planText(settings), "plan");
}

void TestPhaseSteps::withADelayThePlanTellsIt_data()
{
    QTest::addColumn<std::chrono::milliseconds>("delay");
    QTest::addColumn<QString>("text");
    QTest::newRow("in seconds") << std::chrono::milliseconds(2s) << QStringLiteral("2 s");
    QTest::newRow("in milliseconds") << 300ms << QStringLiteral("300 ms");
}

void TestPhaseSteps::withADelayThePlanTellsIt()
{
    QFETCH(std::chrono::milliseconds, delay);
    QFETCH(QString, text);
    EngineSettings settings;
    settings.shutdownDelay = delay;
    const auto steps = phaseSteps({}, settings);
    QCOMPARE(steps.size(), 5u);
    QVERIFY(steps[1].phase == ShutdownPhase::Leaving);
    QVERIFY(steps[1].standing == Standing::Ahead);
    QCOMPARE(steps[1].figure, QString());
    QCOMPARE(steps[1].note, QStringLiteral("serve on for ") + text);
    QCOMPARE(planText(settings),
             QStringLiteral("policy drain  ·  leave for %1  ·  abort after 5 s  ·  force after 10 s").arg(text));
}

void TestPhaseSteps::whileLeavingTheCountdownIsTold()
{
    EngineSettings settings;
    settings.shutdownDelay = 2s;
    ShutdownProgress leaving;
    leaving.report.phase = ShutdownPhase::Leaving;
    leaving.report.openAtStart = 8;
    leaving.openNow = 9;
    leaving.untilDrain = 1400ms;
    const auto steps = phaseSteps(leaving, settings);
    QVERIFY(steps[0].standing == Standing::Done);
    QCOMPARE(steps[0].figure, QStringLiteral("9"));
    QCOMPARE(steps[0].note, QStringLiteral("open now"));
    QVERIFY(steps[1].standing == Standing::Now);
    QCOMPARE(steps[1].figure, QStringLiteral("1.4 s"));
    QCOMPARE(steps[1].note, QStringLiteral("until drain"));
    const auto before = phaseSteps({}, settings);
    for (const std::size_t i : { 2, 3, 4 })
        QVERIFY2(steps[i] == before[i], "their time has not begun");
}

void TestPhaseSteps::afterLeavingItsTimeIsTold_data()
{
    QTest::addColumn<ShutdownPhase>("phase");
    for (const auto phase :
         { ShutdownPhase::Draining, ShutdownPhase::Aborting, ShutdownPhase::Closed, ShutdownPhase::Forced })
        QTest::newRow(qPrintable(toText(phase))) << phase;
}

void TestPhaseSteps::afterLeavingItsTimeIsTold()
{
    QFETCH(ShutdownPhase, phase);
    EngineSettings settings;
    settings.shutdownDelay = 2s;
    ShutdownProgress later = progress(phase);
    later.report.leaving = 1200ms; // a second trigger ended it
    const auto steps = phaseSteps(later, settings);
    QVERIFY(steps[0].standing == Standing::Done);
    QCOMPARE(steps[0].figure, QStringLiteral("9"));
    QCOMPARE(steps[0].note, QStringLiteral("open at drain"));
    QVERIFY(steps[1].standing == Standing::Done);
    QCOMPARE(steps[1].figure, QStringLiteral("1.2 s"));
    QVERIFY(steps[2].standing == (phase == ShutdownPhase::Draining ? Standing::Now : Standing::Done));
}

void TestPhaseSteps::whileDrainingCountsAndCountdownsAreTold()
{
    ShutdownProgress draining = progress(ShutdownPhase::Draining);
    draining.untilAbort = 3400ms;
    draining.untilForce = 8400ms;
    const auto steps = phaseSteps(draining, EngineSettings());
    QVERIFY(steps[0].standing == Standing::Done);
    QCOMPARE(steps[0].figure, QStringLiteral("9"));
    QVERIFY(steps[1].standing == Standing::Now);
    QCOMPARE(steps[1].figure, QStringLiteral("6"));
    QCOMPARE(steps[1].note, QStringLiteral("closed, 3 to go"));
    QVERIFY(steps[2].standing == Standing::Ahead);
    QCOMPARE(steps[2].figure, QStringLiteral("3.4 s"));
    QVERIFY(steps[3].standing == Standing::Ahead);
    QCOMPARE(steps[3].figure, QStringLiteral("8.4 s"));
}

void TestPhaseSteps::whereNoAbortComesByItselfNoCountdownIsTold()
{
    ShutdownProgress draining = progress(ShutdownPhase::Draining);
    draining.untilForce = 8400ms;
    const auto steps = phaseSteps(draining, EngineSettings());
    QCOMPARE(steps[2].figure, QString());
    QCOMPARE(steps[2].note, QStringLiteral("on request only"));
}

void TestPhaseSteps::acceptedMeanwhileIsTold()
{
    ShutdownProgress draining = progress(ShutdownPhase::Draining);
    QCOMPARE(phaseSteps(draining, EngineSettings())[0].note, QStringLiteral("open at the start"));
    draining.report.acceptedDuringDrain = 20;
    QCOMPARE(phaseSteps(draining, EngineSettings())[0].note, QStringLiteral("open at the start, +20 accepted"));
}

void TestPhaseSteps::whileAborting()
{
    ShutdownProgress aborting = progress(ShutdownPhase::Aborting);
    aborting.report.aborted = 2;
    aborting.report.leftOpen = 1;
    aborting.untilForce = 4900ms;
    const auto steps = phaseSteps(aborting, EngineSettings());
    QVERIFY(steps[1].standing == Standing::Done);
    QVERIFY(steps[2].standing == Standing::Now);
    QCOMPARE(steps[2].figure, QStringLiteral("2"));
    QVERIFY(steps[3].standing == Standing::Ahead);
    QCOMPARE(steps[3].figure, QStringLiteral("4.9 s"));
}

void TestPhaseSteps::anEndWithoutAborts()
{
    ShutdownProgress closed = progress(ShutdownPhase::Closed);
    closed.report.disconnected = 7;
    closed.report.leftOpen = 0;
    const auto steps = phaseSteps(closed, EngineSettings());
    QVERIFY(steps[1].standing == Standing::Done);
    QCOMPARE(steps[1].figure, QStringLiteral("9"));
    QVERIFY(steps[2].standing == Standing::Skipped);
    QVERIFY(steps[3].standing == Standing::Now);
    QCOMPARE(steps[3].title, QStringLiteral("Closed"));
    QCOMPARE(steps[3].figure, QStringLiteral("0"));
    QVERIFY(steps[3].note.contains(QStringLiteral("exit code 0")));
}

void TestPhaseSteps::anEndAfterAborts()
{
    ShutdownProgress closed = progress(ShutdownPhase::Closed);
    closed.report.aborted = 3;
    closed.report.leftOpen = 0;
    const auto steps = phaseSteps(closed, EngineSettings());
    QVERIFY(steps[2].standing == Standing::Done);
    QCOMPARE(steps[2].figure, QStringLiteral("3"));
    QCOMPARE(steps[2].note, QStringLiteral("reset, no request lost by it"));
    QVERIFY(!steps[3].hasLosses);
    ConnectionInfo info;
    info.lostRequests = { { "GET /", LossReason::Aborted } };
    closed.report.endedBadly = { info };
    closed.report.requestsLost = 1;
    QCOMPARE(phaseSteps(closed, EngineSettings())[2].note, QStringLiteral("reset, 1 request lost"));
    closed.report.endedBadly = { info, info, info, info };
    closed.report.requestsLost = 4;
    const auto lossy = phaseSteps(closed, EngineSettings());
    QCOMPARE(lossy[2].note, QStringLiteral("reset, 4 requests lost"));
    QVERIFY(lossy[3].hasLosses);
    QCOMPARE(lossy[3].figure, QStringLiteral("4"));
    QCOMPARE(lossy[3].note, QStringLiteral("lost · exit code 0"));
}

// Not those of the abort that came later.
void TestPhaseSteps::lossesStandWithThePhaseThatCausedThem()
{
    ShutdownProgress closed = progress(ShutdownPhase::Closed);
    ConnectionEnd end;
    end.ourFinAt = SteadyTime(1s);
    end.resetAt = SteadyTime(5s);
    ConnectionInfo info;
    info.end = end;
    info.lostRequests = { { "GET /", LossReason::Aborted } };
    closed.report.endedBadly = { info, info };
    closed.report.aborted = closed.report.requestsLost = 2;
    const auto steps = phaseSteps(closed, EngineSettings());
    QCOMPARE(steps[1].note, QStringLiteral("closed, 2 lost"));
    QCOMPARE(steps[2].note, QStringLiteral("reset, no request lost by it"));
}

void TestPhaseSteps::aForcedEnd()
{
    const auto steps = phaseSteps(progress(ShutdownPhase::Forced), EngineSettings());
    QVERIFY(steps[2].standing == Standing::Skipped);
    QVERIFY(steps[3].phase == ShutdownPhase::Forced);
    QCOMPARE(steps[3].title, QStringLiteral("Forced"));
    QCOMPARE(steps[3].figure, QStringLiteral("3"));
    QVERIFY(steps[3].note.contains(QStringLiteral("exit code 1")));
}

void TestPhaseSteps::beforeTheServerIsToldThePlanIsTold()
{
    const auto steps = phaseSteps({}, behindATap());
    QStringList words;
    for (const PhaseStep &step : steps)
        words += step.title + QStringLiteral(": ") + step.note;
    QCOMPARE(
        words,
        (QStringList { QStringLiteral("Running: open now"), QStringLiteral("Listening: until the server stops that"),
                       QStringLiteral("Closing: as the server does it"), QStringLiteral("Killing: on request only"),
                       QStringLiteral("Closed: killed after 10 s") }));
}

void TestPhaseSteps::whatTheServerDoesIsTold_data()
{
    QTest::addColumn<ShutdownPhase>("phase");
    QTest::addColumn<EndedServer>("server");
    QTest::addColumn<QStringList>("expected"); // mark, figure and note of Listening, Closing, Killing and the end

    const QString closed = QStringLiteral("done 4 by the server");
    const QString toGo = QStringLiteral("now 4 by the server, 3 to go");
    const QString later = QStringLiteral("ahead 8.4 s until it is killed");
    QTest::newRow("it has been told, and listens still")
        << ShutdownPhase::Draining << EndedServer {}
        << QStringList { QStringLiteral("now  the server still listens"), toGo,
                         QStringLiteral("ahead  on request only"), later };
    QTest::newRow("it listens no more") << ShutdownPhase::Draining << EndedServer { .stoppedListening = 12ms }
                                        << QStringList { QStringLiteral("done 12 ms then 2 refused"), toGo,
                                                         QStringLiteral("ahead  on request only"), later };
    QTest::newRow("it is being killed") << ShutdownPhase::Aborting << EndedServer { .stoppedListening = 12ms }
                                        << QStringList { QStringLiteral("done 12 ms then 2 refused"), closed,
                                                         QStringLiteral("now  the server is being killed"), later };
    QTest::newRow("it was killed") << ShutdownPhase::Closed
                                   << EndedServer { .signal = QStringLiteral("SIGKILL"),
                                                    .wasKilled = true,
                                                    .stoppedListening = 12ms }
                                   << QStringList { QStringLiteral("done 12 ms then 2 refused"), closed,
                                                    QStringLiteral("done  the server was killed"),
                                                    QStringLiteral("now 3 left open · exit code 1") };
    QTest::newRow("it has ended by itself, as told")
        << ShutdownPhase::Closed << EndedServer { .exitCode = 0, .stoppedListening = 1200ms }
        << QStringList { QStringLiteral("done 1.2 s then 2 refused"), closed, QStringLiteral("skipped  not needed"),
                         QStringLiteral("now 3 left open · exit code 0") };
    QTest::newRow("it has ended, and nobody had told it")
        << ShutdownPhase::Closed << EndedServer { .signal = QStringLiteral("SIGSEGV") }
        << QStringList { QStringLiteral("skipped  until the server ended"), closed,
                         QStringLiteral("skipped  not needed"), QStringLiteral("now 3 left open · exit code 0") };
}

void TestPhaseSteps::whatTheServerDoesIsTold()
{
    QFETCH(ShutdownPhase, phase);
    QFETCH(EndedServer, server);
    QFETCH(QStringList, expected);
    ShutdownProgress now = progress(phase);
    now.untilForce = 8400ms;
    now.report.server = server;
    now.report.server->command = behindATap().tap->command;
    now.report.disconnected = 0;
    now.report.closedByServer = 4;
    now.report.refusedByServer = 2;
    const auto steps = phaseSteps(now, behindATap());
    QCOMPARE(steps[0].note, QStringLiteral("open at the start"));
    const QHash<Standing, QString> marks { { Standing::Ahead, QStringLiteral("ahead") },
                                           { Standing::Now, QStringLiteral("now") },
                                           { Standing::Done, QStringLiteral("done") },
                                           { Standing::Skipped, QStringLiteral("skipped") } };
    QStringList words;
    for (std::size_t i = 1; i < steps.size(); ++i)
        words += QStringLiteral("%1 %2 %3").arg(marks.value(steps[i].standing), steps[i].figure, steps[i].note);
    QCOMPARE(words, expected);

    now.report.refusedByServer = 0;
    if (server.stoppedListening)
        QCOMPARE(phaseSteps(now, behindATap())[1].note, QStringLiteral("after it was told to stop"));
}

QTEST_GUILESS_MAIN(TestPhaseSteps)
#include "tst_phasesteps.moc"

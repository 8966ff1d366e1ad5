// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/httpengine.h"
#include "lab/labroutes.h"
#include "rawclient.h"
#include "tracking/trackingserver.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <atomic>

using namespace Drainboard;
using namespace std::chrono_literals;

// A HttpEngine while it takes its leave: ShutdownPhase::Leaving.
class TestLeaving : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itServesOn();
    void whatIsAnsweredMeanwhileIsToldToClose();
    void itIsReadyUntilTheShutdownBegins_data();
    void itIsReadyUntilTheShutdownBegins();
    void eachWorkerTakesItsLeave();
    void snapshotsComeMoreOften();
    void itEndsWithTheDelay();
    void aSecondTriggerEndsIt();
    void abortNowEndsItAndAborts();
    void underEachPolicyItIsTheSame_data();
    void underEachPolicyItIsTheSame();
    void aGraceCountsFromItsEnd();
    void whereNothingEverListenedItIsShort();
    void reportsReconcile();
    void aForcedEndIsReported();
    void itsSlotsMayDeleteTheEngine_data();
    void itsSlotsMayDeleteTheEngine();
    void itsSlotsMayRunAnEventLoop();
};

namespace {

using Phases = QList<ShutdownPhase>;

constexpr std::chrono::milliseconds never = 1h;

EngineSettings withDelay(std::chrono::milliseconds delay = never)
{
    EngineSettings settings;
    settings.port = 0;
    settings.threads = 2;
    settings.shutdownDelay = delay;
    settings.idleGrace = 0ms;
    settings.abortAfter = 30min; // nothing here may end because it waited long enough
    settings.forceAfter = never;
    return settings;
}

/// Listens on a port of its own, and notes its phases.
class LeavingEngine : public HttpEngine
{
public:
    explicit LeavingEngine(const EngineSettings &engineSettings = withDelay())
        : HttpEngine(engineSettings, addLabRoutes)
        , finished(this, &HttpEngine::shutdownFinished)
    {
        connect(this, &HttpEngine::phaseChanged, this, [this](ShutdownPhase phase) { phases += phase; });
        if (!listen())
            qFatal("cannot listen: %ls", qUtf16Printable(errorString()));
    }

    RawClient client(const QByteArray &request = {}) const
    {
        RawClient result(serverPort());
        if (!request.isEmpty())
            result.send(request);
        return result;
    }

    /// Told to each worker, and done by it.
    bool hasLeft()
    {
        RawClient probe = client(get("/"));
        return QTest::qWaitFor([&probe] { return probe.responses() == 1; })
            && probe.received().contains("Connection: close");
    }

    QSignalSpy finished;
    Phases phases;
};

bool reconciles(const ShutdownReport &report)
{
    return report.openAtStart + report.acceptedDuringDrain
        == report.disconnected + report.timedOut + report.rejected + report.closedByPeer + report.aborted
        + report.leftOpen;
}

} // namespace

void TestLeaving::itServesOn()
{
    LeavingEngine engine;
    RawClient before = engine.client(get("/"));
    QTRY_COMPARE(before.responses(), 1);
    QVERIFY(!engine.timeUntilDrain());
    engine.shutdown();
    QCOMPARE(engine.phase(), ShutdownPhase::Leaving);
    QVERIFY(engine.isListening());
    QVERIFY(!engine.isReady());
    QVERIFY(engine.timeUntilDrain() && *engine.timeUntilDrain() <= never);
    QVERIFY(!engine.timeUntilAbort());
    QVERIFY(!engine.timeUntilForce());
    QVERIFY(!engine.listen()); // it does so already
    for (int i = 0; i < 10; ++i) {
        RawClient during = engine.client(get("/"));
        QVERIFY(during.isConnected());
        QTRY_COMPARE(during.responses(), 1);
    }
    QCOMPARE(before.end(), RawClient::End::None); // idle, and not closed blindly
    QCOMPARE(engine.phase(), ShutdownPhase::Leaving);
}

void TestLeaving::whatIsAnsweredMeanwhileIsToldToClose()
{
    LeavingEngine engine;
    RawClient idle = engine.client(get("/"));
    QTRY_COMPARE(idle.responses(), 1);
    QVERIFY(!idle.received().contains("Connection: close"));
    RawClient busy = engine.client(get("/delay/300"));
    QTRY_COMPARE(engine.openConnections(), 2);
    engine.shutdown();
    QTRY_VERIFY(engine.hasLeft());
    QVERIFY(idle.send(get("/")));
    for (RawClient *client : { &idle, &busy }) {
        QTRY_COMPARE(client->end(), RawClient::End::Fin);
        QVERIFY(client->received().contains("\r\nConnection: close\r\n"));
    }
    QCOMPARE(idle.responses(), 2);
    QCOMPARE(busy.responses(), 1);
}

void TestLeaving::itIsReadyUntilTheShutdownBegins_data()
{
    QTest::addColumn<std::chrono::milliseconds>("delay");
    QTest::addColumn<QStringList>("signalsOfTheShutdown");
    QTest::newRow("with a delay") << 50ms
                                  << QStringList { QStringLiteral("Leaving"), QStringLiteral("not ready"),
                                                   QStringLiteral("Draining"), QStringLiteral("not listening") };
    QTest::newRow("without one") << 0ms
                                 << QStringList { QStringLiteral("Draining"), QStringLiteral("not ready"),
                                                  QStringLiteral("not listening") };
}

void TestLeaving::itIsReadyUntilTheShutdownBegins()
{
    QFETCH(std::chrono::milliseconds, delay);
    QFETCH(QStringList, signalsOfTheShutdown);
    HttpEngine engine(withDelay(delay), addLabRoutes);
    QStringList said;
    connect(&engine, &HttpEngine::readyChanged, &engine, [&](bool ready) {
        QCOMPARE(engine.isReady(), ready);
        QCOMPARE(engine.property("ready").toBool(), ready);
        said += ready ? QStringLiteral("ready") : QStringLiteral("not ready");
    });
    connect(&engine, &HttpEngine::listeningChanged, &engine, [&said](bool listening) {
        said += listening ? QStringLiteral("listening") : QStringLiteral("not listening");
    });
    QVERIFY(!engine.isReady());
    QVERIFY(engine.listen());
    QVERIFY(engine.isReady());
    QCOMPARE(said, (QStringList { QStringLiteral("listening"), QStringLiteral("ready") }));

    said.clear();
    connect(&engine, &HttpEngine::phaseChanged, &engine, [&](ShutdownPhase phase) {
        QVERIFY2(!engine.isReady(), "whoever hears of the phase asks first");
        if (!hasEnded(phase))
            said += toText(phase);
    });
    engine.shutdown();
    QTRY_COMPARE(engine.phase(), ShutdownPhase::Closed);
    QCOMPARE(said, signalsOfTheShutdown);
}

void TestLeaving::eachWorkerTakesItsLeave()
{
    std::atomic<int> leaving { 0 };
    EngineSettings three = withDelay();
    three.threads = 3;
    HttpEngine engine(three, [&leaving](QHttpServer &, TrackingServer &server) {
        connect(&server, &TrackingServer::leaving, &server, [&leaving] { ++leaving; });
    });
    QVERIFY(engine.listen());
    engine.shutdown();
    QTRY_COMPARE(leaving.load(), 3);
}

void TestLeaving::snapshotsComeMoreOften()
{
    EngineSettings seldom = withDelay();
    seldom.snapshotInterval = never;
    LeavingEngine engine(seldom);
    QSignalSpy snapshots(&engine, &HttpEngine::snapshotChanged);
    engine.shutdown();
    QTRY_VERIFY(snapshots.count() > 3);
    QCOMPARE(engine.phase(), ShutdownPhase::Leaving);
}

void TestLeaving::itEndsWithTheDelay()
{
    LeavingEngine engine(withDelay(300ms));
    RawClient idle = engine.client(get("/"));
    RawClient gone = engine.client(get("/"));
    QTRY_COMPARE(idle.responses(), 1);
    QTRY_COMPARE(gone.responses(), 1);
    engine.triggerShutdown(QStringLiteral("test"));
    gone.close();
    QTRY_COMPARE(engine.finished.count(), 1);
    QCOMPARE(engine.phases, (Phases { ShutdownPhase::Leaving, ShutdownPhase::Draining, ShutdownPhase::Closed }));
    QCOMPARE(idle.end(), RawClient::End::Fin);
    const ShutdownReport report = engine.report();
    QCOMPARE(report.trigger, QStringLiteral("test"));
    QVERIFY(report.leaving >= 290ms);
    QVERIFY(report.duration >= report.leaving);
    QCOMPARE(report.toJson().value(u"leavingMs").toInt(), int(report.leaving.count()));
    QCOMPARE(report.openAtStart, 1); // the other one left before the drain began
    QCOMPARE(report.disconnected, 1);
    QVERIFY(reconciles(report));
}

void TestLeaving::aSecondTriggerEndsIt()
{
    LeavingEngine engine;
    RawClient idle = engine.client(get("/"));
    QTRY_COMPARE(idle.responses(), 1);
    engine.shutdown();
    engine.shutdown(); // too soon to count
    QCOMPARE(engine.phases, Phases { ShutdownPhase::Leaving });
    QTest::qWait(510);
    engine.shutdown();
    QTRY_COMPARE(engine.finished.count(), 1);
    QCOMPARE(engine.phases, (Phases { ShutdownPhase::Leaving, ShutdownPhase::Draining, ShutdownPhase::Closed }));
    QCOMPARE(idle.end(), RawClient::End::Fin);
    QCOMPARE(engine.report().aborted, 0);
}

void TestLeaving::abortNowEndsItAndAborts()
{
    LeavingEngine engine;
    RawClient hanging = engine.client(get("/hang"));
    RawClient idle = engine.client(get("/"));
    QTRY_COMPARE(idle.responses(), 1);
    QTRY_COMPARE(engine.openConnections(), 2);
    engine.shutdown();
    engine.abortNow();
    QTRY_COMPARE(engine.finished.count(), 1);
    QCOMPARE(
        engine.phases,
        (Phases { ShutdownPhase::Leaving, ShutdownPhase::Draining, ShutdownPhase::Aborting, ShutdownPhase::Closed }));
    QCOMPARE(hanging.end(), RawClient::End::Reset);
    QVERIFY(!engine.isListening());
    QCOMPARE(engine.report().openAtStart, 2);
    QCOMPARE(engine.report().requestsLost, 1);
    QVERIFY(reconciles(engine.report()));
}

void TestLeaving::underEachPolicyItIsTheSame_data()
{
    QTest::addColumn<ShutdownPolicy>("policy");
    for (const auto policy : { ShutdownPolicy::Drain, ShutdownPolicy::DisconnectAll, ShutdownPolicy::StopListening })
        QTest::newRow(qPrintable(toText(policy))) << policy;
}

void TestLeaving::underEachPolicyItIsTheSame()
{
    QFETCH(ShutdownPolicy, policy);
    EngineSettings other = withDelay();
    other.policy = policy;
    LeavingEngine engine(other);
    RawClient busy = engine.client(get("/delay/100"));
    QTRY_COMPARE(engine.openConnections(), 1);
    engine.shutdown();
    QTRY_COMPARE(busy.responses(), 1);
    QTRY_VERIFY(engine.hasLeft());
    QVERIFY(engine.isListening());
    QCOMPARE(engine.phase(), ShutdownPhase::Leaving);
    busy.close();
    engine.abortNow();
    QTRY_COMPARE(engine.finished.count(), 1);
}

void TestLeaving::aGraceCountsFromItsEnd()
{
    EngineSettings graceful = withDelay(400ms);
    graceful.idleGrace = 300ms;
    LeavingEngine engine(graceful);
    RawClient idle = engine.client(get("/"));
    QTRY_COMPARE(idle.responses(), 1);
    engine.shutdown();
    QTRY_COMPARE(engine.finished.count(), 1);
    const ShutdownReport report = engine.report();
    QVERIFY2(report.duration - report.leaving >= 300ms, qPrintable(report.summary()));
}

void TestLeaving::whereNothingEverListenedItIsShort()
{
    HttpEngine engine(withDelay(), addLabRoutes);
    QSignalSpy ready(&engine, &HttpEngine::readyChanged);
    QSignalSpy finished(&engine, &HttpEngine::shutdownFinished);
    engine.shutdown();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(engine.phase(), ShutdownPhase::Closed);
    QCOMPARE(ready.count(), 0);
}

void TestLeaving::reportsReconcile()
{
    LeavingEngine engine;
    RawClient stays = engine.client(get("/"));
    QTRY_COMPARE(stays.responses(), 1);
    engine.shutdown();
    for (int i = 0; i < 20; ++i) { // they come, are answered, and go
        RawClient client = engine.client(get("/"));
        QVERIFY(reconciles(engine.report()));
        QTRY_COMPARE(client.responses(), 1);
        QVERIFY(reconciles(engine.report()));
    }
    QTRY_COMPARE(engine.openConnections(), 1);
    const ShutdownReport report = engine.report();
    QCOMPARE(report.phase, ShutdownPhase::Leaving);
    QCOMPARE(report.openAtStart, 1);
    QCOMPARE(report.leftOpen, 1);
    QCOMPARE(report.acceptedDuringDrain + report.disconnected + report.requestsCompletedDuringDrain, 0);
    QCOMPARE(report.leaving, report.duration);
    QCOMPARE(report.exitCode(), 0);
}

void TestLeaving::aForcedEndIsReported()
{
    LeavingEngine engine;
    RawClient hanging = engine.client(get("/hang"));
    QTRY_COMPARE(engine.openConnections(), 1);
    const auto takenOver = [&engine] { // until then it has no record
        return engine.snapshot().counts.active == 1;
    };
    QTRY_VERIFY(takenOver());
    const ShutdownReport before = engine.forcedReport(QStringLiteral("SIGINT"), SteadyClock::now() - 3s);
    QCOMPARE(before.leaving, 0ms); // it has not begun to
    QVERIFY(before.duration >= 3s);

    engine.triggerShutdown(QStringLiteral("button"));
    QTest::qWait(20);
    const ShutdownReport during = engine.forcedReport(QStringLiteral("SIGINT"), SteadyClock::now() - 3s);
    QCOMPARE(during.phase, ShutdownPhase::Forced);
    QCOMPARE(during.trigger, QStringLiteral("button"));
    QVERIFY(during.leaving >= 15ms);
    QCOMPARE(during.leaving, during.duration);
    QCOMPARE(during.leftOpen, 1);
    QCOMPARE(during.requestsLost, 1);
    QVERIFY(reconciles(during));
    QCOMPARE(engine.phase(), ShutdownPhase::Leaving);
}

void TestLeaving::itsSlotsMayDeleteTheEngine_data()
{
    QTest::addColumn<bool>("ready");
    QTest::newRow("when it is ready") << true;
    QTest::newRow("when it is not any more") << false;
}

void TestLeaving::itsSlotsMayDeleteTheEngine()
{
    QFETCH(bool, ready);
    auto *engine = new HttpEngine(withDelay(), addLabRoutes);
    const QPointer<HttpEngine> alive(engine);
    connect(engine, &HttpEngine::snapshotChanged, this, [] {});
    connect(engine, &HttpEngine::readyChanged, this, [engine, ready](bool now) {
        if (now == ready)
            delete engine;
    });
    engine->listen();
    if (!ready)
        engine->shutdown();
    QVERIFY(alive.isNull());
}

void TestLeaving::itsSlotsMayRunAnEventLoop()
{
    LeavingEngine engine(withDelay(50ms));
    connect(&engine, &HttpEngine::phaseChanged, &engine, [&engine](ShutdownPhase phase) {
        if (phase == ShutdownPhase::Leaving) // a dialog, say
            QTRY_COMPARE(engine.phase(), ShutdownPhase::Closed);
    });
    QSignalSpy ready(&engine, &HttpEngine::readyChanged);
    engine.shutdown();
    QTest::qWait(20);
    QCOMPARE(engine.phases, (Phases { ShutdownPhase::Leaving, ShutdownPhase::Draining, ShutdownPhase::Closed }));
    QCOMPARE(engine.finished.count(), 1);
    QCOMPARE(ready.count(), 1);
}

QTEST_GUILESS_MAIN(TestLeaving)
#include "tst_leaving.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/httpengine.h"
#include "lab/labroutes.h"
#include "nodescriptors.h"
#include "nothreads.h"
#include "rawclient.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QPointer>
#include <QSet>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <algorithm>
#include <optional>
#include <vector>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

EngineSettings settings(ShutdownPolicy policy = ShutdownPolicy::Drain, std::chrono::milliseconds abortAfter = 5s,
                        std::chrono::milliseconds forceAfter = 10s)
{
    EngineSettings settings;
    settings.port = 0;
    settings.policy = policy;
    settings.abortAfter = abortAfter;
    settings.forceAfter = forceAfter;
    settings.snapshotInterval = 50ms;
    return settings;
}

EngineSettings settingsWithoutGrace()
{
    EngineSettings result = settings();
    result.idleGrace = 0ms;
    return result;
}

// An engine with the lab routes that listens on a port of its own.
class LabEngine : public HttpEngine
{
public:
    explicit LabEngine(const EngineSettings &engineSettings)
        : HttpEngine(engineSettings, addLabRoutes)
        , finished(this, &HttpEngine::shutdownFinished)
    {
        if (!listen())
            qFatal("cannot listen: %ls", qUtf16Printable(errorString()));
    }

    RawClient client(const QByteArray &request = {})
    {
        RawClient result(serverPort());
        if (!request.isEmpty())
            result.send(request);
        return result;
    }

    qsizetype inState(ConnectionState state) const
    {
        const Snapshot now = snapshot();
        return std::count_if(now.connections.begin(), now.connections.end(),
                             [state](const ConnectionFacts &info) { return info->state == state; });
    }

    quint64 bytesOut() const
    {
        const Snapshot now = snapshot();
        return now.connections.empty() ? 0 : now.connections.front()->bytesOut;
    }

    QSignalSpy finished;
};

bool reconciles(const ShutdownReport &report)
{
    return report.openAtStart + report.acceptedDuringDrain
        == report.disconnected + report.timedOut + report.rejected + report.closedByPeer + report.aborted
        + report.leftOpen;
}

} // namespace

#define TRY_FINISHED(engine)                                                                                           \
    QTRY_COMPARE((engine).finished.count(), 1);                                                                        \
    QVERIFY(reconciles((engine).report()))

class tst_HttpEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsConnectionsByState();
    void keepsCountWhileItsWorkerIsBlocked();
    void saysWhyItCannotListen_data();
    void saysWhyItCannotListen();
    void saysThatDescriptorsAreShort_data();
    void saysThatDescriptorsAreShort();
    void saysThatThreadsAreShort_data();
    void saysThatThreadsAreShort();
    void givesOneConnectionAnEnd();
    void isOneServerWhateverTheNumberOfItsWorkers();

    void stopsAtOnceWithoutConnections();
    void stopsBeforeListening();
    void closesIdleConnectionsAtOnce();
    void closesSilentConnectionsAtOnce();
    void letsARequestFinish();
    void letsAStreamFinish();
    void letsHalfARequestBecomeWhole();
    void servesAllThatWasPipelined();
    void deliversWhatIsOnItsWayBeforeItCloses();
    void keepsIdleConnectionsForTheGrace();
    void disconnectsOneConnectionDuringTheGrace();
    void answersBeforeItDisconnectsDuringTheGrace();
    void endsBeforeTheGraceDoes();
    void countsRequestsLostAndCompleted_data();
    void countsRequestsLostAndCompleted();
    void countsEachRequestOfAPipelineAsLost();
    void countsWhatTheGuardAnswersByItself();
    void countsWhatComesBehindItsFin_data();
    void countsWhatComesBehindItsFin();
    void tellsOfHeldConnections();
    void countsWhatIsLostBehindItsFin();
    void abortsWhatDoesNotFinish();
    void abortsStreamsThatDoNotFinish();
    void abortsHalfARequest();
    void refusesNewConnections();
    void servesWhatWaitsToBeAccepted();
    void deliversEveryByteToASlowReader();
    void abortsAClientThatDoesNotRead();
    void survivesAClientThatLeavesItsHandlerBehind();
    void countsTriggersAsItShould();
    void abortsNow();
    void isShutDownByASignalOfQt();
    void waitsForThePeerAfterDisconnectAll();
    void appliesEachPolicyToTheSameClients_data();
    void appliesEachPolicyToTheSameClients();
    void forcesAnEndWhileItsWorkerIsBlocked();
    void countsWhatWaitsForABlockedWorker();
    void finishesOnceWhateverItsSlotsDo();
    void keepsTheOrderOfPhasesWhateverItsSlotsDo();
    void maySafelyBeDeletedByItsSlots_data();
    void maySafelyBeDeletedByItsSlots();
    void reportsAForcedEndFromOutside();
    void writesAReport();
};

void tst_HttpEngine::countsConnectionsByState()
{
    LabEngine engine(settings());
    QSignalSpy snapshots(&engine, &HttpEngine::snapshotChanged);
    RawClient silent = engine.client();
    RawClient half = engine.client("GET / HTTP/1.1\r\nHo");
    RawClient hanging = engine.client(get("/hang"));
    RawClient streaming = engine.client(get("/stream/10000"));
    RawClient idle = engine.client(get("/"));
    const auto isSettled = [&engine] { // each is New at first: one that is so is not yet the silent one
        return engine.snapshot().counts.open == 5 && engine.inState(ConnectionState::New) == 1
            && engine.inState(ConnectionState::Reading) == 1 && engine.inState(ConnectionState::Idle) == 1;
    };
    QTRY_VERIFY(isSettled());
    QTRY_VERIFY(streaming.received().count("chunk") >= 2); // between two chunks it is still responding
    QCOMPARE(engine.inState(ConnectionState::Responding), 2);
    const ConnectionCounts counts = engine.snapshot().counts;
    QCOMPARE(counts, (ConnectionCounts { .open = 5, .active = 3, .idle = 2, .closing = 0, .accepted = 5 }));

    idle.close();
    QTRY_COMPARE(engine.snapshot().counts.open, 4);
    const Snapshot snapshot = engine.snapshot();
    const auto found = std::find_if(snapshot.connections.begin(), snapshot.connections.end(),
                                    [](const ConnectionFacts &info) { return info->state == ConnectionState::Closed; });
    QVERIFY(found != snapshot.connections.end());
    const ConnectionFacts closed = *found;
    QCOMPARE(closed->cause, CloseCause::ByClient);
    QCOMPARE(closed->requests, 1u);
    QCOMPARE(closed->requestLine, QByteArray("GET /"));
    QVERIFY(closed->bytesIn > 0);
    QVERIFY(closed->bytesOut > 0);
    QTRY_VERIFY(snapshots.count() > 1); // they come by themselves
}

void tst_HttpEngine::keepsCountWhileItsWorkerIsBlocked()
{
    LabEngine engine(settings());
    RawClient blocking = engine.client(get("/block/1000"));
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 1);
    const Snapshot snapshot = engine.snapshot(); // does not wait for the second to pass
    QCOMPARE(snapshot.connections.front()->requestLine, QByteArray("GET /block/1000"));
    QCOMPARE(blocking.received(), QByteArray());
}

void tst_HttpEngine::saysWhyItCannotListen_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::addColumn<bool>("taken");
    QTest::newRow("the port is taken") << QHostAddress(QHostAddress::LocalHost) << true;
    QTest::newRow("the address is not ours") << QHostAddress(QStringLiteral("192.0.2.1")) << false;
}

void tst_HttpEngine::saysWhyItCannotListen()
{
    QFETCH(QHostAddress, address);
    QFETCH(bool, taken);
    QTcpServer other;
    EngineSettings wanted = settings();
    wanted.address = address;
    if (taken) {
        QVERIFY(other.listen(address));
        wanted.port = other.serverPort();
    }
    HttpEngine engine(wanted);
    QVERIFY(!engine.listen());
    QVERIFY(!engine.errorString().isEmpty());
    QVERIFY(!engine.isListening());
}

void tst_HttpEngine::saysThatDescriptorsAreShort_data()
{
    QTest::addColumn<int>("left");
    QTest::newRow("for the listening socket") << 0;
    QTest::newRow("for a worker to share it") << 1;
    QTest::newRow("for the acceptor to share it") << 4; // the worker's event loop took two
    QTest::newRow("for the acceptor to hear commands") << 5;
}

void tst_HttpEngine::saysThatDescriptorsAreShort()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("Without a descriptor, the undefined-behaviour sanitizer takes each object for an invalid one");
#endif
    QFETCH(int, left);
    HttpEngine engine(settings(), addLabRoutes);
    {
        const NoDescriptors few(left);
        QVERIFY(!engine.listen());
    }
    QVERIFY(!engine.errorString().isEmpty());
    QVERIFY(!engine.isListening());
    QCOMPARE(engine.serverPort(), 0);
    QVERIFY(engine.listen()); // now it can
    RawClient client(engine.serverPort());
    QVERIFY(client.send(get("/")));
    QTRY_COMPARE(client.responses(), 1);
}

void tst_HttpEngine::saysThatThreadsAreShort_data()
{
    QTest::addColumn<bool>("workerStarts");
    QTest::newRow("for a worker") << false;
    QTest::newRow("for the acceptor") << true;
}

void tst_HttpEngine::saysThatThreadsAreShort()
{
    QFETCH(bool, workerStarts);
    std::optional<NoThreads> none;
    HttpEngine engine(settings(), [&none](QHttpServer &http, TrackingServer &server) {
        addLabRoutes(http, server);
        none.emplace();
    });
    if (!workerStarts)
        none.emplace();
    // QThread complains in words that differ from one version of Qt to the next.
    const QtMessageHandler usual = qInstallMessageHandler(
        [](QtMsgType, const QMessageLogContext &, const QString &) {});
    const bool listens = engine.listen();
    qInstallMessageHandler(usual);
    QVERIFY(!listens);
    QVERIFY(!engine.errorString().isEmpty());
    QVERIFY(!engine.isListening());
}

void tst_HttpEngine::givesOneConnectionAnEnd()
{
    LabEngine engine(settings());
    RawClient first = engine.client(get("/delay/500"));
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 1);
    RawClient second = engine.client(get("/hang"));
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 2);
    engine.disconnectConnection(ConnectionId(1));
    engine.abortConnection(ConnectionId(2));
    engine.abortConnection(ConnectionId(999));
    QTRY_COMPARE(first.end(), RawClient::End::Fin);
    QCOMPARE(first.responses(), 1);
    QVERIFY(first.received().contains("Connection: close"));
    QTRY_COMPARE(second.end(), RawClient::End::Reset);
    QVERIFY(engine.isListening());
    RawClient third = engine.client(get("/"));
    QTRY_COMPARE(third.responses(), 1);
}

void tst_HttpEngine::isOneServerWhateverTheNumberOfItsWorkers()
{
    EngineSettings three = settings(ShutdownPolicy::Drain, 300ms);
    three.threads = 3;
    LabEngine engine(three);
    RawClient blocking = engine.client(get("/block/300")); // so that one worker alone cannot take all
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 1);
    std::vector<RawClient> clients;
    for (int i = 0; i < 30; ++i)
        clients.push_back(engine.client(get("/")));
    RawClient hanging = engine.client(get("/hang"));
    for (RawClient &client : clients)
        QTRY_COMPARE(client.responses(), 1);
    QTRY_COMPARE(blocking.responses(), 1);
    const Snapshot snapshot = engine.snapshot();
    QCOMPARE(snapshot.counts, (ConnectionCounts { .open = 32, .active = 1, .idle = 31, .closing = 0, .accepted = 32 }));
    for (int i = 0; i < 32; ++i)
        QCOMPARE(snapshot.connections.at(i)->id, ConnectionId(i + 1));
    engine.disconnectConnection(ConnectionId(5));
    QTRY_COMPARE(engine.snapshot().counts.open, 31);
    engine.shutdown();
    TRY_FINISHED(engine);
    QCOMPARE(engine.report().phase, ShutdownPhase::Closed);
    QCOMPARE(engine.report().openAtStart, 31);
    QCOMPARE(engine.report().disconnected, 30);
    QCOMPARE(engine.report().aborted, 1);
}

void tst_HttpEngine::stopsAtOnceWithoutConnections()
{
    LabEngine engine(settings());
    engine.shutdown();
    QVERIFY(!engine.isListening());
    TRY_FINISHED(engine);
    QCOMPARE(engine.phase(), ShutdownPhase::Closed);
    QVERIFY2(engine.report().duration < 100ms, qPrintable(engine.report().summary()));
    QCOMPARE(engine.report().exitCode(), 0);
    QCOMPARE(engine.report().openAtStart, 0);
}

void tst_HttpEngine::stopsBeforeListening()
{
    HttpEngine engine(settings(), addLabRoutes);
    QSignalSpy finished(&engine, &HttpEngine::shutdownFinished);
    engine.shutdown();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(engine.phase(), ShutdownPhase::Closed);
    QVERIFY(!engine.listen());
}

void tst_HttpEngine::closesIdleConnectionsAtOnce()
{
    LabEngine engine(settingsWithoutGrace());
    RawClient client = engine.client(get("/"));
    QTRY_COMPARE(client.responses(), 1);
    engine.shutdown();
    TRY_FINISHED(engine); // though the client has not closed its side
    QCOMPARE(client.end(), RawClient::End::Fin);
    QCOMPARE(engine.report().phase, ShutdownPhase::Closed);
    QCOMPARE(engine.report().disconnected, 1);
    QVERIFY(engine.report().duration < 1s);
}

void tst_HttpEngine::closesSilentConnectionsAtOnce()
{
    LabEngine engine(settingsWithoutGrace());
    RawClient client = engine.client();
    QTRY_COMPARE(engine.snapshot().counts.open, 1);
    engine.shutdown();
    TRY_FINISHED(engine);
    QCOMPARE(client.end(), RawClient::End::Fin);
    QCOMPARE(engine.report().disconnected, 1);
    QVERIFY(engine.report().duration < 1s);
}

void tst_HttpEngine::letsARequestFinish()
{
    LabEngine engine(settings(ShutdownPolicy::Drain, 60s, 120s));
    RawClient client = engine.client(get("/delay/300"));
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 1);
    engine.shutdown();
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QCOMPARE(client.responses(), 1);
    QVERIFY(client.received().contains("\r\nConnection: close\r\n"));
    QVERIFY(client.received().endsWith("{\"delayed\":300}"));
    QCOMPARE(engine.inState(ConnectionState::Closing), 1); // until the client closes, for a while
    client.close();
    TRY_FINISHED(engine); // long before it would abort
    QCOMPARE(engine.report().phase, ShutdownPhase::Closed);
    QCOMPARE(engine.report().disconnected, 1);
    QCOMPARE(engine.report().exitCode(), 0);
}

void tst_HttpEngine::letsAStreamFinish()
{
    LabEngine engine(settings());
    RawClient client = engine.client(get("/stream/300"));
    QTRY_VERIFY(client.received().contains("chunk 1"));
    engine.shutdown();
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QVERIFY(client.received().endsWith("\r\n0\r\n\r\n"));
    QVERIFY(!client.received().contains("Connection: close")); // its header was sent before
    client.close();
    TRY_FINISHED(engine);
    QCOMPARE(engine.report().disconnected, 1);
}

void tst_HttpEngine::letsHalfARequestBecomeWhole()
{
    LabEngine engine(settings());
    RawClient unused = engine.client();
    RawClient client = engine.client("GET / HTTP/1.1\r\nHo");
    QTRY_COMPARE(engine.inState(ConnectionState::Reading), 1);
    QTRY_COMPARE(engine.snapshot().counts.open, 2);
    engine.shutdown();
    QTRY_COMPARE(unused.end(), RawClient::End::Fin); // the worker has heard of it
    QVERIFY(client.send("st: test\r\n\r\n"));
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QCOMPARE(client.responses(), 1);
    QVERIFY(client.received().startsWith("HTTP/1.1 200 "));
    QVERIFY(client.received().contains("\r\nConnection: close\r\n"));
    client.close();
    TRY_FINISHED(engine);
    QCOMPARE(engine.report().disconnected, 2);
}

void tst_HttpEngine::servesAllThatWasPipelined()
{
    LabEngine engine(settings());
    RawClient client = engine.client(get("/stream/200") + get("/") + get("/bytes/1"));
    QTRY_VERIFY(client.received().contains("chunk 1"));
    engine.shutdown();
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QVERIFY(client.received().contains("{\"ping\":true}"));
    QVERIFY(client.received().endsWith("\r\n\r\nx"));
    QCOMPARE(client.received().count("Connection: close"), 1); // the last
    QVERIFY(client.received().indexOf("Connection: close") > client.received().indexOf("ping"));
    client.close();
    TRY_FINISHED(engine);
}

// The connection is idle, but closing it would let the next byte of the client reset it, and its response with it.
void tst_HttpEngine::deliversWhatIsOnItsWayBeforeItCloses()
{
    LabEngine engine(settings());
    RawClient client(engine.serverPort(), 65536);
    QVERIFY(client.send(get("/bytes/1000000")));
    QTRY_COMPARE(engine.inState(ConnectionState::Idle), 1); // all in the kernel, not all received
    engine.shutdown();
    QTRY_COMPARE(engine.inState(ConnectionState::Closing), 1);
    QVERIFY(client.send(get("/")));
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QCOMPARE(client.responses(), 1);
    client.close();
    TRY_FINISHED(engine);
}

void tst_HttpEngine::keepsIdleConnectionsForTheGrace()
{
    EngineSettings graceful = settings();
    graceful.idleGrace = 400ms;
    LabEngine engine(graceful);
    RawClient idle = engine.client(get("/"));
    RawClient late = engine.client(get("/"));
    QTRY_COMPARE(idle.responses(), 1);
    QTRY_COMPARE(late.responses(), 1);
    engine.shutdown();
    QTest::qWait(100);
    QCOMPARE(idle.end(), RawClient::End::None);
    QVERIFY(late.send(get("/"))); // on its way when the shutdown began, as far as the client knows
    QTRY_COMPARE(late.end(), RawClient::End::Fin);
    QCOMPARE(late.responses(), 2);
    QCOMPARE(late.received().count("Connection: close"), 1);
    late.close();
    TRY_FINISHED(engine);
    QCOMPARE(idle.end(), RawClient::End::Fin);
    QVERIFY(engine.report().duration >= 400ms);
    QCOMPARE(engine.report().requestsCompletedDuringDrain, 1);
    QCOMPARE(engine.report().requestsLost, 0);
}

void tst_HttpEngine::disconnectsOneConnectionDuringTheGrace()
{
    EngineSettings graceful = settings();
    graceful.idleGrace = 60s;
    graceful.abortAfter = 60s;
    graceful.forceAfter = 90s;
    LabEngine engine(graceful);
    RawClient client = engine.client(get("/"));
    QTRY_COMPARE(client.responses(), 1);
    engine.shutdown();
    QTRY_COMPARE(engine.phase(), ShutdownPhase::Draining);
    engine.disconnectConnection(engine.snapshot().connections.front()->id);
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    client.close();
    TRY_FINISHED(engine);
    QCOMPARE(engine.report().disconnected, 1);
}

// The connection was held before its first request came.
void tst_HttpEngine::answersBeforeItDisconnectsDuringTheGrace()
{
    EngineSettings graceful = settings();
    graceful.idleGrace = 60s;
    graceful.abortAfter = 60s;
    graceful.forceAfter = 90s;
    LabEngine engine(graceful);
    RawClient unused = engine.client();
    QTRY_COMPARE(engine.snapshot().counts.open, 1);
    RawClient last = engine.client(get("/"));
    QTRY_COMPARE(last.responses(), 1);
    engine.shutdown();
    engine.disconnectConnection(engine.snapshot().connections.back()->id);
    QTRY_COMPARE(last.end(), RawClient::End::Fin); // so its worker has heard of the shutdown
    last.close();
    QVERIFY(unused.send(get("/delay/200")));
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 1);
    engine.disconnectConnection(engine.snapshot().connections.front()->id);
    QTRY_COMPARE(unused.end(), RawClient::End::Fin);
    QCOMPARE(unused.responses(), 1);
    unused.close();
    TRY_FINISHED(engine);
    QCOMPARE(engine.report().requestsLost, 0);
}

void tst_HttpEngine::endsBeforeTheGraceDoes()
{
    EngineSettings graceful = settings();
    graceful.idleGrace = 4s;
    LabEngine engine(graceful);
    RawClient client = engine.client(get("/delay/100"));
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 1);
    engine.shutdown();
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    client.close();
    TRY_FINISHED(engine);
    QVERIFY(engine.report().duration < 3s);
}

void tst_HttpEngine::countsRequestsLostAndCompleted_data()
{
    QTest::addColumn<ShutdownPolicy>("policy");
    QTest::addColumn<qsizetype>("completed");
    QTest::addColumn<qsizetype>("lost");
    // One is answered in time, one never, one has half a request, one is idle.
    QTest::newRow("drain") << ShutdownPolicy::Drain << qsizetype(1) << qsizetype(1);
    QTest::newRow("disconnect-all") << ShutdownPolicy::DisconnectAll << qsizetype(0) << qsizetype(2);
    QTest::newRow("stop-listening") << ShutdownPolicy::StopListening << qsizetype(1) << qsizetype(1);
}

void tst_HttpEngine::countsRequestsLostAndCompleted()
{
    QFETCH(ShutdownPolicy, policy);
    LabEngine engine(settings(policy, 500ms, 700ms));
    RawClient idle = engine.client(get("/"));
    QTRY_COMPARE(idle.responses(), 1);
    RawClient half = engine.client("GET / HTTP/1.1\r\nHo");
    RawClient hanging = engine.client(get("/hang"));
    RawClient answered = engine.client(get("/delay/200"));
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 2);
    QTRY_COMPARE(engine.inState(ConnectionState::Reading), 1);
    engine.shutdown();
    TRY_FINISHED(engine);
    const ShutdownReport report = engine.report();
    QTEST(report.requestsCompletedDuringDrain, "completed");
    QTEST(report.requestsLost, "lost");
    QStringList lost;
    for (const ConnectionInfo &info : report.endedBadly) {
        for (const LostRequest &request : info.lostRequests)
            lost += QString::fromLatin1(request.line);
    }
    QCOMPARE(lost.size(), report.requestsLost);
    QVERIFY(lost.contains(QStringLiteral("GET /hang")));
}

// As it does what a handler answers.
void tst_HttpEngine::countsWhatTheGuardAnswersByItself()
{
    const QByteArray options = "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n";
    const QByteArray trace = "TRACE /t HTTP/1.1\r\nHost: a\r\n\r\n";
    LabEngine engine(settings(ShutdownPolicy::Drain, 500ms));
    RawClient answered = engine.client(get("/delay/200") + options + trace);
    RawClient waiting = engine.client(get("/hang") + options + trace);
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 2);
    engine.shutdown();
    QTRY_COMPARE(answered.end(), RawClient::End::Fin);
    QVERIFY2(answered.received().endsWith("\r\nConnection: close\r\n\r\n"), answered.received());
    QCOMPARE(answered.received().count("Connection: close"), 1);
    QVERIFY(answered.received().lastIndexOf("HTTP/1.1 405 ") > answered.received().lastIndexOf("HTTP/1.1 204 "));
    answered.close();
    TRY_FINISHED(engine);
    const ShutdownReport report = engine.report();
    QCOMPARE(report.requestsCompletedDuringDrain, 3);
    QCOMPARE(report.requestsLost, 3);
    QStringList lost;
    for (const LostRequest &request : report.endedBadly.front().lostRequests)
        lost += QString::fromLatin1(request.line);
    QCOMPARE(lost,
             QStringList({ QStringLiteral("GET /hang"), QStringLiteral("OPTIONS *"), QStringLiteral("TRACE /t") }));
}

void tst_HttpEngine::countsEachRequestOfAPipelineAsLost()
{
    LabEngine engine(settings(ShutdownPolicy::Drain, 150ms));
    RawClient client = engine.client(get("/hang") + get("/delay/1") + get("/bytes/1") + "GET / HTTP/1.1\r\nHo");
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 1);
    engine.shutdown();
    TRY_FINISHED(engine);
    QCOMPARE(engine.report().requestsLost, 3);
    QCOMPARE(engine.report().endedBadly.size(), 1u);
    QCOMPARE(engine.report().endedBadly.front().lostRequests,
             QList<LostRequest>({ { "GET /hang", LossReason::Aborted },
                                  { "GET /delay/1", LossReason::Aborted },
                                  { "GET /bytes/1", LossReason::Aborted } }));
}

void tst_HttpEngine::countsWhatComesBehindItsFin_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QList<LostRequest>>("lost");
    const LostRequest whole { "GET /late", LossReason::CameAfterFin };
    const LostRequest part { "", LossReason::CameInPartAfterFin };
    const LostRequest body { "POST /upload", LossReason::CameInPartAfterFin };
    QTest::newRow("nothing") << QByteArray() << QList<LostRequest>();
    QTest::newRow("a request") << get("/late") << QList { whole };
    QTest::newRow("two") << get("/late") + get("/late") << QList { whole, whole };
    QTest::newRow("a part of one") << QByteArray("GET /la") << QList { part };
    QTest::newRow("one, and a part of another") << get("/late") + "GET" << QList { whole, part };
    QTest::newRow("a header without its body")
        << QByteArray("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n1234") << QList { body };
    QTest::newRow("an empty line") << QByteArray("\r\n") << QList<LostRequest>();
}

// The client sends as soon as it sees the FIN, which is before any round trip has passed.
void tst_HttpEngine::countsWhatComesBehindItsFin()
{
    QFETCH(QByteArray, sent);
    QFETCH(QList<LostRequest>, lost);
    LabEngine engine(settingsWithoutGrace());
    RawClient client = engine.client(get("/"));
    QTRY_COMPARE(client.responses(), 1);
    engine.shutdown();
    for (QDeadlineTimer patience(5000); client.end() == RawClient::End::None && !patience.hasExpired();)
        QCoreApplication::processEvents(); // QTRY would look too rarely
    QCOMPARE(client.end(), RawClient::End::Fin);
    if (!sent.isEmpty())
        QVERIFY(client.send(sent));
    client.close();
    TRY_FINISHED(engine);
    const ShutdownReport report = engine.report();
    QCOMPARE(report.requestsLost, lost.size());
    QCOMPARE(report.endedBadly.size(), std::size_t(lost.isEmpty() ? 0 : 1));
    if (!lost.isEmpty())
        QCOMPARE(report.endedBadly.front().lostRequests, lost);
    QCOMPARE(report.disconnected, 1);
}

void tst_HttpEngine::tellsOfHeldConnections()
{
    LabEngine engine(settings());
    RawClient held = engine.client(get("/"));
    RawClient used = engine.client(get("/"));
    QTRY_COMPARE(held.responses(), 1);
    QTRY_COMPARE(used.responses(), 1);
    RawClient last = engine.client(get("/"));
    QTRY_COMPARE(last.responses(), 1);
    engine.shutdown();
    engine.disconnectConnection(engine.snapshot().connections.back()->id);
    QTRY_COMPARE(last.end(), RawClient::End::Fin); // so its worker has heard of the shutdown
    QVERIFY(used.send(get("/")));
    QTRY_COMPARE(used.end(), RawClient::End::Fin);
    QCOMPARE(used.responses(), 2);
    for (RawClient *client : { &used, &held, &last })
        client->close();
    TRY_FINISHED(engine);
    const HeldIdle idle = engine.report().heldIdle;
    QCOMPARE(idle.count, 3);
    QCOMPARE(idle.usedAgain, 1);
    QVERIFY(idle.longest <= 1100ms);
}

// A connection that is half-closed, and whose client does not mind, still owes an answer.
void tst_HttpEngine::countsWhatIsLostBehindItsFin()
{
    LabEngine engine(settings(ShutdownPolicy::DisconnectAll, 20s, 200ms));
    RawClient client = engine.client(get("/hang"));
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 1);
    engine.shutdown();
    TRY_FINISHED(engine);
    QCOMPARE(engine.report().phase, ShutdownPhase::Forced);
    QCOMPARE(engine.report().endedBadly.front().state, ConnectionState::Closing);
    QCOMPARE(engine.report().requestsLost, 1);
}

void tst_HttpEngine::abortsWhatDoesNotFinish()
{
    LabEngine engine(settings(ShutdownPolicy::Drain, 150ms));
    RawClient client = engine.client(get("/hang"));
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 1);
    QSet<qsizetype> openWhileDraining;
    connect(&engine, &HttpEngine::snapshotChanged, &engine, [&](const Snapshot &snapshot) {
        if (engine.phase() == ShutdownPhase::Draining)
            openWhileDraining.insert(snapshot.counts.open);
    });
    engine.shutdown();
    TRY_FINISHED(engine);
    QCOMPARE(openWhileDraining, QSet<qsizetype> { 1 });
    QCOMPARE(engine.snapshot().counts.open, 0);
    QCOMPARE(client.end(), RawClient::End::Reset);
    const ShutdownReport report = engine.report();
    QCOMPARE(report.phase, ShutdownPhase::Closed);
    QCOMPARE(report.exitCode(), 0);
    QVERIFY(report.duration >= 150ms);
    QCOMPARE(report.aborted, 1);
    QCOMPARE(report.endedBadly.size(), 1u);
    QCOMPARE(report.endedBadly.front().requestLine, QByteArray("GET /hang"));
    QCOMPARE(report.endedBadly.front().stateBeforeClose, ConnectionState::Responding);
}

void tst_HttpEngine::abortsStreamsThatDoNotFinish()
{
    LabEngine engine(settings(ShutdownPolicy::Drain, 150ms));
    RawClient first = engine.client(get("/stream/60000"));
    QTRY_VERIFY(first.received().contains("chunk 1"));
    RawClient second = engine.client(get("/stream/60001"));
    QTRY_VERIFY(second.received().contains("chunk 1"));
    engine.shutdown();
    TRY_FINISHED(engine);
    for (RawClient *client : { &first, &second }) {
        QTRY_COMPARE(client->end(), RawClient::End::Reset); // what has arrived must not look whole
        QVERIFY(!client->received().endsWith("\r\n0\r\n\r\n"));
    }
    const ShutdownReport report = engine.report();
    QVERIFY(report.duration >= 150ms);
    QCOMPARE(report.aborted, 2);
    QCOMPARE(report.requestsLost, 2);
    QCOMPARE(report.endedBadly.size(), 2u);
    QCOMPARE(report.endedBadly.front().requestLine, QByteArray("GET /stream/60000"));
    QCOMPARE(report.endedBadly.back().requestLine, QByteArray("GET /stream/60001"));
    for (const ConnectionInfo &info : report.endedBadly)
        QCOMPARE(info.lostRequests, QList<LostRequest>({ { info.requestLine, LossReason::Aborted } }));
}

void tst_HttpEngine::abortsHalfARequest()
{
    LabEngine engine(settings(ShutdownPolicy::Drain, 100ms));
    RawClient client = engine.client("GET / HTTP/1.1\r\nHo");
    QTRY_COMPARE(engine.inState(ConnectionState::Reading), 1);
    engine.shutdown();
    TRY_FINISHED(engine);
    QCOMPARE(client.end(), RawClient::End::Reset);
    QCOMPARE(engine.report().aborted, 1);
}

void tst_HttpEngine::refusesNewConnections()
{
    LabEngine engine(settings(ShutdownPolicy::Drain, 60s, 120s));
    RawClient half = engine.client("GET / HTTP/1.1\r\nHo"); // holds the drain up until it is whole
    RawClient busy = engine.client(get("/delay/100"));
    QTRY_COMPARE(engine.inState(ConnectionState::Reading), 1);
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 1);
    engine.shutdown();
    // The worker closes the listener when it gets to it.
    QTRY_VERIFY(!RawClient(engine.serverPort()).isConnected());
    QCOMPARE(engine.phase(), ShutdownPhase::Draining);
    QTRY_COMPARE(busy.end(), RawClient::End::Fin);
    QVERIFY(busy.received().contains("\r\nConnection: close\r\n"));
    QVERIFY(busy.received().endsWith("{\"delayed\":100}"));
    busy.close();
    QVERIFY(half.send("st: test\r\n\r\n"));
    QTRY_COMPARE(half.end(), RawClient::End::Fin);
    half.close();
    TRY_FINISHED(engine);
    QCOMPARE(engine.report().requestsCompletedDuringDrain, 2);
    QCOMPARE(engine.report().aborted, 0);
}

void tst_HttpEngine::servesWhatWaitsToBeAccepted()
{
    LabEngine engine(settings());
    RawClient blocking = engine.client(get("/block/300"));
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 1);
    std::vector<RawClient> waiting;
    for (int i = 0; i < 20; ++i) {
        waiting.push_back(engine.client(get("/bytes/5")));
        QVERIFY(waiting.back().isConnected()); // by the kernel: the worker takes nothing over now
    }
    QCOMPARE(engine.inState(ConnectionState::Idle), 0); // none of them is served yet
    engine.shutdown();
    for (RawClient &client : waiting) {
        QTRY_COMPARE(client.end(), RawClient::End::Fin);
        QCOMPARE(client.responses(), 1);
        client.close();
    }
    QTRY_COMPARE(blocking.end(), RawClient::End::Fin);
    QCOMPARE(blocking.responses(), 1);
    blocking.close();
    TRY_FINISHED(engine);
    QCOMPARE(engine.report().openAtStart + engine.report().acceptedDuringDrain, 21);
    QCOMPARE(engine.report().aborted, 0);
}

void tst_HttpEngine::deliversEveryByteToASlowReader()
{
    LabEngine engine(settings(ShutdownPolicy::Drain, 60s, 120s));
    RawClient client(engine.serverPort(), 4096);
    QVERIFY(client.send(get("/bytes/10000000")));
    QTRY_VERIFY(engine.bytesOut() > 0);
    engine.shutdown();
    QTest::qWait(100); // it reads nothing for a while, and the kernels' buffers are full
    QCOMPARE(engine.phase(), ShutdownPhase::Draining);
    QTRY_COMPARE_WITH_TIMEOUT(client.end(), RawClient::End::Fin, 20'000);
    QCOMPARE(client.responses(), 1);
    QCOMPARE(client.received().size() - client.received().indexOf("\r\n\r\n") - 4, 10'000'000);
    client.close();
    TRY_FINISHED(engine);
    QCOMPARE(engine.report().aborted, 0);
}

void tst_HttpEngine::abortsAClientThatDoesNotRead()
{
    LabEngine engine(settings(ShutdownPolicy::Drain, 100ms));
    RawClient client(engine.serverPort(), 4096);
    QVERIFY(client.send(get("/bytes/50000000")));
    QTRY_VERIFY(engine.bytesOut() > 0);
    engine.shutdown();
    TRY_FINISHED(engine);
    QCOMPARE(engine.report().aborted, 1);
    QTRY_COMPARE(client.end(), RawClient::End::Reset); // a FIN would make what has arrived look whole
}

void tst_HttpEngine::survivesAClientThatLeavesItsHandlerBehind()
{
    LabEngine engine(settings());
    for (int i = 0; i < 10; ++i) {
        RawClient leaving = engine.client(get("/delay/100"));
        RawClient streaming = engine.client(get("/stream/300"));
        QTRY_COMPARE(engine.inState(ConnectionState::Responding), 2);
        engine.abortConnection(ConnectionId(quint64(2 * i + 1)));
        streaming.close();
        leaving.close();
        QTRY_COMPARE(engine.snapshot().counts.open, 0);
    }
    RawClient client = engine.client(get("/delay/150")); // answered when all those handlers are done
    QTRY_COMPARE(client.responses(), 1);
}

void tst_HttpEngine::countsTriggersAsItShould()
{
    LabEngine engine(settings(ShutdownPolicy::Drain, 60s, 120s));
    RawClient client = engine.client(get("/hang"));
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 1);
    engine.triggerShutdown(QStringLiteral("SIGTERM"));
    engine.triggerShutdown(QStringLiteral("SIGINT"));
    engine.triggerShutdown(QStringLiteral("button"));
    QCOMPARE(engine.phase(), ShutdownPhase::Draining);
    QTest::qWait(510);
    engine.triggerShutdown(QStringLiteral("button"));
    TRY_FINISHED(engine);
    QCOMPARE(engine.report().phase, ShutdownPhase::Closed);
    QCOMPARE(engine.report().aborted, 1);
    QCOMPARE(engine.report().trigger, QStringLiteral("SIGTERM"));
    engine.triggerShutdown(QStringLiteral("api")); // after the end
    QCOMPARE(engine.finished.count(), 1);
}

void tst_HttpEngine::isShutDownByASignalOfQt()
{
    LabEngine engine(settings(ShutdownPolicy::StopListening));
    RawClient client = engine.client(get("/"));
    QTRY_COMPARE(client.responses(), 1);
    QObject button; // and its clicked()
    QObject otherButton;
    connect(&button, &QObject::objectNameChanged, &engine, &HttpEngine::shutdown);
    connect(&otherButton, &QObject::objectNameChanged, &engine, &HttpEngine::abortNow);
    button.setObjectName(QStringLiteral("clicked"));
    QCOMPARE(engine.phase(), ShutdownPhase::Draining);
    QCOMPARE(engine.report().trigger, QStringLiteral("api"));
    otherButton.setObjectName(QStringLiteral("clicked"));
    TRY_FINISHED(engine);
    QCOMPARE(engine.report().aborted, 1);
}

void tst_HttpEngine::abortsNow()
{
    LabEngine engine(settings(ShutdownPolicy::StopListening));
    RawClient client = engine.client(get("/"));
    QTRY_COMPARE(client.responses(), 1);
    engine.abortNow(); // nothing has begun
    QVERIFY(engine.isListening());
    engine.shutdown();
    engine.abortNow();
    TRY_FINISHED(engine);
    QCOMPARE(client.end(), RawClient::End::Reset);
    QCOMPARE(engine.report().aborted, 1);
}

void tst_HttpEngine::waitsForThePeerAfterDisconnectAll()
{
    LabEngine engine(settings(ShutdownPolicy::DisconnectAll));
    RawClient idle = engine.client(get("/"));
    RawClient busy = engine.client(get("/delay/100"));
    QTRY_COMPARE(idle.responses(), 1);
    engine.shutdown();
    QTRY_COMPARE(idle.end(), RawClient::End::Fin);
    QTRY_COMPARE(busy.end(), RawClient::End::Fin); // in the middle of its request
    QCOMPARE(busy.received(), QByteArray());
    QCOMPARE(engine.phase(), ShutdownPhase::Draining);
    QCOMPARE(engine.inState(ConnectionState::Closing), 2);
    idle.close();
    QTRY_COMPARE(engine.report().disconnected, 1);
    busy.close();
    TRY_FINISHED(engine);
    QCOMPARE(engine.report().disconnected, 2);
}

void tst_HttpEngine::appliesEachPolicyToTheSameClients_data()
{
    QTest::addColumn<ShutdownPolicy>("policy");
    QTest::addColumn<ShutdownPhase>("end");
    QTest::addColumn<qsizetype>("disconnected");
    QTest::addColumn<qsizetype>("aborted");
    QTest::addColumn<qsizetype>("left");
    QTest::addColumn<int>("answered");
    // A silent one, an idle one, one in the middle of a request; none closes by itself.
    QTest::newRow("drain") << ShutdownPolicy::Drain << ShutdownPhase::Closed << qsizetype(3) << qsizetype(0)
                           << qsizetype(0) << 1;
    QTest::newRow("disconnect-all") << ShutdownPolicy::DisconnectAll << ShutdownPhase::Closed << qsizetype(0)
                                    << qsizetype(3) << qsizetype(0) << 0;
    QTest::newRow("stop-listening") << ShutdownPolicy::StopListening << ShutdownPhase::Forced << qsizetype(0)
                                    << qsizetype(0) << qsizetype(3) << 1;
}

void tst_HttpEngine::appliesEachPolicyToTheSameClients()
{
    QFETCH(ShutdownPolicy, policy);
    QFETCH(int, answered);
    LabEngine engine(settings(policy, 1500ms, 2500ms));
    RawClient silent = engine.client();
    RawClient idle = engine.client(get("/"));
    RawClient busy = engine.client(get("/delay/100"));
    QTRY_COMPARE(idle.responses(), 1);
    QTRY_COMPARE(engine.snapshot().counts.open, 3);
    engine.shutdown();
    TRY_FINISHED(engine);
    const ShutdownReport report = engine.report();
    QTEST(report.phase, "end");
    QTEST(report.disconnected, "disconnected");
    QTEST(report.aborted, "aborted");
    QTEST(report.leftOpen, "left");
    QCOMPARE(report.openAtStart, 3);
    QCOMPARE(busy.responses(), answered);
}

void tst_HttpEngine::forcesAnEndWhileItsWorkerIsBlocked()
{
    LabEngine engine(settings(ShutdownPolicy::Drain, 50ms, 150ms));
    RawClient client = engine.client(get("/block/1500"));
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 1);
    engine.shutdown();
    TRY_FINISHED(engine);
    const ShutdownReport report = engine.report();
    QCOMPARE(report.phase, ShutdownPhase::Forced);
    QCOMPARE(report.exitCode(), 1);
    QVERIFY(report.duration < 1400ms);
    QCOMPARE(report.leftOpen, 1);
    QCOMPARE(report.endedBadly.size(), 1u);
    QCOMPARE(report.endedBadly.front().requestLine, QByteArray("GET /block/1500"));
}

void tst_HttpEngine::countsWhatWaitsForABlockedWorker()
{
    LabEngine engine(settings(ShutdownPolicy::Drain, 50ms, 150ms));
    RawClient client = engine.client(get("/block/1500"));
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 1);
    std::vector<RawClient> waiting;
    for (int i = 0; i < 3; ++i)
        waiting.push_back(engine.client(get("/")));
    QTRY_COMPARE(engine.openConnections(), 4);
    QCOMPARE(engine.snapshot().counts.open, 4);
    QCOMPARE(engine.snapshot().counts.waiting, 3);
    QCOMPARE(engine.snapshot().counts.accepted, 4u);
    engine.shutdown();
    TRY_FINISHED(engine);
    const ShutdownReport report = engine.report();
    QCOMPARE(report.phase, ShutdownPhase::Forced);
    QCOMPARE(report.openAtStart + report.acceptedDuringDrain, 4);
    QCOMPARE(report.leftOpen, 4);
    QCOMPARE(report.endedBadly.size(), 4u);
}

void tst_HttpEngine::finishesOnceWhateverItsSlotsDo()
{
    LabEngine engine(settings());
    connect(&engine, &HttpEngine::phaseChanged, &engine, [&engine](ShutdownPhase phase) {
        if (phase == ShutdownPhase::Draining) // a dialog, say
            QTRY_COMPARE(engine.phase(), ShutdownPhase::Closed);
    });
    engine.shutdown();
    QTest::qWait(20);
    QCOMPARE(engine.finished.count(), 1);
}

void tst_HttpEngine::keepsTheOrderOfPhasesWhateverItsSlotsDo()
{
    LabEngine engine(settings());
    connect(&engine, &HttpEngine::listeningChanged, &engine, [&engine] {
        QTRY_COMPARE(engine.phase(), ShutdownPhase::Closed); // a dialog, say
    });
    QList<ShutdownPhase> phases;
    connect(&engine, &HttpEngine::phaseChanged, &engine, [&phases](ShutdownPhase phase) { phases += phase; });
    engine.shutdown();
    QTest::qWait(20);
    QCOMPARE(phases, (QList<ShutdownPhase> { ShutdownPhase::Draining, ShutdownPhase::Closed }));
    QCOMPARE(engine.finished.count(), 1);
}

void tst_HttpEngine::maySafelyBeDeletedByItsSlots_data()
{
    QTest::addColumn<bool>("listening");
    QTest::newRow("when it listens") << true;
    QTest::newRow("when it listens no more") << false;
}

void tst_HttpEngine::maySafelyBeDeletedByItsSlots()
{
    QFETCH(bool, listening);
    auto *engine = new HttpEngine(settings(), addLabRoutes);
    const QPointer<HttpEngine> alive(engine);
    connect(engine, &HttpEngine::snapshotChanged, this, [] {});
    connect(engine, &HttpEngine::listeningChanged, this, [engine, listening](bool now) {
        if (now == listening)
            delete engine;
    });
    engine->listen();
    if (!listening)
        engine->shutdown();
    QVERIFY(alive.isNull());
}

void tst_HttpEngine::reportsAForcedEndFromOutside()
{
    LabEngine engine(settings());
    RawClient client = engine.client(get("/hang"));
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 1);
    const ShutdownReport before = engine.forcedReport(QStringLiteral("SIGINT"), SteadyClock::now() - 3s);
    QCOMPARE(before.phase, ShutdownPhase::Forced);
    QCOMPARE(before.trigger, QStringLiteral("SIGINT"));
    QVERIFY(before.duration >= 3s);
    QVERIFY(reconciles(before));
    QCOMPARE(before.leftOpen, 1);
    QCOMPARE(before.endedBadly.size(), 1u);
    QCOMPARE(engine.phase(), ShutdownPhase::Running);

    engine.triggerShutdown(QStringLiteral("button"));
    const ShutdownReport during = engine.forcedReport(QStringLiteral("SIGINT"), SteadyClock::now() - 3s);
    QCOMPARE(during.phase, ShutdownPhase::Forced);
    QCOMPARE(during.trigger, QStringLiteral("button"));
    QVERIFY(during.duration < 3s);
    QCOMPARE(during.endedBadly.size(), 1u);

    engine.abortNow();
    TRY_FINISHED(engine);
    QCOMPARE(engine.forcedReport(QStringLiteral("SIGINT"), SteadyClock::now()).phase, ShutdownPhase::Closed);
}

void tst_HttpEngine::writesAReport()
{
    LabEngine engine(settings(ShutdownPolicy::Drain, 1000ms));
    RawClient hanging = engine.client(get("/hang"));
    RawClient idle = engine.client(get("/"));
    QTRY_COMPARE(idle.responses(), 1);
    QTRY_COMPARE(engine.inState(ConnectionState::Responding), 1);
    engine.triggerShutdown(QStringLiteral("button"));
    TRY_FINISHED(engine);
    const QJsonObject json = engine.report().toJson();
    QCOMPARE(json.value(u"policy").toString(), QStringLiteral("drain"));
    QCOMPARE(json.value(u"trigger").toString(), QStringLiteral("button"));
    QCOMPARE(json.value(u"outcome").toString(), QStringLiteral("closed"));
    QCOMPARE(json.value(u"exitCode").toInt(-1), 0);
    QVERIFY(json.value(u"durationMs").toInt() >= 1000);
    QCOMPARE(json.value(u"openAtStart").toInt(), 2);
    QCOMPARE(json.value(u"acceptedDuringDrain").toInt(-1), 0);
    QCOMPARE(json.value(u"disconnected").toInt(), 1);
    QCOMPARE(json.value(u"closedByPeer").toInt(-1), 0);
    QCOMPARE(json.value(u"aborted").toInt(), 1);
    QCOMPARE(json.value(u"leftOpen").toInt(-1), 0);
    const QJsonArray connections = json.value(u"connections").toArray();
    QCOMPARE(connections.size(), 1);
    const QJsonObject lost = connections.first().toObject();
    QCOMPARE(lost.value(u"state").toString(), QStringLiteral("Responding"));
    QVERIFY(lost.value(u"peer").toString().startsWith(QStringLiteral("127.0.0.1:")));
    QVERIFY(lost.value(u"id").toInt() > 0);
    QVERIFY(lost.value(u"ageMs").toInt() >= 100);
}

QTEST_GUILESS_MAIN(tst_HttpEngine)
#include "tst_httpengine.moc"

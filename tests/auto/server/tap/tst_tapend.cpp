// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tappedserver.h"

#include <QSignalSpy>

using namespace Drainboard;
using namespace std::chrono_literals;

// How a tap ends: by itself, as its policy says, or with the server behind it.
class tst_TapEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closesIdleOnesAndLetsOthersFinish();
    void disconnectsAll();
    void resetsWhatIsLeft();
    void keepsWhatCannotBeKnownUntilTheAbort();
    void onlyStopsListening();
    void leavesTheShutdownToTheServer();
    void tellsWhatTheServerLost();
    void endsWithAServerThatEndsUnasked();
    void countsWhatIsLostOnAConnectionThatWasStill();
    void waitsForNoClientOfAServerThatIsGone();
    void endsOneThatIsToBeDisconnected();
    void tellsOfTheServer();
    void tellsThatTheServerListensNoMore();
    void knowsOfNoServerWhereThereIsNoTap();
};

namespace {

const QByteArray get = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
constexpr auto fin = RawPeer::End::Fin;
constexpr auto rst = RawPeer::End::Reset;

void useOnce(RawPeer &client, RawPeer &served)
{
    QVERIFY(client.send(get));
    QCOMPARE(served.receive(get.size()), get);
    QVERIFY(served.send(ok));
    QCOMPARE(client.receive(ok.size()), ok);
}

} // namespace

void tst_TapEnd::closesIdleOnesAndLetsOthersFinish()
{
    TappedServer tapped;
    QSignalSpy finished(&tapped.engine, &HttpEngine::shutdownFinished);
    auto [idleClient, idleServed] = tapped.connect();
    useOnce(idleClient, idleServed);
    auto [busyClient, busyServed] = tapped.connect();
    QVERIFY(busyClient.send(get));
    QCOMPARE(busyServed.receive(get.size()), get);

    tapped.engine.shutdown();
    QTRY_COMPARE(tapped.engine.snapshot().counts.closing, 1);
    QCOMPARE(idleClient.end(), fin);
    QCOMPARE(idleServed.end(), fin);
    idleClient.close();
    idleServed.close();
    QVERIFY(finished.isEmpty());

    QVERIFY(busyServed.send(ok));
    QCOMPARE(busyClient.receive(ok.size()), ok);
    QCOMPARE(busyClient.end(), fin);
    QCOMPARE(busyServed.end(), fin);
    busyClient.close();
    busyServed.close();
    QTRY_COMPARE(finished.size(), 1);
    const ShutdownReport report = tapped.engine.report();
    QCOMPARE(report.phase, ShutdownPhase::Closed);
    QCOMPARE(report.disconnected, 2);
    QCOMPARE(report.requestsLost, 0);
    QCOMPARE(report.requestsCompletedDuringDrain, 1);
    QCOMPARE(report.exitCode(), 0);
}

void tst_TapEnd::disconnectsAll()
{
    RawServer server;
    EngineSettings settings = TappedServer::settings(server.port());
    settings.policy = ShutdownPolicy::DisconnectAll;
    HttpEngine engine(settings);
    QVERIFY(engine.listen());
    QSignalSpy finished(&engine, &HttpEngine::shutdownFinished);
    RawPeer client = RawPeer::connectedTo(engine.serverPort());
    RawPeer served = server.accept();
    QVERIFY(client.send(get));
    QCOMPARE(served.receive(get.size()), get);
    engine.shutdown();
    QCOMPARE(client.end(), fin);
    QCOMPARE(served.end(), fin);
    client.close();
    served.close();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(engine.report().requestsLost, 1);
    QCOMPARE(engine.report().endedBadly.front().lostRequests.constFirst().reason, LossReason::Disconnected);
}

void tst_TapEnd::resetsWhatIsLeft()
{
    TappedServer tapped;
    QSignalSpy finished(&tapped.engine, &HttpEngine::shutdownFinished);
    auto [client, served] = tapped.connect();
    QVERIFY(client.send(get));
    QCOMPARE(served.receive(get.size()), get);
    tapped.engine.shutdown();
    tapped.engine.abortNow();
    QCOMPARE(client.end(), rst);
    QCOMPARE(served.end(), rst);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(tapped.engine.report().aborted, 1);
    QCOMPARE(tapped.engine.report().requestsLost, 1);
}

// Nobody knows what is going on in it.
void tst_TapEnd::keepsWhatCannotBeKnownUntilTheAbort()
{
    TappedServer tapped;
    QSignalSpy finished(&tapped.engine, &HttpEngine::shutdownFinished);
    auto [client, served] = tapped.connect();
    QVERIFY(client.send(QByteArray("\x16\x03\x01", 3)));
    QCOMPARE(served.receive(3).size(), 3);
    tapped.engine.shutdown();
    QTRY_COMPARE(tapped.engine.phase(), ShutdownPhase::Draining);
    for (int i = 0; i < 20; ++i) { // it goes on to be passed
        QVERIFY(served.send("x"));
        QCOMPARE(client.receive(1), "x");
    }
    QVERIFY(finished.isEmpty());
    tapped.engine.abortNow();
    QCOMPARE(client.end(), rst);
    QTRY_COMPARE(finished.size(), 1);
}

void tst_TapEnd::onlyStopsListening()
{
    RawServer server;
    EngineSettings settings = TappedServer::settings(server.port());
    settings.policy = ShutdownPolicy::StopListening;
    HttpEngine engine(settings);
    QVERIFY(engine.listen());
    QSignalSpy finished(&engine, &HttpEngine::shutdownFinished);
    RawPeer client = RawPeer::connectedTo(engine.serverPort());
    RawPeer served = server.accept();
    engine.shutdown();
    QTRY_COMPARE(engine.phase(), ShutdownPhase::Draining);
    useOnce(client, served);
    client.close();
    QCOMPARE(served.end(), fin);
    served.close();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(engine.report().closedByPeer, 1);
}

void tst_TapEnd::leavesTheShutdownToTheServer()
{
    TappedServer tapped(0ms, QStringLiteral("node server.js"));
    QSignalSpy finished(&tapped.engine, &HttpEngine::shutdownFinished);
    auto [client, served] = tapped.connect();
    useOnce(client, served);
    tapped.engine.shutdown();
    QTRY_COMPARE(tapped.engine.phase(), ShutdownPhase::Draining);
    useOnce(client, served); // nobody has told them to end
    auto [late, lateServed] = tapped.connect(); // and the tap goes on to accept
    useOnce(late, lateServed);

    tapped.server.stop();
    RawPeer tooLate = RawPeer::connectedTo(tapped.engine.serverPort());
    QCOMPARE(tooLate.end(), rst);
    served.close();
    lateServed.close();
    tapped.engine.serverEnded({ .exitCode = 0, .exited = 100ms });
    QCOMPARE(client.end(), fin);
    QCOMPARE(late.end(), fin);
    QTRY_COMPARE(finished.size(), 1);
    const ShutdownReport report = tapped.engine.report();
    QCOMPARE(report.phase, ShutdownPhase::Closed);
    QCOMPARE(report.openAtStart, 1);
    QCOMPARE(report.acceptedDuringDrain, 2);
    QCOMPARE(report.closedByServer, 2);
    QCOMPARE(report.refusedByServer, 1);
    QCOMPARE(report.requestsLost, 0);
    QCOMPARE(report.exitCode(), 0);
}

void tst_TapEnd::tellsWhatTheServerLost()
{
    TappedServer tapped(0ms, QStringLiteral("node server.js"));
    QSignalSpy finished(&tapped.engine, &HttpEngine::shutdownFinished);
    auto [client, served] = tapped.connect();
    QVERIFY(client.send(get));
    QCOMPARE(served.receive(get.size()), get);
    tapped.engine.shutdown();
    QTRY_COMPARE(tapped.engine.phase(), ShutdownPhase::Draining);
    served.close();
    tapped.engine.serverEnded({ .exitCode = 0 });
    QCOMPARE(client.end(), fin);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(tapped.engine.report().requestsLost, 1);
    QCOMPARE(tapped.engine.report().lostByServer(), 1);
    QCOMPARE(tapped.engine.report().exitCode(), 3);
}

void tst_TapEnd::endsWithAServerThatEndsUnasked()
{
    TappedServer tapped(0ms, QStringLiteral("node server.js"));
    QSignalSpy finished(&tapped.engine, &HttpEngine::shutdownFinished);
    auto [client, served] = tapped.connect();
    served.close();
    tapped.server.stop();
    tapped.engine.serverEnded({ .signal = QStringLiteral("SIGSEGV") });
    QCOMPARE(client.end(), fin);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(tapped.engine.report().server->signal, QStringLiteral("SIGSEGV"));
}

// However long nothing had moved on it before.
void tst_TapEnd::countsWhatIsLostOnAConnectionThatWasStill()
{
    TappedServer tapped(20ms, QStringLiteral("node server.js"));
    QSignalSpy finished(&tapped.engine, &HttpEngine::shutdownFinished);
    auto [client, served] = tapped.connect();
    QVERIFY(client.send(get.chopped(2)));
    QCOMPARE(served.receive(get.size() - 2).size(), get.size() - 2);
    QTest::qWait(500); // longer than a client is waited for whose server is gone
    tapped.engine.shutdown();
    QTRY_COMPARE(tapped.engine.phase(), ShutdownPhase::Draining);
    served.close();
    tapped.engine.serverEnded({});
    QCOMPARE(client.end(), fin);
    client.close();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(tapped.engine.report().closedByServer, 1);
    QCOMPARE(tapped.engine.report().lostByServer(), 1);
}

// Browsers do not answer a FIN.
void tst_TapEnd::waitsForNoClientOfAServerThatIsGone()
{
    TappedServer tapped(0ms, QStringLiteral("node server.js"));
    QSignalSpy finished(&tapped.engine, &HttpEngine::shutdownFinished);
    auto [client, served] = tapped.connect();
    useOnce(client, served);
    tapped.engine.shutdown();
    served.close();
    QTRY_COMPARE(tapped.last().state, ConnectionState::Closing);
    QVERIFY(finished.isEmpty());
    tapped.engine.serverEnded({});
    QTRY_COMPARE(finished.size(), 1); // though the client is open
    QCOMPARE(tapped.engine.report().closedByServer, 1);
}

void tst_TapEnd::endsOneThatIsToBeDisconnected()
{
    TappedServer tapped;
    auto [client, served] = tapped.connect();
    QVERIFY(client.send(get));
    QCOMPARE(served.receive(get.size()), get);
    QTRY_VERIFY(tapped.last().answerOwed);
    tapped.engine.disconnectConnection(tapped.last().id);
    QVERIFY(served.send(ok)); // what is being answered is answered
    QCOMPARE(client.receive(ok.size()), ok);
    QCOMPARE(client.end(), fin);
    QCOMPARE(served.end(), fin);

    auto [second, secondServed] = tapped.connect();
    QTRY_VERIFY(!tapped.last().serverSide.isEmpty() && tapped.last().state == ConnectionState::New);
    tapped.engine.abortConnection(tapped.last().id);
    QCOMPARE(second.end(), rst);
    QCOMPARE(secondServed.end(), rst);
}

void tst_TapEnd::tellsOfTheServer()
{
    TappedServer tapped(0ms, QStringLiteral("node server.js"));
    QSignalSpy finished(&tapped.engine, &HttpEngine::shutdownFinished);
    tapped.engine.shutdown();
    tapped.engine.serverEnded({ .exitCode = 143, .wasKilled = false, .stoppedListening = 3ms, .exited = 1200ms });
    QTRY_COMPARE(finished.size(), 1);
    const QJsonObject server = tapped.engine.report().toJson().value(QStringLiteral("server")).toObject();
    QCOMPARE(server.value(QStringLiteral("address")).toString(),
             QStringLiteral("127.0.0.1:%1").arg(tapped.server.port()));
    QCOMPARE(server.value(QStringLiteral("command")).toString(), QStringLiteral("node server.js"));
    QCOMPARE(server.value(QStringLiteral("exitCode")).toInt(), 143);
    QCOMPARE(server.value(QStringLiteral("killed")).toBool(), false);
    QCOMPARE(server.value(QStringLiteral("stoppedListeningMs")).toInt(), 3);
    QCOMPARE(server.value(QStringLiteral("exitedMs")).toInt(), 1200);
}

// While it goes on, for who watches.
void tst_TapEnd::tellsThatTheServerListensNoMore()
{
    TappedServer tapped(0ms, QStringLiteral("node server.js"));
    tapped.engine.shutdown();
    QVERIFY(!tapped.engine.report().server->stoppedListening);
    tapped.engine.serverStoppedListening(3ms);
    QCOMPARE(tapped.engine.phase(), ShutdownPhase::Draining);
    QCOMPARE(tapped.engine.report().server->stoppedListening, std::optional(3ms));
    QCOMPARE(tapped.engine.report().server->command, QStringLiteral("node server.js"));
}

void tst_TapEnd::knowsOfNoServerWhereThereIsNoTap()
{
    EngineSettings settings;
    settings.port = 0;
    HttpEngine engine(settings);
    QVERIFY(engine.listen());
    engine.serverEnded({});
    QCOMPARE(engine.phase(), ShutdownPhase::Running);
    QVERIFY(engine.isListening());
}

QTEST_GUILESS_MAIN(tst_TapEnd)

#include "tst_tapend.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/httpengine.h"
#include "lab/labroutes.h"
#include "rawclient.h"
#include "tracking/httpcompat.h"
#include "websocketbytes.h"

#include <QSignalSpy>
#include <QTest>

#include <chrono>
#include <optional>

using namespace Drainboard;
using namespace WebSocketBytes;
using namespace std::chrono_literals;

#if DRAINBOARD_HAS_WEBSOCKETS
#define SKIP_WITHOUT_WEBSOCKETS
#else
#define SKIP_WITHOUT_WEBSOCKETS QSKIP("Needs the WebSockets of QHttpServer: Qt 6.8 or later")
#endif

// The lab's WebSocket, and what becomes of one in a shutdown.
class tst_WebSocketEcho : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatItIsForToOthers();
    void sendsMessagesBack();
    void boundsMessages_data();
    void boundsMessages();
    void keepsForeignPagesOut_data();
    void keepsForeignPagesOut();
    void hasNoOtherWebSockets();

    void aDrainIsAnswered_data();
    void aDrainIsAnswered();
    void aDrainIsNotAnswered();
    void aDrainSendsWhatWaitsFirst();
    void aDrainTellsAWebSocketThatIsJustBeingOpened();
    void aDrainIsOverWhereTheClientLeaves();
    void leavingEndsNone();
    void disconnectAllSendsACloseAndAFin();
    void stopListeningEndsNone();
    void anAbortResets();
};

namespace {

EngineSettings settings(ShutdownPolicy policy = ShutdownPolicy::Drain)
{
    EngineSettings result;
    result.port = 0;
    result.threads = 1;
    result.policy = policy;
    result.idleGrace = 0ms;
    result.abortAfter = 30min; // nothing here may end because it waited long enough
    result.forceAfter = 1h;
    return result;
}

const QByteArray bye = masked(Final | Close, closePayload(1000));
const Frame goingAway { Final | Close, closePayload(1001) };

class Engine : public HttpEngine
{
public:
    explicit Engine(const EngineSettings &engineSettings = ::settings())
        : HttpEngine(engineSettings, addLabRoutes)
        , finished(this, &HttpEngine::shutdownFinished)
    {
        if (!listen())
            qFatal("cannot listen: %ls", qUtf16Printable(errorString()));
    }

    RawClient webSocket(const QByteArray &target = "/ws")
    {
        RawClient client(serverPort());
        client.send(handshake(target));
        if (!QTest::qWaitFor([&client] { return client.received().contains("\r\n\r\n"); })
            || !client.received().startsWith("HTTP/1.1 101 "))
            qWarning("no WebSocket: %s", client.received().constData());
        return client;
    }

    ShutdownReport waitForReport(std::chrono::milliseconds time = 10s)
    {
        if (!QTest::qWaitFor([this] { return finished.count() == 1; }, int(time.count())))
            qWarning("the shutdown does not end");
        return report();
    }

    QSignalSpy finished;
};

bool echoes(RawClient &client, const QByteArray &text)
{
    const qsizetype before = framesIn(client.received()).size();
    return client.send(masked(Final | Text, text))
        && QTest::qWaitFor([&client, before] { return framesIn(client.received()).size() > before; })
        && framesIn(client.received()).last() == Frame { Final | Text, text };
}

bool isToldToGo(RawClient &client)
{
    return QTest::qWaitFor([&client] {
        const QList<Frame> frames = framesIn(client.received());
        return !frames.isEmpty() && frames.last() == goingAway;
    });
}

bool reconciles(const ShutdownReport &report)
{
    return report.openAtStart + report.acceptedDuringDrain
        == report.disconnected + report.timedOut + report.rejected + report.closedByPeer + report.aborted
            + report.leftOpen
        && report.webSockets.ended == report.webSockets.inOrder + report.webSockets.cut;
}

} // namespace

void tst_WebSocketEcho::saysWhatItIsForToOthers()
{
    Engine engine;
    RawClient client(engine.serverPort());
    QVERIFY(client.send(get("/ws")));
    QTRY_COMPARE(client.responses(), 1);
    const QByteArray answer = client.received().toLower();
#if DRAINBOARD_HAS_WEBSOCKETS
    QVERIFY2(answer.startsWith("http/1.1 426 "), answer);
    QVERIFY2(answer.contains("\r\nupgrade: websocket\r\n"), answer);
    QVERIFY2(answer.contains("\r\nconnection: upgrade\r\n"), answer);
    QVERIFY2(answer.contains("\r\nsec-websocket-version: 13\r\n"), answer);
#else
    QVERIFY2(answer.startsWith("http/1.1 501 "), answer);
    QVERIFY2(answer.contains("\r\n\r\nwebsockets need qt 6.8 or later; this server has qt "), answer);
    client.forget();
    QVERIFY(client.send(handshake("/ws"))); // the same, and no crash
    QTRY_COMPARE(client.responses(), 1);
    QVERIFY(client.received().startsWith("HTTP/1.1 501 "));
#endif
}

void tst_WebSocketEcho::sendsMessagesBack()
{
    SKIP_WITHOUT_WEBSOCKETS;
    Engine engine;
    RawClient client = engine.webSocket();
    QVERIFY(echoes(client, "hello"));
    QVERIFY(client.send(masked(Final | Binary, QByteArray(100'000, '\0'))));
    QTRY_COMPARE(framesIn(client.received()).size(), 2);
    QVERIFY(framesIn(client.received()).last() == (Frame { Final | Binary, QByteArray(100'000, '\0') }));
    QVERIFY(client.send(bye));
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QVERIFY(framesIn(client.received()).last() == (Frame { Final | Close, closePayload(1000) }));
    client.close();
    QTRY_COMPARE(engine.openConnections(), 0);
}

void tst_WebSocketEcho::boundsMessages_data()
{
    QTest::addColumn<QByteArray>("sent");
    constexpr quint64 tooMuch = 8 * 1024 * 1024 + 1;
    QTest::newRow("a frame, before it comes") << frameHeader(Final | Binary, tooMuch, true) + "mask";
    const QByteArray half(5 * 1024 * 1024, 'x');
    QTest::newRow("fragments") << masked(Binary, half) + masked(Final | Continuation, half);
}

void tst_WebSocketEcho::boundsMessages()
{
    SKIP_WITHOUT_WEBSOCKETS;
    QFETCH(QByteArray, sent);
    Engine engine;
    RawClient client = engine.webSocket();
    QVERIFY(client.send(sent));
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    const QList<Frame> frames = framesIn(client.received());
    QCOMPARE(frames.size(), 1);
    QCOMPARE(frames.first().first, Final | Close);
    QCOMPARE(frames.first().payload.first(2), closePayload(1009));
}

void tst_WebSocketEcho::keepsForeignPagesOut_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("isForeign");
    QTest::newRow("no page") << QByteArray() << false;
    QTest::newRow("a page of this server") << QByteArray("Origin: http://localhost\r\n") << false;
    QTest::newRow("a page of another site") << QByteArray("Origin: http://evil.example\r\n") << true;
    QTest::newRow("a page of another port") << QByteArray("Origin: http://localhost:81\r\n") << true;
    QTest::newRow("a page without an origin") << QByteArray("Origin: null\r\n") << true;
    QTest::newRow("another site, by Sec-Fetch-Site") << QByteArray("Sec-Fetch-Site: cross-site\r\n") << true;
}

void tst_WebSocketEcho::keepsForeignPagesOut()
{
    QFETCH(QByteArray, fields);
    QFETCH(bool, isForeign);
    Engine engine;
    RawClient client(engine.serverPort());
    QVERIFY(client.send(handshake("/ws", fields)));
    QTRY_VERIFY(client.received().contains("\r\n\r\n"));
    const int status = isForeign ? 403 : DRAINBOARD_HAS_WEBSOCKETS ? 101 : 501;
    QVERIFY2(client.received().startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '), client.received());
    if (isForeign && DRAINBOARD_HAS_WEBSOCKETS)
        QTRY_COMPARE(client.end(), RawClient::End::Fin);
}

void tst_WebSocketEcho::hasNoOtherWebSockets()
{
    SKIP_WITHOUT_WEBSOCKETS;
    Engine engine;
    RawClient client(engine.serverPort());
    QVERIFY(client.send(handshake("/other")));
    QTRY_COMPARE(client.responses(), 1);
    QVERIFY2(client.received().startsWith("HTTP/1.1 404 "), client.received());
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
}

void tst_WebSocketEcho::aDrainIsAnswered_data()
{
    QTest::addColumn<bool>("withFin");
    QTest::newRow("with a Close") << false;
    QTest::newRow("with a Close and a FIN") << true;
}

void tst_WebSocketEcho::aDrainIsAnswered()
{
    SKIP_WITHOUT_WEBSOCKETS;
    QFETCH(bool, withFin);
    Engine engine;
    RawClient client = engine.webSocket();
    QVERIFY(echoes(client, "before"));
    engine.shutdown();
    QVERIFY(isToldToGo(client));
    QCOMPARE(client.end(), RawClient::End::None); // it has its time
    QVERIFY(client.send(masked(Final | Close, closePayload(1001))));
    if (withFin)
        client.sendFin();
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    client.close();
    const ShutdownReport report = engine.waitForReport();
    QCOMPARE(report.phase, ShutdownPhase::Closed);
    QVERIFY(reconciles(report));
    QCOMPARE(report.disconnected, 1);
    QCOMPARE(report.webSockets.toldToGo, 1);
    QCOMPARE(report.webSockets.inOrder, 1);
    QCOMPARE(report.webSockets.cut, 0);
    QCOMPARE(report.requestsLost, 0);
    QVERIFY2(report.summary().endsWith(QStringLiteral("; 1 WebSockets ended, 1 of them in good order")),
             qPrintable(report.summary()));
}

void tst_WebSocketEcho::aDrainIsNotAnswered()
{
    SKIP_WITHOUT_WEBSOCKETS;
    Engine engine;
    RawClient client = engine.webSocket();
    QElapsedTimer sinceShutdown;
    sinceShutdown.start();
    engine.shutdown();
    QVERIFY(isToldToGo(client));
    QTRY_COMPARE(client.end(), RawClient::End::Fin); // without a limit of its own, it would be aborted in half an hour
    QVERIFY(sinceShutdown.elapsed() >= 1900);
    const ShutdownReport report = engine.waitForReport();
    QVERIFY(reconciles(report));
    QCOMPARE(report.phase, ShutdownPhase::Closed);
    QCOMPARE(report.disconnected, 1);
    QCOMPARE(report.webSockets.toldToGo, 1);
    QCOMPARE(report.webSockets.cut, 1);
}

// The client has sent a message and reads nothing: the echo does not fit in the kernel.
void tst_WebSocketEcho::aDrainSendsWhatWaitsFirst()
{
    SKIP_WITHOUT_WEBSOCKETS;
    Engine engine;
    RawClient client = engine.webSocket();
    const QByteArray message(8'000'000, 'm');
    QVERIFY(client.send(masked(Final | Binary, message)));
    QTRY_VERIFY(engine.snapshot().connections.first()->bytesOut > 100'000);
    engine.shutdown();
    QTRY_COMPARE(engine.phase(), ShutdownPhase::Draining);
    QVERIFY(isToldToGo(client));
    QList<Frame> frames = framesIn(client.received());
    QVERIFY(frames.takeLast() == goingAway);
    QByteArray echo;
    for (const Frame &frame : std::as_const(frames))
        echo += frame.payload;
    QVERIFY(echo == message);
    QVERIFY(client.send(bye));
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    client.close();
    QCOMPARE(engine.waitForReport().webSockets.inOrder, 1);
}

void tst_WebSocketEcho::aDrainTellsAWebSocketThatIsJustBeingOpened()
{
    SKIP_WITHOUT_WEBSOCKETS;
    Engine engine;
    RawClient client(engine.serverPort());
    const QByteArray request = handshake("/ws");
    QVERIFY(client.send(request.chopped(1)));
    QTRY_VERIFY(engine.openConnections() == 1
                && engine.snapshot().connections.first()->state == ConnectionState::Reading);
    engine.shutdown();
    QTRY_COMPARE(engine.phase(), ShutdownPhase::Draining);
    QVERIFY(client.send(request.last(1)));
    QVERIFY(isToldToGo(client));
    QVERIFY(client.received().startsWith("HTTP/1.1 101 "));
    QVERIFY(client.send(bye));
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    client.close();
    const ShutdownReport report = engine.waitForReport();
    QCOMPARE(report.webSockets.inOrder, 1);
    QCOMPARE(report.requestsLost, 0);
    QCOMPARE(report.requestsCompletedDuringDrain, 1);
}

void tst_WebSocketEcho::aDrainIsOverWhereTheClientLeaves()
{
    SKIP_WITHOUT_WEBSOCKETS;
    Engine engine;
    RawClient client = engine.webSocket();
    engine.shutdown();
    QVERIFY(isToldToGo(client));
    client.reset();
    const ShutdownReport report = engine.waitForReport();
    QVERIFY(reconciles(report));
    QCOMPARE(report.closedByPeer, 1);
    QCOMPARE(report.webSockets.cut, 1);
}

void tst_WebSocketEcho::leavingEndsNone()
{
    SKIP_WITHOUT_WEBSOCKETS;
    EngineSettings withDelay = settings();
    withDelay.shutdownDelay = 1h;
    Engine engine(withDelay);
    RawClient before = engine.webSocket();
    engine.shutdown();
    QCOMPARE(engine.phase(), ShutdownPhase::Leaving);
    RawClient meanwhile = engine.webSocket(); // the worker has been told by then
    QVERIFY(echoes(before, "on and on"));
    QVERIFY(echoes(meanwhile, "I too"));
    engine.abortNow();
    QTRY_COMPARE(before.end(), RawClient::End::Reset);
    QTRY_COMPARE(meanwhile.end(), RawClient::End::Reset);
}

void tst_WebSocketEcho::disconnectAllSendsACloseAndAFin()
{
    SKIP_WITHOUT_WEBSOCKETS;
    Engine engine(settings(ShutdownPolicy::DisconnectAll));
    RawClient client = engine.webSocket();
    engine.shutdown();
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QCOMPARE(framesIn(client.received()).size(), 1);
    QVERIFY(framesIn(client.received()).first() == goingAway);
    QVERIFY(client.send(bye));
    client.close();
    const ShutdownReport report = engine.waitForReport();
    QVERIFY(reconciles(report));
    QCOMPARE(report.disconnected, 1);
    QCOMPARE(report.webSockets.toldToGo, 1);
    QCOMPARE(report.webSockets.inOrder, 1);
}

void tst_WebSocketEcho::stopListeningEndsNone()
{
    SKIP_WITHOUT_WEBSOCKETS;
    EngineSettings untilForced = settings(ShutdownPolicy::StopListening);
    untilForced.abortAfter = 100ms; // counts for nothing under this policy
    untilForced.forceAfter = 2s;
    Engine engine(untilForced);
    RawClient client = engine.webSocket();
    engine.shutdown();
    QTRY_COMPARE(engine.phase(), ShutdownPhase::Draining);
    QVERIFY(echoes(client, "still here"));
    const ShutdownReport report = engine.waitForReport();
    QCOMPARE(report.phase, ShutdownPhase::Forced);
    QVERIFY(reconciles(report));
    QCOMPARE(report.leftOpen, 1);
    QCOMPARE(report.webSockets.ended, 0);
    QCOMPARE(framesIn(client.received()).size(), 1);
    QCOMPARE(report.toJson()[QStringLiteral("connections")][0][QStringLiteral("state")].toString(),
             QStringLiteral("WebSocket"));
}

void tst_WebSocketEcho::anAbortResets()
{
    SKIP_WITHOUT_WEBSOCKETS;
    Engine engine;
    RawClient client = engine.webSocket();
    engine.shutdown();
    QVERIFY(isToldToGo(client));
    engine.abortNow();
    QTRY_COMPARE(client.end(), RawClient::End::Reset);
    const ShutdownReport report = engine.waitForReport();
    QVERIFY(reconciles(report));
    QCOMPARE(report.phase, ShutdownPhase::Closed);
    QCOMPARE(report.aborted, 1);
    QCOMPARE(report.webSockets.toldToGo, 1);
    QCOMPARE(report.webSockets.cut, 1);
    const QJsonObject json = report.toJson()[QStringLiteral("webSockets")].toObject();
    QCOMPARE(json[QStringLiteral("ended")].toInt(-1), 1);
    QCOMPARE(json[QStringLiteral("toldToGo")].toInt(-1), 1);
    QCOMPARE(json[QStringLiteral("inOrder")].toInt(-1), 0);
    QCOMPARE(json[QStringLiteral("cut")].toInt(-1), 1);
}

QTEST_GUILESS_MAIN(tst_WebSocketEcho)

#include "tst_websocketecho.moc"

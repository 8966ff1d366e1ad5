// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/httpexchange.h"
#include "http/websockethandshake.h"

#include <QTest>

using namespace Drainboard;

// Which requests open a WebSocket, and what becomes of the exchange that hands one on.
class tst_WebSocketUpgrade : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsAHandshake_data();
    void knowsAHandshake();
    void handsItOnAsItIsOnlyIfTold();
    void endsWithThe101_data();
    void endsWithThe101();
    void keepsThe101AsItIsThoughItTakesItsLeave();
    void takes101ForAnAnswerWhereNoneWasHandedOn();
    void endsADenialThatHasNoLength();
    void goesOnBehindAnOrdinaryAnswer();
    void leavesWhatCameBehindTheRequest();
};

namespace {

const ConnectionLimits limits;

const QByteArray handshake = "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

const QByteArray switching = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

QByteArray with(const QByteArray &before, const QByteArray &after)
{
    Q_ASSERT(handshake.contains(before));
    return QByteArray(handshake).replace(before, after);
}

} // namespace

void tst_WebSocketUpgrade::knowsAHandshake_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("isHandshake");
    const auto row = [](const char *name, bool isHandshake, const QByteArray &request) {
        QTest::newRow(name) << request << isHandshake;
    };
    row("as in RFC 6455", true, handshake);
    row("names and words in other cases", true,
        with("Upgrade: websocket\r\nConnection: Upgrade", "UPGRADE: WebSocket\r\nconnection: upgrade"));
    row("as Firefox says it", true, with("Connection: Upgrade", "Connection: keep-alive, Upgrade"));
    row("two fields Connection", true, with("Connection: Upgrade", "Connection: keep-alive\r\nConnection: Upgrade"));
    row("without blanks", true, with("Upgrade: websocket", "Upgrade:websocket"));
    row("another version", true, with("Version: 13", "Version: 8"));

    row("POST", false, with("GET", "POST"));
    row("HTTP/1.0", false, with("HTTP/1.1", "HTTP/1.0"));
    row("a body", false, with("Host: a\r\n", "Host: a\r\nContent-Length: 1\r\n") + "x");
    row("a chunked body", false, with("Host: a\r\n", "Host: a\r\nTransfer-Encoding: chunked\r\n"));
    row("another protocol", false, with("websocket", "h2c"));
    row("one of two protocols", false, with("Upgrade: websocket", "Upgrade: h2c, websocket"));
    row("two fields Upgrade", false, with("Host: a\r\n", "Host: a\r\nUpgrade: websocket\r\n"));
    row("no Upgrade", false, with("Upgrade: websocket\r\n", ""));
    row("no Connection", false, with("Connection: Upgrade\r\n", ""));
    row("a Connection that means others", false, with("Connection: Upgrade", "Connection: Upgrades, x-upgrade"));
    row("no key", false, with("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", ""));
    row("an empty key", false, with("dGhlIHNhbXBsZSBub25jZQ==", ""));
    row("a key that is too short", false, with("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZQ=="));
    row("a key that is too long", false, with("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZSE="));
    row("a key that is not base64", false, with("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBs*SBub25jZQ=="));
    row("two keys", false, with("Host: a\r\n", "Host: a\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
    row("no version", false, with("Sec-WebSocket-Version: 13\r\n", ""));
    row("an empty version", false, with("Version: 13", "Version: "));
    row("not all of it", false, handshake.chopped(1));
}

void tst_WebSocketUpgrade::knowsAHandshake()
{
    QFETCH(QByteArray, request);
    QTEST(isWebSocketHandshake(request), "isHandshake");
}

void tst_WebSocketUpgrade::handsItOnAsItIsOnlyIfTold()
{
    HttpExchange overlooking(limits);
    QVERIFY(!overlooking.isWebSocketAskedFor());
    overlooking.receive(handshake);
    QVERIFY(overlooking.isWebSocketAskedFor());
    QCOMPARE(overlooking.takeRequest(), with("Upgrade: websocket\r\n", ""));
    QVERIFY(!overlooking.isWebSocketAskedFor());

    HttpExchange handingOn(limits);
    handingOn.receive(handshake);
    QCOMPARE(handingOn.takeRequest(true), handshake);

    HttpExchange plain(limits);
    plain.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY(!plain.isWebSocketAskedFor());
}

void tst_WebSocketUpgrade::endsWithThe101_data()
{
    QTest::addColumn<qsizetype>("split");
    QTest::newRow("in one piece, with what follows") << qsizetype(0);
    QTest::newRow("in two pieces") << switching.size() / 2;
    QTest::newRow("exactly") << switching.size();
}

void tst_WebSocketUpgrade::endsWithThe101()
{
    QFETCH(qsizetype, split);
    HttpExchange exchange(limits);
    exchange.receive(handshake);
    exchange.takeRequest(true);
    const QByteArray written = switching + "frames";
    QByteArray out;
    const qsizetype used = exchange.respond(QByteArrayView(written).first(split), out);
    QCOMPARE(used, split);
    if (!exchange.hasSwitched())
        QCOMPARE(exchange.respond(QByteArrayView(written).sliced(split), out), switching.size() - split);
    QVERIFY(exchange.hasSwitched());
    QCOMPARE(out, switching); // nothing is added, and nothing else taken for HTTP
    QVERIFY(!exchange.isResponding());
    QVERIFY(!exchange.mustClose());
    QCOMPARE(exchange.status(), 101);
    QCOMPARE(exchange.requestLine(), QByteArray("GET /ws"));
}

void tst_WebSocketUpgrade::keepsThe101AsItIsThoughItTakesItsLeave()
{
    HttpExchange exchange(limits);
    exchange.receive(handshake);
    exchange.takeRequest(true);
    exchange.announceClose();
    QByteArray out;
    exchange.respond(switching, out);
    QVERIFY(exchange.hasSwitched());
    QCOMPARE(out, switching);
}

void tst_WebSocketUpgrade::takes101ForAnAnswerWhereNoneWasHandedOn()
{
    HttpExchange exchange(limits);
    exchange.receive(handshake);
    exchange.takeRequest();
    QByteArray out;
    exchange.respond(switching, out);
    QVERIFY(!exchange.hasSwitched());
    exchange.receive("GET /next HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY(exchange.isRequestReady());
}

// As QHttpServer writes it where a verifier denies the upgrade (Qt 6.8). The connection is left open.
void tst_WebSocketUpgrade::endsADenialThatHasNoLength()
{
    HttpExchange exchange(limits);
    exchange.receive(handshake);
    exchange.takeRequest(true);
    QByteArray out;
    exchange.respond("HTTP/1.1 403 Not you\r\n\r\n", out);
    QVERIFY(!exchange.hasSwitched());
    QVERIFY(!exchange.isResponding());
    QVERIFY(exchange.mustClose());
    QVERIFY2(out.startsWith("HTTP/1.1 403 Not you\r\n"), out);
    QVERIFY2(out.contains("\r\nContent-Length: 0\r\n") && out.contains("\r\nConnection: close\r\n"), out);
}

void tst_WebSocketUpgrade::goesOnBehindAnOrdinaryAnswer()
{
    HttpExchange exchange(limits);
    exchange.receive(handshake);
    exchange.takeRequest(true);
    QByteArray out;
    exchange.respond("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno", out);
    QVERIFY(!exchange.hasSwitched());
    QVERIFY(!exchange.mustClose());
    QVERIFY(out.endsWith("no"));
    exchange.receive(handshake);
    QVERIFY(exchange.isWebSocketAskedFor());
}

// A client may not wait for the answer before it sends its first frames.
void tst_WebSocketUpgrade::leavesWhatCameBehindTheRequest()
{
    const QByteArray frames("\x81\x00GET / HTTP/1.1\r\n\r\n", 20);
    HttpExchange exchange(limits);
    exchange.receive(handshake + frames.first(3));
    QCOMPARE(exchange.takeRequest(true), handshake);
    exchange.receive(QByteArrayView(frames).sliced(3));
    QByteArray out;
    exchange.respond(switching, out);
    QVERIFY(!exchange.isRequestReady());
    QVERIFY(exchange.waiting().whole.isEmpty());
    QVERIFY(!exchange.waiting().part);
    QCOMPARE(exchange.takeBehindSwitch(), frames);
    QCOMPARE(exchange.takeBehindSwitch(), QByteArray());
}

QTEST_APPLESS_MAIN(tst_WebSocketUpgrade)

#include "tst_websocketupgrade.moc"

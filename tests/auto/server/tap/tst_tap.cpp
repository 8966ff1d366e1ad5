// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tappedserver.h"

using namespace Drainboard;
using namespace std::chrono_literals;

// What passes a tap: bytes, FIN and RST, as they come, and nothing else.
class tst_Tap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesBytesBothWays();
    void passesWhatIsNoHttp();
    void mirrorsARefusal();
    void passesAFinAndGoesOnTheOtherWay();
    void passesTheServersFinAndGoesOnTheOtherWay();
    void passesARst_data();
    void passesARst();
    void passesARstBehindAFin();
    void passesWhatCameBeforeARst();
    void passesARstToWhoDoesNotRead();
    void stopsWhoSendsToWhoDoesNotRead();
    void delaysWhatPasses();
    void delaysARefusal();
    void tellsTheClientsAddress();
    void doesNotGoRoundInACircle();
    void serverMayGoAndComeBack();
    void servesThousands();
};

namespace {

constexpr auto fin = RawPeer::End::Fin;
constexpr auto rst = RawPeer::End::Reset;

} // namespace

void tst_Tap::passesBytesBothWays()
{
    TappedServer tapped;
    QVERIFY2(tapped.isListening, qPrintable(tapped.engine.errorString()));
    auto [client, served] = tapped.connect();
    QVERIFY(client.isConnected() && served.isConnected());
    QVERIFY(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    QCOMPARE(served.receive(27), "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY(served.send("HTTP/1.1 204 No Content\r\n\r\n"));
    QCOMPARE(client.receive(27), "HTTP/1.1 204 No Content\r\n\r\n");
}

void tst_Tap::passesWhatIsNoHttp()
{
    TappedServer tapped;
    auto [client, served] = tapped.connect();
    const QByteArray any = QByteArray::fromHex("1603010200ff00") + "\r\n\r\nGET";
    QVERIFY(client.send(any));
    QCOMPARE(served.receive(any.size()), any);
    QVERIFY(served.send(any));
    QCOMPARE(client.receive(any.size()), any);
    QTRY_COMPARE(tapped.last().passed, PassedProtocol::Tls);
    QCOMPARE(tapped.last().state, ConnectionState::Passing);
}

// The tap has accepted already when it learns that nobody listens.
void tst_Tap::mirrorsARefusal()
{
    TappedServer tapped;
    tapped.server.stop();
    RawPeer client = RawPeer::connectedTo(tapped.engine.serverPort());
    QVERIFY(client.isConnected());
    QCOMPARE(client.end(), rst);
    QTRY_VERIFY(tapped.isClosed());
    QCOMPARE(tapped.last().cause, CloseCause::RefusedByServer);
    QCOMPARE(tapped.last().closeReason, "Connection refused");
    QVERIFY(tapped.last().lostRequests.isEmpty());
}

void tst_Tap::passesAFinAndGoesOnTheOtherWay()
{
    TappedServer tapped;
    auto [client, served] = tapped.connect();
    QVERIFY(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    client.sendFin();
    QCOMPARE(served.receive(100).size(), 27);
    QCOMPARE(served.end(), fin);
    QVERIFY(served.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"));
    QVERIFY(served.send("ok"));
    QCOMPARE(client.receive(40), "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    QCOMPARE(tapped.last().peerFinished, true);
    served.close();
    QCOMPARE(client.end(), fin);
    QTRY_VERIFY(tapped.isClosed());
    QCOMPARE(tapped.last().cause, CloseCause::ByClient);
    QVERIFY(tapped.last().lostRequests.isEmpty());
}

void tst_Tap::passesTheServersFinAndGoesOnTheOtherWay()
{
    TappedServer tapped;
    auto [client, served] = tapped.connect();
    served.sendFin();
    QCOMPARE(client.end(), fin);
    QVERIFY(client.send("still here"));
    QCOMPARE(served.receive(10), "still here");
    client.close();
    QCOMPARE(served.end(), fin);
    QTRY_VERIFY(tapped.isClosed());
    QCOMPARE(tapped.last().end->firstBy, EndSide::Server);
    QCOMPARE(tapped.last().cause, CloseCause::ByServer);
}

void tst_Tap::passesARst_data()
{
    QTest::addColumn<bool>("byClient");
    QTest::newRow("the client's") << true;
    QTest::newRow("the server's") << false;
}

void tst_Tap::passesARst()
{
    QFETCH(bool, byClient);
    TappedServer tapped;
    auto [client, served] = tapped.connect();
    RawPeer &who = byClient ? client : served;
    RawPeer &other = byClient ? served : client;
    QVERIFY(who.send("x"));
    QCOMPARE(other.receive(1), "x");
    who.reset();
    QCOMPARE(other.end(), rst);
    QTRY_VERIFY(tapped.isClosed());
    QCOMPARE(tapped.last().end->resetBy, byClient ? EndSide::Client : EndSide::Server);
    QCOMPARE(tapped.last().cause, byClient ? CloseCause::ByClient : CloseCause::ByServer);
}

void tst_Tap::passesARstBehindAFin()
{
    TappedServer tapped;
    auto [client, served] = tapped.connect();
    client.sendFin();
    QCOMPARE(served.end(), fin);
    client.reset();
    // The FIN has been received: what shows the RST is that nothing can be sent any more.
    QTRY_VERIFY(!served.send("x"));
    QTRY_VERIFY(tapped.isClosed());
    QCOMPARE(tapped.last().end->firstSign, EndSign::Fin);
    QCOMPARE(tapped.last().end->resetBy, EndSide::Client);
}

void tst_Tap::passesWhatCameBeforeARst()
{
    TappedServer tapped;
    const QByteArray bytes(100'000, 'x');
    for (int i = 0; i < 20; ++i) {
        auto [client, served] = tapped.connect();
        QVERIFY(client.send(bytes));
        // A kernel that has not delivered all forgets it with a RST. So the test waits until it has.
        QTRY_VERIFY(tapped.last().bytesIn == quint64(bytes.size()));
        client.reset();
        QCOMPARE(served.receive(bytes.size() + 1).size(), bytes.size());
        QCOMPARE(served.end(), rst);
    }
}

// Without the tap it would learn of the RST at once, too.
void tst_Tap::passesARstToWhoDoesNotRead()
{
    TappedServer tapped;
    auto [client, served] = tapped.connect();
    const QByteArray much(1 << 20, 'x');
    for (quint64 before = 1; before != tapped.last().bytesIn;) { // until nothing moves any more
        before = tapped.last().bytesIn;
        ::send(client.descriptor(), much.data(), std::size_t(much.size()), MSG_DONTWAIT);
        QTest::qWait(100);
    }
    client.reset();
    QTRY_VERIFY_WITH_TIMEOUT(tapped.isClosed(), 10'000);
    QCOMPARE(tapped.last().end->resetBy, EndSide::Client);
}

void tst_Tap::stopsWhoSendsToWhoDoesNotRead()
{
    TappedServer tapped;
    auto [client, served] = tapped.connect();
    QVERIFY(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    served.receive(27);
    QVERIFY(served.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"));
    const QByteArray much(1 << 20, 'x');
    qint64 sent = 0;
    qint64 before = -1;
    while (sent != before) {
        before = sent;
        for (ssize_t count = 1; count > 0; sent += std::max<ssize_t>(count, 0))
            count = ::send(served.descriptor(), much.data(), std::size_t(much.size()), MSG_DONTWAIT);
        QTest::qWait(200);
    }
    // What is not in the kernel's buffers is in the tap's, which have a bound.
    QVERIFY2(tapped.last().unsent <= 256 * 1024, qPrintable(QString::number(tapped.last().unsent)));
    QVERIFY(tapped.last().unsent > 0);
    QCOMPARE(client.receive(47 + sent).size(), 47 + sent);
}

void tst_Tap::delaysWhatPasses()
{
    TappedServer tapped(200ms);
    QElapsedTimer clock;
    clock.start();
    auto [client, served] = tapped.connect();
    QVERIFY(client.send("one"));
    QVERIFY(client.send("two"));
    QCOMPARE(served.receive(6), "onetwo");
    QVERIFY2(clock.elapsed() >= 200, "100 ms for the connection, and 100 for what came on it");
    clock.restart();
    QVERIFY(served.send("three"));
    served.sendFin();
    QCOMPARE(client.receive(5), "three");
    QCOMPARE(client.end(), fin);
    QVERIFY(clock.elapsed() >= 99);

    auto [second, secondServed] = tapped.connect();
    clock.restart();
    second.reset();
    QCOMPARE(secondServed.end(), rst);
    QVERIFY(clock.elapsed() >= 99);
}

void tst_Tap::delaysARefusal()
{
    TappedServer tapped(200ms);
    tapped.server.stop();
    QElapsedTimer clock;
    clock.start();
    RawPeer client = RawPeer::connectedTo(tapped.engine.serverPort());
    QCOMPARE(client.end(), rst);
    QVERIFY(clock.elapsed() >= 99);
}

void tst_Tap::tellsTheClientsAddress()
{
    RawServer server;
    EngineSettings settings = TappedServer::settings(server.port());
    settings.tap->proxyProtocol = true;
    HttpEngine engine(settings);
    QVERIFY(engine.listen());
    RawPeer client = RawPeer::connectedTo(engine.serverPort());
    RawPeer served = server.accept();
    QVERIFY(client.send("x"));
    const QByteArray received = served.receive(29);
    QCOMPARE(received.first(16).toHex(), QByteArray("0d0a0d0a000d0a515549540a2111000c"));
    QCOMPARE(received.sliced(16, 8).toHex(), QByteArray("7f0000017f000001"));
    QCOMPARE(received.last(1), "x");
    const QString peer = engine.snapshot().connections.constFirst()->peer;
    const int port = (quint8(received.at(24)) << 8) + quint8(received.at(25));
    QCOMPARE(peer, QStringLiteral("127.0.0.1:%1").arg(port));
}

void tst_Tap::doesNotGoRoundInACircle()
{
    quint16 port = 0;
    {
        const RawServer server;
        port = server.port();
    }
    EngineSettings settings = TappedServer::settings(port);
    settings.port = port;
    HttpEngine engine(settings);
    QVERIFY(!engine.listen());
    QVERIFY(engine.errorString().contains(QStringLiteral("in a circle")));
    settings.address = QHostAddress::Any;
    HttpEngine onAll(settings);
    QVERIFY(!onAll.listen());
}

void tst_Tap::serverMayGoAndComeBack()
{
    TappedServer tapped;
    for (int i = 0; i < 3; ++i) {
        auto [client, served] = tapped.connect();
        QVERIFY(client.send("x"));
        QCOMPARE(served.receive(1), "x");
    }
    QTRY_COMPARE(tapped.engine.openConnections(), 0);
}

void tst_Tap::servesThousands()
{
    constexpr int count = 1000;
    TappedServer tapped;
    std::vector<std::pair<RawPeer, RawPeer>> pairs;
    for (int i = 0; i < count; ++i) {
        pairs.push_back(tapped.connect());
        QVERIFY(pairs.back().second.isConnected());
    }
    for (auto &[client, served] : pairs)
        QVERIFY(client.send("x"));
    for (auto &[client, served] : pairs) {
        QCOMPARE(served.receive(1), "x");
        served.close();
    }
    for (auto &[client, served] : pairs)
        QCOMPARE(client.end(), fin);
    QTRY_COMPARE(tapped.engine.snapshot().counts.closing, count);
    pairs.clear();
    QTRY_COMPARE(tapped.engine.openConnections(), 0);
}

QTEST_GUILESS_MAIN(tst_Tap)

#include "tst_tap.moc"

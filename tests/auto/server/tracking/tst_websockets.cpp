// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "rawclient.h"
#include "tracking/httpcompat.h"
#include "tracking/trackedsocket.h"
#include "tracking/trackingserver.h"
#include "tracking/trackingserver_p.h"
#include "websocketbytes.h"

#include <QHttpServer>
#include <QPointer>
#include <QTest>

#if DRAINBOARD_HAS_WEBSOCKETS
#include <QWebSocket>
#endif

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <utility>

using namespace Drainboard;
using namespace WebSocketBytes;
using namespace std::chrono_literals;

// The WebSockets of a QHttpServer behind a TrackingServer. What is sent there is sent to a QTcpServer too: all must
// come out alike.
class tst_WebSockets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areAsOnAStockServer_data();
    void areAsOnAStockServer();
    void areAsOnAStockServerWhenItActs_data();
    void areAsOnAStockServerWhenItActs();
    void areOverlookedWhereNobodyTakesThem();
    void areDeniedWithAWholeAnswer();
    void areShownInTheirRow();
    void haveNoTimeLimits();
    void areReadNoFasterThanTheirOwnerReads();
    void areNotReadWhileTheirClientReadsNothing();
    void mayNotHoldMoreThanAllShare();
    void endWithTheirServer_data();
    void endWithTheirServer();
    void areToldToGoOnlyOnce();
    void areClosedByTheSecondDisconnect();
    void areTheCurrentConnectionWhileTheyAreRead();
};

#if DRAINBOARD_HAS_WEBSOCKETS

namespace {

/// What a server did, and what its client got.
struct Outcome
{
    QByteArrayList server;
    QList<Frame> client;
    RawClient::End end = RawClient::End::None;
};

/// A QHttpServer that sends each message back, and notes what its WebSocket says.
class EchoServer
{
public:
    using Action = std::function<void(QWebSocket &)>;

    /// Takes \a server. \a onOpen is called with each new WebSocket.
    explicit EchoServer(QTcpServer *server, Action onOpen = {})
        : tcp(server)
    {
        if (!tcp->listen(QHostAddress::LocalHost) || !HttpCompat::bind(http, tcp))
            qFatal("cannot listen");
        http.addWebSocketUpgradeVerifier(&http, [](const QHttpServerRequest &request) {
            if (request.url().path() == QStringLiteral("/denied"))
                return QHttpServerWebSocketUpgradeResponse::deny(403, "Not you");
            return QHttpServerWebSocketUpgradeResponse::accept();
        });
        QObject::connect(&http, &QHttpServer::newWebSocketConnection, &http, [this, onOpen] {
            socket = http.nextPendingWebSocketConnection();
            watch();
            if (onOpen)
                onOpen(*socket);
        });
    }

    QByteArrayList said; // the last to go: WebSockets speak when they are deleted
    QHttpServer http;
    QTcpServer *const tcp; // is http's
    std::unique_ptr<QWebSocket> socket;

private:
    void watch()
    {
        QWebSocket *s = socket.get();
        QObject::connect(s, &QWebSocket::textMessageReceived, s, [this, s](const QString &message) {
            said += "text of " + QByteArray::number(message.size()) + ": " + message.left(20).toUtf8();
            s->sendTextMessage(message);
        });
        QObject::connect(s, &QWebSocket::binaryMessageReceived, s, [this, s](const QByteArray &message) {
            said += "binary of " + QByteArray::number(message.size()) + ": " + message.left(20);
            s->sendBinaryMessage(message);
        });
        QObject::connect(s, &QWebSocket::textFrameReceived, s, [this](const QString &frame, bool isLast) {
            said += "frame of " + QByteArray::number(frame.size()) + (isLast ? " last" : "");
        });
        QObject::connect(s, &QWebSocket::pong, s,
                         [this](quint64, const QByteArray &payload) { said += "pong " + payload; });
        QObject::connect(s, &QWebSocket::aboutToClose, s, [this] { said += "about to close"; });
        QObject::connect(s, &QWebSocket::errorOccurred, s,
                         [this](QAbstractSocket::SocketError error) { said += "error " + QByteArray::number(error); });
        QObject::connect(s, &QWebSocket::disconnected, s, [this, s] {
            said += "disconnected " + QByteArray::number(s->closeCode()) + ' ' + s->closeReason().toUtf8();
        });
    }
};

bool isDisconnected(const EchoServer &server)
{
    return !server.said.isEmpty() && server.said.last().startsWith("disconnected");
}

bool open(RawClient &client, const QByteArray &target = "/")
{
    return client.send(handshake(target))
        && QTest::qWaitFor([&client] { return client.received().contains("\r\n\r\n"); })
        && client.received().startsWith("HTTP/1.1 101 ");
}

enum class Pieces { Whole, Bytes };

Outcome converse(QTcpServer *tcp, const QByteArray &sent, Pieces pieces, const EchoServer::Action &onOpen = {})
{
    EchoServer server(tcp, onOpen);
    RawClient client(server.tcp->serverPort());
    if (!open(client))
        qWarning("no WebSocket: %s", client.received().constData());
    if (pieces == Pieces::Whole) {
        // What is large does not fit in the kernel, and the server lives in this thread.
        for (qsizetype at = 0; at < sent.size(); at += 100'000) {
            client.send(sent.sliced(at, std::min<qsizetype>(100'000, sent.size() - at)));
            QCoreApplication::processEvents();
            client.received();
        }
    }
    for (qsizetype i = 0; pieces == Pieces::Bytes && i < sent.size(); ++i) {
        client.send(sent.sliced(i, 1));
        QCoreApplication::processEvents();
    }
    Outcome outcome;
    if (!QTest::qWaitFor([&client] { return client.end() != RawClient::End::None; }, 10'000))
        qWarning("the connection does not end");
    outcome.end = client.end();
    outcome.client = framesIn(client.received());
    client.close();
    if (!QTest::qWaitFor([&server] { return isDisconnected(server); }, 10'000))
        qWarning("the server does not disconnect");
    outcome.server = server.said;
    return outcome;
}

// The server sees the end of the connection at another moment, and a FIN is the client's answer to ours there.
QByteArrayList inOrder(QByteArrayList said)
{
    said.removeAll("error " + QByteArray::number(QAbstractSocket::RemoteHostClosedError));
    return said;
}

} // namespace

void tst_WebSockets::areAsOnAStockServer_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<bool>("isSmall");
    const QByteArray bye = masked(Final | Close, closePayload(1000, "bye"));
    const auto row = [&](const char *name, const QByteArray &sent) {
        QTest::newRow(name) << sent + bye << (sent.size() < 1000);
    };
    const auto last = [&](const char *name, const QByteArray &sent) { QTest::newRow(name) << sent << true; };

    // RFC 6455, 5.2 and 5.6
    row("nothing", {});
    for (const int size : { 0, 1, 125, 126, 127, 128, 65535, 65536, 65537, 3'000'000 }) {
        row(qPrintable(QStringLiteral("text of %1 bytes").arg(size)), masked(Final | Text, QByteArray(size, 't')));
        row(qPrintable(QStringLiteral("binary of %1 bytes").arg(size)), masked(Final | Binary, QByteArray(size, '\0')));
    }
    row("two messages", masked(Final | Text, "one") + masked(Final | Binary, "two"));
    last("reserved bit 1", masked(Final | 0x40 | Text, "x"));
    last("reserved bit 2", masked(Final | 0x20 | Text, "x"));
    last("reserved bit 3", masked(Final | 0x10 | Text, "x"));
    for (const int opcode : { 3, 4, 5, 6, 7, 11, 12, 13, 14, 15 })
        last(qPrintable(QStringLiteral("reserved opcode %1").arg(opcode)), masked(Final | opcode, "x"));
    last("a size with its highest bit set", frameHeader(Final | Binary, quint64(1) << 63, true) + "mask");
    last("a size in 8 bytes that fits in 2",
         QByteArray("\x82\xff\x00\x00\x00\x00\x00\x00\x00\x05", 10) + QByteArray(4, '\0') + "hello");
    last("a size in 2 bytes that fits in none", QByteArray("\x82\xfe\x00\x05", 4) + QByteArray(4, '\0') + "hello");

    // 5.3
    row("a mask of zeros", frameHeader(Final | Text, 5, true) + QByteArray(4, '\0') + "hello");
    last("not masked", frameHeader(Final | Text, 5, false) + "hello" + bye);

    // 5.4
    row("two fragments", masked(Text, "one") + masked(Final | Continuation, "two"));
    row("empty fragments", masked(Text, "") + masked(Continuation, "") + masked(Final | Continuation, ""));
    row("many fragments",
        masked(Binary, "0") + masked(Continuation, "123456").repeated(50) + masked(Final | Continuation, "7"));
    row("a ping between fragments", masked(Text, "a") + masked(Final | Ping, "p") + masked(Final | Continuation, "b"));
    last("a continuation of nothing", masked(Final | Continuation, "x"));
    last("a fragment of nothing", masked(Continuation, "x"));
    last("a message within a message", masked(Text, "a") + masked(Final | Text, "b"));
    last("a binary message within a text", masked(Text, "a") + masked(Binary, "b"));

    // 5.5
    row("a ping", masked(Final | Ping, "are you there?"));
    row("an empty ping", masked(Final | Ping, ""));
    row("the largest ping", masked(Final | Ping, QByteArray(125, 'p')));
    row("ten pings", masked(Final | Ping, "p").repeated(10));
    row("a pong that nobody asked for", masked(Final | Pong, "here"));
    last("a ping that is too large", masked(Final | Ping, QByteArray(126, 'p')));
    last("a Close that is too large", masked(Final | Close, closePayload(1000, QByteArray(124, 'c'))));
    last("a fragmented ping", masked(Ping, "p"));
    last("a fragmented Close", masked(Close, closePayload(1000)));
    last("a Close with half a code", masked(Final | Close, "x"));
    last("an empty Close", masked(Final | Close, ""));
    last("the largest Close", masked(Final | Close, closePayload(1000, QByteArray(123, 'c'))));
    last("frames behind a Close", bye + masked(Final | Text, "late"));
    last("a Close within a message", masked(Text, "a") + bye);
    last("a reason that is no UTF-8", masked(Final | Close, closePayload(1000, "\xce\xba\xe1\xbd")));

    // 7.4
    for (const int code : { 0,    999,  1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010,
                            1011, 1012, 1015, 1016, 1100, 2000, 2999, 3000, 3999, 4000, 4999, 5000, 65535 })
        last(qPrintable(QStringLiteral("a Close with code %1").arg(code)), masked(Final | Close, closePayload(code)));

    // 8.1
    row("UTF-8", masked(Final | Text, "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5 \xf0\x9f\x98\x80"));
    row("a character split between fragments", masked(Text, "\xe1\xbd") + masked(Final | Continuation, "\xb9"));
    last("UTF-8 that ends too early", masked(Final | Text, "\xce\xba\xe1\xbd"));
    last("a lone continuation byte", masked(Final | Text, "a\x80"));
    last("an overlong form", masked(Final | Text, "\xc0\xaf"));
    last("a surrogate", masked(Final | Text, "\xed\xa0\x80"));
    last("beyond Unicode", masked(Final | Text, "\xf4\x90\x80\x80"));
    last("a byte that UTF-8 never has", masked(Final | Text, "a\xff"));
}

void tst_WebSockets::areAsOnAStockServer()
{
    QFETCH(QByteArray, sent);
    QFETCH(bool, isSmall);
    const Outcome stock = converse(new QTcpServer, sent, Pieces::Whole);
    const Outcome ours = converse(new TrackingServer, sent, Pieces::Whole);
    QCOMPARE(inOrder(ours.server), inOrder(stock.server));
    QVERIFY(ours.client == stock.client);
    QVERIFY(ours.end == RawClient::End::Fin); // never a reset
    if (!isSmall)
        return;
    const Outcome bytewise = converse(new TrackingServer, sent, Pieces::Bytes);
    QCOMPARE(inOrder(bytewise.server), inOrder(stock.server));
    QVERIFY(bytewise.client == stock.client);
    QVERIFY(bytewise.end == RawClient::End::Fin);
}

using Action = void (*)(QWebSocket &);

void tst_WebSockets::areAsOnAStockServerWhenItActs_data()
{
    QTest::addColumn<Action>("onOpen");
    QTest::addColumn<QByteArray>("sent");
    const QByteArray none;
    const QByteArray bye = masked(Final | Close, closePayload(1000));
    const auto row = [](const char *name, const QByteArray &sent, Action onOpen) {
        QTest::newRow(name) << onOpen << sent;
    };
    row("closes", none, [](QWebSocket &socket) { socket.close(); });
    row("closes with a code and a reason", none,
        [](QWebSocket &socket) { socket.close(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("no")); });
    row("closes twice", none, [](QWebSocket &socket) {
        socket.close(QWebSocketProtocol::CloseCodeNormal);
        socket.close(QWebSocketProtocol::CloseCodeGoingAway);
    });
    row("sends, then closes", none, [](QWebSocket &socket) {
        socket.sendTextMessage(QStringLiteral("hello"));
        socket.sendBinaryMessage(QByteArray(2'000'000, 'b'));
        socket.close();
    });
    row("sends at once", bye, [](QWebSocket &socket) { socket.sendTextMessage(QStringLiteral("hello")); });
    row("sends and flushes", bye, [](QWebSocket &socket) {
        socket.sendTextMessage(QStringLiteral("hello"));
        socket.flush();
    });
    row("sends in frames of 10 bytes", bye, [](QWebSocket &socket) {
        socket.setOutgoingFrameSize(10);
        socket.sendTextMessage(QStringLiteral("a message that does not fit into one of them"));
    });
    row("pings", masked(Final | Pong, "now") + bye, [](QWebSocket &socket) { socket.ping("now"); });
    row("takes small messages only", masked(Final | Text, "far too large"),
        [](QWebSocket &socket) { socket.setMaxAllowedIncomingMessageSize(4); });
    row("takes small frames only", masked(Final | Text, "far too large"),
        [](QWebSocket &socket) { socket.setMaxAllowedIncomingFrameSize(4); });
    row("writes when something has been sent", bye, [](QWebSocket &socket) {
        QObject::connect(
            &socket, &QWebSocket::bytesWritten, &socket, [&socket] { socket.sendTextMessage(QStringLiteral("sent")); },
            Qt::SingleShotConnection);
        socket.sendTextMessage(QStringLiteral("first"));
    });
}

void tst_WebSockets::areAsOnAStockServerWhenItActs()
{
    QFETCH(Action, onOpen);
    QFETCH(QByteArray, sent);
    const Outcome stock = converse(new QTcpServer, sent, Pieces::Whole, onOpen);
    const Outcome ours = converse(new TrackingServer, sent, Pieces::Whole, onOpen);
    QCOMPARE(inOrder(ours.server), inOrder(stock.server));
    QVERIFY(ours.client == stock.client);
    QVERIFY(ours.end == RawClient::End::Fin);
}

void tst_WebSockets::areOverlookedWhereNobodyTakesThem()
{
    QHttpServer http;
    auto *server = new TrackingServer;
    QVERIFY(server->listen(QHostAddress::LocalHost));
    QVERIFY(HttpCompat::bind(http, server));
    http.route(QStringLiteral("/ws"), [] { return QHttpServerResponse(QStringLiteral("plain")); });
    RawClient client(server->serverPort());
    QVERIFY(client.send(handshake("/ws")));
    QTRY_COMPARE(client.responses(), 1);
    QVERIFY(client.received().endsWith("plain"));

    QObject::connect(&http, &QHttpServer::newWebSocketConnection, &http, [] {});
    http.addWebSocketUpgradeVerifier(
        &http, [](const QHttpServerRequest &) { return QHttpServerWebSocketUpgradeResponse::accept(); });
    client.forget();
    QVERIFY(open(client, "/ws")); // from the next one on
}

void tst_WebSockets::areDeniedWithAWholeAnswer()
{
    EchoServer server(new TrackingServer);
    RawClient client(server.tcp->serverPort());
    QVERIFY(client.send(handshake("/denied")));
    QTRY_COMPARE(client.responses(), 1);
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QVERIFY2(client.received().startsWith("HTTP/1.1 403 Not you\r\n"), client.received());
    QVERIFY(!server.socket);
}

void tst_WebSockets::areShownInTheirRow()
{
    auto *tracking = new TrackingServer;
    EchoServer server(tracking);
    RawClient client(tracking->serverPort());
    const auto info = [tracking] { return *tracking->snapshot().connections.first(); };
    QVERIFY(open(client));
    QTRY_COMPARE(info().state, ConnectionState::WebSocket);
    QCOMPARE(info().status, 101);
    QCOMPARE(info().requests, quint64(1));
    QCOMPARE(info().requestLine, QByteArray("GET /"));
    QVERIFY(!info().answerOwed);
    QCOMPARE(tracking->snapshot().counts.active, 1);
    QCOMPARE(tracking->snapshot().counts.idle, 0);
    const quint64 in = info().bytesIn;
    const quint64 out = info().bytesOut;
    QCOMPARE(in, quint64(handshake("/").size()));
    QCOMPARE(out, quint64(client.received().size()));

    const SteadyTime since = info().stateSince;
    QVERIFY(client.send(masked(Final | Text, "hello")));
    QTRY_COMPARE(framesIn(client.received()).size(), 1);
    QTRY_COMPARE(info().bytesOut, out + 7);
    QCOMPARE(info().bytesIn, in + 11);
    QCOMPARE(info().state, ConnectionState::WebSocket);
    QVERIFY(info().stateSince == since);
    QCOMPARE(info().requests, quint64(1));

    QVERIFY(client.send(masked(Final | Close, closePayload(1000))));
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    client.close();
    QTRY_COMPARE(info().state, ConnectionState::Closed);
    QVERIFY(info().lostRequests.isEmpty());
}

// An idle connection that is opened later, and is closed for being idle, says when enough time has gone.
void tst_WebSockets::haveNoTimeLimits()
{
    ServerLimits limits;
    limits.connection.headerTimeout = 100ms;
    limits.connection.bodyTimeout = 100ms;
    limits.connection.requestTimeout = 100ms;
    limits.connection.keepAliveTimeout = 100ms;
    EchoServer server(new TrackingServer(limits));
    RawClient client(server.tcp->serverPort());
    QVERIFY(open(client));
    QVERIFY(client.send(masked(Final | Text, "first").first(4))); // in the middle of a frame
    for (int i = 0; i < 3; ++i) {
        RawClient clock(server.tcp->serverPort());
        QVERIFY(clock.send(get("/")));
        QTRY_COMPARE(clock.end(), RawClient::End::Fin);
    }
    QVERIFY(client.send(masked(Final | Text, "first").sliced(4)));
    QTRY_COMPARE(framesIn(client.received()).size(), 1);
    QCOMPARE(client.end(), RawClient::End::None);
}

void tst_WebSockets::areReadNoFasterThanTheirOwnerReads()
{
    constexpr qint64 limit = 100'000;
    auto *tracking = new TrackingServer;
    EchoServer server(tracking, [](QWebSocket &socket) { socket.setReadBufferSize(limit); });
    RawClient client(tracking->serverPort());
    QVERIFY(open(client));
    const quint64 before = tracking->snapshot().connections.first()->bytesIn;
    // A frame of 10 MB is read when it is whole, which it never is; a piece may come on top of the limit.
    QByteArray sent = frameHeader(Final | Binary, 10'000'000, true) + "mask" + QByteArray(2'000'000, 'x');
    QVERIFY(client.send(sent.first(300'000)));
    QTRY_VERIFY(tracking->snapshot().connections.first()->bytesIn - before >= quint64(limit));
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
    QVERIFY(tracking->snapshot().connections.first()->bytesIn - before < quint64(limit) + 70'000);
    server.socket->setReadBufferSize(0);
    QTRY_COMPARE(tracking->snapshot().connections.first()->bytesIn - before, quint64(300'000));
}

// It sends messages to be echoed, and takes none of the echoes.
void tst_WebSockets::areNotReadWhileTheirClientReadsNothing()
{
    constexpr int messages = 64;
    auto *tracking = new TrackingServer;
    EchoServer server(tracking);
    RawClient client(tracking->serverPort());
    QVERIFY(open(client));
    const QByteArray message = masked(Final | Binary, QByteArray(1'000'000, 'x'));
    const quint64 before = tracking->snapshot().connections.first()->bytesIn;
    QByteArray sending = message.repeated(messages);
    std::thread sender([&client, &sending] { client.send(sending); });
    quint64 read = 0;
    // It comes to a stop, with less than all.
    const auto stops = [&] {
        const quint64 last = std::exchange(read, tracking->snapshot().connections.first()->bytesIn - before);
        return read == last && read > 16'000'000;
    };
    const bool stopped = QTest::qWaitFor(stops, 20'000);
    const quint64 readAtStop = read;
    const bool gotAll = QTest::qWaitFor([&] { return client.received().size() > messages * 1'000'000; }, 60'000);
    sender.join();
    QVERIFY(stopped);
    QVERIFY2(readAtStop < 40'000'000, QByteArray::number(readAtStop));
    QVERIFY(gotAll);
}

void tst_WebSockets::mayNotHoldMoreThanAllShare()
{
    ServerLimits limits;
    limits.buffered = 1'000'000;
    auto *tracking = new TrackingServer(limits);
    EchoServer server(tracking);
    RawClient good(tracking->serverPort());
    QVERIFY(open(good));
    for (int i = 0; i < 5; ++i) { // what is whole is read, and holds nothing
        QVERIFY(good.send(masked(Final | Binary, QByteArray(400'000, 'x'))));
        QTRY_COMPARE(framesIn(good.received()).size(), i + 1);
    }
    server.socket.release()->setParent(&server.http);

    RawClient greedy(tracking->serverPort());
    QVERIFY(open(greedy));
    greedy.send(frameHeader(Final | Binary, 10'000'000, true) + "mask" + QByteArray(900'000, 'x'));
    QTRY_VERIFY(tracking->snapshot().connections.last()->bytesIn > 900'000);
    QCOMPARE(greedy.end(), RawClient::End::None);
    greedy.send(QByteArray(200'000, 'x'));
    QTRY_COMPARE(greedy.end(), RawClient::End::Reset);
    const ConnectionInfo info = *tracking->snapshot().connections.last();
    QCOMPARE(info.cause, CloseCause::Aborted);
    QCOMPARE(info.closeReason, QByteArray("Too much buffered"));
    QVERIFY(good.send(masked(Final | Binary, QByteArray(400'000, 'x'))));
    QTRY_COMPARE(framesIn(good.received()).size(), 6);
}

void tst_WebSockets::endWithTheirServer_data()
{
    QTest::addColumn<bool>("isServerFirst");
    QTest::newRow("the server goes first") << true;
    QTest::newRow("the WebSocket goes first") << false;
}

void tst_WebSockets::endWithTheirServer()
{
    QFETCH(bool, isServerFirst);
    auto *tracking = new TrackingServer;
    auto server = std::make_unique<EchoServer>(tracking);
    RawClient client(server->tcp->serverPort());
    QVERIFY(open(client));
    QTRY_VERIFY(server->socket);
    const ConnectionId id = tracking->snapshot().connections.first()->id;
    const QPointer<TrackedSocket> tcpSocket = TrackingServerPrivate::of(*tracking).sockets.find(id);
    QVERIFY(tcpSocket);
    std::unique_ptr<QWebSocket> socket = std::move(server->socket);
    if (isServerFirst) {
        socket->disconnect();
        server.reset();
        socket.reset();
    } else {
        socket.reset();
        QTRY_COMPARE(framesIn(client.received()).size(), 1);
        QCOMPARE(framesIn(client.received()).first().payload.first(2), closePayload(1001));
    }
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QTRY_VERIFY(!tcpSocket); // its owner has gone
}

void tst_WebSockets::areToldToGoOnlyOnce()
{
    auto *tracking = new TrackingServer;
    EchoServer server(tracking);
    QObject::connect(tracking, &TrackingServer::shutdownBegun, tracking, [&server] {
        server.socket->close(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("see you"));
    });
    RawClient client(tracking->serverPort());
    QVERIFY(open(client));
    QTRY_VERIFY(server.socket);
    tracking->beginShutdown();
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    const QList<Frame> frames = framesIn(client.received());
    QCOMPARE(frames.size(), 1);
    QCOMPARE(frames.first().payload, closePayload(1001, "see you"));
}

// Of the two seconds that a client has for its answer, this one gets none.
void tst_WebSockets::areClosedByTheSecondDisconnect()
{
    auto *tracking = new TrackingServer;
    EchoServer server(tracking);
    RawClient client(tracking->serverPort());
    QVERIFY(open(client));
    const ConnectionId id = tracking->snapshot().connections.first()->id;
    tracking->disconnectConnection(id);
    QTRY_COMPARE(framesIn(client.received()).size(), 1);
    QCOMPARE(framesIn(client.received()).first().payload, closePayload(1001));
    QCOMPARE(client.end(), RawClient::End::None);
    QVERIFY(client.send(masked(Final | Text, "still read")));
    QTRY_VERIFY(!server.said.isEmpty());
    tracking->disconnectConnection(id);
    QTRY_COMPARE_WITH_TIMEOUT(client.end(), RawClient::End::Fin, 1500);
    QCOMPARE(framesIn(client.received()).size(), 1); // no echo behind a Close
}

void tst_WebSockets::areTheCurrentConnectionWhileTheyAreRead()
{
    auto *tracking = new TrackingServer;
    bool isCurrent = false;
    EchoServer server(tracking, [&](QWebSocket &socket) {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [&] {
            isCurrent = tracking->currentConnection()
                && tracking->currentConnection()->info().state == ConnectionState::WebSocket;
        });
    });
    RawClient client(tracking->serverPort());
    QVERIFY(open(client));
    QVERIFY(client.send(masked(Final | Text, "hello")));
    QTRY_VERIFY(isCurrent);
    QVERIFY(!tracking->currentConnection());
}

#else // by name, so that it is seen what was not tested

#define NEEDS_QT_6_8(test)                                                                                             \
    void tst_WebSockets::test()                                                                                        \
    {                                                                                                                  \
        QSKIP("Needs the WebSockets of QHttpServer: Qt 6.8 or later");                                                 \
    }
void tst_WebSockets::areAsOnAStockServer_data()
{
}
void tst_WebSockets::areAsOnAStockServerWhenItActs_data()
{
}
void tst_WebSockets::endWithTheirServer_data()
{
}
NEEDS_QT_6_8(areAsOnAStockServer)
NEEDS_QT_6_8(areAsOnAStockServerWhenItActs)
NEEDS_QT_6_8(areDeniedWithAWholeAnswer)
NEEDS_QT_6_8(areShownInTheirRow)
NEEDS_QT_6_8(haveNoTimeLimits)
NEEDS_QT_6_8(areReadNoFasterThanTheirOwnerReads)
NEEDS_QT_6_8(areNotReadWhileTheirClientReadsNothing)
NEEDS_QT_6_8(mayNotHoldMoreThanAllShare)
NEEDS_QT_6_8(endWithTheirServer)
NEEDS_QT_6_8(areToldToGoOnlyOnce)
NEEDS_QT_6_8(areClosedByTheSecondDisconnect)
NEEDS_QT_6_8(areTheCurrentConnectionWhileTheyAreRead)

void tst_WebSockets::areOverlookedWhereNobodyTakesThem()
{
    QHttpServer http;
    auto *server = new TrackingServer;
    QVERIFY(server->listen(QHostAddress::LocalHost));
    QVERIFY(HttpCompat::bind(http, server));
    QVERIFY(!HttpCompat::takesWebSockets(&http));
    http.route(QStringLiteral("/ws"), [] { return QHttpServerResponse(QStringLiteral("plain")); });
    QObject::connect(&http, &QHttpServer::newWebSocketConnection, &http, [] {});
    RawClient client(server->serverPort());
    QVERIFY(client.send(handshake("/ws")));
    QTRY_COMPARE(client.responses(), 1);
    QVERIFY(client.received().endsWith("plain"));
}

#endif

QTEST_GUILESS_MAIN(tst_WebSockets)

#include "tst_websockets.moc"

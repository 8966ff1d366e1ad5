// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lab/labroutes.h"
#include "nodescriptors.h"
#include "rawclient.h"
#include "tracking/httpcompat.h"
#include "tracking/trackedsocket.h"
#include "tracking/trackingserver.h"
#include "tracking/trackingserver_p.h"

#include <QFutureInterface>
#include <QHttpServer>
#include <QPointer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>
#include <QTimer>

#include <chrono>
#include <ctime>
#include <memory>
#include <utility>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

using End = void (*)(TrackedSocket *); // how a handler ends its connection

} // namespace

// The server as somebody uses it who has a QHttpServer and no HttpEngine.
class tst_TrackingServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void stopsAnyHttpServer();
    void saysOnceThatItIsDrained();
    void isNotDrainedWhileItAccepts();
    void staysUpWithoutDescriptors();
    void shutsDownWithoutDescriptors();
    void servesWhatWaitsForADescriptor();
    void isDrainedByAnAbortThoughNothingWasOpen();
    void endsConnectionsWithItself();
    void endsConnectionsThatNobodyTook();
    void survivesASlotThatDeletesWhatIsAccepted();
    void survivesHandlersThatEndTheirConnection_data();
    void survivesHandlersThatEndTheirConnection();
    void keepsNoSocketWhoseClientLeft_data();
    void keepsNoSocketWhoseClientLeft();
    void servesADevice();
    void keepsTrailersFromQHttpServer();
    void overlooksThatAClientAsksForAnUpgrade();
    void sendsAnOldClientNoChunks();
    void doesNotSpinBehindAHandler();
    void knowsTheCurrentConnectionWithinItsHandlerOnly();
    void knowsTheCurrentConnectionOfPipelinedRequests();
    void knowsTheCurrentConnectionInNestedEventLoops();
    void forgetsACurrentConnectionThatIsDeleted();
    void showsItsConnections();
    void endsOneConnection_data();
    void endsOneConnection();
    void ignoresUnknownIds();
    void closesNothingWhereItOnlyStopsListening();
    void abortsWhatIsLeft_data();
    void abortsWhatIsLeft();
    void neverAbortsByItselfIfToldSo();

private:
    void shutDown();
    TrackedSocket *find(ConnectionId id) const { return TrackingServerPrivate::of(*m_server).sockets.find(id); }

    std::unique_ptr<QHttpServer> m_http;
    TrackingServer *m_server = nullptr;
};

namespace {

const auto cannotAccept = QRegularExpression(QStringLiteral("cannot accept connections for now"));

} // namespace

void tst_TrackingServer::init()
{
    m_http = std::make_unique<QHttpServer>();
    m_server = new TrackingServer;
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    QVERIFY(HttpCompat::bind(*m_http, m_server));
    addLabRoutes(*m_http, *m_server);
}

void tst_TrackingServer::cleanup()
{
    m_http.reset();
}

void tst_TrackingServer::shutDown()
{
    QSignalSpy drained(m_server, &TrackingServer::drained);
    m_server->beginShutdown(ShutdownPolicy::Drain);
    QTRY_COMPARE(drained.count(), 1);
    QCOMPARE(m_server->openConnections(), 0);
}

void tst_TrackingServer::stopsAnyHttpServer()
{
    m_http->route(QStringLiteral("/hello"), [] { return QHttpServerResponse(QStringLiteral("hello")); });
    RawClient idle(m_server->serverPort());
    QVERIFY(idle.send(get("/hello")));
    QTRY_COMPARE(idle.responses(), 1);
    QVERIFY(idle.received().endsWith("hello"));
    QCOMPARE(m_server->openConnections(), 1);

    shutDown();
    QCOMPARE(idle.end(), RawClient::End::Fin);
    QVERIFY(!m_server->isListening());
}

void tst_TrackingServer::saysOnceThatItIsDrained()
{
    TrackingServer server;
    QSignalSpy drained(&server, &TrackingServer::drained);
    server.beginShutdown(ShutdownPolicy::Drain);
    server.beginShutdown(ShutdownPolicy::DisconnectAll);
    QCOMPARE(drained.count(), 0); // from the event loop
    QTRY_COMPARE(drained.count(), 1);
    server.abortAll();
    QTest::qWait(10);
    QCOMPARE(drained.count(), 1);
}

void tst_TrackingServer::isNotDrainedWhileItAccepts()
{
    TrackingServer server;
    QSignalSpy drained(&server, &TrackingServer::drained);
    bool first = true;
    connect(&server, &QTcpServer::pendingConnectionAvailable, &server, [&server, &first] {
        if (QTcpSocket *socket = server.nextPendingConnection(); std::exchange(first, false))
            socket->abort();
    });
    QVERIFY(server.listen(QHostAddress::LocalHost));
    RawClient leaving(server.serverPort());
    RawClient staying(server.serverPort());
    QVERIFY(staying.send("GET / HT"));
    server.beginShutdown(ShutdownPolicy::Drain); // accepts both
    QCOMPARE(server.openConnections(), 1);
    QTest::qWait(50);
    QCOMPARE(drained.count(), 0);
    staying.close();
    QTRY_COMPARE(drained.count(), 1);
}

void tst_TrackingServer::staysUpWithoutDescriptors()
{
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/")));
    QTest::ignoreMessage(QtWarningMsg, cannotAccept);
    QSignalSpy errors(m_server, &QTcpServer::acceptError);
    {
        const NoDescriptors none;
        QTRY_VERIFY(errors.count() > 0);
    }
    QTRY_COMPARE(client.responses(), 1); // accepted after all, by itself
}

void tst_TrackingServer::shutsDownWithoutDescriptors()
{
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/")));
    QTest::ignoreMessage(QtWarningMsg, cannotAccept);
    QSignalSpy errors(m_server, &QTcpServer::acceptError);
    {
        const NoDescriptors none;
        QTRY_VERIFY(errors.count() > 0);
    }
    m_server->beginShutdown(ShutdownPolicy::StopListening);
    QTRY_COMPARE(client.responses(), 1);
    QTest::qWait(150); // what would have resumed accepting finds the listener closed
    client.close();
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void tst_TrackingServer::servesWhatWaitsForADescriptor()
{
    RawClient idle(m_server->serverPort());
    QVERIFY(idle.send(get("/")));
    QTRY_COMPARE(idle.responses(), 1);
    RawClient waiting(m_server->serverPort());
    QVERIFY(waiting.send(get("/")));
    {
        const NoDescriptors none;
        m_server->beginShutdown(ShutdownPolicy::Drain, 0ms);
        QVERIFY(m_server->isListening());
        QTRY_COMPARE(m_server->openConnections(), 0); // the idle one has made room
    }
    QTRY_COMPARE(waiting.end(), RawClient::End::Fin);
    QCOMPARE(waiting.responses(), 1);
    QVERIFY(!m_server->isListening());
}

void tst_TrackingServer::isDrainedByAnAbortThoughNothingWasOpen()
{
    RawClient waiting(m_server->serverPort());
    QSignalSpy drained(m_server, &TrackingServer::drained);
    const NoDescriptors none;
    m_server->beginShutdown(ShutdownPolicy::Drain);
    QVERIFY(m_server->isListening()); // for the one that waits
    m_server->abortAll();
    QTRY_COMPARE(drained.count(), 1);
    QCOMPARE(waiting.end(), RawClient::End::Reset);
}

void tst_TrackingServer::endsConnectionsWithItself()
{
    auto http = std::make_unique<QHttpServer>();
    auto *server = new TrackingServer;
    const std::shared_ptr<ConnectionTable> table = TrackingServerPrivate::of(*server).table;
    QVERIFY(server->listen(QHostAddress::LocalHost));
    QVERIFY(HttpCompat::bind(*http, server));
    addLabRoutes(*http, *server);
    RawClient idle(server->serverPort());
    RawClient busy(server->serverPort());
    QVERIFY(idle.send(get("/")));
    QVERIFY(busy.send(get("/delay/60000")));
    QTRY_COMPARE(idle.responses(), 1);
    QTRY_COMPARE(table->openCount(), 2);
    http.reset();
    QCOMPARE(table->openCount(), 0);
    QTRY_COMPARE(idle.end(), RawClient::End::Fin);
    QTRY_COMPARE(busy.end(), RawClient::End::Reset);
}

void tst_TrackingServer::endsConnectionsThatNobodyTook()
{
    std::shared_ptr<ConnectionTable> table;
    RawClient client;
    {
        TrackingServer server;
        table = TrackingServerPrivate::of(server).table;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        client = RawClient(server.serverPort());
        QTRY_VERIFY(server.hasPendingConnections());
    }
    QCOMPARE(table->openCount(), 0);
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
}

void tst_TrackingServer::survivesASlotThatDeletesWhatIsAccepted()
{
    TrackingServer server;
    connect(&server, &QTcpServer::pendingConnectionAvailable, &server,
            [&server] { delete server.nextPendingConnection(); });
    QVERIFY(server.listen(QHostAddress::LocalHost));
    RawClient client(server.serverPort());
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
}

void tst_TrackingServer::survivesHandlersThatEndTheirConnection_data()
{
    QTest::addColumn<End>("end");
    QTest::addColumn<bool>("reset");
    QTest::addColumn<bool>("later");
    const auto row = [](const char *name, const char *nameLater, bool reset, End end) {
        QTest::newRow(name) << end << reset << false;
        QTest::newRow(nameLater) << end << reset << true;
    };
    row("by a reset, and answers", "by a reset, and answers later", true,
        [](TrackedSocket *socket) { socket->resetConnection(); });
    row("in good order, and answers", "in good order, and answers later", false,
        [](TrackedSocket *socket) { socket->disconnectFromHost(); });
    row("as one aborts a QTcpSocket, and answers", "as one aborts a QTcpSocket, and answers later", true,
        [](TrackedSocket *socket) { socket->abort(); });
    row("as one closes a device, and answers", "as one closes a device, and answers later", false,
        [](TrackedSocket *socket) { socket->close(); });
}

void tst_TrackingServer::survivesHandlersThatEndTheirConnection()
{
    QFETCH(End, end);
    QFETCH(bool, reset);
    QFETCH(bool, later);
    QPointer<TrackedSocket> socket;
    QFutureInterface<QHttpServerResponse> answer;
    answer.reportStarted();
    m_http->route(QStringLiteral("/end"), [&] {
        socket = find(m_server->currentConnection()->id());
        end(socket);
        if (!later) {
            answer.reportResult(QHttpServerResponse(QStringLiteral("answer")));
            answer.reportFinished();
        }
        return answer.future();
    });
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/end")));
    QTRY_COMPARE(client.end(), reset ? RawClient::End::Reset : RawClient::End::Fin);
    client.close();
    QTRY_COMPARE(m_server->openConnections(), 0);
    if (later) {
        answer.reportResult(QHttpServerResponse(QStringLiteral("answer")));
        answer.reportFinished();
    }
    QTRY_VERIFY(socket.isNull());
}

void tst_TrackingServer::keepsNoSocketWhoseClientLeft_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("while a future was awaited") << QByteArray("/delay/100");
    QTest::newRow("and is not answered") << QByteArray("/hang");
    QTest::newRow("in the middle of a stream") << QByteArray("/stream/60000");
    QTest::newRow("in the middle of a stream of events") << QByteArray("/events");
    QTest::newRow("in the middle of a response") << QByteArray("/bytes/50000000");
    QTest::newRow("while idle") << QByteArray("/");
}

void tst_TrackingServer::keepsNoSocketWhoseClientLeft()
{
    QFETCH(QByteArray, target);
    RawClient client(m_server->serverPort(), 4096);
    QVERIFY(client.send(get(target)));
    QTRY_VERIFY(find(ConnectionId(1)));
    const QPointer<TrackedSocket> socket = find(ConnectionId(1));
    QTRY_VERIFY(socket->info().requests == 1);
    client.reset();
    QTRY_COMPARE(m_server->openConnections(), 0);
    QTRY_VERIFY(socket.isNull());
}

// QHttpServer copies a device in pieces, the next when the last was written.
void tst_TrackingServer::servesADevice()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    const QByteArray content(3'000'000, 'x');
    file.write(content);
    file.flush();
    QPointer<QFile> device;
    m_http->route(QStringLiteral("/file"), [&](const QHttpServerRequest &, HttpCompat::ResponderArgument responder) {
        device = new QFile(file.fileName());
        if (device->open(QIODevice::ReadOnly))
            responder.write(device.data(), "application/octet-stream");
    });
    RawClient whole(m_server->serverPort());
    QVERIFY(whole.send(get("/file")));
    QTRY_COMPARE(whole.responses(), 1);
    QVERIFY(whole.received().endsWith(content));
    QTRY_VERIFY(device.isNull());

    RawClient leaving(m_server->serverPort(), 4096);
    QVERIFY(leaving.send(get("/file")));
    QTRY_VERIFY(leaving.received().contains("xxx"));
    const QPointer<TrackedSocket> socket = find(ConnectionId(2));
    leaving.reset();
    QTRY_VERIFY(device.isNull()); // and so the file is closed
    QTRY_VERIFY(socket.isNull());
}

void tst_TrackingServer::keepsTrailersFromQHttpServer()
{
    RawClient client(m_server->serverPort());
    QVERIFY(client.send("POST /upload HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                        "3\r\nabc\r\n0\r\nDigest: x\r\n\r\n"
                        + get("/delay/10")));
    QTRY_COMPARE(client.responses(), 2);
    QVERIFY(client.received().contains("{\"received\":3}"));
    QCOMPARE(m_server->openConnections(), 1);
}

// QHttpServer would answer at once, while the handler goes on, and end the connection.
void tst_TrackingServer::overlooksThatAClientAsksForAnUpgrade()
{
    RawClient client(m_server->serverPort());
    QVERIFY(
        client.send("GET /delay/50 HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"));
    QTRY_COMPARE(client.responses(), 1);
    QVERIFY(client.received().endsWith("{\"delayed\":50}"));
    QVERIFY(client.send(get("/")));
    QTRY_COMPARE(client.responses(), 2);
    QCOMPARE(client.end(), RawClient::End::None);
}

void tst_TrackingServer::sendsAnOldClientNoChunks()
{
    RawClient client(m_server->serverPort());
    QVERIFY(client.send("GET /stream/150 HTTP/1.0\r\n\r\n"));
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QVERIFY(client.received().endsWith("\r\n\r\nchunk 1\nchunk 2\n"));
}

void tst_TrackingServer::doesNotSpinBehindAHandler()
{
    std::clock_t used = 0;
    m_http->route(QStringLiteral("/nested"), [&used] {
        const std::clock_t before = std::clock();
        QTest::qWait(500); // an event loop, in which the client half-closes
        used = std::clock() - before;
        return QHttpServerResponse(QStringLiteral("done"));
    });
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/nested")));
    QTimer::singleShot(50, this, [&client] { client.sendFin(); });
    QTRY_COMPARE(client.responses(), 1);
    QVERIFY2(used < CLOCKS_PER_SEC / 4, qPrintable(QString::number(used)));
}

void tst_TrackingServer::knowsTheCurrentConnectionWithinItsHandlerOnly()
{
    ConnectionId id {};
    m_http->route(QStringLiteral("/who"), [&] {
        id = m_server->currentConnection()->id();
        return QHttpServerResponse(QStringLiteral("done"));
    });
    QVERIFY(!m_server->currentConnection());
    RawClient first(m_server->serverPort());
    QVERIFY(first.send(get("/")));
    QTRY_COMPARE(first.responses(), 1);
    QVERIFY(!m_server->currentConnection());
    RawClient second(m_server->serverPort());
    QVERIFY(second.send(get("/who")));
    QTRY_COMPARE(second.responses(), 1);
    QCOMPARE(id, ConnectionId(2));
    QVERIFY(!m_server->currentConnection());
    QVERIFY(second.send(get("/delay/50"))); // its handler returns long before the response
    QTRY_COMPARE(m_server->snapshot().counts.active, 1);
    QVERIFY(!m_server->currentConnection());
    QTRY_COMPARE(second.responses(), 2);
}

void tst_TrackingServer::knowsTheCurrentConnectionOfPipelinedRequests()
{
    QList<bool> known;
    m_http->route(QStringLiteral("/who"), [&] {
        known << (m_server->currentConnection() == find(ConnectionId(1)));
        return QHttpServerResponse(QStringLiteral("done"));
    });
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/who") + get("/delay/10") + get("/who")));
    QTRY_COMPARE(client.responses(), 3);
    QCOMPARE(known, (QList { true, true }));
    QVERIFY(!m_server->currentConnection());
}

void tst_TrackingServer::knowsTheCurrentConnectionInNestedEventLoops()
{
    RawClient inner(m_server->serverPort());
    QTRY_VERIFY(find(ConnectionId(1)));
    QList<quint64> ids;
    bool isInnerAnswered = false;
    const auto note = [&] { ids << quint64(m_server->currentConnection()->id()); };
    m_http->route(QStringLiteral("/inner"), [&] {
        note();
        return QHttpServerResponse(QStringLiteral("done"));
    });
    m_http->route(QStringLiteral("/outer"), [&] {
        note();
        inner.send(get("/inner"));
        isInnerAnswered = QTest::qWaitFor([&] { return inner.responses() == 1; });
        note();
        return QHttpServerResponse(QStringLiteral("done"));
    });
    RawClient outer(m_server->serverPort());
    QVERIFY(outer.send(get("/outer")));
    QTRY_COMPARE(outer.responses(), 1);
    QVERIFY(isInnerAnswered);
    QCOMPARE(ids, (QList<quint64> { 2, 1, 2 }));
    QVERIFY(!m_server->currentConnection());
}

void tst_TrackingServer::forgetsACurrentConnectionThatIsDeleted()
{
    TrackingServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    RawClient client(server.serverPort());
    QTRY_VERIFY(server.hasPendingConnections());
    auto *socket = qobject_cast<TrackedConnection *>(server.nextPendingConnection());
    const QPointer<QObject> guard(socket);
    bool isSeen = false;
    bool isForgotten = false;
    connect(socket, &QIODevice::readyRead, &server, [&] { // as a handler that runs an event loop
        isSeen = server.currentConnection() == socket;
        socket->deleteLater();
        isForgotten = QTest::qWaitFor([&guard] { return guard.isNull(); }) && !server.currentConnection();
    });
    QVERIFY(client.send(get("/")));
    QTRY_VERIFY(isForgotten);
    QVERIFY(isSeen);
}

void tst_TrackingServer::showsItsConnections()
{
    RawClient idle(m_server->serverPort());
    QVERIFY(idle.send(get("/")));
    QTRY_COMPARE(idle.responses(), 1);
    RawClient busy(m_server->serverPort());
    QVERIFY(busy.send(get("/hang")));
    QTRY_COMPARE(m_server->snapshot().counts.active, 1);
    QCOMPARE(m_server->openConnections(), 2);
    const Snapshot snapshot = m_server->snapshot();
    QCOMPARE(snapshot.connections.size(), 2);
    QCOMPARE(snapshot.connections.first()->state, ConnectionState::Idle);
    QCOMPARE(snapshot.connections.last()->requestLine, QByteArray("GET /hang"));
}

void tst_TrackingServer::endsOneConnection_data()
{
    using Command = void (TrackingServer::*)(ConnectionId);
    QTest::addColumn<Command>("command");
    QTest::addColumn<bool>("isReset");
    QTest::newRow("in good order") << &TrackingServer::disconnectConnection << false;
    QTest::newRow("by a reset") << &TrackingServer::abortConnection << true;
}

void tst_TrackingServer::endsOneConnection()
{
    using Command = void (TrackingServer::*)(ConnectionId);
    QFETCH(Command, command);
    QFETCH(bool, isReset);
    RawClient ending(m_server->serverPort());
    QVERIFY(ending.send(get("/")));
    QTRY_COMPARE(ending.responses(), 1);
    RawClient staying(m_server->serverPort());
    QVERIFY(staying.send(get("/")));
    QTRY_COMPARE(staying.responses(), 1);
    (m_server->*command)(ConnectionId(1));
    QTRY_COMPARE(ending.end(), isReset ? RawClient::End::Reset : RawClient::End::Fin);
    QTRY_COMPARE(m_server->openConnections(), 1);
    QCOMPARE(staying.end(), RawClient::End::None);
}

void tst_TrackingServer::ignoresUnknownIds()
{
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/")));
    QTRY_COMPARE(client.responses(), 1);
    for (const ConnectionId id : { ConnectionId(0), ConnectionId(2), ConnectionId(~0ull) }) {
        m_server->disconnectConnection(id);
        m_server->abortConnection(id);
    }
    QCOMPARE(m_server->openConnections(), 1);
    client.close();
    QTRY_COMPARE(m_server->openConnections(), 0);
    m_server->abortConnection(ConnectionId(1)); // has gone
}

// Not when a time of grace has passed either.
void tst_TrackingServer::closesNothingWhereItOnlyStopsListening()
{
    RawClient idle(m_server->serverPort());
    QVERIFY(idle.send(get("/")));
    QTRY_COMPARE(idle.responses(), 1);
    m_server->beginShutdown(ShutdownPolicy::StopListening, 10ms, 0ms);
    bool passed = false;
    QTimer::singleShot(100ms, this, [&] { passed = true; });
    QTRY_VERIFY(passed);
    QCOMPARE(idle.end(), RawClient::End::None);
    QCOMPARE(m_server->openConnections(), 1);
}

void tst_TrackingServer::abortsWhatIsLeft_data()
{
    QTest::addColumn<ShutdownPolicy>("policy");
    QTest::newRow("when it drains") << ShutdownPolicy::Drain;
    QTest::newRow("when it disconnects all") << ShutdownPolicy::DisconnectAll;
    QTest::newRow("when it only stops listening") << ShutdownPolicy::StopListening;
}

void tst_TrackingServer::abortsWhatIsLeft()
{
    QFETCH(ShutdownPolicy, policy);
    RawClient busy(m_server->serverPort());
    QVERIFY(busy.send(get("/hang")));
    QTRY_COMPARE(m_server->snapshot().counts.active, 1);
    QSignalSpy drained(m_server, &TrackingServer::drained);
    m_server->beginShutdown(policy, 0ms, 50ms);
    QCOMPARE(m_server->openConnections(), 1);
    QTRY_COMPARE(drained.count(), 1);
    QVERIFY(m_server->snapshot().connections.last()->cause == CloseCause::Aborted);
}

void tst_TrackingServer::neverAbortsByItselfIfToldSo()
{
    RawClient busy(m_server->serverPort());
    QVERIFY(busy.send(get("/hang")));
    QTRY_COMPARE(m_server->snapshot().counts.active, 1);
    QSignalSpy drained(m_server, &TrackingServer::drained);
    m_server->beginShutdown(ShutdownPolicy::Drain, 0ms, 0ms);
    QVERIFY(!drained.wait(100));
    QCOMPARE(m_server->openConnections(), 1);
    m_server->abortAll();
    QTRY_COMPARE(drained.count(), 1);
}

QTEST_GUILESS_MAIN(tst_TrackingServer)
#include "tst_trackingserver.moc"

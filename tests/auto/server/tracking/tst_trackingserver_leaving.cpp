// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lab/labroutes.h"
#include "rawclient.h"
#include "tracking/httpcompat.h"
#include "tracking/trackedconnection.h"
#include "tracking/trackingserver.h"

#include <QHttpServer>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

#include <chrono>
#include <memory>
#include <utility>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

using Signal = void (TrackingServer::*)();
using Command = void (*)(TrackingServer &);

void beginLeaving(TrackingServer &server)
{
    server.beginLeaving();
}

void beginShutdown(TrackingServer &server)
{
    server.beginShutdown(ShutdownPolicy::Drain, 0ms, 0ms);
}

int saysClose(RawClient &client)
{
    return int(client.received().toLower().count("\r\nconnection: close\r\n"));
}

} // namespace

// How a TrackingServer takes its leave, before its shutdown and at its beginning.
class tst_TrackingServerLeaving : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysOnceAndInOrderWhatBegins_data();
    void saysOnceAndInOrderWhatBegins();
    void answersWhatItIsAsked_data();
    void answersWhatItIsAsked();
    void speaksBeforeAnythingIsDone();
    void servesIdleConnectionsOnceMore();
    void servesNewConnectionsOnce();
    void servesAllThatIsPipelined();
    void endsAResponseInProgressWithClose();
    void servesOnceMoreBehindAResponseThatBeganBefore();
    void closesNothingThatStaysQuiet();
    void drainsWhatIsLeft();
    void isSentWhatASlotWrites_data();
    void isSentWhatASlotWrites();
    void mayBeDeletedByWhoIsTold_data();
    void mayBeDeletedByWhoIsTold();
    void mayBeShutDownByWhoIsTold();

private:
    RawClient idleClient();

    std::unique_ptr<QHttpServer> m_http;
    QPointer<TrackingServer> m_server;
};

void tst_TrackingServerLeaving::init()
{
    m_http = std::make_unique<QHttpServer>();
    m_server = new TrackingServer;
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    QVERIFY(HttpCompat::bind(*m_http, m_server));
    addLabRoutes(*m_http, *m_server);
}

void tst_TrackingServerLeaving::cleanup()
{
    m_http.reset();
}

/// One that has been served, and told nothing of an end.
RawClient tst_TrackingServerLeaving::idleClient()
{
    RawClient client(m_server->serverPort());
    if (client.send(get("/")) && QTest::qWaitFor([&client] { return client.responses() == 1; }) && !saysClose(client))
        client.forget();
    else
        client.close();
    return client;
}

void tst_TrackingServerLeaving::saysOnceAndInOrderWhatBegins_data()
{
    QTest::addColumn<QList<Command>>("commands");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char *name, const QList<Command> &commands, const char *said) {
        QTest::newRow(name) << commands << QByteArray(said);
    };
    row("nothing before", {}, "");
    row("leaving", { beginLeaving }, "leaving ");
    row("leaving twice", { beginLeaving, beginLeaving }, "leaving ");
    row("shutdown alone", { beginShutdown }, "leaving shutdown ");
    row("shutdown twice", { beginShutdown, beginShutdown }, "leaving shutdown ");
    row("leaving, then shutdown", { beginLeaving, beginShutdown }, "leaving shutdown ");
    row("leaving when it is shut down", { beginShutdown, beginLeaving }, "leaving shutdown ");
    row("all of it twice", { beginLeaving, beginShutdown, beginLeaving, beginShutdown }, "leaving shutdown ");
}

void tst_TrackingServerLeaving::saysOnceAndInOrderWhatBegins()
{
    QFETCH(QList<Command>, commands);
    QByteArray said;
    connect(m_server, &TrackingServer::leaving, this, [&said] { said += "leaving "; });
    connect(m_server, &TrackingServer::shutdownBegun, this, [&said] { said += "shutdown "; });
    for (const Command command : std::as_const(commands))
        command(*m_server);
    QTEST(said, "said");
}

void tst_TrackingServerLeaving::answersWhatItIsAsked_data()
{
    QTest::addColumn<QList<Command>>("commands");
    QTest::addColumn<bool>("isLeaving");
    QTest::addColumn<bool>("isShuttingDown");
    QTest::addColumn<bool>("isListening");
    QTest::newRow("before") << QList<Command>() << false << false << true;
    QTest::newRow("leaving") << QList<Command> { beginLeaving } << true << false << true;
    QTest::newRow("shut down") << QList<Command> { beginShutdown } << true << true << false;
    QTest::newRow("both") << QList<Command> { beginLeaving, beginShutdown } << true << true << false;
}

void tst_TrackingServerLeaving::answersWhatItIsAsked()
{
    QFETCH(QList<Command>, commands);
    for (const Command command : std::as_const(commands))
        command(*m_server);
    QTEST(m_server->isLeaving(), "isLeaving");
    QTEST(m_server->isShuttingDown(), "isShuttingDown");
    QTEST(m_server->isListening(), "isListening");
}

void tst_TrackingServerLeaving::speaksBeforeAnythingIsDone()
{
    RawClient client = idleClient();
    QVERIFY(client.isConnected());
    QList<bool> atLeaving;
    QList<bool> atShutdown;
    connect(m_server, &TrackingServer::leaving, this, [&] {
        atLeaving = { m_server->isLeaving(), m_server->isListening() };
    });
    connect(m_server, &TrackingServer::shutdownBegun, this, [&] {
        atShutdown = { m_server->isShuttingDown(), m_server->isListening(), m_server->openConnections() == 1 };
    });
    m_server->beginShutdown();
    QCOMPARE(atLeaving, (QList { true, true }));
    QCOMPARE(atShutdown, (QList { true, true, true }));
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
}

void tst_TrackingServerLeaving::servesIdleConnectionsOnceMore()
{
    RawClient client = idleClient();
    QVERIFY(client.isConnected());
    m_server->beginLeaving();
    QVERIFY(client.send(get("/delay/10")));
    QTRY_COMPARE(client.responses(), 1);
    QVERIFY(client.received().endsWith("{\"delayed\":10}"));
    QCOMPARE(saysClose(client), 1);
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QVERIFY(m_server->isListening());
}

void tst_TrackingServerLeaving::servesNewConnectionsOnce()
{
    m_server->beginLeaving();
    for (int i = 0; i < 3; ++i) {
        RawClient client(m_server->serverPort());
        QVERIFY(client.send(get("/")));
        QTRY_COMPARE(client.responses(), 1);
        QVERIFY(client.received().startsWith("HTTP/1.1 200 "));
        QCOMPARE(saysClose(client), 1);
        QTRY_COMPARE(client.end(), RawClient::End::Fin);
    }
}

void tst_TrackingServerLeaving::servesAllThatIsPipelined()
{
    RawClient client = idleClient();
    QVERIFY(client.isConnected());
    m_server->beginLeaving();
    QVERIFY(client.send(get("/delay/10") + get("/bytes/3") + get("/")));
    QTRY_COMPARE(client.responses(), 3);
    QCOMPARE(saysClose(client), 1);
    QVERIFY(client.received().toLower().lastIndexOf("connection: close") > client.received().indexOf("xxx"));
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
}

void tst_TrackingServerLeaving::endsAResponseInProgressWithClose()
{
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/delay/200")));
    QTRY_COMPARE(m_server->snapshot().counts.active, 1);
    m_server->beginLeaving();
    QTRY_COMPARE(client.responses(), 1);
    QCOMPARE(saysClose(client), 1);
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
}

// Its header could not say so any more.
void tst_TrackingServerLeaving::servesOnceMoreBehindAResponseThatBeganBefore()
{
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/stream/300")));
    QTRY_VERIFY(client.received().contains("chunk 1\n"));
    m_server->beginLeaving();
    QTRY_VERIFY(client.received().endsWith("0\r\n\r\n"));
    QCOMPARE(saysClose(client), 0);
    QCOMPARE(client.end(), RawClient::End::None);
    client.forget();
    QVERIFY(client.send(get("/")));
    QTRY_COMPARE(client.responses(), 1);
    QCOMPARE(saysClose(client), 1);
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
}

void tst_TrackingServerLeaving::closesNothingThatStaysQuiet()
{
    RawClient idle = idleClient();
    QVERIFY(idle.isConnected());
    RawClient fresh(m_server->serverPort());
    RawClient reading(m_server->serverPort());
    QVERIFY(reading.send("GET / HT"));
    QTRY_COMPARE(m_server->openConnections(), 3);
    m_server->beginLeaving();
    RawClient later(m_server->serverPort());
    RawClient last(m_server->serverPort()); // it has come and gone, and the others are still there
    QVERIFY(last.send(get("/delay/50")));
    QTRY_COMPARE(last.end(), RawClient::End::Fin);
    for (RawClient *client : { &idle, &fresh, &reading, &later }) {
        QCOMPARE(client->end(), RawClient::End::None);
        QVERIFY(client->received().isEmpty());
    }
    QVERIFY(reading.send("TP/1.1\r\nHost: localhost\r\n\r\n"));
    QTRY_COMPARE(reading.responses(), 1);
    QCOMPARE(saysClose(reading), 1);
}

void tst_TrackingServerLeaving::drainsWhatIsLeft()
{
    RawClient idle = idleClient();
    QVERIFY(idle.isConnected());
    RawClient busy(m_server->serverPort());
    QVERIFY(busy.send(get("/delay/200")));
    QTRY_COMPARE(m_server->snapshot().counts.active, 1);
    QSignalSpy drained(m_server, &TrackingServer::drained);
    m_server->beginLeaving();
    QCOMPARE(drained.count(), 0);
    m_server->beginShutdown(ShutdownPolicy::Drain, 0ms, 0ms);
    QTRY_COMPARE(idle.end(), RawClient::End::Fin);
    QTRY_COMPARE(busy.end(), RawClient::End::Fin);
    QCOMPARE(busy.responses(), 1);
    idle.close();
    busy.close();
    QTRY_COMPARE(drained.count(), 1);
    m_server->beginLeaving();
    QCOMPARE(m_server->openConnections(), 0);
}

void tst_TrackingServerLeaving::isSentWhatASlotWrites_data()
{
    QTest::addColumn<ShutdownPolicy>("policy");
    QTest::newRow("when it drains") << ShutdownPolicy::Drain;
    QTest::newRow("when it disconnects all") << ShutdownPolicy::DisconnectAll;
}

void tst_TrackingServerLeaving::isSentWhatASlotWrites()
{
    QFETCH(ShutdownPolicy, policy);
    m_http->route(QStringLiteral("/last"), [this](const QHttpServerRequest &, HttpCompat::ResponderArgument) {
        auto *connection = m_server->currentConnection();
        connection->releaseHandler();
        connect(m_server, &TrackingServer::shutdownBegun, connection,
                [connection] { connection->write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlast"); });
    });
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/last")));
    QTRY_COMPARE(m_server->snapshot().counts.active, 1);
    m_server->beginShutdown(policy, 0ms, 0ms);
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QCOMPARE(client.responses(), 1);
    QVERIFY(client.received().endsWith("last"));
}

void tst_TrackingServerLeaving::mayBeDeletedByWhoIsTold_data()
{
    QTest::addColumn<Signal>("signal");
    QTest::addColumn<Command>("command");
    QTest::newRow("that it leaves") << &TrackingServer::leaving << Command(beginLeaving);
    QTest::newRow("that it leaves, in a shutdown") << &TrackingServer::leaving << Command(beginShutdown);
    QTest::newRow("that it is shut down") << &TrackingServer::shutdownBegun << Command(beginShutdown);
}

void tst_TrackingServerLeaving::mayBeDeletedByWhoIsTold()
{
    QFETCH(Signal, signal);
    QFETCH(Command, command);
    RawClient idle = idleClient();
    QVERIFY(idle.isConnected());
    RawClient busy(m_server->serverPort());
    QVERIFY(busy.send(get("/hang")));
    RawClient streaming(m_server->serverPort());
    QVERIFY(streaming.send(get("/events")));
    QTRY_COMPARE(m_server->snapshot().counts.active, 2);
    QTRY_VERIFY(streaming.received().contains("event: tick"));
    bool wasShutDown = false;
    connect(m_server, signal, this, [this] { m_http.reset(); });
    if (signal == &TrackingServer::leaving)
        connect(m_server, &TrackingServer::shutdownBegun, this, [&wasShutDown] { wasShutDown = true; });
    command(*m_server);
    QVERIFY(m_server.isNull());
    QVERIFY(!wasShutDown);
    QTRY_COMPARE(idle.end(), RawClient::End::Fin);
    QTRY_COMPARE(busy.end(), RawClient::End::Reset);
    QTRY_VERIFY(streaming.end() != RawClient::End::None); // it may have said goodbye before
}

void tst_TrackingServerLeaving::mayBeShutDownByWhoIsTold()
{
    QByteArray said;
    connect(m_server, &TrackingServer::leaving, this, [&] {
        said += "leaving ";
        beginShutdown(*m_server);
    });
    connect(m_server, &TrackingServer::shutdownBegun, this, [&said] { said += "shutdown "; });
    RawClient client = idleClient();
    QVERIFY(client.isConnected());
    QSignalSpy drained(m_server, &TrackingServer::drained);
    m_server->beginLeaving();
    QCOMPARE(said, QByteArray("leaving shutdown "));
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    client.close();
    QTRY_COMPARE(drained.count(), 1);
}

QTEST_GUILESS_MAIN(tst_TrackingServerLeaving)
#include "tst_trackingserver_leaving.moc"

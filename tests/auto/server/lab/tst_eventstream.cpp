// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lab/eventstream.h"
#include "lab/labroutes.h"
#include "rawclient.h"
#include "tracking/httpcompat.h"
#include "tracking/trackedconnection.h"
#include "tracking/trackingserver.h"

#include <QHttpServer>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <vector>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

const QByteArray firstTick = "event: tick\nid: 1\ndata: {\"n\":1}\n\n";
const QByteArray goodbye = "event: goodbye\ndata: {\"reason\":\"shutdown\"}\n\n";

/// As a client of HTTP/1.1 sees it.
QByteArray chunk(const QByteArray &data)
{
    return QByteArray::number(data.size(), 16) + "\r\n" + data + "\r\n";
}

QByteArray lastTickIn(const QByteArray &bytes)
{
    const qsizetype begin = bytes.lastIndexOf("\nid: ") + 5;
    return bytes.sliced(begin, bytes.indexOf('\n', begin) - begin);
}

} // namespace

// With a socket that sees each byte. Where ticks must come, they come each few milliseconds.
class tst_EventStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void begins();
    void ticks();
    void saysNothingButTheHeaderToHead();
    void saysGoodbye_data();
    void saysGoodbye();
    void goesOnWhileTheServerLeaves();
    void saysGoodbyeToWhoComesLate();
    void sendsAnOldClientNoChunks();
    void endsWithItsConnection();
    void keepsLittleForAClientThatDoesNotRead();
    void holdsNoShutdownUp();

private:
    /// Like /events, but with a tick each two milliseconds, and with \a ballast bytes behind the first.
    void addFastRoute(const QString &path, qsizetype ballast = 0);

    std::unique_ptr<QHttpServer> m_http;
    TrackingServer *m_server = nullptr;
    QPointer<EventStream> m_stream; // the last one with fast ticks
};

void tst_EventStream::init()
{
    m_http = std::make_unique<QHttpServer>();
    m_server = new TrackingServer;
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    QVERIFY(HttpCompat::bind(*m_http, m_server));
    addLabRoutes(*m_http, *m_server);
}

void tst_EventStream::addFastRoute(const QString &path, qsizetype ballast)
{
    m_http->route(path, [this, ballast](const QHttpServerRequest &, HttpCompat::ResponderArgument) {
        TrackedConnection *connection = m_server->currentConnection();
        connection->releaseHandler();
        m_stream = new EventStream(connection, *m_server, 2ms);
        if (ballast > 0)
            connection->write(chunk(':' + QByteArray(ballast, 'x') + "\n\n"));
    });
}

void tst_EventStream::begins()
{
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/events")));
    QTRY_VERIFY(client.received().endsWith("\r\n\r\n" + chunk(firstTick)));
    QVERIFY(client.received().startsWith("HTTP/1.1 200 "));
    QVERIFY(client.received().contains("\r\nContent-Type: text/event-stream\r\n"));
    QVERIFY(client.received().contains("\r\nCache-Control: no-store\r\n"));
    QVERIFY(client.received().contains("\r\nTransfer-Encoding: chunked\r\n"));
    QVERIFY(!client.received().contains("Content-Length"));
}

void tst_EventStream::ticks()
{
    addFastRoute(QStringLiteral("/fast"));
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/fast")));
    QByteArray expected;
    for (int n = 1; n <= 3; ++n) {
        const QByteArray number = QByteArray::number(n);
        expected += chunk("event: tick\nid: " + number + "\ndata: {\"n\":" + number + "}\n\n");
    }
    QTRY_VERIFY(client.received().contains("\r\n\r\n" + expected));
}

void tst_EventStream::saysNothingButTheHeaderToHead()
{
    RawClient client(m_server->serverPort());
    QVERIFY(client.send("HEAD /events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    QTRY_VERIFY(client.received().endsWith("\r\n\r\n"));
    QVERIFY(client.received().contains("\r\nContent-Type: text/event-stream\r\n"));
    client.forget();
    QVERIFY(client.send(get("/delay/200")));
    QTRY_COMPARE(m_server->snapshot().counts.active, 1);
    m_server->beginShutdown(ShutdownPolicy::StopListening, 0ms, 0ms); // a stream would say goodbye into that response
    QTRY_COMPARE(client.responses(), 1);
    QVERIFY(client.received().startsWith("HTTP/1.1 200 "));
    QVERIFY(client.received().endsWith("{\"delayed\":200}"));
}

void tst_EventStream::saysGoodbye_data()
{
    QTest::addColumn<ShutdownPolicy>("policy");
    QTest::addColumn<bool>("isDisconnected");
    QTest::newRow("when it drains") << ShutdownPolicy::Drain << true;
    QTest::newRow("when it disconnects all") << ShutdownPolicy::DisconnectAll << true;
    QTest::newRow("when it only stops listening") << ShutdownPolicy::StopListening << false;
}

void tst_EventStream::saysGoodbye()
{
    QFETCH(ShutdownPolicy, policy);
    QFETCH(bool, isDisconnected);
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/events")));
    QTRY_VERIFY(client.received().endsWith(chunk(firstTick)));
    m_server->beginShutdown(policy, 0ms, 0ms);
    QTRY_VERIFY(client.received().endsWith(chunk(goodbye) + "0\r\n\r\n"));
    if (isDisconnected) {
        QTRY_COMPARE(client.end(), RawClient::End::Fin);
        return;
    }
    QTRY_COMPARE(m_server->snapshot().counts.active, 0);
    client.forget();
    QVERIFY(client.send(get("/"))); // the connection is of use as before
    QTRY_COMPARE(client.responses(), 1);
}

void tst_EventStream::goesOnWhileTheServerLeaves()
{
    addFastRoute(QStringLiteral("/fast"));
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/fast")));
    QTRY_VERIFY(client.received().contains(chunk(firstTick)));
    m_server->beginLeaving();
    client.forget();
    QTRY_VERIFY(client.received().count("event: tick") > 3);
    QVERIFY(!client.received().contains("goodbye"));
    RawClient another(m_server->serverPort());
    QVERIFY(another.send(get("/fast")));
    QTRY_VERIFY(another.received().count("event: tick") > 3);
    QVERIFY(another.received().contains("\r\nConnection: close\r\n"));
    m_server->beginShutdown();
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QTRY_COMPARE(another.end(), RawClient::End::Fin);
    QVERIFY(client.received().endsWith(chunk(goodbye) + "0\r\n\r\n"));
    QVERIFY(another.received().endsWith(chunk(goodbye) + "0\r\n\r\n"));
}

void tst_EventStream::saysGoodbyeToWhoComesLate()
{
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/")));
    QTRY_COMPARE(client.responses(), 1);
    m_server->beginShutdown(ShutdownPolicy::Drain, 60s, 0ms);
    QVERIFY(client.send(get("/events")));
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QVERIFY(client.received().endsWith("\r\n\r\n" + chunk(firstTick) + chunk(goodbye) + "0\r\n\r\n"));
    QVERIFY(client.received().contains("\r\nConnection: close\r\n"));
}

void tst_EventStream::sendsAnOldClientNoChunks()
{
    RawClient client(m_server->serverPort());
    QVERIFY(client.send("GET /events HTTP/1.0\r\n\r\n"));
    QTRY_VERIFY(client.received().endsWith("\r\n\r\n" + firstTick));
    QVERIFY(!client.received().contains("Transfer-Encoding"));
    m_server->beginShutdown();
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QVERIFY(client.received().endsWith("\r\n\r\n" + firstTick + goodbye));
}

void tst_EventStream::endsWithItsConnection()
{
    addFastRoute(QStringLiteral("/fast"));
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/fast")));
    QTRY_VERIFY(client.received().contains(chunk(firstTick)));
    QVERIFY(m_stream);
    client.close();
    QTRY_COMPARE(m_server->openConnections(), 0);
    QTRY_VERIFY(m_stream.isNull());
    m_server->beginShutdown(); // nobody is there to say goodbye to
}

void tst_EventStream::keepsLittleForAClientThatDoesNotRead()
{
    addFastRoute(QStringLiteral("/ballast"), 20'000'000); // more than the kernel takes
    RawClient stalled(m_server->serverPort(), 4096);
    QVERIFY(stalled.send(get("/ballast")));
    QTRY_VERIFY(m_stream);
    const auto *connection = static_cast<TrackedConnection *>(m_stream->parent());
    addFastRoute(QStringLiteral("/clock"));
    RawClient clock(m_server->serverPort());
    QVERIFY(clock.send(get("/clock")));
    QTRY_VERIFY(clock.received().contains(chunk(firstTick)));
    const qint64 unsent = connection->bytesToWrite();
    QVERIFY(unsent > 1'000'000);
    QTRY_VERIFY(clock.received().count("event: tick") > 20);
    QVERIFY(connection->bytesToWrite() <= unsent);
    QTRY_VERIFY(stalled.received().count("event: tick") > 1); // reads at last
    const QByteArray &received = stalled.received();
    QVERIFY2(received.count("event: tick") < lastTickIn(received).toInt(), "no tick is missing");
}

void tst_EventStream::holdsNoShutdownUp()
{
    std::vector<RawClient> clients;
    for (int i = 0; i < 40; ++i) {
        clients.emplace_back(m_server->serverPort());
        QVERIFY(clients.back().send(get("/events")));
    }
    QTRY_COMPARE(m_server->snapshot().counts.active, 40);
    QSignalSpy drained(m_server, &TrackingServer::drained);
    m_server->beginShutdown(ShutdownPolicy::Drain, 0ms, 0ms);
    for (RawClient &client : clients) {
        QTRY_COMPARE(client.end(), RawClient::End::Fin);
        QVERIFY(client.received().endsWith(chunk(goodbye) + "0\r\n\r\n"));
        client.close();
    }
    QTRY_COMPARE(drained.count(), 1);
}

QTEST_GUILESS_MAIN(tst_EventStream)
#include "tst_eventstream.moc"

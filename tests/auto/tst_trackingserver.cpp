// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "httpcompat.h"
#include "labroutes.h"
#include "rawclient.h"
#include "trackingserver.h"

#include <QHttpServer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace Drainboard;

// The server as somebody uses it who has a QHttpServer and no HttpEngine.
class tst_TrackingServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopsAnyHttpServer();
    void saysOnceThatItIsDrained();
    void staysUpWithoutDescriptors();
    void endsConnectionsWithItself();
};

void tst_TrackingServer::stopsAnyHttpServer()
{
    QHttpServer http;
    http.route(QStringLiteral("/hello"), [] { return QHttpServerResponse(QStringLiteral("hello")); });
    auto *server = new TrackingServer;
    QVERIFY(server->listen(QHostAddress::LocalHost));
    QVERIFY(HttpCompat::bind(http, server));
    QSignalSpy drained(server, &TrackingServer::drained);

    RawClient idle(server->serverPort());
    QVERIFY(idle.send(get("/hello")));
    QTRY_COMPARE(idle.responses(), 1);
    QVERIFY(idle.received().endsWith("hello"));
    QCOMPARE(server->table().openCount(), 1);

    server->beginShutdown(ShutdownPolicy::Drain);
    QTRY_COMPARE(drained.count(), 1);
    QCOMPARE(idle.end(), RawClient::End::Fin);
    QVERIFY(!server->isListening());
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

void tst_TrackingServer::staysUpWithoutDescriptors()
{
    QHttpServer http;
    auto *server = new TrackingServer;
    QVERIFY(server->listen(QHostAddress::LocalHost));
    QVERIFY(HttpCompat::bind(http, server));
    addLabRoutes(http, *server);
    RawClient client(server->serverPort());
    QVERIFY(client.send(get("/")));

    rlimit limit {};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    const int next = ::open("/dev/null", O_RDONLY | O_CLOEXEC); // the number that accept() would get
    ::close(next);
    const rlimit none { .rlim_cur = rlim_t(next), .rlim_max = limit.rlim_max };
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("cannot accept connections for now")));
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    QSignalSpy errors(server, &QTcpServer::acceptError);
    const bool failed = QTest::qWaitFor([&errors] { return errors.count() == 1; });
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &limit), 0);
    QVERIFY(failed);
    QTRY_COMPARE(client.responses(), 1); // accepted after all, by itself
}

void tst_TrackingServer::endsConnectionsWithItself()
{
    auto table = std::make_shared<ConnectionTable>();
    auto http = std::make_unique<QHttpServer>();
    auto *server = new TrackingServer(table);
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

QTEST_GUILESS_MAIN(tst_TrackingServer)
#include "tst_trackingserver.moc"

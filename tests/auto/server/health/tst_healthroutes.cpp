// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "health/healthroutes.h"
#include "rawclient.h"
#include "tracking/httpcompat.h"
#include "tracking/trackingserver.h"

#include <QHttpServer>
#include <QTest>

#include <memory>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

const QByteArray checksPassed = "[+]ping ok\n[+]shutdown ok\nreadyz check passed\n";
const QByteArray checksFailed = "[+]ping ok\n[-]shutdown failed: the server takes its leave\nreadyz check failed\n";

} // namespace

// As load balancers ask, and as nobody should.
class tst_HealthRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void answers_data();
    void answers();
    void answersAnyone_data();
    void answersAnyone();
    void answersHeadWithoutABody_data();
    void answersHeadWithoutABody();
    void isNotReadyInAShutdown();
    void closesNothingByItself();
    void answersAllThatHasComeWhenItLeaves();

private:
    std::unique_ptr<QHttpServer> m_http;
    TrackingServer *m_server = nullptr;
};

void tst_HealthRoutes::init()
{
    m_http = std::make_unique<QHttpServer>();
    m_server = new TrackingServer;
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    QVERIFY(HttpCompat::bind(*m_http, m_server));
    addHealthRoutes(*m_http, *m_server);
}

void tst_HealthRoutes::answers_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<bool>("isLeaving");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *start, const char *status, const QByteArray &body, const char *leavingStatus,
                        const QByteArray &leavingBody) {
        QTest::newRow(start) << QByteArray(start) << false << QByteArray(status) << body;
        QTest::addRow("%s, once it leaves", start)
            << QByteArray(start) << true << QByteArray(leavingStatus) << leavingBody;
    };
    for (const char *start : { "GET /livez", "OPTIONS /livez", "GET /livez?verbose" })
        row(start, "200", "ok\n", "200", "ok\n");
    for (const char *start :
         { "GET /readyz", "OPTIONS /readyz", "GET /readyz?", "GET /readyz?verbosely", "GET /readyz?a=verbose" })
        row(start, "200", "ready\n", "503", "leaving\n");
    for (const char *start : { "GET /readyz?verbose", "GET /readyz?verbose=1", "GET /readyz?a=b&verbose" })
        row(start, "200", checksPassed, "503", checksFailed);
    for (const char *start : { "POST /readyz", "PUT /readyz", "DELETE /livez", "GET /readyz/", "GET /readyz/verbose",
                               "GET /READYZ", "GET /healthz", "GET /" })
        row(start, "404", "", "404", "");
}

void tst_HealthRoutes::answers()
{
    QFETCH(QByteArray, start);
    QFETCH(bool, isLeaving);
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, body);
    if (isLeaving)
        m_server->beginLeaving();
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(start + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"));
    QTRY_COMPARE(client.responses(), 1);
    const QByteArray response = client.received();
    QVERIFY2(response.startsWith("HTTP/1.1 " + status + ' '), response.constData());
    QCOMPARE(response.sliced(response.indexOf("\r\n\r\n") + 4), body);
    if (status == "404")
        return;
    QCOMPARE(response.toLower().count("\r\ncontent-type: text/plain\r\n"), 1);
    QCOMPARE(response.toLower().count("\r\ncache-control: no-store\r\n"), 1);
}

void tst_HealthRoutes::answersAnyone_data()
{
    QTest::addColumn<QByteArray>("rest"); // of the request, behind its target
    const auto row = [](const char *name, const char *rest) { QTest::newRow(name) << QByteArray(rest); };
    row("who knows an address", " HTTP/1.1\r\nHost: 10.1.2.3:8080\r\n\r\n");
    row("who has a name of its own", " HTTP/1.1\r\nHost: backend-7.example\r\n\r\n");
    row("who leaves the name empty", " HTTP/1.0\r\nHost:\r\n\r\n");
    row("who speaks HTTP/1.0 and gives no name", " HTTP/1.0\r\n\r\n");
    row("who is a page of another site", " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n\r\n");
    row("whom a browser says to be foreign", " HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: cross-site\r\n\r\n");
}

void tst_HealthRoutes::answersAnyone()
{
    QFETCH(QByteArray, rest);
    for (const QByteArray target : { "/livez", "/readyz" }) {
        RawClient client(m_server->serverPort());
        QVERIFY(client.send("GET " + target + rest));
        QTRY_COMPARE(client.responses(), 1);
        QVERIFY2(client.received().startsWith("HTTP/1.1 200 "), client.received().constData());
    }
}

void tst_HealthRoutes::answersHeadWithoutABody_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("/livez") << QByteArray("/livez");
    QTest::newRow("/readyz") << QByteArray("/readyz");
    QTest::newRow("/readyz?verbose") << QByteArray("/readyz?verbose");
}

void tst_HealthRoutes::answersHeadWithoutABody()
{
    QFETCH(QByteArray, target);
    RawClient client(m_server->serverPort());
    QVERIFY(client.send("HEAD " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    QTRY_VERIFY(client.received().endsWith("\r\n\r\n"));
    QVERIFY(client.received().startsWith("HTTP/1.1 200 "));
    const qsizetype headerSize = client.received().size();
    QVERIFY(client.send(get("/livez")));
    QTRY_VERIFY(client.received().endsWith("\r\n\r\nok\n"));
    QVERIFY(client.received().sliced(headerSize).startsWith("HTTP/1.1 200 ")); // and so no body before it
}

void tst_HealthRoutes::isNotReadyInAShutdown()
{
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/readyz")));
    QTRY_COMPARE(client.responses(), 1);
    client.forget();
    m_server->beginShutdown(ShutdownPolicy::StopListening, 0ms, 0ms);
    QVERIFY(client.send(get("/readyz") + get("/livez")));
    QTRY_COMPARE(client.responses(), 2);
    QVERIFY(client.received().startsWith("HTTP/1.1 503 "));
    QCOMPARE(client.received().count("HTTP/1.1 200 "), 1);
    // Whether the connection stays is for the policy, and not for the status.
    QCOMPARE(client.received().toLower().count("connection: close"), 0);
    QCOMPARE(client.end(), RawClient::End::None);
}

void tst_HealthRoutes::closesNothingByItself()
{
    RawClient client(m_server->serverPort());
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(client.send(get("/readyz")));
        QTRY_COMPARE(client.responses(), i);
    }
    QCOMPARE(client.received().toLower().count("connection: close"), 0);
    QCOMPARE(m_server->openConnections(), 1);
}

void tst_HealthRoutes::answersAllThatHasComeWhenItLeaves()
{
    m_server->beginLeaving();
    RawClient client(m_server->serverPort());
    QVERIFY(client.send(get("/readyz") + get("/readyz")));
    QTRY_COMPARE(client.responses(), 2);
    QCOMPARE(client.received().count("HTTP/1.1 503 "), 2);
    QCOMPARE(client.received().toLower().count("connection: close"), 1); // the last one
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
}

QTEST_GUILESS_MAIN(tst_HealthRoutes)
#include "tst_healthroutes.moc"

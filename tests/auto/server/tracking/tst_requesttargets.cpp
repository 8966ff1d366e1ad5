// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "rawclient.h"
#include "tracking/httpcompat.h"
#include "tracking/trackingserver.h"

#include <QFutureInterface>
#include <QHttpServer>
#include <QTest>

#include <memory>
#include <optional>

using namespace Drainboard;

// What the routes of a QHttpServer see of a request's target: that is a matter of both, the guard and Qt.
class tst_RequestTargets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void routesWhatIsMeant_data();
    void routesWhatIsMeant();
    void answersInOrder();

private:
    std::unique_ptr<QHttpServer> m_http;
    TrackingServer *m_server = nullptr;
    std::optional<QFutureInterface<QHttpServerResponse>> m_late; // the answer of "/late"
};

void tst_RequestTargets::init()
{
    m_http = std::make_unique<QHttpServer>();
    m_server = new TrackingServer;
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    QVERIFY(HttpCompat::bind(*m_http, m_server));
    m_http->route(QStringLiteral("/bytes/<arg>"), [](const QString &count, const QHttpServerRequest &request) {
        return QHttpServerResponse("bytes " + count.toLatin1() + '?' + request.url().query().toLatin1() + " of "
                                   + request.value("Host") + " or " + request.url().authority().toLatin1());
    });
    m_http->route(QStringLiteral("/"), [](const QHttpServerRequest &request) {
        return QHttpServerResponse("root of " + request.value("Host"));
    });
    m_http->route(QStringLiteral("/late"), [this] {
        m_late.emplace();
        m_late->reportStarted();
        return m_late->future();
    });
}

void tst_RequestTargets::cleanup()
{
    m_http.reset();
    m_late.reset();
}

void tst_RequestTargets::routesWhatIsMeant_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *target, const char *status, const QByteArray &body = {}) {
        QTest::newRow(target) << QByteArray(target) << QByteArray(status) << body;
    };
    row("/bytes/3?a=b", "200", "bytes 3?a=b of a:1 or a:1");
    row("//evil/bytes/3", "404");
    row("//u@evil:99/bytes/3", "404");
    row("///bytes/3", "404");
    row("//bytes/3", "404");
    row("http://b//evil/bytes/3", "404");
    row("/%2Fevil/bytes/3", "404");
    row("x:/bytes/3", "400");
    row("http:/bytes/3", "400");
    row("http:///bytes/3", "400");
    row("ftp://x/bytes/3", "400");
    row("bytes/3", "400");
    row("http://b/bytes/3?c", "200", "bytes 3?c of b or b:");
    row("http://b:2/bytes/3", "200", "bytes 3? of b:2 or b:2");
    row("http://b", "200", "root of b");
    row("/bytes/3?a|b={c}^[d]", "200", "bytes 3?a|b={c}^[d] of a:1 or a:1");
}

void tst_RequestTargets::routesWhatIsMeant()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, body);
    RawClient client(m_server->serverPort());
    QVERIFY(client.send("GET " + target + " HTTP/1.1\r\nHost: a:1\r\n\r\n"));
    QTRY_COMPARE(client.responses(), 1);
    QVERIFY2(client.received().startsWith("HTTP/1.1 " + status + ' '), client.received());
    QVERIFY2(client.received().contains("\r\n\r\n" + body), client.received());
}

// Those that the guard gives by itself wait for their turn behind a handler that answers later.
void tst_RequestTargets::answersInOrder()
{
    RawClient client(m_server->serverPort());
    QVERIFY(client.send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n" + get("/late") + "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"
                        + get("/bytes/1") + "BREW / HTTP/1.1\r\nHost: a\r\n\r\n" + get("/bytes/2")
                        + "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n"));
    QTRY_VERIFY(m_late.has_value());
    QTRY_VERIFY(client.received().startsWith("HTTP/1.1 204 No Content\r\n"));
    QTest::qWait(20); // whatever overtakes it would do so now
    QVERIFY(client.received().endsWith("\r\n\r\n"));
    QCOMPARE(client.received().count("HTTP/1.1 "), 1);
    m_late->reportResult(QHttpServerResponse("late"));
    m_late->reportFinished();
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    qsizetype at = 0;
    for (const char *part : { "HTTP/1.1 204 ", "HTTP/1.1 200 ", "late", "HTTP/1.1 405 ", "HTTP/1.1 200 ", "bytes 1",
                              "HTTP/1.1 501 ", "HTTP/1.1 200 ", "bytes 2", "HTTP/1.1 501 ", "Connection: close" }) {
        at = client.received().indexOf(part, at);
        QVERIFY2(at >= 0, part);
    }
    QCOMPARE(client.received().count("HTTP/1.1 "), 7);
    QCOMPARE(client.received().count("Connection: close"), 1);
}

QTEST_GUILESS_MAIN(tst_RequestTargets)
#include "tst_requesttargets.moc"

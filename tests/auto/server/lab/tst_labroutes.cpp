// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/httpengine.h"
#include "lab/labroutes.h"
#include "rawclient.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Drainboard;

// With QNetworkAccessManager, which keeps its connections alive and is strict about what comes back.
class tst_LabRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answers_data();
    void answers();
    void uploads_data();
    void uploads();
    void delays();
    void streams();
    void hangs();
    void holdsNoThread();
    void describesTheConnection();
    void echoes_data();
    void echoes();
    void answersWithAStatus_data();
    void answersWithAStatus();
    void saysNothingToHead();
    void keepsForeignPagesOut_data();
    void keepsForeignPagesOut();
    void answersAnyoneAtTheRoot();
    void blocksForAWhile();
    void blocksForAMinuteAtMost_data();
    void blocksForAMinuteAtMost();

private:
    using Reply = std::unique_ptr<QNetworkReply>;

    QNetworkRequest request(const QString &path) const { return QNetworkRequest(m_engine->url().resolved(QUrl(path))); }
    Reply get(const QString &path) { return Reply(m_client.get(request(path))); }
    static int statusOf(const Reply &reply)
    {
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }

    std::unique_ptr<HttpEngine> m_engine;
    QNetworkAccessManager m_client;
};

void tst_LabRoutes::initTestCase()
{
    EngineSettings settings;
    settings.port = 0;
    m_engine = std::make_unique<HttpEngine>(settings, addLabRoutes);
    QVERIFY(m_engine->listen());
}

void tst_LabRoutes::answers_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("ping") << QStringLiteral("/") << 200 << QByteArray("{\"ping\":true}");
    QTest::newRow("no delay") << QStringLiteral("/delay/0") << 200 << QByteArray("{\"delayed\":0}");
    QTest::newRow("no bytes") << QStringLiteral("/bytes/0") << 200 << QByteArray();
    QTest::newRow("some bytes") << QStringLiteral("/bytes/3") << 200 << QByteArray("xxx");
    QTest::newRow("many bytes") << QStringLiteral("/bytes/1000000") << 200 << QByteArray(1'000'000, 'x');
    QTest::newRow("too many bytes") << QStringLiteral("/bytes/100000001") << 413 << QByteArray();
    QTest::newRow("a negative number of bytes") << QStringLiteral("/bytes/-1") << 404 << QByteArray();
    QTest::newRow("a delay that is no number") << QStringLiteral("/delay/long") << 404 << QByteArray();
    QTest::newRow("an upload by GET") << QStringLiteral("/upload") << 404 << QByteArray();
    QTest::newRow("an empty stream") << QStringLiteral("/stream/0") << 200 << QByteArray("chunk 1\n");
    for (const char *code :
         { "199", "600", "100", "101", "0", "-1", "99", "0200", "+20", "2e2", "abc", "%32%30", "200 " })
        QTest::addRow("the status %s", code) << QStringLiteral("/status/") + QLatin1String(code) << 400
                                             << QByteArray("/status/<code> takes a status from 200 to 599.\n");
    QTest::newRow("no status") << QStringLiteral("/status/") << 404 << QByteArray();
    QTest::newRow("nothing there") << QStringLiteral("/nothing") << 404 << QByteArray();
}

void tst_LabRoutes::answers()
{
    QFETCH(QString, path);
    const Reply reply = get(path);
    QTRY_VERIFY(reply->isFinished());
    QTEST(statusOf(reply), "status");
    QTEST(reply->readAll(), "body");
}

void tst_LabRoutes::uploads_data()
{
    QTest::addColumn<qint64>("size");
    QTest::newRow("nothing") << qint64(0);
    QTest::newRow("a little") << qint64(10);
    QTest::newRow("more than fits in the kernel") << qint64(7'000'000);
}

void tst_LabRoutes::uploads()
{
    QFETCH(qint64, size);
    QNetworkRequest upload = request(QStringLiteral("/upload"));
    upload.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/octet-stream"));
    const Reply reply(m_client.post(upload, QByteArray(size, 'x')));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(statusOf(reply), 200);
    QCOMPARE(reply->readAll(), "{\"received\":" + QByteArray::number(size) + '}');
}

void tst_LabRoutes::delays()
{
    QElapsedTimer elapsed;
    elapsed.start();
    const Reply reply = get(QStringLiteral("/delay/200"));
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(elapsed.elapsed() >= 200);
    QCOMPARE(reply->readAll(), QByteArray("{\"delayed\":200}"));
}

void tst_LabRoutes::streams()
{
    QElapsedTimer elapsed;
    elapsed.start();
    const Reply reply = get(QStringLiteral("/stream/350"));
    QTRY_VERIFY(reply->bytesAvailable() > 0);
    QVERIFY(!reply->isFinished()); // a chunk at once
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(elapsed.elapsed() >= 350);
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QVERIFY(reply->rawHeader("Transfer-Encoding").contains("chunked"));
    QVERIFY(reply->readAll().startsWith("chunk 1\nchunk 2\n"));
}

void tst_LabRoutes::hangs()
{
    const Reply reply = get(QStringLiteral("/hang"));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(!finished.wait(200));
    reply->abort();
}

void tst_LabRoutes::holdsNoThread()
{
    const Reply hanging = get(QStringLiteral("/hang"));
    const Reply delayed = get(QStringLiteral("/delay/60000"));
    const Reply streaming = get(QStringLiteral("/stream/60000"));
    QTRY_VERIFY(streaming->bytesAvailable() > 0);
    const Reply reply = get(QStringLiteral("/"));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(statusOf(reply), 200);
    QVERIFY(!hanging->isFinished());
    QVERIFY(!delayed->isFinished());
    QVERIFY(!streaming->isFinished());
    for (const Reply *open : { &hanging, &delayed, &streaming })
        (*open)->abort();
}

void tst_LabRoutes::describesTheConnection()
{
    m_client.clearConnectionCache();
    QJsonObject first;
    for (int i = 1; i <= 2; ++i) {
        const Reply reply = get(QStringLiteral("/connection"));
        QTRY_VERIFY(reply->isFinished());
        const QJsonObject connection = QJsonDocument::fromJson(reply->readAll()).object();
        QVERIFY(connection.value(u"peer").toString().startsWith(QStringLiteral("127.0.0.1:")));
        QVERIFY(connection.value(u"ageMs").toInt(-1) >= 0);
        QVERIFY(connection.value(u"tcp").toObject().value(u"roundTripMs").toDouble() > 0);
        QCOMPARE(connection.value(u"tcp").toObject().value(u"unreadBytes").toInt(-1), 0);
        QCOMPARE(connection.value(u"requests").toInt(), i);
        QCOMPARE(connection.value(u"request").toString(), QStringLiteral("GET /connection"));
        QVERIFY(connection.value(u"status").isNull()); // this very response
        QVERIFY(connection.value(u"firstByteMs").isNull());
        QCOMPARE(connection.value(u"pipelined"), QJsonValue(false));
        QVERIFY(connection.value(u"waitedMs").toDouble(-1) >= 0);
        QCOMPARE(connection.value(u"halfClosed"), QJsonValue(false));
        QCOMPARE(connection.value(u"keepAlive"), QJsonValue(true));
        QCOMPARE(connection.value(u"keepAliveReason").toString(), QStringLiteral("HTTP/1.1"));
        if (i == 1)
            first = connection;
        else
            QCOMPARE(connection.value(u"id"), first.value(u"id")); // the same one, kept alive
    }
}

void tst_LabRoutes::echoes_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("body"); // as it is sent
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("echo");
    const QByteArray host = "Host: localhost\r\n";
    const QByteArray odd
        = "GET /echo?a=%20b&&c HTTP/1.1\r\nhOsT:localhost\r\nX-A:  1 \r\nX-A:\t2\r\nX-\xfc: \xe4\r\n\r\n";
    const QByteArray plain = "GET /echo HTTP/1.1\r\n" + host + "\r\n";
    QTest::newRow("a header") << plain << QByteArray() << QByteArray("text/plain") << plain;
    QTest::newRow("odd spelling") << QByteArray(odd).replace("X-\xfc", "X-B") << QByteArray()
                                  << QByteArray("text/plain") << QByteArray(odd).replace("X-\xfc", "X-B");
    const QByteArray upgrade = "GET /echo HTTP/1.1\r\n" + host + "Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n";
    QTest::newRow("an upgrade") << upgrade << QByteArray() << QByteArray("text/plain") << upgrade;
    const QByteArray absolute = "GET http://LOCALHOST/echo?a HTTP/1.1\r\n" + host + "\r\n";
    QTest::newRow("an absolute target") << absolute << QByteArray() << QByteArray("text/plain") << absolute;
    const QByteArray removal = "DELETE /echo HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\n";
    QTest::newRow("not the body of a DELETE") << removal << QByteArray("hello") << QByteArray("text/plain") << removal;
    const QByteArray large = "GET /echo HTTP/1.1\r\n" + host + "X: " + QByteArray(9000, 'x') + "\r\n\r\n";
    QTest::newRow("a large header") << large << QByteArray() << QByteArray("text/plain") << large;
    const QByteArray old = "GET /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
    QTest::newRow("HTTP/1.0") << old << QByteArray() << QByteArray("text/plain") << old;
    const QByteArray chunkedGet = "GET /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n";
    QTest::newRow("chunks of a GET") << chunkedGet << QByteArray("5\r\nhello\r\n0\r\n\r\n") << QByteArray("text/plain")
                                     << chunkedGet;

    const QByteArray bytes = "application/octet-stream";
    const QByteArray html = "<script>alert(1)</script>";
    const QByteArray type = "Content-Type: text/html\r\n";
    for (const char *method : { "POST", "PUT", "PATCH" }) {
        const QByteArray start = QByteArray(method) + " /echo HTTP/1.1\r\n" + host + type;
        QTest::addRow("the body of %s", method) << start + "Content-Length: " + QByteArray::number(html.size())
                + "\r\n\r\n" << html << bytes << html;
        QTest::addRow("no body of %s", method) << start + "Content-Length: 0\r\n\r\n"
                                               << QByteArray() << bytes << QByteArray();
    }
    QTest::newRow("chunks of a POST") << "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n"
                                      << QByteArray("5;x=y\r\nhello\r\n1\r\n!\r\n0\r\nA: b\r\n\r\n") << bytes
                                      << QByteArray("hello!");
    const QByteArray much(300'000, 'x');
    QTest::newRow("a large body") << "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 300000\r\n\r\n"
                                  << much << bytes << much;
}

void tst_LabRoutes::echoes()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, echo);
    RawClient client(m_engine->serverPort());
    for (int i = 1; i <= 2; ++i) { // the connection goes on
        QVERIFY(client.send(header + body));
        QTRY_COMPARE(client.responses(), i);
    }
    const qsizetype size = client.received().size() / 2;
    const QByteArray first = client.received().first(size);
    const qsizetype end = first.indexOf("\r\n\r\n") + 4;
    QCOMPARE(client.received().sliced(size + end), first.sliced(end)); // only the Date may differ
    const QByteArray fields = first.first(end).toLower();
    QVERIFY(fields.startsWith("http/1.1 200 "));
    QVERIFY(fields.contains("\r\ncontent-type: " + type + "\r\n"));
    QVERIFY(fields.contains("\r\nx-content-type-options: nosniff\r\n"));
    QCOMPARE(first.sliced(end), echo);
}

void tst_LabRoutes::answersWithAStatus_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    for (const char *method : { "GET", "HEAD", "POST" }) {
        for (int status : { 200, 204, 205, 206, 299, 301, 304, 400, 404, 418, 499, 500, 503, 599 })
            QTest::addRow("%s, %d", method, status) << QByteArray(method) << status;
    }
}

void tst_LabRoutes::answersWithAStatus()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    const QByteArray code = QByteArray::number(status);
    const QByteArray request = method + " /status/" + code
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
    RawClient client(m_engine->serverPort());
    QVERIFY(client.send(request + request + ::get("/"))); // what follows is where the framing says
    QTRY_VERIFY(client.received().endsWith("{\"ping\":true}"));
    QCOMPARE(client.end(), RawClient::End::None);
    QByteArray rest = client.received();
    for (int i = 0; i < 2; ++i) {
        const qsizetype end = rest.indexOf("\r\n\r\n") + 4;
        const QByteArray fields = rest.first(end);
        QVERIFY(fields.startsWith("HTTP/1.1 " + code + " \r\n"));
        const bool hasLength = status != 204 && status != 304;
        QCOMPARE(fields.contains("Content-Length: "), hasLength);
        const bool hasContent = hasLength && status != 205;
        QCOMPARE(fields.contains("Content-Length: 4\r\n"), hasContent);
        const QByteArray body = hasContent && method != "HEAD" ? code + '\n' : QByteArray();
        rest = rest.sliced(end);
        QVERIFY(rest.startsWith(body + "HTTP/1.1 "));
        rest = rest.sliced(body.size());
    }
    QVERIFY(rest.startsWith("HTTP/1.1 200 "));
    QVERIFY(rest.endsWith("\r\n\r\n{\"ping\":true}"));
}

void tst_LabRoutes::saysNothingToHead()
{
    for (const auto &path : { QStringLiteral("/"), QStringLiteral("/bytes/100000"), QStringLiteral("/stream/100"),
                              QStringLiteral("/echo"), QStringLiteral("/status/200") }) {
        const Reply reply(m_client.head(request(path)));
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(statusOf(reply), 200);
        const Reply next = get(QStringLiteral("/")); // not confused by what was not a body
        QTRY_VERIFY(next->isFinished());
        QCOMPARE(next->readAll(), QByteArray("{\"ping\":true}"));
    }
}

void tst_LabRoutes::keepsForeignPagesOut_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("fields");
    const QList<QByteArray> starts { "GET /delay/0",     "GET /hang",       "GET /stream/0",   "HEAD /stream/0",
                                     "GET /bytes/1",     "POST /upload",    "GET /connection", "GET /block/0",
                                     "GET /block/60001", "GET /events",     "HEAD /events",    "GET /echo",
                                     "POST /echo",       "GET /status/200", "GET /status/600" };
    const QList<QByteArray> fields { "Host: localhost\r\nSec-Fetch-Site: cross-site", "Host: evil.example",
                                     "Host: localhost\r\nOrigin: http://evil.example" };
    for (const QByteArray &start : starts) {
        for (const QByteArray &field : fields)
            QTest::addRow("%s, %s", start.constData(), field.split('\n').last().constData()) << start << field;
    }
}

void tst_LabRoutes::keepsForeignPagesOut()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, fields);
    RawClient client(m_engine->serverPort());
    QVERIFY(client.send(start + " HTTP/1.1\r\nContent-Length: 0\r\n" + fields + "\r\n\r\n"));
    QTRY_VERIFY(client.received().contains("\r\n\r\n"));
    QVERIFY(client.received().startsWith("HTTP/1.1 403 "));
    QCOMPARE(client.received().endsWith(".\n"), !start.startsWith("HEAD"));
}

void tst_LabRoutes::answersAnyoneAtTheRoot()
{
    RawClient client(m_engine->serverPort());
    QVERIFY(client.send("GET / HTTP/1.1\r\nHost: evil.example\r\nOrigin: null\r\nSec-Fetch-Site: cross-site\r\n\r\n"));
    QTRY_COMPARE(client.responses(), 1);
    QVERIFY(client.received().startsWith("HTTP/1.1 200 "));
}

void tst_LabRoutes::blocksForAWhile()
{
    QElapsedTimer elapsed;
    elapsed.start();
    const Reply reply = get(QStringLiteral("/block/50"));
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(elapsed.elapsed() >= 50);
    QCOMPARE(reply->readAll(), QByteArray("{\"blocked\":50}"));
}

void tst_LabRoutes::blocksForAMinuteAtMost_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("a little more") << QStringLiteral("/block/60001");
    QTest::newRow("a month") << QStringLiteral("/block/2147483647");
    QTest::newRow("more than 32 bits") << QStringLiteral("/block/99999999999");
}

void tst_LabRoutes::blocksForAMinuteAtMost()
{
    QFETCH(QString, path);
    const Reply reply = get(path);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(statusOf(reply), 400);
    const QByteArray text = reply->readAll();
    QVERIFY(text.contains("60000"));
    QCOMPARE(text.count('\n'), 1);
}

QTEST_GUILESS_MAIN(tst_LabRoutes)
#include "tst_labroutes.moc"

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
        QCOMPARE(connection.value(u"requests").toInt(), i);
        QCOMPARE(connection.value(u"request").toString(), QStringLiteral("GET /connection"));
        QVERIFY(connection.value(u"status").isNull()); // this very response
        QVERIFY(connection.value(u"firstByteMs").isNull());
        QCOMPARE(connection.value(u"pipelined"), QJsonValue(false));
        QCOMPARE(connection.value(u"keepAlive"), QJsonValue(true));
        QCOMPARE(connection.value(u"keepAliveReason").toString(), QStringLiteral("HTTP/1.1"));
        if (i == 1)
            first = connection;
        else
            QCOMPARE(connection.value(u"id"), first.value(u"id")); // the same one, kept alive
    }
}

void tst_LabRoutes::saysNothingToHead()
{
    for (const auto &path : { QStringLiteral("/"), QStringLiteral("/bytes/100000"), QStringLiteral("/stream/100") }) {
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
    const QList<QByteArray> starts { "GET /delay/0",     "GET /hang",    "GET /stream/0",   "HEAD /stream/0",
                                     "GET /bytes/1",     "POST /upload", "GET /connection", "GET /block/0",
                                     "GET /block/60001", "GET /events",  "HEAD /events" };
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

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/responsereader.h"

#include <QTest>

using namespace Drainboard;

class tst_ResponseReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheEnd_data();
    void findsTheEnd();
    void needsTheRest_data();
    void needsTheRest();
    void refusesWhatIsNoResponse_data();
    void refusesWhatIsNoResponse();
    void beginsAnew();
};

void tst_ResponseReader::findsTheEnd_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<bool>("toHead");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("endsConnection");
    const auto row = [](const char *name, const QByteArray &response, int status, bool ends, bool toHead = false) {
        QTest::newRow(name) << response << toHead << status << ends;
    };
    row("by its length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, false);
    row("of no length", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, false);
    row("without a reason phrase", "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n", 404, false);
    row("its length said twice, alike", "HTTP/1.1 200 OK\r\ncontent-length:2\r\nContent-Length: 2\r\n\r\nok", 200,
        false);
    row("by its last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", 200, false);
    row("behind trailers",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, Chunked\r\n\r\n2;a=b\r\nok\r\n0\r\na: b\r\n\r\n", 200, false);
    row("204", "HTTP/1.1 204 No Content\r\n\r\n", 204, false);
    row("304, with a length", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 304, false);
    row("to HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 200, false, true);
    row("behind interim ones",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: "
        "2\r\n\r\nok",
        200, false);
    row("and of the connection", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok", 200, true);
    row("and of the connection, in a list", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: a , CLOSE\r\n\r\nok",
        200, true);
    row("of the connection, by its version", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, true);
    row("not of the connection, though of the old version",
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok", 200, false);
    row("at another protocol", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n", 101, true);
    row("by FIN", "HTTP/1.1 200 OK\r\n\r\nok", 200, true);
    row("by FIN, in another coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nok", 200, true);
}

void tst_ResponseReader::findsTheEnd()
{
    QFETCH(QByteArray, response);
    QFETCH(bool, toHead);
    QFETCH(int, status);
    QFETCH(bool, endsConnection);
    const bool byFin = QByteArray(QTest::currentDataTag()).startsWith("by FIN");
    for (qsizetype piece = 1; piece <= response.size(); ++piece) { // however it is cut
        ResponseReader reader;
        reader.reset(toHead);
        const QByteArray bytes = byFin ? response : response + "more";
        qsizetype used = 0;
        for (qsizetype at = 0; at < bytes.size() && !reader.isComplete(); at += piece)
            used += reader.put(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at)));
        QCOMPARE(used, response.size());
        QCOMPARE(reader.received(), quint64(response.size()));
        QCOMPARE(reader.isComplete(), !byFin);
        reader.finish();
        QVERIFY(reader.isComplete());
        QVERIFY(!reader.isMalformed());
        QCOMPARE(reader.status(), status);
        QCOMPARE(reader.endsConnection(), endsConnection);
    }
}

void tst_ResponseReader::needsTheRest_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a part of the header") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le");
    QTest::newRow("an interim one alone") << QByteArray("HTTP/1.1 100 Continue\r\n\r\n");
    QTest::newRow("all but a byte") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
    QTest::newRow("a chunk without the last one")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n");
    QTest::newRow("the last chunk without its end")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
}

void tst_ResponseReader::needsTheRest()
{
    QFETCH(QByteArray, part);
    ResponseReader reader;
    QCOMPARE(reader.put(part), part.size());
    reader.finish();
    QVERIFY(!reader.isComplete());
    QVERIFY(!reader.isMalformed());
}

void tst_ResponseReader::refusesWhatIsNoResponse_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a greeting") << QByteArray("220 mail.example.org\r\n");
    QTest::newRow("TLS") << QByteArray("\x15\x03\x01\x00\x02\x02\x46", 7);
    QTest::newRow("HTTP/2") << QByteArray("HTTP/2 200\r\n\r\n");
    QTest::newRow("no status") << QByteArray("HTTP/1.1 OK and so on\r\n\r\n");
    QTest::newRow("two lengths") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok");
    QTest::newRow("a length and chunks") << QByteArray(
        "HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    QTest::newRow("a negative length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok");
    QTest::newRow("a length beyond all") << QByteArray(
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nok");
    QTest::newRow("a chunk without a size")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nok\r\n");
    QTest::newRow("an endless header") << "HTTP/1.1 200 OK\r\na: " + QByteArray(300'000, 'a');
}

void tst_ResponseReader::refusesWhatIsNoResponse()
{
    QFETCH(QByteArray, bytes);
    ResponseReader reader;
    reader.put(bytes);
    QVERIFY(reader.isMalformed());
    QVERIFY(!reader.isComplete());
    QCOMPARE(reader.put("HTTP/1.1 204\r\n\r\n"), 0);
}

void tst_ResponseReader::beginsAnew()
{
    ResponseReader reader;
    reader.put("HTTP/1.1 503 No\r\nConnection: close\r\n\r\nwhy");
    reader.reset(false);
    QCOMPARE(reader.received(), 0U);
    QCOMPARE(reader.status(), 0);
    reader.put("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    QVERIFY(reader.isComplete());
    QVERIFY(!reader.endsConnection());
}

QTEST_GUILESS_MAIN(tst_ResponseReader)
#include "tst_responsereader.moc"

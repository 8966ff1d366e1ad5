// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "httpexchange.h"

#include <QTest>

using Drainboard::HttpExchange;

namespace {

const QByteArray okResponse = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

QByteArray respond(HttpExchange &exchange, const QByteArray &bytes)
{
    QByteArray out;
    exchange.respond(bytes, out);
    return out;
}

} // namespace

class tst_HttpExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOnWholeRequests_data();
    void handsOnWholeRequests();
    void handsOnOneRequestAtATime();
    void ignoresEmptyLinesBeforeARequest();
    void tellsReadingFromIdle();
    void framesResponses_data();
    void framesResponses();
    void dropsWhatBelongsToNoRequest();
    void endsAResponseToHeadWithItsHeader();
    void endsWhatItCannotFrame();
    void passesInterimResponsesOn();
    void asksForTheBodyOnce();
    void asksForNoBodyThatIsHere();
    void refuses_data();
    void refuses();
    void announcesClose_data();
    void announcesClose();
    void doesNotChangeAHeaderAlreadySent();
    void closesForTheClient_data();
    void closesForTheClient();
    void boundsWhatWaits();
    void boundsWhatFollowsARefusal();
    void countsRequestsWhenTheirHeaderIsWhole();
    void describesTheRequest_data();
    void describesTheRequest();
};

void tst_HttpExchange::handsOnWholeRequests_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("handedOn");
    const auto unchanged = [](const char *name, const QByteArray &request) { QTest::newRow(name) << request << request; };
    unchanged("no body", "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    unchanged("content length", "POST /u HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
    unchanged("length zero", "POST /u HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    unchanged("a body that looks like a request",
              "POST /u HTTP/1.1\r\nHost: a\r\nContent-Length: 18\r\n\r\nGET / HTTP/1.1\r\n\r\n");
    QTest::newRow("chunked") << QByteArray("POST /u HTTP/1.1\r\nTransfer-Encoding: chunked\r\nHost: a\r\n\r\n"
                                           "5\r\nhello\r\n3\r\nyou\r\n0\r\n\r\n")
                             << QByteArray("POST /u HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\n\r\nhelloyou");
    QTest::newRow("chunked with extension and trailer")
        << QByteArray("POST /u HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTrailer: Digest\r\n\r\n"
                      "5;name=value\r\nhello\r\n0\r\nDigest: x\r\n\r\n")
        << QByteArray("POST /u HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
    QTest::newRow("no chunk but the last")
        << QByteArray("POST /u HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
        << QByteArray("POST /u HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
}

// In one write, byte by byte, and split in two at every position.
void tst_HttpExchange::handsOnWholeRequests()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, handedOn);
    {
        HttpExchange exchange;
        for (qsizetype i = 0; i < request.size(); ++i) {
            QVERIFY2(!exchange.isRequestReady(), qPrintable(QString::number(i)));
            exchange.receive(QByteArrayView(request).sliced(i, 1));
        }
        QVERIFY(exchange.isRequestReady());
        QCOMPARE(exchange.takeRequest(), handedOn);
    }
    for (qsizetype split = 0; split < request.size(); ++split) {
        HttpExchange exchange;
        exchange.receive(QByteArrayView(request).first(split));
        QVERIFY(!exchange.isRequestReady());
        exchange.receive(QByteArrayView(request).sliced(split));
        QVERIFY2(exchange.isRequestReady(), qPrintable(QString::number(split)));
        QCOMPARE(exchange.takeRequest(), handedOn);
        QVERIFY(exchange.isResponding());
    }
}

void tst_HttpExchange::handsOnOneRequestAtATime()
{
    const QByteArray first = "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n";
    const QByteArray second = "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
    const QByteArray third = "GET /3 HTTP/1.1\r\nHost: a\r\n\r\n";
    HttpExchange exchange;
    exchange.receive(first + second + third);
    for (const QByteArray &request : { first, second, third }) {
        QVERIFY(exchange.isRequestReady());
        QCOMPARE(exchange.takeRequest(), request);
        QVERIFY(!exchange.isRequestReady());
        QCOMPARE(respond(exchange, okResponse.chopped(1)), okResponse.chopped(1));
        QVERIFY(exchange.isResponding());
        QVERIFY(!exchange.isRequestReady());
        QCOMPARE(respond(exchange, okResponse.last(1)), okResponse.last(1));
        QVERIFY(!exchange.isResponding());
    }
    QVERIFY(!exchange.isRequestReady());
    QVERIFY(!exchange.isReading());
}

void tst_HttpExchange::ignoresEmptyLinesBeforeARequest()
{
    HttpExchange exchange;
    exchange.receive("\r\n\r\n");
    QVERIFY(!exchange.isReading());
    exchange.receive("\r");
    QVERIFY(!exchange.isReading());
    QVERIFY(exchange.isUnused());
    exchange.receive("\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY(exchange.isRequestReady());
    QVERIFY(exchange.takeRequest().startsWith("GET"));
}

void tst_HttpExchange::tellsReadingFromIdle()
{
    HttpExchange exchange;
    QVERIFY(exchange.isUnused());
    exchange.receive("GET / HT");
    QVERIFY(!exchange.isUnused());
    QVERIFY(exchange.isReading());
    exchange.receive("TP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    QVERIFY(!exchange.isReading());
    QVERIFY(exchange.isResponding());
    exchange.receive("G"); // the next one is on its way, but this one is still being answered
    QVERIFY(!exchange.isReading());
    respond(exchange, okResponse);
    QVERIFY(exchange.isReading());
}

void tst_HttpExchange::framesResponses_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<bool>("complete");
    QTest::newRow("content length") << okResponse << true;
    QTest::newRow("no content") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << true;
    QTest::newRow("not modified") << QByteArray("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n") << true;
    QTest::newRow("chunked") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                           "3\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n")
                             << true;
    QTest::newRow("chunked, the last one missing")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n") << false;
    QTest::newRow("until the connection closes") << QByteArray("HTTP/1.1 200 OK\r\n\r\nsome body") << false;
}

void tst_HttpExchange::framesResponses()
{
    QFETCH(QByteArray, response);
    QFETCH(bool, complete);
    for (qsizetype split = 0; split <= response.size(); ++split) {
        HttpExchange exchange;
        exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        exchange.takeRequest();
        QByteArray out = respond(exchange, response.first(split));
        if (complete && split < response.size())
            QVERIFY(exchange.isResponding());
        out += respond(exchange, response.sliced(split));
        QCOMPARE(exchange.isResponding(), !complete);
        QCOMPARE(out, response);
    }
}

void tst_HttpExchange::dropsWhatBelongsToNoRequest()
{
    HttpExchange exchange;
    QCOMPARE(respond(exchange, okResponse), QByteArray());
    exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    QCOMPARE(respond(exchange, okResponse + "more than was announced"), okResponse);
    QVERIFY(!exchange.isResponding());
}

void tst_HttpExchange::endsAResponseToHeadWithItsHeader()
{
    HttpExchange exchange;
    exchange.receive("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    QCOMPARE(respond(exchange, okResponse), okResponse.chopped(2));
    QVERIFY(!exchange.isResponding());
    QVERIFY(!exchange.mustClose());
}

void tst_HttpExchange::endsWhatItCannotFrame()
{
    HttpExchange exchange;
    exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    QCOMPARE(respond(exchange, "this is not"), QByteArray());
    QVERIFY(!exchange.isBroken());
    QCOMPARE(respond(exchange, " HTTP\r\n\r\n"), QByteArray("this is not HTTP\r\n\r\n"));
    QVERIFY(exchange.isBroken());
    QCOMPARE(respond(exchange, "nor this"), QByteArray("nor this"));
}

void tst_HttpExchange::passesInterimResponsesOn()
{
    HttpExchange exchange;
    exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    const QByteArray hints = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n";
    QCOMPARE(respond(exchange, "HTTP/1.1 100 Continue\r\n\r\n" + hints + okResponse), hints + okResponse);
    QVERIFY(!exchange.isResponding());
}

void tst_HttpExchange::asksForTheBodyOnce()
{
    HttpExchange exchange;
    exchange.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n");
    QCOMPARE(exchange.takeInterimResponse(), QByteArray());
    exchange.receive("\r\n");
    QCOMPARE(exchange.takeInterimResponse(), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    QCOMPARE(exchange.takeInterimResponse(), QByteArray());
    exchange.receive("body");
    QVERIFY(exchange.isRequestReady());
    QCOMPARE(exchange.takeInterimResponse(), QByteArray());
    exchange.takeRequest();
    respond(exchange, okResponse);
    QCOMPARE(exchange.takeInterimResponse(), QByteArray());
}

void tst_HttpExchange::asksForNoBodyThatIsHere()
{
    HttpExchange exchange;
    exchange.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\nbody");
    QCOMPARE(exchange.takeInterimResponse(), QByteArray());
}

void tst_HttpExchange::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("no request line") << QByteArray("HELLO\r\n\r\n") << QByteArray("400");
    QTest::newRow("a field without colon") << QByteArray("GET / HTTP/1.1\r\nHost\r\n\r\n") << QByteArray("400");
    QTest::newRow("two lengths")
        << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n") << QByteArray("400");
    QTest::newRow("a chunk size that is no number")
        << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n") << QByteArray("400");
    QTest::newRow("a header without end")
        << "GET / HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(100'000, 'x') + "\r\n\r\n" << QByteArray("431");
    QTest::newRow("a chunk extension without end")
        << "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;" + QByteArray(100'000, 'x')
        << QByteArray("431");
    QTest::newRow("a trailer without end")
        << "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: " + QByteArray(100'000, 'x')
        << QByteArray("431");
    QTest::newRow("a body beyond the limit")
        << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n") << QByteArray("413");
}

void tst_HttpExchange::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, status);
    HttpExchange exchange;
    exchange.receive(bytes);
    QVERIFY(!exchange.isRequestReady());
    const QByteArray refusal = exchange.takeRefusal();
    QVERIFY2(refusal.startsWith("HTTP/1.1 " + status), refusal.constData());
    QVERIFY(refusal.contains("\r\nConnection: close\r\n"));
    QVERIFY(exchange.mustClose());
    QCOMPARE(exchange.takeRefusal(), QByteArray());
    exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY(!exchange.isRequestReady());
}

void tst_HttpExchange::announcesClose_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("nothing said")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    QTest::newRow("keep-alive said")
        << QByteArray("HTTP/1.1 200 OK\r\nCONNECTION: keep-alive\r\nContent-Length: 0\r\n\r\n")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    QTest::newRow("close said in the first of two fields")
        << QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\nConnection: TE\r\nContent-Length: 0\r\n\r\n")
        << QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\nConnection: TE\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("close said") << QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                                << QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
}

void tst_HttpExchange::announcesClose()
{
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, sent);
    HttpExchange exchange;
    exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    exchange.announceClose();
    QCOMPARE(respond(exchange, written), sent);
    QVERIFY(exchange.mustClose());
    exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY(!exchange.isRequestReady());
}

void tst_HttpExchange::doesNotChangeAHeaderAlreadySent()
{
    HttpExchange exchange;
    exchange.receive("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    QCOMPARE(respond(exchange, okResponse.chopped(1)), okResponse.chopped(1));
    exchange.announceClose();
    QCOMPARE(respond(exchange, okResponse.last(1)), okResponse.last(1));
    QVERIFY(!exchange.mustClose());
    QVERIFY(exchange.isRequestReady()); // so the next is still served, and told
    exchange.takeRequest();
    QVERIFY(respond(exchange, okResponse).contains("\r\nConnection: close\r\n"));
    QVERIFY(exchange.mustClose());
}

void tst_HttpExchange::closesForTheClient_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("close");
    QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << false;
    QTest::newRow("1.1 with close") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n") << true;
    QTest::newRow("1.1 with close among others")
        << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: TE, Close\r\n\r\n") << true;
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << true;
    QTest::newRow("1.0 with keep-alive") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << false;
}

void tst_HttpExchange::closesForTheClient()
{
    QFETCH(QByteArray, request);
    QFETCH(bool, close);
    HttpExchange exchange;
    exchange.receive(request);
    exchange.takeRequest();
    QCOMPARE(respond(exchange, okResponse).contains("\r\nConnection: close\r\n"), close);
    QCOMPARE(exchange.mustClose(), close);
}

void tst_HttpExchange::boundsWhatWaits()
{
    HttpExchange exchange;
    exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    QVERIFY(exchange.wantsMore());
    exchange.receive(QByteArray(70'000, 'x'));
    QVERIFY(!exchange.wantsMore());

    HttpExchange upload; // a body that is expected is another matter
    upload.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n" + QByteArray(100'000, 'x'));
    QVERIFY(upload.wantsMore());
}

void tst_HttpExchange::boundsWhatFollowsARefusal()
{
    HttpExchange exchange;
    exchange.receive("BAD\r\n\r\n" + QByteArray(70'000, 'x'));
    QVERIFY(!exchange.wantsMore());
}

void tst_HttpExchange::countsRequestsWhenTheirHeaderIsWhole()
{
    HttpExchange exchange;
    exchange.receive("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n");
    QCOMPARE(exchange.requestsBegun(), 0u);
    exchange.receive("\r\nx");
    QCOMPARE(exchange.requestsBegun(), 1u);
    QCOMPARE(exchange.requestLine(), QByteArray("POST /1"));
    exchange.receive("xGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    QCOMPARE(exchange.requestsBegun(), 1u); // the second one waits
    QCOMPARE(exchange.requestLine(), QByteArray("POST /1"));
    respond(exchange, okResponse);
    QCOMPARE(exchange.requestsBegun(), 2u);
    QCOMPARE(exchange.requestLine(), QByteArray("GET /2"));
}

void tst_HttpExchange::describesTheRequest_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("plain") << QByteArray("/path?a=b") << QByteArray("GET /path?a=b");
    QTest::newRow("not ASCII") << QByteArray("/\xc3\xa4") << QByteArray("GET /\\xc3\\xa4");
    QTest::newRow("long") << '/' + QByteArray(200, 'x') << "GET /" + QByteArray(75, 'x');
}

void tst_HttpExchange::describesTheRequest()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, line);
    HttpExchange exchange;
    exchange.receive("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY(exchange.isRequestReady());
    exchange.takeRequest();
    QCOMPARE(exchange.requestLine(), line);
}

QTEST_GUILESS_MAIN(tst_HttpExchange)
#include "tst_httpexchange.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/httpexchange.h"
#include "http/refusal.h"

#include <QLocale>
#include <QTest>

#include <limits>

using Drainboard::HttpExchange;

namespace {

const Drainboard::ConnectionLimits limits;
const QByteArray okResponse = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

// What is to be sent for what a handler writes, but for the Date.
QByteArray respond(HttpExchange &exchange, const QByteArray &bytes)
{
    QByteArray out;
    exchange.respond(bytes, out);
    if (const qsizetype date = out.indexOf("Date: "); date >= 0)
        out.remove(date, out.indexOf("\r\n", date) + 2 - date);
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
    void answersByItself_data();
    void answersByItself();
    void keepsTheOrderOfItsOwnAnswers();
    void ignoresEmptyLinesBeforeARequest();
    void tellsReadingFromIdle();
    void framesResponses_data();
    void framesResponses();
    void dropsWhatBelongsToNoRequest();
    void endsAResponseToHeadWithItsHeader();
    void endsWhatItCannotFrame_data();
    void endsWhatItCannotFrame();
    void passesInterimResponsesOn();
    void sendsAnOldClientNoChunks_data();
    void sendsAnOldClientNoChunks();
    void asksForTheBodyOnce();
    void asksForNoBodyThatIsHere();
    void refuses_data();
    void refuses();
    void accepts_data();
    void accepts();
    void checksTrailersAsItDoesFields_data();
    void checksTrailersAsItDoesFields();
    void acceptsChunksWithoutALimitOnTheBody();
    void knowsTls();
    void datesItsResponses_data();
    void datesItsResponses();
    void saysHowLongItKeepsAConnection();
    void announcesClose_data();
    void announcesClose();
    void servesWhatHasArrivedBeforeItSaysClose_data();
    void servesWhatHasArrivedBeforeItSaysClose();
    void doesNotChangeAHeaderAlreadySent();
    void closesForTheClient_data();
    void closesForTheClient();
    void knowsWhyAConnectionIsKeptOrNot_data();
    void knowsWhyAConnectionIsKeptOrNot();
    void boundsWhatWaits();
    void boundsWhatFollowsARefusal();
    void handsOnNothingBehindARefusal();
    void countsRequestsWhenTheirHeaderIsWhole();
    void knowsWhichRequestsWait_data();
    void knowsWhichRequestsWait();
    void knowsWhichRequestsWaitThoughMoreIsRefused();
    void describesTheRequest_data();
    void describesTheRequest();
};

void tst_HttpExchange::handsOnWholeRequests_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("handedOn");
    const auto unchanged = [](const char *name, const QByteArray &request) {
        QTest::newRow(name) << request << request;
    };
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
    QTest::newRow("an upgrade") << QByteArray("GET /u HTTP/1.1\r\nUPGRADE: websocket\r\nHost: a\r\n\r\n")
                                << QByteArray("GET /u HTTP/1.1\r\nHost: a\r\n\r\n");
    QTest::newRow("an upgrade, and a body")
        << QByteArray("POST /u HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nContent-Length: 5\r\n\r\nhello")
        << QByteArray("POST /u HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
    QTest::newRow("an upgrade, and chunks")
        << QByteArray("POST /u HTTP/1.1\r\nHost: a\r\nUpgrade: a\r\nTransfer-Encoding: chunked\r\nUpgrade: b\r\n\r\n"
                      "5\r\nhello\r\n0\r\n\r\n")
        << QByteArray("POST /u HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");

    const auto target = [](const char *name, const QByteArray &given, const QByteArray &handedOn,
                           const QByteArray &host = "a") {
        QTest::newRow(name) << "GET " + given + " HTTP/1.1\r\nHost: a\r\nAccept: b\r\n\r\n"
                            << (host == "a"
                                    ? "GET " + handedOn + " HTTP/1.1\r\nHost: a\r\nAccept: b\r\n\r\n"
                                    : "GET " + handedOn + " HTTP/1.1\r\nAccept: b\r\nHost: " + host + "\r\n\r\n");
    };
    target("a path that begins like an authority", "//evil/bytes/3", "/%2Fevil/bytes/3");
    target("a path that begins like an authority with a user", "//u@evil:99/bytes/3?q", "/%2Fu@evil:99/bytes/3?q");
    target("a path that begins with three slashes", "///bytes/3", "/%2F/bytes/3");
    target("slashes that are further behind", "/a//b?c=//d", "/a//b?c=//d");
    target("a path with what looks like a scheme", "/x:/b", "/x:/b");
    target("what browsers do not escape", "/a|b?c=[1]|{2}^`\\\"'%", "/a|b?c=[1]|{2}^`\\\"'%");
    target("an absolute target", "http://b/c?d=e", "/c?d=e", "b");
    target("an absolute target with a port", "http://b:80/", "/", "b:80");
    target("an absolute target with an IPv6 address", "http://[::1]:80/c", "/c", "[::1]:80");
    target("an absolute target without path", "http://b", "/", "b");
    target("an absolute target with nothing but a query", "http://b?c/d", "/?c/d", "b");
    target("an absolute target in capitals", "HTTP://B/C", "/C", "B");
    target("an absolute target with another authority in its path", "http://b//evil/c", "/%2Fevil/c", "b");
    QTest::newRow("an absolute target without Host in 1.0")
        << QByteArray("GET http://b/c HTTP/1.0\r\n\r\n") << QByteArray("GET /c HTTP/1.0\r\nHost: b\r\n\r\n");
    QTest::newRow("an absolute target, and chunks")
        << QByteArray("POST http://b/c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                      "5\r\nhello\r\n0\r\n\r\n")
        << QByteArray("POST /c HTTP/1.1\r\nHost: b\r\nContent-Length: 5\r\n\r\nhello");
    for (const char *method : { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" })
        unchanged(method, method + QByteArray(" /u HTTP/1.1\r\nHost: a\r\n\r\n"));
}

// In one write, byte by byte, and split in two at every position.
void tst_HttpExchange::handsOnWholeRequests()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, handedOn);
    const auto headerOf = [](const QByteArray &message) { return message.first(message.indexOf("\r\n\r\n") + 4); };
    const bool isChanged = headerOf(handedOn) != headerOf(request);
    {
        HttpExchange exchange(limits);
        for (qsizetype i = 0; i < request.size(); ++i) {
            QVERIFY2(!exchange.isRequestReady(), qPrintable(QString::number(i)));
            exchange.receive(QByteArrayView(request).sliced(i, 1));
        }
        QVERIFY(exchange.isRequestReady());
        QCOMPARE(exchange.takeRequest(), handedOn);
        QCOMPARE(exchange.ownStatus(), 0);
        QCOMPARE(exchange.originalHeader(), isChanged ? headerOf(request) : QByteArray());
    }
    for (qsizetype split = 0; split < request.size(); ++split) {
        HttpExchange exchange(limits);
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
    HttpExchange exchange(limits);
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

void tst_HttpExchange::answersByItself_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, int status, const QByteArray &request) {
        QTest::newRow(name) << request << status;
    };
    row("OPTIONS of the server", 204, "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
    row("OPTIONS of the server, with a body", 204, "OPTIONS * HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
    row("TRACE", 405, "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("TRACE of an absolute target", 405, "TRACE http://b/c HTTP/1.1\r\nHost: a\r\n\r\n");
    row("a method of WebDAV", 501, "PROPFIND / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("a method that nobody knows, with chunks", 501,
        "BREW /pot HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n");
    row("a method in lower case", 501, "get / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("a method that only begins like one", 501, "GETS / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("a method of 32 characters", 501, QByteArray(32, 'M') + " / HTTP/1.1\r\nHost: a\r\n\r\n");
}

// In one write, byte by byte, and split in two at every position. The connection goes on.
void tst_HttpExchange::answersByItself()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    const auto verify = [status](HttpExchange &exchange) {
        QVERIFY(exchange.isRequestReady());
        QCOMPARE(exchange.ownStatus(), 0); // not before it has been taken
        exchange.takeRequest();
        QCOMPARE(exchange.ownStatus(), status);
        QVERIFY(exchange.isResponding());
        QByteArray out;
        exchange.respond(Drainboard::ownResponse(status), out);
        QVERIFY2(out.startsWith("HTTP/1.1 " + Drainboard::statusText(status) + "\r\n"), out);
        QVERIFY(out.endsWith("\r\n\r\n"));
        QCOMPARE(out.count("\r\nDate: "), 1);
        QCOMPARE(out.contains("\r\nAllow: GET, "), status != 501);
        QCOMPARE(out.contains("\r\nContent-Length: 0\r\n"), status != 204);
        QVERIFY(!exchange.isResponding());
        QVERIFY(!exchange.mustClose());
        QCOMPARE(exchange.status(), status);
        QCOMPARE(exchange.requestsBegun(), 1u);
        QCOMPARE(exchange.ownStatus(), 0);
        exchange.receive("GET /next HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(exchange.isRequestReady());
        exchange.takeRequest();
        QCOMPARE(exchange.ownStatus(), 0);
    };
    for (qsizetype split = 0; split < request.size(); ++split) {
        HttpExchange exchange(limits);
        exchange.receive(QByteArrayView(request).first(split));
        exchange.receive(QByteArrayView(request).sliced(split));
        verify(exchange);
    }
    HttpExchange exchange(limits);
    for (const char byte : request)
        exchange.receive(QByteArrayView(&byte, 1));
    verify(exchange);
}

void tst_HttpExchange::keepsTheOrderOfItsOwnAnswers()
{
    HttpExchange exchange(limits);
    exchange.receive("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nTRACE /2 HTTP/1.1\r\nHost: a\r\n\r\n"
                     "GET /3 HTTP/1.1\r\nHost: a\r\n\r\nOPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    for (const int own : { 0, 405, 0, 204 }) {
        QVERIFY(exchange.isRequestReady());
        exchange.takeRequest();
        QVERIFY(!exchange.isRequestReady());
        QCOMPARE(exchange.ownStatus(), own);
        const QByteArray sent = respond(exchange, own ? Drainboard::ownResponse(own) : okResponse);
        QCOMPARE(sent.contains("\r\nConnection: close\r\n"), own == 204);
    }
    QVERIFY(exchange.mustClose());
}

void tst_HttpExchange::ignoresEmptyLinesBeforeARequest()
{
    HttpExchange exchange(limits);
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
    HttpExchange exchange(limits);
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
        HttpExchange exchange(limits);
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
    HttpExchange exchange(limits);
    QCOMPARE(respond(exchange, okResponse), QByteArray());
    exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    QCOMPARE(respond(exchange, okResponse + "more than was announced"), okResponse);
    QVERIFY(!exchange.isResponding());
}

void tst_HttpExchange::endsAResponseToHeadWithItsHeader()
{
    HttpExchange exchange(limits);
    exchange.receive("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    QCOMPARE(respond(exchange, okResponse), okResponse.chopped(2));
    QVERIFY(!exchange.isResponding());
    QVERIFY(!exchange.mustClose());
}

void tst_HttpExchange::endsWhatItCannotFrame_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("no status line") << QByteArray("this is not HTTP\r\n\r\n");
    QTest::newRow("a status line too short for any") << QByteArray("HTTP/1.1\r\n\r\n");
    QTest::newRow("nothing but the end of a header") << QByteArray("\r\n\r\n");
    QTest::newRow("a field without colon") << QByteArray("HTTP/1.1 200 OK\r\nno field\r\n\r\n");
}

void tst_HttpExchange::endsWhatItCannotFrame()
{
    QFETCH(QByteArray, written);
    HttpExchange exchange(limits);
    exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    QCOMPARE(respond(exchange, written.chopped(1)), QByteArray());
    QVERIFY(!exchange.isBroken());
    QCOMPARE(respond(exchange, written.last(1)), written);
    QVERIFY(exchange.isBroken());
    QCOMPARE(respond(exchange, "nor this"), QByteArray("nor this"));
}

void tst_HttpExchange::passesInterimResponsesOn()
{
    HttpExchange exchange(limits);
    exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    const QByteArray hints = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n";
    QCOMPARE(respond(exchange, "HTTP/1.1 100 Continue\r\n\r\n" + hints + okResponse), hints + okResponse);
    QVERIFY(!exchange.isResponding());
}

void tst_HttpExchange::sendsAnOldClientNoChunks_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n");
    QTest::newRow("1.0 with keep-alive") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
}

// Nor an interim response.
void tst_HttpExchange::sendsAnOldClientNoChunks()
{
    QFETCH(QByteArray, request);
    const QByteArray written = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n"
                               "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\n"
                               "3;name=value\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\nDigest: x\r\n\r\n";
    for (qsizetype split = 0; split <= written.size(); ++split) {
        HttpExchange exchange(limits);
        exchange.receive(request);
        exchange.takeRequest();
        QByteArray sent = respond(exchange, written.first(split));
        sent += respond(exchange, written.sliced(split));
        QCOMPARE(sent,
                 QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n"
                            "abc0123456789abcdef"));
        QVERIFY(!exchange.isResponding());
        QVERIFY(exchange.mustClose());

        HttpExchange broken(limits);
        broken.receive(request);
        broken.takeRequest();
        sent = respond(broken, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        sent += respond(broken, "xyz\r\n");
        sent += respond(broken, "more");
        QVERIFY(sent.endsWith("\r\n\r\nabc"));
        QVERIFY(broken.isBroken());
    }
}

void tst_HttpExchange::asksForTheBodyOnce()
{
    HttpExchange exchange(limits);
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
    HttpExchange exchange(limits);
    exchange.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\nbody");
    QCOMPARE(exchange.takeInterimResponse(), QByteArray());
}

void tst_HttpExchange::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, int status, const QByteArray &bytes) {
        QTest::newRow(name) << bytes << status;
    };
    const auto field = [&row](const char *name, int status, const QByteArray &line) {
        row(name, status, "GET / HTTP/1.1\r\nHost: a\r\n" + line + "\r\n\r\n");
    };
    const auto host = [&row](const char *name, int status, const QByteArray &value) {
        row(name, status, "GET / HTTP/1.1\r\nHost: " + value + "\r\n\r\n");
    };
    const auto post = [&row](const char *name, int status, const QByteArray &rest) {
        row(name, status, "POST / HTTP/1.1\r\nHost: a\r\n" + rest);
    };

    row("a line that is no request line", 400, "HELLO\r\n\r\n");
    row("a request line without target", 400, "GET HTTP/1.1\r\nHost: a\r\n\r\n");
    row("two spaces in the request line", 400, "GET  / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("a request line that ends in LF", 400, "GET / HTTP/1.1\nHost: a\r\n\r\n");
    row("a control character in the target", 400, QByteArray("GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n"));
    row("a method that is no token", 400, "G(T / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("a method of 33 characters", 400, QByteArray(33, 'M') + " / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("a method without end", 400, QByteArray(200, 'M'));
    row("a version of another protocol", 400, "GET / HTTQ/1.1\r\nHost: a\r\n\r\n");
    row("no version", 400, "GET /\r\nHost: a\r\n\r\n");
    row("more than a version", 400, "GET / HTTP/1.1x\r\nHost: a\r\n\r\n");
    row("one version too many", 400, "GET / HTTP/x HTTP/2.0\r\nHost: a\r\n\r\n");
    row("a version that ends too soon", 400, "GET / H\r\n\r\n");

    field("a field without colon", 400, "Field");
    field("a field without name", 400, ": value");
    field("a space before the colon", 400, "Field : value");
    field("a NUL in a value", 400, QByteArray("Field: a\0b", 10));
    field("a bare LF in a value", 400, "Field: a\nb");
    field("a bare CR in a value", 400, "Field: a\rb");
    field("a folded field", 400, "Field: a\r\n b");
    field("a field folded with a tabulator", 400, "Field: a\r\n\tb");
    field("a fold with nothing in it", 400, "Field: a\r\n ");
    field("a fold before the value", 400, "Field:\r\n a");
    field("a fold instead of a value", 400, "Field:\r\n ");
    field("a fold of many bytes", 400, "Field: a\r\n " + QByteArray(8 * 1024, 'x'));
    row("a fold before the first field", 400, "GET / HTTP/1.1\r\n Host: a\r\n\r\n");

    row("no Host in 1.1", 400, "GET / HTTP/1.1\r\n\r\n");
    field("two Hosts", 400, "Host: b");
    host("a host with a space", 400, "a b");
    host("a host with a path", 400, "a/b");
    host("a host with user information", 400, "user@a");
    host("a port that is no number", 400, "a:80x");
    host("two ports", 400, "a:80:80");
    host("an IP literal without end", 400, "[::1");
    host("an empty IP literal", 400, "[]");
    host("an IP literal and more", 400, "[::1]a");
    host("an empty host", 400, "");
    host("a port without host", 400, ":80");
    host("a port of more than 16 bits", 400, "a:65536");
    host("a port that overflows", 400, "a:4294967376");
    row("an empty host beside an absolute target", 400, "GET http://a/ HTTP/1.1\r\nHost:\r\n\r\n");
    row("no Host beside an absolute target", 400, "GET http://a/ HTTP/1.1\r\n\r\n");

    const auto target = [&row](const char *name, const QByteArray &value, const QByteArray &method = "GET") {
        row(name, 400, method + ' ' + value + " HTTP/1.1\r\nHost: a\r\n\r\n");
    };
    target("a relative target", "bytes/3");
    target("nothing but a query", "?a");
    target("a scheme without authority", "x:/bytes/3");
    target("http without authority", "http:/bytes/3");
    target("http with an empty authority", "http:///bytes/3");
    target("http with nothing behind", "http://");
    target("http with a port alone", "http://:80/");
    target("another scheme", "ftp://x/bytes/3");
    target("https, where nothing is encrypted", "https://a/");
    target("an IP literal without end in an absolute target", "http://[abcd/");
    target("a port that is no number in an absolute target", "http://a:b/");
    target("two ports in an absolute target", "http://a:1:2/");
    target("a port of more than 16 bits in an absolute target", "http://a:65536/");
    target("a user in an absolute target", "http://u@a/");
    target("a user and a password in an absolute target", "http://u:p@a/");
    target("a backslash in an authority", "http://a\\b/");
    target("a fragment", "/a#b");
    target("a fragment in an absolute target", "http://a#b");
    target("an octet over 7F", "/\xc3\xa4");
    target("an octet over 7F in a query", "/?\xe4");
    target("DEL", "/\x7f");
    target("a tabulator", "/\ta");
    target("an asterisk for GET", "*");
    target("an asterisk for a method that nobody knows", "*", "BREW");
    target("an asterisk and more", "*/", "OPTIONS");
    target("an authority for GET", "a:80");
    target("an authority for OPTIONS", "a:80", "OPTIONS");
    row("CONNECT", 501, "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n");
    row("CONNECT of a path", 501, "CONNECT / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("CONNECT, with what is to go through the tunnel", 501,
        "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\nGET /bytes/3 HTTP/1.1\r\nHost: a\r\n\r\n");
    // As soon as it is known:
    row("a header whose lines end in LF", 400, "GET / HTTP/1.1\nHost: a\n\n");
    row("LF before a request", 400, "\n");
    row("a bad target in a header that goes on", 400, "GET x HTTP/1.1\r\n");
    row("a fold in a header that goes on", 400, "GET / HTTP/1.1\r\nHost: a\r\n ");
    row("a control character in a header that goes on", 400, "GET / HTTP/1.1\r\nA: \x01");

    post("two lengths", 400, "Content-Length: 1\r\nContent-Length: 2\r\n\r\n");
    post("the same length twice", 400, "Content-Length: 1\r\nContent-Length: 1\r\n\r\n");
    post("a list of two lengths", 400, "Content-Length: 1, 2\r\n\r\n");
    post("a list of one length, twice", 400, "Content-Length: 1, 1\r\n\r\nx");
    post("a negative length", 400, "Content-Length: -1\r\n\r\n");
    post("a length with a sign", 400, "Content-Length: +1\r\n\r\n");
    post("a length in hexadecimal", 400, "Content-Length: 0x10\r\n\r\n");
    post("a length that overflows", 400, "Content-Length: 18446744073709551616\r\n\r\n");
    post("an empty length", 400, "Content-Length:\r\n\r\n");
    post("a length, and chunked", 400, "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n");
    post("chunked, and a length", 400, "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n");
    post("chunked twice", 400, "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n");
    post("an empty transfer encoding", 400, "Transfer-Encoding:\r\n\r\n");
    post("an empty place in the list of transfer encodings", 400, "Transfer-Encoding: , chunked\r\n\r\n");
    post("chunked, and a comma", 400, "Transfer-Encoding: chunked,\r\n\r\n");
    post("chunked before another", 400, "Transfer-Encoding: chunked, gzip\r\n\r\n");
    post("chunked before another, in two lines", 400, "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n\r\n");
    post("chunked before another, and chunked", 400,
         "Transfer-Encoding: chunked, gzip\r\nTransfer-Encoding: chunked\r\n\r\n");
    post("chunked twice in a line", 400, "Transfer-Encoding: chunked, chunked\r\n\r\n");
    post("chunked, and an empty transfer encoding", 400, "Transfer-Encoding: chunked\r\nTransfer-Encoding:\r\n\r\n");
    post("an empty transfer encoding, and chunked", 400, "Transfer-Encoding:\r\nTransfer-Encoding: chunked\r\n\r\n");
    post("chunked with a parameter", 400, "Transfer-Encoding: chunked;a=b\r\n\r\n");
    post("chunked in quotes", 400, "Transfer-Encoding: \"chunked\"\r\n\r\n");
    const auto chunks = [&post](const char *name, const QByteArray &bytes) {
        post(name, 400, "Transfer-Encoding: chunked\r\n\r\n" + bytes);
    };
    for (const char control : { '\n', '\0', '\a', '\x7f' }) {
        const QByteArray name = "character " + QByteArray::number(control) + " in an extension's quotes";
        chunks(name, QByteArray("5;a=\"b") + control + "c\"\r\nhello\r\n0\r\n\r\n");
        chunks(name + ", escaped", QByteArray("5;a=\"b\\") + control + "c\"\r\nhello\r\n0\r\n\r\n");
        chunks(name + ", of the last chunk", QByteArray("0;a=\"b") + control + "c\"\r\n\r\n");
    }
    chunks("LF instead of the line behind the last chunk", "0\r\n\n");
    chunks("a chunk that runs into the next one", "5\r\nABCDE0\r\n");
    chunks("a quote that is not closed at the line's end", "5;a=\"b\r");
    chunks("a quote that is not closed in the last chunk", "0;a=\"b\r\n\r\n");
    chunks("a folded trailer", "0\r\nA: b\r\n ");
    post("a chunk size that is no number", 400, "Transfer-Encoding: chunked\r\n\r\nxyz\r\n");
    post("a chunk that does not end where it says", 400, "Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n");
    post("a chunk size that overflows", 400, "Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n");

    row("the preface of HTTP/2", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    row("HTTP/0.9 with its number", 505, "GET / HTTP/0.9\r\n\r\n");
    row("HTTP/1.2", 505, "GET / HTTP/1.2\r\nHost: a\r\n\r\n");
    row("HTTP/9.9", 505, "GET / HTTP/9.9\r\nHost: a\r\n\r\n");

    post("a transfer encoding that is not chunked", 501, "Transfer-Encoding: gzip\r\n\r\n");
    post("one more transfer encoding", 501, "Transfer-Encoding: gzip, chunked\r\n\r\n");
    post("identity", 501, "Transfer-Encoding: identity\r\n\r\n");
    post("two transfer encodings in two lines", 501, "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n");
    post("a transfer encoding with a parameter", 501, "Transfer-Encoding: a;b=c, chunked\r\n\r\n");
    post("an expectation that nobody knows", 417, "Content-Length: 1\r\nExpect: a miracle\r\n\r\n");

    row("a target over the limit", 414, "GET /" + QByteArray(8 * 1024, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n");
    row("a target without end", 414, "GET /" + QByteArray(9 * 1024, 'x'));
    field("a field over the limit", 431, "Field: " + QByteArray(16 * 1024, 'x'));
    row("a field without end", 431, "GET / HTTP/1.1\r\nHost: a\r\nField: " + QByteArray(17 * 1024, 'x'));
    field("fields over the limit together", 431, ("Field: " + QByteArray(1000, 'x') + "\r\n").repeated(17) + "A: b");
    field("fields over the limit by one byte", 431, "Field: " + QByteArray(16 * 1024 - 17, 'x'));
    field("a field over the limit with the space around it", 431, "Field:" + QByteArray(16 * 1024, ' ') + "x");
    field("101 fields", 431, QByteArray("A: b\r\n").repeated(99) + "A: b");
    post("a body over the limit", 413, "Content-Length: 8388609\r\n\r\n");
    post("a body over the limit that nobody asked for", 413, "Content-Length: 8388609\r\nExpect: 100-continue\r\n\r\n");
    post("a chunk over the limit", 413, "Transfer-Encoding: chunked\r\n\r\n800001\r\n");
    post("chunks over the limit together", 413,
         "Transfer-Encoding: chunked\r\n\r\n" + ("100000\r\n" + QByteArray(0x100000, 'x') + "\r\n").repeated(8)
             + "1\r\n");
    post("chunks that are mostly overhead", 413,
         "Transfer-Encoding: chunked\r\n\r\n" + QByteArray("1;aaaaaaaaaaaaaaaa\r\nx\r\n").repeated(450'000));
    post("chunks that are mostly overhead, and end", 413,
         "Transfer-Encoding: chunked\r\n\r\n" + QByteArray("1;aaaaaaaaaaaaaaaa\r\nx\r\n").repeated(450'000)
             + "0\r\n\r\n");
    post("a chunk extension over the limit", 431,
         "Transfer-Encoding: chunked\r\n\r\n1;" + QByteArray(17'000, 'x') + "\r\nx\r\n0\r\n\r\n");
    post("a trailer over the limit", 431,
         "Transfer-Encoding: chunked\r\n\r\n0\r\nA: " + QByteArray(17'000, 'x') + "\r\n\r\n");
    post("a chunk extension without end", 431, "Transfer-Encoding: chunked\r\n\r\n1;" + QByteArray(100'000, 'x'));
    post("a trailer without end", 431, "Transfer-Encoding: chunked\r\n\r\n0\r\nA: " + QByteArray(100'000, 'x'));
}

// In one write, byte by byte, and, if it is short, split in two at every position.
void tst_HttpExchange::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    const auto verify = [status](HttpExchange &exchange) {
        QVERIFY(!exchange.isRequestReady());
        QCOMPARE(exchange.takeInterimResponse(), QByteArray());
        QCOMPARE(exchange.takeRefusal(), status);
        QVERIFY(exchange.mustClose());
        QCOMPARE(exchange.takeRefusal(), 0); // once
        exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(!exchange.isRequestReady());
        QVERIFY(!exchange.isTls());
    };
    {
        HttpExchange exchange(limits);
        exchange.receive(bytes);
        verify(exchange);
    }
    if (bytes.size() < 20'000) {
        HttpExchange exchange(limits);
        for (const char byte : bytes)
            exchange.receive(QByteArrayView(&byte, 1));
        verify(exchange);
    }
    for (qsizetype split = 1; bytes.size() < 200 && split < bytes.size(); ++split) {
        HttpExchange exchange(limits);
        exchange.receive(QByteArrayView(bytes).first(split));
        exchange.receive(QByteArrayView(bytes).sliced(split));
        verify(exchange);
    }
}

void tst_HttpExchange::accepts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto host = [](const char *name, const QByteArray &value) {
        QTest::newRow(name) << "GET / HTTP/1.1\r\nHost: " + value + "\r\n\r\n";
    };
    host("a host with a port", "example.org:8080");
    host("a host with an empty port", "example.org:");
    host("an IPv4 address", "127.0.0.1:3000");
    host("an IPv6 address", "[::1]:3000");
    host("the highest port, with a zero before it", "a:065535");
    host("a host with escapes", "a%20b");
    QTest::newRow("an empty host in 1.0") << QByteArray("GET / HTTP/1.0\r\nHost:\r\n\r\n");
    QTest::newRow("no host in 1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n");
    QTest::newRow("an asterisk") << QByteArray("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
    QTest::newRow("an absolute target") << QByteArray("GET http://a/b HTTP/1.1\r\nHost: a\r\n\r\n");
    QTest::newRow("a method of 32 characters") << QByteArray(32, 'M') + " / HTTP/1.1\r\nHost: a\r\n\r\n";
    QTest::newRow("a target at the limit") << "GET /" + QByteArray(8 * 1024 - 1, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n";
    QTest::newRow("fields at the limit") << "GET / HTTP/1.1\r\nHost: a\r\nField: " + QByteArray(16 * 1024 - 18, 'x')
            + "\r\n\r\n";
    QTest::newRow("100 fields") << "GET / HTTP/1.1\r\nHost: a\r\n" + QByteArray("A: b\r\n").repeated(99) + "\r\n";
    QTest::newRow("CHUNKED") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n");
    QTest::newRow("a trailer that looks like a host")
        << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nHost: b\r\n\r\n");
    QTest::newRow("a body at the limit") << "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8388608\r\n\r\n"
            + QByteArray(8388608, 'x');
    QTest::newRow("chunks at the limit") << "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            + ("100000\r\n" + QByteArray(0x100000, 'x') + "\r\n").repeated(8) + "0\r\n\r\n";
    QTest::newRow("obsolete text in a value") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nField: \xe4\r\n\r\n");
    QTest::newRow("an empty value") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nField:\r\n\r\n");
}

// In one write and, if it is short, byte by byte.
void tst_HttpExchange::accepts()
{
    QFETCH(QByteArray, bytes);
    {
        HttpExchange exchange(limits);
        exchange.receive(bytes);
        QCOMPARE(exchange.takeRefusal(), 0);
        QVERIFY(exchange.isRequestReady());
    }
    if (bytes.size() < 20'000) {
        HttpExchange exchange(limits);
        for (const char byte : bytes)
            exchange.receive(QByteArrayView(&byte, 1));
        QCOMPARE(exchange.takeRefusal(), 0);
        QVERIFY(exchange.isRequestReady());
    }
}

void tst_HttpExchange::checksTrailersAsItDoesFields_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("valid");
    for (int octet = 0; octet < 256; ++octet) {
        const char c = char(octet);
        const bool isText = c == '\t' || (octet >= ' ' && octet != 0x7f);
        const bool isOfToken = octet < 0x7f && octet > ' ' && !QByteArrayView("\"(),/:;<=>?@[\\]{}").contains(c);
        QTest::addRow("%02x in a value", octet) << QByteArray("A: b") + c + 'c' << isText;
        QTest::addRow("%02x in a name", octet) << QByteArray("A") + c + "b: c" << (isOfToken || c == ':');
        QTest::addRow("%02x at the beginning", octet) << c + QByteArray("b: c") << isOfToken;
    }
    QTest::newRow("an empty value") << QByteArray("A:") << true;
    QTest::newRow("no colon") << QByteArray("A") << false;
    QTest::newRow("a fold") << QByteArray("A: b\r\n c") << false;
    QTest::newRow("a fold with a tabulator") << QByteArray("A: b\r\n\tc") << false;
}

void tst_HttpExchange::checksTrailersAsItDoesFields()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, valid);
    for (const QByteArray &request :
         { "GET / HTTP/1.1\r\nHost: a\r\n" + line + "\r\n\r\n",
           "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + line + "\r\n\r\n" }) {
        HttpExchange exchange(limits);
        exchange.receive(request);
        QCOMPARE(exchange.isRequestReady(), valid);
        QCOMPARE(exchange.takeRefusal(), valid ? 0 : 400);
    }
}

// What chunks may add to it is no number of its own that could wrap.
void tst_HttpExchange::acceptsChunksWithoutALimitOnTheBody()
{
    const Drainboard::ConnectionLimits unlimited { .body = std::numeric_limits<quint64>::max() };
    HttpExchange exchange(unlimited);
    exchange.receive("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n");
    QVERIFY(exchange.isRequestReady());
    QCOMPARE(exchange.takeRefusal(), 0);
}

void tst_HttpExchange::knowsTls()
{
    HttpExchange exchange(limits);
    exchange.receive("\x16\x03\x01\x02\x00\x01");
    QVERIFY(exchange.takeRefusal() != 0);
    QVERIFY(exchange.isTls());
}

void tst_HttpExchange::datesItsResponses_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<int>("dates");
    QTest::newRow("that have no date") << okResponse << 1;
    QTest::newRow("but leaves a date that is there")
        << QByteArray("HTTP/1.1 200 OK\r\nDATE: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 0\r\n\r\n") << 1;
}

void tst_HttpExchange::datesItsResponses()
{
    QFETCH(QByteArray, written);
    HttpExchange exchange(limits);
    exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    QByteArray out;
    exchange.respond(written, out);
    QTEST(int(out.toLower().count("\r\ndate: ")), "dates");
    const qsizetype date = out.toLower().indexOf("date: ") + 6;
    const QString text = QString::fromLatin1(out.sliced(date, out.indexOf('\r', date) - date));
    QVERIFY2(QLocale::c().toDateTime(text, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")).isValid(),
             qPrintable(text));
}

void tst_HttpExchange::saysHowLongItKeepsAConnection()
{
    Drainboard::ConnectionLimits keeping;
    keeping.keepAliveTimeout = std::chrono::seconds(7);
    HttpExchange exchange(keeping);
    exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    exchange.takeRequest();
    QVERIFY(respond(exchange, okResponse).contains("\r\nKeep-Alive: timeout=7\r\n"));
    exchange.takeRequest();
    QVERIFY(!respond(exchange, okResponse).contains("Keep-Alive"));
}

void tst_HttpExchange::announcesClose_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("nothing said") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                                  << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    QTest::newRow("keep-alive said") << QByteArray(
        "HTTP/1.1 200 OK\r\nCONNECTION: keep-alive\r\nContent-Length: 0\r\n\r\n")
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
    HttpExchange exchange(limits);
    exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    exchange.announceClose();
    QCOMPARE(respond(exchange, written), sent);
    QVERIFY(exchange.mustClose());
    exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY(!exchange.isRequestReady());
}

void tst_HttpExchange::servesWhatHasArrivedBeforeItSaysClose_data()
{
    QTest::addColumn<QByteArray>("behind");
    QTest::addColumn<bool>("close");
    QTest::newRow("nothing") << QByteArray() << true;
    QTest::newRow("empty lines") << QByteArray("\r\n\r\n") << true;
    QTest::newRow("a request") << QByteArray("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n") << false;
    QTest::newRow("a request behind an empty line") << QByteArray("\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n") << false;
    QTest::newRow("half a request") << QByteArray("GET /2 HT") << false;
    QTest::newRow("half a body") << QByteArray("POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc") << false;
}

void tst_HttpExchange::servesWhatHasArrivedBeforeItSaysClose()
{
    QFETCH(QByteArray, behind);
    QFETCH(bool, close);
    HttpExchange exchange(limits);
    exchange.receive("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    exchange.receive(behind);
    exchange.announceClose();
    QCOMPARE(respond(exchange, okResponse).contains("\r\nConnection: close\r\n"), close);
    QCOMPARE(exchange.mustClose(), close);
}

void tst_HttpExchange::doesNotChangeAHeaderAlreadySent()
{
    HttpExchange exchange(limits);
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
    QTest::newRow("1.0 with keep-alive and chunks")
        << QByteArray("POST / HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
        << true;
}

void tst_HttpExchange::closesForTheClient()
{
    QFETCH(QByteArray, request);
    QFETCH(bool, close);
    HttpExchange exchange(limits);
    exchange.receive(request);
    exchange.takeRequest();
    const QByteArray response = respond(exchange, okResponse);
    QCOMPARE(response.contains("\r\nConnection: close\r\n"), close);
    QCOMPARE(response.contains("\r\nConnection: keep-alive\r\n"), !close && request.contains("keep-alive"));
    QCOMPARE(exchange.mustClose(), close);
}

void tst_HttpExchange::knowsWhyAConnectionIsKeptOrNot_data()
{
    using Drainboard::Persistence;
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<bool>("announceClose");
    QTest::addColumn<Persistence>("persistence");
    const QByteArray get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    QTest::newRow("1.1") << get << okResponse << false << Persistence::KeptByVersion;
    QTest::newRow("1.1, and the client says close")
        << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n") << okResponse << false
        << Persistence::ClosedByClient;
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << okResponse << false << Persistence::ClosedByVersion;
    QTest::newRow("1.0, and the client asks to keep it")
        << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << okResponse << false
        << Persistence::KeptByClient;
    QTest::newRow("the handler says close")
        << get << QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok") << false
        << Persistence::ClosedByHandler;
    QTest::newRow("the response has no length")
        << get << QByteArray("HTTP/1.1 200 OK\r\n\r\nok") << false << Persistence::ClosedByLength;
    QTest::newRow("we say close") << get << okResponse << true << Persistence::ClosedByServer;
}

void tst_HttpExchange::knowsWhyAConnectionIsKeptOrNot()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, response);
    QFETCH(bool, announceClose);
    QFETCH(Drainboard::Persistence, persistence);
    HttpExchange exchange(limits);
    QCOMPARE(exchange.persistence(), Drainboard::Persistence::Unknown);
    exchange.receive(request);
    exchange.takeRequest();
    if (announceClose)
        exchange.announceClose();
    respond(exchange, response);
    QCOMPARE(exchange.persistence(), persistence);
    QCOMPARE(exchange.mustClose(), !Drainboard::isKept(persistence));
    QVERIFY(!Drainboard::toText(persistence).isEmpty());
}

void tst_HttpExchange::boundsWhatWaits()
{
    HttpExchange exchange(limits);
    exchange.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange.takeRequest();
    QVERIFY(exchange.wantsMore());
    exchange.receive(QByteArray(70'000, 'x'));
    QVERIFY(!exchange.wantsMore());

    HttpExchange upload(limits); // a body that is expected is another matter
    upload.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n" + QByteArray(100'000, 'x'));
    QVERIFY(upload.wantsMore());
}

void tst_HttpExchange::boundsWhatFollowsARefusal()
{
    HttpExchange exchange(limits);
    exchange.receive("BAD\r\n\r\n" + QByteArray(70'000, 'x'));
    QVERIFY(!exchange.wantsMore());
}

void tst_HttpExchange::handsOnNothingBehindARefusal()
{
    HttpExchange exchange(limits);
    exchange.receive("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY(exchange.isRequestReady());
    exchange.refuse(503);
    QCOMPARE(exchange.takeRefusal(), 503);
    QVERIFY(!exchange.isRequestReady());
    QVERIFY(exchange.mustClose());
    QCOMPARE(exchange.buffered(), 0);
}

void tst_HttpExchange::countsRequestsWhenTheirHeaderIsWhole()
{
    HttpExchange exchange(limits);
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

void tst_HttpExchange::knowsWhichRequestsWait_data()
{
    QTest::addColumn<QByteArray>("behind");
    QTest::addColumn<QList<QByteArray>>("waiting");
    const QByteArray post = "POST /3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n";
    const QByteArray last = "GET /4 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    QTest::newRow("none") << QByteArray("\r\n") << QList<QByteArray> {};
    QTest::newRow("half of one") << QByteArray("GET /2 HTTP/1.1\r\nHo") << QList<QByteArray> {};
    QTest::newRow("two, and half of one")
        << "\r\n" + post + post + post.chopped(1) << QList<QByteArray> { "POST /3", "POST /3" };
    QTest::newRow("one that is refused, and one behind it")
        << post + "GET /2 HTTP/1.1\r\n\r\n" + post << QList<QByteArray> { "POST /3" };
    QTest::newRow("one that says close, and one behind it") << last + post << QList<QByteArray> { "GET /4" };
}

void tst_HttpExchange::knowsWhichRequestsWait()
{
    QFETCH(QByteArray, behind);
    QFETCH(QList<QByteArray>, waiting);
    HttpExchange exchange(limits);
    exchange.receive("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n" + behind);
    QCOMPARE(exchange.waiting().whole, QList<QByteArray>({ "GET /1" }) + waiting);
    exchange.takeRequest();
    QCOMPARE(exchange.waiting().whole, waiting);
    respond(exchange, okResponse);
    QCOMPARE(exchange.waiting().whole, waiting);

    HttpExchange closing(limits);
    closing.receive("GET /1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + behind);
    closing.takeRequest();
    QCOMPARE(closing.waiting().whole, QList<QByteArray>());
}

void tst_HttpExchange::knowsWhichRequestsWaitThoughMoreIsRefused()
{
    HttpExchange exchange(limits);
    exchange.receive("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nPOST /3");
    exchange.takeRequest();
    exchange.refuse(503);
    QCOMPARE(exchange.waiting().whole, QList<QByteArray> { "GET /2" });
}

void tst_HttpExchange::describesTheRequest_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("plain") << QByteArray("/path?a=b") << QByteArray("GET /path?a=b");
    QTest::newRow("absolute, though it is handed on in origin form")
        << QByteArray("http://b/c") << QByteArray("GET http://b/c");
    QTest::newRow("long") << '/' + QByteArray(200, 'x') << "GET /" + QByteArray(75, 'x');
}

void tst_HttpExchange::describesTheRequest()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, line);
    HttpExchange exchange(limits);
    exchange.receive("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY(exchange.isRequestReady());
    exchange.takeRequest();
    QCOMPARE(exchange.requestLine(), line);
}

QTEST_GUILESS_MAIN(tst_HttpExchange)
#include "tst_httpexchange.moc"

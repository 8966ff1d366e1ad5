// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/conversation.h"

#include <QTest>

using namespace Drainboard;

// Each test is a script: what the client (">") and the server ("<") say, in their order, and what is seen of it.
class tst_Conversation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seesRequestsAndAnswers_data();
    void seesRequestsAndAnswers();
    void seesTheSameHoweverItIsCut_data() { seesRequestsAndAnswers_data(); }
    void seesTheSameHoweverItIsCut();
    void knowsWhatPasses_data();
    void knowsWhatPasses();
    void knowsTheState_data();
    void knowsTheState();
    void knowsWhetherItGoesOn_data();
    void knowsWhetherItGoesOn();
    void knowsWhatWaits_data();
    void knowsWhatWaits();
    void answersEndWithTheConnectionWhereTheySayNoLength();
    void holdsNoBody();

private:
    struct Seen : Conversation::Listener
    {
        void onRequestTurn(const QByteArray &requestLine, qsizetype, bool) override { said += "turn " + requestLine; }
        void onAnswered(int status) override { said += "answered " + QByteArray::number(status); }
        QByteArrayList said;
    };
    static void play(Conversation &conversation, const QByteArrayList &script, qsizetype piece = 0);
};

namespace {

const QByteArray get = ">GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
const QByteArray ok = "<HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

} // namespace

// In pieces of \a piece bytes; 0: whole.
void tst_Conversation::play(Conversation &conversation, const QByteArrayList &script, qsizetype piece)
{
    for (const QByteArray &step : script) {
        const QByteArrayView bytes = QByteArrayView(step).sliced(1);
        for (qsizetype at = 0; at<bytes.size(); at += piece> 0 ? piece : bytes.size()) {
            const QByteArrayView some = bytes.sliced(at, piece > 0 ? std::min(piece, bytes.size() - at) : bytes.size());
            if (step.startsWith('>'))
                conversation.fromClient(some);
            else
                conversation.fromServer(some);
        }
    }
}

void tst_Conversation::seesRequestsAndAnswers_data()
{
    QTest::addColumn<QByteArrayList>("script");
    QTest::addColumn<QByteArrayList>("seen");

    using List = QByteArrayList;
    QTest::newRow("one after another") << List { get, ok, get, ok }
                                       << List { "turn GET /a", "answered 200", "turn GET /a", "answered 200" };
    QTest::newRow("pipelined") << List { get + get.sliced(1), ok + ok.sliced(1) }
                               << List { "turn GET /a", "answered 200", "turn GET /a", "answered 200" };
    QTest::newRow("an answer in chunks, with trailers")
        << List { get, "<HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nok\r\n0\r\nA: b\r\n\r\n", get }
        << List { "turn GET /a", "answered 200", "turn GET /a" };
    QTest::newRow("a request in chunks") << List {
        ">POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n", ">0\r\n\r\n", ok
    } << List { "turn POST /a", "answered 200" };
    QTest::newRow("HEAD has no body, whatever it says")
        << List { ">HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n", "<HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", get, ok }
        << List { "turn HEAD /a", "answered 200", "turn GET /a", "answered 200" };
    QTest::newRow("204 and 304 have none") << List {
        get, "<HTTP/1.1 204 No Content\r\n\r\n", get, "<HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", get, ok
    } << List { "turn GET /a", "answered 204", "turn GET /a", "answered 304", "turn GET /a", "answered 200" };
    QTest::newRow("interim answers are none")
        << List { ">POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n",
                  "<HTTP/1.1 100 Continue\r\n\r\n", ">ab", "<HTTP/1.1 103 Early Hints\r\n\r\n", ok }
        << List { "turn POST /a", "answered 200" };
    QTest::newRow("an answer before the request is whole")
        << List { ">POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab",
                  "<HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n", ">cd", get, ok }
        << List { "turn POST /a", "answered 413", "turn GET /a", "answered 200" };
    QTest::newRow("empty lines before a request")
        << List { ">\r\n\r\n" + get.sliced(1), ok } << List { "turn GET /a", "answered 200" };
    QTest::newRow("what nobody asked for")
        << List { get, ok, "<HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" }
        << List { "turn GET /a", "answered 200" };
    QTest::newRow("HTTP/1.0") << List { ">GET /a HTTP/1.0\r\n\r\n", ok } << List { "turn GET /a", "answered 200" };
    QTest::newRow("a line without CR, which no server that is known sends")
        << List { get, "<HTTP/1.1 200 OK\nContent-Length: 2\r\n\r\nok" } << List { "turn GET /a" };
}

void tst_Conversation::seesRequestsAndAnswers()
{
    QFETCH(QByteArrayList, script);
    QFETCH(QByteArrayList, seen);
    Seen listener;
    Conversation conversation(listener);
    play(conversation, script);
    QCOMPARE(listener.said, seen);
}

void tst_Conversation::seesTheSameHoweverItIsCut()
{
    QFETCH(QByteArrayList, script);
    QFETCH(QByteArrayList, seen);
    for (qsizetype piece = 1; piece < 60; ++piece) {
        Seen listener;
        Conversation conversation(listener);
        play(conversation, script, piece);
        QCOMPARE(listener.said, seen);
    }
}

void tst_Conversation::knowsWhatPasses_data()
{
    QTest::addColumn<QByteArrayList>("script");
    QTest::addColumn<PassedProtocol>("expected");

    using List = QByteArrayList;
    QTest::newRow("nothing yet") << List {} << PassedProtocol::Http;
    QTest::newRow("HTTP/1") << List { get, ok } << PassedProtocol::Http;
    QTest::newRow("a TLS handshake") << List { QByteArray(">\x16\x03\x01\x02\x00", 6) } << PassedProtocol::Tls;
    QTest::newRow("HTTP/2") << List { ">PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" } << PassedProtocol::Http2;
    QTest::newRow("a WebSocket") << List {
        ">GET /a HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        "<HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n", ">\x81\x01x", "<\x81\x01x"
    } << PassedProtocol::WebSocket;
    QTest::newRow("a WebSocket that is refused")
        << List { ">GET /a HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", ok }
        << PassedProtocol::Http;
    QTest::newRow("another protocol") << List {
        ">GET /a HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: irc\r\n\r\n",
        "<HTTP/1.1 101 Switching Protocols\r\n\r\n"
    } << PassedProtocol::Other;
    QTest::newRow("a tunnel") << List { ">CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", "<HTTP/1.1 200 OK\r\n\r\n" }
                              << PassedProtocol::Tunnel;
    QTest::newRow("a tunnel that is refused") << List { ">CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n",
                                                        "<HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n" }
                                              << PassedProtocol::Http;
    QTest::newRow("a client that speaks something else") << List { ">EHLO a\r\n\r\n" } << PassedProtocol::Unknown;
    QTest::newRow("a server that speaks first") << List { "<SSH-2.0-x\r\n\r\n" } << PassedProtocol::Unknown;
    QTest::newRow("chunks that are none")
        << List { get, "<HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" } << PassedProtocol::Unknown;
    QTest::newRow("a header without end") << List { ">GET /" + QByteArray(300'000, 'a') } << PassedProtocol::Unknown;
}

void tst_Conversation::knowsWhatPasses()
{
    QFETCH(QByteArrayList, script);
    QFETCH(PassedProtocol, expected);
    Seen listener;
    Conversation conversation(listener);
    play(conversation, script);
    QCOMPARE(conversation.protocol(), expected);
    play(conversation, { get, ok }); // whatever follows is not looked at
    QCOMPARE(conversation.protocol(), expected);
}

void tst_Conversation::knowsTheState_data()
{
    QTest::addColumn<QByteArrayList>("script");
    QTest::addColumn<ConnectionState>("expected");
    QTest::addColumn<int>("begun");
    QTest::addColumn<int>("status");

    using List = QByteArrayList;
    QTest::newRow("nothing has come") << List {} << ConnectionState::New << 0 << 0;
    QTest::newRow("a part of a header") << List { ">GET /" } << ConnectionState::Reading << 0 << 0;
    QTest::newRow("a part of a body") << List { ">PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na" }
                                      << ConnectionState::Reading << 1 << 0;
    QTest::newRow("a request is whole") << List { get } << ConnectionState::Responding << 1 << 0;
    QTest::newRow("the answer's header is there")
        << List { get, ok.chopped(1) } << ConnectionState::Responding << 1 << 200;
    QTest::newRow("it is answered") << List { get, ok } << ConnectionState::Idle << 1 << 200;
    QTest::newRow("the next one is due") << List { get, ok, get } << ConnectionState::Responding << 2 << 0;
    QTest::newRow("TLS") << List { QByteArray(">\x16\x03", 3) } << ConnectionState::Passing << 0 << 0;
}

void tst_Conversation::knowsTheState()
{
    QFETCH(QByteArrayList, script);
    QFETCH(ConnectionState, expected);
    QFETCH(int, begun);
    QFETCH(int, status);
    Seen listener;
    Conversation conversation(listener);
    play(conversation, script);
    QCOMPARE(conversation.facts(true).state, expected);
    QCOMPARE(conversation.facts(true).requestsBegun, quint64(begun));
    QCOMPARE(conversation.facts(true).status, status);
}

void tst_Conversation::knowsWhetherItGoesOn_data()
{
    QTest::addColumn<QByteArrayList>("script");
    QTest::addColumn<Persistence>("expected");

    using List = QByteArrayList;
    QTest::newRow("HTTP/1.1") << List { get, ok } << Persistence::KeptByVersion;
    QTest::newRow("HEAD without a length")
        << List { ">HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n", "<HTTP/1.1 200 OK\r\n\r\n" } << Persistence::KeptByVersion;
    QTest::newRow("the client says close")
        << List { ">GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", ok } << Persistence::ClosedByClient;
    QTest::newRow("the server says close")
        << List { get, "<HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n" }
        << Persistence::ClosedByHandler;
    QTest::newRow("HTTP/1.0") << List { ">GET /a HTTP/1.0\r\n\r\n", ok } << Persistence::ClosedByVersion;
    QTest::newRow("HTTP/1.0 that is kept")
        << List { ">GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", ok } << Persistence::KeptByClient;
    QTest::newRow("no length") << List { get, "<HTTP/1.1 200 OK\r\n\r\nab" } << Persistence::ClosedByLength;
}

void tst_Conversation::knowsWhetherItGoesOn()
{
    QFETCH(QByteArrayList, script);
    QFETCH(Persistence, expected);
    Seen listener;
    Conversation conversation(listener);
    play(conversation, script);
    QCOMPARE(conversation.facts(true).persistence, expected);
}

void tst_Conversation::knowsWhatWaits_data()
{
    QTest::addColumn<QByteArrayList>("script");
    QTest::addColumn<QByteArrayList>("expected");

    using List = QByteArrayList;
    const QByteArray second = ">GET /b HTTP/1.1\r\nHost: a\r\n\r\n";
    QTest::newRow("nothing") << List { get, ok } << List {};
    QTest::newRow("the one that is answered does not wait") << List { get } << List {};
    QTest::newRow("a second one") << List { get, second } << List { "GET /b" };
    QTest::newRow("a part of a body") << List { ">PUT /c HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na" }
                                      << List { "PUT /c" };
    QTest::newRow("a part of a header") << List { get, ">GET /" } << List { "" };
    QTest::newRow("behind a close") << List { get, second,
                                              "<HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9\r\n\r\n" }
                                    << List {};
}

void tst_Conversation::knowsWhatWaits()
{
    QFETCH(QByteArrayList, script);
    QFETCH(QByteArrayList, expected);
    Seen listener;
    Conversation conversation(listener);
    play(conversation, script);
    QCOMPARE(conversation.waiting(), expected);
}

void tst_Conversation::answersEndWithTheConnectionWhereTheySayNoLength()
{
    Seen listener;
    Conversation conversation(listener);
    play(conversation, { get, "<HTTP/1.1 200 OK\r\n\r\nab" });
    QCOMPARE(conversation.facts(true).state, ConnectionState::Responding);
    conversation.serverFinished();
    QCOMPARE(listener.said.constLast(), "answered 200");

    play(conversation, { get, ok.chopped(1) });
    conversation.serverFinished(); // in the middle of one that says its length
    QCOMPARE(listener.said.constLast(), "turn GET /a");
    QCOMPARE(conversation.responseStatus(), 200);
}

void tst_Conversation::holdsNoBody()
{
    Seen listener;
    Conversation conversation(listener);
    play(conversation, { ">PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000000\r\n\r\n" });
    const QByteArray much(1 << 20, 'x');
    for (int i = 0; i < 100; ++i)
        conversation.fromClient(much); // it takes no time either: nothing is copied
    QCOMPARE(conversation.facts(true).state, ConnectionState::Reading);
}

QTEST_APPLESS_MAIN(tst_Conversation)

#include "tst_conversation.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tappedserver.h"

#include "history/requestreader.h"
#include "verdict/verdict.h"

using namespace Drainboard;
using namespace std::chrono_literals;

// What a tap sees of requests and their answers, and of what the server loses.
class tst_TapSeen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsRequestAndAnswer();
    void knowsWhereTheServerSeesIt();
    void tellsWhatIsLost_data();
    void tellsWhatIsLost();
    void tellsWhatComesAfterTheServersFin();
    void tellsThatTheServerClosesIdleOnes();
};

namespace {

const QByteArray get = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

} // namespace

void tst_TapSeen::knowsRequestAndAnswer()
{
    TappedServer tapped;
    RequestReader reader = tapped.engine.requestReader();
    auto [client, served] = tapped.connect();
    QVERIFY(client.send(get));
    QCOMPARE(served.receive(get.size()), get);
    QTRY_COMPARE(tapped.last().state, ConnectionState::Responding);
    QCOMPARE(tapped.last().requestLine, "GET /a");
    QVERIFY(tapped.last().answerOwed);
    QVERIFY(served.send(ok));
    QCOMPARE(client.receive(ok.size()), ok);
    QTRY_COMPARE(tapped.last().state, ConnectionState::Idle);
    QCOMPARE(tapped.last().status, 200);
    QCOMPARE(tapped.last().requests, quint64(1));
    QCOMPARE(tapped.last().bytesIn, quint64(get.size()));
    QCOMPARE(tapped.last().bytesOut, quint64(ok.size()));
    QVERIFY(!tapped.last().answerOwed);

    const QList<RequestLife> lives = reader.take();
    QCOMPARE(lives.size(), 1);
    QCOMPARE(lives.constFirst().outcome, RequestOutcome::Answered);
    QCOMPARE(lives.constFirst().status, 200);
    QCOMPARE(lives.constFirst().requestLine, "GET /a");
    QCOMPARE(lives.constFirst().bytesIn, quint64(get.size()));
    QCOMPARE(lives.constFirst().bytesOut, quint64(ok.size()));
}

void tst_TapSeen::knowsWhereTheServerSeesIt()
{
    TappedServer tapped;
    auto [client, served] = tapped.connect();
    sockaddr_in peer {};
    socklen_t size = sizeof peer;
    QCOMPARE(::getpeername(served.descriptor(), reinterpret_cast<sockaddr *>(&peer), &size), 0);
    QTRY_COMPARE(tapped.last().serverSide, QStringLiteral("127.0.0.1:%1").arg(ntohs(peer.sin_port)));
}

void tst_TapSeen::tellsWhatIsLost_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("answered");
    QTest::addColumn<QByteArray>("end"); // who ends it, and how
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<LossReason>("reason");
    QTest::addColumn<Verdict::Kind>("kind");

    using List = QByteArrayList;
    const QByteArray part = "PUT /b HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab";
    QTest::newRow("closed without an answer") << get << QByteArray() << QByteArray("server FIN") << List { "GET /a" }
                                              << LossReason::ClosedByServer << Verdict::Kind::CutByServer;
    QTest::newRow("reset without an answer") << get << QByteArray() << QByteArray("server RST") << List { "GET /a" }
                                             << LossReason::ResetByServer << Verdict::Kind::CutByServer;
    QTest::newRow("cut by a FIN") << get << ok.chopped(1) << QByteArray("server FIN") << List { "GET /a" }
                                  << LossReason::CutByServer << Verdict::Kind::CutByServer;
    QTest::newRow("cut by a RST") << get << ok.chopped(1) << QByteArray("server RST") << List { "GET /a" }
                                  << LossReason::CutByServer << Verdict::Kind::CutByServer;
    QTest::newRow("the client leaves") << get << QByteArray() << QByteArray("client RST") << List { "GET /a" }
                                       << LossReason::ClientLeft << Verdict::Kind::ClientLeft;
    QTest::newRow("those behind, too") << get + "GET /c HTTP/1.1\r\nHost: a\r\n\r\n"
                                       << QByteArray() << QByteArray("server FIN") << List { "GET /a", "GET /c" }
                                       << LossReason::ClosedByServer << Verdict::Kind::CutByServer;
    QTest::newRow("a request that has come in part")
        << part << QByteArray() << QByteArray("server RST") << List { "PUT /b" } << LossReason::ResetByServer
        << Verdict::Kind::CutByServer;
    QTest::newRow("answered: nothing") << get << ok << QByteArray("server FIN") << List {} << LossReason::ClientLeft
                                       << Verdict::Kind::IdleClosedByServer;
    QTest::newRow("answered until the connection ends: nothing")
        << get << QByteArray("HTTP/1.1 200 OK\r\n\r\nab") << QByteArray("server FIN") << List {}
        << LossReason::ClientLeft << Verdict::Kind::NoReuse;
    QTest::newRow("the same, but it is reset")
        << get << QByteArray("HTTP/1.1 200 OK\r\n\r\nab") << QByteArray("server RST") << List { "GET /a" }
        << LossReason::CutByServer << Verdict::Kind::CutByServer;
}

void tst_TapSeen::tellsWhatIsLost()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, answered);
    QFETCH(QByteArray, end);
    QFETCH(QByteArrayList, lines);
    QFETCH(LossReason, reason);
    QFETCH(Verdict::Kind, kind);

    TappedServer tapped;
    auto [client, served] = tapped.connect();
    QVERIFY(client.send(sent));
    QCOMPARE(served.receive(sent.size()), sent);
    QVERIFY(served.send(answered));
    QCOMPARE(client.receive(answered.size()), answered);
    RawPeer &who = end.startsWith("server") ? served : client;
    RawPeer &other = end.startsWith("server") ? client : served;
    if (end.endsWith("RST")) {
        who.reset();
        QCOMPARE(other.end(), RawPeer::End::Reset);
    } else {
        who.close();
        QCOMPARE(other.end(), RawPeer::End::Fin);
    }
    other.close();
    QTRY_VERIFY(tapped.isClosed());
    const ConnectionInfo info = tapped.last();
    QList<LostRequest> expected;
    for (const QByteArray &line : lines)
        expected += { line, reason };
    QCOMPARE(info.lostRequests, expected);
    QCOMPARE(verdictOn(ConnectionCase { .facts = std::make_shared<const ConnectionInfo>(info) }).kind, kind);
}

// The race that each keep-alive time-out has: the client could not know.
void tst_TapSeen::tellsWhatComesAfterTheServersFin()
{
    TappedServer tapped;
    auto [client, served] = tapped.connect();
    QVERIFY(client.send(get));
    QCOMPARE(served.receive(get.size()), get);
    QVERIFY(served.send(ok));
    QCOMPARE(client.receive(ok.size()), ok);
    served.close();
    QTRY_COMPARE(tapped.last().state, ConnectionState::Closing);
    QVERIFY(client.send(get)); // it has not looked
    QTRY_VERIFY(tapped.isClosed()); // by the RST of the server's kernel
    QTRY_VERIFY(!client.send("x"));
    const ConnectionInfo info = tapped.last();
    QCOMPARE(info.lostRequests, (QList<LostRequest> { { "GET /a", LossReason::CameAfterFin } }));
    QCOMPARE(info.cause, CloseCause::ByServer);
    const Verdict verdict = verdictOn(ConnectionCase { .facts = std::make_shared<const ConnectionInfo>(info) });
    QCOMPARE(verdict.kind, Verdict::Kind::CameAfterFin);
    QVERIFY2(verdict.sentence.startsWith(QStringLiteral("GET /a came after the server's FIN, and is lost. The server "
                                                        "closed it after ")),
             qPrintable(verdict.sentence));
}

void tst_TapSeen::tellsThatTheServerClosesIdleOnes()
{
    const auto closed = [](std::chrono::milliseconds idle, quint64 id) {
        ConnectionInfo info;
        info.id = ConnectionId(id);
        info.state = ConnectionState::Closed;
        info.cause = CloseCause::ByServer;
        info.peer = QStringLiteral("10.0.0.%1:5000").arg(id); // whoever the client was
        info.serverSide = QStringLiteral("127.0.0.1:%1").arg(id);
        info.requests = 3;
        info.end = ConnectionEnd { .firstBy = EndSide::Server, .firstSign = EndSign::Fin, .idleFor = idle };
        return std::make_shared<const ConnectionInfo>(info);
    };
    const QList<ConnectionFacts> all { closed(5000ms, 1), closed(5010ms, 2), closed(4990ms, 3), closed(2000ms, 4) };
    QCOMPARE(alikeEnds(*all.constFirst(), all), 2);
    const Verdict verdict = verdictOn(ConnectionCase { .facts = all.constFirst(), .alike = 2 });
    QCOMPARE(verdict.kind, Verdict::Kind::IdleClosedByServer);
    QCOMPARE(verdict.word, QStringLiteral("server closed"));
    QCOMPARE(verdict.sentence,
             QStringLiteral("The server closed it after 5.0 s idle, as it did with 2 more: that seems to be its "
                            "keep-alive time-out. A request that the client sends before it sees that fails."));
}

QTEST_GUILESS_MAIN(tst_TapSeen)

#include "tst_tapseen.moc"

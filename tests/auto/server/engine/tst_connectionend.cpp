// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/httpengine.h"
#include "lab/labroutes.h"
#include "rawclient.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

// Who ended a connection first, and how, as it was on the wire.
class tst_ConnectionEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheClientsFin();
    void isTheClientsReset();
    void isTheClientsResetInTheMiddleOfAResponse();
    void isTheClientsResetWhileAHandlerIsAtWork();
    void isTheClientsFinAndThenItsReset();
    void isTheClientsFinBehindItsRequest();
    void isOurFinAtTheTimeout();
    void isOurFinThatTheClientDoesNotAnswer();
    void isOurFinBehindTheLastResponse();
    void isOurReset();
    void isOurResetWithMuchUnread();
    void isTheClientsFinWhereThatWasInTheKernelBeforeOurs();
    void isNotThereYet();
    void isKeptForReaders();
};

namespace {

class Server : public HttpEngine
{
public:
    explicit Server(EngineSettings settings = {})
        : HttpEngine(
            [&settings] {
                settings.port = 0;
                return settings;
            }(),
            addLabRoutes)
    {
        if (!listen())
            qFatal("cannot listen: %ls", qUtf16Printable(errorString()));
    }

    RawClient client(const QByteArray &request = {}, int receiveBuffer = 0) const
    {
        RawClient result(serverPort(), receiveBuffer);
        result.send(request);
        return result;
    }
    /// Of the first connection.
    ConnectionInfo first() const
    {
        const Snapshot now = snapshot();
        return now.connections.isEmpty() ? ConnectionInfo() : *now.connections.front();
    }
    bool isFirstClosed() const { return first().state == ConnectionState::Closed; }
    ConnectionEnd end() const { return first().end.value(); }
};

EngineSettings withKeepAlive(std::chrono::milliseconds timeout)
{
    EngineSettings settings;
    settings.limits.connection.keepAliveTimeout = timeout;
    return settings;
}

constexpr SteadyTime never {};

} // namespace

// A client that has its response, and is idle.
#define SERVE_ONE(server)                                                                                              \
    RawClient client = (server).client(get("/"));                                                                      \
    QTRY_COMPARE(client.responses(), 1);                                                                               \
    QTRY_COMPARE((server).first().state, ConnectionState::Idle)

void tst_ConnectionEnd::isTheClientsFin()
{
    Server server;
    SERVE_ONE(server);
    const SteadyTime before = SteadyClock::now();
    client.sendFin();
    QTRY_VERIFY(server.isFirstClosed());
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    const ConnectionEnd end = server.end();
    QCOMPARE(end.firstBy, EndSide::Client);
    QCOMPARE(end.firstSign, EndSign::Fin);
    QCOMPARE(end.stateAtFirst, ConnectionState::Idle);
    QVERIFY(end.clientFinAt >= before && end.ourFinAt >= end.clientFinAt);
    QVERIFY(end.firstAt() == end.clientFinAt);
    QVERIFY(end.idleFor);
    QVERIFY(*end.idleFor <= end.clientFinAt - server.first().openedAt);
    QVERIFY(end.resetAt == never);
    QCOMPARE(end.unread, 0u);
    QCOMPARE(end.unsent, 0u);
}

void tst_ConnectionEnd::isTheClientsReset()
{
    Server server;
    SERVE_ONE(server);
    client.reset();
    QTRY_VERIFY(server.isFirstClosed());
    const ConnectionEnd end = server.end();
    QCOMPARE(end.firstBy, EndSide::Client);
    QCOMPARE(end.firstSign, EndSign::Reset);
    QCOMPARE(end.resetBy, EndSide::Client);
    QCOMPARE(end.stateAtFirst, ConnectionState::Idle);
    QVERIFY(end.idleFor);
    QVERIFY(end.clientFinAt == never && end.ourFinAt == never);
    QVERIFY(end.firstAt() == end.resetAt);
    QCOMPARE(end.unsent, 0u);
}

void tst_ConnectionEnd::isTheClientsResetInTheMiddleOfAResponse()
{
    constexpr quint64 size = 50'000'000;
    Server server;
    RawClient client = server.client(get("/bytes/" + QByteArray::number(size)), 4096);
    QTRY_VERIFY(server.first().unsent > 0); // it does not read
    const ConnectionInfo blocked = server.first();
    QCOMPARE(blocked.state, ConnectionState::Responding);
    QVERIFY(blocked.blockedSince > blocked.openedAt);
    client.reset();
    QTRY_VERIFY(server.isFirstClosed());
    const ConnectionEnd end = server.end();
    QCOMPARE(end.firstBy, EndSide::Client);
    QCOMPARE(end.firstSign, EndSign::Reset);
    QCOMPARE(end.stateAtFirst, ConnectionState::Responding);
    QVERIFY(!end.idleFor);
    QVERIFY(end.unsent >= blocked.unsent);
    QVERIFY(end.unsent <= size + 1000);
    QCOMPARE(server.first().lostRequests.front().reason, LossReason::ClientLeft);
}

void tst_ConnectionEnd::isTheClientsResetWhileAHandlerIsAtWork()
{
    Server server;
    RawClient client = server.client(get("/hang"));
    QTRY_COMPARE(server.first().state, ConnectionState::Responding);
    client.reset();
    QTRY_VERIFY(server.isFirstClosed());
    const ConnectionEnd end = server.end();
    QCOMPARE(end.firstBy, EndSide::Client);
    QCOMPARE(end.firstSign, EndSign::Reset);
    QCOMPARE(end.stateAtFirst, ConnectionState::Responding);
    QCOMPARE(end.unsent, 0u);
}

void tst_ConnectionEnd::isTheClientsFinAndThenItsReset()
{
    Server server;
    RawClient client = server.client(get("/hang"));
    QTRY_COMPARE(server.first().state, ConnectionState::Responding);
    client.sendFin();
    QTRY_VERIFY(server.first().end);
    QVERIFY(server.first().peerFinished);
    QVERIFY(server.end().clientFinAt != never);
    client.reset();
    QTRY_VERIFY(server.isFirstClosed());
    const ConnectionEnd end = server.end();
    QCOMPARE(end.firstBy, EndSide::Client);
    QCOMPARE(end.firstSign, EndSign::Fin);
    QCOMPARE(end.resetBy, EndSide::Client);
    QVERIFY(end.resetAt >= end.clientFinAt);
    QVERIFY(end.ourFinAt == never);
}

// Both come in one piece: then it was not idle.
void tst_ConnectionEnd::isTheClientsFinBehindItsRequest()
{
    Server server;
    RawClient client = server.client(get("/"));
    client.sendFin();
    QTRY_COMPARE(client.responses(), 1);
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QTRY_VERIFY(server.isFirstClosed());
    const ConnectionEnd end = server.end();
    QCOMPARE(end.firstBy, EndSide::Client);
    QCOMPARE(end.firstSign, EndSign::Fin);
    QVERIFY(end.ourFinAt >= end.clientFinAt);
    QVERIFY(server.first().lostRequests.isEmpty());
}

void tst_ConnectionEnd::isOurFinAtTheTimeout()
{
    Server server(withKeepAlive(50ms));
    SERVE_ONE(server);
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    client.close();
    QTRY_VERIFY(server.isFirstClosed());
    QCOMPARE(server.first().cause, CloseCause::TimedOut);
    const ConnectionEnd end = server.end();
    QCOMPARE(end.firstBy, EndSide::Server);
    QCOMPARE(end.firstSign, EndSign::Fin);
    QCOMPARE(end.stateAtFirst, ConnectionState::Idle);
    QVERIFY(end.idleFor && *end.idleFor >= 50ms);
    QVERIFY(end.ourFinAt != never && end.clientFinAt >= end.ourFinAt);
    QVERIFY(end.resetAt == never);
}

void tst_ConnectionEnd::isOurFinThatTheClientDoesNotAnswer()
{
    Server server(withKeepAlive(50ms));
    SERVE_ONE(server);
    QTRY_VERIFY(server.isFirstClosed());
    const ConnectionEnd end = server.end();
    QCOMPARE(end.firstBy, EndSide::Server);
    QVERIFY(end.clientFinAt == never);
    QVERIFY(end.resetAt == never);
    QCOMPARE(client.end(), RawClient::End::Fin);
}

void tst_ConnectionEnd::isOurFinBehindTheLastResponse()
{
    Server server;
    RawClient client = server.client("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    client.close();
    QTRY_VERIFY(server.isFirstClosed());
    const ConnectionEnd end = server.end();
    QCOMPARE(end.firstBy, EndSide::Server);
    QCOMPARE(end.firstSign, EndSign::Fin);
    QVERIFY(end.clientFinAt >= end.ourFinAt);
}

void tst_ConnectionEnd::isOurReset()
{
    Server server;
    RawClient client = server.client(get("/hang"));
    QTRY_COMPARE(server.first().state, ConnectionState::Responding);
    server.abortConnection(server.first().id);
    QTRY_COMPARE(client.end(), RawClient::End::Reset);
    QTRY_VERIFY(server.isFirstClosed());
    const ConnectionEnd end = server.end();
    QCOMPARE(end.firstBy, EndSide::Server);
    QCOMPARE(end.firstSign, EndSign::Reset);
    QCOMPARE(end.resetBy, EndSide::Server);
    QCOMPARE(end.stateAtFirst, ConnectionState::Responding);
    QVERIFY(end.ourFinAt == never && end.clientFinAt == never);
    QCOMPARE(end.unread, 0u);
}

void tst_ConnectionEnd::isOurResetWithMuchUnread()
{
    Server server;
    RawClient client = server.client(get("/hang"));
    QTRY_COMPARE(server.first().state, ConnectionState::Responding);
    // Behind a request that is answered, only so much is read.
    client.send(QByteArray(100'000, '\n')
                + "POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000\r\n\r\n"
                + QByteArray(150'000, 'x'));
    const quint64 sent = 250'000;
    QTRY_VERIFY(server.first().bytesIn > quint64(get("/hang").size()));
    server.abortConnection(server.first().id);
    QTRY_COMPARE(client.end(), RawClient::End::Reset);
    QTRY_VERIFY(server.isFirstClosed());
    const ConnectionEnd end = server.end();
    QCOMPARE(end.resetBy, EndSide::Server);
    QVERIFY(end.unread > 0);
    QVERIFY(end.unread < sent);
}

void tst_ConnectionEnd::isTheClientsFinWhereThatWasInTheKernelBeforeOurs()
{
    EngineSettings settings;
    settings.policy = ShutdownPolicy::DisconnectAll;
    Server server(settings);
    SERVE_ONE(server);
    RawClient blocking = server.client(get("/block/300"));
    QTRY_COMPARE(server.snapshot().counts.active, 1);
    client.sendFin(); // its worker does not see it yet
    server.shutdown(); // nor that it is to close
    QTRY_VERIFY(server.isFirstClosed());
    const ConnectionEnd end = server.end();
    QCOMPARE(end.firstBy, EndSide::Client);
    QCOMPARE(end.firstSign, EndSign::Fin);
}

void tst_ConnectionEnd::isNotThereYet()
{
    Server server;
    SERVE_ONE(server);
    QVERIFY(!server.first().end);
    QCOMPARE(server.end(), ConnectionEnd());
    QVERIFY(server.end().firstAt() == never);
}

void tst_ConnectionEnd::isKeptForReaders()
{
    EngineSettings settings;
    settings.closedKept = 3;
    settings.threads = 2;
    Server server(settings);
    quint64 next = 0;
    for (int i = 1; i <= 2; ++i) {
        RawClient client = server.client(get("/"));
        QTRY_COMPARE(client.responses(), 1);
        client.close();
        QTRY_COMPARE(server.openConnections(), 0);
        const ClosedConnections news = server.closedConnections(next);
        QCOMPARE(news.connections.size(), 1);
        QCOMPARE(news.connections.front()->id, ConnectionId(quint64(i)));
        QCOMPARE(news.connections.front()->end->firstBy, EndSide::Client);
        next = news.next;
    }
    for (int i = 0; i < 3; ++i)
        server.client();
    QTRY_COMPARE(server.closedConnections(next).next, next + 3);
    const ClosedConnections all = server.closedConnections();
    QCOMPARE(all.connections.size(), 3);
    QCOMPARE(all.missed, 2u);
}

QTEST_GUILESS_MAIN(tst_ConnectionEnd)
#include "tst_connectionend.moc"

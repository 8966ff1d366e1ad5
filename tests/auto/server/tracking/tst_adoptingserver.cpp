// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/adoptingserver.h"

#include "connections/bufferbudget.h"
#include "connections/connectionmirror.h"
#include "tcppair.h"
#include "tracking/httpcompat.h"
#include "tracking/trackedconnection.h"

#include <QHttpServer>
#include <QSignalSpy>
#include <QTest>

#include <cerrno>
#include <memory>
#include <utility>

#include <netinet/in.h>
#include <sys/socket.h>

using namespace Drainboard;

class tst_AdoptingServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void servesWhatItIsGiven();
    void resetsWhatComesAfterAnAbort_data();
    void resetsWhatComesAfterAnAbort();
    void hasARecordOfWhatItHasNotTakenOver();
    void closesWhatItNeverTookOver_data();
    void closesWhatItNeverTookOver();

private:
    std::shared_ptr<ConnectionTable> m_table;
    std::shared_ptr<ConnectionQuota> m_quota;
};

void tst_AdoptingServer::init()
{
    m_table = std::make_shared<ConnectionTable>();
    m_quota = std::make_shared<ConnectionQuota>(1);
}

void tst_AdoptingServer::servesWhatItIsGiven()
{
    QHttpServer http;
    http.route(QStringLiteral("/"), [] { return QHttpServerResponse(QStringLiteral("hello")); });
    auto *server = new AdoptingServer(ServerLimits(), m_table, std::make_shared<BufferBudget>(0), m_quota, &http);
    QVERIFY(server->listen(QHostAddress::LocalHost));
    server->beginAdoption();
    QVERIFY(HttpCompat::bind(http, server));
    TcpPair given;
    QVERIFY(given.isConnected());
    server->adopt(FileDescriptor(std::exchange(given.near, -1)), m_quota->take());
    const QByteArray request = "GET / HTTP/1.0\r\n\r\n";
    QCOMPARE(::send(given.far, request.constData(), std::size_t(request.size()), MSG_NOSIGNAL), request.size());
    QByteArray received;
    const auto isAnswered = [&] {
        char byte = 0;
        while (::recv(given.far, &byte, 1, MSG_DONTWAIT) == 1)
            received += byte;
        return received.endsWith("hello");
    };
    QTRY_VERIFY(isAnswered());
    QVERIFY(server->isListening());
    server->endAdoption();
    QTRY_VERIFY(!server->isListening());
}

void tst_AdoptingServer::resetsWhatComesAfterAnAbort_data()
{
    QTest::addColumn<bool>("hasPlace");
    QTest::newRow("with a place") << true;
    QTest::newRow("one too many") << false;
}

void tst_AdoptingServer::resetsWhatComesAfterAnAbort()
{
    QFETCH(bool, hasPlace);
    AdoptingServer server(ServerLimits(), m_table, std::make_shared<BufferBudget>(0), m_quota);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QSignalSpy drained(&server, &TrackingServer::drained);
    server.beginAdoption();
    server.beginShutdown(ShutdownPolicy::Drain);
    server.abortAll();
    TcpPair late;
    QVERIFY(late.isConnected());
    late.send();
    server.adopt(FileDescriptor(std::exchange(late.near, -1)), hasPlace ? m_quota->take() : ConnectionQuota::Place());
    server.endAdoption();
    QTRY_COMPARE(drained.count(), 1);
    char byte = 0;
    QCOMPARE(::recv(late.far, &byte, 1, MSG_DONTWAIT), -1);
    QCOMPARE(errno, ECONNRESET);
    QVERIFY(m_quota->take()); // has been given back
    ShutdownReport report;
    m_table->addTo(report);
    QCOMPARE(report.acceptedDuringDrain, 1);
    QCOMPARE(report.aborted, 1);
}

void tst_AdoptingServer::hasARecordOfWhatItHasNotTakenOver()
{
    AdoptingServer server(ServerLimits(), m_table, std::make_shared<BufferBudget>(0), m_quota);
    TcpPair waiting;
    sockaddr_in address {};
    socklen_t size = sizeof address;
    QCOMPARE(::getsockname(waiting.far, reinterpret_cast<sockaddr *>(&address), &size), 0);
    const SteadyTime before = SteadyClock::now();
    server.adopt(FileDescriptor(std::exchange(waiting.near, -1)), m_quota->take());
    const SteadyTime after = SteadyClock::now();
    const ConnectionInfo record = *server.snapshot().connections.front();
    QCOMPARE(record.id, ConnectionId(1));
    QCOMPARE(record.peer, QStringLiteral("127.0.0.1:%1").arg(ntohs(address.sin_port)));
    QCOMPARE(record.state, ConnectionState::Waiting);
    QVERIFY(record.openedAt >= before && record.openedAt <= after);
    QVERIFY(!server.findChild<TrackedConnection *>());

    QTRY_VERIFY(server.findChild<TrackedConnection *>()); // has been taken over
    const TrackedConnection &connection = *server.findChild<TrackedConnection *>();
    ConnectionInfo taken = record;
    taken.state = ConnectionState::New;
    taken.stateSince = connection.info().stateSince;
    taken.waited = connection.info().waited;
    QCOMPARE(connection.info(), taken);
    QVERIFY(taken.stateSince > record.openedAt);
    QCOMPARE(taken.waited, std::chrono::duration_cast<std::chrono::microseconds>(taken.stateSince - taken.openedAt));
    QCOMPARE(connection.peerAddress(), QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(connection.peerPort(), ntohs(address.sin_port));
}

void tst_AdoptingServer::closesWhatItNeverTookOver_data()
{
    QTest::addColumn<bool>("sends");
    QTest::addColumn<bool>("finishes");
    QTest::addColumn<CloseCause>("cause");
    QTest::addColumn<int>("received");
    QTest::addColumn<EndSide>("firstBy");
    QTest::addColumn<EndSign>("firstSign");
    QTest::addColumn<quint64>("unread");
    QTest::newRow("in good order where nothing has come")
        << false << false << CloseCause::Disconnected << 0 << EndSide::Server << EndSign::Fin << quint64(0);
    QTest::newRow("with a reset where something has come")
        << true << false << CloseCause::Aborted << -1 << EndSide::Server << EndSign::Reset << quint64(1);
    QTest::newRow("with a reset where something and a FIN have come")
        << true << true << CloseCause::Aborted << -1 << EndSide::Server << EndSign::Reset << quint64(1);
    QTest::newRow("behind the client") << false << true << CloseCause::ByClient << 0 << EndSide::Client << EndSign::Fin
                                       << quint64(0);
}

void tst_AdoptingServer::closesWhatItNeverTookOver()
{
    QFETCH(bool, sends);
    QFETCH(bool, finishes);
    TcpPair waiting;
    if (sends)
        waiting.send();
    if (finishes)
        ::shutdown(waiting.far, SHUT_WR);
    {
        AdoptingServer server(ServerLimits(), m_table, std::make_shared<BufferBudget>(0), m_quota);
        server.adopt(FileDescriptor(std::exchange(waiting.near, -1)), m_quota->take());
        QCOMPARE(server.openConnections(), 1);
    }
    QCOMPARE(m_table->openCount(), 0);
    QVERIFY(m_quota->take());
    const Snapshot snapshot = ConnectionMirror({ m_table }).snapshot();
    QTEST(snapshot.connections.front()->cause, "cause");
    const ConnectionEnd end = snapshot.connections.front()->end.value();
    QTEST(end.firstBy, "firstBy");
    QTEST(end.firstSign, "firstSign");
    QTEST(end.unread, "unread");
    QCOMPARE(end.stateAtFirst, ConnectionState::Waiting);
    char byte = 0;
    QTEST(int(::recv(waiting.far, &byte, 1, MSG_DONTWAIT)), "received");
}

QTEST_GUILESS_MAIN(tst_AdoptingServer)
#include "tst_adoptingserver.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/bufferbudget.h"
#include "tracking/adoptingserver.h"

#include "connections/connectiontable.h"
#include "tcppair.h"
#include "tracking/httpcompat.h"

#include <QHttpServer>
#include <QSignalSpy>
#include <QTest>

#include <cerrno>
#include <memory>
#include <utility>

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
    void forgetsWhatItNeverTookOver();

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
    auto *server = new AdoptingServer(ServerLimits(), m_table, std::make_shared<BufferBudget>(0), &http);
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
    AdoptingServer server(ServerLimits(), m_table, std::make_shared<BufferBudget>(0));
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

void tst_AdoptingServer::forgetsWhatItNeverTookOver()
{
    TcpPair waiting;
    {
        AdoptingServer server(ServerLimits(), m_table, std::make_shared<BufferBudget>(0));
        server.adopt(FileDescriptor(std::exchange(waiting.near, -1)), m_quota->take());
        QCOMPARE(server.openConnections(), 1);
    }
    QCOMPARE(m_table->openCount(), 0);
    QVERIFY(m_quota->take());
    char byte = 0;
    QCOMPARE(::recv(waiting.far, &byte, 1, MSG_DONTWAIT), 0);
}

QTEST_GUILESS_MAIN(tst_AdoptingServer)
#include "tst_adoptingserver.moc"

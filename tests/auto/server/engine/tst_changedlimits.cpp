// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/engineexport.h"
#include "engine/httpengine.h"
#include "lab/labroutes.h"
#include "rawclient.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Drainboard;
using namespace std::chrono_literals;

/// Limits that change while an engine serves.
class TestChangedLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_engine.reset(); }

    void endWhatHasWaitedTooLong_data();
    void endWhatHasWaitedTooLong();
    void areToldToClients();
    void measureWhatComesOnAnOpenConnection_data();
    void measureWhatComesOnAnOpenConnection();
    void leaveARequestThatHasBegunItsSize();
    void allowMoreOrFewerConnections();
    void holdBackWhatIsBuffered();
    void keepWhatMayStayLonger();
    void countBeforeItListens();
    void areSaidOnceForEachChange();

private:
    void open(const ServerLimits &limits, bool listens = true);
    ServerLimits limits() const { return m_engine->limits(); }
    void change(const ConnectionLimits &connection)
    {
        ServerLimits changed = limits();
        changed.connection = connection;
        m_engine->setLimits(changed);
    }
    RawClient client(const QByteArray &request = {})
    {
        RawClient result(m_engine->serverPort());
        if (!request.isEmpty())
            result.send(request);
        return result;
    }
    // Commands reach a worker in their order: what has been answered behind them has met the new limits.
    bool isTaken()
    {
        return QTest::qWaitFor([other = client(get("/"))]() mutable { return other.responses() == 1; });
    }

    std::unique_ptr<HttpEngine> m_engine;
};

void TestChangedLimits::init()
{
    open({});
}

void TestChangedLimits::open(const ServerLimits &limits, bool listens)
{
    EngineSettings settings;
    settings.port = 0;
    settings.limits = limits;
    m_engine = std::make_unique<HttpEngine>(settings, addLabRoutes);
    if (listens)
        QVERIFY2(m_engine->listen(), qPrintable(m_engine->errorString()));
}

void TestChangedLimits::endWhatHasWaitedTooLong_data()
{
    QTest::addColumn<ConnectionLimits>("after");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("between two requests")
        << ConnectionLimits { .keepAliveTimeout = 100ms } << get("/") << QByteArray("HTTP/1.1 200 ");
    QTest::newRow("without a byte") << ConnectionLimits { .headerTimeout = 100ms } << QByteArray() << QByteArray();
    QTest::newRow("in a header") << ConnectionLimits { .headerTimeout = 100ms } << QByteArray("GET / HTTP/1.1\r\n")
                                 << QByteArray("HTTP/1.1 408 ");
    const QByteArray body = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nbody";
    QTest::newRow("in a body") << ConnectionLimits { .bodyTimeout = 100ms } << body << QByteArray("HTTP/1.1 408 ");
    QTest::newRow("in a request") << ConnectionLimits { .requestTimeout = 100ms } << body
                                  << QByteArray("HTTP/1.1 408 ");
}

void TestChangedLimits::endWhatHasWaitedTooLong()
{
    QFETCH(ConnectionLimits, after);
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, answer);
    RawClient waiting = client(request);
    QTRY_COMPARE(m_engine->openConnections(), 1);
    const auto state = [this] { return m_engine->snapshot().connections.front()->state; };
    QTRY_VERIFY(request.isEmpty() ? state() == ConnectionState::New
                                  : state() == ConnectionState::Reading || state() == ConnectionState::Idle);
    change(after);
    QTRY_COMPARE(waiting.end(), RawClient::End::Fin);
    QVERIFY2(waiting.received().startsWith(answer), waiting.received());
    QCOMPARE(waiting.received().isEmpty(), answer.isEmpty());
}

void TestChangedLimits::areToldToClients()
{
    change({ .keepAliveTimeout = 17s });
    RawClient old = client("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    QTRY_VERIFY2(old.received().contains("timeout=17"), old.received());
}

void TestChangedLimits::measureWhatComesOnAnOpenConnection_data()
{
    QTest::addColumn<ConnectionLimits>("after");
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    const QByteArray hundred(100, 'x');
    const QByteArray body = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n" + hundred;
    const QByteArray chunks = "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n"
        + hundred + "\r\n0\r\n\r\n";
    const QByteArray field = "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + hundred + "\r\n\r\n";
    QTest::newRow("a body on one that is new")
        << ConnectionLimits { .body = 99 } << QByteArray() << body << QByteArray("413");
    QTest::newRow("a body on one that is idle")
        << ConnectionLimits { .body = 99 } << get("/") << body << QByteArray("413");
    QTest::newRow("a body that may just be")
        << ConnectionLimits { .body = 100 } << QByteArray() << body << QByteArray("200");
    QTest::newRow("chunks on one that is new")
        << ConnectionLimits { .body = 99 } << QByteArray() << chunks << QByteArray("413");
    QTest::newRow("fields on one that is idle")
        << ConnectionLimits { .header = 99 } << get("/") << field << QByteArray("431");
}

void TestChangedLimits::measureWhatComesOnAnOpenConnection()
{
    QFETCH(ConnectionLimits, after);
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    RawClient early = client(first);
    QTRY_COMPARE(m_engine->openConnections(), 1);
    QTRY_COMPARE(early.responses(), first.isEmpty() ? 0 : 1);
    early.forget();
    change(after);
    QVERIFY(isTaken());
    QVERIFY(early.send(request));
    QTRY_VERIFY(early.received().contains('\n'));
    QVERIFY2(early.received().startsWith("HTTP/1.1 " + status), early.received());
}

void TestChangedLimits::leaveARequestThatHasBegunItsSize()
{
    RawClient early = client("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\nfour");
    QTRY_VERIFY(m_engine->openConnections() == 1
                && m_engine->snapshot().connections.front()->state == ConnectionState::Reading);
    change({ .body = 4 });
    QVERIFY(isTaken());
    QVERIFY(early.send("more"));
    QTRY_COMPARE(early.responses(), 1);
    QVERIFY2(early.received().endsWith("fourmore"), early.received());
}

void TestChangedLimits::allowMoreOrFewerConnections()
{
    const auto allow = [this](int connections) {
        ServerLimits changed = limits();
        changed.connections = connections;
        m_engine->setLimits(changed);
    };
    RawClient first = client("GET /hang HTTP/1.1\r\nHost: localhost\r\n\r\n");
    RawClient second = client("GET /hang HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_COMPARE(m_engine->snapshot().counts.active, 2);
    allow(1);
    RawClient refused = client(get("/"));
    QTRY_COMPARE(refused.end(), RawClient::End::Fin);
    QVERIFY2(refused.received().startsWith("HTTP/1.1 503 "), refused.received());
    QCOMPARE(first.end(), RawClient::End::None);
    QCOMPARE(second.end(), RawClient::End::None);
    allow(3);
    RawClient third = client(get("/"));
    QTRY_COMPARE(third.responses(), 1);
    QVERIFY2(third.received().startsWith("HTTP/1.1 200 "), third.received());
    allow(0); // what descriptors allow
    RawClient fourth = client("GET /hang HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_COMPARE(m_engine->snapshot().counts.active, 3);
    QCOMPARE(third.end(), RawClient::End::None);
}

void TestChangedLimits::holdBackWhatIsBuffered()
{
    ServerLimits changed = limits();
    changed.buffered = 10'000;
    m_engine->setLimits(changed);
    const QByteArray part = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"
        + QByteArray(50'000, 'x');
    RawClient refused = client(part);
    QTRY_VERIFY2(refused.received().startsWith("HTTP/1.1 503 "), refused.received());
}

void TestChangedLimits::keepWhatMayStayLonger()
{
    open({ .connection = { .keepAliveTimeout = 300ms } });
    RawClient early = client(get("/"));
    QTRY_COMPARE(early.responses(), 1);
    change({ .headerTimeout = 600ms, .keepAliveTimeout = 1h });
    RawClient clock = client(); // is closed later than the first one would have been
    QTRY_COMPARE(clock.end(), RawClient::End::Fin);
    QCOMPARE(early.end(), RawClient::End::None);
}

void TestChangedLimits::countBeforeItListens()
{
    open({}, false);
    change({ .body = 3 });
    QVERIFY(m_engine->listen());
    RawClient early = client("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nfour");
    QTRY_VERIFY2(early.received().startsWith("HTTP/1.1 413 "), early.received());
}

void TestChangedLimits::areSaidOnceForEachChange()
{
    const QSignalSpy said(m_engine.get(), &HttpEngine::limitsChanged);
    change({});
    QCOMPARE(said.count(), 0);
    change({ .keepAliveTimeout = 5s });
    QCOMPARE(said.count(), 1);
    QCOMPARE(limits().connection.keepAliveTimeout, 5s);
    QCOMPARE(exportOf(*m_engine).limits.keepAliveTimeout, 5s);
    QCOMPARE(m_engine->settings().limits, ServerLimits()); // as they were given
}

QTEST_GUILESS_MAIN(TestChangedLimits)
#include "tst_changedlimits.moc"

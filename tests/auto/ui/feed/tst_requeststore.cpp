// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "feed/requeststore.h"
#include "madeconnections.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

class TestRequestStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastOnesAreKeptInOrder();
    void nothingIsKnownOfAStranger();
    void oneBusyConnectionDoesNotPushOutTheOthers();
    void withManyConnectionsFewerAreKeptOfEach();
    void whoEndedLongestAgoIsForgottenFirst();
    void whatKept_data();
    void whatKept();

private:
    static RequestLife life(quint64 connection, quint64 number, milliseconds endedAt = 0ms)
    {
        RequestLife life { .connection = ConnectionId(connection), .number = number, .requestLine = "GET /" };
        life.endedAt = aMoment + endedAt;
        life.firstByteIn = life.arrivedAt = life.handedOnAt = life.endedAt - 1ms;
        return life;
    }
};

void TestRequestStore::theLastOnesAreKeptInOrder()
{
    RequestStore store(100, 3);
    for (quint64 number = 1; number <= 8; ++number) {
        store.add(life(1, number));
        const QList<RequestLife> kept = store.requestsOf(ConnectionId(1));
        QCOMPARE(kept.size(), std::min<qsizetype>(qsizetype(number), 3));
        for (qsizetype i = 0; i < kept.size(); ++i)
            QCOMPARE(kept[i].number, number - quint64(kept.size() - 1 - i));
    }
    QVERIFY(store.requestsOf(ConnectionId(1)).back() == life(1, 8));
    QCOMPARE(store.size(), 3U);
}

void TestRequestStore::nothingIsKnownOfAStranger()
{
    QVERIFY(RequestStore().requestsOf(ConnectionId(1)).isEmpty());
}

void TestRequestStore::oneBusyConnectionDoesNotPushOutTheOthers()
{
    RequestStore store(100, 50);
    store.add(life(1, 1));
    for (quint64 number = 1; number <= 1'000; ++number)
        store.add(life(2, number));
    QCOMPARE(store.requestsOf(ConnectionId(1)).size(), 1);
    QCOMPARE(store.requestsOf(ConnectionId(2)).size(), 50);
}

void TestRequestStore::withManyConnectionsFewerAreKeptOfEach()
{
    RequestStore store(100, 50);
    for (quint64 number = 1; number <= 50; ++number) {
        for (quint64 connection = 1; connection <= 5; ++connection)
            store.add(life(connection, number));
        QVERIFY2(store.size() <= 100, qPrintable(QString::number(store.size())));
    }
    QVERIFY(store.mostOfOne() < 50);
    for (quint64 connection = 1; connection <= 5; ++connection) {
        const QList<RequestLife> kept = store.requestsOf(ConnectionId(connection));
        QVERIFY(kept.size() >= 6);
        QCOMPARE(kept.back().number, 50U);
        QCOMPARE(kept.front().number, 51U - quint64(kept.size()));
    }
}

void TestRequestStore::whoEndedLongestAgoIsForgottenFirst()
{
    RequestStore store(100, 4);
    for (quint64 connection = 1; connection <= 1'000; ++connection) {
        store.add(life(connection, 1, milliseconds(connection)));
        QVERIFY2(store.size() <= 100, qPrintable(QString::number(store.size())));
    }
    QVERIFY(store.requestsOf(ConnectionId(1)).isEmpty());
    QCOMPARE(store.requestsOf(ConnectionId(1'000)).size(), 1);
    QCOMPARE(store.requestsOf(ConnectionId(950)).size(), 1);
}

void TestRequestStore::whatKept_data()
{
    QTest::addColumn<milliseconds>("begin");
    QTest::addColumn<milliseconds>("end");
    QTest::addColumn<quint64>("connection");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("what ended when the other's turn came")
        << -500ms << 4'500ms << quint64(2) << QByteArray("GET /slow");
    QTest::newRow("one before it on its own connection") << -500ms << 4'499ms << quint64(1) << QByteArray("GET /slow");
    QTest::newRow("what ended earlier did not keep it") << -500ms << 3'000ms << quint64(2) << QByteArray();
    QTest::newRow("what went on did not keep it") << -500ms << 6'000ms << quint64(2) << QByteArray();
    QTest::newRow("what began later did not keep it") << 100ms << 4'500ms << quint64(2) << QByteArray();
    QTest::newRow("what was short cannot have kept it") << 4'450ms << 4'500ms << quint64(2) << QByteArray();
}

void TestRequestStore::whatKept()
{
    QFETCH(milliseconds, begin);
    QFETCH(milliseconds, end);
    QFETCH(quint64, connection);
    QFETCH(QByteArray, answer);
    RequestStore store;
    RequestLife slow = life(connection, 1, end);
    slow.requestLine = "GET /slow";
    slow.handedOnAt = aMoment + begin;
    store.add(slow);
    RequestLife waiting = life(1, 2, 4'501ms);
    waiting.arrivedAt = aMoment;
    waiting.handedOnAt = aMoment + 4'500ms;
    store.add(waiting);
    QCOMPARE(store.whatKept(waiting), answer);
}

QTEST_GUILESS_MAIN(TestRequestStore)
#include "tst_requeststore.moc"

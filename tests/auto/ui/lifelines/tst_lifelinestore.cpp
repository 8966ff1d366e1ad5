// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/lifelinestore.h"
#include "madeconnections.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

using Kind = Lifeline::Sign::Kind;

// Times are in seconds of aMoment: madeSnapshot() is taken then.
class TestLifelineStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anIdleConnectionCostsLittle();
    void whoWaitsForAWorkerIsDrawnWaiting();
    void aRequestInProgressIsDrawnFromItsBeginning();
    void aRequestBetweenSnapshotsIsDrawnAsItWas();
    void manyRequestsBetweenSnapshotsAreAShare();
    void aWholeLifeBetweenSnapshots();
    void ends_data();
    void ends();
    void halfClosedByUs();
    void knownEnds_data();
    void knownEnds();
    void aShortWaitForAWorkerIsDrawnToo();
    void aClientThatDoesNotReadIsDrawnSo();
    void lostRequestsAreCounted();
    void whatVanishesHasEnded();
    void whatIsToldExactlyIsNotReadFromSnapshots();
    void requestsOfStrangersAreIgnored();
    void requestsAreCountedOnce();
    void whatIsSharedIsNotLookedAt();
    void closedOnesAreKeptWhileTheyCanBeShown();
    void closedOnesAreBounded();
    void aBusyConnectionIsBounded();

private:
    static SteadyTime at(std::chrono::milliseconds time) { return aMoment + time; }
    const Lifeline &line(quint64 id = 1) const { return *m_store.find(ConnectionId(id)); }
    void take(const std::vector<ConnectionInfo> &connections, std::chrono::milliseconds time)
    {
        m_store.update(madeSnapshot(connections, at(time)));
    }
    /// Connection 1, opened at aMoment, with nothing yet.
    static ConnectionInfo opened()
    {
        ConnectionInfo info = madeConnection(1, ConnectionState::New);
        info.requests = 0;
        info.openedAt = info.stateSince = at(0s);
        return info;
    }

    LifelineStore m_store;
};

void TestLifelineStore::init()
{
    m_store = LifelineStore();
}

void TestLifelineStore::anIdleConnectionCostsLittle()
{
    take({ opened() }, 1s);
    QVERIFY(line().isOpen());
    QVERIFY(line().openedAt == at(0s));
    QVERIFY(line().activity == Lifeline::Activity::Idle);
    QVERIFY2(m_store.memory() <= 300, qPrintable(QString::number(m_store.memory())));
}

void TestLifelineStore::whoWaitsForAWorkerIsDrawnWaiting()
{
    ConnectionInfo info = opened();
    info.state = ConnectionState::Waiting;
    take({ info }, 1s);
    take({ info }, 2s);
    QVERIFY(line().activity == Lifeline::Activity::Waiting);
    QVERIFY(line().activeSince == at(0s));
    info.state = ConnectionState::Responding;
    info.requests = 1;
    info.stateSince = at(2'500ms);
    take({ info }, 3s);
    QVERIFY(line().activity == Lifeline::Activity::Request);
    QCOMPARE(line().waiting.size(), std::size_t(1));
    QVERIFY(line().waiting.at(0).begin == at(0s));
    QVERIFY(line().waiting.at(0).end == at(2'500ms));
}

void TestLifelineStore::aRequestInProgressIsDrawnFromItsBeginning()
{
    ConnectionInfo info = opened();
    take({ info }, 1s);
    info.state = ConnectionState::Reading;
    info.stateSince = at(1'100ms);
    take({ info }, 2s);
    QVERIFY(line().activity == Lifeline::Activity::Request);
    QVERIFY(line().activeSince == at(1'100ms));
    info.state = ConnectionState::Responding; // the same request
    info.stateSince = at(2'100ms);
    info.requests = 1;
    take({ info }, 3s);
    QVERIFY(line().activeSince == at(1'100ms));
    info.state = ConnectionState::Idle;
    info.stateSince = at(3'500ms);
    info.lastByteAfter = 1'400ms;
    take({ info }, 4s);
    QVERIFY(line().activity == Lifeline::Activity::Idle);
    QCOMPARE(line().inProgress.size(), std::size_t(1));
    QVERIFY(line().inProgress.at(0).begin == at(1'100ms));
    QVERIFY(line().inProgress.at(0).end == at(3'500ms));
}

void TestLifelineStore::aRequestBetweenSnapshotsIsDrawnAsItWas()
{
    ConnectionInfo info = opened();
    take({ info }, 1s);
    info.state = ConnectionState::Idle;
    info.requests = 1;
    info.stateSince = at(1'700ms);
    info.lastByteAfter = 300ms;
    take({ info }, 2s);
    QCOMPARE(line().inProgress.size(), std::size_t(1));
    QVERIFY(line().inProgress.at(0).begin == at(1'400ms));
    QVERIFY(line().inProgress.at(0).end == at(1'700ms));
    QCOMPARE(line().requests, 1u);
}

void TestLifelineStore::manyRequestsBetweenSnapshotsAreAShare()
{
    ConnectionInfo info = opened();
    take({ info }, 1s);
    info.state = ConnectionState::Idle;
    info.requests = 50;
    info.stateSince = at(2s);
    info.lastByteAfter = 10ms;
    take({ info }, 2s);
    QCOMPARE(line().inProgress.size(), std::size_t(1));
    QCOMPARE(line().inProgress.at(0).count, 50);
    QVERIFY(line().inProgress.at(0).begin == at(1s));
    QVERIFY(qAbs(line().inProgress.at(0).share - 0.5) < 0.001);
    info.requests = 30'000; // at full speed, and seen in the middle of one
    info.state = ConnectionState::Responding;
    info.stateSince = at(2'999ms);
    info.lastByteAfter.reset();
    take({ info }, 3s);
    QVERIFY(line().activity == Lifeline::Activity::Request);
    QVERIFY(line().inProgress.at(line().inProgress.size() - 1).share > 0.9);
}

void TestLifelineStore::aWholeLifeBetweenSnapshots()
{
    ConnectionInfo info = opened();
    info.state = ConnectionState::Closed;
    info.cause = CloseCause::ByClient;
    info.peerFinished = true;
    info.requests = 1;
    info.lastByteAfter = 20ms;
    info.closedAt = info.stateSince = at(100ms);
    take({ info }, 1s);
    QVERIFY(!line().isOpen());
    QVERIFY(line().closedAt == at(100ms));
    QCOMPARE(line().inProgress.size(), std::size_t(1));
    QVERIFY(line().inProgress.at(0).begin == at(80ms));
    QCOMPARE(m_store.closedCount(), std::size_t(1));
}

void TestLifelineStore::ends_data()
{
    QTest::addColumn<CloseCause>("cause");
    QTest::addColumn<bool>("peerFinished");
    QTest::addColumn<bool>("isFin");
    QTest::addColumn<bool>("byClient");
    QTest::newRow("the client closed") << CloseCause::ByClient << true << true << true;
    QTest::newRow("the client reset") << CloseCause::ByClient << false << false << true;
    QTest::newRow("we closed") << CloseCause::Disconnected << false << true << false;
    QTest::newRow("we closed at a limit in time") << CloseCause::TimedOut << false << true << false;
    QTest::newRow("we refused") << CloseCause::Rejected << false << true << false;
    QTest::newRow("we reset") << CloseCause::Aborted << false << false << false;
}

void TestLifelineStore::ends()
{
    QFETCH(CloseCause, cause);
    QFETCH(bool, peerFinished);
    ConnectionInfo info = opened();
    take({ info }, 1s);
    info.state = ConnectionState::Closed;
    info.cause = cause;
    info.peerFinished = peerFinished;
    info.closedAt = at(1'500ms);
    take({ info }, 2s);
    QCOMPARE(line().signs.size(), std::size_t(1));
    const Lifeline::Sign sign = line().signs.front();
    QTEST(sign.kind == Kind::Fin, "isFin");
    QTEST(sign.side == Side::Client, "byClient");
    QVERIFY(sign.at == at(1'500ms));
}

void TestLifelineStore::halfClosedByUs()
{
    ConnectionInfo info = opened();
    take({ info }, 1s);
    QVERIFY(line().halfClosedAt == SteadyTime());
    info.state = ConnectionState::Closing;
    info.stateSince = at(1'200ms);
    take({ info }, 2s);
    QVERIFY(line().halfClosedAt == at(1'200ms));
    QVERIFY(line().signs.front().isExact);
    info.state = ConnectionState::Closed;
    info.cause = CloseCause::Disconnected;
    info.peerFinished = true;
    info.closedAt = at(2'500ms);
    take({ info }, 3s);
    QVERIFY(line().halfClosedAt == at(1'200ms));
    QCOMPARE(line().signs.size(), std::size_t(2)); // the client's answer too, and ours is not told of again
    QVERIFY(line().signs.back().side == Side::Client);
    m_store.addSign(ConnectionId(1), { at(2'400ms), Kind::Fin, Side::Client, true });
    QCOMPARE(line().signs.size(), std::size_t(2)); // what is exact takes the place of what was not
    QVERIFY(line().signs.back().at == at(2'400ms));
}

void TestLifelineStore::knownEnds_data()
{
    QTest::addColumn<std::chrono::milliseconds>("clientFin");
    QTest::addColumn<std::chrono::milliseconds>("ourFin");
    QTest::addColumn<std::chrono::milliseconds>("reset");
    QTest::addColumn<EndSide>("resetBy");
    QTest::addColumn<QString>("signs");
    constexpr auto none = 0ms;
    QTest::newRow("the client's FIN, and ours")
        << 2'100ms << 2'101ms << none << EndSide::Nobody << QStringLiteral("FIN client 2100, FIN server 2101");
    QTest::newRow("our FIN, and the client's")
        << 2'900ms << 2'500ms << none << EndSide::Nobody << QStringLiteral("FIN client 2900, FIN server 2500");
    QTest::newRow("a RST by the client") << none << none << 2'300ms << EndSide::Client
                                         << QStringLiteral("RST client 2300");
    QTest::newRow("a RST by us behind a FIN")
        << none << 2'200ms << 2'300ms << EndSide::Server << QStringLiteral("FIN server 2200, RST server 2300");
    QTest::newRow("given up by the kernel") << none << none << 2'300ms << EndSide::Nobody << QString();
}

void TestLifelineStore::knownEnds()
{
    QFETCH(std::chrono::milliseconds, clientFin);
    QFETCH(std::chrono::milliseconds, ourFin);
    QFETCH(std::chrono::milliseconds, reset);
    QFETCH(EndSide, resetBy);
    QFETCH(QString, signs);
    const auto moment = [](std::chrono::milliseconds time) { return time > 0ms ? at(time) : SteadyTime(); };
    take({ opened() }, 1s);
    ConnectionInfo info = opened();
    info.end = ConnectionEnd {
        .clientFinAt = moment(clientFin), .ourFinAt = moment(ourFin), .resetAt = moment(reset), .resetBy = resetBy
    };
    info.peerFinished = clientFin > 0ms;
    info.cause = CloseCause::Aborted; // which of itself would say: RST by us
    info.state = ConnectionState::Closed;
    info.closedAt = at(2'950ms);
    take({ info }, 3s);
    QStringList known;
    for (const Lifeline::Sign &sign : line().signs) {
        QVERIFY(sign.isExact);
        known += QStringLiteral("%1 %2 %3")
                     .arg(sign.kind == Kind::Fin ? QStringLiteral("FIN") : QStringLiteral("RST"),
                          sign.side == Side::Client ? QStringLiteral("client") : QStringLiteral("server"))
                     .arg((sign.at - aMoment) / 1ms);
    }
    QCOMPARE(known.join(QStringLiteral(", ")), signs);
}

void TestLifelineStore::aShortWaitForAWorkerIsDrawnToo()
{
    ConnectionInfo info = opened();
    info.waited = 40ms;
    take({ info }, 1s);
    info.requests = 1;
    take({ info }, 2s);
    QCOMPARE(line().waiting.size(), 1U);
    QVERIFY(line().waiting.at(0).begin == at(0s));
    QVERIFY(line().waiting.at(0).end == at(40ms));
}

void TestLifelineStore::aClientThatDoesNotReadIsDrawnSo()
{
    m_store.expectRequests();
    ConnectionInfo info = opened();
    info.state = ConnectionState::Responding;
    info.stateSince = at(500ms);
    info.unsent = 1'000;
    info.blockedSince = at(900ms);
    const auto same = madeSnapshot({ info }, at(1s));
    m_store.update(same);
    QVERIFY(line().activity == Lifeline::Activity::Request); // it may only be slow
    Snapshot later = same; // the very same object, since nothing has changed
    later.takenAt = at(2s);
    m_store.update(later);
    QVERIFY(line().activity == Lifeline::Activity::Unread);
    QVERIFY(line().activeSince == at(900ms));

    info.blockedSince = at(2'800ms);
    take({ info }, 3s);
    QVERIFY(line().activity == Lifeline::Activity::Request);
    QCOMPARE(line().unread.size(), 1U);
    QVERIFY(line().unread.at(0).begin == at(900ms));
    QVERIFY(line().unread.at(0).end == at(2s)); // until then it is known

    info.unsent = 0;
    info.state = ConnectionState::Idle;
    info.stateSince = at(3'500ms);
    m_store.addRequest(ConnectionId(1), at(500ms), at(3'500ms), RequestOutcome::Answered);
    take({ info }, 4s);
    QVERIFY(line().activity == Lifeline::Activity::Idle);
    QCOMPARE(line().unread.size(), 1U);
}

void TestLifelineStore::lostRequestsAreCounted()
{
    ConnectionInfo info = opened();
    info.state = ConnectionState::Responding;
    info.requests = 1;
    info.stateSince = at(500ms);
    take({ info }, 1s);
    info.state = ConnectionState::Closed;
    info.cause = CloseCause::Aborted;
    info.closedAt = at(1'500ms);
    info.lostRequests = { LostRequest() };
    take({ info }, 2s);
    QCOMPARE(line().lost, 1);
    QCOMPARE(line().inProgress.size(), std::size_t(1));
    QVERIFY(line().inProgress.at(0).begin == at(500ms));
    QVERIFY(line().inProgress.at(0).end == at(1'500ms));
}

void TestLifelineStore::whatVanishesHasEnded()
{
    take({ opened() }, 1s);
    take({}, 2s);
    QVERIFY(line().closedAt == at(2s));
    QCOMPARE(m_store.closedCount(), std::size_t(1));
}

void TestLifelineStore::whatIsToldExactlyIsNotReadFromSnapshots()
{
    ConnectionInfo info = opened();
    take({ info }, 1s);
    for (int i = 0; i < 3; ++i)
        m_store.addRequest(ConnectionId(1), at(1s + i * 100ms), at(1s + i * 100ms + 20ms), RequestOutcome::Answered);
    info.state = ConnectionState::Idle;
    info.requests = 3;
    info.stateSince = at(1'220ms);
    info.lastByteAfter = 20ms;
    take({ info }, 2s);
    QCOMPARE(line().inProgress.size(), std::size_t(3));
    QVERIFY(line().inProgress.at(2).end == at(1'220ms));
    m_store.addWait(ConnectionId(1), at(2s), at(3s));
    m_store.addUnread(ConnectionId(1), at(3s), at(4s));
    QCOMPARE(line().waiting.size(), std::size_t(1));
    QCOMPARE(line().unread.size(), std::size_t(1));
    m_store.addRequest(ConnectionId(1), at(3s), at(4s), RequestOutcome::Lost);
    QCOMPARE(line().lost, 1);
}

void TestLifelineStore::requestsOfStrangersAreIgnored()
{
    m_store.addRequest(ConnectionId(7), at(0s), at(1s), RequestOutcome::Answered);
    m_store.addWait(ConnectionId(7), at(0s), at(1s));
    m_store.addUnread(ConnectionId(7), at(0s), at(1s));
    m_store.addSign(ConnectionId(7), {});
    QCOMPARE(m_store.size(), std::size_t(0));
    QVERIFY(!m_store.find(ConnectionId(7)));
}

void TestLifelineStore::requestsAreCountedOnce()
{
    ConnectionInfo one = opened();
    one.requests = 5;
    ConnectionInfo two = madeConnection(2);
    two.requests = 10;
    take({ one, two }, 1s);
    QCOMPARE(m_store.requestsBegun(), 15u);
    one.requests = 7;
    take({ one, two }, 2s);
    QCOMPARE(m_store.requestsBegun(), 17u);
    take({ two }, 3s);
    QCOMPARE(m_store.requestsBegun(), 17u);
}

void TestLifelineStore::whatIsSharedIsNotLookedAt()
{
    std::vector<ConnectionInfo> connections;
    for (quint64 id = 1; id <= 100; ++id)
        connections.push_back(madeConnection(id));
    Snapshot snapshot = madeSnapshot(connections);
    m_store.update(snapshot);
    const quint64 requests = m_store.requestsBegun();
    snapshot.takenAt += 1s;
    snapshot.connections.removeAt(50);
    m_store.update(snapshot);
    QCOMPARE(m_store.requestsBegun(), requests);
    QCOMPARE(m_store.size(), std::size_t(100));
    QCOMPARE(m_store.closedCount(), std::size_t(1));
}

void TestLifelineStore::closedOnesAreKeptWhileTheyCanBeShown()
{
    ConnectionInfo info = opened();
    info.state = ConnectionState::Closed;
    info.closedAt = at(1s);
    take({ info }, 2s);
    take({}, 29min);
    QVERIFY(m_store.find(ConnectionId(1)));
    take({}, 31min);
    QVERIFY(!m_store.find(ConnectionId(1)));
    QCOMPARE(m_store.size(), std::size_t(0));
}

void TestLifelineStore::closedOnesAreBounded()
{
    m_store = LifelineStore(100);
    std::vector<ConnectionInfo> connections;
    for (quint64 id = 1; id <= 500; ++id)
        connections.push_back(madeConnection(id, ConnectionState::Closed, CloseCause::ByClient));
    take(connections, 1s);
    QCOMPARE(m_store.size(), std::size_t(100));
    QVERIFY(!m_store.find(ConnectionId(400)));
    QVERIFY(m_store.find(ConnectionId(401)));
    take(connections, 2s); // those that are in snapshots still do not come back
    QCOMPARE(m_store.size(), std::size_t(100));
}

void TestLifelineStore::aBusyConnectionIsBounded()
{
    take({ opened() }, 0s);
    for (int i = 0; i < 50'000; ++i) {
        const auto time = i * 30ms;
        m_store.addRequest(ConnectionId(1), at(time), at(time + 10ms), RequestOutcome::Answered);
        m_store.addWait(ConnectionId(1), at(time + 10ms), at(time + 12ms));
        m_store.addUnread(ConnectionId(1), at(time + 12ms), at(time + 14ms));
    }
    QVERIFY2(m_store.memory() <= 2300, qPrintable(QString::number(m_store.memory())));
}

QTEST_GUILESS_MAIN(TestLifelineStore)
#include "tst_lifelinestore.moc"

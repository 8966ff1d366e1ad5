// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "log/connectionevents.h"
#include "madeconnections.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestConnectionEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openedConnectionsAreTold();
    void nothingNewIsNothingToTell();
    void endsAreTold_data();
    void endsAreTold();
    void aReasonIsTold();
    void anEndIsToldOnce();
    void oneThatCameAndWentIsBothToldOf();
    void endsAreInTheOrderTheyHappened();
    void twentyAreTwentyLines();
    void moreBecomeOneLine();
    void moreEndsBecomeOneLineWithTheirCauses();
    void thoseThatNobodySawAreCounted();
    void anIdThatShowsUpLateIsToldOfOnce_data();
    void anIdThatShowsUpLateIsToldOfOnce();
    void whatWasBeforeTheFirstSnapshotIsNoEvent();

private:
    static std::vector<ConnectionInfo> connectionsFrom(quint64 first, quint64 last,
                                                       ConnectionState state = ConnectionState::Idle,
                                                       CloseCause cause = CloseCause::None)
    {
        std::vector<ConnectionInfo> connections;
        for (quint64 id = first; id <= last; ++id)
            connections.push_back(madeConnection(id, state, cause));
        return connections;
    }
    static QStringList textsOf(const std::vector<Event> &told)
    {
        QStringList texts;
        for (const Event &event : told)
            texts += event.text;
        return texts;
    }
};

void TestConnectionEvents::openedConnectionsAreTold()
{
    ConnectionEvents events;
    const auto told = events.update(madeSnapshot({ madeConnection(7) }));
    QCOMPARE(told.size(), std::size_t(1));
    QVERIFY(told[0].kind == EventKind::Opened);
    QCOMPARE(told[0].text, QStringLiteral("#7 127.0.0.1:5007 opened"));
    QVERIFY(qAbs(told[0].time.msecsTo(wallClockTime(aMoment - 60s))) < 1000);
}

void TestConnectionEvents::nothingNewIsNothingToTell()
{
    ConnectionEvents events;
    events.update(madeSnapshot({ madeConnection(1), madeConnection(2) }));
    QVERIFY(events.update(madeSnapshot({ madeConnection(1, ConnectionState::Reading), madeConnection(2) })).empty());
    QVERIFY(events.update(madeSnapshot({})).empty());
}

void TestConnectionEvents::endsAreTold_data()
{
    QTest::addColumn<CloseCause>("cause");
    QTest::addColumn<quint64>("requests");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("warning");
    QTest::newRow("the client closed") << CloseCause::ByClient << 3ULL
                                       << QStringLiteral("#7 127.0.0.1:5007 closed by the client after 3 requests")
                                       << false;
    QTest::newRow("one request is one request")
        << CloseCause::ByClient << 1ULL << QStringLiteral("#7 127.0.0.1:5007 closed by the client after 1 request")
        << false;
    QTest::newRow("without any request") << CloseCause::Disconnected << 0ULL
                                         << QStringLiteral("#7 127.0.0.1:5007 disconnected without a request") << false;
    QTest::newRow("an abort is a warning")
        << CloseCause::Aborted << 2ULL << QStringLiteral("#7 127.0.0.1:5007 aborted after 2 requests") << true;
    QTest::newRow("a time-out is a warning")
        << CloseCause::TimedOut << 2ULL << QStringLiteral("#7 127.0.0.1:5007 timed out after 2 requests") << true;
    QTest::newRow("a refusal is a warning")
        << CloseCause::Rejected << 2ULL << QStringLiteral("#7 127.0.0.1:5007 rejected after 2 requests") << true;
}

void TestConnectionEvents::endsAreTold()
{
    QFETCH(CloseCause, cause);
    QFETCH(quint64, requests);
    QFETCH(bool, warning);
    ConnectionEvents events;
    events.update(madeSnapshot({ madeConnection(7) }));
    ConnectionInfo info = madeConnection(7, ConnectionState::Closed, cause);
    info.requests = requests;
    const auto told = events.update(madeSnapshot({ info }));
    QCOMPARE(told.size(), std::size_t(1));
    QTEST(told[0].text, "text");
    QVERIFY(told[0].kind == (warning ? EventKind::Warning : EventKind::Closed));
}

void TestConnectionEvents::aReasonIsTold()
{
    ConnectionEvents events;
    ConnectionInfo info = madeConnection(7, ConnectionState::Closed, CloseCause::Rejected);
    info.closeReason = "HTTPS was spoken to an HTTP port";
    const auto told = events.update(madeSnapshot({ info }));
    QVERIFY(told.back().text.endsWith(QStringLiteral(": HTTPS was spoken to an HTTP port")));
}

void TestConnectionEvents::anEndIsToldOnce()
{
    ConnectionEvents events;
    events.update(madeSnapshot({ madeConnection(7) }));
    const Snapshot closed = madeSnapshot({ madeConnection(7, ConnectionState::Closed, CloseCause::ByClient) });
    QCOMPARE(events.update(closed).size(), std::size_t(1));
    QVERIFY(events.update(closed).empty());
    QVERIFY(events.update(madeSnapshot({})).empty());
}

void TestConnectionEvents::oneThatCameAndWentIsBothToldOf()
{
    ConnectionEvents events;
    const auto told = events.update(madeSnapshot({ madeConnection(7, ConnectionState::Closed, CloseCause::ByClient) }));
    QCOMPARE(told.size(), std::size_t(2));
    QVERIFY(told[0].kind == EventKind::Opened);
    QVERIFY(told[1].kind == EventKind::Closed);
}

void TestConnectionEvents::endsAreInTheOrderTheyHappened()
{
    ConnectionEvents events;
    events.update(madeSnapshot({ madeConnection(1), madeConnection(2) }));
    ConnectionInfo later = madeConnection(1, ConnectionState::Closed, CloseCause::ByClient);
    ConnectionInfo earlier = madeConnection(2, ConnectionState::Closed, CloseCause::ByClient);
    earlier.closedAt = later.closedAt - 300ms;
    const auto told = events.update(madeSnapshot({ later, earlier }));
    QCOMPARE(told.size(), std::size_t(2));
    QVERIFY(told[0].text.startsWith(QStringLiteral("#2 ")));
    QVERIFY(told[1].text.startsWith(QStringLiteral("#1 ")));
}

void TestConnectionEvents::twentyAreTwentyLines()
{
    ConnectionEvents events;
    std::vector<ConnectionInfo> connections;
    for (quint64 id = 1; id <= 20; ++id)
        connections.push_back(madeConnection(id));
    QCOMPARE(events.update(madeSnapshot(connections)).size(), std::size_t(20));
}

void TestConnectionEvents::moreBecomeOneLine()
{
    ConnectionEvents events;
    std::vector<ConnectionInfo> connections;
    for (quint64 id = 5; id <= 25; ++id)
        connections.push_back(madeConnection(id));
    const auto told = events.update(madeSnapshot(connections));
    QCOMPARE(told.size(), std::size_t(1));
    QVERIFY(told[0].kind == EventKind::Opened);
    QCOMPARE(told[0].text, QStringLiteral("21 connections opened, #5 to #25"));
}

void TestConnectionEvents::moreEndsBecomeOneLineWithTheirCauses()
{
    ConnectionEvents events;
    std::vector<ConnectionInfo> connections;
    for (quint64 id = 1; id <= 30; ++id)
        connections.push_back(madeConnection(id));
    events.update(madeSnapshot(connections));
    for (quint64 id = 1; id <= 30; ++id)
        connections[id - 1] = madeConnection(id, ConnectionState::Closed,
                                             id <= 10 ? CloseCause::ByClient : CloseCause::Disconnected);
    auto told = events.update(madeSnapshot(connections));
    QCOMPARE(told.size(), std::size_t(1));
    QVERIFY(told[0].kind == EventKind::Closed);
    QCOMPARE(told[0].text, QStringLiteral("30 connections gone: 10 closed by the client, 20 disconnected"));

    ConnectionEvents others;
    connections[4].cause = CloseCause::Aborted;
    told = others.update(madeSnapshot(connections));
    QCOMPARE(told.size(), std::size_t(2));
    QVERIFY(told[1].kind == EventKind::Warning);
    QCOMPARE(told[1].text, QStringLiteral("30 connections gone: 9 closed by the client, 20 disconnected, 1 aborted"));
}

void TestConnectionEvents::thoseThatNobodySawAreCounted()
{
    ConnectionEvents events;
    Snapshot snapshot = madeSnapshot({});
    snapshot.counts.accepted = 1000;
    events.update(snapshot);
    std::vector<ConnectionInfo> last;
    for (quint64 id = 5971; id <= 6000; ++id)
        last.push_back(madeConnection(id, ConnectionState::Closed, CloseCause::ByClient));
    snapshot = madeSnapshot(last);
    snapshot.counts.accepted = 6000;
    const auto told = events.update(snapshot);
    QCOMPARE(told.size(), std::size_t(2));
    QCOMPARE(told[0].text, QStringLiteral("5,000 connections opened, #1001 to #6000"));
    QCOMPARE(told[1].text, QStringLiteral("5,000 connections gone, the last of them: 30 closed by the client"));
}

// Workers are looked at one by one: meanwhile one that was looked at already may take a lower id than one that was not.
void TestConnectionEvents::anIdThatShowsUpLateIsToldOfOnce_data()
{
    QTest::addColumn<quint64>("before");
    QTest::addColumn<quint64>("after");
    QTest::addColumn<QStringList>("told");
    QTest::newRow("alone, where those before it were told one by one")
        << 9ULL << 9ULL << QStringList { QStringLiteral("#3 127.0.0.1:5003 opened") };
    QTest::newRow("among many, where those before it were told one by one")
        << 9ULL << 39ULL << QStringList { QStringLiteral("31 connections opened, #3 to #39") };
    QTest::newRow("not again where it has been counted") << 39ULL << 39ULL << QStringList();
    QTest::newRow("nor among many") << 39ULL << 69ULL
                                    << QStringList { QStringLiteral("30 connections opened, #40 to #69") };
}

void TestConnectionEvents::anIdThatShowsUpLateIsToldOfOnce()
{
    QFETCH(quint64, before);
    QFETCH(quint64, after);
    ConnectionEvents events;
    auto connections = connectionsFrom(1, before);
    connections.erase(connections.begin() + 2);
    events.update(madeSnapshot(connections));
    QTEST(textsOf(events.update(madeSnapshot(connectionsFrom(1, after)))), "told");
}

void TestConnectionEvents::whatWasBeforeTheFirstSnapshotIsNoEvent()
{
    ConnectionEvents events;
    const auto closed = connectionsFrom(971, 1000, ConnectionState::Closed, CloseCause::ByClient);
    QCOMPARE(textsOf(events.update(madeSnapshot(closed))),
             (QStringList { QStringLiteral("30 connections opened, #971 to #1000"),
                            QStringLiteral("30 connections gone: 30 closed by the client") }));
}

QTEST_GUILESS_MAIN(TestConnectionEvents)
#include "tst_connectionevents.moc"

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
    void warningsAreForWhatDeservesOne_data();
    void warningsAreForWhatDeservesOne();
    void openedAndClosedAreInTheOrderOfTime();
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
    QTest::newRow("the client closed") << CloseCause::ByClient << 3ULL
                                       << QStringLiteral("#7 127.0.0.1:5007 closed by the client after 3 requests");
    QTest::newRow("one request is one request")
        << CloseCause::ByClient << 1ULL << QStringLiteral("#7 127.0.0.1:5007 closed by the client after 1 request");
    QTest::newRow("without any request") << CloseCause::Disconnected << 0ULL
                                         << QStringLiteral("#7 127.0.0.1:5007 disconnected without a request");
    QTest::newRow("aborted") << CloseCause::Aborted << 2ULL
                             << QStringLiteral("#7 127.0.0.1:5007 aborted after 2 requests");
    QTest::newRow("timed out") << CloseCause::TimedOut << 2ULL
                               << QStringLiteral("#7 127.0.0.1:5007 timed out after 2 requests");
    QTest::newRow("rejected") << CloseCause::Rejected << 2ULL
                              << QStringLiteral("#7 127.0.0.1:5007 rejected after 2 requests");
}

void TestConnectionEvents::endsAreTold()
{
    QFETCH(CloseCause, cause);
    QFETCH(quint64, requests);
    ConnectionEvents events;
    events.update(madeSnapshot({ madeConnection(7) }));
    ConnectionInfo info = madeConnection(7, ConnectionState::Closed, cause);
    info.requests = requests;
    const auto told = events.update(madeSnapshot({ info }));
    QCOMPARE(told.size(), std::size_t(1));
    QTEST(told[0].text, "text");
}

void TestConnectionEvents::warningsAreForWhatDeservesOne_data()
{
    QTest::addColumn<CloseCause>("cause");
    QTest::addColumn<ConnectionState>("before");
    QTest::addColumn<int>("lost");
    QTest::addColumn<bool>("warning");
    const auto row = [](const char *name, CloseCause cause, ConnectionState before, int lost, bool warning) {
        QTest::newRow(name) << cause << before << lost << warning;
    };
    using enum ConnectionState;
    row("a socket that was opened in advance, and closes", CloseCause::ByClient, New, 0, false);
    row("the same, and we closed it", CloseCause::TimedOut, New, 0, false);
    row("the same, in a shutdown", CloseCause::Disconnected, New, 0, false);
    row("the same, and it was reset", CloseCause::Aborted, New, 0, false);
    row("an idle one reaches its time-out", CloseCause::TimedOut, Idle, 0, false);
    row("the client does not close, and is reset", CloseCause::Aborted, Closing, 0, false);
    row("the client goes away", CloseCause::ByClient, Idle, 0, false);
    row("a request was too slow", CloseCause::TimedOut, Reading, 0, true);
    row("reset in the middle of a response", CloseCause::Aborted, Responding, 0, true);
    row("a WebSocket was cut", CloseCause::Aborted, WebSocket, 0, true);
    row("a request was refused", CloseCause::Rejected, Reading, 0, true);
    row("a request was lost, since the client left", CloseCause::ByClient, Responding, 1, true);
    row("a request was lost behind our FIN", CloseCause::Disconnected, Closing, 1, true);
    row("two were lost", CloseCause::Aborted, Idle, 2, true);
}

void TestConnectionEvents::warningsAreForWhatDeservesOne()
{
    QFETCH(CloseCause, cause);
    QFETCH(ConnectionState, before);
    QFETCH(int, lost);
    QFETCH(bool, warning);
    ConnectionEvents events;
    events.update(madeSnapshot({ madeConnection(7) }));
    ConnectionInfo info = madeConnection(7, ConnectionState::Closed, cause);
    info.stateBeforeClose = before;
    info.lostRequests = QList<LostRequest>(lost, { "GET /hang", LossReason::Aborted });
    const auto told = events.update(madeSnapshot({ info }));
    QCOMPARE(told.size(), std::size_t(1));
    QVERIFY(told[0].kind == (warning ? EventKind::Warning : EventKind::Closed));
    QCOMPARE(told[0].text.count(QStringLiteral("GET /hang")), lost);
    QCOMPARE(told[0].text.contains(QStringLiteral("; lost: ")), lost > 0);
}

void TestConnectionEvents::openedAndClosedAreInTheOrderOfTime()
{
    ConnectionEvents events;
    events.update(madeSnapshot({ madeConnection(1) }));
    ConnectionInfo late = madeConnection(2);
    late.openedAt = aMoment - 500ms;
    const auto told = events.update(
        madeSnapshot({ madeConnection(1, ConnectionState::Closed, CloseCause::ByClient), late }));
    QCOMPARE(told.size(), std::size_t(2));
    QVERIFY(told[0].kind == EventKind::Closed); // at aMoment - 1 s
    QVERIFY(told[1].kind == EventKind::Opened);
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
    connections[4].lostRequests = { { "GET /", LossReason::Aborted } };
    told = others.update(madeSnapshot(connections));
    QCOMPARE(told.size(), std::size_t(2));
    QVERIFY(told[1].kind == EventKind::Warning);
    QCOMPARE(told[1].text,
             QStringLiteral("30 connections gone: 9 closed by the client, 20 disconnected, 1 aborted; 1 LOST"));
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

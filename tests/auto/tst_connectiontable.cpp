// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connectiontable.h"

#include <QTest>

#include <thread>

using namespace Drainboard;

class tst_ConnectionTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsByState();
    void keepsClosedConnectionsForAWhile();
    void boundsWhatItKeeps();
    void sharesIds();
    void reconcilesTheReport_data();
    void reconcilesTheReport();
    void knowsNothingOfAShutdownBeforeIt();
    void canBeReadWhileItIsWritten();
};

namespace {

Snapshot snapshotOf(const ConnectionTable &table)
{
    Snapshot snapshot;
    snapshot.takenAt = SteadyClock::now();
    table.addTo(snapshot);
    return snapshot;
}

void setState(ConnectionTable &table, ConnectionTable::Record record, ConnectionState state)
{
    table.update(record, [state](ConnectionInfo &info) { info.state = state; });
}

} // namespace

void tst_ConnectionTable::countsByState()
{
    ConnectionTable table;
    QCOMPARE(snapshotOf(table).counts, ConnectionCounts());
    const auto first = table.open(QStringLiteral("a:1"));
    const auto second = table.open(QStringLiteral("b:2"));
    QCOMPARE(snapshotOf(table).counts, (ConnectionCounts { .open = 2, .active = 0, .idle = 2, .closing = 0, .accepted = 2 }));
    setState(table, first, ConnectionState::Reading);
    setState(table, second, ConnectionState::Responding);
    QCOMPARE(snapshotOf(table).counts, (ConnectionCounts { .open = 2, .active = 2, .idle = 0, .closing = 0, .accepted = 2 }));
    setState(table, first, ConnectionState::Idle);
    setState(table, second, ConnectionState::Closing);
    QCOMPARE(snapshotOf(table).counts, (ConnectionCounts { .open = 2, .active = 0, .idle = 1, .closing = 1, .accepted = 2 }));
    table.close(first, CloseCause::ByClient);
    table.close(second, CloseCause::Disconnected);
    QCOMPARE(snapshotOf(table).counts, (ConnectionCounts { .open = 0, .active = 0, .idle = 0, .closing = 0, .accepted = 2 }));
}

void tst_ConnectionTable::keepsClosedConnectionsForAWhile()
{
    ConnectionTable table;
    const auto first = table.open(QStringLiteral("a:1"));
    const auto second = table.open(QStringLiteral("b:2"));
    const auto third = table.open(QStringLiteral("c:3"));
    setState(table, second, ConnectionState::Idle);
    table.close(second, CloseCause::ByClient);
    table.close(first, CloseCause::Aborted);
    Snapshot snapshot = snapshotOf(table);
    QCOMPARE(snapshot.connections.size(), 3u);
    QCOMPARE(snapshot.connections.at(0).cause, CloseCause::Aborted);
    QCOMPARE(snapshot.connections.at(0).stateBeforeClose, ConnectionState::New);
    QCOMPARE(snapshot.connections.at(1).cause, CloseCause::ByClient);
    QCOMPARE(snapshot.connections.at(1).state, ConnectionState::Closed);
    QCOMPARE(snapshot.connections.at(1).stateBeforeClose, ConnectionState::Idle);
    QCOMPARE(snapshot.connections.at(2).state, ConnectionState::New);

    Snapshot later;
    later.takenAt = SteadyClock::now() + closedConnectionsKept;
    table.addTo(later);
    QCOMPARE(later.connections.size(), 1u);
    QCOMPARE(later.connections.front().id, third->first);
}

void tst_ConnectionTable::boundsWhatItKeeps()
{
    ConnectionTable table;
    for (int i = 0; i < 3000; ++i)
        table.close(table.open(QStringLiteral("a:1")), CloseCause::ByClient);
    const Snapshot snapshot = snapshotOf(table);
    QCOMPARE(snapshot.connections.size(), 1000u);
    QCOMPARE(snapshot.connections.back().id, ConnectionId(3000));
    QCOMPARE(snapshot.counts.accepted, 3000u);
}

void tst_ConnectionTable::sharesIds()
{
    const auto ids = std::make_shared<ConnectionTable::Ids>(0);
    ConnectionTable one(ids);
    ConnectionTable other(ids);
    QCOMPARE(one.open(QStringLiteral("a:1"))->first, ConnectionId(1));
    QCOMPARE(other.open(QStringLiteral("b:2"))->first, ConnectionId(2));
    QCOMPARE(one.open(QStringLiteral("c:3"))->first, ConnectionId(3));
    Snapshot snapshot;
    snapshot.takenAt = SteadyClock::now();
    one.addTo(snapshot);
    other.addTo(snapshot);
    QCOMPARE(snapshot.counts.open, 3);
    for (quint64 i = 0; i < 3; ++i)
        QCOMPARE(snapshot.connections.at(i).id, ConnectionId(i + 1));
}

void tst_ConnectionTable::reconcilesTheReport_data()
{
    QTest::addColumn<CloseCause>("cause");
    QTest::addColumn<qsizetype>("disconnected");
    QTest::addColumn<qsizetype>("closedByPeer");
    QTest::addColumn<qsizetype>("aborted");
    QTest::newRow("by the client") << CloseCause::ByClient << qsizetype(0) << qsizetype(2) << qsizetype(0);
    QTest::newRow("disconnected") << CloseCause::Disconnected << qsizetype(2) << qsizetype(0) << qsizetype(0);
    QTest::newRow("timed out") << CloseCause::TimedOut << qsizetype(2) << qsizetype(0) << qsizetype(0);
    QTest::newRow("rejected") << CloseCause::Rejected << qsizetype(2) << qsizetype(0) << qsizetype(0);
    QTest::newRow("aborted") << CloseCause::Aborted << qsizetype(0) << qsizetype(0) << qsizetype(2);
}

void tst_ConnectionTable::reconcilesTheReport()
{
    QFETCH(CloseCause, cause);
    ConnectionTable table;
    const auto first = table.open(QStringLiteral("a:1"));
    table.open(QStringLiteral("b:2"));
    table.close(table.open(QStringLiteral("gone before:1")), cause);
    table.beginShutdown();
    table.close(table.open(QStringLiteral("c:3")), cause);
    table.close(first, cause);

    ShutdownReport report;
    report.phase = ShutdownPhase::Forced;
    table.addTo(report);
    QCOMPARE(report.openAtStart, 2);
    QCOMPARE(report.acceptedDuringDrain, 1);
    QTEST(report.disconnected, "disconnected");
    QTEST(report.closedByPeer, "closedByPeer");
    QTEST(report.aborted, "aborted");
    QCOMPARE(report.leftOpen, 1);
    QCOMPARE(report.openAtStart + report.acceptedDuringDrain,
             report.disconnected + report.closedByPeer + report.aborted + report.leftOpen);
    QCOMPARE(qsizetype(report.lost.size()), report.aborted + report.leftOpen);

    ShutdownReport unforced; // what is open is not lost yet
    table.addTo(unforced);
    QCOMPARE(qsizetype(unforced.lost.size()), report.aborted);
}

void tst_ConnectionTable::knowsNothingOfAShutdownBeforeIt()
{
    ConnectionTable table;
    table.open(QStringLiteral("a:1"));
    ShutdownReport report;
    table.addTo(report);
    QCOMPARE(report.openAtStart, 1);
    QCOMPARE(report.leftOpen, 1);
    QCOMPARE(report.acceptedDuringDrain, 0);
}

void tst_ConnectionTable::canBeReadWhileItIsWritten()
{
    ConnectionTable table;
    std::thread worker([&table] {
        for (int i = 0; i < 2000; ++i) {
            const auto record = table.open(QStringLiteral("a:1"));
            table.update(record, [](ConnectionInfo &info) { info.requestLine = "GET /some/where"; });
            setState(table, record, ConnectionState::Responding);
            setState(table, record, ConnectionState::Idle);
            if (i % 2)
                table.close(record, CloseCause::Disconnected);
        }
    });
    while (table.openCount() < 1000) {
        const Snapshot snapshot = snapshotOf(table);
        QCOMPARE(snapshot.counts.open, snapshot.counts.active + snapshot.counts.idle + snapshot.counts.closing);
        QVERIFY(std::is_sorted(snapshot.connections.begin(), snapshot.connections.end(),
                               [](const auto &left, const auto &right) { return left.id < right.id; }));
    }
    worker.join();
    QCOMPARE(snapshotOf(table).counts.accepted, 2000u);
}

QTEST_GUILESS_MAIN(tst_ConnectionTable)
#include "tst_connectiontable.moc"

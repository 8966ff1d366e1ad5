// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/connectiontable.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <latch>
#include <memory>
#include <thread>
#include <vector>

using namespace Drainboard;

using Counter = qsizetype ShutdownReport::*;
Q_DECLARE_METATYPE(Counter)

class tst_ConnectionTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharesIds();
    void reconcilesTheReport_data();
    void reconcilesTheReport();
    void knowsNothingOfAShutdownBeforeIt();
    void givesIdsInOrderWhicheverThreadOpens();
};

void tst_ConnectionTable::sharesIds()
{
    const auto ids = std::make_shared<ConnectionTable::Ids>(0);
    ConnectionTable one(ids);
    ConnectionTable other(ids);
    QCOMPARE(one.open(QStringLiteral("a:1"))->info().id, ConnectionId(1));
    QCOMPARE(other.open(QStringLiteral("b:2"))->info().id, ConnectionId(2));
    QCOMPARE(one.open(QStringLiteral("c:3"))->info().id, ConnectionId(3));
}

void tst_ConnectionTable::reconcilesTheReport_data()
{
    QTest::addColumn<CloseCause>("cause");
    QTest::addColumn<Counter>("counter");
    QTest::newRow("by the client") << CloseCause::ByClient << &ShutdownReport::closedByPeer;
    QTest::newRow("disconnected") << CloseCause::Disconnected << &ShutdownReport::disconnected;
    QTest::newRow("timed out") << CloseCause::TimedOut << &ShutdownReport::timedOut;
    QTest::newRow("rejected") << CloseCause::Rejected << &ShutdownReport::rejected;
    QTest::newRow("aborted") << CloseCause::Aborted << &ShutdownReport::aborted;
}

void tst_ConnectionTable::reconcilesTheReport()
{
    QFETCH(CloseCause, cause);
    QFETCH(Counter, counter);
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
    for (const Counter each : { &ShutdownReport::closedByPeer, &ShutdownReport::disconnected, &ShutdownReport::timedOut,
                                &ShutdownReport::rejected, &ShutdownReport::aborted })
        QCOMPARE(report.*each, each == counter ? 2 : 0);
    QCOMPARE(report.leftOpen, 1);
    QCOMPARE(report.openAtStart + report.acceptedDuringDrain,
             report.closedWithoutAbort() + report.aborted + report.leftOpen);
    QCOMPARE(qsizetype(report.endedBadly.size()), report.aborted + report.leftOpen);

    ShutdownReport unforced; // what is open is not lost yet
    table.addTo(unforced);
    QCOMPARE(qsizetype(unforced.endedBadly.size()), report.aborted);
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

void tst_ConnectionTable::givesIdsInOrderWhicheverThreadOpens()
{
    constexpr int each = 20'000;
    const auto ids = std::make_shared<ConnectionTable::Ids>(0);
    ConnectionTable table(ids);
    ConnectionTable other(ids);
    std::latch bothRun(2);
    const auto openSome = [&] {
        bothRun.arrive_and_wait();
        for (int i = 0; i < each; ++i) {
            const auto gone = table.open(QStringLiteral("a:1")); // leaves a gap: removing gaps counts on the order
            table.open(QStringLiteral("b:2"));
            other.open(QStringLiteral("c:3"));
            table.close(gone, CloseCause::ByClient);
        }
    };
    {
        const std::jthread one(openSome);
        const std::jthread another(openSome);
    }
    std::vector<ConnectionTable::Mark> marks;
    table.appendMarks(marks);
    QCOMPARE(qsizetype(marks.size()), 2 * each);
    QVERIFY(std::ranges::adjacent_find(marks, std::greater_equal(), &ConnectionTable::Mark::id) == marks.end());
    QCOMPARE(quint64(*ids), quint64(6 * each));
}

QTEST_GUILESS_MAIN(tst_ConnectionTable)
#include "tst_connectiontable.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/stallclock.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class tst_StallClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatIsLate_data();
    void countsWhatIsLate();
    void takesNoRestForAStall();
};

void tst_StallClock::countsWhatIsLate_data()
{
    QTest::addColumn<QList<int>>("ticks"); // milliseconds since the start
    QTest::addColumn<int>("total");
    QTest::newRow("no tick yet") << QList<int> {} << 0;
    QTest::newRow("ticks in time") << QList<int> { 100, 200, 300 } << 0;
    QTest::newRow("ticks a little late") << QList<int> { 199, 350, 400 } << 0;
    QTest::newRow("one tick late by an interval") << QList<int> { 100, 300, 400 } << 100;
    QTest::newRow("the first one late") << QList<int> { 5100, 5200 } << 5000;
    QTest::newRow("two of them late") << QList<int> { 1100, 1200, 3300 } << 3000;
}

void tst_StallClock::countsWhatIsLate()
{
    QFETCH(QList<int>, ticks);
    const StallClock::Time begin { 1000s };
    StallClock clock(100ms);
    clock.start(begin);
    for (const int tick : ticks)
        clock.tick(begin + std::chrono::milliseconds(tick));
    QFETCH(int, total);
    QCOMPARE(clock.total(), std::chrono::milliseconds(total));
}

void tst_StallClock::takesNoRestForAStall()
{
    const StallClock::Time begin { 1000s };
    StallClock clock(100ms);
    clock.start(begin);
    clock.tick(begin + 1100ms);
    clock.start(begin + 60s);
    clock.tick(begin + 60'100ms);
    QCOMPARE(clock.total(), 1000ms);
}

QTEST_GUILESS_MAIN(tst_StallClock)
#include "tst_stallclock.moc"

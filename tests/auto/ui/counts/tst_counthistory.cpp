// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "counts/counthistory.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestCountHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsEmpty();
    void keepsPointsInOrder();
    void theOldestMakesRoom();
    void aSecondHasOnePoint();
    void aSecondHasOnePointWhenFullToo();
    void whatIsOlderIsIgnored();
    void theMaximumIsOfWhatIsAsked();
};

void TestCountHistory::beginsEmpty()
{
    const CountHistory history(10s);
    QVERIFY(history.isEmpty());
    QCOMPARE(history.size(), std::size_t(0));
    QCOMPARE(history.maximum(SteadyTime()), 0);
}

void TestCountHistory::keepsPointsInOrder()
{
    CountHistory history(10s);
    for (int i = 0; i < 5; ++i)
        history.add({ SteadyTime(std::chrono::seconds(i)), i, 0 });
    QCOMPARE(history.size(), std::size_t(5));
    for (std::size_t i = 0; i < 5; ++i)
        QCOMPARE(history.at(i).open, qsizetype(i));
    QCOMPARE(history.last().open, 4);
}

void TestCountHistory::theOldestMakesRoom()
{
    CountHistory history(10s);
    for (int i = 0; i < 1000; ++i)
        history.add({ SteadyTime(std::chrono::seconds(i)), i, 0 });
    QCOMPARE(history.size(), std::size_t(11)); // both ends of ten seconds
    QCOMPARE(history.at(0).open, 989);
    QCOMPARE(history.last().open, 999);
    for (std::size_t i = 1; i < history.size(); ++i)
        QVERIFY(history.at(i).time - history.at(i - 1).time == 1s);
}

void TestCountHistory::aSecondHasOnePoint()
{
    CountHistory history(10s);
    history.add({ SteadyTime(5s), 1, 0 });
    history.add({ SteadyTime(5s + 200ms), 2, 1 });
    history.add({ SteadyTime(5s + 999ms), 3, 2 });
    QCOMPARE(history.size(), std::size_t(1));
    QCOMPARE(history.last().open, 3);
    QCOMPARE(history.last().active, 2);
    history.add({ SteadyTime(6s), 4, 0 });
    QCOMPARE(history.size(), std::size_t(2));
}

void TestCountHistory::aSecondHasOnePointWhenFullToo()
{
    CountHistory history(3s);
    for (int i = 0; i < 6; ++i)
        history.add({ SteadyTime(std::chrono::seconds(i)), i, 0 });
    history.add({ SteadyTime(5s + 500ms), 50, 0 });
    QCOMPARE(history.size(), std::size_t(4));
    QCOMPARE(history.at(0).open, 2);
    QCOMPARE(history.at(2).open, 4);
    QCOMPARE(history.last().open, 50);
}

void TestCountHistory::whatIsOlderIsIgnored()
{
    CountHistory history(10s);
    history.add({ SteadyTime(5s), 1, 0 });
    history.add({ SteadyTime(4s), 9, 9 });
    QCOMPARE(history.size(), std::size_t(1));
    QCOMPARE(history.last().open, 1);
}

void TestCountHistory::theMaximumIsOfWhatIsAsked()
{
    CountHistory history(10s);
    history.add({ SteadyTime(1s), 100, 0 });
    history.add({ SteadyTime(2s), 3, 0 });
    history.add({ SteadyTime(3s), 2, 7 });
    QCOMPARE(history.maximum(SteadyTime()), 100);
    QCOMPARE(history.maximum(SteadyTime(1s)), 100);
    QCOMPARE(history.maximum(SteadyTime(2s)), 7);
    QCOMPARE(history.maximum(SteadyTime(4s)), 0);
}

QTEST_GUILESS_MAIN(TestCountHistory)
#include "tst_counthistory.moc"

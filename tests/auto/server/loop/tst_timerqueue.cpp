// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/timerqueue.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <memory>

using namespace Drainboard;
using namespace std::chrono_literals;

class tst_TimerQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void firesInTheOrderOfTime();
    void firesPreciselyAndAgain();
    void firesNeitherEarlyNorTooLate_data();
    void firesNeitherEarlyNorTooLate();
    void firesCoarseTimersTogether();
    void keepsPace_data();
    void keepsPace();
    void makesUpForNothing();
    void firesTimersWithoutIntervalOnceEachTime();
    void firesWhatIsAddedMeanwhileNextTime();
    void doesNotFireWhatIsRemovedMeanwhile();
    void canRemoveATimerWhileItFires();
    void canReplaceATimerWhileItFires();
    void doesNotFireATimerWhileItFires();
    void doesNotWaitForATimerWhileItFires();
    void replacesATimerOfTheSameId();
    void removesAllOfAnObject();
    void saysHowTimersWereAdded();
    void saysWhatRemains();
    void takesAnyInterval_data();
    void takesAnyInterval();

private:
    void add(int id, TimerQueue::Interval interval, Qt::TimerType type = Qt::PreciseTimer)
    {
        m_queue->add(id, interval, type, this, m_now);
    }
    QList<int> fire()
    {
        QList<int> fired;
        m_queue->fire(m_now, [&fired](int id, QObject *) { fired.append(id); });
        return fired;
    }

    std::unique_ptr<TimerQueue> m_queue;
    // Not a multiple of anything that times are rounded to.
    const TimerQueue::Time m_start { 1'000'003ms + 17us };
    TimerQueue::Time m_now;
};

using Ids = QList<int>;

void tst_TimerQueue::init()
{
    m_queue = std::make_unique<TimerQueue>();
    m_now = m_start;
}

void tst_TimerQueue::firesInTheOrderOfTime()
{
    add(1, 30ms);
    add(2, 10ms);
    add(3, 20ms);
    add(4, 10ms);
    m_now += 25ms;
    QCOMPARE(fire(), (Ids { 2, 4, 3 }));
    QCOMPARE(fire(), Ids());
}

void tst_TimerQueue::firesPreciselyAndAgain()
{
    add(1, 10ms);
    QCOMPARE(m_queue->next().value(), m_start + 10ms);
    m_now = m_start + 10ms - 1ns;
    QCOMPARE(fire(), Ids());
    m_now = m_start + 10ms;
    QCOMPARE(fire(), Ids { 1 });
    QCOMPARE(m_queue->next().value(), m_start + 20ms);
}

void tst_TimerQueue::firesNeitherEarlyNorTooLate_data()
{
    QTest::addColumn<Qt::TimerType>("type");
    QTest::addColumn<int>("interval");
    QTest::addColumn<int>("tolerance");
    for (const int interval : { 1, 10, 20, 39, 40, 41, 100, 101, 999, 1000, 2000, 7919, 19999 })
        QTest::addRow("coarse, %d ms", interval) << Qt::CoarseTimer << interval << interval / 20;
    QTest::addRow("coarse, a day") << Qt::CoarseTimer << 86'400'000 << 512;
    for (const int interval : { 1, 500, 1000, 1400, 20000 })
        QTest::addRow("very coarse, %d ms", interval) << Qt::VeryCoarseTimer << interval << 512;
    QTest::addRow("precise") << Qt::PreciseTimer << 20000 << 0;
}

void tst_TimerQueue::firesNeitherEarlyNorTooLate()
{
    QFETCH(Qt::TimerType, type);
    QFETCH(int, interval);
    QFETCH(int, tolerance);
    for (int i = 0; i < 1000; ++i, m_now += 1ms + 1us) {
        add(1, TimerQueue::Interval(interval), type);
        const auto late = m_queue->next().value() - (m_now + TimerQueue::Interval(interval));
        QVERIFY(late >= 0ms);
        QVERIFY(late <= TimerQueue::Interval(tolerance));
    }
}

// Those that are due at the same time, also if their intervals allow one to be later than the other.
void tst_TimerQueue::firesCoarseTimersTogether()
{
    for (int i = 0; i < 100; ++i, m_now += 11ms) {
        m_queue->add(1, 1000ms, Qt::CoarseTimer, this, m_now);
        m_queue->add(2, 700ms, Qt::CoarseTimer, this, m_now + 300ms);
        QCOMPARE(m_queue->remaining(1, m_now), m_queue->remaining(2, m_now));
    }
}

void tst_TimerQueue::keepsPace_data()
{
    QTest::addColumn<Qt::TimerType>("type");
    QTest::newRow("precise") << Qt::PreciseTimer;
    QTest::newRow("coarse") << Qt::CoarseTimer;
    QTest::newRow("very coarse") << Qt::VeryCoarseTimer;
}

// Also if it is looked at a little late each time, and if each time is rounded.
void tst_TimerQueue::keepsPace()
{
    QFETCH(Qt::TimerType, type);
    add(1, 1009ms, type);
    for (int i = 1; i <= 1000; ++i) {
        m_now = m_queue->next().value() + 3ms;
        QCOMPARE(fire(), Ids { 1 });
    }
    QVERIFY(m_now - m_start >= 1000 * 1009ms);
    QVERIFY(m_now - m_start < 1000 * 1009ms + 600ms);
}

void tst_TimerQueue::makesUpForNothing()
{
    add(1, 10ms);
    m_now += 95ms;
    QCOMPARE(fire(), Ids { 1 });
    QCOMPARE(fire(), Ids());
    QCOMPARE(m_queue->next().value(), m_now + 10ms);
}

void tst_TimerQueue::firesTimersWithoutIntervalOnceEachTime()
{
    add(1, 0ms);
    add(2, 0ms, Qt::VeryCoarseTimer);
    add(3, 10ms);
    QCOMPARE(fire(), (Ids { 1, 2 }));
    QCOMPARE(fire(), (Ids { 1, 2 }));
    m_now += 10ms;
    int fired = 0;
    QCOMPARE(m_queue->fire(m_now, [&fired](int, QObject *) { ++fired; }), 1); // they are not counted
    QCOMPARE(fired, 3);
}

void tst_TimerQueue::firesWhatIsAddedMeanwhileNextTime()
{
    add(1, 10ms);
    m_now += 10ms;
    Ids fired;
    m_queue->fire(m_now, [this, &fired](int id, QObject *) {
        fired.append(id);
        add(id + 1, 0ms);
    });
    QCOMPARE(fired, Ids { 1 });
    QCOMPARE(fire(), Ids { 2 });
}

void tst_TimerQueue::doesNotFireWhatIsRemovedMeanwhile()
{
    add(1, 10ms);
    add(2, 10ms);
    add(3, 10ms);
    m_now += 10ms;
    Ids fired;
    m_queue->fire(m_now, [this, &fired](int id, QObject *) {
        fired.append(id);
        m_queue->remove(2);
    });
    QCOMPARE(fired, (Ids { 1, 3 }));
}

void tst_TimerQueue::canRemoveATimerWhileItFires()
{
    add(1, 10ms);
    m_now += 10ms;
    m_queue->fire(m_now, [this](int id, QObject *) {
        QVERIFY(m_queue->remove(id));
        QVERIFY(!m_queue->remove(id));
    });
    QVERIFY(!m_queue->next());
    m_now += 10ms;
    QCOMPARE(fire(), Ids());
}

void tst_TimerQueue::canReplaceATimerWhileItFires()
{
    add(1, 10ms);
    m_now += 10ms;
    m_queue->fire(m_now, [this](int id, QObject *) {
        m_queue->remove(id);
        add(id, 50ms);
    });
    QCOMPARE(m_queue->next().value(), m_now + 50ms);
    m_now += 50ms;
    QCOMPARE(fire(), Ids { 1 });
    QCOMPARE(fire(), Ids());
}

void tst_TimerQueue::doesNotFireATimerWhileItFires()
{
    add(1, 10ms);
    add(2, 10ms);
    add(3, 0ms);
    m_now += 10ms;
    QList<Ids> nested;
    Ids fired;
    m_queue->fire(m_now, [&](int id, QObject *) {
        fired.append(id);
        m_now += 100ms; // all are due again
        nested.append(fire());
    });
    // What fired in the nested one is not due in the outer one any more.
    QCOMPARE(fired, (Ids { 3 }));
    QCOMPARE(nested, (QList<Ids> { { 1, 2 } }));
    m_now += 10ms;
    QCOMPARE(fire(), (Ids { 3, 1, 2 }));
}

void tst_TimerQueue::doesNotWaitForATimerWhileItFires()
{
    add(1, 0ms);
    add(2, 10ms);
    m_queue->fire(m_now, [this](int id, QObject *) {
        QCOMPARE(id, 1);
        QCOMPARE(m_queue->next().value(), m_start + 10ms);
        QCOMPARE(m_queue->remaining(1, m_now).value(), 0ms);
        QCOMPARE(m_queue->timersOf(this).size(), 2);
    });
    QCOMPARE(m_queue->next().value(), m_now);
}

void tst_TimerQueue::replacesATimerOfTheSameId()
{
    add(1, 10ms);
    add(2, 15ms);
    add(1, 20ms);
    m_now += 15ms;
    QCOMPARE(fire(), Ids { 2 });
    m_now += 5ms;
    QCOMPARE(fire(), Ids { 1 });
    QCOMPARE(m_queue->timersOf(this).size(), 2);
}

void tst_TimerQueue::removesAllOfAnObject()
{
    QObject other;
    add(1, 10ms);
    m_queue->add(2, 10ms, Qt::PreciseTimer, &other, m_now);
    add(3, 10ms);
    QVERIFY(m_queue->removeAll(this));
    QVERIFY(!m_queue->removeAll(this));
    QVERIFY(!m_queue->remove(1));
    m_now += 10ms;
    QCOMPARE(fire(), Ids { 2 });
}

void tst_TimerQueue::saysHowTimersWereAdded()
{
    QObject other;
    add(1, 15ms, Qt::CoarseTimer);
    add(2, 1400ms, Qt::VeryCoarseTimer);
    add(3, 30001ms, Qt::CoarseTimer);
    m_queue->add(4, 10ms, Qt::PreciseTimer, &other, m_now);
    auto timers = m_queue->timersOf(this);
    std::sort(timers.begin(), timers.end(), [](const auto &a, const auto &b) { return a.timerId < b.timerId; });
    QCOMPARE(timers.size(), 3);
    QCOMPARE(timers[0].interval, 15);
    QCOMPARE(timers[0].timerType, Qt::CoarseTimer);
    QCOMPARE(timers[1].interval, 1400);
    QCOMPARE(timers[1].timerType, Qt::VeryCoarseTimer);
    QCOMPARE(timers[2].timerId, 3);
    QCOMPARE(timers[2].interval, 30001);
    QCOMPARE(timers[2].timerType, Qt::CoarseTimer);
}

void tst_TimerQueue::saysWhatRemains()
{
    add(1, 10ms);
    QCOMPARE(m_queue->remaining(1, m_now).value(), 10ms);
    QCOMPARE(m_queue->remaining(1, m_now + 1us).value(), 10ms);
    QCOMPARE(m_queue->remaining(1, m_now + 9ms + 1us).value(), 1ms);
    QCOMPARE(m_queue->remaining(1, m_now + 10ms).value(), 0ms);
    QCOMPARE(m_queue->remaining(1, m_now + 1h).value(), 0ms);
    QVERIFY(!m_queue->remaining(2, m_now));
}

void tst_TimerQueue::takesAnyInterval_data()
{
    QTest::addColumn<qint64>("interval");
    QTest::addColumn<bool>("due");
    QTest::newRow("less than none is none") << qint64(-1) << true;
    QTest::newRow("the least") << std::numeric_limits<qint64>::min() << true;
    QTest::newRow("more than an int") << qint64(5'000'000'000) << false;
    QTest::newRow("the most") << std::numeric_limits<qint64>::max() << false;
}

void tst_TimerQueue::takesAnyInterval()
{
    QFETCH(qint64, interval);
    QFETCH(bool, due);
    for (const Qt::TimerType type : { Qt::PreciseTimer, Qt::CoarseTimer, Qt::VeryCoarseTimer }) {
        add(1, TimerQueue::Interval(interval), type);
        QCOMPARE(m_queue->next().value() <= m_now, due);
        QCOMPARE(m_queue->next().value() > m_now + 24h * 50, !due);
        QCOMPARE(!fire().isEmpty(), due);
    }
}

QTEST_GUILESS_MAIN(tst_TimerQueue)
#include "tst_timerqueue.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/timewheel.h"

#include <QTest>

#include <functional>
#include <memory>
#include <vector>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

class Thing : public TimeWheel::Entry
{
public:
    ~Thing() = default;

    int expired = 0;
    TimeWheel::Time lastExpired {};
    std::function<void()> action;

private:
    void onDeadline(TimeWheel::Time now) override
    {
        ++expired;
        lastExpired = now;
        if (action)
            action();
    }
};

constexpr std::chrono::milliseconds tick = 100ms;

} // namespace

class tst_TimeWheel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void expiresOnceAndInTime_data();
    void expiresOnceAndInTime();
    void keepsTheEarlierDeadline();
    void takesADeadlineThatHasPassed();
    void expiresWhatWasDueDuringALongPause();
    void mayBeSetAgainWhenItExpires();
    void mayBeDeletedBeforeIt();
    void mayDeleteOthersWhenItExpires();

private:
    std::unique_ptr<TimeWheel> m_wheel;
    const TimeWheel::Time m_start { 1000h };
};

void tst_TimeWheel::init()
{
    m_wheel = std::make_unique<TimeWheel>(tick);
    m_wheel->advance(m_start);
}

void tst_TimeWheel::expiresOnceAndInTime_data()
{
    QTest::addColumn<std::chrono::milliseconds>("after");
    QTest::newRow("less than the resolution") << 1ms;
    QTest::newRow("the resolution") << std::chrono::milliseconds(tick);
    QTest::newRow("seconds") << 2345ms;
    QTest::newRow("most of a turn") << std::chrono::milliseconds(tick * 255);
    QTest::newRow("a turn") << std::chrono::milliseconds(tick * 256);
    QTest::newRow("more than one turn") << 100'000ms;
}

void tst_TimeWheel::expiresOnceAndInTime()
{
    QFETCH(std::chrono::milliseconds, after);
    Thing thing;
    QVERIFY(m_wheel->isEmpty());
    m_wheel->setNoLaterThan(thing, m_start + after);
    TimeWheel::Time now = m_start;
    for (; now < m_start + after; now += 10ms) {
        m_wheel->advance(now);
        QCOMPARE(thing.expired, 0);
        QVERIFY(!m_wheel->isEmpty());
    }
    for (; now < m_start + 3 * after + 100s; now += 10ms)
        m_wheel->advance(now);
    QCOMPARE(thing.expired, 1);
    QVERIFY(thing.lastExpired >= m_start + after);
    QVERIFY(thing.lastExpired <= m_start + after + tick + 10ms);
    QVERIFY(m_wheel->isEmpty());
}

void tst_TimeWheel::keepsTheEarlierDeadline()
{
    Thing thing;
    m_wheel->setNoLaterThan(thing, m_start + 10s);
    m_wheel->setNoLaterThan(thing, m_start + 1s);
    m_wheel->setNoLaterThan(thing, m_start + 5s);
    m_wheel->advance(m_start + 1s + tick);
    QCOMPARE(thing.expired, 1);
    m_wheel->advance(m_start + 20s);
    QCOMPARE(thing.expired, 1);
}

void tst_TimeWheel::takesADeadlineThatHasPassed()
{
    Thing thing;
    m_wheel->setNoLaterThan(thing, m_start - 1h);
    m_wheel->advance(m_start);
    QCOMPARE(thing.expired, 0); // it has dealt with this moment
    m_wheel->advance(m_start + tick);
    QCOMPARE(thing.expired, 1);
}

void tst_TimeWheel::expiresWhatWasDueDuringALongPause()
{
    std::vector<Thing> things(1000);
    for (std::size_t i = 0; i < things.size(); ++i)
        m_wheel->setNoLaterThan(things[i], m_start + i * 60ms);
    m_wheel->advance(m_start + 1h);
    for (const Thing &thing : things)
        QCOMPARE(thing.expired, 1);
    QVERIFY(m_wheel->isEmpty());
}

void tst_TimeWheel::mayBeSetAgainWhenItExpires()
{
    Thing thing;
    thing.action = [&] { m_wheel->setNoLaterThan(thing, thing.lastExpired); };
    m_wheel->setNoLaterThan(thing, m_start);
    for (int i = 1; i <= 5; ++i) {
        m_wheel->advance(m_start + i * tick);
        QCOMPARE(thing.expired, i); // once for each call
    }
}

void tst_TimeWheel::mayBeDeletedBeforeIt()
{
    {
        Thing thing;
        m_wheel->setNoLaterThan(thing, m_start);
    }
    QVERIFY(m_wheel->isEmpty());
    m_wheel->advance(m_start + 1s);
}

void tst_TimeWheel::mayDeleteOthersWhenItExpires()
{
    auto first = std::make_unique<Thing>();
    auto second = std::make_unique<Thing>();
    int expired = 0;
    first->action = [&] {
        ++expired;
        second.reset();
    };
    second->action = [&] {
        ++expired;
        first.reset();
    };
    m_wheel->setNoLaterThan(*first, m_start);
    m_wheel->setNoLaterThan(*second, m_start);
    m_wheel->advance(m_start + 1s);
    QCOMPARE(expired, 1);
}

QTEST_APPLESS_MAIN(tst_TimeWheel)
#include "tst_timewheel.moc"

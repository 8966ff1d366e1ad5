// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "counts/timeaxis.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestTimeAxis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void momentsHavePixels_data();
    void momentsHavePixels();
    void pixelsHaveMoments();
    void containsItsEndsAndNothingBeyond();
    void ticksAreRoundAndApart_data();
    void ticksAreRoundAndApart();

private:
    const SteadyTime m_end { 10h };
    TimeAxis axis() const { return { .end = m_end, .span = 5min, .left = 100, .width = 600 }; }
};

void TestTimeAxis::momentsHavePixels_data()
{
    QTest::addColumn<int>("secondsAgo");
    QTest::addColumn<double>("x");
    QTest::newRow("the end is at the right") << 0 << 700.0;
    QTest::newRow("the beginning is at the left") << 300 << 100.0;
    QTest::newRow("half the time is half the way") << 150 << 400.0;
    QTest::newRow("one second is two pixels") << 1 << 698.0;
    QTest::newRow("what was before is further left") << 330 << 40.0;
    QTest::newRow("what comes is further right") << -30 << 760.0;
}

void TestTimeAxis::momentsHavePixels()
{
    QFETCH(int, secondsAgo);
    QTEST(axis().x(m_end - std::chrono::seconds(secondsAgo)), "x");
}

void TestTimeAxis::pixelsHaveMoments()
{
    for (const auto ago : { 0ms, 1ms, 999ms, 12345ms, 300000ms, -5000ms }) {
        const SteadyTime time = m_end - ago;
        const SteadyTime back = axis().timeAt(axis().x(time));
        QVERIFY(std::chrono::abs(back - time) < 1ms);
    }
}

void TestTimeAxis::containsItsEndsAndNothingBeyond()
{
    QVERIFY(axis().contains(m_end));
    QVERIFY(axis().contains(m_end - 5min));
    QVERIFY(!axis().contains(m_end + 1ms));
    QVERIFY(!axis().contains(m_end - 5min - 1ms));
}

void TestTimeAxis::ticksAreRoundAndApart_data()
{
    QTest::addColumn<int>("spanSeconds");
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("spacing");
    QTest::addColumn<int>("stepSeconds");
    QTest::newRow("a minute each") << 300 << 600.0 << 80.0 << 60;
    QTest::newRow("half a minute where there is room") << 300 << 1200.0 << 80.0 << 30;
    QTest::newRow("two minutes where there is little") << 300 << 300.0 << 80.0 << 120;
    QTest::newRow("exactly as far apart as asked") << 300 << 400.0 << 80.0 << 60;
    QTest::newRow("seconds in a short span") << 10 << 600.0 << 50.0 << 1;
    QTest::newRow("hours in a long one") << 86400 << 600.0 << 80.0 << 21600;
}

void TestTimeAxis::ticksAreRoundAndApart()
{
    QFETCH(int, spanSeconds);
    QFETCH(double, width);
    QFETCH(double, spacing);
    QFETCH(int, stepSeconds);
    const TimeAxis axis { .end = m_end, .span = std::chrono::seconds(spanSeconds), .left = 0, .width = width };
    const auto ticks = axis.ticks(spacing);
    QCOMPARE(ticks.size(), std::size_t(spanSeconds / stepSeconds + 1));
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        QVERIFY(ticks[i].ago == std::chrono::seconds(stepSeconds) * i);
        QCOMPARE(ticks[i].x, axis.x(m_end - ticks[i].ago));
    }
    QVERIFY(ticks[0].x - ticks[1].x >= spacing);
}

QTEST_GUILESS_MAIN(TestTimeAxis)
#include "tst_timeaxis.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "values/timehistogram.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;
using std::chrono::microseconds;

class tst_TimeHistogram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasAStepForEachTime_data();
    void hasAStepForEachTime();
    void hasStepsThatFollowEachOther();
    void tellsQuantiles_data();
    void tellsQuantiles();
    void mergesWhatOthersHaveSeen();
    void knowsNothingAtFirst();
};

void tst_TimeHistogram::hasAStepForEachTime_data()
{
    QTest::addColumn<qint64>("time");
    QTest::addColumn<int>("step");
    QTest::addColumn<qint64>("longest");
    QTest::newRow("nothing") << qint64(0) << 0 << qint64(0);
    QTest::newRow("less than nothing") << qint64(-5) << 0 << qint64(0);
    QTest::newRow("a microsecond") << qint64(1) << 1 << qint64(1);
    QTest::newRow("the last exact one") << qint64(15) << 15 << qint64(15);
    QTest::newRow("the first of two in a step") << qint64(16) << 16 << qint64(17);
    QTest::newRow("the second of two in a step") << qint64(17) << 16 << qint64(17);
    QTest::newRow("a millisecond") << qint64(1000) << 63 << qint64(1023);
    QTest::newRow("a power of two") << qint64(1024) << 64 << qint64(1151);
    QTest::newRow("the last step") << qint64(4'294'967'295) << 239 << qint64(4'294'967'295);
    QTest::newRow("longer than the last step") << qint64(4'294'967'296) << 239 << qint64(4'294'967'295);
    QTest::newRow("for ever") << std::numeric_limits<qint64>::max() << 239 << qint64(4'294'967'295);
}

void tst_TimeHistogram::hasAStepForEachTime()
{
    QFETCH(qint64, time);
    QFETCH(int, step);
    QFETCH(qint64, longest);
    QCOMPARE(TimeHistogram::stepOf(microseconds(time)), step);
    QCOMPARE(TimeHistogram::longestOf(step).count(), longest);
}

void tst_TimeHistogram::hasStepsThatFollowEachOther()
{
    for (int step = 0; step < TimeHistogram::steps; ++step) {
        const microseconds longest = TimeHistogram::longestOf(step);
        QCOMPARE(TimeHistogram::stepOf(longest), step);
        if (step + 1 < TimeHistogram::steps)
            QCOMPARE(TimeHistogram::stepOf(longest + 1us), step + 1);
        if (step > 0) // no step is wider than an eighth of what it begins with
            QVERIFY(8 * (longest - TimeHistogram::longestOf(step - 1) - 1us) <= longest);
    }
}

void tst_TimeHistogram::tellsQuantiles_data()
{
    QTest::addColumn<double>("share");
    QTest::addColumn<qint64>("time");
    QTest::newRow("the shortest") << 0.0 << qint64(1);
    QTest::newRow("the median") << 0.5 << qint64(5);
    QTest::newRow("nine of ten") << 0.9 << qint64(9);
    QTest::newRow("a bit more than that") << 0.91 << qint64(1023);
    QTest::newRow("the longest") << 1.0 << qint64(1023);
    QTest::newRow("more than all") << 2.0 << qint64(1023);
    QTest::newRow("less than none") << -1.0 << qint64(1);
}

void tst_TimeHistogram::tellsQuantiles()
{
    QFETCH(double, share);
    QFETCH(qint64, time);
    TimeHistogram histogram;
    for (int i = 1; i < 10; ++i)
        histogram.add(microseconds(i));
    histogram.add(1ms);
    QCOMPARE(histogram.quantile(share).value_or(-1us).count(), time);
}

void tst_TimeHistogram::mergesWhatOthersHaveSeen()
{
    TimeHistogram one;
    TimeHistogram other;
    one.merge(other);
    QVERIFY(one == TimeHistogram());
    other.add(3us, 2);
    one.merge(other);
    QVERIFY(one == other);
    one.add(5us);
    other.merge(one);
    QCOMPARE(other.count(), 5u);
    QCOMPARE(other.countOf(3), 4u);
    QCOMPARE(other.countOf(5), 1u);
    QCOMPARE(one.count(), 3u); // a copy is a copy
    one.merge(TimeHistogram());
    QCOMPARE(one.count(), 3u);
}

void tst_TimeHistogram::knowsNothingAtFirst()
{
    TimeHistogram histogram;
    QVERIFY(!histogram.quantile(0.5));
    histogram.add(3us, 0);
    QCOMPARE(histogram.count(), 0u);
    QCOMPARE(histogram.countOf(3), 0u);
    QVERIFY(!histogram.quantile(0.5));
}

QTEST_APPLESS_MAIN(tst_TimeHistogram)
#include "tst_timehistogram.moc"

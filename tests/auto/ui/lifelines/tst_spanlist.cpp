// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/spanlist.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestSpanList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyCostsNothing();
    void keepsWhatIsApart();
    void whatIsCloserThanAPixelIsOne();
    void whatOverlapsIsClipped();
    void whatWasToldOfIsIgnored();
    void isBoundedAndKeepsTheBusyTime_data();
    void isBoundedAndKeepsTheBusyTime();
    void whatIsNewIsKeptFiner();
    void aLongPauseStaysAPause();
    void wrongSpansDoNoHarm_data();
    void wrongSpansDoNoHarm();
    void dropsWhatIsOld();

private:
    static SteadyTime at(std::chrono::microseconds time) { return SteadyTime(1h + time); }
    static double busySeconds(const SpanList &list)
    {
        double busy = 0;
        for (std::size_t i = 0; i < list.size(); ++i)
            busy += std::chrono::duration<double>(list.at(i).length()).count() * list.at(i).share;
        return busy;
    }
};

void TestSpanList::emptyCostsNothing()
{
    const SpanList list(96);
    QVERIFY(list.isEmpty());
    QCOMPARE(list.memory(), std::size_t(0));
    QCOMPARE(list.firstEndingAfter(SteadyTime()), std::size_t(0));
}

void TestSpanList::keepsWhatIsApart()
{
    SpanList list(96);
    list.add({ at(0s), at(2s) });
    list.add({ at(3s), at(3s + 1us) });
    QCOMPARE(list.size(), std::size_t(2));
    QVERIFY(list.at(0).begin == at(0s) && list.at(0).end == at(2s));
    QVERIFY(list.at(1).length() == 1us);
    QCOMPARE(list.at(1).count, 1);
    QCOMPARE(list.firstEndingAfter(at(2s)), std::size_t(1));
}

void TestSpanList::whatIsCloserThanAPixelIsOne()
{
    SpanList list(96);
    list.add({ at(0ms), at(1ms) });
    list.add({ at(3ms), at(4ms) });
    QCOMPARE(list.size(), std::size_t(1));
    QCOMPARE(list.at(0).count, 2);
    QVERIFY(list.at(0).length() == 4ms);
    QVERIFY(qAbs(list.at(0).share - 0.5) < 0.001);
    list.add({ at(8ms), at(9ms) });
    QCOMPARE(list.size(), std::size_t(2));
}

void TestSpanList::whatOverlapsIsClipped()
{
    SpanList list(96);
    list.add({ at(0s), at(2s) });
    list.add({ at(1s), at(3s) });
    QCOMPARE(list.size(), std::size_t(2));
    QVERIFY(list.at(1).begin == at(2s));
    QCOMPARE(busySeconds(list), 3.0);
}

void TestSpanList::whatWasToldOfIsIgnored()
{
    SpanList list(96);
    list.add({ at(0s), at(2s) });
    list.add({ at(0s), at(2s) });
    QCOMPARE(list.size(), std::size_t(1));
    QCOMPARE(list.at(0).count, 1);
}

void TestSpanList::isBoundedAndKeepsTheBusyTime_data()
{
    QTest::addColumn<int>("pause");
    QTest::addColumn<int>("length");
    QTest::newRow("as fast as can be") << 20 << 80;
    QTest::newRow("now and then") << 50'000 << 1'000;
    QTest::newRow("mostly busy") << 1'000 << 100'000;
}

void TestSpanList::isBoundedAndKeepsTheBusyTime()
{
    QFETCH(int, pause);
    QFETCH(int, length);
    SpanList list(96);
    std::chrono::microseconds time {};
    double busy = 0;
    for (int i = 0; i < 20'000; ++i) {
        time += std::chrono::microseconds(pause);
        list.add({ at(time), at(time + std::chrono::microseconds(length)) });
        time += std::chrono::microseconds(length);
        busy += length / 1e6;
    }
    QVERIFY(list.size() <= 96);
    QVERIFY2(list.memory() <= 96 * 16, qPrintable(QString::number(list.memory())));
    QVERIFY2(qAbs(busySeconds(list) / busy - 1) < 0.02, qPrintable(QString::number(busySeconds(list) / busy)));
    for (std::size_t i = 1; i < list.size(); ++i)
        QVERIFY(list.at(i - 1).end <= list.at(i).begin);
    QVERIFY(list.at(list.size() - 1).end == at(time));
}

void TestSpanList::whatIsNewIsKeptFiner()
{
    SpanList list(96);
    for (int i = 0; i < 18'000; ++i) // half an hour
        list.add({ at(i * 100ms), at(i * 100ms + 10ms) });
    const auto newest = list.at(list.size() - 1);
    const auto oldest = list.at(0);
    QVERIFY(newest.length() <= 200ms);
    QVERIFY(oldest.length() > 10 * newest.length());
    QVERIFY(qAbs(oldest.share - 0.1) < 0.01); // nothing is lost by that: it was the same all the time
}

// A client that worked, slept and worked again: this must be seen, however much came before and after.
void TestSpanList::aLongPauseStaysAPause()
{
    SpanList list(96);
    for (int i = 0; i < 3'000; ++i)
        list.add({ at(i * 10ms), at(i * 10ms + 8ms) });
    for (int i = 0; i < 3'000; ++i)
        list.add({ at(60s + i * 10ms), at(60s + i * 10ms + 8ms) });
    bool pauseFound = false;
    for (std::size_t i = 1; i < list.size(); ++i)
        pauseFound = pauseFound || list.at(i).begin - list.at(i - 1).end > 29s;
    QVERIFY(pauseFound);
}

void TestSpanList::wrongSpansDoNoHarm_data()
{
    QTest::addColumn<qint64>("begin");
    QTest::addColumn<qint64>("end");
    QTest::addColumn<double>("share");
    QTest::addColumn<int>("count");
    QTest::newRow("it ends before it begins") << qint64(5'000'000) << qint64(1'000'000) << 1.0 << 1;
    QTest::newRow("longer than is kept") << qint64(-900'000'000'000) << qint64(1'000'000) << 1.0 << 1;
    QTest::newRow("busier than possible") << qint64(0) << qint64(1'000'000) << 7.0 << 1;
    QTest::newRow("less than not busy") << qint64(0) << qint64(1'000'000) << -1.0 << 1;
    QTest::newRow("none in it") << qint64(0) << qint64(1'000'000) << 1.0 << 0;
    QTest::newRow("more than can be counted") << qint64(0) << qint64(1'000'000) << 1.0 << 1'000'000;
}

void TestSpanList::wrongSpansDoNoHarm()
{
    QFETCH(qint64, begin);
    QFETCH(qint64, end);
    QFETCH(double, share);
    QFETCH(int, count);
    SpanList list(4);
    list.add({ at(std::chrono::microseconds(begin)), at(std::chrono::microseconds(end)), share, count });
    QCOMPARE(list.size(), std::size_t(1));
    const auto span = list.at(0);
    QVERIFY(span.end == at(std::chrono::microseconds(end)));
    QVERIFY(span.begin <= span.end);
    QVERIFY(span.length() < 2h);
    QVERIFY(span.share >= 0 && span.share <= 1);
    QVERIFY(span.count >= 1);
}

void TestSpanList::dropsWhatIsOld()
{
    SpanList list(96);
    for (int i = 0; i < 10; ++i)
        list.add({ at(i * 1s), at(i * 1s + 100ms) });
    list.dropBefore(at(5s + 50ms));
    QCOMPARE(list.size(), std::size_t(5));
    QVERIFY(list.at(0).begin == at(5s));
    list.dropBefore(at(1h));
    QVERIFY(list.isEmpty());
}

QTEST_GUILESS_MAIN(TestSpanList)
#include "tst_spanlist.moc"

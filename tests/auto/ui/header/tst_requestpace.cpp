// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "header/requestpace.h"

#include <QTest>

#include <algorithm>

using namespace Drainboard;
using namespace std::chrono_literals;

// Seconds are counted from a moment of the test's own.
class TestRequestPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsPerSecond_data();
    void requestsPerSecond();
    void theMinuteIsKept();
    void aSecondIsToldOfAgain();
    void lostOnesAreCountedOnce();
    void thePercentileIsOfTheLastTenSeconds_data();
    void thePercentileIsOfTheLastTenSeconds();
    void anotherRunGoesOnInTheSameMinute();

private:
    static SteadyTime at(std::chrono::milliseconds time) { return SteadyTime(1000s) + time; }
    static RequestFigures second(int number, quint64 answered, quint64 lost = 0, std::chrono::microseconds each = 1ms)
    {
        RequestFigures figures { .from = at(number * 1s), .answered = answered, .lost = lost };
        if (answered > 0)
            figures.untilEnd.add(each, quint32(answered));
        return figures;
    }
};

void TestRequestPace::requestsPerSecond_data()
{
    QTest::addColumn<QList<int>>("answered"); // of each second from 0 on
    QTest::addColumn<int>("now"); // in milliseconds
    QTest::addColumn<double>("perSecond");
    QTest::newRow("nothing yet") << QList<int>() << 500 << 0.0;
    QTest::newRow("the present second is not whole, and does not count") << QList<int> { 300 } << 900 << 0.0;
    QTest::newRow("three whole seconds") << QList<int> { 300, 301, 302, 5 } << 3100 << 301.0;
    QTest::newRow("those before do not count") << QList<int> { 9000, 10, 10, 10 } << 4000 << 10.0;
    QTest::newRow("a request in three seconds") << QList<int> { 0, 1, 0 } << 3000 << 1.0 / 3;
    QTest::newRow("long ago") << QList<int> { 300, 300, 300 } << 9000 << 0.0;
    QTest::newRow("five digits") << QList<int> { 19'600, 19'600, 19'600 } << 3000 << 19'600.0;
}

void TestRequestPace::requestsPerSecond()
{
    QFETCH(QList<int>, answered);
    QFETCH(int, now);
    QList<RequestFigures> figures;
    for (int i = 0; i < answered.size(); ++i)
        figures += second(i, quint64(answered[i]));
    RequestPace pace;
    pace.add(figures, at(std::chrono::milliseconds(now)));
    QTEST(pace.perSecond(at(std::chrono::milliseconds(now))), "perSecond");
}

void TestRequestPace::theMinuteIsKept()
{
    RequestPace pace;
    for (int i = 0; i < 90; ++i)
        pace.add({ second(i, quint64(i)) }, at(i * 1s + 500ms));
    const auto history = pace.history(at(90s));
    QCOMPARE(history.size(), std::size_t(60));
    QCOMPARE(history.front(), quint64(30));
    QCOMPARE(history.back(), quint64(89));
}

// Workers tell at different moments: the last seconds are asked for again.
void TestRequestPace::aSecondIsToldOfAgain()
{
    RequestPace pace;
    QCOMPARE(pace.since(), SteadyTime());
    pace.add({ second(4, 10), second(5, 3) }, at(5s + 400ms));
    QCOMPARE(pace.since(), at(4s));
    pace.add({ second(4, 11), second(5, 9) }, at(5s + 900ms));
    const auto history = pace.history(at(6s));
    QCOMPARE(history.back(), quint64(9));
    QCOMPARE(history[58], quint64(11));
}

void TestRequestPace::lostOnesAreCountedOnce()
{
    RequestPace pace;
    pace.add({ second(1, 5, 2), second(4, 1, 1), second(5, 0, 1) }, at(5s + 400ms));
    QCOMPARE(pace.lost(), quint64(4));
    pace.add({ second(4, 1, 1), second(5, 0, 3) }, at(5s + 900ms));
    QCOMPARE(pace.lost(), quint64(6));
    pace.add({ second(4, 1, 1), second(5, 0, 3) }, at(6s + 100ms)); // as since() asks for
    QCOMPARE(pace.since(), at(5s));
    QCOMPARE(pace.lost(), quint64(6));
    pace.add({}, at(200s));
    QCOMPARE(pace.lost(), quint64(6)); // longer than the minute
}

void TestRequestPace::thePercentileIsOfTheLastTenSeconds_data()
{
    QTest::addColumn<int>("seconds"); // since the slow ones
    QTest::addColumn<int>("slow");
    QTest::addColumn<bool>("isSlow");
    QTest::newRow("two of a hundred are slow") << 1 << 2 << true;
    QTest::newRow("none is slow") << 1 << 0 << false;
    QTest::newRow("nine seconds ago") << 9 << 2 << true;
    QTest::newRow("eleven seconds ago") << 11 << 2 << false;
}

void TestRequestPace::thePercentileIsOfTheLastTenSeconds()
{
    QFETCH(int, seconds);
    QFETCH(int, slow);
    QFETCH(bool, isSlow);
    RequestPace pace;
    QVERIFY(!pace.percentile(at(0s)));
    pace.add({ second(0, quint64(slow), 0, 2s) }, at(0s));
    pace.add({ second(seconds, 98) }, at(seconds * 1s));
    const auto percentile = pace.percentile(at(seconds * 1s));
    QVERIFY(percentile);
    QCOMPARE(*percentile > 1s, isSlow);
}

void TestRequestPace::anotherRunGoesOnInTheSameMinute()
{
    RequestPace pace;
    pace.add({ second(1, 10), second(2, 5, 3) }, at(2s + 500ms));
    pace.beginRun();
    QCOMPARE(pace.since(), SteadyTime()); // all of the other one
    QCOMPARE(pace.lost(), quint64(0));
    pace.add({ second(2, 4), second(3, 7) }, at(3s + 500ms));
    const auto history = pace.history(at(4s));
    QCOMPARE(history[57], quint64(10));
    QCOMPARE(history[58], quint64(12)); // of both
    QCOMPARE(history[59], quint64(7));
}

QTEST_GUILESS_MAIN(TestRequestPace)
#include "tst_requestpace.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/durationtext.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

class TestDurationText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void countdowns_data();
    void countdowns();
    void latencies_data();
    void latencies();
    void numbersAreWrittenAsTheLocaleDoes();
};

void TestDurationText::durations_data()
{
    QTest::addColumn<milliseconds>("duration");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << 0ms << QStringLiteral("0 ms");
    QTest::newRow("before its time") << -5ms << QStringLiteral("0 ms");
    QTest::newRow("less than a second") << 999ms << QStringLiteral("999 ms");
    QTest::newRow("a second") << 1000ms << QStringLiteral("1.0 s");
    QTest::newRow("tenths are rounded down") << 3499ms << QStringLiteral("3.4 s");
    QTest::newRow("almost ten seconds") << 9999ms << QStringLiteral("9.9 s");
    QTest::newRow("ten seconds") << 10000ms << QStringLiteral("10 s");
    QTest::newRow("almost a minute") << 59999ms << QStringLiteral("59 s");
    QTest::newRow("a minute") << milliseconds(1min) << QStringLiteral("1 min 00 s");
    QTest::newRow("minutes and seconds") << milliseconds(3min + 5s) << QStringLiteral("3 min 05 s");
    QTest::newRow("an hour") << milliseconds(1h) << QStringLiteral("1 h 00 min");
    QTest::newRow("hours and minutes") << milliseconds(23h + 59min + 59s) << QStringLiteral("23 h 59 min");
    QTest::newRow("days and hours") << milliseconds(51h) << QStringLiteral("2 d 03 h");
}

void TestDurationText::durations()
{
    QFETCH(milliseconds, duration);
    QTEST(durationText(duration), "text");
}

void TestDurationText::countdowns_data()
{
    QTest::addColumn<milliseconds>("remaining");
    QTest::addColumn<QString>("text");
    QTest::newRow("none left") << 0ms << QStringLiteral("0.0 s");
    QTest::newRow("overdue") << -300ms << QStringLiteral("0.0 s");
    QTest::newRow("a little is not none") << 1ms << QStringLiteral("0.1 s");
    QTest::newRow("tenths are rounded up") << 4901ms << QStringLiteral("5.0 s");
    QTest::newRow("more than ten seconds have tenths too") << 12345ms << QStringLiteral("12.4 s");
}

void TestDurationText::countdowns()
{
    QFETCH(milliseconds, remaining);
    QTEST(countdownText(remaining), "text");
}

void TestDurationText::latencies_data()
{
    QTest::addColumn<std::chrono::microseconds>("time");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << 0us << QStringLiteral("0.00 ms");
    QTest::newRow("a part of a millisecond") << 312us << QStringLiteral("0.31 ms");
    QTest::newRow("almost one") << 994us << QStringLiteral("0.99 ms");
    QTest::newRow("as good as one") << 996us << QStringLiteral("1.0 ms");
    QTest::newRow("a few") << 4240us << QStringLiteral("4.2 ms");
    QTest::newRow("as good as ten") << 9960us << QStringLiteral("10 ms");
    QTest::newRow("many") << std::chrono::microseconds(301ms) << QStringLiteral("301 ms");
    QTest::newRow("seconds") << std::chrono::microseconds(1340ms) << QStringLiteral("1.3 s");
}

void TestDurationText::latencies()
{
    QFETCH(std::chrono::microseconds, time);
    QTEST(latencyText(time), "text");
}

void TestDurationText::numbersAreWrittenAsTheLocaleDoes()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German));
    const QString duration = durationText(3400ms);
    const QString countdown = countdownText(3400ms);
    QLocale::setDefault(before);
    QCOMPARE(duration, QStringLiteral("3,4 s"));
    QCOMPARE(countdown, QStringLiteral("3,4 s"));
}

QTEST_GUILESS_MAIN(TestDurationText)
#include "tst_durationtext.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "limits/limittext.h"

#include <QTest>

#include <limits>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestLimitText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTimeIsReadAsItIsWritten_data();
    void aTimeIsReadAsItIsWritten();
    void aTimeMayBeTypedInOtherWays_data();
    void aTimeMayBeTypedInOtherWays();
    void whatIsNoTimeIsNone_data();
    void whatIsNoTimeIsNone();
    void aSizeIsReadAsItIsWritten_data();
    void aSizeIsReadAsItIsWritten();
    void whatIsNoSizeIsNone_data();
    void whatIsNoSizeIsNone();
};

void TestLimitText::aTimeIsReadAsItIsWritten_data()
{
    QTest::addColumn<std::chrono::milliseconds>("time");
    QTest::addColumn<QString>("text");
    QTest::newRow("never") << std::chrono::milliseconds(0ms) << "0";
    QTest::newRow("a millisecond") << std::chrono::milliseconds(1ms) << "1 ms";
    QTest::newRow("no full second") << std::chrono::milliseconds(1500ms) << "1500 ms";
    QTest::newRow("seconds") << std::chrono::milliseconds(90s) << "90 s";
    QTest::newRow("minutes") << std::chrono::milliseconds(2min) << "2 min";
    QTest::newRow("the longest") << std::chrono::milliseconds(24h * 24) << "34560 min";
}

void TestLimitText::aTimeIsReadAsItIsWritten()
{
    QFETCH(std::chrono::milliseconds, time);
    QFETCH(QString, text);
    QCOMPARE(LimitText::of(time), text);
    QCOMPARE(LimitText::toTime(text), time);
}

void TestLimitText::aTimeMayBeTypedInOtherWays_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::chrono::milliseconds>("time");
    QTest::newRow("as on the command line") << "2m" << std::chrono::milliseconds(2min);
    QTest::newRow("without a blank") << "250ms" << std::chrono::milliseconds(250ms);
    QTest::newRow("with blanks around it") << "  5 s " << std::chrono::milliseconds(5s);
    QTest::newRow("never, with blanks") << " 0 " << std::chrono::milliseconds(0s);
    QTest::newRow("never, with a unit") << "0s" << std::chrono::milliseconds(0s);
}

void TestLimitText::aTimeMayBeTypedInOtherWays()
{
    QFETCH(QString, text);
    QFETCH(std::chrono::milliseconds, time);
    QCOMPARE(LimitText::toTime(text), time);
}

void TestLimitText::whatIsNoTimeIsNone_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : { "", " ", "5", "s", "ms", "soon", "-5s", "+5s", "1.5s", "1,5 s", "5 S", "5 h", "5 s 3 ms",
                              "2073600001 ms", "34561 min", "99999999999999999999 s", "٣ s" })
        QTest::addRow("\"%s\"", text) << QString::fromUtf8(text);
}

void TestLimitText::whatIsNoTimeIsNone()
{
    QFETCH(QString, text);
    QVERIFY(!LimitText::toTime(text));
}

void TestLimitText::aSizeIsReadAsItIsWritten_data()
{
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << quint64(0) << "0";
    QTest::newRow("a byte") << quint64(1) << "1";
    QTest::newRow("kilobytes") << quint64(64 * 1024) << "64 K";
    QTest::newRow("no full kilobyte") << quint64(1025) << "1025";
    QTest::newRow("megabytes") << quint64(8 * 1024 * 1024) << "8 M";
    QTest::newRow("gigabytes") << (quint64(2) << 30) << "2 G";
}

void TestLimitText::aSizeIsReadAsItIsWritten()
{
    QFETCH(quint64, bytes);
    QFETCH(QString, text);
    QCOMPARE(LimitText::ofSize(bytes), text);
    QCOMPARE(LimitText::toSize(text, bytes), bytes);
    if (bytes > 0)
        QVERIFY(!LimitText::toSize(text, bytes - 1));
}

void TestLimitText::whatIsNoSizeIsNone_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         { "", " ", "K", "-1", "+1", "1.5 M", "1 k", "1 MB", "1 T", "much", "18446744073709551616", "17179869184 G" })
        QTest::addRow("\"%s\"", text) << QString::fromUtf8(text);
}

void TestLimitText::whatIsNoSizeIsNone()
{
    QFETCH(QString, text);
    QVERIFY(!LimitText::toSize(text, std::numeric_limits<quint64>::max()));
}

QTEST_APPLESS_MAIN(TestLimitText)
#include "tst_limittext.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "counts/countaxis.h"

#include <QTest>

using namespace Drainboard;

class TestCountAxis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reachesTheMaximum_data();
    void reachesTheMaximum();
    void neverHasMoreIntervalsThanAsked();
};

void TestCountAxis::reachesTheMaximum_data()
{
    QTest::addColumn<qsizetype>("maximum");
    QTest::addColumn<qsizetype>("step");
    QTest::addColumn<qsizetype>("top");
    QTest::newRow("nothing gets room for one") << qsizetype(0) << qsizetype(1) << qsizetype(1);
    QTest::newRow("one") << qsizetype(1) << qsizetype(1) << qsizetype(1);
    QTest::newRow("as many as there are intervals") << qsizetype(5) << qsizetype(1) << qsizetype(5);
    QTest::newRow("one more") << qsizetype(6) << qsizetype(2) << qsizetype(6);
    QTest::newRow("steps of five") << qsizetype(11) << qsizetype(5) << qsizetype(15);
    QTest::newRow("the maximum is on the top line") << qsizetype(50) << qsizetype(10) << qsizetype(50);
    QTest::newRow("ten thousand") << qsizetype(10'000) << qsizetype(2'000) << qsizetype(10'000);
    QTest::newRow("ten thousand and one") << qsizetype(10'001) << qsizetype(5'000) << qsizetype(15'000);
}

void TestCountAxis::reachesTheMaximum()
{
    QFETCH(qsizetype, maximum);
    const CountAxis axis = CountAxis::reaching(maximum, 5);
    QTEST(axis.step, "step");
    QTEST(axis.top, "top");
}

void TestCountAxis::neverHasMoreIntervalsThanAsked()
{
    for (const int intervals : { 1, 2, 3, 5, 8 }) {
        for (qsizetype maximum = 0; maximum < 3000; ++maximum) {
            const CountAxis axis = CountAxis::reaching(maximum, intervals);
            QVERIFY(axis.top >= maximum);
            QVERIFY(axis.top - axis.step < qMax<qsizetype>(maximum, 1)); // no empty interval at the top
            QCOMPARE(axis.top % axis.step, 0);
            QVERIFY(axis.top / axis.step <= intervals);
        }
    }
}

QTEST_GUILESS_MAIN(TestCountAxis)
#include "tst_countaxis.moc"

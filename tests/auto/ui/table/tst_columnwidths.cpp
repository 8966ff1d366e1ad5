// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/columnwidths.h"

#include <QTest>

#include <numeric>

using namespace Drainboard;

class TestColumnWidths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fits_data();
    void fits();
};

void TestColumnWidths::fits_data()
{
    QTest::addColumn<int>("room");
    QTest::addColumn<QList<int>>("widths");
    QTest::newRow("there is room for all") << 1000 << QList<int> { 100, 200, 50 };
    QTest::newRow("there is just room") << 450 << QList<int> { 100, 200, 50 };
    QTest::newRow("each gives up its share") << 350 << QList<int> { 75, 125, 50 };
    QTest::newRow("there is just the least") << 250 << QList<int> { 50, 50, 50 };
    QTest::newRow("there is less") << 10 << QList<int> { 50, 50, 50 };
    QTest::newRow("there is none") << 0 << QList<int> { 50, 50, 50 };
}

void TestColumnWidths::fits()
{
    QFETCH(int, room);
    const std::vector<int> widths = fittedWidths({ { 100, 50 }, { 200, 50 }, { 50, 50 } }, room, 100);
    QTEST(QList<int>(widths.begin(), widths.end()), "widths");
    if (room >= 250)
        QVERIFY(std::accumulate(widths.begin(), widths.end(), 100) <= room);
    QVERIFY(fittedWidths({}, room, 100).empty());
}

QTEST_APPLESS_MAIN(TestColumnWidths)
#include "tst_columnwidths.moc"

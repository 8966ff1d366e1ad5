// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/requestgaps.h"

#include <QTest>

using Drainboard::RequestGaps;
using namespace std::chrono_literals;

class tst_RequestGaps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheLastThree();
    void takesAnyGap();
    void knowsBursts_data();
    void knowsBursts();
};

void tst_RequestGaps::knowsTheLastThree()
{
    RequestGaps gaps;
    QCOMPARE(gaps.count(), 0u);
    gaps.add(500ms);
    QCOMPARE(gaps.count(), 1u);
    QCOMPARE(gaps.shortest(), 500ms);
    QCOMPARE(gaps.longest(), 500ms);
    gaps.add(20ms);
    gaps.add(70ms);
    QCOMPARE(gaps.count(), 3u);
    QCOMPARE(gaps.shortest(), 20ms);
    QCOMPARE(gaps.longest(), 500ms);
    gaps.add(60ms);
    QCOMPARE(gaps.count(), 3u);
    QCOMPARE(gaps.shortest(), 20ms);
    QCOMPARE(gaps.longest(), 70ms);
}

void tst_RequestGaps::takesAnyGap()
{
    RequestGaps gaps;
    gaps.add(-1ms);
    QCOMPARE(gaps.shortest(), 0ms);
    gaps.add(24h);
    QCOMPARE(gaps.count(), 2u);
    QCOMPARE(gaps.longest(), 65'534ms);
}

void tst_RequestGaps::knowsBursts_data()
{
    QTest::addColumn<QList<int>>("gaps"); // ms
    QTest::addColumn<bool>("areBursts");
    QTest::addColumn<int>("longestWithin");
    QTest::addColumn<int>("shortestPause");
    const auto row = [](const char *name, const QList<int> &gaps) -> QTestData & {
        return QTest::newRow(name) << gaps;
    };
    row("none is known", {}) << false << 0 << 0;
    row("three pauses", { 20, 900, 30, 700, 10, 800, 25 }) << true << 30 << 700;
    row("just apart enough", { 31, 250, 10, 250, 10, 250, 10 }) << true << 31 << 250;
    row("not apart enough", { 32, 250, 10, 250, 10, 250, 10 }) << false << 0 << 0;
    row("two pauses", { 20, 900, 30, 700, 10 }) << false << 0 << 0;
    row("no short gap lately", { 20, 900, 700, 800 }) << false << 0 << 0;
    row("never a short gap", { 900, 700, 800, 600 }) << false << 0 << 0;
    row("a gap between the two, long ago", { 200, 900, 20, 900, 20, 900, 20, 900, 20 }) << false << 0 << 0;
    row("more pauses than can be counted", QList<int>(300, 900) << 20) << true << 20 << 900;
    row("without any delay within", { 0, 900, 0, 900, 0, 900, 0 }) << true << 0 << 900;
}

void tst_RequestGaps::knowsBursts()
{
    QFETCH(QList<int>, gaps);
    QFETCH(bool, areBursts);
    QFETCH(int, longestWithin);
    QFETCH(int, shortestPause);
    RequestGaps known;
    for (const int gap : gaps)
        known.add(std::chrono::milliseconds(gap));
    const auto bursts = known.bursts();
    QCOMPARE(bursts.has_value(), areBursts);
    if (!areBursts)
        return;
    QCOMPARE(bursts->longestWithin.count(), longestWithin);
    QCOMPARE(bursts->shortestPause.count(), shortestPause);
}

QTEST_APPLESS_MAIN(tst_RequestGaps)
#include "tst_requestgaps.moc"

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

QTEST_APPLESS_MAIN(tst_RequestGaps)
#include "tst_requestgaps.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/looppulse.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class tst_LoopPulse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void restsUntilItComesRound();
    void isBusySinceItCameRoundLast();
};

void tst_LoopPulse::restsUntilItComesRound()
{
    LoopPulse pulse;
    QVERIFY(!pulse.busySince());
    pulse.comeRound();
    QVERIFY(pulse.busySince());
    pulse.rest();
    QVERIFY(!pulse.busySince());
}

void tst_LoopPulse::isBusySinceItCameRoundLast()
{
    LoopPulse pulse;
    const auto before = LoopPulse::Clock::now();
    pulse.comeRound();
    const auto first = *pulse.busySince();
    QVERIFY(first <= LoopPulse::Clock::now());
    QVERIFY(first > before - 1s); // the same clock, and not long ago
    const auto comesLater = [&] {
        pulse.comeRound();
        return *pulse.busySince() > first;
    };
    QTRY_VERIFY(comesLater());
    QVERIFY(*pulse.busySince() <= LoopPulse::Clock::now());
}

QTEST_APPLESS_MAIN(tst_LoopPulse)
#include "tst_looppulse.moc"

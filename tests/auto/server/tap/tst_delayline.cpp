// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tap/delayline.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class tst_DelayLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEachItemWhenItIsDue();
};

void tst_DelayLine::givesEachItemWhenItIsDue()
{
    const SteadyTime start {};
    DelayLine line;
    QVERIFY(line.isEmpty());
    line.add({ .due = start + 10ms, .bytes = "one" });
    line.add({ .due = start + 12ms, .bytes = "two" });
    line.add({ .due = start + 12ms, .sign = DelayLine::Sign::Fin });
    QCOMPARE(line.size(), 6);
    QCOMPARE(line.nextDue(), start + 10ms);

    QVERIFY(!line.take(start + 9ms));
    QCOMPARE(line.take(start + 10ms)->bytes, "one");
    QVERIFY(!line.take(start + 11ms));
    QCOMPARE(line.size(), 3);
    QCOMPARE(line.take(start + 20ms)->bytes, "two");
    QCOMPARE(line.take(start + 20ms)->sign, DelayLine::Sign::Fin);
    QVERIFY(!line.take(start + 20ms));
    QVERIFY(line.isEmpty());
}

QTEST_APPLESS_MAIN(tst_DelayLine)

#include "tst_delayline.moc"

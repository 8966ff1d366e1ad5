// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/triggercount.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class tst_TriggerCount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsNoneAtFirst();
    void countsWhatIsApart_data();
    void countsWhatIsApart();
};

void tst_TriggerCount::countsNoneAtFirst()
{
    QCOMPARE(TriggerCount().count(), 0);
}

void tst_TriggerCount::countsWhatIsApart_data()
{
    QTest::addColumn<QList<int>>("times"); // milliseconds
    QTest::addColumn<QList<bool>>("counted");
    using Times = QList<int>;
    using Counted = QList<bool>;
    QTest::newRow("one") << Times { 0 } << Counted { true };
    QTest::newRow("two at the same time") << Times { 0, 0 } << Counted { true, false };
    QTest::newRow("two just within 500 ms") << Times { 0, 499 } << Counted { true, false };
    QTest::newRow("two 500 ms apart") << Times { 0, 500 } << Counted { true, true };
    QTest::newRow("three, each on its own") << Times { 7, 507, 2000 } << Counted { true, true, true };
    QTest::newRow("measured from the last that counted, not from the last")
        << Times { 0, 400, 600, 1000, 1100 } << Counted { true, false, true, false, true };
    QTest::newRow("one who never lets go of the key")
        << Times { 0, 200, 400, 600, 800, 1000, 1200 } << Counted { true, false, false, true, false, false, true };
}

void tst_TriggerCount::countsWhatIsApart()
{
    QFETCH(QList<int>, times);
    QFETCH(QList<bool>, counted);
    const SteadyTime start(1h);
    TriggerCount triggers;
    QList<bool> result;
    for (const int time : times)
        result += triggers.add(start + std::chrono::milliseconds(time));
    QCOMPARE(result, counted);
    QCOMPARE(triggers.count(), int(counted.count(true)));
    QVERIFY(triggers.first() == start + std::chrono::milliseconds(times.first()));
}

QTEST_APPLESS_MAIN(tst_TriggerCount)
#include "tst_triggercount.moc"

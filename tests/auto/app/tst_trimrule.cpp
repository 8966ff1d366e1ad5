// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "trimrule.h"

#include <QTest>

using namespace Drainboard;

namespace {

constexpr qint64 start = 25'000'000;
constexpr qint64 much = start + TrimRule::worthIt;

} // namespace

class TestTrimRule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOnlyWhenThereIsMore();
    void givesBackWhatIsUnusedForAWhile();
    void keepsWhatIsUsedNowAndThen();
    void looksLessOftenWhileAllIsUsed();
    void beginsAgainWithWhatIsLeft();
};

void TestTrimRule::asksOnlyWhenThereIsMore()
{
    TrimRule rule(start);
    QVERIFY(!rule.mayBeDue(start));
    QVERIFY(!rule.mayBeDue(much - 1));
    QVERIFY(rule.mayBeDue(much));
    QVERIFY(!rule.mayBeDue(start - 1'000'000)); // the least from now on
    QVERIFY(rule.mayBeDue(much - 1'000'000));
}

void TestTrimRule::givesBackWhatIsUnusedForAWhile()
{
    TrimRule rule(start);
    for (int i = 1; i < TrimRule::looksNeeded; ++i) {
        QVERIFY(rule.mayBeDue(much));
        QVERIFY(!rule.isDue(TrimRule::worthIt));
    }
    QVERIFY(rule.mayBeDue(much));
    QVERIFY(rule.isDue(TrimRule::worthIt));
}

void TestTrimRule::keepsWhatIsUsedNowAndThen()
{
    TrimRule rule(start);
    for (int asked = 0; asked < 100;) {
        if (!rule.mayBeDue(much))
            continue;
        ++asked;
        const bool isUsed = asked % TrimRule::looksNeeded == 0;
        QVERIFY(!rule.isDue(isUsed ? TrimRule::worthIt - 1 : TrimRule::worthIt));
    }
}

void TestTrimRule::looksLessOftenWhileAllIsUsed()
{
    TrimRule rule(start);
    int asked = 0;
    for (int i = 0; i < 110; ++i) {
        if (!rule.mayBeDue(10 * much))
            continue;
        ++asked;
        QVERIFY(!rule.isDue(0));
    }
    QCOMPARE(asked, 10);
}

void TestTrimRule::beginsAgainWithWhatIsLeft()
{
    TrimRule rule(start);
    const auto looksUntilDue = [&rule](qint64 resident) {
        for (int look = 1; look <= 100; ++look) {
            if (rule.mayBeDue(resident) && rule.isDue(10 * TrimRule::worthIt))
                return look;
        }
        return -1;
    };
    QCOMPARE(looksUntilDue(10 * much), TrimRule::looksNeeded);
    rule.begin(10 * much); // it was of no use
    QCOMPARE(looksUntilDue(10 * much), -1);
    QCOMPARE(looksUntilDue(11 * much), TrimRule::looksNeeded);
}

QTEST_APPLESS_MAIN(TestTrimRule)
#include "tst_trimrule.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowdplan.h"

#include <QTest>

using namespace Drainboard;

class tst_CrowdPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void refuses_data();
    void refuses();
    void numbersClientsKindAfterKind();
    void knowsItsWords();
};

void tst_CrowdPlan::readsWhatItWrites_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    QTest::addColumn<int>("total");
    QTest::newRow("the default") << "idle=4,busy=16,slow=4,upload=2,preconnect=2"
                                 << "idle=4,busy=16,slow=4,upload=2,preconnect=2" << 28;
    QTest::newRow("all kinds, in another order")
        << "noread=1,hang=2,poll=3,preconnect=4,upload=5,slow=6,busy=7,idle=8"
        << "idle=8,busy=7,slow=6,upload=5,preconnect=4,poll=3,hang=2,noread=1" << 36;
    QTest::newRow("one kind") << "busy=1"
                              << "busy=1" << 1;
    QTest::newRow("none of one kind") << "busy=1,idle=0"
                                      << "busy=1" << 1;
    QTest::newRow("with spaces") << " busy = 2 , idle=1 "
                                 << "idle=1,busy=2" << 3;
    QTest::newRow("as many as there may be") << "idle=50000"
                                             << "idle=50000" << 50'000;
}

void tst_CrowdPlan::readsWhatItWrites()
{
    QFETCH(QString, text);
    QFETCH(QString, written);
    QFETCH(int, total);
    const CrowdPlan::Parsed parsed = CrowdPlan::parse(text);
    QCOMPARE(parsed.error, QString());
    QVERIFY(parsed.plan);
    QCOMPARE(parsed.plan->toString(), written);
    QCOMPARE(parsed.plan->total(), total);
    QVERIFY(CrowdPlan::parse(written).plan == parsed.plan);
}

void tst_CrowdPlan::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    QTest::newRow("nothing") << ""
                             << "the crowd is empty";
    QTest::newRow("spaces") << "  "
                            << "the crowd is empty";
    QTest::newRow("nobody") << "idle=0,busy=0"
                            << "the crowd is empty: \"idle=0,busy=0\"";
    QTest::newRow("a kind without a number") << "idle"
                                             << "not of the form kind=number: \"idle\"";
    QTest::newRow("a comma too many") << "idle=1,"
                                      << "not of the form kind=number: \"\"";
    QTest::newRow("an unknown kind") << "busy=1,lazy=2"
                                     << "unknown kind of client: \"lazy\"; known are idle, busy, slow, upload, "
                                        "preconnect, poll, hang, noread";
    QTest::newRow("a kind in capitals") << "Busy=1"
                                        << "unknown kind of client: \"Busy\"; known are idle, busy, slow, upload, "
                                           "preconnect, poll, hang, noread";
    QTest::newRow("a kind twice") << "busy=1,idle=2,busy=3"
                                  << "kind of client given twice: \"busy\"";
    QTest::newRow("a kind twice, once with nobody") << "busy=0,busy=3"
                                                    << "kind of client given twice: \"busy\"";
    QTest::newRow("a negative number") << "busy=-1"
                                       << "not a number of clients: \"busy=-1\"";
    QTest::newRow("no number") << "busy="
                               << "not a number of clients: \"busy=\"";
    QTest::newRow("a word for a number") << "busy=many"
                                         << "not a number of clients: \"busy=many\"";
    QTest::newRow("a fraction") << "busy=1.5"
                                << "not a number of clients: \"busy=1.5\"";
    QTest::newRow("too many of a kind") << "busy=50001"
                                        << "more than 50000 clients: \"busy=50001\"";
    QTest::newRow("too many together") << "busy=50000,idle=1"
                                       << "more than 50000 clients: \"busy=50000,idle=1\"";
    QTest::newRow("more than an int holds") << "busy=4294967297"
                                            << "more than 50000 clients: \"busy=4294967297\"";
    QTest::newRow("more than anything holds") << "busy=99999999999999999999"
                                              << "not a number of clients: \"busy=99999999999999999999\"";
}

void tst_CrowdPlan::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, error);
    const CrowdPlan::Parsed parsed = CrowdPlan::parse(text);
    QVERIFY(!parsed.plan);
    QCOMPARE(parsed.error, error);
}

void tst_CrowdPlan::numbersClientsKindAfterKind()
{
    const CrowdPlan plan = *CrowdPlan::parse(u"noread=1,slow=2,idle=3").plan;
    const CrowdKind expected[] = { CrowdKind::Idle, CrowdKind::Idle, CrowdKind::Idle,
                                   CrowdKind::Slow, CrowdKind::Slow, CrowdKind::NoRead };
    for (int i = 0; i < plan.total(); ++i)
        QCOMPARE(plan.kindOf(i), expected[i]);
}

void tst_CrowdPlan::knowsItsWords()
{
    for (int i = 0; i < crowdKinds; ++i)
        QCOMPARE(crowdKindFromString(toText(CrowdKind(i))), CrowdKind(i));
    QVERIFY(!crowdKindFromString(u"nobody"));
    QCOMPARE(defaultCrowd.toString(), QStringLiteral("idle=4,busy=16,slow=4,upload=2,preconnect=2"));
}

QTEST_GUILESS_MAIN(tst_CrowdPlan)
#include "tst_crowdplan.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "shutdown/secondsbox.h"
#include "shutdown/shutdownchoices.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestShutdownChoices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_choices = std::make_unique<ShutdownChoices>(ShutdownPlan());
        m_chosen = std::make_unique<QSignalSpy>(m_choices.get(), &ShutdownChoices::planChosen);
    }

    void eachSaysWhatItDoes();
    void showsAPlan_data();
    void showsAPlan();
    void saysWhatIsTyped_data();
    void saysWhatIsTyped();
    void aPolicyIsChosen();
    void whatDoesNotCountCannotBeChosen();
    void whatIsHalfTypedIsNoChoice();

private:
    template <typename Part> Part *part(const char *name) const
    {
        return m_choices->findChild<Part *>(QLatin1String(name));
    }

    std::unique_ptr<ShutdownChoices> m_choices;
    std::unique_ptr<QSignalSpy> m_chosen;
};

void TestShutdownChoices::eachSaysWhatItDoes()
{
    for (const char *name : { "policyChoice", "idleGraceChoice", "abortAfterChoice", "forceAfterChoice" }) {
        const auto *choice = part<QWidget>(name);
        QVERIFY2(choice, name);
        QVERIFY2(!choice->accessibleName().isEmpty(), name);
        QVERIFY2(!choice->accessibleName().contains(u'&'), name);
        QVERIFY2(!choice->toolTip().isEmpty(), name);
    }
    const auto *policy = part<QComboBox>("policyChoice");
    QCOMPARE(policy->count(), 3);
    for (int i = 0; i < policy->count(); ++i)
        QVERIFY(!policy->itemData(i, Qt::ToolTipRole).toString().isEmpty());
}

void TestShutdownChoices::showsAPlan_data()
{
    QTest::addColumn<ShutdownPlan>("plan");
    QTest::addColumn<QStringList>("shown"); // policy, idle grace, abort after, force after
    const auto texts = [](const char *text) { return QString::fromUtf8(text).split(u'|'); };
    QTest::newRow("the default") << ShutdownPlan() << texts("drain|auto|5 s|10 s");
    QTest::newRow("another one") << ShutdownPlan {
        .policy = ShutdownPolicy::DisconnectAll, .abortAfter = 1s, .forceAfter = 2s
    } << texts("disconnect-all|auto|1 s|2 s");
    QTest::newRow("parts of a second") << ShutdownPlan {
        .idleGrace = 200ms, .abortAfter = 1500ms, .forceAfter = 1501ms
    } << texts("drain|0.2 s|1.5 s|1.501 s");
    QTest::newRow("no grace at all") << ShutdownPlan { .idleGrace = 0ms } << texts("drain|0 s|5 s|10 s");
    QTest::newRow("longer than one steps to") << ShutdownPlan { .forceAfter = 3h } << texts("drain|auto|5 s|10,800 s");
}

void TestShutdownChoices::showsAPlan()
{
    QFETCH(ShutdownPlan, plan);
    QFETCH(QStringList, shown);
    m_choices->setPlan(plan);
    QCOMPARE(part<QComboBox>("policyChoice")->currentText(), shown[0]);
    QCOMPARE(part<SecondsBox>("idleGraceChoice")->text(), shown[1]);
    QCOMPARE(part<SecondsBox>("abortAfterChoice")->text(), shown[2]);
    QCOMPARE(part<SecondsBox>("forceAfterChoice")->text(), shown[3]);
    QCOMPARE(m_choices->plan(), plan);
    QVERIFY(m_chosen->isEmpty()); // nobody has chosen
}

void TestShutdownChoices::saysWhatIsTyped_data()
{
    QTest::addColumn<QByteArray>("choice");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<ShutdownPlan>("chosen");
    const auto row = [](const char *name, const char *choice, const char *typed, const ShutdownPlan &chosen) {
        QTest::newRow(name) << QByteArray(choice) << QString::fromUtf8(typed) << chosen;
    };
    row("seconds", "abortAfterChoice", "7", { .abortAfter = 7s });
    row("parts of a second", "forceAfterChoice", "2.25", { .forceAfter = 2250ms });
    row("no grace at all", "idleGraceChoice", "0", { .idleGrace = 0ms });
    row("too short a time", "abortAfterChoice", "0", { .abortAfter = 1ms });
}

void TestShutdownChoices::saysWhatIsTyped()
{
    QFETCH(QByteArray, choice);
    QFETCH(QString, typed);
    QFETCH(ShutdownPlan, chosen);
    auto *box = part<SecondsBox>(choice.constData());
    box->selectAll();
    QTest::keyClicks(box, typed);
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(m_chosen->size(), 1);
    QCOMPARE(m_chosen->at(0).at(0).value<ShutdownPlan>(), chosen);
    QCOMPARE(m_choices->plan(), chosen);
}

void TestShutdownChoices::aPolicyIsChosen()
{
    part<QComboBox>("policyChoice")->setCurrentText(QStringLiteral("stop-listening"));
    QCOMPARE(m_chosen->size(), 1);
    QCOMPARE(m_choices->plan(), (ShutdownPlan { .policy = ShutdownPolicy::StopListening }));
    auto *grace = part<SecondsBox>("idleGraceChoice");
    part<QComboBox>("policyChoice")->setCurrentText(QStringLiteral("drain"));
    grace->stepUp();
    QCOMPARE(m_choices->plan(), (ShutdownPlan { .idleGrace = 0ms })); // from "auto" on
    grace->stepDown();
    QCOMPARE(m_choices->plan(), ShutdownPlan());
}

void TestShutdownChoices::whatDoesNotCountCannotBeChosen()
{
    const auto *grace = part<SecondsBox>("idleGraceChoice");
    const auto *abort = part<SecondsBox>("abortAfterChoice");
    QVERIFY(grace->isEnabled() && abort->isEnabled());
    m_choices->setPlan({ .policy = ShutdownPolicy::DisconnectAll });
    QVERIFY(!grace->isEnabled() && abort->isEnabled());
    m_choices->setPlan({ .policy = ShutdownPolicy::StopListening });
    QVERIFY(!grace->isEnabled() && !abort->isEnabled());
}

void TestShutdownChoices::whatIsHalfTypedIsNoChoice()
{
    auto *box = part<SecondsBox>("forceAfterChoice");
    box->selectAll();
    QTest::keyClicks(box, QStringLiteral("12"));
    QVERIFY(m_chosen->isEmpty());
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(m_choices->plan(), (ShutdownPlan { .forceAfter = 12s }));
}

QTEST_MAIN(TestShutdownChoices)
#include "tst_shutdownchoices.moc"

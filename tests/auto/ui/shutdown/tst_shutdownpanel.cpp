// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "shutdown/phasestrip.h"
#include "shutdown/shutdownchoices.h"
#include "shutdown/shutdowncontrols.h"
#include "shutdown/shutdownpanel.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>

using namespace Drainboard;

class TestShutdownPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theButtonAsksForAShutdown();
    void abortNowAsksForAbort();
    void theButtonThatMakesSenseIsEnabled_data();
    void theButtonThatMakesSenseIsEnabled();
    void inLeavingTheButtonDrains();
    void aSecondSpaceDoesNotAbort();
    void theReportCanBeAskedForFromTheDrainOn_data();
    void theReportCanBeAskedForFromTheDrainOn();
    void theStripIsTallWhileAShutdownGoesOn_data();
    void theStripIsTallWhileAShutdownGoesOn();
    void requestsAreCountedFromTheBeginningOfTheShutdown();
    void theStripTellsTheSteps();
    void itStartsAgainOnlyAfterTheEnd_data();
    void itStartsAgainOnlyAfterTheEnd();
    void whatIsChosenBeforeItStartsAgainIsSaid();
    void aSecondClickDoesNotStartAgain();
    void aNewRunHasNoReport();
    void whatIsChosenStandsOnItsButton();
    void settingsAreShown();

private:
    static ShutdownProgress progress(ShutdownPhase phase)
    {
        ShutdownProgress progress;
        progress.report.phase = phase;
        return progress;
    }

    std::unique_ptr<ShutdownPanel> m_panel;
    QPushButton *m_shutdown = nullptr;
    QPushButton *m_abort = nullptr;
};

void TestShutdownPanel::init()
{
    m_panel = std::make_unique<ShutdownPanel>(EngineSettings());
    m_shutdown = m_panel->findChild<QPushButton *>(QStringLiteral("shutdownButton"));
    m_abort = m_panel->findChild<QPushButton *>(QStringLiteral("abortNowButton"));
    QVERIFY(m_shutdown && m_abort);
    m_panel->show();
    m_panel->activateWindow(); // where no window manager does
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

void TestShutdownPanel::theButtonAsksForAShutdown()
{
    QSignalSpy asked(m_panel.get(), &ShutdownPanel::shutdownRequested);
    QTest::mouseClick(m_shutdown, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
}

void TestShutdownPanel::abortNowAsksForAbort()
{
    QSignalSpy asked(m_panel.get(), &ShutdownPanel::abortRequested);
    QTest::mouseClick(m_abort, Qt::LeftButton);
    QCOMPARE(asked.size(), 0);
    m_panel->setProgress(progress(ShutdownPhase::Draining));
    QTest::mouseClick(m_abort, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
}

void TestShutdownPanel::theButtonThatMakesSenseIsEnabled_data()
{
    QTest::addColumn<ShutdownPhase>("phase");
    QTest::addColumn<bool>("shutdown");
    QTest::addColumn<bool>("abort");
    QTest::newRow("running: shutdown") << ShutdownPhase::Running << true << false;
    QTest::newRow("leaving: drain now") << ShutdownPhase::Leaving << true << false;
    QTest::newRow("draining: abort now") << ShutdownPhase::Draining << false << true;
    QTest::newRow("aborting: neither") << ShutdownPhase::Aborting << false << false;
    QTest::newRow("closed: neither") << ShutdownPhase::Closed << false << false;
    QTest::newRow("forced: neither") << ShutdownPhase::Forced << false << false;
}

void TestShutdownPanel::theButtonThatMakesSenseIsEnabled()
{
    QFETCH(ShutdownPhase, phase);
    m_panel->setProgress(progress(phase));
    QTEST(m_shutdown->isEnabled(), "shutdown");
    QTEST(m_abort->isEnabled(), "abort");
}

void TestShutdownPanel::inLeavingTheButtonDrains()
{
    QCOMPARE(m_shutdown->text(), QStringLiteral("&Shutdown"));
    const QString toolTip = m_shutdown->toolTip();
    const QSize size = m_shutdown->size();
    m_panel->setProgress(progress(ShutdownPhase::Leaving));
    QCOMPARE(m_shutdown->text(), QStringLiteral("&Drain now"));
    QCOMPARE(m_shutdown->accessibleName(), QStringLiteral("Drain now"));
    QVERIFY(m_shutdown->toolTip() != toolTip);
    QCOMPARE(m_shutdown->objectName(), QStringLiteral("shutdownButton"));
    QCoreApplication::processEvents();
    QCOMPARE(m_shutdown->size(), size); // nothing moves below the pointer
    QSignalSpy asked(m_panel.get(), &ShutdownPanel::shutdownRequested);
    QTest::mouseClick(m_shutdown, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    m_panel->setProgress(progress(ShutdownPhase::Draining));
    QCOMPARE(m_shutdown->text(), QStringLiteral("&Shutdown"));
    QCOMPARE(m_shutdown->accessibleName(), QStringLiteral("Shutdown"));
    QCOMPARE(m_shutdown->toolTip(), toolTip);
}

void TestShutdownPanel::aSecondSpaceDoesNotAbort()
{
    QSignalSpy shutdown(m_panel.get(), &ShutdownPanel::shutdownRequested);
    QSignalSpy abort(m_panel.get(), &ShutdownPanel::abortRequested);
    connect(m_panel.get(), &ShutdownPanel::shutdownRequested, m_panel.get(),
            [this] { m_panel->setProgress(progress(ShutdownPhase::Draining)); });
    m_shutdown->setFocus();
    for (int i = 0; i < 3; ++i) {
        if (QWidget *focus = m_panel->focusWidget())
            QTest::keyClick(focus, Qt::Key_Space);
    }
    QCOMPARE(shutdown.size(), 1);
    QCOMPARE(abort.size(), 0);
}

void TestShutdownPanel::theReportCanBeAskedForFromTheDrainOn_data()
{
    QTest::addColumn<ShutdownPhase>("phase");
    QTest::addColumn<bool>("canBeAskedFor");
    QTest::newRow("running") << ShutdownPhase::Running << false;
    QTest::newRow("leaving") << ShutdownPhase::Leaving << false;
    QTest::newRow("draining") << ShutdownPhase::Draining << true;
    QTest::newRow("aborting") << ShutdownPhase::Aborting << true;
    QTest::newRow("closed") << ShutdownPhase::Closed << true;
    QTest::newRow("forced") << ShutdownPhase::Forced << true;
}

void TestShutdownPanel::theReportCanBeAskedForFromTheDrainOn()
{
    QFETCH(ShutdownPhase, phase);
    QFETCH(bool, canBeAskedFor);
    m_panel->setProgress(progress(phase));
    auto *button = m_panel->reportButton();
    QCOMPARE(button->isVisible(), canBeAskedFor);
    QSignalSpy toggled(m_panel.get(), &ShutdownPanel::reportToggled);
    m_panel->setReportShown(true);
    QVERIFY(button->isChecked());
    QCOMPARE(toggled.size(), 0); // nobody has asked
    button->click();
    QCOMPARE(toggled.size(), 1);
    QCOMPARE(toggled.at(0).at(0).toBool(), false);
}

// The room is for the table while nothing goes on, and for the report at the end.
void TestShutdownPanel::theStripIsTallWhileAShutdownGoesOn_data()
{
    QTest::addColumn<ShutdownPhase>("phase");
    QTest::addColumn<bool>("isTall");
    QTest::newRow("running") << ShutdownPhase::Running << false;
    QTest::newRow("leaving") << ShutdownPhase::Leaving << true;
    QTest::newRow("draining") << ShutdownPhase::Draining << true;
    QTest::newRow("aborting") << ShutdownPhase::Aborting << true;
    QTest::newRow("closed") << ShutdownPhase::Closed << false;
    QTest::newRow("forced") << ShutdownPhase::Forced << false;
}

void TestShutdownPanel::theStripIsTallWhileAShutdownGoesOn()
{
    QFETCH(ShutdownPhase, phase);
    auto *strip = m_panel->findChild<PhaseStrip *>();
    const int slim = strip->sizeHint().height();
    m_panel->setProgress(progress(ShutdownPhase::Draining));
    QVERIFY(strip->sizeHint().height() > slim * 3 / 2);
    m_panel->setProgress(progress(phase));
    QTEST(strip->sizeHint().height() > slim, "isTall");
}

void TestShutdownPanel::requestsAreCountedFromTheBeginningOfTheShutdown()
{
    const auto label = [this](const char *name) { return m_panel->findChild<QLabel *>(QLatin1String(name)); };
    m_panel->setProgress(progress(ShutdownPhase::Running));
    QVERIFY(!label("requestsCompletedLabel")->isVisible());
    m_panel->setProgress(progress(ShutdownPhase::Leaving));
    QVERIFY2(!label("requestsCompletedLabel")->isVisible(), "they are not counted yet");
    ShutdownProgress draining = progress(ShutdownPhase::Draining);
    draining.report.requestsCompletedDuringDrain = 12;
    draining.report.requestsLost = 3;
    m_panel->setProgress(draining);
    QVERIFY(label("requestsCompletedLabel")->isVisible());
    QCOMPARE(label("requestsCompletedLabel")->text(), QStringLiteral("12"));
    QCOMPARE(label("requestsLostLabel")->text(), QStringLiteral("3"));
}

void TestShutdownPanel::theStripTellsTheSteps()
{
    auto *strip = m_panel->findChild<PhaseStrip *>();
    QVERIFY(strip);
    ShutdownProgress running = progress(ShutdownPhase::Running);
    running.openNow = 42;
    m_panel->setProgress(running);
    QCOMPARE(strip->steps()[0].figure, QStringLiteral("42"));
    QVERIFY(strip->accessibleDescription().contains(QStringLiteral("42 open now")));
    const QImage before = strip->grab().toImage();
    m_panel->setProgress(progress(ShutdownPhase::Draining));
    QVERIFY(strip->steps()[1].standing == PhaseStep::Standing::Now);
    QVERIFY(strip->grab().toImage() != before);
}

void TestShutdownPanel::itStartsAgainOnlyAfterTheEnd_data()
{
    QTest::addColumn<ShutdownPhase>("phase");
    QTest::addColumn<bool>("again");
    QTest::addColumn<bool>("choices");
    QTest::newRow("running") << ShutdownPhase::Running << false << true;
    QTest::newRow("leaving") << ShutdownPhase::Leaving << false << false;
    QTest::newRow("draining") << ShutdownPhase::Draining << false << false;
    QTest::newRow("aborting") << ShutdownPhase::Aborting << false << false;
    QTest::newRow("closed") << ShutdownPhase::Closed << true << true;
    QTest::newRow("forced") << ShutdownPhase::Forced << true << true;
}

void TestShutdownPanel::itStartsAgainOnlyAfterTheEnd()
{
    QFETCH(ShutdownPhase, phase);
    m_panel->setProgress(progress(phase));
    QTEST(m_panel->findChild<QPushButton *>(QStringLiteral("startAgainButton"))->isVisible(), "again");
    QTEST(m_panel->findChild<ShutdownChoices *>()->isEnabled(), "choices");
}

void TestShutdownPanel::whatIsChosenBeforeItStartsAgainIsSaid()
{
    m_panel->setProgress(progress(ShutdownPhase::Closed));
    QSignalSpy chosen(m_panel.get(), &ShutdownPanel::planChosen);
    QSignalSpy again(m_panel.get(), &ShutdownPanel::startAgainRequested);
    m_panel->findChild<QComboBox *>(QStringLiteral("policyChoice"))->setCurrentText(QStringLiteral("disconnect-all"));
    QTest::mouseClick(m_panel->findChild<QPushButton *>(QStringLiteral("startAgainButton")), Qt::LeftButton);
    const ShutdownPlan plan { .policy = ShutdownPolicy::DisconnectAll };
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).value<ShutdownPlan>(), plan);
    QCOMPARE(again.size(), 1);
    QCOMPARE(again.at(0).at(0).value<ShutdownPlan>(), plan);
}

// Without connections the shutdown ends before a second click.
void TestShutdownPanel::aSecondClickDoesNotStartAgain()
{
    QSignalSpy again(m_panel.get(), &ShutdownPanel::startAgainRequested);
    const QPoint place = m_shutdown->mapTo(m_panel.get(), m_shutdown->rect().center());
    m_panel->setProgress(progress(ShutdownPhase::Closed));
    QCoreApplication::processEvents();
    QWidget *below = m_panel->childAt(place);
    QTest::mouseClick(below ? below : m_panel.get(), Qt::LeftButton);
    for (int i = 0; i < 3; ++i) {
        if (QWidget *focus = m_panel->focusWidget())
            QTest::keyClick(focus, Qt::Key_Space);
    }
    QCOMPARE(again.size(), 0);
}

void TestShutdownPanel::aNewRunHasNoReport()
{
    const auto *problem = m_panel->findChild<QLabel *>(QStringLiteral("startProblemLabel"));
    const ShutdownProgress closed = progress(ShutdownPhase::Closed);
    m_panel->setProgress(closed);
    m_panel->showProblem(QStringLiteral("Could not listen"));
    QVERIFY(problem->isVisible());
    QCOMPARE(problem->text(), QStringLiteral("Could not listen"));
    m_panel->setProgress(closed);
    QVERIFY(problem->isVisible()); // until it has started
    m_panel->setProgress(progress(ShutdownPhase::Running));
    QVERIFY(!problem->isVisible());
    QVERIFY(!m_panel->reportButton()->isVisible());
    QVERIFY(!m_panel->findChild<QLabel *>(QStringLiteral("requestsLostLabel"))->isVisible());
}

void TestShutdownPanel::whatIsChosenStandsOnItsButton()
{
    auto *button = m_panel->controls()->planButton();
    QVERIFY(button->text().startsWith(QStringLiteral("drain")));
    QTest::mouseClick(button, Qt::LeftButton);
    auto *policy = m_panel->findChild<QComboBox *>(QStringLiteral("policyChoice"));
    QVERIFY(policy->isVisible());
    policy->setCurrentText(QStringLiteral("stop-listening"));
    QVERIFY(button->text().startsWith(QStringLiteral("stop-listening")));
    QVERIFY(policy->screen()->availableGeometry().contains(policy->window()->frameGeometry()));
    m_panel->setProgress(progress(ShutdownPhase::Draining));
    QVERIFY(!policy->isVisible()); // too late
    QVERIFY(!button->isEnabled());
}

void TestShutdownPanel::settingsAreShown()
{
    EngineSettings settings;
    settings.setShutdownPlan({ .policy = ShutdownPolicy::StopListening });
    m_panel->setSettings(settings);
    QVERIFY(m_panel->findChild<QLabel *>(QStringLiteral("shutdownPlanLabel"))
                ->text()
                .contains(QStringLiteral("stop-listening")));
    QCOMPARE(m_panel->findChild<ShutdownChoices *>()->plan(), settings.shutdownPlan());
}

QTEST_MAIN(TestShutdownPanel)
#include "tst_shutdownpanel.moc"

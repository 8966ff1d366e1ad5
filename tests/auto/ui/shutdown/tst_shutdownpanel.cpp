// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "madeconnections.h"
#include "shutdown/phasestrip.h"
#include "shutdown/shutdownpanel.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
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
    void thereIsNoReportBeforeTheEnd();
    void requestsAreCountedFromTheBeginningOfTheShutdown();
    void theReportIsShownAtTheEnd();
    void withNothingLostThereIsNoList();
    void theStripTellsTheSteps();

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
    QLabel *m_summary = nullptr;
    QPlainTextEdit *m_lost = nullptr;
};

void TestShutdownPanel::init()
{
    m_panel = std::make_unique<ShutdownPanel>(EngineSettings());
    m_shutdown = m_panel->findChild<QPushButton *>(QStringLiteral("shutdownButton"));
    m_abort = m_panel->findChild<QPushButton *>(QStringLiteral("abortNowButton"));
    m_summary = m_panel->findChild<QLabel *>(QStringLiteral("summaryLabel"));
    m_lost = m_panel->findChild<QPlainTextEdit *>(QStringLiteral("lostConnections"));
    QVERIFY(m_shutdown && m_abort && m_summary && m_lost);
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

void TestShutdownPanel::thereIsNoReportBeforeTheEnd()
{
    for (const ShutdownPhase phase :
         { ShutdownPhase::Running, ShutdownPhase::Leaving, ShutdownPhase::Draining, ShutdownPhase::Aborting }) {
        m_panel->setProgress(progress(phase));
        QVERIFY(!m_summary->isVisible());
        QVERIFY(!m_lost->isVisible());
    }
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

void TestShutdownPanel::theReportIsShownAtTheEnd()
{
    ShutdownProgress forced = progress(ShutdownPhase::Forced);
    forced.report.openAtStart = 2;
    forced.report.aborted = 1;
    forced.report.leftOpen = 1;
    forced.report.takenAt = aMoment;
    ConnectionInfo aborted = madeConnection(7, ConnectionState::Closed, CloseCause::Aborted);
    aborted.lostRequests = { { "GET /hang", LossReason::Aborted }, { "GET /2", LossReason::Aborted } };
    forced.report.endedBadly = { aborted, madeConnection(9, ConnectionState::Responding) };
    m_panel->setProgress(forced);
    QVERIFY(m_summary->isVisible());
    QCOMPARE(m_summary->text(), forced.report.summary());
    QVERIFY(m_lost->isVisible());
    const QStringList lines = m_lost->toPlainText().split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].contains(QStringLiteral("#7")));
    QVERIFY(lines[0].endsWith(QStringLiteral("GET /hang, GET /2")));
    QVERIFY(lines[0].contains(toText(CloseCause::Aborted)));
    QVERIFY(lines[1].contains(QStringLiteral("#9")));
    QVERIFY(lines[1].contains(QStringLiteral("left open")));
    QVERIFY(lines[1].endsWith(QStringLiteral("no request lost")));
}

void TestShutdownPanel::withNothingLostThereIsNoList()
{
    m_panel->setProgress(progress(ShutdownPhase::Closed));
    QVERIFY(m_summary->isVisible());
    QVERIFY(!m_lost->isVisible());
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

QTEST_MAIN(TestShutdownPanel)
#include "tst_shutdownpanel.moc"

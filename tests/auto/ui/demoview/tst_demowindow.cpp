// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "child/warden.h"
#include "demoview/crowdpanel.h"
#include "demoview/demoboard.h"
#include "demoview/democontrols.h"
#include "demoview/demotext.h"
#include "demoview/demowindow.h"
#include "demoview/stagerecord.h"
#include "pythonserver.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

// One that takes four seconds, with the moments at which all do the same.
DemoPlan shortPlan()
{
    DemoPlan plan;
    plan.abortAfter = DemoPlan::beat() * 2;
    plan.forceAfter = DemoPlan::beat() * 4;
    return plan;
}

} // namespace

// The demo's window, with the keyboard alone. With DRAINBOARD_PICTURES in the environment, pictures go into that
// folder.
class TestDemoWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void oneKeyPlaysIt();
    void stepsFromServerToServer();
    void chaptersSetTheStage_data();
    void chaptersSetTheStage();
    void choicesChangeThePlan();
    void whatCannotBePlayedIsSaid();
    void aBrowserJoins();
    void theMouseLightsARow();
    void scrubsWithKeysAndMouse();
    void canBeClosedAtAnyTime();
    void yourServerHasAPlaceOfItsOwn();
    void yourServerMayNotBeThere();
    void textIsAsLargeBesideTheCrowd_data();
    void textIsAsLargeBesideTheCrowd();
    void textGrowsWithTheWindow_data();
    void textGrowsWithTheWindow();
    void allCanBeReachedWithTheKeyboard();

private:
    void open(const std::optional<OwnServer> &own = std::nullopt);
    void press(int key) { QTest::keyClick(m_window.get(), Qt::Key(key)); }
    void waitUntilPlayed() { QTRY_VERIFY_WITH_TIMEOUT(!m_window->run().isActive(), 30'000); }
    template <typename T> T *part(const char *name) const { return m_window->findChild<T *>(QLatin1String(name)); }
    DemoBoard *board() const { return m_window->findChild<DemoBoard *>(); }
    void takePicture(const QString &name) const;

    std::unique_ptr<DemoWindow> m_window;
};

void TestDemoWindow::init()
{
    open();
}

void TestDemoWindow::open(const std::optional<OwnServer> &own)
{
    m_window = std::make_unique<DemoWindow>(shortPlan(), own);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->resize(1280, 800); // the screen that is made up is smaller
    QCoreApplication::processEvents();
}

void TestDemoWindow::cleanup()
{
    m_window.reset();
}

void TestDemoWindow::takePicture(const QString &name) const
{
    const QString folder = qEnvironmentVariable("DRAINBOARD_PICTURES");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    QVERIFY(m_window->grab().save(QStringLiteral("%1/demowindow-%2.png").arg(folder, name)));
}

void TestDemoWindow::oneKeyPlaysIt()
{
    takePicture(QStringLiteral("before"));
    press(Qt::Key_Space);
    QVERIFY(m_window->run().isActive());
    QVERIFY(!part<QPushButton>("playButton")->isEnabled());
    QVERIFY(!part<QPushButton>("saveButton")->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(SteadyClock::now() > *m_window->run().stage(0)->zero() + 300ms, 10'000);
    takePicture(QStringLiteral("playing"));
    waitUntilPlayed();
    takePicture(QStringLiteral("ended"));
    const QString told = board()->accessibleDescription();
    QVERIFY2(told.contains(QStringLiteral("drain: 1 requests lost")), qPrintable(told));
#ifndef __SANITIZE_ADDRESS__ // with which painting takes so long that other requests are lost than usual
    QVERIFY2(told.contains(QStringLiteral("disconnect-all: 8 requests lost")), qPrintable(told));
#endif
    QVERIFY(part<QPushButton>("replayButton")->isEnabled());
    // And again.
    press(Qt::Key_Space);
    QVERIFY(board()->accessibleDescription().isEmpty());
    waitUntilPlayed();
#ifndef __SANITIZE_ADDRESS__
    QCOMPARE(board()->accessibleDescription(), told);
#endif
}

void TestDemoWindow::stepsFromServerToServer()
{
    for (int i = 0; i < DemoRun::policyCount; ++i) {
        press(Qt::Key_N);
        QCOMPARE(m_window->run().stage(i)->state(), DemoStage::State::Playing);
        for (int other = 0; other < DemoRun::policyCount; ++other)
            QCOMPARE(board()->scene().stages[std::size_t(other)]->isEmpty(), other > i);
        waitUntilPlayed();
    }
    for (const StageRecord *record : board()->scene().stages)
        QVERIFY(record->outcome());
    press(Qt::Key_N); // the first one again, alone
    QVERIFY(board()->scene().stages[1]->isEmpty());
    QCOMPARE(m_window->run().stage(0)->state(), DemoStage::State::Playing);
}

void TestDemoWindow::chaptersSetTheStage_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("stages");
    QTest::addColumn<int>("distance");
    QTest::addColumn<ShutdownPolicy>("first");
    QTest::newRow("all") << int(Qt::Key_0) << 3 << 40 << ShutdownPolicy::StopListening;
    QTest::newRow("the question") << int(Qt::Key_1) << 1 << 40 << ShutdownPolicy::StopListening;
    QTest::newRow("the usual answer") << int(Qt::Key_2) << 2 << 40 << ShutdownPolicy::StopListening;
    QTest::newRow("the distance") << int(Qt::Key_3) << 2 << 200 << ShutdownPolicy::DisconnectAll;
    QTest::newRow("drain") << int(Qt::Key_4) << 3 << 40 << ShutdownPolicy::StopListening;
}

void TestDemoWindow::chaptersSetTheStage()
{
    QFETCH(int, key);
    QFETCH(int, stages);
    QFETCH(int, distance);
    QFETCH(ShutdownPolicy, first);
    press(key);
    QVERIFY2(!m_window->run().isActive(), "a chapter waits");
    QCOMPARE(board()->scene().stages.size(), std::size_t(stages));
    QCOMPARE(board()->scene().stages.front()->policy(), first);
    QCOMPARE(board()->scene().plan.distance.count(), distance);
    QCOMPARE(part<QComboBox>("distanceChoice")->currentData().toInt(), distance);
    const QString said = m_window->caption();
    QCOMPARE(said.count(QStringLiteral(". ")) + said.count(QStringLiteral("? ")), 1); // two sentences
    const auto *label = part<QLabel>("demoCaption");
    QVERIFY2(label->heightForWidth(label->width()) <= label->height(), "what is said does not fit");
    press(Qt::Key_Space);
    int running = 0;
    for (int i = 0; i < DemoRun::policyCount; ++i)
        running += m_window->run().stage(i)->state() != DemoStage::State::Ready;
    QCOMPARE(running, stages);
    takePicture(QStringLiteral("chapter%1").arg(key - Qt::Key_0));
}

void TestDemoWindow::choicesChangeThePlan()
{
    press(Qt::Key_D);
    QCOMPARE(board()->scene().plan.distance, 200ms);
    press(Qt::Key_D);
    QCOMPARE(board()->scene().plan.distance, 0ms);
    const auto *abort = part<QComboBox>("abortChoice");
    QCOMPARE(abort->currentData().toInt(), 1440); // which is none of the usual ones
    press(Qt::Key_A);
    QCOMPARE(board()->scene().plan.abortAfter.count(), abort->currentData().toInt());
    QCOMPARE(board()->scene().plan.forceAfter, 2 * board()->scene().plan.abortAfter);
    auto *crowd = m_window->findChild<CrowdPanel *>();
    QVERIFY(!crowd->isVisible());
    press(Qt::Key_C);
    QVERIFY(crowd->isVisible());
    part<QSpinBox>("busyCount")->setValue(11);
    QCOMPARE(board()->scene().plan.crowd.of(CrowdKind::Busy), 11);
    QCoreApplication::processEvents();
    takePicture(QStringLiteral("crowd"));
    press(Qt::Key_X);
    QCOMPARE(part<QComboBox>("speedChoice")->currentData().toDouble(), 4.0);
}

void TestDemoWindow::whatCannotBePlayedIsSaid()
{
    for (QSpinBox *count : m_window->findChild<CrowdPanel *>()->findChildren<QSpinBox *>())
        count->setValue(0);
    press(Qt::Key_Space);
    QVERIFY(!m_window->run().isActive());
    QVERIFY2(m_window->caption().contains(QStringLiteral("the crowd is empty")), qPrintable(m_window->caption()));
    press(Qt::Key_N);
    QVERIFY(!m_window->run().isActive());
    press(Qt::Key_R); // nothing to show again
    part<QSpinBox>("idleCount")->setValue(2);
    press(Qt::Key_Space);
    QVERIFY(m_window->run().isActive());
}

void TestDemoWindow::aBrowserJoins()
{
    QList<QUrl> opened;
    m_window->setBrowser([&opened](const QUrl &url) { opened += url; });
    press(Qt::Key_4);
    press(Qt::Key_B);
    QCOMPARE(opened.size(), 3);
    QVERIFY(m_window->run().isWarm());
    QTcpSocket browser;
    browser.connectToHost(opened[2].host(), quint16(opened[2].port()));
    QVERIFY(browser.waitForConnected());
    browser.write("GET / HTTP/1.1\r\nHost: " + opened[2].authority().toLatin1() + "\r\n\r\n");
    QTRY_COMPARE(board()->scene().stages[2]->guestCount(), 1);
    press(Qt::Key_B); // is open already
    QCOMPARE(opened.size(), 3);
    QVERIFY(part<QPushButton>("playButton")->isEnabled());
    press(Qt::Key_Space);
    QVERIFY(!m_window->run().isWarm());
    waitUntilPlayed();
    QVERIFY(board()->scene().stages[2]->outcome()->hasLostOnlyHanging());
    takePicture(QStringLiteral("browser"));
}

void TestDemoWindow::theMouseLightsARow()
{
    const QString said = m_window->caption();
    const DemoLayout layout(board()->size(), shortPlan().crowd, 0, 3);
    const auto at = [&](int stage, int row) {
        return (QPointF(layout.row(stage, row).center()) * layout.scale()).toPoint();
    };
    QTest::mouseMove(board(), at(0, 15));
    QTRY_COMPARE(board()->scene().row, std::optional(15));
    QCOMPARE(m_window->caption(), DemoText::whatTheyDo(CrowdKind::Hang));
    QTest::mouseMove(board(), at(2, 0));
    QTRY_COMPARE(board()->scene().row, std::optional(0));
    QTest::mouseMove(board(), QPoint(3, 3));
    QTRY_VERIFY(!board()->scene().row);
    QCOMPARE(m_window->caption(), said);
}

void TestDemoWindow::scrubsWithKeysAndMouse()
{
    press(Qt::Key_Left); // nothing is there yet
    QVERIFY(!board()->scene().cursor);
    press(Qt::Key_3);
    press(Qt::Key_Space);
    waitUntilPlayed();
    press(Qt::Key_Home);
    QCOMPARE(board()->scene().cursor, std::optional(std::chrono::milliseconds(-2000)));
    press(Qt::Key_Right);
    QCOMPARE(board()->scene().cursor, std::optional(std::chrono::milliseconds(-1900)));
    press(Qt::Key_R);
    QTRY_VERIFY(board()->scene().cursor > -1900ms);
    press(Qt::Key_R);
    const auto paused = board()->scene().cursor;
    QVERIFY(paused);
    press(Qt::Key_End);
    QVERIFY(!board()->scene().cursor);
    QTest::mouseClick(board(), Qt::LeftButton, {}, QPoint(board()->width() / 2, board()->height() / 3));
    QVERIFY(board()->scene().cursor);
    takePicture(QStringLiteral("scrubbed"));
    const QTemporaryDir folder;
    for (const char *name : { "a.png", "a.svg" }) {
        const QString file = folder.filePath(QLatin1String(name));
        QCOMPARE(m_window->save(file), QString());
        QVERIFY(QFile(file).size() > 10'000);
    }
    QVERIFY(m_window->save(QStringLiteral("/nowhere/a.png")).contains(QStringLiteral("Could not")));
}

void TestDemoWindow::canBeClosedAtAnyTime()
{
    press(Qt::Key_Space);
    QTRY_VERIFY(m_window->run().stage(0)->clientsResult().losses.empty());
    press(Qt::Key_Escape);
    QVERIFY(!m_window->isVisible());
    m_window.reset();
}

void TestDemoWindow::yourServerHasAPlaceOfItsOwn()
{
    const PythonServer server;
    open(OwnServer { .child = { .command = server.command("late"), .port = server.port() } });
    QCOMPARE(board()->scene().stages.size(), std::size_t(4));
    QVERIFY(!part<QPushButton>("chapterButton5")->accessibleName().isEmpty());
    press(Qt::Key_5);
    QCOMPARE(board()->scene().stages.size(), std::size_t(2));
    press(Qt::Key_0);
    press(Qt::Key_Space);
    const StageRecord *yours = board()->scene().stages[3];
    QVERIFY(yours->ownServer() && yours->isStarting());
    QVERIFY(!part<QPushButton>("playButton")->isEnabled());
    takePicture(QStringLiteral("yours-starts"));
    waitUntilPlayed();
    QVERIFY(yours->outcome() && board()->scene().stages[0]->outcome());
    QCOMPARE(yours->outcome()->signal, QStringLiteral("SIGTERM"));
    QCOMPARE(yours->lossesUntil(yours->now()), yours->outcome()->lost);
    const QString told = board()->accessibleDescription();
    QVERIFY2(told.contains(QStringLiteral("your server: ")), qPrintable(told));
    QVERIFY2(told.contains(QStringLiteral("lost. SIGTERM ended it at once. ")), qPrintable(told));
    takePicture(QStringLiteral("yours-ended"));
    QList<QUrl> opened;
    m_window->setBrowser([&opened](const QUrl &url) { opened += url; });
    press(Qt::Key_B);
    QVERIFY2(opened.isEmpty(), "it is not there yet");
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 4, 10'000);
    QVERIFY(m_window->run().isWarm());
}

void TestDemoWindow::yourServerMayNotBeThere()
{
    open(OwnServer { .child = { .command = { QStringLiteral("no-such-command") }, .port = 1 } });
    press(Qt::Key_5);
    press(Qt::Key_Space);
    waitUntilPlayed();
    QVERIFY(board()->scene().stages[0]->outcome());
    QVERIFY(board()->scene().stages[1]->isEmpty());
    QCOMPARE(board()->scene().stages[1]->problem(), QStringLiteral("no-such-command: command not found"));
    QVERIFY2(board()->accessibleDescription().contains(QStringLiteral("command not found")), "it is not told");
    takePicture(QStringLiteral("yours-missing"));
    press(Qt::Key_4);
    press(Qt::Key_5);
    QVERIFY(board()->scene().stages[1]->problem().isEmpty());
}

void TestDemoWindow::textIsAsLargeBesideTheCrowd_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("text");
    QTest::addColumn<int>("figure");
    QTest::newRow("crowd-1280x800") << QSize(1280, 800) << 18 << 48;
    QTest::newRow("crowd-1920x1080") << QSize(1920, 1080) << 24 << 64;
    QTest::newRow("crowd-3840x2160") << QSize(3840, 2160) << 48 << 128;
}

void TestDemoWindow::textIsAsLargeBesideTheCrowd()
{
    QFETCH(QSize, size);
    QFETCH(int, text);
    QFETCH(int, figure);
    m_window->resize(size);
    press(Qt::Key_C);
    QCoreApplication::processEvents();
    QCOMPARE(m_window->size(), size);
    const auto *crowd = m_window->findChild<CrowdPanel *>();
    QVERIFY(crowd->isVisible());
    QVERIFY2(crowd->size() == crowd->sizeHint() && board()->geometry().contains(crowd->geometry()), "it has no room");
    for (const QWidget *each : crowd->findChildren<QWidget *>())
        QVERIFY2(QFontInfo(each->font()).pixelSize() >= text, qPrintable(each->objectName()));
    const double scale = DemoLayout(board()->size(), shortPlan().crowd, 0, 3).scale();
    QVERIFY(DemoLayout::text * scale >= text);
    QVERIFY(DemoLayout::figure * scale >= figure);
    takePicture(QString::fromLatin1(QTest::currentDataTag()));
    press(Qt::Key_Space);
    QVERIFY2(!crowd->isVisible(), "it stands before what is to be seen");
    QVERIFY(!part<QPushButton>("crowdButton")->isChecked());
}

void TestDemoWindow::textGrowsWithTheWindow_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("pixels");
    QTest::newRow("1280x800") << QSize(1280, 800) << 18;
    QTest::newRow("1920x1080") << QSize(1920, 1080) << 24;
    QTest::newRow("3840x2160") << QSize(3840, 2160) << 48;
}

void TestDemoWindow::textGrowsWithTheWindow()
{
    QFETCH(QSize, size);
    QFETCH(int, pixels);
    m_window->resize(size);
    QCoreApplication::processEvents();
    QCOMPARE(m_window->size(), size);
    for (const QWidget *text : m_window->findChildren<QWidget *>()) {
        if (qobject_cast<const QLabel *>(text) || qobject_cast<const QPushButton *>(text))
            QVERIFY2(QFontInfo(text->font()).pixelSize() >= pixels, qPrintable(text->objectName()));
    }
    QVERIFY2(DemoLayout(board()->size(), shortPlan().crowd, 0, 3).scale() * 18 >= pixels, "the picture is too small");
    for (const QComboBox *choice : m_window->findChildren<QComboBox *>())
        QVERIFY2(choice->width() >= choice->sizeHint().width(), "a choice cannot be read");
    press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(SteadyClock::now() > *m_window->run().stage(0)->zero(), 10'000);
    QElapsedTimer time;
    time.start();
    m_window->grab();
    qInfo() << "painted in" << time.elapsed() << "ms";
    waitUntilPlayed();
    QCOMPARE(board()->scene().stages[0]->outcome()->lost, 7); // however long it takes to paint
    takePicture(QString::fromLatin1(QTest::currentDataTag()));
}

void TestDemoWindow::allCanBeReachedWithTheKeyboard()
{
    QSet<QWidget *> reached;
    for (int i = 0; i < 40; ++i) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get(), Qt::Key_Tab);
        reached += QApplication::focusWidget();
    }
    for (QWidget *control : m_window->findChild<DemoControls *>()->findChildren<QWidget *>()) {
        const bool isControl = qobject_cast<QPushButton *>(control) || qobject_cast<QComboBox *>(control);
        if (isControl && control->isEnabled())
            QVERIFY2(reached.contains(control), qPrintable(control->objectName()));
        if (isControl)
            QVERIFY2(!control->accessibleName().isEmpty() && !control->objectName().isEmpty(), "has no name");
    }
    part<QPushButton>("crowdButton")->setFocus();
    QTest::keyClick(part<QPushButton>("crowdButton"), Qt::Key_Return);
    QVERIFY(m_window->findChild<CrowdPanel *>()->isVisible());
}

int main(int argc, char **argv)
{
    if (const std::optional<int> code = runWarden(argc, argv))
        return *code;
    QApplication app(argc, argv);
    TestDemoWindow test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "tst_demowindow.moc"

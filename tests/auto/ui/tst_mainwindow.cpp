// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "counts/overview.h"
#include "demoview/demowindow.h"
#include "engine/httpengine.h"
#include "engine/statuslines.h"
#include "lab/labroutes.h"
#include "mainwindow.h"
#include "rawclient.h"
#include "table/connectionmodel.h"
#include "table/connectionpane.h"
#include "table/connectionview.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QShortcut>
#include <QSignalSpy>
#include <QTableView>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <functional>

#include <sys/socket.h>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyPartHasItsName_data();
    void everyPartHasItsName();
    void whatIsHiddenAtFirstHasItsNameToo();
    void theHeadFollowsRequests();
    void theLogIsOpenedByItsButton();
    void questionMarkShowsTheKeys();
    void theTitleSaysTheNameOnce();
    void zoomedTextMovesNothingOutOfSight();
    void largeNumbersAreNotCut_data();
    void largeNumbersAreNotCut();
    void theCountsFollowClients();
    void theTableAndTheLogFollowClients();
    void theButtonRunsTheSequence();
    void theButtonRunsWhatSigtermRuns();
    void abortNowEndsWhatHangs();
    void theButtonEndsTheDelay();
    void theCloseBoxEndsTheDelay();
    void theCloseBoxRunsTheSequence();
    void theCloseBoxClosesAfterTheEnd();
    void theCloseBoxClosesWhereNothingEverListened();
    void keysShutDown_data();
    void keysShutDown();
    void controlQCloses();
    void theAddressCanBeCopied();
    void theFilterHasAShortcut();
    void tabReachesEverything();
    void whatTheFilterShowsIsExported();
    void theLayoutIsRemembered();
    void theWindowFitsTheScreen();
    void theOverviewHasTheAxisOfTheLifelines();
    void aShutdownIsALineThroughAll();
    void anotherEngineIsShownInTheSameWindow();
    void whatIsChosenIsTheEnginesPlan();
    void whatIsTypedIsTheEnginesLimits();
    void theDemoIsBesideTheServer();
    void phasesAndLossesAreAnnounced();

private:
    void open(std::chrono::milliseconds shutdownDelay);
    template <typename T = QWidget> T *part(const char *name) const
    {
        return m_window->findChild<T *>(QLatin1String(name));
    }
    QString text(const char *label) const { return part<QLabel>(label)->text(); }
    bool logs(const QString &words) const
    {
        const QAbstractItemModel *log = part<QAbstractItemView>("eventLog")->model();
        return !log->match(log->index(0, 0), Qt::DisplayRole, words, 1, Qt::MatchContains).isEmpty();
    }
    /// A client that keeps its connection; it has its answer, where there is one.
    std::unique_ptr<QTcpSocket> connectClient(const QByteArray &path = "/", bool answered = true) const;

    std::unique_ptr<HttpEngine> m_engine;
    std::unique_ptr<StatusLines> m_lines;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::init()
{
    open(0ms);
}

void TestMainWindow::open(std::chrono::milliseconds shutdownDelay)
{
    EngineSettings settings;
    settings.shutdownDelay = shutdownDelay;
    settings.port = 0;
    settings.snapshotInterval = 50ms;
    settings.abortAfter = 20s; // nothing here may end because it waited long enough
    settings.forceAfter = 40s;
    m_engine = std::make_unique<HttpEngine>(settings, addLabRoutes);
    m_lines = std::make_unique<StatusLines>(m_engine.get());
    m_window = std::make_unique<MainWindow>(m_engine.get(), m_lines.get(), nullptr);
    QCOMPARE(text("stateLabel"), QStringLiteral("Not listening"));
    QVERIFY2(m_engine->listen(), qPrintable(m_engine->errorString()));
    m_window->show();
    m_window->activateWindow(); // where no window manager does
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    m_lines.reset();
    m_engine.reset();
}

std::unique_ptr<QTcpSocket> TestMainWindow::connectClient(const QByteArray &path, bool answered) const
{
    auto client = std::make_unique<QTcpSocket>();
    client->connectToHost(QHostAddress::LocalHost, m_engine->serverPort());
    client->write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const bool ready = answered ? QTest::qWaitFor([&] { return client->readAll().contains("200 OK"); })
                                : QTest::qWaitFor([&] { return client->state() == QTcpSocket::ConnectedState; });
    return ready ? std::move(client) : nullptr;
}

void TestMainWindow::everyPartHasItsName_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name : { "openConnectionsLabel",
                              "activeConnectionsLabel",
                              "idleConnectionsLabel",
                              "acceptedConnectionsLabel",
                              "stateLabel",
                              "urlLabel",
                              "copyUrlButton",
                              "connectionTable",
                              "connectionChart",
                              "shutdownButton",
                              "abortNowButton",
                              "shutdownPanel",
                              "spanChoice",
                              "columnsButton",
                              "requestsPerSecondLabel",
                              "requestSparkline",
                              "p99Label",
                              "lostLabel",
                              "planButton",
                              "phaseStrip",
                              "shutdownPlanLabel",
                              "logToggle",
                              "lastEventLabel",
                              "exportButton" })
        QTest::newRow(name) << QByteArray(name);
}

void TestMainWindow::everyPartHasItsName()
{
    QFETCH(QByteArray, name);
    const auto *widget = part(name.constData());
    QVERIFY(widget);
    QVERIFY(widget->isVisible());
    QVERIFY(!widget->accessibleName().isEmpty());
}

void TestMainWindow::whatIsHiddenAtFirstHasItsNameToo()
{
    for (const char *name : { "closingConnectionsLabel", "waitingConnectionsLabel", "eventLog", "policyChoice",
                              "idleGraceChoice", "abortAfterChoice", "forceAfterChoice", "reportPage", "reportButton",
                              "summaryLabel", "lostConnections", "totalsLabel", "reportHeadline" }) {
        QVERIFY2(part(name), name);
        QVERIFY2(!part(name)->isVisible(), name);
        QVERIFY2(!part(name)->accessibleName().isEmpty(), name);
    }
}

void TestMainWindow::theHeadFollowsRequests()
{
    QCOMPARE(text("requestsPerSecondLabel"), QStringLiteral("0"));
    QCOMPARE(text("lostLabel"), QStringLiteral("0"));
    QCOMPARE(text("p99Label"), QStringLiteral("–"));
    QVERIFY(connectClient("/delay/20"));
    QTRY_VERIFY(text("p99Label").endsWith(QStringLiteral(" ms")));
    QVERIFY(part("p99Label")->accessibleDescription().toDouble() >= 20);
    QTRY_VERIFY(text("requestsPerSecondLabel") != QStringLiteral("0"));
    {
        const auto leaves = connectClient("/hang", false);
        QVERIFY(leaves);
        QTRY_COMPARE(text("activeConnectionsLabel"), QStringLiteral("1"));
        const linger none { .l_onoff = 1, .l_linger = 0 }; // a FIN would let the answer go on
        QCOMPARE(::setsockopt(int(leaves->socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none), 0);
        leaves->abort();
    }
    QTRY_COMPARE(text("lostLabel"), QStringLiteral("1"));
    QCOMPARE(part("lostLabel")->accessibleDescription(), QStringLiteral("1"));
    QVERIFY(part("lostLabel")->font().bold());
}

void TestMainWindow::theLogIsOpenedByItsButton()
{
    QVERIFY(!part("eventLog")->isVisible());
    QVERIFY(!text("lastEventLabel").isEmpty());
    QTest::mouseClick(part("logToggle"), Qt::LeftButton);
    QVERIFY(part("eventLog")->isVisible());
    QTest::mouseClick(part("logToggle"), Qt::LeftButton);
    QVERIFY(!part("eventLog")->isVisible());
}

void TestMainWindow::questionMarkShowsTheKeys()
{
    QTest::keyClick(m_window->focusWidget(), '?');
    QTRY_VERIFY(part("keysWindow"));
    QVERIFY(part("keysWindow")->isVisible());
}

void TestMainWindow::theTitleSaysTheNameOnce()
{
    QCOMPARE(m_window->windowTitle().count(QStringLiteral("Drainboard")), 1);
    QVERIFY(m_window->windowTitle().startsWith(m_engine->url().toString()));
}

void TestMainWindow::zoomedTextMovesNothingOutOfSight()
{
    const double before = part("stateLabel")->font().pointSizeF();
    const double large = part("openConnectionsLabel")->font().pointSizeF();
    QTest::keyClick(m_window.get(), Qt::Key_Plus, Qt::ControlModifier);
    QTRY_VERIFY(part("stateLabel")->font().pointSizeF() > before);
    QTRY_VERIFY(part("openConnectionsLabel")->font().pointSizeF() > large);
    for (const char *name : { "shutdownButton", "openConnectionsLabel", "lostLabel", "abortNowButton", "logToggle" }) {
        const QWidget *widget = part(name);
        QTRY_VERIFY2(widget->width() >= widget->minimumSizeHint().width(), name);
        const QRect place(widget->mapTo(m_window.get(), QPoint()), widget->size());
        QVERIFY2(m_window->rect().contains(place), name);
    }
    QTest::keyClick(m_window.get(), Qt::Key_0, Qt::ControlModifier);
    QTRY_COMPARE(part("openConnectionsLabel")->font().pointSizeF(), large);
}

void TestMainWindow::largeNumbersAreNotCut_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("usual") << 1280;
    QTest::newRow("small") << 800;
}

void TestMainWindow::largeNumbersAreNotCut()
{
    QFETCH(int, width);
    m_window->resize(width, 600);
    Snapshot snapshot = m_engine->snapshot();
    snapshot.counts = {
        .open = 25'319, .active = 12'400, .idle = 12'419, .closing = 300, .waiting = 200, .accepted = 1'234'567
    };
    Q_EMIT m_engine->snapshotChanged(snapshot);
    QCOMPARE(text("openConnectionsLabel"), QStringLiteral("25,319"));
    QCOMPARE(part("openConnectionsLabel")->accessibleDescription(), QStringLiteral("25319"));
    QCoreApplication::sendPostedEvents(); // but no timer: the engine would tell what is true
    QCOMPARE(part("acceptedConnectionsLabel")->isVisible(), width > 1000); // the window can do without it
    for (const char *name : { "openConnectionsLabel", "activeConnectionsLabel", "idleConnectionsLabel",
                              "waitingConnectionsLabel", "closingConnectionsLabel", "lostLabel", "shutdownButton" }) {
        const QWidget *widget = part(name);
        QVERIFY2(widget->isVisible(), name);
        QVERIFY2(widget->width() >= widget->sizeHint().width(), name);
        const QRect place(widget->mapTo(m_window.get(), QPoint()), widget->size());
        QVERIFY2(m_window->rect().contains(place), name);
    }
}

void TestMainWindow::theCountsFollowClients()
{
    QCOMPARE(text("stateLabel"), QStringLiteral("Listening"));
    QCOMPARE(text("urlLabel"), m_engine->url().toString());
    QCOMPARE(text("openConnectionsLabel"), QStringLiteral("0"));
    const auto idle = connectClient();
    QVERIFY(idle);
    QTRY_COMPARE(text("openConnectionsLabel"), QStringLiteral("1"));
    QTRY_COMPARE(text("idleConnectionsLabel"), QStringLiteral("1"));
    const auto hanging = connectClient("/hang", false);
    QVERIFY(hanging);
    QTRY_COMPARE(text("openConnectionsLabel"), QStringLiteral("2"));
    QTRY_COMPARE(text("activeConnectionsLabel"), QStringLiteral("1"));
    idle->disconnectFromHost();
    QTRY_COMPARE(text("openConnectionsLabel"), QStringLiteral("1"));
    QTRY_COMPARE(text("idleConnectionsLabel"), QStringLiteral("0"));
    QCOMPARE(text("acceptedConnectionsLabel"), QStringLiteral("2"));
}

void TestMainWindow::theTableAndTheLogFollowClients()
{
    const auto *table = part<QTableView>("connectionTable")->model();
    QCOMPARE(table->rowCount(), 0);
    QVERIFY(logs(QStringLiteral("Running")));
    const auto client = connectClient();
    QVERIFY(client);
    QTRY_COMPARE(table->rowCount(), 1);
    const QString name = QStringLiteral("#1 127.0.0.1:%1").arg(client->localPort());
    QVERIFY(logs(name + QStringLiteral(" opened")));
    client->disconnectFromHost();
    QTRY_VERIFY(logs(name + QStringLiteral(" closed by the client after 1 request")));
}

void TestMainWindow::theButtonRunsTheSequence()
{
    const auto client = connectClient();
    QVERIFY(client);
    QTRY_COMPARE(text("openConnectionsLabel"), QStringLiteral("1"));
    QSignalSpy finished(m_engine.get(), &HttpEngine::shutdownFinished);
    QTest::mouseClick(part("shutdownButton"), Qt::LeftButton);
    QVERIFY(!part("shutdownButton")->isEnabled());
    QTRY_COMPARE(finished.size(), 1);
    QTRY_COMPARE(client->state(), QTcpSocket::UnconnectedState);
    const auto report = finished.at(0).at(0).value<ShutdownReport>();
    QVERIFY(report.trigger == QStringLiteral("button"));
    QVERIFY(report.phase == ShutdownPhase::Closed);
    QCOMPARE(report.openAtStart, 1);
    QCOMPARE(report.aborted + report.leftOpen, 0);
    QCOMPARE(text("stateLabel"), QStringLiteral("Closed"));
    QTRY_COMPARE(text("openConnectionsLabel"), QStringLiteral("0"));
    QCOMPARE(text("summaryLabel"), report.summary());
    QVERIFY(logs(StatusLines::shutdownBegun(QStringLiteral("button"))));
    QVERIFY(logs(StatusLines::shutdownEnded(ShutdownPhase::Closed)));
    QVERIFY(logs(report.summary()));
}

// tst_program shows that a signal triggers the shutdown.
void TestMainWindow::theButtonRunsWhatSigtermRuns()
{
    const auto reportOf = [this](const std::function<void()> &trigger) {
        const auto idle = connectClient();
        const auto answered = connectClient("/delay/200", false);
        const auto hanging = connectClient("/hang", false);
        QJsonObject json;
        const auto inState = [this](const char *label, const char *count) {
            return QTest::qWaitFor([=, this] { return text(label) == QLatin1String(count); });
        };
        if (!inState("activeConnectionsLabel", "2") || !inState("idleConnectionsLabel", "1"))
            return json;
        trigger();
        if (!QTest::qWaitFor([this] { return m_engine->report().disconnected == 2; })) // all but the one that hangs
            return json;
        part<QPushButton>("abortNowButton")->click();
        if (!QTest::qWaitFor([this] { return m_engine->phase() == ShutdownPhase::Closed; }))
            return json;
        json = m_engine->report().toJson();
        for (const char *list : { "connections", "lostRequests" }) {
            QJsonArray entries;
            for (const QJsonValue &value : json.take(QLatin1String(list)).toArray()) {
                QJsonObject entry = value.toObject();
                for (const char *differs : { "id", "peer", "ageMs" })
                    entry.remove(QLatin1String(differs));
                entries.append(entry);
            }
            json.insert(QLatin1String(list), entries);
        }
        QJsonObject held = json.take(QStringLiteral("heldIdle")).toObject();
        held.remove(QStringLiteral("longestMs"));
        json.insert(QStringLiteral("heldIdle"), held);
        json.remove(QStringLiteral("durationMs"));
        return json;
    };
    QJsonObject byButton = reportOf([this] { QTest::mouseClick(part("shutdownButton"), Qt::LeftButton); });
    cleanup();
    init();
    QJsonObject bySignal = reportOf([this] { m_engine->triggerShutdown(QStringLiteral("SIGTERM")); });
    QCOMPARE(byButton.take(QStringLiteral("trigger")).toString(), QStringLiteral("button"));
    QCOMPARE(bySignal.take(QStringLiteral("trigger")).toString(), QStringLiteral("SIGTERM"));
    QVERIFY(byButton.contains(QStringLiteral("outcome")));
    QCOMPARE(byButton, bySignal);
}

void TestMainWindow::abortNowEndsWhatHangs()
{
    const auto client = connectClient("/hang", false);
    QVERIFY(client);
    QTRY_COMPARE(text("activeConnectionsLabel"), QStringLiteral("1"));
    QSignalSpy finished(m_engine.get(), &HttpEngine::shutdownFinished);
    QTest::mouseClick(part("shutdownButton"), Qt::LeftButton);
    QCOMPARE(text("stateLabel"), QStringLiteral("Draining"));
    QVERIFY(part("abortNowButton")->isEnabled());
    QTest::mouseClick(part("abortNowButton"), Qt::LeftButton);
    QTRY_COMPARE(finished.size(), 1);
    const auto report = finished.at(0).at(0).value<ShutdownReport>();
    QCOMPARE(report.aborted, 1);
    QVERIFY(!part("abortNowButton")->isEnabled());
    QVERIFY(part("lostConnections")->isVisible());
    QVERIFY(logs(QStringLiteral("aborted after 1 request")));
}

void TestMainWindow::theButtonEndsTheDelay()
{
    cleanup();
    open(1h);
    const auto idle = connectClient();
    QVERIFY(idle);
    QTRY_COMPARE(text("openConnectionsLabel"), QStringLiteral("1"));
    auto *button = part<QPushButton>("shutdownButton");
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(text("stateLabel"), QStringLiteral("Leaving"));
    QVERIFY(logs(StatusLines::leavingBegun(1h)));
    QVERIFY(!part("abortNowButton")->isEnabled());
    QVERIFY(connectClient()); // it serves still
    const auto countdown = [this] { return part("phaseStrip")->accessibleDescription(); };
    const QString before = countdown();
    QTRY_VERIFY(countdown() != before); // it runs
    QTest::qWait(510); // sooner it would be the same trigger
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!button->isEnabled());
    QTRY_VERIFY(m_engine->phase() == ShutdownPhase::Closed);
    QCOMPARE(m_engine->report().aborted, 0);
    QVERIFY(m_engine->report().leaving >= 500ms);
    QVERIFY(logs(StatusLines::shutdownBegun(QStringLiteral("button"))));
}

void TestMainWindow::theCloseBoxEndsTheDelay()
{
    cleanup();
    open(1h);
    QVERIFY(!m_window->close());
    QVERIFY(m_engine->phase() == ShutdownPhase::Leaving);
    QVERIFY(!m_window->close()); // within the time in which it does not count
    QVERIFY(m_engine->phase() == ShutdownPhase::Leaving);
    QTest::qWait(510);
    QVERIFY(!m_window->close());
    QVERIFY(m_window->isVisible());
    QTRY_VERIFY(m_engine->phase() == ShutdownPhase::Closed);
    QVERIFY(m_window->close());
}

void TestMainWindow::theCloseBoxRunsTheSequence()
{
    const auto client = connectClient("/hang", false);
    QVERIFY(client);
    QTRY_COMPARE(text("activeConnectionsLabel"), QStringLiteral("1"));
    QVERIFY(!m_window->close());
    QVERIFY(m_window->isVisible());
    QVERIFY(m_engine->phase() == ShutdownPhase::Draining);
    QVERIFY(m_engine->report().trigger == QStringLiteral("close"));
    QVERIFY(!m_window->close()); // a further trigger, within the time in which it does not count
    QVERIFY(m_window->isVisible());
}

void TestMainWindow::theCloseBoxClosesAfterTheEnd()
{
    QSignalSpy finished(m_engine.get(), &HttpEngine::shutdownFinished);
    QVERIFY(!m_window->close());
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(m_window->isVisible()); // whether the window stays is not for the window to say
    QVERIFY(m_window->close());
    QVERIFY(!m_window->isVisible());
}

void TestMainWindow::theCloseBoxClosesWhereNothingEverListened()
{
    HttpEngine engine { EngineSettings() };
    StatusLines lines(&engine);
    MainWindow window(&engine, &lines, nullptr);
    window.show();
    QVERIFY(window.close());
    QVERIFY(engine.phase() == ShutdownPhase::Running);
}

void TestMainWindow::keysShutDown_data()
{
    QTest::addColumn<bool>("mnemonic");
    QTest::newRow("Alt and the letter") << true;
    QTest::newRow("Space on the button") << false;
}

void TestMainWindow::keysShutDown()
{
    QFETCH(bool, mnemonic);
    QSignalSpy finished(m_engine.get(), &HttpEngine::shutdownFinished);
    if (mnemonic) {
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::AltModifier);
    } else {
        part("shutdownButton")->setFocus();
        QTest::keyClick(part("shutdownButton"), Qt::Key_Space);
    }
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(m_engine->report().trigger == QStringLiteral("button"));
}

void TestMainWindow::controlQCloses()
{
    for (const auto *shortcut : m_window->findChildren<QShortcut *>())
        QVERIFY(!shortcut->autoRepeat()); // held, it would be a second trigger and a third
    QTest::keyClick(m_window.get(), Qt::Key_Q, Qt::ControlModifier);
    QTRY_VERIFY(m_engine->phase() == ShutdownPhase::Closed);
    QVERIFY(m_engine->report().trigger == QStringLiteral("close"));
}

void TestMainWindow::theAddressCanBeCopied()
{
    QGuiApplication::clipboard()->clear();
    QTest::mouseClick(part("copyUrlButton"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), m_engine->url().toString());
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), m_engine->url().toString());
}

void TestMainWindow::theFilterHasAShortcut()
{
    const auto client = connectClient();
    QVERIFY(client);
    const auto *table = part<QTableView>("connectionTable")->model();
    QTRY_COMPARE(table->rowCount(), 1);
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(m_window->focusWidget(), part("filterEdit"));
    QTest::keyClicks(part("filterEdit"), QStringLiteral("nothing like this"));
    QCOMPARE(table->rowCount(), 0);
    QTest::keyClick(part("filterEdit"), Qt::Key_Escape);
    QCOMPARE(table->rowCount(), 1);
    QCOMPARE(m_window->focusWidget(), part("connectionTable"));
}

void TestMainWindow::tabReachesEverything()
{
    QCOMPARE(m_window->focusWidget(), part("connectionTable"));
    QList<QWidget *> reached;
    for (int i = 0; i < 24; ++i) {
        reached += m_window->focusWidget();
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
    }
    for (const char *name : { "connectionTable", "shutdownButton", "copyUrlButton", "planButton", "logToggle",
                              "filterEdit", "connectionChart", "spanChoice", "columnsButton", "exportButton" })
        QVERIFY2(reached.contains(part(name)), name);
    QVERIFY(reached.indexOf(part("planButton")) < reached.indexOf(part("shutdownButton"))); // as they are read
    QVERIFY(reached.indexOf(part("shutdownButton")) < reached.indexOf(part("filterEdit")));
}

void TestMainWindow::whatTheFilterShowsIsExported()
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    const auto one = connectClient("/stream/1");
    const auto other = connectClient("/");
    QVERIFY(one && other);
    const auto *table = part<QTableView>("connectionTable")->model();
    QTRY_COMPARE(table->rowCount(), 2);
    QTRY_COMPARE(m_engine->requestReader().take().size(), 2);
    QTest::keyClicks(part("filterEdit"), QStringLiteral("stream"));
    QTRY_COMPARE(table->rowCount(), 1);

    const QTemporaryDir folder;
    const auto exportTo = [&](const char *name) {
        m_window->activateWindow(); // where no window manager does, when a dialog closes
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
        auto *dialog = part<QFileDialog>("exportDialog");
        QVERIFY(dialog);
        dialog->setDirectory(folder.path());
        dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(QLatin1String(name));
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY(!part<QFileDialog>("exportDialog"));
        QVERIFY(logs(folder.filePath(QLatin1String(name))));
    };
    exportTo("a.json");
    QFile file(folder.filePath(QStringLiteral("a.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonDocument shown = QJsonDocument::fromJson(file.readAll());
    QCOMPARE(shown[QStringLiteral("connections")].toArray().size(), 1);
    QCOMPARE(shown[QStringLiteral("connections")][0][QStringLiteral("id")].toInt(), 1);
    QCOMPARE(shown[QStringLiteral("requests")].toArray().size(), 1);
    QCOMPARE(shown[QStringLiteral("requests")][0][QStringLiteral("request")].toString(),
             QStringLiteral("GET /stream/1"));
    exportTo("a.png");
    const QImage picture(folder.filePath(QStringLiteral("a.png")));
    QCOMPARE(picture.width(), part("connectionTable")->width());
    QCOMPARE(picture.height(), part("connectionTable")->height() + part("connectionChart")->height());
}

void TestMainWindow::theLayoutIsRemembered()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    constexpr int column = 3;
    constexpr QSize size(796, 700); // since Qt 6.5 a window is made to fit its screen: here 800 by 800
    // Without these there is room for the others, as wide as they are wanted.
    constexpr std::array hidden { ConnectionModel::Peer, ConnectionModel::LastRequest, ConnectionModel::Ended };
    {
        MainWindow window(m_engine.get(), m_lines.get(), &settings);
        window.resize(size);
        auto *table = window.findChild<ConnectionView *>(QStringLiteral("connectionTable"));
        for (const int other : hidden)
            table->setColumnShown(other, false);
        table->setColumnWidth(column, 123);
        table->sortByColumn(column, Qt::DescendingOrder);
    }
    MainWindow window(m_engine.get(), m_lines.get(), &settings);
    window.show(); // widths are given when there is a width
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const auto *header = window.findChild<QTableView *>(QStringLiteral("connectionTable"))->horizontalHeader();
    QCOMPARE(window.size(), size);
    QCOMPARE(header->sectionSize(column), 123);
    for (const int other : hidden)
        QVERIFY(header->isSectionHidden(other));
    QCOMPARE(header->sortIndicatorSection(), column);
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
}

// The screen that Qt makes up is 800 by 800: the default size does not fit.
void TestMainWindow::theWindowFitsTheScreen()
{
    const QRect available = m_window->screen()->availableGeometry();
    QVERIFY(available.height() <= 800);
    QVERIFY(m_window->minimumSizeHint().height() < available.height());
    QVERIFY2(m_window->frameGeometry().height() <= available.height(),
             qPrintable(QString::number(m_window->frameGeometry().height())));
}

void TestMainWindow::theOverviewHasTheAxisOfTheLifelines()
{
    const auto *pane = m_window->findChild<ConnectionPane *>();
    const auto *overview = part<Overview>("connectionChart");
    const auto isAligned = [&] {
        const QRect area = pane->view()->lifelineArea();
        return pane->view()->mapTo(m_window.get(), area.topLeft()).x()
            == overview->mapTo(m_window.get(), overview->plotArea().topLeft()).x()
            && area.width() == overview->plotArea().width();
    };
    QVERIFY(isAligned());
    m_window->resize(m_window->width() - 60, m_window->height());
    QTRY_VERIFY(isAligned());
    pane->view()->setColumnShown(ConnectionModel::Age, true);
    QTRY_VERIFY(isAligned());
    pane->view()->horizontalHeader()->moveSection(ConnectionModel::Lifeline, 0);
    QTRY_VERIFY(isAligned());
}

void TestMainWindow::aShutdownIsALineThroughAll()
{
    auto *pane = m_window->findChild<ConnectionPane *>();
    QVERIFY(pane->axis()->marks().empty());
    const auto client = connectClient("/hang", false);
    QVERIFY(client);
    QTRY_COMPARE(text("activeConnectionsLabel"), QStringLiteral("1"));
    const SteadyTime before = SteadyClock::now();
    QTest::mouseClick(part("shutdownButton"), Qt::LeftButton);
    QCOMPARE(pane->axis()->marks().size(), std::size_t(1));
    QVERIFY(pane->axis()->marks().front().phase == ShutdownPhase::Draining);
    QVERIFY(pane->axis()->marks().front().time >= before - 1s);
    QTest::mouseClick(part("abortNowButton"), Qt::LeftButton);
    QTRY_VERIFY(m_engine->phase() == ShutdownPhase::Closed);
    QCOMPARE(pane->axis()->marks().size(), std::size_t(3)); // aborting, and the end
}

void TestMainWindow::anotherEngineIsShownInTheSameWindow()
{
    const auto first = connectClient();
    QVERIFY(first);
    QTRY_COMPARE(text("openConnectionsLabel"), QStringLiteral("1"));
    QSignalSpy again(m_window.get(), &MainWindow::startAgainRequested);
    QTest::mouseClick(part("shutdownButton"), Qt::LeftButton);
    QTRY_COMPARE(text("stateLabel"), QStringLiteral("Closed"));
    QVERIFY(part("startAgainButton")->isVisible());
    QTest::mouseClick(part("startAgainButton"), Qt::LeftButton);
    QCOMPARE(again.size(), 1);

    EngineSettings settings = m_engine->settings();
    settings.firstId = m_engine->nextConnectionId();
    auto next = std::make_unique<HttpEngine>(settings, addLabRoutes);
    m_lines->setEngine(next.get());
    QVERIFY(next->listen());
    m_window->setEngine(next.get());
    m_engine = std::move(next); // and the old one is gone
    QCOMPARE(text("stateLabel"), QStringLiteral("Listening"));
    QCOMPARE(text("urlLabel"), m_engine->url().toString());
    QVERIFY(!part("summaryLabel")->isVisible());
    QVERIFY(!part("startAgainButton")->isVisible());
    QVERIFY(part("shutdownButton")->isEnabled());
    const auto *table = part<QTableView>("connectionTable")->model();
    QCOMPARE(table->rowCount(), 0);
    QVERIFY(logs(StatusLines::shutdownEnded(ShutdownPhase::Closed))); // it is kept
    const auto second = connectClient();
    QVERIFY(second);
    QTRY_COMPARE(table->rowCount(), 1);
    QVERIFY(logs(QStringLiteral("#2 127.0.0.1:%1 opened").arg(second->localPort())));
    QTest::mouseClick(part("shutdownButton"), Qt::LeftButton);
    QTRY_COMPARE(text("stateLabel"), QStringLiteral("Closed"));
    QVERIFY(m_engine->report().trigger == QStringLiteral("button"));
    QCOMPARE(text("summaryLabel"), m_engine->report().summary());
}

void TestMainWindow::whatIsChosenIsTheEnginesPlan()
{
    QSignalSpy chosen(m_window.get(), &MainWindow::planChosen);
    part<QComboBox>("policyChoice")->setCurrentText(QStringLiteral("stop-listening"));
    QCOMPARE(chosen.size(), 1);
    QVERIFY(m_engine->settings().policy == ShutdownPolicy::StopListening);
    QCOMPARE(m_engine->settings().abortAfter, 20s); // nobody has chosen that
    QVERIFY(text("shutdownPlanLabel").contains(QStringLiteral("stop-listening")));
    QTest::mouseClick(part("shutdownButton"), Qt::LeftButton);
    QTRY_VERIFY(m_engine->phase() == ShutdownPhase::Closed);
    QVERIFY(m_engine->report().policy == ShutdownPolicy::StopListening);
}

void TestMainWindow::whatIsTypedIsTheEnginesLimits()
{
    QSignalSpy chosen(m_window.get(), &MainWindow::limitsChosen);
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    auto *keepAlive = part<QLineEdit>("keepAliveTimeoutEdit");
    QVERIFY(keepAlive && keepAlive->isVisible());
    keepAlive->setText(QStringLiteral("3 s"));
    QTest::keyClick(keepAlive, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(m_engine->limits().connection.keepAliveTimeout, 3s);
    QVERIFY(!part("limitsDialog")->isVisible());
    // Another one may have changed them meanwhile.
    m_engine->setLimits({ .connections = 9 });
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(keepAlive->text(), QStringLiteral("0"));
    QCOMPARE(part<QLineEdit>("maxConnectionsEdit")->text(), QStringLiteral("9"));
}

void TestMainWindow::theDemoIsBesideTheServer()
{
    const auto client = connectClient();
    QVERIFY(client);
    QTest::keyClick(m_window.get(), Qt::Key_D, Qt::ControlModifier);
    auto *demo = m_window->findChild<DemoWindow *>();
    QVERIFY(demo && demo->isVisible() && demo->isWindow());
    demo->findChild<QPushButton *>(QStringLiteral("playButton"))->click();
    QVERIFY(demo->run().isActive());
    QTRY_VERIFY_WITH_TIMEOUT(demo->run().stage(2)->outcome(), 30'000);
    QVERIFY(m_engine->phase() == ShutdownPhase::Running && m_engine->isListening());
    QCOMPARE(text("openConnectionsLabel"), QStringLiteral("1"));
    QVERIFY(connectClient());
    QTest::mouseClick(part("planButton"), Qt::LeftButton);
    QTest::mouseClick(part("demoButton"), Qt::LeftButton); // it is open already
    QVERIFY(!part("planWindow")->isVisible());
    QCOMPARE(m_window->findChildren<DemoWindow *>().size(), 1);
    demo->close();
    QTRY_VERIFY(m_window->findChildren<DemoWindow *>().isEmpty());
    QTest::mouseClick(part("planButton"), Qt::LeftButton);
    QTest::mouseClick(part("demoButton"), Qt::LeftButton);
    QVERIFY(m_window->findChild<DemoWindow *>());
    QVERIFY(m_engine->phase() == ShutdownPhase::Running);
}

void TestMainWindow::phasesAndLossesAreAnnounced()
{
    const auto said = [this] { return part("announcer")->accessibleName(); };
    QVERIFY(said().isEmpty());
    RawClient client(m_engine->serverPort());
    QVERIFY(client.send(get("/hang")));
    QTRY_COMPARE(text("activeConnectionsLabel"), QStringLiteral("1"));
    client.reset();
    QTRY_COMPARE(said(), QStringLiteral("1 request(s) lost"));
    const auto other = connectClient("/hang", false);
    QTRY_COMPARE(text("activeConnectionsLabel"), QStringLiteral("1"));
    QTest::mouseClick(part("shutdownButton"), Qt::LeftButton);
    QTRY_COMPARE(said(), QStringLiteral("Phase: Draining"));
    QTest::mouseClick(part("abortNowButton"), Qt::LeftButton);
    QTRY_COMPARE(said(), QStringLiteral("Closed: 1 request lost. Exit code 0."));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/httpengine.h"
#include "engine/statuslines.h"
#include "lab/labroutes.h"
#include "mainwindow.h"
#include "table/connectionmodel.h"
#include "table/connectionpane.h"
#include "table/connectionview.h"

#include <QApplication>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QPixmap>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTcpSocket>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

// A whole shutdown, with real clients, as its user sees it. With DRAINBOARD_PICTURES in the environment, pictures of
// its moments go into that folder, to be looked at.
class TestShutdownWatched : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void losesWhatHangs_data();
    void losesWhatHangs();
    void endsWell_data();
    void endsWell();
    void theReportCanBeClosedAndOpenedAgain();
    void theFinLosesWhatIsInProgress();

private:
    static void addSizes();
    static QPalette darkPalette();
    void open(ShutdownPolicy policy, QSize size);
    void connectClient(const QByteArray &path, int number = 1);
    void take(const char *moment) const;
    int rowsInSight() const;
    bool hasRow(const QString &now) const;
    template <typename Part = QWidget> Part *part(const char *name) const
    {
        return m_window->findChild<Part *>(QLatin1String(name));
    }

    QPalette m_lightPalette;
    std::unique_ptr<HttpEngine> m_engine;
    std::unique_ptr<StatusLines> m_lines;
    std::unique_ptr<MainWindow> m_window;
    std::vector<std::unique_ptr<QTcpSocket>> m_clients;
};

void TestShutdownWatched::initTestCase()
{
    QApplication::setStyle(QStringLiteral("fusion"));
    m_lightPalette = QApplication::palette();
}

void TestShutdownWatched::cleanup()
{
    m_window.reset();
    m_clients.clear();
    m_lines.reset();
    m_engine.reset();
    QApplication::setPalette(m_lightPalette);
}

QPalette TestShutdownWatched::darkPalette()
{
    QPalette dark(QColor(0x2b, 0x2d, 0x31), QColor(0x2b, 0x2d, 0x31));
    const QColor text(0xe8, 0xe8, 0xe8);
    for (const auto role : { QPalette::Text, QPalette::WindowText, QPalette::ButtonText })
        dark.setColor(role, text);
    dark.setColor(QPalette::Base, QColor(0x1e, 0x20, 0x23));
    dark.setColor(QPalette::AlternateBase, QColor(0x26, 0x28, 0x2c));
    dark.setColor(QPalette::Highlight, QColor(0x3d, 0x7e, 0xc4));
    return dark;
}

void TestShutdownWatched::open(ShutdownPolicy policy, QSize size)
{
    EngineSettings settings;
    settings.port = 0;
    settings.snapshotInterval = 50ms;
    settings.policy = policy;
    settings.abortAfter = 20s; // the test says when
    settings.forceAfter = 40s;
    m_engine = std::make_unique<HttpEngine>(settings, addLabRoutes);
    m_lines = std::make_unique<StatusLines>(m_engine.get());
    m_window = std::make_unique<MainWindow>(m_engine.get(), m_lines.get(), nullptr);
    QVERIFY2(m_engine->listen(), qPrintable(m_engine->errorString()));
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->resize(size); // only now: at first it is made to fit the screen that Qt makes up
    QCoreApplication::processEvents();
}

void TestShutdownWatched::connectClient(const QByteArray &path, int number)
{
    for (int i = 0; i < number; ++i) {
        auto client = std::make_unique<QTcpSocket>();
        client->connectToHost(QHostAddress::LocalHost, m_engine->serverPort());
        if (!path.isEmpty())
            client->write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QVERIFY(client->waitForConnected());
        m_clients.push_back(std::move(client));
    }
}

void TestShutdownWatched::take(const char *moment) const
{
    const QString folder = qEnvironmentVariable("DRAINBOARD_PICTURES");
    if (folder.isEmpty())
        return;
    QCoreApplication::processEvents();
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(m_window->grab().toImage().save(
        QStringLiteral("%1/%2-%3-%4.png")
            .arg(folder, QLatin1String(QTest::currentTestFunction()), QLatin1String(moment),
                 QLatin1String(QTest::currentDataTag() ? QTest::currentDataTag() : "usual"))));
}

int TestShutdownWatched::rowsInSight() const
{
    QCoreApplication::processEvents();
    const auto *view = m_window->findChild<ConnectionPane *>()->view();
    return view->viewport()->height() / view->verticalHeader()->defaultSectionSize();
}

bool TestShutdownWatched::hasRow(const QString &now) const
{
    const auto *table = m_window->findChild<ConnectionPane *>()->view()->model();
    for (int row = 0; row < table->rowCount(); ++row) {
        if (table->index(row, ConnectionModel::Now).data().toString().startsWith(now))
            return true;
    }
    return false;
}

void TestShutdownWatched::addSizes()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("isDark");
    QTest::newRow("usual") << QSize(1280, 760) << false;
    QTest::newRow("usual-dark") << QSize(1280, 760) << true;
    QTest::newRow("small") << QSize(800, 600) << false;
    QTest::newRow("small-dark") << QSize(800, 600) << true;
}

void TestShutdownWatched::losesWhatHangs_data()
{
    addSizes();
}

void TestShutdownWatched::losesWhatHangs()
{
    QFETCH(QSize, size);
    QFETCH(bool, isDark);
    QApplication::setPalette(isDark ? darkPalette() : m_lightPalette);
    open(ShutdownPolicy::Drain, size);
    QCOMPARE(m_window->size(), size);
    connectClient("/", 4);
    connectClient("/hang", 3);
    connectClient("", 1);
    QTRY_COMPARE(part<QLabel>("activeConnectionsLabel")->text(), QStringLiteral("3"));
    QTRY_COMPARE(part<QLabel>("idleConnectionsLabel")->text(), QStringLiteral("5"));
    QVERIFY(part("phaseStrip")->height() <= 32);
    QVERIFY(rowsInSight() >= 6);
    take("running");

    QTest::mouseClick(part("shutdownButton"), Qt::LeftButton);
    QTRY_VERIFY(hasRow(QStringLiteral("answering /hang for ")));
    QTRY_VERIFY(hasRow(QStringLiteral("FIN sent, client has not closed")) || m_engine->report().disconnected > 0);
    QVERIFY(part("phaseStrip")->height() > 40);
    QVERIFY(!part("reportPage")->isVisible());
    QVERIFY2(rowsInSight() >= 6, qPrintable(QString::number(rowsInSight())));
    take("draining");

    QTest::mouseClick(part("abortNowButton"), Qt::LeftButton);
    QTRY_VERIFY(m_engine->phase() == ShutdownPhase::Closed);
    QVERIFY(part("reportPage")->isVisible());
    QCOMPARE(part<QLabel>("stateLabel")->text(), QStringLiteral("Closed, 3 lost"));
    QTRY_COMPARE(part<QLabel>("lostLabel")->text(), QStringLiteral("3"));
    QVERIFY(part<QLabel>("reportHeadline")->text().contains(QStringLiteral("3 requests lost. Exit code 0.")));
    const QString lost = part<QPlainTextEdit>("lostConnections")->toPlainText();
    QCOMPARE(lost.count(QStringLiteral("GET /hang")), 3);
    QCOMPARE(lost.count(QStringLiteral("Aborting (our RST)")), 3);
    QVERIFY2(rowsInSight() >= 6, qPrintable(QString::number(rowsInSight())));
    QCOMPARE(m_window->size(), size); // nothing has pushed it larger
    take("ended");
}

void TestShutdownWatched::endsWell_data()
{
    addSizes();
}

void TestShutdownWatched::endsWell()
{
    QFETCH(QSize, size);
    QFETCH(bool, isDark);
    QApplication::setPalette(isDark ? darkPalette() : m_lightPalette);
    open(ShutdownPolicy::Drain, size);
    connectClient("/", 6);
    connectClient("/delay/200", 2);
    QTRY_COMPARE(part<QLabel>("openConnectionsLabel")->text(), QStringLiteral("8"));
    QTest::mouseClick(part("shutdownButton"), Qt::LeftButton);
    QTRY_VERIFY(m_engine->phase() == ShutdownPhase::Closed);
    QCOMPARE(part<QLabel>("stateLabel")->text(), QStringLiteral("Closed"));
    QVERIFY(part<QLabel>("reportHeadline")->text().contains(QStringLiteral("no request lost. Exit code 0.")));
    QVERIFY(part<QLabel>("totalsLabel")->text().contains(QStringLiteral("8 open at the start")));
    QVERIFY(!part("lostConnections")->isVisible());
    QVERIFY(rowsInSight() >= 6);
    take("ended");
}

void TestShutdownWatched::theReportCanBeClosedAndOpenedAgain()
{
    open(ShutdownPolicy::Drain, { 1280, 760 });
    auto *button = part<QPushButton>("reportButton");
    QVERIFY(!button->isVisible());
    QTest::mouseClick(part("shutdownButton"), Qt::LeftButton);
    QTRY_VERIFY(m_engine->phase() == ShutdownPhase::Closed);
    QVERIFY(part("reportPage")->isVisible());
    QVERIFY(button->isChecked());
    QTest::mouseClick(part("closeReportButton"), Qt::LeftButton);
    QVERIFY(!part("reportPage")->isVisible());
    QVERIFY(!button->isChecked());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(part("reportPage")->isVisible());
    QVERIFY(part<QLabel>("summaryLabel")->text() == m_engine->report().summary());
}

// Under "disconnect all" nothing can be answered from our FIN on. The abort that comes later loses no more.
void TestShutdownWatched::theFinLosesWhatIsInProgress()
{
    open(ShutdownPolicy::DisconnectAll, { 1280, 760 });
    connectClient("/hang", 2);
    QTRY_COMPARE(part<QLabel>("activeConnectionsLabel")->text(), QStringLiteral("2"));
    QTest::mouseClick(part("shutdownButton"), Qt::LeftButton);
    QTRY_VERIFY(m_engine->phase() == ShutdownPhase::Closed || hasRow(QStringLiteral("FIN sent")));
    m_engine->abortNow();
    QTRY_VERIFY(m_engine->phase() == ShutdownPhase::Closed);
    QCOMPARE(m_engine->report().requestsLost, 2);
    const QString lost = part<QPlainTextEdit>("lostConnections")->toPlainText();
    QCOMPARE(lost.count(QStringLiteral("Draining (our FIN)")), 2);
    take("ended");
}

QTEST_MAIN(TestShutdownWatched)
#include "tst_shutdownwatched.moc"

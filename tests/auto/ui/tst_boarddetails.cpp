// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "details/detailspane.h"
#include "engine/httpengine.h"
#include "engine/statuslines.h"
#include "lab/labroutes.h"
#include "mainwindow.h"
#include "rawclient.h"
#include "table/connectionmodel.h"
#include "table/connectionpane.h"
#include "table/connectionview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QProcess>
#include <QScopeGuard>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <functional>
#include <optional>

using namespace Drainboard;
using namespace std::chrono_literals;

// The details of what is selected, with a real engine and real clients.
class TestBoardDetails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void hiddenWhileNothingIsSelected();
    void everyPartHasItsName_data();
    void everyPartHasItsName();
    void aSlowHandlerIsNamed();
    void whoWaitedBehindAnotherIsTold();
    void aSlowClientIsNamed();
    void whyARequestFailedIsTold();
    void aRefusedRequestIsTold();
    void whoClosedFirstIsToldWithPython();
    void reuseIsToldWithCurl();
    void theTableShowsWhatIsInProgress();
    void whatWasMissedIsSaid();
    void theKernelsViewIsShown();
    void behindATapTheKernelsViewIsOfBothSides();
    void aBusyWorkerIsNoReasonToWait();
    void aClosedOneStaysWhenItLeavesTheTable();
    void disconnectLetsTheResponseEnd();
    void abortAsksWhereAResponseIsInProgress();
    void abortAsksNothingOfAnIdleOne();
    void aGroupIsOneVerdict();
    void theMenuIsAboutAllThatAreSelected();
    void nothingMovesUnderTheMenu();
    void theKeyboardOpensTheMenu();
    void rowsAreCopiedWithTheirTitles();
    void detailsAreCopiedWithTheirTitles();
    void onlyThisPeerFilters();
    void f4HidesTheDetails();
    void theChoiceIsRemembered();
    void pictures_data();
    void pictures();

private:
    void open(QSettings *settings = nullptr);
    template <typename T = QWidget> T *part(const char *name) const
    {
        return m_window->findChild<T *>(QLatin1String(name));
    }
    ConnectionPane *table() const { return m_window->findChild<ConnectionPane *>(); }
    ConnectionView *view() const { return table()->view(); }
    DetailsPane *details() const { return m_window->findChild<DetailsPane *>(); }
    QString text() const { return details()->text(); }
    bool says(const char *words) const { return text().contains(QLatin1String(words)); }
    int rows() const { return view()->model()->rowCount(); }
    /// Once \a count rows are there, the last one is selected. False if they do not come.
    bool select(int count = 1)
    {
        if (!QTest::qWaitFor([&] { return rows() >= count; }))
            return false;
        view()->selectRow(rows() - 1);
        return QTest::qWaitFor([&] { return details()->connections().size() == 1; });
    }
    RawClient client(const QByteArray &request)
    {
        RawClient result(m_engine->serverPort());
        result.send(request);
        return result;
    }

    int m_kept = requestsKeptByDefault;
    std::optional<TapSettings> m_tap;
    std::unique_ptr<HttpEngine> m_engine;
    std::unique_ptr<StatusLines> m_lines;
    std::unique_ptr<MainWindow> m_window;
};

void TestBoardDetails::initTestCase()
{
    QApplication::setStyle(QStringLiteral("fusion"));
}

void TestBoardDetails::init()
{
    open();
}

void TestBoardDetails::open(QSettings *settings)
{
    EngineSettings engine;
    engine.port = 0;
    engine.threads = 1;
    engine.requestsKept = m_kept;
    engine.snapshotInterval = 50ms;
    engine.findProcesses = false;
    engine.tap = m_tap;
    m_engine = std::make_unique<HttpEngine>(engine, addLabRoutes);
    m_lines = std::make_unique<StatusLines>(m_engine.get());
    m_window = std::make_unique<MainWindow>(m_engine.get(), m_lines.get(), settings);
    QVERIFY2(m_engine->listen(), qPrintable(m_engine->errorString()));
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestBoardDetails::cleanup()
{
    m_window.reset();
    m_lines.reset();
    m_engine.reset();
}

void TestBoardDetails::hiddenWhileNothingIsSelected()
{
    QVERIFY(!details()->isVisible());
    auto one = client(get("/"));
    QVERIFY(select());
    QVERIFY(details()->isVisible());
    view()->clearSelection();
    QTRY_VERIFY(!details()->isVisible());
}

void TestBoardDetails::everyPartHasItsName_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name :
         { "detailsPane", "verdictLabel", "lifeLabel", "requestTable", "tcpPane", "tcpRoundTrip", "tcpRetransmissions",
           "tcpUnacknowledged", "tcpWindow", "tcpRate", "tcpUnread", "tcpNotSent", "disconnectButton",
           "abortConnectionButton", "copyDetailsButton", "onlyThisPeerButton" })
        QTest::newRow(name) << QByteArray(name);
}

void TestBoardDetails::everyPartHasItsName()
{
    QFETCH(QByteArray, name);
    auto one = client(get("/"));
    QVERIFY(select());
    const auto *widget = part(name.constData());
    QVERIFY(widget);
    QTRY_VERIFY(widget->isVisible());
    QVERIFY(!widget->accessibleName().isEmpty());
}

// Which request was slow, and was it the handler, the queue or the client?
void TestBoardDetails::aSlowHandlerIsNamed()
{
    auto one = client(get("/") + get("/delay/300"));
    QVERIFY(select());
    QTRY_VERIFY2(says("answered; the handler took long"), qPrintable(text()));
    QVERIFY2(says("GET /delay/300"), qPrintable(text()));
}

void TestBoardDetails::whoWaitedBehindAnotherIsTold()
{
    auto first = client(get("/"));
    auto second = client(get("/"));
    QVERIFY(select(2));
    QTRY_COMPARE(second.responses(), 1);
    first.send(get("/block/1500"));
    // Only once the worker is stuck in it the other one waits.
    QTRY_VERIFY(m_engine->snapshot().connections.size() == 2 && m_engine->snapshot().connections[0]->requests == 2);
    QVERIFY(second.send(get("/status/201")));
    QTRY_COMPARE(second.responses(), 2);
    QTRY_VERIFY2(says("GET /status/201 waited 1.") && says("for its worker, behind GET /block/1500"),
                 qPrintable(text()));
    QVERIFY2(says("answered; it waited in queue"), qPrintable(text()));
    QTRY_VERIFY(!table()->lifelines().find(ConnectionId(2))->waiting.isEmpty());
}

void TestBoardDetails::aSlowClientIsNamed()
{
    auto one = client("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nab");
    QVERIFY(select());
    QTRY_VERIFY2(says("arriving for"), qPrintable(text()));
    QTRY_VERIFY2(m_engine->snapshot().takenAt - m_engine->snapshot().connections.front()->openedAt > 200ms, "");
    one.send("cd");
    QTRY_VERIFY2(says("answered; the client was slow to send it"), qPrintable(text()));
}

// Why did request X fail?
void TestBoardDetails::whyARequestFailedIsTold()
{
    auto one = client(get("/delay/20000"));
    QVERIFY(select());
    QTRY_VERIFY2(says("GET /delay/20000 has been in progress for"), qPrintable(text()));
    one.reset();
    QTRY_VERIFY2(says("The client reset the connection") && says("into GET /delay/20000"), qPrintable(text()));
    QTRY_VERIFY2(says("LOST: the client left"), qPrintable(text()));
    QVERIFY2(says("the client reset it (RST)") && says("while Responding"), qPrintable(text()));
    const Lifeline *line = table()->lifelines().find(ConnectionId(1));
    QCOMPARE(line->signs.size(), 1U);
    QVERIFY(line->signs.front().isExact && line->signs.front().side == Side::Client);
}

void TestBoardDetails::aRefusedRequestIsTold()
{
    auto one = client("GET / HTTP/1.1\r\n\r\n"); // no Host
    QVERIFY(select());
    QTRY_VERIFY2(says("We refused it: 400") && says("refused: not valid"), qPrintable(text()));
}

// Who closed first, and after how long idle?
void TestBoardDetails::whoClosedFirstIsToldWithPython()
{
    const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
    if (python.isEmpty())
        QSKIP("python3 is not installed");
    QProcess process;
    process.start(python,
                  { QStringLiteral("-c"), QStringLiteral(R"(
import http.client, sys, time
connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]))
for path in ("/", "/delay/150", "/"):
    connection.request("GET", path)
    connection.getresponse().read()
time.sleep(0.4)
connection.close()
)"),
                    QString::number(m_engine->serverPort()) });
    QVERIFY(process.waitForStarted());
    QVERIFY(select());
    QTRY_VERIFY2(says("The client closed it after"), qPrintable(text()));
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QVERIFY2(says("the client closed first (FIN)") && says("ms idle") && says("3 request"), qPrintable(text()));
    QVERIFY2(says("GET /delay/150") && says("answered; the handler took long"), qPrintable(text()));
}

// What did this connection do? Both requests went over it.
void TestBoardDetails::reuseIsToldWithCurl()
{
    const QString curl = QStandardPaths::findExecutable(QStringLiteral("curl"));
    if (curl.isEmpty())
        QSKIP("curl is not installed");
    const QString url = m_engine->url().toString();
    QProcess process;
    process.start(curl,
                  { QStringLiteral("-s"), url + QStringLiteral("bytes/5000"), url + QStringLiteral("status/404"),
                    url + QStringLiteral("delay/200") });
    QVERIFY(process.waitForStarted());
    QVERIFY(select());
    QTRY_VERIFY2(says("closed after") && says("3 request"), qPrintable(text()));
    QVERIFY2(says("GET /bytes/5000\t200") && says("GET /status/404\t404") && says("GET /delay/200\t200"),
             qPrintable(text()));
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QCOMPARE(rows(), 1);
}

void TestBoardDetails::theTableShowsWhatIsInProgress()
{
    auto one = client(get("/status/201") + get("/hang"));
    QVERIFY(select());
    QTRY_VERIFY2(says("in progress for"), qPrintable(text()));
    const QAbstractItemModel *requests = part<QAbstractItemView>("requestTable")->model();
    QTRY_COMPARE(requests->rowCount(), 2);
    QVERIFY(!requests->match(requests->index(1, 0), Qt::DisplayRole, QStringLiteral("2"), 1).isEmpty());
}

// More at once than the engine remembers.
void TestBoardDetails::whatWasMissedIsSaid()
{
    cleanup();
    m_kept = 4;
    open();
    m_kept = requestsKeptByDefault;
    auto one = client(get("/block/300") + get("/").repeated(40));
    QTRY_COMPARE(one.responses(), 41);
    QVERIFY(select());
    QTRY_VERIFY2(says("of all connections were not seen one by one"), qPrintable(text()));
    QTRY_VERIFY2(says("of 41 request"), qPrintable(text()));
    QVERIFY(part("requestsNote")->isVisible());
}

void TestBoardDetails::theKernelsViewIsShown()
{
    auto one = client(get("/"));
    QVERIFY(select());
    QTRY_VERIFY(part<QLabel>("tcpRoundTrip")->text().contains(QStringLiteral("ms ±")));
    QVERIFY(part<QLabel>("tcpWindow")->text().contains(QStringLiteral("segment")));
    one.close();
    QTRY_VERIFY2(part<QLabel>("tcpCaption")->text().contains(QStringLiteral("closed")), qPrintable(text()));
}

void TestBoardDetails::behindATapTheKernelsViewIsOfBothSides()
{
    {
        auto direct = client(get("/"));
        QVERIFY(select());
        QTRY_VERIFY(part<QLabel>("tcpRoundTrip")->isVisible());
        QVERIFY2(!part<QLabel>("tcpServerRoundTrip")->isVisible(), "there is no server behind");
        QVERIFY(!says("To the server"));
    }
    cleanup();
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    m_tap = TapSettings { .port = server.serverPort() };
    open();
    m_tap.reset();
    auto one = client(get("/"));
    QVERIFY(select());
    QTRY_VERIFY(part<QLabel>("tcpServerRoundTrip")->text().contains(QStringLiteral("ms ±")));
    QVERIFY(part<QLabel>("tcpRoundTrip")->isVisible());
    QVERIFY(part<QLabel>("tcpServerRoundTrip")->isVisible());
    QCOMPARE(part<QLabel>("tcpServerUnread")->accessibleName(), QStringLiteral("To the server: Not read by us"));
    QVERIFY2(says("To the client\tTo the server"), qPrintable(text()));
}

void TestBoardDetails::aBusyWorkerIsNoReasonToWait()
{
    auto one = client(get("/block/2500"));
    QVERIFY(select());
    QTRY_VERIFY2(part<QLabel>("tcpCaption")->text().contains(QStringLiteral("its worker is busy")), qPrintable(text()));
    QTRY_VERIFY(part<QLabel>("tcpRoundTrip")->text().contains(QStringLiteral("ms ±")));
}

void TestBoardDetails::aClosedOneStaysWhenItLeavesTheTable()
{
    auto one = client(get("/status/201"));
    QVERIFY(select());
    one.close();
    QTRY_VERIFY(says("Closed") || says("closed"));
    if (!QTest::qWaitFor([&] { return rows() == 0; }, 8'000))
        QSKIP("the table keeps closed ones");
    QTest::qWait(0);
    QVERIFY(details()->isVisible());
    QVERIFY2(says("GET /status/201"), qPrintable(text()));
    auto two = client(get("/"));
    QVERIFY(select());
    QTRY_COMPARE(details()->connections(), QList { ConnectionId(2) });
}

void TestBoardDetails::disconnectLetsTheResponseEnd()
{
    auto one = client(get("/delay/700"));
    QVERIFY(select());
    QTRY_VERIFY(says("in progress for"));
    part<QToolButton>("disconnectButton")->click();
    QTRY_COMPARE(one.responses(), 1);
    QTRY_VERIFY(one.end() == RawClient::End::Fin);
    one.close();
    QTRY_VERIFY(!part("disconnectButton")->isEnabled());
    QVERIFY(!part("abortConnectionButton")->isEnabled());
    QVERIFY(part("copyDetailsButton")->isEnabled());
}

void TestBoardDetails::abortAsksWhereAResponseIsInProgress()
{
    auto one = client(get("/hang"));
    QVERIFY(select());
    QTRY_VERIFY(says("in progress for"));
    part<QToolButton>("abortConnectionButton")->click();
    QTRY_VERIFY(part<QMessageBox>("abortQuestion"));
    part<QMessageBox>("abortQuestion")->reject();
    QTRY_VERIFY(!part<QMessageBox>("abortQuestion"));
    QVERIFY(one.end() == RawClient::End::None);
    part<QToolButton>("abortConnectionButton")->click();
    QTRY_VERIFY(part("abortAnywayButton"));
    QTest::mouseClick(part("abortAnywayButton"), Qt::LeftButton);
    QTRY_VERIFY(one.end() == RawClient::End::Reset);
    QTRY_VERIFY2(says("We reset the connection while GET /hang was waiting"), qPrintable(text()));
}

void TestBoardDetails::abortAsksNothingOfAnIdleOne()
{
    auto one = client(get("/"));
    QTRY_COMPARE(one.responses(), 1);
    QVERIFY(select());
    QTRY_VERIFY2(says("Idle for"), qPrintable(text()));
    part<QToolButton>("abortConnectionButton")->click();
    QTRY_VERIFY(one.end() == RawClient::End::Reset);
}

void TestBoardDetails::aGroupIsOneVerdict()
{
    std::vector<RawClient> clients;
    for (int i = 0; i < 3; ++i)
        clients.push_back(client(get("/delay/20000")));
    clients.push_back(client(get("/")));
    QTRY_COMPARE(rows(), 4);
    view()->selectAll();
    QTRY_COMPARE(details()->connections().size(), 4);
    QTRY_VERIFY2(says("4 connection") && says("Responding 3") && says("4 request"), qPrintable(text()));
    QVERIFY(!part("requestTable")->isVisible());
    QCOMPARE(part<QToolButton>("abortConnectionButton")->text().left(7), QStringLiteral("Abort 4"));
    for (int i = 0; i < 3; ++i)
        clients[std::size_t(i)].reset();
    QTRY_VERIFY2(says("3 of") && says("3 LOST"), qPrintable(text()));
    QTRY_VERIFY2(says("Slowest request: GET /delay/20000") && text().contains(QStringLiteral("3 × ")),
                 qPrintable(text()));
}

void TestBoardDetails::theMenuIsAboutAllThatAreSelected()
{
    std::vector<RawClient> clients;
    for (int i = 0; i < 3; ++i)
        clients.push_back(client(get("/")));
    QTRY_COMPARE(rows(), 3);
    for (RawClient &one : clients)
        QTRY_COMPARE(one.responses(), 1);
    view()->selectAll();
    QTRY_VERIFY2(says("Idle 3"), qPrintable(text()));
    Q_EMIT view()->customContextMenuRequested({ 20, 5 });
    QTRY_VERIFY(part<QMenu>("connectionMenu"));
    auto *menu = part<QMenu>("connectionMenu");
    const auto *abort = part<QAction>("abortConnectionAction");
    QVERIFY(menu->actions().contains(abort));
    QCOMPARE(abort->text().left(7), QStringLiteral("Abort 3"));
    menu->setActiveAction(part<QAction>("abortConnectionAction"));
    QTest::keyClick(menu, Qt::Key_Return);
    for (RawClient &one : clients)
        QTRY_VERIFY(one.end() == RawClient::End::Reset);
}

void TestBoardDetails::nothingMovesUnderTheMenu()
{
    auto one = client(get("/"));
    QVERIFY(select());
    Q_EMIT view()->customContextMenuRequested({ 20, 5 });
    QTRY_VERIFY(part<QMenu>("connectionMenu"));
    auto two = client(get("/"));
    QTRY_VERIFY(table()->lifelines().find(ConnectionId(2))); // it is known, and not shown
    QCOMPARE(rows(), 1);
    part<QMenu>("connectionMenu")->close();
    QTRY_COMPARE(rows(), 2);
}

void TestBoardDetails::theKeyboardOpensTheMenu()
{
    auto one = client(get("/"));
    QVERIFY(select());
    const QPoint at = view()->visualRect(view()->currentIndex()).center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, at, view()->viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(view()->viewport(), &event);
    QTRY_VERIFY(part<QMenu>("connectionMenu"));
    part<QMenu>("connectionMenu")->close();
}

void TestBoardDetails::rowsAreCopiedWithTheirTitles()
{
    auto one = client(get("/status/201"));
    QTRY_COMPARE(one.responses(), 1);
    auto two = client(get("/status/202"));
    QTRY_COMPARE(two.responses(), 1);
    QTRY_COMPARE(rows(), 2);
    QTRY_COMPARE(view()->model()->index(1, ConnectionModel::LastRequest).data().toString(),
                 QStringLiteral("202 GET /status/202"));
    QGuiApplication::clipboard()->setText(QStringLiteral("as before"));
    view()->clearSelection();
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("as before"));
    view()->selectAll();
    QTest::keyClick(view(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].startsWith(QStringLiteral("#\tPeer\tNow\tRequests\tLast request\tLifeline")));
    QVERIFY(lines[1].startsWith(QStringLiteral("1\t127.0.0.1:%1\t").arg(one.port())));
    QVERIFY(lines[2].contains(QStringLiteral("\t202 GET /status/202\topen for")));
    QCOMPARE(lines[1].count(u'\t'), lines[0].count(u'\t'));
}

void TestBoardDetails::detailsAreCopiedWithTheirTitles()
{
    auto one = client(get("/status/201"));
    QTRY_COMPARE(one.responses(), 1);
    QVERIFY(select());
    QTRY_VERIFY(says("Round trip"));
    part<QToolButton>("copyDetailsButton")->click();
    const QString copied = QGuiApplication::clipboard()->text();
    for (const char *words : { "#1 · 127.0.0.1:", "Queue, ms\tFirst, ms", "GET /status/201\t201", "Round trip\t" })
        QVERIFY2(copied.contains(QString::fromUtf8(words)), qPrintable(copied));
}

void TestBoardDetails::onlyThisPeerFilters()
{
    auto one = client(get("/"));
    QVERIFY(select());
    QSignalSpy filters(details(), &DetailsPane::filterRequested);
    part<QToolButton>("onlyThisPeerButton")->click();
    QCOMPARE(filters.size(), 1);
    QVERIFY(filters.front().front().toString().contains(QStringLiteral("127.0.0.1")));
    QCOMPARE(rows(), 1);
}

void TestBoardDetails::f4HidesTheDetails()
{
    auto one = client(get("/"));
    QVERIFY(select());
    QVERIFY(details()->isVisible());
    QTest::keyClick(view(), Qt::Key_F4);
    QVERIFY(!details()->isVisible());
    auto two = client(get("/"));
    QVERIFY(select(2));
    QVERIFY(!details()->isVisible());
    QTest::keyClick(view(), Qt::Key_F4);
    QVERIFY(details()->isVisible());
}

void TestBoardDetails::theChoiceIsRemembered()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings")), QSettings::IniFormat);
    cleanup();
    open(&settings);
    QTest::keyClick(view(), Qt::Key_F4);
    cleanup();
    open(&settings);
    auto one = client(get("/"));
    QVERIFY(select());
    QVERIFY(!details()->isVisible());
    cleanup(); // before the settings go
}

void TestBoardDetails::pictures_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<int>("selected"); // 0: all
    QTest::newRow("details") << QSize(1280, 760) << false << 1;
    QTest::newRow("details-dark") << QSize(1280, 760) << true << 1;
    QTest::newRow("details-small") << QSize(800, 600) << false << 1;
    QTest::newRow("details-lost") << QSize(1280, 760) << false << 2;
    QTest::newRow("details-group-dark") << QSize(1280, 760) << true << 0;
}

// With DRAINBOARD_PICTURES in the environment, they go into that folder, to be looked at.
void TestBoardDetails::pictures()
{
    QFETCH(QSize, size);
    QFETCH(bool, isDark);
    QFETCH(int, selected);
    const QPalette before = QApplication::palette();
    const auto restore = qScopeGuard([before] { QApplication::setPalette(before); });
    if (isDark) {
        QPalette dark(QColor(0x2b, 0x2d, 0x31), QColor(0x2b, 0x2d, 0x31));
        for (const auto role : { QPalette::Text, QPalette::WindowText, QPalette::ButtonText })
            dark.setColor(role, QColor(0xe8, 0xe8, 0xe8));
        dark.setColor(QPalette::Base, QColor(0x1e, 0x20, 0x23));
        dark.setColor(QPalette::AlternateBase, QColor(0x26, 0x28, 0x2c));
        dark.setColor(QPalette::Highlight, QColor(0x3d, 0x7e, 0xc4));
        QApplication::setPalette(dark);
    }
    m_window->resize(size);
    auto one = client(get("/") + get("/bytes/5000") + get("/status/404") + get("/delay/150") + get("/hang"));
    auto two = client(get("/delay/9000"));
    auto three = client(get("/"));
    QTRY_COMPARE(one.responses(), 4);
    two.reset();
    if (selected) {
        QVERIFY(select(3));
        view()->selectRow(selected - 1);
    } else {
        QTRY_COMPARE(rows(), 3);
        view()->selectAll();
    }
    QTRY_VERIFY2(says(selected == 1 ? "Round trip" : "LOST"), qPrintable(text()));
    QCoreApplication::processEvents();
    const auto *buttons = part("onlyThisPeerButton");
    QVERIFY(details()->rect().contains(QRect(buttons->mapTo(details(), QPoint()), buttons->size())));
    const QImage picture = m_window->grab().toImage();
    QVERIFY(!picture.isNull());
    const QString folder = qEnvironmentVariable("DRAINBOARD_PICTURES");
    if (!folder.isEmpty()) {
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(picture.save(QStringLiteral("%1/%2.png").arg(folder, QLatin1String(QTest::currentDataTag()))));
    }
}

QTEST_MAIN(TestBoardDetails)
#include "tst_boarddetails.moc"

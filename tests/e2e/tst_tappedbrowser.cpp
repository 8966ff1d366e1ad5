// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "browser.h"

#include "behind/serverrun.h"
#include "child/warden.h"
#include "engine/httpengine.h"
#include "engine/statuslines.h"
#include "mainwindow.h"

#include <QApplication>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace Drainboard;
using namespace std::chrono_literals;

// What was asked first, with the server that it was asked about: Node, a browser, SIGTERM, and server.close() alone.
// The tap in between shows what is going on.
class TestTappedBrowser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aBrowserKeepsTheServerFromEnding();
    void theServerEndsWhenTheBrowserLeaves();

private:
    class Stage;
};

// The server, the tap, its window and a browser that has loaded a page.
class TestTappedBrowser::Stage
{
public:
    explicit Stage(std::chrono::milliseconds lastResort)
        : m_child(childWith(lastResort))
        , engine(engineBefore(m_child))
        , m_lines(&engine)
        , window(&engine, &m_lines, nullptr)
        , finished(&engine, &HttpEngine::shutdownFinished)
    {
    }
    ~Stage() { browser.reset(); }

    void begin()
    {
        QSignalSpy ready(&m_server, &ServerRun::ready);
        QSignalSpy failed(&m_server, &ServerRun::failed);
        m_server.start();
        QTRY_VERIFY_WITH_TIMEOUT(!ready.isEmpty() || !failed.isEmpty(), 30'000);
        QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0).value(0).toString()));
        QVERIFY2(engine.listen(), qPrintable(engine.errorString()));
        m_server.follow(&engine);
        window.show();
        browser.emplace();
        QVERIFY2(browser->start(), qPrintable(browser->problem()));
        QVERIFY2(browser->load(engine.url()), qPrintable(browser->problem()));
        QTRY_VERIFY(!kept().isEmpty());
    }
    // Connections on which the browser had answers, and which it has kept.
    QList<ConnectionFacts> kept() const
    {
        QList<ConnectionFacts> kept;
        for (const ConnectionFacts &connection : engine.snapshot().connections) {
            if (connection->requests > 0 && connection->state == ConnectionState::Idle)
                kept += connection;
        }
        return kept;
    }
    // The phases, as the window tells them.
    QString strip() const { return window.findChild<QWidget *>(QStringLiteral("phaseStrip"))->accessibleDescription(); }

private:
    static ChildServer::Settings childWith(std::chrono::milliseconds lastResort)
    {
        QTcpServer probe; // for a port that is free
        probe.listen(QHostAddress::LocalHost);
        ChildServer::Settings child;
        child.port = probe.serverPort();
        child.command = { QStringLiteral("node"), QStringLiteral(SERVERS "/askedthen.js"), QString::number(child.port),
                          QString::number(lastResort.count()) };
        return child;
    }
    static EngineSettings engineBefore(const ChildServer::Settings &child)
    {
        EngineSettings settings;
        settings.port = 0;
        settings.tap = { .port = child.port, .command = child.command.join(u' ') };
        settings.forceAfter = 60s;
        settings.snapshotInterval = 100ms;
        return settings;
    }

    const ChildServer::Settings m_child;
    ServerRun m_server { m_child };

public:
    HttpEngine engine;

private:
    StatusLines m_lines;

public:
    MainWindow window;
    QSignalSpy finished;
    std::optional<Browser> browser;
};

void TestTappedBrowser::initTestCase()
{
    for (const auto *program : { "chromium", "chromedriver", "node" }) {
        if (QStandardPaths::findExecutable(QLatin1String(program)).isEmpty())
            QSKIP(qPrintable(QStringLiteral("There is no %1").arg(QLatin1String(program))));
    }
}

void TestTappedBrowser::aBrowserKeepsTheServerFromEnding()
{
    constexpr auto lastResort = 5000ms;
    Stage stage(lastResort);
    stage.begin();
    if (QTest::currentTestFailed())
        return;
    const ConnectionFacts before = stage.kept().constFirst();
    QVERIFY2(!before->serverSide.isEmpty(), "both ends are known");

    stage.engine.shutdown(); // which has the server get SIGTERM
    QTRY_VERIFY(stage.engine.report().server->stoppedListening);
    // The surprise: it has stopped listening, nothing is going on, and it does not end.
    QTRY_VERIFY2(stage.strip().contains(QStringLiteral("after it was told to stop")), qPrintable(stage.strip()));
    QVERIFY2(stage.strip().contains(QStringLiteral("Closing: 0 by the server")), qPrintable(stage.strip()));
    stage.window.grab().save(QStringLiteral("/tmp/w14win.png")); // TMP
    QCOMPARE(stage.engine.phase(), ShutdownPhase::Draining);
    const QList<ConnectionFacts> kept = stage.kept();
    QVERIFY2(std::any_of(kept.cbegin(), kept.cend(), [&](const ConnectionFacts &now) { return now->id == before->id; }),
             "the browser has closed its connection");

    QTRY_COMPARE_WITH_TIMEOUT(stage.finished.size(), 1, 30'000);
    const ShutdownReport report = stage.engine.report();
    const QByteArray summary = report.summary().toUtf8();
    QVERIFY2(report.phase == ShutdownPhase::Closed, summary);
    QVERIFY2(report.server->exitCode == 1, "its last resort"); // not ours: it was not killed
    QVERIFY2(!report.server->wasKilled, summary);
    QVERIFY2(report.server->exited >= lastResort, summary);
    QVERIFY2(*report.server->stoppedListening < *report.server->exited, summary);
    QVERIFY2(report.closedByServer >= 1, summary);
    QVERIFY2(report.requestsLost == 0, summary);
}

// It was the browser that kept it.
void TestTappedBrowser::theServerEndsWhenTheBrowserLeaves()
{
    constexpr auto lastResort = 120'000ms;
    Stage stage(lastResort);
    stage.begin();
    if (QTest::currentTestFailed())
        return;
    stage.engine.shutdown();
    QTRY_VERIFY(stage.engine.report().server->stoppedListening);
    QVERIFY(stage.finished.isEmpty());
    stage.browser.reset();
    QTRY_COMPARE_WITH_TIMEOUT(stage.finished.size(), 1, 30'000);
    const ShutdownReport report = stage.engine.report();
    const QByteArray summary = report.summary().toUtf8();
    QVERIFY2(report.server->exitCode == 0, summary);
    QVERIFY2(report.server->exited < lastResort, summary);
    QVERIFY2(report.closedByPeer >= 1 && report.closedByServer == 0, summary);
    QVERIFY2(report.exitCode() == 0 && report.requestsLost == 0, summary);
}

int main(int argc, char **argv)
{
    if (const std::optional<int> code = runWarden(argc, argv))
        return *code;
    QApplication app(argc, argv);
    TestTappedBrowser test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_tappedbrowser.moc"

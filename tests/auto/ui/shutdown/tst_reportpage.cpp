// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "madeconnections.h"
#include "shutdown/lossphase.h"
#include "shutdown/reportpage.h"
#include "shutdown/reporttext.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestReportPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLossStandsWithThePhaseThatCausedIt_data();
    void aLossStandsWithThePhaseThatCausedIt();
    void theHeadlineSaysWhatWasLost_data();
    void theHeadlineSaysWhatWasLost();
    void theTotalsReconcile_data();
    void theTotalsReconcile();
    void theServersEndIsTold_data();
    void theServersEndIsTold();
    void eachLostRequestIsALine();
    void withNothingLostThereIsNoList();
    void beforeTheEndThereIsNoSummary();
    void anEndWithLossesIsNotGreen();
    void copiesTheWholeReport();
    void savesByTheFilesEnding_data();
    void savesByTheFilesEnding();
    void saysWhereItCannotSave();
    void canBeClosed();

private:
    static ShutdownReport report(ShutdownPhase phase = ShutdownPhase::Closed)
    {
        ShutdownReport report;
        report.phase = phase;
        report.openAtStart = 9;
        report.acceptedDuringDrain = 1;
        report.disconnected = 5;
        report.closedByPeer = 2;
        report.aborted = 2;
        report.leftOpen = 1;
        report.takenAt = aMoment;
        return report;
    }
    static ShutdownReport withLosses()
    {
        ShutdownReport lossy = report(ShutdownPhase::Forced);
        ConnectionInfo aborted = madeConnection(7, ConnectionState::Closed, CloseCause::Aborted);
        aborted.lostRequests = { { "GET /hang", LossReason::Aborted }, { {}, LossReason::CameInPartAfterFin } };
        lossy.endedBadly = { madeConnection(5, ConnectionState::Closed, CloseCause::Aborted), aborted,
                             madeConnection(9, ConnectionState::Responding) };
        lossy.requestsLost = 2;
        return lossy;
    }
    template <typename Part> static Part *part(const ReportPage &page, const char *name)
    {
        return page.findChild<Part *>(QLatin1String(name));
    }
};

void TestReportPage::aLossStandsWithThePhaseThatCausedIt_data()
{
    QTest::addColumn<LossReason>("reason");
    QTest::addColumn<int>("finAt"); // seconds; 0 is never
    QTest::addColumn<int>("resetAt");
    QTest::addColumn<ShutdownPhase>("phase");
    const auto row = [](const char *name, LossReason reason, int finAt, int resetAt, ShutdownPhase phase) {
        QTest::newRow(name) << reason << finAt << resetAt << phase;
    };
    row("reset while it was answered", LossReason::Aborted, 0, 9, ShutdownPhase::Aborting);
    row("nothing is known of its end", LossReason::Aborted, 0, 0, ShutdownPhase::Aborting);
    row("our FIN, and the reset later", LossReason::Aborted, 4, 9, ShutdownPhase::Draining);
    row("our FIN alone is known", LossReason::Aborted, 4, 0, ShutdownPhase::Draining);
    row("the reset was first", LossReason::Aborted, 9, 4, ShutdownPhase::Aborting);
    row("closed by us", LossReason::Disconnected, 4, 0, ShutdownPhase::Draining);
    row("came after our FIN", LossReason::CameAfterFin, 4, 9, ShutdownPhase::Draining);
    row("came in part after it", LossReason::CameInPartAfterFin, 4, 9, ShutdownPhase::Draining);
    row("the client left", LossReason::ClientLeft, 0, 0, ShutdownPhase::Draining);
    row("open at a forced end", LossReason::LeftOpen, 0, 0, ShutdownPhase::Forced);
    row("open at a forced end, behind our FIN", LossReason::LeftOpen, 4, 0, ShutdownPhase::Draining);
}

void TestReportPage::aLossStandsWithThePhaseThatCausedIt()
{
    QFETCH(LossReason, reason);
    QFETCH(int, finAt);
    QFETCH(int, resetAt);
    QFETCH(ShutdownPhase, phase);
    ConnectionInfo info = madeConnection(1, ConnectionState::Closed, CloseCause::Aborted);
    if (finAt + resetAt > 0) {
        ConnectionEnd end;
        end.ourFinAt = finAt ? aMoment + finAt * 1s : SteadyTime();
        end.resetAt = resetAt ? aMoment + resetAt * 1s : SteadyTime();
        info.end = end;
    }
    info.lostRequests = { { "GET /", reason } };
    QCOMPARE(lossPhase(info.lostRequests.first(), info), phase);
    ShutdownReport lossy;
    lossy.endedBadly = { info, madeConnection(2) };
    QCOMPARE(lostIn(phase, lossy), 1);
    QCOMPARE(lostIn(ShutdownPhase::Leaving, lossy), 0);
}

void TestReportPage::theHeadlineSaysWhatWasLost_data()
{
    QTest::addColumn<ShutdownPhase>("phase");
    QTest::addColumn<int>("lost");
    QTest::addColumn<int>("leftOpen");
    QTest::addColumn<QString>("text");
    QTest::newRow("well") << ShutdownPhase::Closed << 0 << 0 << QStringLiteral("Closed: no request lost. Exit code 0.");
    QTest::newRow("closed, with a loss") << ShutdownPhase::Closed << 1 << 0
                                         << QStringLiteral("Closed: 1 request lost. Exit code 0.");
    QTest::newRow("closed, with losses") << ShutdownPhase::Closed << 1200 << 0
                                         << QStringLiteral("Closed: 1,200 requests lost. Exit code 0.");
    QTest::newRow("forced") << ShutdownPhase::Forced << 2 << 3
                            << QStringLiteral("Forced: 2 requests lost, 3 left open. Exit code 1.");
    QTest::newRow("not over yet") << ShutdownPhase::Draining << 0 << 3
                                  << QStringLiteral("Draining: no request lost so far");
}

void TestReportPage::theHeadlineSaysWhatWasLost()
{
    QFETCH(ShutdownPhase, phase);
    QFETCH(int, lost);
    QFETCH(int, leftOpen);
    ShutdownReport some;
    some.phase = phase;
    some.requestsLost = lost;
    some.leftOpen = leftOpen;
    QTEST(ReportText::headline(some), "text");
}

void TestReportPage::theTotalsReconcile_data()
{
    QTest::addColumn<ShutdownReport>("some");
    QTest::addColumn<QString>("text");
    QTest::newRow("the usual ends") << report()
                                    << QStringLiteral("9 open at the start + 1 accepted meanwhile = 10\n"
                                                      "5 disconnected + 2 closed by the client + 2 aborted + 1 left "
                                                      "open = 10");
    ShutdownReport rare = report(ShutdownPhase::Draining);
    rare.timedOut = 1;
    rare.rejected = 1;
    rare.disconnected = 1003;
    rare.openAtStart = 1009;
    QTest::newRow("others, and still going on")
        << rare
        << QStringLiteral(
               "1,009 open at the start + 1 accepted meanwhile = 1,010\n"
               "1,003 disconnected + 2 closed by the client + 1 timed out + 1 rejected + 2 aborted + 1 still "
               "open = 1,010");
}

void TestReportPage::theTotalsReconcile()
{
    QFETCH(ShutdownReport, some);
    QTEST(ReportText::totals(some), "text");
}

void TestReportPage::theServersEndIsTold_data()
{
    QTest::addColumn<EndedServer>("server");
    QTest::addColumn<QString>("line");
    const QString command = QStringLiteral("node server.js");
    QTest::newRow("by itself") << EndedServer { .command = command,
                                                .exitCode = 1,
                                                .stoppedListening = 12ms,
                                                .exited = 10'002ms }
                               << QStringLiteral("node server.js  ·  stopped listening after 12 ms  ·  exit code 1  ·  "
                                                 "ended after 10 s");
    QTest::newRow("it was killed") << EndedServer {
        .command = command, .signal = QStringLiteral("SIGKILL"), .wasKilled = true, .exited = 4000ms
    } << QStringLiteral("node server.js  ·  had to be killed  ·  ended after 4.0 s");
    QTest::newRow("it crashed") << EndedServer { .command = command, .signal = QStringLiteral("SIGSEGV") }
                                << QStringLiteral("node server.js  ·  ended by SIGSEGV");
    QTest::newRow("it goes on") << EndedServer { .command = command } << QStringLiteral("node server.js");
    QTest::newRow("nobody of ours has started it") << EndedServer {} << QString();
}

void TestReportPage::theServersEndIsTold()
{
    QFETCH(EndedServer, server);
    QFETCH(QString, line);
    ShutdownReport tapped = report();
    tapped.server = server;
    QCOMPARE(ReportText::totals(tapped).section(QLatin1Char('\n'), 2), line);
    QVERIFY(ReportText::whole(tapped).contains(line));
}

void TestReportPage::eachLostRequestIsALine()
{
    const QStringList lines = ReportText::lost(withLosses());
    QCOMPARE(lines.size(), 5); // titles, two requests, then two connections without one
    QVERIFY(lines[1].startsWith(QStringLiteral("#7 ")));
    QVERIFY(lines[1].contains(QStringLiteral("127.0.0.1:5007")));
    QVERIFY(lines[1].contains(QStringLiteral("GET /hang ")));
    QVERIFY(lines[1].contains(toText(LossReason::Aborted)));
    QVERIFY(lines[1].endsWith(QStringLiteral("Aborting (our RST)")));
    QVERIFY(lines[2].contains(QStringLiteral("(a part of one)")));
    QVERIFY(lines[2].endsWith(QStringLiteral("Draining (our FIN)")));
    QVERIFY(lines[3].startsWith(QStringLiteral("#5 ")));
    QVERIFY(lines[3].contains(QStringLiteral("(no request lost)")));
    QVERIFY(lines[4].startsWith(QStringLiteral("#9 ")));
    QVERIFY(lines[4].contains(QStringLiteral("left open")));
}

void TestReportPage::withNothingLostThereIsNoList()
{
    ReportPage page;
    page.setReport(report());
    QVERIFY(part<QPlainTextEdit>(page, "lostConnections")->isHidden());
    page.setReport(withLosses());
    QVERIFY(!part<QPlainTextEdit>(page, "lostConnections")->isHidden());
    page.clear();
    QVERIFY(part<QPlainTextEdit>(page, "lostConnections")->isHidden());
    QVERIFY(part<QLabel>(page, "summaryLabel")->text().isEmpty());
}

void TestReportPage::beforeTheEndThereIsNoSummary()
{
    ReportPage page;
    page.setReport(report(ShutdownPhase::Draining));
    QVERIFY(part<QLabel>(page, "summaryLabel")->isHidden());
    page.setReport(report());
    QVERIFY(!part<QLabel>(page, "summaryLabel")->isHidden());
    QCOMPARE(part<QLabel>(page, "summaryLabel")->text(), report().summary());
}

void TestReportPage::anEndWithLossesIsNotGreen()
{
    ReportPage page;
    const auto *headline = part<QLabel>(page, "reportHeadline");
    const auto color = [&] { return headline->palette().color(QPalette::WindowText); };
    page.setReport(report());
    const QColor green = color();
    QVERIFY(headline->text().startsWith(QStringLiteral("✓")));
    ShutdownReport lossy = report();
    lossy.requestsLost = 2;
    page.setReport(lossy);
    QVERIFY(color() != green);
    QVERIFY(headline->text().startsWith(QLatin1Char('!')));
}

void TestReportPage::copiesTheWholeReport()
{
    ReportPage page;
    page.setReport(withLosses());
    part<QPushButton>(page, "copyReportButton")->click();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains(ReportText::headline(withLosses())));
    QVERIFY(copied.contains(withLosses().summary()));
    QVERIFY(copied.contains(ReportText::totals(withLosses())));
    QVERIFY(copied.contains(ReportText::lost(withLosses()).join(QLatin1Char('\n'))));
}

void TestReportPage::savesByTheFilesEnding_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isJson");
    QTest::newRow("JSON") << QStringLiteral("report.json") << true;
    QTest::newRow("JSON, shouted") << QStringLiteral("REPORT.JSON") << true;
    QTest::newRow("text") << QStringLiteral("report.txt") << false;
    QTest::newRow("no ending is text") << QStringLiteral("report") << false;
}

void TestReportPage::savesByTheFilesEnding()
{
    QFETCH(QString, name);
    QFETCH(bool, isJson);
    const QTemporaryDir folder;
    ReportPage page;
    page.setReport(withLosses());
    QVERIFY(page.save(folder.filePath(name)));
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    if (isJson)
        QCOMPARE(QJsonDocument::fromJson(content).object(), withLosses().toJson());
    else
        QCOMPARE(QString::fromUtf8(content), ReportText::whole(withLosses()));
}

void TestReportPage::saysWhereItCannotSave()
{
    const QTemporaryDir folder;
    ReportPage page;
    const auto *problem = part<QLabel>(page, "reportProblemLabel");
    QVERIFY(!page.save(folder.filePath(QStringLiteral("no/such/folder.txt"))));
    QVERIFY(!problem->isHidden());
    QVERIFY(problem->text().contains(QStringLiteral("folder.txt")));
    QVERIFY(page.save(folder.filePath(QStringLiteral("report.txt"))));
    QVERIFY(problem->isHidden());
}

void TestReportPage::canBeClosed()
{
    ReportPage page;
    QSignalSpy closed(&page, &ReportPage::closeRequested);
    part<QToolButton>(page, "closeReportButton")->click();
    QCOMPARE(closed.size(), 1);
}

QTEST_MAIN(TestReportPage)
#include "tst_reportpage.moc"

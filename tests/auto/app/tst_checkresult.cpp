// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "checkresult.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace Drainboard;
using namespace std::chrono_literals;

class tst_CheckResult : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheExitCodeOfTheWorst_data();
    void hasTheExitCodeOfTheWorst();
    void tellsPeople();
    void tellsWhereTheTwoCountsDiffer();
    void tellsAMachine();
    void tellsCi();
    void tellsWhyNothingCouldBeChecked();

private:
    static CheckedShutdown shutdown(int lost, bool isKilled = false);
};

// Four busy clients, one of which was refused behind the end, and a server that the tap has seen lose as much.
CheckedShutdown tst_CheckResult::shutdown(int lost, bool isKilled)
{
    CheckedShutdown shutdown;
    CrowdFigures &busy = shutdown.crowd.kinds[std::size_t(CrowdKind::Busy)];
    busy.clients = 4;
    busy.connections = 5;
    busy.begun = 101 + lost;
    busy.answered = 100;
    busy.lostBy[std::size_t(CrowdLossReason::Closed)] = lost;
    busy.lostBy[std::size_t(CrowdLossReason::Reset)] = 1;
    busy.closedByServer = 5;
    busy.longest = 1500us;
    shutdown.refusedRequests[std::size_t(CrowdKind::Busy)] = 1;
    shutdown.report.phase = ShutdownPhase::Closed;
    shutdown.report.server = EndedServer { .command = QStringLiteral("node a.js"),
                                           .exitCode = 0,
                                           .wasKilled = isKilled,
                                           .stoppedListening = 3ms,
                                           .exited = 12ms };
    ConnectionInfo info;
    for (int i = 0; i < lost; ++i)
        info.lostRequests += { "GET /", LossReason::ClosedByServer };
    if (lost > 0)
        shutdown.report.endedBadly.push_back(info);
    return shutdown;
}

void tst_CheckResult::hasTheExitCodeOfTheWorst_data()
{
    QTest::addColumn<QList<int>>("lost"); // in each shutdown; below zero: it was killed besides
    QTest::addColumn<QString>("problem");
    QTest::addColumn<int>("exitCode");

    QTest::newRow("nothing was lost") << QList<int> { 0, 0 } << QString() << 0;
    QTest::newRow("once") << QList<int> { 0, 2, 0 } << QString() << 3;
    QTest::newRow("it was killed") << QList<int> { 0, -1 } << QString() << 1;
    QTest::newRow("it was killed, and something was lost") << QList<int> { 2, -1, 2 } << QString() << 1;
    QTest::newRow("it could not be started") << QList<int> {} << QStringLiteral("Could not start") << 1;
    QTest::newRow("it could not be started a second time")
        << QList<int> { 2 } << QStringLiteral("Could not start") << 1;
}

void tst_CheckResult::hasTheExitCodeOfTheWorst()
{
    QFETCH(QList<int>, lost);
    QFETCH(QString, problem);
    QFETCH(int, exitCode);
    CheckResult result;
    result.problem = problem;
    for (const int count : lost)
        result.shutdowns.push_back(shutdown(std::max(count, 0), count < 0));
    QCOMPARE(result.exitCode(), exitCode);
}

void tst_CheckResult::tellsPeople()
{
    CheckResult result;
    result.shutdowns.push_back(shutdown(2));
    QCOMPARE(
        result.toText(),
        QStringLiteral("clients  count  requests  answered  lost  refused  longest  closed first by  why\n"
                       "busy         4       103       100     2        1   1.5 ms         server 5  closed without "
                       "an answer 2\n"
                       "server: stopped listening after 3 ms; exited with code 0 after 12 ms\n"
                       "\n"
                       "LOST: 2 of 103 requests, in 1 shutdown.\n"));
    result.shutdowns = { shutdown(0), shutdown(0) };
    QVERIFY(result.toText().startsWith(QStringLiteral("Shutdown 1 of 2\n")));
    QVERIFY(result.toText().endsWith(QStringLiteral("Nothing was lost: 202 requests, 2 shutdowns.\n")));
}

void tst_CheckResult::tellsWhereTheTwoCountsDiffer()
{
    CheckResult result;
    CheckedShutdown one = shutdown(2);
    one.report.endedBadly.clear();
    result.shutdowns.push_back(one);
    QVERIFY(result.toText().contains(QStringLiteral("The tap has seen 0 lost, the clients 2.\n")));
}

void tst_CheckResult::tellsAMachine()
{
    CheckResult result;
    result.command = QStringLiteral("node a.js");
    result.shutdowns.push_back(shutdown(2));
    const QJsonObject json = result.toJson();
    QCOMPARE(json.value(QStringLiteral("exitCode")).toInt(), 3);
    QCOMPARE(json.value(QStringLiteral("lost")).toInt(), 2);
    const QJsonObject busy
        = json.value(QStringLiteral("shutdowns"))[0][QStringLiteral("clients")][QStringLiteral("busy")].toObject();
    QCOMPARE(busy.value(QStringLiteral("requests")).toInt(), 103);
    QCOMPARE(busy.value(QStringLiteral("lost")).toInt(), 2);
    QCOMPARE(busy.value(QStringLiteral("refused")).toInt(), 1);
    QCOMPARE(busy.value(QStringLiteral("lostBecause"))[QStringLiteral("closed")].toInt(), 2);
}

void tst_CheckResult::tellsCi()
{
    CheckResult result;
    result.command = QStringLiteral("node \"a\" <b>");
    result.shutdowns = { shutdown(2), shutdown(0, true) };
    QXmlStreamReader xml(result.toJunit());
    QStringList failed;
    QString name;
    int cases = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("testsuite")) {
            QCOMPARE(xml.attributes().value(QStringLiteral("tests")), QStringLiteral("4"));
            QCOMPARE(xml.attributes().value(QStringLiteral("failures")), QStringLiteral("2"));
            QVERIFY(xml.attributes().value(QStringLiteral("name")).endsWith(QStringLiteral("node \"a\" <b>")));
        } else if (xml.name() == QLatin1String("testcase")) {
            ++cases;
            name = xml.attributes().value(QStringLiteral("name")).toString();
        } else if (xml.name() == QLatin1String("failure")) {
            failed += QStringLiteral("%1: %2").arg(name, xml.attributes().value(QStringLiteral("message")));
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(cases, 4);
    QCOMPARE(
        failed,
        (QStringList { QStringLiteral("shutdown 1: busy: 2 requests lost: closed without an answer 2"),
                       QStringLiteral("shutdown 2: the server ends by itself: stopped listening after 3 ms; had to be "
                                      "killed after 0 ms") }));
}

void tst_CheckResult::tellsWhyNothingCouldBeChecked()
{
    CheckResult result;
    result.problem = QStringLiteral("Could not start the server: x: no such file");
    QCOMPARE(result.toText(), QStringLiteral("Could not start the server: x: no such file\n"));
    QVERIFY(result.toJunit().contains("failures=\"1\""));
}

QTEST_APPLESS_MAIN(tst_CheckResult)

#include "tst_checkresult.moc"

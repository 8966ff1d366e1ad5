// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "fullpipe.h"
#include "programundertest.h"
#include "rawclient.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <vector>

#include <unistd.h>

using namespace Drainboard;

namespace {

const QString receivedSignal = QStringLiteral("Received kill signal, shutting down gracefully");
const QString closedOut = QStringLiteral("Closed out remaining connections");
const QString notInTime = QStringLiteral("Could not close connections in time, forcefully shutting down");

QStringList options(const char *text)
{
    return QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts);
}

/// In bytes.
long residentMemory(const ProgramUnderTest &program)
{
    QFile file(QStringLiteral("/proc/%1/statm").arg(program.processId()));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLong() * ::sysconf(_SC_PAGESIZE);
}

/// A client that says what it is told to, and reads only on demand.
class Client : public QTcpSocket
{
public:
    explicit Client(const ProgramUnderTest &program)
    {
        setReadBufferSize(1); // or QTcpSocket reads for a test that does not want to
        connectToHost(QHostAddress(QHostAddress::LocalHost), program.port());
        waitForConnected();
    }

    void request(const char *path)
    {
        write(QByteArrayLiteral("GET ") + path + QByteArrayLiteral(" HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        flush();
    }

    bool receives(const char *text)
    {
        setReadBufferSize(0);
        return QTest::qWaitFor(
            [&] {
                m_received += readAll();
                return m_received.contains(text);
            },
            10'000);
    }

    bool isDisconnected()
    {
        setReadBufferSize(0);
        return QTest::qWaitFor([this] { return state() == UnconnectedState; }, 10'000);
    }

private:
    QByteArray m_received;
};

} // namespace

class TestProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void saysWhereItListens();
    void countsEachSecond();
    void signalsEndItInGoodOrder_data();
    void signalsEndItInGoodOrder();
    void itTakesItsLeaveFirst_data();
    void itTakesItsLeaveFirst();
    void requestsInProgressAreAnswered();
    void bothSignalsAtOnceAreOneTrigger();
    void theSecondSignalAborts();
    void theThirdSignalForces();
    void whatDoesNotCloseInTimeIsForced();
    void abortingIsAGoodEnd();
    void hasTheRoutesThatItIsToldTo_data();
    void hasTheRoutesThatItIsToldTo();
    void streamsOfEventsEndWhenItDrains();

    void aLowLimitOnDescriptorsDoesNotBindIt();

    void theReportIsComplete_data();
    void theReportIsComplete();
    void aReportThatCannotBeWrittenChangesNoExitCode();

    void withoutThreadsItDoesNotStart();
    void anAddressThatCannotBeHadIsNamed_data();
    void anAddressThatCannotBeHadIsNamed();
    void wrongOptionsAreOneLineAndExitCodeTwo_data();
    void wrongOptionsAreOneLineAndExitCodeTwo();
    void helpAndVersionGoToStandardOutput_data();
    void helpAndVersionGoToStandardOutput();

    void withoutDisplayItRunsHeadless_data();
    void withoutDisplayItRunsHeadless();
    void withADisplayItDoesNot();
    void stayOpenIsIgnoredWithoutAWindow();
    void stayOpenKeepsTheWindowUntilTheNextSignal_data();
    void stayOpenKeepsTheWindowUntilTheNextSignal();
    void aSignalEndsTheDialogAboutThePort();

    void aBlockedWorkerDoesNotKeepIt();
    void aBlockedWorkerDoesNotKeepItFromTheThirdSignal();
    void aBlockedMainThreadDoesNotKeepIt_data();
    void aBlockedMainThreadDoesNotKeepIt();
    void aBlockedMainThreadDoesNotKeepItFromTheLastSignal_data();
    void aBlockedMainThreadDoesNotKeepItFromTheLastSignal();
    void aReaderWhoStallsChangesNothing_data();
    void aReaderWhoStallsChangesNothing();
    void aReaderWhoStallsAtTheEndChangesNothing();
    void aReaderWhoStallsKeepsNoSignal();
    void aReaderOfErrorsWhoStallsKeepsNoWorker();
    void aClientThatNeverReadsIsAborted();
    void aClientThatNeverReadsDoesNotKeepIt();
    void whatClientsMadeItTakeIsGivenBack();
    void readersThatGoAwayDoNotEndIt();

private:
    QString reportFile() const { return m_directory.filePath(QStringLiteral("report.json")); }
    QStringList withReport(const char *text) const
    {
        return options(text) << QStringLiteral("--report") << reportFile();
    }
    QJsonObject takeReport() const;

    QTemporaryDir m_directory;
};

#define COMPARE_EXIT(program, code)                                                                                    \
    QVERIFY2((program).waitForExit(), qPrintable((program).everythingSaid()));                                         \
    QVERIFY2((program).exitCode() == (code), qPrintable((program).everythingSaid()))

QJsonObject TestProgram::takeReport() const
{
    QFile file(reportFile());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject report = QJsonDocument::fromJson(file.readAll()).object();
    file.remove();
    return report;
}

void TestProgram::initTestCase()
{
    QVERIFY(m_directory.isValid());
    QVERIFY(QFile::exists(QStringLiteral(DRAINBOARD_PROGRAM)));
}

void TestProgram::saysWhereItListens()
{
    ProgramUnderTest program;
    QVERIFY2(program.serveHeadless(), qPrintable(program.everythingSaid()));
    QCOMPARE(program.outputLines().constFirst(), QStringLiteral("Running… http://127.0.0.1:%1/").arg(program.port()));
    Client client(program);
    client.request("/");
    QVERIFY(client.receives("{\"ping\":true}") || client.receives("\"ping\": true"));
}

void TestProgram::countsEachSecond()
{
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless());
    QTRY_VERIFY(program.outputLines().contains(QStringLiteral("0 connections currently open")));
    const Client first(program);
    QTRY_VERIFY(program.outputLines().contains(QStringLiteral("1 connection currently open")));
    const Client second(program);
    QTRY_VERIFY(program.outputLines().contains(QStringLiteral("2 connections currently open")));
    QVERIFY2(program.errorLines().isEmpty(), qPrintable(program.everythingSaid()));
}

void TestProgram::signalsEndItInGoodOrder_data()
{
    QTest::addColumn<int>("signalNumber");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestProgram::signalsEndItInGoodOrder()
{
    QFETCH(int, signalNumber);
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless());
    Client idle(program);
    idle.request("/");
    QVERIFY(idle.receives("ping"));

    program.raise(signalNumber);
    COMPARE_EXIT(program, 0);
    QVERIFY(idle.isDisconnected());
    const QStringList lines = program.outputLines();
    const auto received = lines.indexOf(receivedSignal);
    QVERIFY2(received > 0, qPrintable(program.everythingSaid()));
    QCOMPARE(lines.indexOf(closedOut), lines.size() - 2);
    QVERIFY2(lines.constLast().contains(QStringLiteral("1 open at start")), qPrintable(lines.constLast()));
    QVERIFY2(program.errorLines().isEmpty(), qPrintable(program.everythingSaid()));
}

void TestProgram::itTakesItsLeaveFirst_data()
{
    QTest::addColumn<QString>("delay");
    QTest::addColumn<QString>("said");
    QTest::addColumn<int>("signalNumber");
    QTest::newRow("until the delay ends") << QStringLiteral("3s") << QStringLiteral("3 s") << 0;
    QTest::newRow("until a second SIGTERM") << QStringLiteral("2m") << QStringLiteral("120 s") << SIGTERM;
    QTest::newRow("until a SIGINT") << QStringLiteral("2m") << QStringLiteral("120 s") << SIGINT;
}

void TestProgram::itTakesItsLeaveFirst()
{
    QFETCH(QString, delay);
    QFETCH(QString, said);
    QFETCH(int, signalNumber);
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(withReport("--force-after 60s") << QStringLiteral("--shutdown-delay") << delay));
    Client balancer(program);
    balancer.request("/readyz");
    QVERIFY(balancer.receives("200 OK") && balancer.receives("ready\n"));
    QElapsedTimer elapsed;
    elapsed.start();
    program.raise(SIGTERM);
    const QString leaving = QStringLiteral("Leaving: serving on for %1, then shutting down").arg(said);
    QTRY_VERIFY(program.outputLines().contains(leaving));
    Client client(program); // it is accepted and served still
    client.request("/");
    QVERIFY(client.receives("ping"));
    QVERIFY(client.isDisconnected()); // it was told to close
    balancer.request("/readyz");
    QVERIFY(balancer.receives("503 Service Unavailable") && balancer.receives("leaving\n"));
    Client other(program);
    other.request("/livez");
    QVERIFY(other.receives("200 OK") && other.receives("ok\n"));
    QVERIFY2(!program.outputLines().contains(receivedSignal), qPrintable(program.everythingSaid()));
    if (signalNumber != 0) {
        QTRY_VERIFY(elapsed.elapsed() > 1000); // sooner it could be the same trigger
        QCOMPARE(program.state(), QProcess::Running);
        program.raise(signalNumber);
    }
    COMPARE_EXIT(program, 0);
    const QStringList lines = program.outputLines();
    QVERIFY(lines.indexOf(leaving) < lines.indexOf(receivedSignal));
    QVERIFY(lines.contains(closedOut));
    QVERIFY2(lines.constLast().contains(QStringLiteral("of it leaving")), qPrintable(lines.constLast()));
    const QJsonObject report = takeReport();
    QCOMPARE(report[QStringLiteral("trigger")].toString(), QStringLiteral("SIGTERM"));
    QVERIFY(report[QStringLiteral("leavingMs")].toInt() >= (signalNumber == 0 ? 2990 : 500));
    QVERIFY(report[QStringLiteral("durationMs")].toInt() >= report[QStringLiteral("leavingMs")].toInt());
    QCOMPARE(report[QStringLiteral("aborted")].toInt(-1), 0);
}

void TestProgram::requestsInProgressAreAnswered()
{
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless());
    Client client(program);
    client.request("/stream/800");
    QVERIFY(client.receives("chunk 1\n"));
    program.raise(SIGTERM);
    QVERIFY(client.receives("\r\n0\r\n\r\n"));
    COMPARE_EXIT(program, 0);
}

void TestProgram::bothSignalsAtOnceAreOneTrigger()
{
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(withReport("--policy stop-listening --abort-after 20s --force-after 20s")));
    Client client(program);
    client.request("/stream/1000");
    QVERIFY(client.receives("chunk 1\n"));
    program.raise(SIGTERM);
    program.raise(SIGINT);
    QVERIFY(client.receives("\r\n0\r\n\r\n")); // a second trigger would have aborted it
    client.disconnectFromHost();
    COMPARE_EXIT(program, 0);
    QCOMPARE(program.outputLines().count(receivedSignal), 1);
    QCOMPARE(takeReport()[QStringLiteral("aborted")].toInt(-1), 0);
}

void TestProgram::theSecondSignalAborts()
{
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(withReport("--abort-after 50s --force-after 60s")));
    Client client(program);
    client.request("/stream/40000");
    QVERIFY(client.receives("chunk 1\n"));
    program.raise(SIGTERM);
    QTRY_VERIFY(program.outputLines().contains(receivedSignal));
    QTest::qWait(600); // sooner it would be the same trigger
    QCOMPARE(program.state(), QProcess::Running);
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
    QCOMPARE(takeReport()[QStringLiteral("aborted")].toInt(), 1);
    QVERIFY(program.outputLines().contains(closedOut));
}

void TestProgram::theThirdSignalForces()
{
    // Its worker is blocked, so that the second signal's abort cannot end it.
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(withReport("--abort-after 50s --force-after 60s")));
    Client client(program);
    client.request("/block/60000");
    QTRY_VERIFY(program.outputLines().contains(QStringLiteral("1 connection currently open")));
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(program.state(), QProcess::Running);
        program.raise(i == 1 ? SIGINT : SIGTERM);
        if (i < 2)
            QTest::qWait(600);
    }
    COMPARE_EXIT(program, 1);
    QCOMPARE(program.errorLines().value(0), notInTime);
    QCOMPARE(program.errorLines().size(), 2);
    QCOMPARE(takeReport()[QStringLiteral("outcome")].toString(), QStringLiteral("forced"));
}

void TestProgram::whatDoesNotCloseInTimeIsForced()
{
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(options("--policy stop-listening --force-after 500ms")));
    Client client(program);
    client.request("/");
    QVERIFY(client.receives("ping"));
    QElapsedTimer elapsed;
    elapsed.start();
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 1);
    QVERIFY(elapsed.elapsed() >= 500);
    QCOMPARE(program.errorLines().value(0), notInTime);
    QCOMPARE(program.errorLines().size(), 2);
    QVERIFY2(program.errorLines().constLast().contains(QStringLiteral("1 left open")),
             qPrintable(program.everythingSaid()));
    QVERIFY(program.outputLines().contains(receivedSignal));
    QVERIFY(!program.outputLines().contains(closedOut));
}

void TestProgram::abortingIsAGoodEnd()
{
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(options("--abort-after 300ms --force-after 30s")));
    Client client(program);
    client.request("/hang");
    QTRY_VERIFY(program.outputLines().contains(QStringLiteral("1 connection currently open")));
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
    QVERIFY(program.outputLines().contains(closedOut));
    QVERIFY2(program.outputLines().constLast().contains(QStringLiteral("1 aborted")),
             qPrintable(program.everythingSaid()));
}

void TestProgram::hasTheRoutesThatItIsToldTo_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QStringList>("served");
    QTest::addColumn<QStringList>("notServed");
    const auto row = [](const char *name, const char *arguments, const char *served, const char *notServed) {
        QTest::newRow(name) << QString::fromUtf8(arguments) << QString::fromUtf8(served).split(u' ')
                            << QString::fromUtf8(notServed).split(u' ');
    };
    row("all by default", "--port 0", "/ /livez /readyz /bytes/10 /events", "/healthz");
    row("the root alone without the lab", "--no-lab", "/", "/livez /readyz /bytes/10 /events");
    row("those for health without the lab", "--no-lab --health", "/ /livez /readyz", "/bytes/10 /events");
}

void TestProgram::hasTheRoutesThatItIsToldTo()
{
    QFETCH(QString, arguments);
    QFETCH(QStringList, served);
    QFETCH(QStringList, notServed);
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(options(qPrintable(arguments))));
    for (const QString &path : served + notServed) {
        Client client(program);
        client.request(path.toUtf8());
        QVERIFY2(client.receives(served.contains(path) ? "HTTP/1.1 200 " : "HTTP/1.1 404 "), qPrintable(path));
    }
}

void TestProgram::streamsOfEventsEndWhenItDrains()
{
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(options("--abort-after 60s --force-after 60s")));
    Client client(program);
    client.request("/events");
    QVERIFY(client.receives("event: tick\n"));
    program.raise(SIGTERM);
    QVERIFY(client.receives("event: goodbye\n"));
    QVERIFY(client.isDisconnected());
    COMPARE_EXIT(program, 0);
    QVERIFY2(program.outputLines().constLast().contains(QStringLiteral("1 disconnected")),
             qPrintable(program.everythingSaid()));
}

void TestProgram::aLowLimitOnDescriptorsDoesNotBindIt()
{
    ProgramUnderTest program;
    program.setDescriptorLimit(100);
    QVERIFY(program.serveHeadless());
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 150; ++i)
        clients.push_back(std::make_unique<Client>(program));
    clients.back()->request("/connection");
    QVERIFY(clients.back()->receives("\"keepAlive\":true"));
    program.raise(SIGTERM);
    QVERIFY(program.waitForExit());
    QCOMPARE(program.exitCode(), 0);
}

void TestProgram::theReportIsComplete_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<int>("signalNumber");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<int>("disconnected");
    QTest::addColumn<int>("aborted");
    QTest::addColumn<int>("leftOpen");

    const QString closed = QStringLiteral("closed");
    QTest::newRow("drain") << QStringLiteral("drain") << SIGTERM << closed << 1 << 1 << 0;
    QTest::newRow("disconnect-all") << QStringLiteral("disconnect-all") << SIGINT << closed << 1 << 1 << 0;
    QTest::newRow("stop-listening") << QStringLiteral("stop-listening") << SIGTERM << QStringLiteral("forced") << 0 << 0
                                    << 2;
}

void TestProgram::theReportIsComplete()
{
    QFETCH(QString, policy);
    QFETCH(int, signalNumber);
    QFETCH(QString, outcome);
    QFETCH(int, disconnected);
    QFETCH(int, aborted);
    QFETCH(int, leftOpen);
    const int exitCode = leftOpen > 0 ? 1 : 0;

    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(withReport("--abort-after 500ms --force-after 2s")
                                  << QStringLiteral("--policy") << policy));
    Client idle(program); // answers a FIN with its own
    idle.request("/");
    QVERIFY(idle.receives("ping"));
    Client busy(program);
    busy.request("/bytes/50000000"); // does not read, and so sees no FIN
    QTRY_VERIFY(program.outputLines().contains(QStringLiteral("2 connections currently open")));
    program.raise(signalNumber);
    COMPARE_EXIT(program, exitCode);

    const QJsonObject report = takeReport();
    QStringList keys = report.keys();
    keys.sort();
    QCOMPARE(keys, QStringList({ QStringLiteral("aborted"),      QStringLiteral("acceptedDuringDrain"),
                                 QStringLiteral("closedByPeer"), QStringLiteral("connections"),
                                 QStringLiteral("disconnected"), QStringLiteral("durationMs"),
                                 QStringLiteral("exitCode"),     QStringLiteral("heldIdle"),
                                 QStringLiteral("leavingMs"),    QStringLiteral("leftOpen"),
                                 QStringLiteral("lostRequests"), QStringLiteral("openAtStart"),
                                 QStringLiteral("outcome"),      QStringLiteral("policy"),
                                 QStringLiteral("rejected"),     QStringLiteral("requestsCompletedDuringDrain"),
                                 QStringLiteral("requestsLost"), QStringLiteral("timedOut"),
                                 QStringLiteral("trigger"),      QStringLiteral("webSockets") }));
    QCOMPARE(report[QStringLiteral("lostRequests")].toArray().size(), report[QStringLiteral("requestsLost")].toInt(-1));
    const auto number = [&](const char *key) { return report[QLatin1String(key)].toInt(-1); };
    QCOMPARE(report[QStringLiteral("policy")].toString(), policy);
    QCOMPARE(report[QStringLiteral("trigger")].toString(),
             signalNumber == SIGINT ? QStringLiteral("SIGINT") : QStringLiteral("SIGTERM"));
    QCOMPARE(report[QStringLiteral("outcome")].toString(), outcome);
    QCOMPARE(number("exitCode"), exitCode);
    QVERIFY(number("durationMs") >= 500);
    QCOMPARE(number("leavingMs"), 0);
    QCOMPARE(number("openAtStart"), 2);
    QCOMPARE(number("acceptedDuringDrain"), 0);
    QCOMPARE(number("disconnected"), disconnected);
    QCOMPARE(number("timedOut"), 0);
    QCOMPARE(number("rejected"), 0);
    QCOMPARE(number("closedByPeer"), 0);
    QCOMPARE(number("aborted"), aborted);
    QCOMPARE(number("leftOpen"), leftOpen);

    const QJsonArray connections = report[QStringLiteral("connections")].toArray();
    QCOMPARE(connections.size(), aborted + leftOpen);
    const QJsonObject last = connections.last().toObject();
    QCOMPARE(last[QStringLiteral("id")].toInt(), 2);
    QCOMPARE(last[QStringLiteral("peer")].toString(), QStringLiteral("127.0.0.1:%1").arg(busy.localPort()));
    const QString state = last[QStringLiteral("state")].toString();
    QVERIFY2(state == QLatin1String("Responding")
                 || (policy == QLatin1String("disconnect-all") && state == QLatin1String("Closing")),
             qPrintable(state));
    QVERIFY(last[QStringLiteral("ageMs")].toInt(-1) >= 500);
}

void TestProgram::aReportThatCannotBeWrittenChangesNoExitCode()
{
    QTemporaryDir directory;
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless({ QStringLiteral("--report"), directory.filePath(QStringLiteral("report.json")) }));
    QVERIFY(directory.remove());
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
    QCOMPARE(program.errorLines().size(), 1);
    QVERIFY2(program.errorLines().constFirst().contains(QStringLiteral("report.json")),
             qPrintable(program.everythingSaid()));
}

void TestProgram::withoutThreadsItDoesNotStart()
{
    ProgramUnderTest program;
    program.setNoThreads();
    program.startWith({ QStringLiteral("--headless") });
    COMPARE_EXIT(program, 1);
    QVERIFY2(program.outputLines().isEmpty(), qPrintable(program.everythingSaid()));
    QCOMPARE(program.errorLines().size(), 1);
    QVERIFY2(program.errorLines().constFirst().contains(QStringLiteral("threads")),
             qPrintable(program.everythingSaid()));
}

void TestProgram::anAddressThatCannotBeHadIsNamed_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("the port is taken") << QStringLiteral("127.0.0.1");
    QTest::newRow("the address is another machine's") << QStringLiteral("192.0.2.1");
    QTest::newRow("the address is nobody's") << QStringLiteral("2001:db8::1");
}

void TestProgram::anAddressThatCannotBeHadIsNamed()
{
    QFETCH(QString, host);
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QString port = QString::number(taken.serverPort());

    ProgramUnderTest program;
    program.startWith({ QStringLiteral("--headless"), QStringLiteral("--host"), host, QStringLiteral("--port"), port });
    COMPARE_EXIT(program, 1);
    QVERIFY2(program.outputLines().isEmpty(), qPrintable(program.everythingSaid()));
    QCOMPARE(program.errorLines().size(), 1);
    const QString line = program.errorLines().constFirst();
    const QRegularExpression complete(QStringLiteral("%1.*%2.*: .+").arg(QRegularExpression::escape(host), port));
    QVERIFY2(complete.match(line).hasMatch(), qPrintable(line));
}

void TestProgram::wrongOptionsAreOneLineAndExitCodeTwo_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const char *arguments, const char *named) {
        QTest::newRow(name) << QString::fromUtf8(arguments) << QString::fromUtf8(named);
    };
    row("an unknown option", "--no-such-option", "--no-such-option");
    row("a stray argument", "3000", "3000");
    row("a missing value", "--host", "--host");
    row("a host", "--host nowhere", "--host");
    row("a port", "--port 65536", "--port");
    row("a policy", "--policy none", "--policy");
    row("an abort without unit", "--abort-after 5", "--abort-after");
    row("a force without unit", "--force-after 10", "--force-after");
    row("threads", "--threads 0", "--threads");
    row("a backlog", "--backlog 0", "--backlog");
    row("contradicting lab options", "--lab --no-lab", "--no-lab");
    row("a report in no directory", "--report /nowhere/report.json", "--report");
    row("no window to stay open", "--stay-open", "--stay-open");
}

void TestProgram::wrongOptionsAreOneLineAndExitCodeTwo()
{
    QFETCH(QString, arguments);
    QFETCH(QString, named);
    ProgramUnderTest program;
    program.startWith(QStringList { QStringLiteral("--headless") } + arguments.split(u' '));
    COMPARE_EXIT(program, 2);
    QVERIFY2(program.outputLines().isEmpty(), qPrintable(program.everythingSaid()));
    QCOMPARE(program.errorLines().size(), 1);
    QVERIFY2(program.errorLines().constFirst().contains(named), qPrintable(program.everythingSaid()));
}

void TestProgram::helpAndVersionGoToStandardOutput_data()
{
    QTest::addColumn<QString>("said");
    QTest::newRow("--help") << QStringLiteral("--force-after DURATION");
    QTest::newRow("--version") << QStringLiteral("drainboard ");
}

void TestProgram::helpAndVersionGoToStandardOutput()
{
    QFETCH(QString, said);
    ProgramUnderTest program;
    program.startWith({ QString::fromUtf8(QTest::currentDataTag()) });
    COMPARE_EXIT(program, 0);
    QVERIFY2(program.everythingSaid().contains(said), qPrintable(program.everythingSaid()));
    QVERIFY2(program.errorLines().isEmpty(), qPrintable(program.everythingSaid()));
}

void TestProgram::withoutDisplayItRunsHeadless_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("value");
    QTest::newRow("no display") << QString() << QString();
    QTest::newRow("an empty display") << QStringLiteral("DISPLAY") << QStringLiteral("");
    QTest::newRow("a display that is not there") << QStringLiteral("DISPLAY") << QStringLiteral(":4242");
    QTest::newRow("a display that is not one") << QStringLiteral("DISPLAY") << QStringLiteral("nonsense");
    QTest::newRow("a Wayland socket that is not there")
        << QStringLiteral("WAYLAND_DISPLAY") << QStringLiteral("/nowhere/wayland-0");
    QTest::newRow("a platform that Qt does not have")
        << QStringLiteral("QT_QPA_PLATFORM") << QStringLiteral("nonsense");
}

void TestProgram::withoutDisplayItRunsHeadless()
{
    QFETCH(QString, variable);
    QFETCH(QString, value);
    ProgramUnderTest program;
    if (!variable.isEmpty())
        program.setVariable(qPrintable(variable), value);
    program.startWith({});
    QVERIFY2(program.waitUntilServing(), qPrintable(program.everythingSaid()));
    QCOMPARE(program.outputLines().constFirst(), QStringLiteral("No display found: running headless"));
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
    QVERIFY2(program.errorLines().isEmpty(), qPrintable(program.everythingSaid()));
}

void TestProgram::withADisplayItDoesNot()
{
    ProgramUnderTest program;
    program.setVariable("QT_QPA_PLATFORM", QStringLiteral("offscreen"));
    program.setVariable("XDG_CONFIG_HOME", m_directory.path());
    program.startWith({});
    QVERIFY2(program.waitUntilServing(), qPrintable(program.everythingSaid()));
    QVERIFY(program.outputLines().constFirst().startsWith(QStringLiteral("Running… ")));
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
}

void TestProgram::stayOpenIsIgnoredWithoutAWindow()
{
    ProgramUnderTest program;
    program.startWith(options("--stay-open"));
    QVERIFY2(program.waitUntilServing(), qPrintable(program.everythingSaid()));
    QCOMPARE(program.errorLines().size(), 1);
    QVERIFY(program.errorLines().constFirst().contains(QStringLiteral("--stay-open")));
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
}

void TestProgram::stayOpenKeepsTheWindowUntilTheNextSignal_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("after a good end") << QStringLiteral("drain") << 0;
    QTest::newRow("after a forced end") << QStringLiteral("stop-listening") << 1;
}

void TestProgram::stayOpenKeepsTheWindowUntilTheNextSignal()
{
    QFETCH(QString, policy);
    QFETCH(int, exitCode);
    ProgramUnderTest program;
    program.setVariable("QT_QPA_PLATFORM", QStringLiteral("offscreen"));
    program.setVariable("XDG_CONFIG_HOME", m_directory.path());
    program.startWith(withReport("--stay-open --abort-after 100ms --force-after 300ms")
                      << QStringLiteral("--policy") << policy);
    QVERIFY2(program.waitUntilServing(), qPrintable(program.everythingSaid()));
    Client client(program);
    client.request("/");
    QVERIFY(client.receives("ping"));
    program.raise(SIGTERM);
    QTRY_VERIFY(QFile::exists(reportFile()));
    QCOMPARE(takeReport()[QStringLiteral("exitCode")].toInt(-1), exitCode);
    QTest::qWait(1500); // longer than the watchdog would wait
    QCOMPARE(program.state(), QProcess::Running);
    program.raise(SIGTERM);
    COMPARE_EXIT(program, exitCode);
}

void TestProgram::aSignalEndsTheDialogAboutThePort()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    ProgramUnderTest program;
    program.setVariable("QT_QPA_PLATFORM", QStringLiteral("offscreen"));
    program.setVariable("XDG_CONFIG_HOME", m_directory.path());
    program.startWith({ QStringLiteral("--port"), QString::number(taken.serverPort()) });
    // Qt has something to say about the platform "offscreen", too.
    QTRY_VERIFY(!program.errorLines().filter(QString::number(taken.serverPort())).isEmpty());
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 1);
}

void TestProgram::aBlockedWorkerDoesNotKeepIt()
{
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(withReport("--abort-after 300ms --force-after 1500ms")));
    Client client(program);
    client.request("/block/60000");
    QTRY_VERIFY(program.outputLines().contains(QStringLiteral("1 connection currently open")));
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 1);
    QCOMPARE(program.errorLines().value(0), notInTime);
    const QJsonObject report = takeReport();
    QCOMPARE(report[QStringLiteral("outcome")].toString(), QStringLiteral("forced"));
    QCOMPARE(report[QStringLiteral("leftOpen")].toInt(), 1);
}

void TestProgram::aBlockedWorkerDoesNotKeepItFromTheThirdSignal()
{
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(options("--policy stop-listening --abort-after 50s --force-after 60s")));
    Client client(program);
    client.request("/block/60000");
    QTRY_VERIFY(program.outputLines().contains(QStringLiteral("1 connection currently open")));
    QElapsedTimer sinceLast;
    while (program.state() == QProcess::Running) {
        program.raise(SIGINT); // as one does
        sinceLast.start();
        QVERIFY(QTest::qWaitFor([&] { return sinceLast.elapsed() > 200 || program.state() != QProcess::Running; }));
    }
    COMPARE_EXIT(program, 1);
}

void TestProgram::aBlockedMainThreadDoesNotKeepIt_data()
{
    QTest::addColumn<bool>("fromTheStart");
    QTest::addColumn<int>("delay"); // milliseconds
    QTest::newRow("since before the signal") << true << 0;
    QTest::newRow("since after the signal") << false << 0;
    QTest::newRow("since before the signal, with a delay") << true << 1000;
    QTest::newRow("since it began to leave") << false << 1000;
}

void TestProgram::aBlockedMainThreadDoesNotKeepIt()
{
    QFETCH(bool, fromTheStart);
    QFETCH(int, delay);
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(withReport("--policy stop-listening --force-after 1500ms")
                                  << QStringLiteral("--shutdown-delay") << QStringLiteral("%1ms").arg(delay)));
    Client client(program);
    client.request("/");
    QVERIFY(client.receives("ping"));
    QElapsedTimer elapsed;
    elapsed.start();
    if (!fromTheStart) {
        program.raise(SIGTERM);
        const QString begun = delay == 0 ? receivedSignal
                                         : QStringLiteral("Leaving: serving on for 1 s, then shutting down");
        QTRY_VERIFY(program.outputLines().contains(begun));
    }
    if (!program.freezeMainThread())
        QSKIP("this process may not stop a thread of another one");
    if (fromTheStart) {
        elapsed.start();
        program.raise(SIGTERM);
    }
    COMPARE_EXIT(program, 1);
    QVERIFY2(elapsed.elapsed() >= delay + 1500, "before it was time");
    QCOMPARE(program.errorLines().value(0), notInTime);
    QCOMPARE(program.errorLines().size(), 2);
    const QJsonObject report = takeReport();
    QCOMPARE(report[QStringLiteral("outcome")].toString(), QStringLiteral("forced"));
    QCOMPARE(report[QStringLiteral("exitCode")].toInt(), 1);
    QCOMPARE(report[QStringLiteral("trigger")].toString(), QStringLiteral("SIGTERM"));
    QCOMPARE(report[QStringLiteral("openAtStart")].toInt(), 1);
    QCOMPARE(report[QStringLiteral("leftOpen")].toInt(), 1);
    const bool stuckInLeaving = delay > 0 && !fromTheStart;
    QCOMPARE(report[QStringLiteral("leavingMs")].toInt(-1),
             stuckInLeaving ? report[QStringLiteral("durationMs")].toInt() : 0);
}

void TestProgram::aBlockedMainThreadDoesNotKeepItFromTheLastSignal_data()
{
    QTest::addColumn<QString>("delay");
    QTest::addColumn<int>("signalCount");
    QTest::newRow("the third") << QStringLiteral("0") << 3;
    QTest::newRow("the fourth, during a delay") << QStringLiteral("60s") << 4;
}

void TestProgram::aBlockedMainThreadDoesNotKeepItFromTheLastSignal()
{
    QFETCH(QString, delay);
    QFETCH(int, signalCount);
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(withReport("--abort-after 50s --force-after 60s")
                                  << QStringLiteral("--shutdown-delay") << delay));
    if (!program.freezeMainThread())
        QSKIP("this process may not stop a thread of another one");
    for (int i = 1; i <= signalCount; ++i) {
        QCOMPARE(program.state(), QProcess::Running);
        program.raise(SIGINT);
        if (i < signalCount)
            QTest::qWait(600);
    }
    COMPARE_EXIT(program, 1);
    QCOMPARE(program.errorLines().value(0), notInTime);
    QCOMPARE(takeReport()[QStringLiteral("trigger")].toString(), QStringLiteral("SIGINT"));
}

/// The port that the program's first line names.
static quint16 portIn(const QByteArray &running)
{
    return static_cast<quint16>(QUrl(QString::fromUtf8(running).trimmed().section(u' ', 1)).port());
}

void TestProgram::aReaderWhoStallsChangesNothing_data()
{
    QTest::addColumn<bool>("fromTheStart");
    QTest::newRow("since the first line") << true;
    QTest::newRow("since the second line") << false;
}

void TestProgram::aReaderWhoStallsChangesNothing()
{
    QFETCH(bool, fromTheStart);
    const FullPipe pipe;
    QVERIFY(pipe.isValid());
    ProgramUnderTest program;
    program.setOutput(pipe.writeEnd());
    quint16 port = 0;
    if (fromTheStart) {
        QVERIFY(pipe.fill());
        QTcpServer finder;
        QVERIFY(finder.listen(QHostAddress::LocalHost));
        port = finder.serverPort();
    }
    program.startWith(withReport("--headless --abort-after 20s --force-after 25s")
                      << QStringLiteral("--port") << QString::number(port));
    if (!fromTheStart) {
        port = portIn(pipe.readLine());
        QVERIFY(pipe.fill());
    }
    QTcpSocket client;
    QTRY_VERIFY_WITH_TIMEOUT(
        client.state() == QTcpSocket::ConnectedState
            || (client.connectToHost(QHostAddress(QHostAddress::LocalHost), port), client.waitForConnected(100)),
        30'000);
    client.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_VERIFY(client.bytesAvailable() > 0);
    QTest::qWait(1200); // in which it has a line to print

    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
    QVERIFY2(program.errorLines().isEmpty(), qPrintable(program.everythingSaid()));
    const QJsonObject report = takeReport();
    QCOMPARE(report[QStringLiteral("outcome")].toString(), QStringLiteral("closed"));
    QCOMPARE(report[QStringLiteral("exitCode")].toInt(-1), 0);
    QCOMPARE(report[QStringLiteral("trigger")].toString(), QStringLiteral("SIGTERM"));
    QCOMPARE(report[QStringLiteral("openAtStart")].toInt(), 1);
    QCOMPARE(report[QStringLiteral("disconnected")].toInt(), 1);
    QVERIFY2(report[QStringLiteral("durationMs")].toInt() < 15'000, "it waited for the reader");
}

void TestProgram::aReaderWhoStallsAtTheEndChangesNothing()
{
    const FullPipe pipe;
    QVERIFY(pipe.isValid());
    ProgramUnderTest program;
    program.setOutput(pipe.writeEnd());
    program.startWith(withReport("--headless --abort-after 20s --force-after 25s"));
    QTcpSocket client;
    client.connectToHost(QHostAddress(QHostAddress::LocalHost), portIn(pipe.readLine()));
    QVERIFY(client.waitForConnected());
    client.write("GET /stream/60000 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_VERIFY(client.bytesAvailable() > 0);
    program.raise(SIGTERM);
    QByteArray line;
    while (!line.startsWith("Received"))
        line = pipe.readLine();
    QVERIFY(pipe.fill());
    client.disconnectFromHost();
    COMPARE_EXIT(program, 0);
    QCOMPARE(takeReport()[QStringLiteral("outcome")].toString(), QStringLiteral("closed"));
}

void TestProgram::aReaderWhoStallsKeepsNoSignal()
{
    // The second one aborts what is left.
    const FullPipe pipe;
    QVERIFY(pipe.isValid());
    ProgramUnderTest program;
    program.setOutput(pipe.writeEnd());
    program.startWith(withReport("--headless --abort-after 50s --force-after 60s"));
    QTcpSocket client;
    client.connectToHost(QHostAddress(QHostAddress::LocalHost), portIn(pipe.readLine()));
    QVERIFY(pipe.fill());
    QVERIFY(client.waitForConnected());
    client.write("GET /stream/60000 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_VERIFY(client.bytesAvailable() > 0);
    program.raise(SIGINT);
    QTest::qWait(600); // sooner it would be the same trigger
    QCOMPARE(program.state(), QProcess::Running);
    program.raise(SIGINT);
    COMPARE_EXIT(program, 0);
    const QJsonObject report = takeReport();
    QCOMPARE(report[QStringLiteral("trigger")].toString(), QStringLiteral("SIGINT"));
    QCOMPARE(report[QStringLiteral("aborted")].toInt(), 1);
}

// A worker warns that the budget for requests is used up, and nobody reads standard error.
void TestProgram::aReaderOfErrorsWhoStallsKeepsNoWorker()
{
    const FullPipe pipe;
    QVERIFY(pipe.isValid());
    QVERIFY(pipe.fill());
    ProgramUnderTest program;
    program.setError(pipe.writeEnd());
    QVERIFY(program.serveHeadless(withReport("--threads 1 --max-buffered 64K --force-after 60s")));
    Client tooMuch(program);
    tooMuch.write("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000\r\n\r\n"
                  + QByteArray(200'000, 'x'));
    QVERIFY(tooMuch.receives("503"));
    Client other(program);
    other.request("/");
    QVERIFY(other.receives("ping"));
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
    QCOMPARE(takeReport()[QStringLiteral("outcome")].toString(), QStringLiteral("closed"));
}

void TestProgram::aClientThatNeverReadsIsAborted()
{
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(withReport("--abort-after 500ms --force-after 30s")));
    Client client(program);
    client.request("/bytes/50000000");
    QTRY_VERIFY(client.bytesAvailable() > 0);
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
    const QJsonObject report = takeReport();
    QCOMPARE(report[QStringLiteral("aborted")].toInt(), 1);
    QVERIFY(report[QStringLiteral("durationMs")].toInt() >= 500);
}

void TestProgram::aClientThatNeverReadsDoesNotKeepIt()
{
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(withReport("--abort-after 20s --force-after 1s")));
    Client client(program);
    client.request("/bytes/50000000");
    QTRY_VERIFY(client.bytesAvailable() > 0);
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 1);
    QCOMPARE(takeReport()[QStringLiteral("leftOpen")].toInt(), 1);
}

void TestProgram::whatClientsMadeItTakeIsGivenBack()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("A sanitizer's allocator keeps what is freed");
#endif
    constexpr long megabyte = 1024 * 1024;
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(options("--threads 4")));
    RawClient first(program.port()); // behind which glibc does not map such responses one by one any more
    QVERIFY(first.send(get("/bytes/2000000")));
    QTRY_COMPARE(first.responses(), 1);
    first.close();
    const long before = residentMemory(program);
    {
        std::vector<RawClient> clients;
        for (int i = 0; i < 1000; ++i) {
            clients.emplace_back(program.port(), 4096);
            QVERIFY(clients.back().send(get("/bytes/2000000")));
        }
        QTRY_VERIFY_WITH_TIMEOUT(residentMemory(program) > before + 200 * megabyte, 30'000);
        for (RawClient &client : clients)
            client.reset();
    }
    QTRY_VERIFY_WITH_TIMEOUT(residentMemory(program) < before + 100 * megabyte, 60'000);
    Client client(program);
    client.request("/");
    QVERIFY(client.receives("ping"));
}

void TestProgram::readersThatGoAwayDoNotEndIt()
{
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(withReport("")));
    program.closeReadChannel(QProcess::StandardOutput);
    program.closeReadChannel(QProcess::StandardError);
    Client client(program);
    QElapsedTimer elapsed;
    elapsed.start();
    QTRY_VERIFY(elapsed.elapsed() > 1500); // in which it prints a line at least
    client.request("/");
    QVERIFY(client.receives("ping"));
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
    QCOMPARE(takeReport()[QStringLiteral("outcome")].toString(), QStringLiteral("closed"));
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "driven.h"
#include "rawclient.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Drainboard;

namespace {

const QString closedOut = QStringLiteral("Closed out remaining connections");

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts);
}

RawClient clientOf(const ProgramUnderTest &program, const char *path)
{
    RawClient client(program.port());
    client.send(get(path));
    return client;
}

} // namespace

// What becomes of the program behind a shutdown, while it has a window.
class TestStartAgain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_settings = std::make_unique<QTemporaryDir>(); }

    void theButtonKeepsTheWindow_data();
    void theButtonKeepsTheWindow();
    void withExitWhenClosedItDoesNot();
    void whoeverWantsItsEndGetsIt_data();
    void whoeverWantsItsEndGetsIt();
    void itServesAgain();
    void theSameButtonShutsDownAgain();
    void afterASignalStayOpenStartsAgainToo();
    void nobodyIsServedAfterAForcedEnd();
    void theWorstEndIsTheExitCode();
    void aStuckWorkerDoesNotKeepItFromStartingAgain();
    void aPortThatIsTakenIsSaidAndTriedAgain();
    void aPortThatTheSystemPickedMayBecomeAnother();
    void whatIsChosenIsDoneAndRemembered();
    void limitsAreKeptAndRemembered();

private:
    QString reportFile() const { return m_settings->filePath(QStringLiteral("report.json")); }
    QString triggerInReport() const
    {
        QFile file(reportFile());
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("trigger")].toString();
    }

    std::unique_ptr<QTemporaryDir> m_settings;
};

void TestStartAgain::theButtonKeepsTheWindow_data()
{
    QTest::addColumn<QString>("end");
    QTest::newRow("until a signal") << QStringLiteral("SIGTERM");
    QTest::newRow("until it is closed") << QStringLiteral("close");
}

void TestStartAgain::theButtonKeepsTheWindow()
{
    QFETCH(QString, end);
    Driven program(m_settings->path());
    QVERIFY2(program.serve(), qPrintable(program.everythingSaid()));
    program.tell("click startAgainButton");
    QTRY_VERIFY(program.outputLines().contains(QStringLiteral("no: click startAgainButton"))); // it runs
    program.tell("click shutdownButton");
    QVERIFY2(program.hasEnded(), qPrintable(program.everythingSaid()));
    QCOMPARE(program.textOf("stateLabel"), QStringLiteral("Closed"));
    QVERIFY(program.textOf("summaryLabel").startsWith(QStringLiteral("Closed")));
    QTest::qWait(1500); // longer than the watchdog would wait
    QCOMPARE(program.state(), QProcess::Running);
    end == QStringLiteral("close") ? program.tell("close") : program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
}

void TestStartAgain::withExitWhenClosedItDoesNot()
{
    Driven program(m_settings->path());
    QVERIFY2(program.serve(words("--exit-when-closed")), qPrintable(program.everythingSaid()));
    program.tell("click shutdownButton");
    COMPARE_EXIT(program, 0);
}

void TestStartAgain::whoeverWantsItsEndGetsIt_data()
{
    QTest::addColumn<QByteArrayList>("commands");
    QTest::addColumn<bool>("signal");
    const QByteArray shutdown = "click shutdownButton";
    QTest::newRow("by a signal") << QByteArrayList {} << true;
    QTest::newRow("by the close box") << QByteArrayList { "close" } << false;
    QTest::newRow("by a signal, after the button") << QByteArrayList { shutdown } << true;
    QTest::newRow("by the close box, after the button") << QByteArrayList { shutdown, "close" } << false;
}

void TestStartAgain::whoeverWantsItsEndGetsIt()
{
    QFETCH(QByteArrayList, commands);
    QFETCH(bool, signal);
    Driven program(m_settings->path());
    QVERIFY2(program.serve(words("--abort-after 2s")), qPrintable(program.everythingSaid()));
    const RawClient hanging = clientOf(program, "/hang"); // so that nothing ends at once
    QTRY_VERIFY(program.outputLines().contains(QStringLiteral("1 connection currently open")));
    for (const QByteArray &command : commands)
        program.tell(command.constData());
    if (!commands.isEmpty())
        QVERIFY(QTest::qWaitFor([&] { return !program.outputLines().filter(QStringLiteral("gracefully")).isEmpty(); }));
    if (signal)
        program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
}

void TestStartAgain::itServesAgain()
{
    Driven program(m_settings->path());
    QVERIFY2(program.serve(words("--report") << reportFile()), qPrintable(program.everythingSaid()));
    const quint16 port = program.port();
    RawClient before = clientOf(program, "/");
    QTRY_COMPARE(before.responses(), 1);
    program.tell("click shutdownButton");
    QVERIFY2(program.hasEnded(), qPrintable(program.everythingSaid()));
    QTRY_COMPARE(triggerInReport(), QStringLiteral("button"));
    QVERIFY2(program.startAgain(), qPrintable(program.everythingSaid()));
    QCOMPARE(program.port(), port);
    QCOMPARE(program.textOf("stateLabel"), QStringLiteral("Listening"));
    QCOMPARE(program.textOf("summaryLabel"), QString());
    RawClient client = clientOf(program, "/connection");
    QTRY_VERIFY(client.received().contains("\"id\":2") || client.received().contains("\"id\": 2")); // ids go on
    QTRY_COMPARE(program.outputLines().constLast(), QStringLiteral("1 connection currently open"));
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
    QCOMPARE(triggerInReport(), QStringLiteral("SIGTERM"));
}

void TestStartAgain::theSameButtonShutsDownAgain()
{
    Driven program(m_settings->path());
    QVERIFY2(program.serve(), qPrintable(program.everythingSaid()));
    for (int run = 1; run <= 3; ++run) {
        program.tell("click shutdownButton");
        QVERIFY2(program.hasEnded(run), qPrintable(program.everythingSaid()));
        QVERIFY2(program.startAgain(), qPrintable(program.everythingSaid()));
    }
    RawClient client = clientOf(program, "/");
    QTRY_COMPARE(client.responses(), 1);
    program.raise(SIGINT);
    COMPARE_EXIT(program, 0);
}

void TestStartAgain::afterASignalStayOpenStartsAgainToo()
{
    Driven program(m_settings->path());
    QVERIFY2(program.serve(words("--stay-open")), qPrintable(program.everythingSaid()));
    program.raise(SIGTERM);
    QVERIFY2(program.hasEnded(), qPrintable(program.everythingSaid()));
    QVERIFY2(program.startAgain(), qPrintable(program.everythingSaid()));
    RawClient client = clientOf(program, "/");
    QTRY_COMPARE(client.responses(), 1);
    program.raise(SIGTERM);
    QVERIFY2(program.hasEnded(2), qPrintable(program.everythingSaid()));
    QCOMPARE(program.textOf("stateLabel"), QStringLiteral("Closed"));
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
}

void TestStartAgain::nobodyIsServedAfterAForcedEnd()
{
    Driven program(m_settings->path());
    QVERIFY2(program.serve(words("--policy stop-listening --force-after 300ms")), qPrintable(program.everythingSaid()));
    RawClient client = clientOf(program, "/");
    QTRY_COMPARE(client.responses(), 1);
    program.tell("click shutdownButton");
    QVERIFY2(program.hasEnded(), qPrintable(program.everythingSaid()));
    QVERIFY(program.textOf("summaryLabel").startsWith(QStringLiteral("Forced")));
    QTRY_VERIFY(client.end() == RawClient::End::Reset);
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 1);
}

void TestStartAgain::theWorstEndIsTheExitCode()
{
    Driven program(m_settings->path());
    QVERIFY2(program.serve(words("--policy stop-listening --force-after 300ms")), qPrintable(program.everythingSaid()));
    RawClient client = clientOf(program, "/");
    QTRY_COMPARE(client.responses(), 1);
    program.tell("click shutdownButton");
    QVERIFY2(program.hasEnded(), qPrintable(program.everythingSaid()));
    program.tell("choose policyChoice drain");
    QVERIFY2(program.startAgain(), qPrintable(program.everythingSaid()));
    program.raise(SIGTERM);
    QVERIFY2(program.hasEnded(2), qPrintable(program.everythingSaid()));
    COMPARE_EXIT(program, 1);
    QCOMPARE(program.outputLines().filter(closedOut).size(), 1); // the second run ended well
}

void TestStartAgain::aStuckWorkerDoesNotKeepItFromStartingAgain()
{
    Driven program(m_settings->path());
    QVERIFY2(program.serve(words("--threads 1 --abort-after 100ms --force-after 300ms")),
             qPrintable(program.everythingSaid()));
    const RawClient blocking = clientOf(program, "/block/60000");
    QTRY_VERIFY(program.outputLines().contains(QStringLiteral("1 connection currently open")));
    program.tell("click shutdownButton");
    QVERIFY2(program.hasEnded(), qPrintable(program.everythingSaid()));
    QVERIFY2(program.startAgain(), qPrintable(program.everythingSaid()));
    RawClient client = clientOf(program, "/");
    QTRY_COMPARE(client.responses(), 1);
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 1);
}

void TestStartAgain::aPortThatIsTakenIsSaidAndTriedAgain()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const quint16 port = other.serverPort();
    other.close();
    Driven program(m_settings->path());
    QVERIFY2(program.serve({ QStringLiteral("--port"), QString::number(port) }), qPrintable(program.everythingSaid()));
    program.tell("click shutdownButton");
    QVERIFY2(program.hasEnded(), qPrintable(program.everythingSaid()));
    QVERIFY(other.listen(QHostAddress::LocalHost, port)); // the port is free, and now it is not
    program.tell("click startAgainButton");
    QTRY_COMPARE(program.errorLines().filter(QStringLiteral("Could not listen")).size(), 1);
    QVERIFY(program.textOf("startProblemLabel").contains(QString::number(port)));
    QCOMPARE(program.textOf("stateLabel"), QStringLiteral("Closed")); // the report is there still
    QVERIFY(!program.textOf("summaryLabel").isEmpty());
    QCOMPARE(program.runs(), 1);
    other.close();
    QVERIFY2(program.startAgain(), qPrintable(program.everythingSaid()));
    QCOMPARE(program.textOf("startProblemLabel"), QString());
    RawClient client = clientOf(program, "/");
    QTRY_COMPARE(client.responses(), 1);
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
}

void TestStartAgain::aPortThatTheSystemPickedMayBecomeAnother()
{
    Driven program(m_settings->path());
    QVERIFY2(program.serve(), qPrintable(program.everythingSaid()));
    const quint16 port = program.port();
    program.tell("click shutdownButton");
    QVERIFY2(program.hasEnded(), qPrintable(program.everythingSaid()));
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, port));
    QVERIFY2(program.startAgain(), qPrintable(program.everythingSaid()));
    QVERIFY(program.port() != port);
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
}

void TestStartAgain::whatIsChosenIsDoneAndRemembered()
{
    const QString plan = QStringLiteral("policy disconnect-all");
    {
        Driven program(m_settings->path());
        QVERIFY2(program.serve(words("--report") << reportFile()), qPrintable(program.everythingSaid()));
        QVERIFY(!program.textOf("shutdownPlanLabel").contains(plan));
        program.tell("choose policyChoice disconnect-all");
        QVERIFY(program.textOf("shutdownPlanLabel").contains(plan));
        program.raise(SIGTERM);
        COMPARE_EXIT(program, 0);
        QFile file(reportFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("\"disconnect-all\""));
    }
    {
        Driven program(m_settings->path());
        QVERIFY2(program.serve(), qPrintable(program.everythingSaid()));
        QVERIFY(program.textOf("shutdownPlanLabel").contains(plan));
        program.raise(SIGTERM);
        COMPARE_EXIT(program, 0);
    }
    Driven program(m_settings->path());
    QVERIFY2(program.serve(words("--policy drain")), qPrintable(program.everythingSaid()));
    QVERIFY(program.textOf("shutdownPlanLabel").contains(QStringLiteral("policy drain"))); // the command line wins
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
}

void TestStartAgain::limitsAreKeptAndRemembered()
{
    const auto keepAlive = [](Driven &program) {
        program.tell("click planButton");
        program.tell("click limitsButton");
        return program.textOf("keepAliveTimeoutEdit");
    };
    {
        Driven program(m_settings->path());
        QVERIFY2(program.serve(), qPrintable(program.everythingSaid()));
        QCOMPARE(keepAlive(program), QStringLiteral("0"));
        program.tell("type keepAliveTimeoutEdit soon");
        program.tell("click limitsOkButton");
        QVERIFY(program.textOf("limitsProblemLabel").contains(QStringLiteral("soon")));
        program.tell("type keepAliveTimeoutEdit 200 ms");
        program.tell("click limitsOkButton");
        RawClient idle = clientOf(program, "/");
        QTRY_COMPARE(idle.end(), RawClient::End::Fin);
        idle.close();
        program.tell("click shutdownButton");
        QVERIFY2(program.hasEnded(), qPrintable(program.everythingSaid()));
        QVERIFY2(program.startAgain(), qPrintable(program.everythingSaid()));
        QCOMPARE(keepAlive(program), QStringLiteral("200 ms"));
        RawClient again = clientOf(program, "/");
        QTRY_COMPARE(again.end(), RawClient::End::Fin);
        again.close();
        program.raise(SIGTERM);
        COMPARE_EXIT(program, 0);
    }
    {
        Driven program(m_settings->path());
        QVERIFY2(program.serve(), qPrintable(program.everythingSaid()));
        QCOMPARE(keepAlive(program), QStringLiteral("200 ms"));
        program.raise(SIGTERM);
        COMPARE_EXIT(program, 0);
    }
    Driven program(m_settings->path());
    QVERIFY2(program.serve(words("--keep-alive-timeout 7s")), qPrintable(program.everythingSaid()));
    QCOMPARE(keepAlive(program), QStringLiteral("7 s")); // the command line wins
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
}

QTEST_GUILESS_MAIN(TestStartAgain)
#include "tst_startagain.moc"

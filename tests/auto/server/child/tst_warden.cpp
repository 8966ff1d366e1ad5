// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "livingprocess.h"

#include "child/descendants.h"

#include <QProcess>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <memory>

#include <unistd.h>

using namespace Drainboard;

// What becomes of a server's processes when those that watch over it are killed.
class tst_Warden : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void nothingIsLeftWhenWeAreKilled_data();
    void nothingIsLeftWhenWeAreKilled();
    void wardenHeedsNoSignalOfATerminal_data();
    void wardenHeedsNoSignalOfATerminal();
    void killedWardenTakesTheServerWithIt();
    void serverEndsWhereBothAreKilled();
    void terminalReachesNeitherWardenNorServer();
    void isNoWardenWithoutWhatOneNeeds_data();
    void isNoWardenWithoutWhatOneNeeds();

private:
    bool start(const QStringList &script);
    void read() { m_said += m_host->readAllStandardOutput(); }
    qint64 warden() const;

    std::unique_ptr<QProcess> m_host;
    QByteArray m_said;
};

void tst_Warden::init()
{
    m_host = std::make_unique<QProcess>();
    m_said.clear();
}

void tst_Warden::cleanup()
{
    m_host->kill();
    m_host->waitForFinished();
    m_host.reset();
}

/// Starts another process with a ChildServer, and waits until its server listens.
bool tst_Warden::start(const QStringList &script)
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    const QString port = QString::number(server.serverPort());
    server.close();
    QStringList arguments { port, QStringLiteral(DRAINBOARD_PLAYSERVER) };
    for (const QString &word : script)
        arguments += word == QStringLiteral("listen") ? QStringLiteral("listen:") + port : word;
    m_host->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_host->setChildProcessModifier([] { ::setpgid(0, 0); });
    m_host->start(QStringLiteral(DRAINBOARD_CHILDHOST), arguments);
    return m_host->waitForStarted()
        && QTest::qWaitFor(
               [this] {
                   read();
                   return m_said.contains("ready\n");
               },
               30'000);
}

qint64 tst_Warden::warden() const
{
    const auto children = childrenOf(pid_t(m_host->processId()));
    return children.size() == 1 ? children.front() : 0;
}

void tst_Warden::nothingIsLeftWhenWeAreKilled_data()
{
    QTest::addColumn<QStringList>("script");
    QTest::addColumn<int>("count");
    const QString pid = QStringLiteral("pid");
    const QString helper = QStringLiteral("helper");
    const QString leave = QStringLiteral("leave");
    const QString ignore = QStringLiteral("ignore-term");
    const QString listen = QStringLiteral("listen");
    const QString wait = QStringLiteral("wait");
    QTest::newRow("one process") << QStringList { pid, listen, wait } << 1;
    QTest::newRow("it ignores SIGTERM") << QStringList { ignore, pid, listen, wait } << 1;
    QTest::newRow("sessions of their own") << QStringList { ignore, pid, helper, helper, listen, wait } << 3;
    QTest::newRow("a daemon with helpers") << QStringList { ignore, leave, helper, listen, wait } << 2;
    QTest::newRow("a daemon of a daemon") << QStringList { ignore, leave, leave, helper, listen, wait } << 3;
}

void tst_Warden::nothingIsLeftWhenWeAreKilled()
{
    QFETCH(QStringList, script);
    QFETCH(int, count);
    QVERIFY(start(script));
    QTRY_VERIFY((read(), pidsIn(m_said).size() == count));
    const qint64 wardenPid = warden();
    QVERIFY(isAlive(wardenPid));
    const QList<qint64> pids = pidsIn(m_said);
    QVERIFY(isAlive(pids.last()));
    m_host->kill();
    QVERIFY(m_host->waitForFinished());
    for (const qint64 pid : pids)
        QTRY_VERIFY(!isAlive(pid));
    QTRY_VERIFY(!isAlive(wardenPid));
}

void tst_Warden::wardenHeedsNoSignalOfATerminal_data()
{
    QTest::addColumn<int>("number");
    for (const int number : { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGTSTP, SIGUSR1, SIGALRM })
        QTest::newRow(::sigabbrev_np(number)) << number;
}

void tst_Warden::wardenHeedsNoSignalOfATerminal()
{
    QFETCH(int, number);
    QVERIFY(start(
        { QStringLiteral("ignore-term"), QStringLiteral("pid"), QStringLiteral("listen"), QStringLiteral("wait") }));
    const qint64 wardenPid = warden();
    QCOMPARE(::kill(pid_t(wardenPid), number), 0);
    // It still does its work.
    const qint64 server = pidsIn(m_said).value(0);
    QVERIFY(isAlive(server));
    m_host->kill();
    QVERIFY(m_host->waitForFinished());
    QTRY_VERIFY(!isAlive(server));
    QTRY_VERIFY(!isAlive(wardenPid));
}

void tst_Warden::killedWardenTakesTheServerWithIt()
{
    QVERIFY(start(
        { QStringLiteral("ignore-term"), QStringLiteral("pid"), QStringLiteral("listen"), QStringLiteral("wait") }));
    const qint64 server = pidsIn(m_said).value(0);
    QCOMPARE(::kill(pid_t(warden()), SIGKILL), 0);
    QTRY_VERIFY(!isAlive(server));
    QTRY_VERIFY((read(), m_said.contains("ended: SIGKILL\n")));
}

// Nobody is left to kill the server then: the kernel does.
void tst_Warden::serverEndsWhereBothAreKilled()
{
    QVERIFY(start(
        { QStringLiteral("ignore-term"), QStringLiteral("pid"), QStringLiteral("listen"), QStringLiteral("wait") }));
    const qint64 server = pidsIn(m_said).value(0);
    const auto wardenPid = pid_t(warden());
    QCOMPARE(::kill(pid_t(m_host->processId()), SIGSTOP), 0); // it cannot do anything about it
    QCOMPARE(::kill(wardenPid, SIGKILL), 0);
    QTRY_VERIFY(!isAlive(server));
}

void tst_Warden::terminalReachesNeitherWardenNorServer()
{
    QVERIFY(start({ QStringLiteral("pid"), QStringLiteral("listen"), QStringLiteral("wait") }));
    const auto group = pid_t(m_host->processId());
    const qint64 server = pidsIn(m_said).value(0);
    QCOMPARE(::getpgid(group), group);
    QCOMPARE(::getpgid(pid_t(warden())), pid_t(warden()));
    QCOMPARE(::getpgid(pid_t(server)), pid_t(server));
}

void tst_Warden::isNoWardenWithoutWhatOneNeeds_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("isWarden");
    const QString us = QString::number(::getpid());
    const QString warden = QStringLiteral("--warden");
    const QString dash = QStringLiteral("-");
    const QString end = QStringLiteral("--");
    const QString command = QStringLiteral("/bin/echo");
    QTest::newRow("no command") << QStringList { warden, us, dash, end } << false;
    QTest::newRow("nothing behind it") << QStringList { warden } << false;
    QTest::newRow("another order") << QStringList { us, warden, dash, end, command } << false;
    QTest::newRow("of another process") << QStringList { warden, QStringLiteral("1"), dash, end, command } << true;
    QTest::newRow("of no process") << QStringList { warden, QStringLiteral("x"), dash, end, command } << true;
}

void tst_Warden::isNoWardenWithoutWhatOneNeeds()
{
    QFETCH(QStringList, arguments);
    QFETCH(bool, isWarden);
    m_host->start(QStringLiteral(DRAINBOARD_CHILDHOST), arguments);
    QVERIFY(m_host->waitForFinished());
    QCOMPARE(m_host->exitCode(), 1);
    QCOMPARE(m_host->readAllStandardOutput(), "");
    QCOMPARE(m_host->readAllStandardError().isEmpty(), isWarden); // who is none goes on, and complains
}

QTEST_GUILESS_MAIN(tst_Warden)
#include "tst_warden.moc"

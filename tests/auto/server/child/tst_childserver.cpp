// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "livingprocess.h"
#include "playedchild.h"

#include "child/childserver.h"
#include "child/descendants.h"
#include "child/warden.h"

#include <QDir>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace Drainboard;
using namespace std::chrono_literals;

// How a server starts, and what it has from us.
class tst_ChildServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_stage = std::make_unique<Stage>(); }
    /// Wardens are waited for, too.
    void cleanup() { QTRY_COMPARE(descendantsOf(::getpid()).size(), 0u); }

    void saysReadyWhenItListens();
    void passesOnEachLine();
    void passesOnWhatIsSaidAtTheEnd();
    void floodsDoNotBlockIt();
    void cannotStart_data();
    void cannotStart();
    void runsAScriptWithoutAFirstLine();
    void wardenThatDoesNotWork_data();
    void wardenThatDoesNotWork();
    void portInUse();
    void diesAtOnce_data();
    void diesAtOnce();
    void neverListens_data();
    void neverListens();
    void inheritsNothingOfOurs();
    void limitOfDescriptors();
    void callsThatComeTooLateDoNothing();

private:
    std::unique_ptr<Stage> m_stage;
};

void tst_ChildServer::saysReadyWhenItListens()
{
    Child child(m_stage->playing({ QStringLiteral("say:begun"), QStringLiteral("wait-for:") + m_stage->go(),
                                   m_stage->listen(), QStringLiteral("wait") }));
    QSignalSpy started(&child, &ChildServer::started);
    child.start();
    QCOMPARE(child.state(), ChildServer::State::Starting);
    QTRY_COMPARE(child.output, "begun\n");
    QTRY_COMPARE(started.size(), 1);
    QVERIFY(isAlive(child.processId()));
    QCOMPARE(child.state(), ChildServer::State::Starting);
    QVERIFY(m_stage->letGo());
    QTRY_VERIFY(child.isRunning());
    QCOMPARE(child.said, "ready ");
}

void tst_ChildServer::passesOnEachLine()
{
    Child child(m_stage->playing({ QStringLiteral("say:one"), QStringLiteral("cry:oh"), QStringLiteral("say:"),
                                   QStringLiteral("part:tw"), m_stage->listen(), QStringLiteral("say:o"),
                                   QStringLiteral("wait") }));
    child.start();
    QTRY_COMPARE(child.output, "one\n\ntwo\n");
    QTRY_COMPARE(child.errors, "oh\n");
}

void tst_ChildServer::passesOnWhatIsSaidAtTheEnd()
{
    Child child(m_stage->playing(
        { QStringLiteral("say:one"), QStringLiteral("part:no end of line"), QStringLiteral("exit:3") }));
    QByteArray before;
    connect(&child, &ChildServer::failed, &child, [&] { before = child.output; });
    child.start();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(before, "one\nno end of line\n");
}

void tst_ChildServer::floodsDoNotBlockIt()
{
    constexpr int many = 200'000;
    Child child(
        m_stage->playing({ m_stage->listen(), QStringLiteral("lines:%1").arg(many), QStringLiteral("exit:0") }));
    child.start();
    QTRY_VERIFY_WITH_TIMEOUT(child.isOver(), 60'000);
    QCOMPARE(child.lines, many);
    QVERIFY(child.output.endsWith("line 199998\nline 199999\n"));
}

void tst_ChildServer::cannotStart_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QString>("why");
    QTest::newRow("no command") << QStringList() << QStringLiteral("No command is given");
    QTest::newRow("an empty command") << QStringList { QString() } << QStringLiteral("No command is given");
    QTest::newRow("nothing of that name in PATH")
        << QStringList { QStringLiteral("no-such-server"), QStringLiteral("x") }
        << QStringLiteral("no-such-server: command not found");
    QTest::newRow("no such file") << QStringList { QStringLiteral("./no-such-server") }
                                  << QStringLiteral("./no-such-server: no such file");
    QTest::newRow("a folder") << QStringList { QStringLiteral("/usr") } << QStringLiteral("/usr: not executable");
    QTest::newRow("not executable") << QStringList { QStringLiteral("PLAIN FILE") }
                                    << QStringLiteral("%1: not executable");
    QTest::newRow("its interpreter is missing")
        << QStringList { QStringLiteral("NO INTERPRETER") }
        << QStringLiteral("%1: the interpreter that its first line names was not found");
}

void tst_ChildServer::cannotStart()
{
    QFETCH(QStringList, command);
    QFETCH(QString, why);
    const QString program = command.value(0);
    if (program == QStringLiteral("PLAIN FILE"))
        command = { m_stage->write("exit 4\n", false) };
    else if (program == QStringLiteral("NO INTERPRETER"))
        command = { m_stage->write("#!/no/such/interpreter\n") };
    if (why.contains(QStringLiteral("%1")))
        why = why.arg(command.first());
    Child child({ .command = command, .port = m_stage->port() });
    child.start();
    QVERIFY(child.said.isEmpty()); // not before start() has returned
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "failed ");
    QCOMPARE(child.why, why);
    QCOMPARE(child.processId(), -1);
}

void tst_ChildServer::runsAScriptWithoutAFirstLine()
{
    Child child({ .command = { m_stage->write("echo I run\nexit 4\n") }, .port = m_stage->port() });
    child.start();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.output, "I run\n");
    QVERIFY2(child.why.endsWith(QStringLiteral("ended before it listened: exit code 4")), qPrintable(child.why));
}

void tst_ChildServer::wardenThatDoesNotWork_data()
{
    QTest::addColumn<QString>("warden");
    QTest::addColumn<QString>("why");
    QTest::newRow("it is missing") << QStringLiteral("/no/such/warden")
                                   << QStringLiteral("No process can be started: No such file or directory");
    QTest::newRow("it is no warden") << QStringLiteral("/bin/true")
                                     << QStringLiteral("the process that is to watch over it does not work");
}

void tst_ChildServer::wardenThatDoesNotWork()
{
    QFETCH(QString, warden);
    QFETCH(QString, why);
    ChildServer::Settings settings = m_stage->playing({ m_stage->listen(), QStringLiteral("wait") });
    settings.warden = warden;
    Child child(settings);
    child.start();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "failed ");
    QVERIFY2(child.why.endsWith(why), qPrintable(child.why));
}

void tst_ChildServer::portInUse()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, m_stage->port()));
    Child child(m_stage->playing({ QStringLiteral("say:never"), m_stage->listen(), QStringLiteral("wait") }));
    child.start();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "failed ");
    QCOMPARE(child.why,
             QStringLiteral("127.0.0.1:%1 is in use already: another program listens there").arg(m_stage->port()));
    QCOMPARE(child.output, "");
}

void tst_ChildServer::diesAtOnce_data()
{
    QTest::addColumn<QStringList>("script");
    QTest::addColumn<QString>("how");
    QTest::newRow("with an exit code") << QStringList { QStringLiteral("exit:7") } << QStringLiteral("exit code 7");
    QTest::newRow("with success") << QStringList { QStringLiteral("exit:0") } << QStringLiteral("exit code 0");
    QTest::newRow("by a signal") << QStringList { QStringLiteral("die:6") } << QStringLiteral("SIGABRT");
    QTest::newRow("and leaves a process")
        << QStringList { QStringLiteral("helper"), QStringLiteral("exit:5") } << QStringLiteral("exit code 5");
    QTest::newRow("its daemon does") << QStringList { QStringLiteral("leave"), QStringLiteral("exit:6") }
                                     << QStringLiteral("exit code 6");
}

void tst_ChildServer::diesAtOnce()
{
    QFETCH(QStringList, script);
    QFETCH(QString, how);
    Child child(m_stage->playing(script));
    child.start();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "failed ");
    QVERIFY2(child.why.endsWith(QStringLiteral(": ended before it listened: ") + how), qPrintable(child.why));
}

void tst_ChildServer::neverListens_data()
{
    QTest::addColumn<QStringList>("script");
    QTest::addColumn<QString>("why");
    const QString on = QStringLiteral("does not listen on 127.0.0.1:%1 after 1 s");
    const QString wait = QStringLiteral("wait");
    QTest::newRow("nowhere") << QStringList { wait } << on;
    QTest::newRow("it ignores SIGTERM, too") << QStringList { QStringLiteral("ignore-term"), wait } << on;
    QTest::newRow("its daemon does not") << QStringList { QStringLiteral("leave"), wait } << on;
    QTest::newRow("on another address") << QStringList { QStringLiteral("listen6:%1"), wait }
                                        << on + QStringLiteral(", but on [::1]:%1");
}

void tst_ChildServer::neverListens()
{
    QFETCH(QStringList, script);
    QFETCH(QString, why);
    ChildServer::Settings settings = m_stage->playing(
        script.replaceInStrings(QStringLiteral("%1"), QString::number(m_stage->port())));
    settings.readyTimeout = 1s;
    Child child(settings);
    child.start();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "failed ");
    QVERIFY2(child.why.endsWith(why.arg(m_stage->port())), qPrintable(child.why));
}

void tst_ChildServer::inheritsNothingOfOurs()
{
    const int ours = ::open("/dev/zero", O_RDONLY); // not even closed on exec
    sigset_t blocked;
    sigset_t before;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR2);
    ::sigprocmask(SIG_BLOCK, &blocked, &before);
    const auto handler = std::signal(SIGPIPE, SIG_IGN);
    Child child(m_stage->playing({ m_stage->listen(), QStringLiteral("wait") }));
    child.start();
    ::sigprocmask(SIG_SETMASK, &before, nullptr);
    std::signal(SIGPIPE, handler);
    ::close(ours);
    QTRY_VERIFY(child.isRunning());

    const QString process = QStringLiteral("/proc/%1/").arg(child.processId());
    QMap<QString, QString> descriptors;
    for (const QFileInfo &entry : QDir(process + QStringLiteral("fd")).entryInfoList(QDir::Files | QDir::System))
        descriptors[entry.fileName()] = QFile::symLinkTarget(entry.filePath());
    QCOMPARE(descriptors.keys(),
             QStringList({ QStringLiteral("0"), QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3") }));
    QCOMPARE(descriptors[QStringLiteral("0")], QStringLiteral("/dev/null"));
    QVERIFY(descriptors[QStringLiteral("1")].contains(QStringLiteral("pipe:")));
    QVERIFY(descriptors[QStringLiteral("1")] != descriptors[QStringLiteral("2")]);
    QVERIFY(descriptors[QStringLiteral("3")].contains(QStringLiteral("socket:"))); // its own listener

    QFile status(process + QStringLiteral("status"));
    QVERIFY(status.open(QIODevice::ReadOnly));
    const QByteArray text = status.readAll();
    QVERIFY(text.contains("SigBlk:\t0000000000000000\n"));
    // Two signals are glibc's own, and its posix_spawn() ignores them. Programs of glibc handle them again.
    constexpr quint64 glibcsOwn = 3ull << 31;
    const qsizetype ignored = text.indexOf("SigIgn:\t") + 8;
    QCOMPARE(text.mid(ignored, 16).toULongLong(nullptr, 16) & ~glibcsOwn, 0ull);
    QCOMPARE(::getpgid(pid_t(child.processId())), pid_t(child.processId()));
}

void tst_ChildServer::limitOfDescriptors()
{
    ChildServer::Settings settings {
        .command = { QStringLiteral("sh"), QStringLiteral("-c"), QStringLiteral("ulimit -n") }, .port = m_stage->port()
    };
    Child same(settings);
    same.start();
    QTRY_VERIFY(same.isOver());
    rlimit ours {};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &ours), 0);
    QCOMPARE(same.output.trimmed(), QByteArray::number(quint64(ours.rlim_cur)));
    settings.descriptorLimit = 77;
    Child other(settings);
    other.start();
    QTRY_VERIFY(other.isOver());
    QCOMPARE(other.output, "77\n");
}

void tst_ChildServer::callsThatComeTooLateDoNothing()
{
    Child child(m_stage->playing({ QStringLiteral("on-term:0"), m_stage->listen(), QStringLiteral("wait") }));
    child.stop();
    child.kill();
    QCOMPARE(child.state(), ChildServer::State::NotStarted);
    child.start();
    child.start();
    QTRY_VERIFY(child.isRunning());
    child.stop();
    child.stop();
    QTRY_VERIFY(child.isOver());
    child.stop();
    child.kill();
    child.start();
    QTest::qWait(0);
    QCOMPARE(child.said, "ready stoppedListening ended ");
    QVERIFY(!child.end.wasKilled);
}

int main(int argc, char **argv)
{
    if (const std::optional<int> code = runWarden(argc, argv))
        return *code;
    QCoreApplication app(argc, argv);
    tst_ChildServer test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_childserver.moc"

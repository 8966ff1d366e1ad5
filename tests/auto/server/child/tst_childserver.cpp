// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "livingprocess.h"

#include "child/childserver.h"
#include "child/descendants.h"
#include "child/warden.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

/// A ChildServer, and all that it has said.
class Child : public ChildServer
{
public:
    explicit Child(const Settings &settings)
        : ChildServer(settings)
    {
        connect(this, &ChildServer::outputLine, this, [this](const QByteArray &line, bool isError) {
            (isError ? errors : output) += line + '\n';
            ++lines;
        });
        connect(this, &ChildServer::ready, this, [this] { said += "ready "; });
        connect(this, &ChildServer::stoppedListening, this, [this] { said += "stoppedListening "; });
        connect(this, &ChildServer::failed, this, [this](const QString &reason) {
            said += "failed ";
            why = reason;
        });
        connect(this, &ChildServer::ended, this, [this](const ChildEnd &how) {
            said += "ended ";
            end = how;
        });
    }

    bool isOver() const { return state() == State::Over; }
    bool isRunning() const { return state() == State::Running; }

    QByteArray said; // without started() and outputLine()
    QByteArray output;
    QByteArray errors;
    int lines = 0;
    QString why;
    ChildEnd end;
};

} // namespace

class tst_ChildServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

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
    void endsByItselfWhenTold();
    void otherStopSignal();
    void stopsListeningBeforeItEnds();
    void ignoresTheStopSignalAndIsKilled();
    void endsUnasked_data();
    void endsUnasked();
    void stoppedBeforeItListens();
    void killedBeforeItListens();
    void daemonIsTheServer_data();
    void daemonIsTheServer();
    void leavesHelpersBehind();
    void shellThatDoesNotPassTheSignalOn();
    void killReachesSessionsOfTheirOwn();
    void manyProcessesAreKilled();
    void destructorLeavesNothing();
    void inheritsNothingOfOurs();
    void limitOfDescriptors();
    void callsThatComeTooLateDoNothing();

private:
    QStringList play(const QStringList &script) const
    {
        return QStringList(QStringLiteral(DRAINBOARD_PLAYSERVER)) + script;
    }
    ChildServer::Settings playing(const QStringList &script) const
    {
        return { .command = play(script), .port = m_port };
    }
    QString listen() const { return QStringLiteral("listen:%1").arg(m_port); }
    QString writeScript(const QByteArray &text, bool isExecutable = true) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    quint16 m_port = 0;
};

void tst_ChildServer::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_port = freePort();
}

void tst_ChildServer::cleanup()
{
    // Wardens are waited for, too.
    QTRY_COMPARE(descendantsOf(::getpid()).size(), 0u);
}

QString tst_ChildServer::writeScript(const QByteArray &text, bool isExecutable) const
{
    QFile file(m_folder->filePath(QStringLiteral("script")));
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
    file.setPermissions(isExecutable ? QFile::ReadOwner | QFile::ExeOwner : QFile::ReadOwner);
    return file.fileName();
}

void tst_ChildServer::saysReadyWhenItListens()
{
    const QString go = m_folder->filePath(QStringLiteral("go"));
    Child child(
        playing({ QStringLiteral("say:begun"), QStringLiteral("wait-for:") + go, listen(), QStringLiteral("wait") }));
    QSignalSpy started(&child, &ChildServer::started);
    child.start();
    QCOMPARE(child.state(), ChildServer::State::Starting);
    QTRY_COMPARE(child.output, "begun\n");
    QCOMPARE(started.size(), 1);
    QVERIFY(isAlive(child.processId()));
    QCOMPARE(child.state(), ChildServer::State::Starting);
    QVERIFY(QFile(go).open(QIODevice::WriteOnly));
    QTRY_VERIFY(child.isRunning());
    QCOMPARE(child.said, "ready ");
}

void tst_ChildServer::passesOnEachLine()
{
    Child child(playing({ QStringLiteral("say:one"), QStringLiteral("cry:oh"), QStringLiteral("say:"),
                          QStringLiteral("part:tw"), listen(), QStringLiteral("say:o"), QStringLiteral("wait") }));
    child.start();
    QTRY_COMPARE(child.output, "one\n\ntwo\n");
    QTRY_COMPARE(child.errors, "oh\n");
}

void tst_ChildServer::passesOnWhatIsSaidAtTheEnd()
{
    Child child(
        playing({ QStringLiteral("say:one"), QStringLiteral("part:no end of line"), QStringLiteral("exit:3") }));
    QByteArray before;
    connect(&child, &ChildServer::failed, &child, [&] { before = child.output; });
    child.start();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(before, "one\nno end of line\n");
}

void tst_ChildServer::floodsDoNotBlockIt()
{
    constexpr int many = 200'000;
    Child child(playing({ listen(), QStringLiteral("lines:%1").arg(many), QStringLiteral("exit:0") }));
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
        command = { writeScript("exit 4\n", false) };
    else if (program == QStringLiteral("NO INTERPRETER"))
        command = { writeScript("#!/no/such/interpreter\n") };
    if (why.contains(QStringLiteral("%1")))
        why = why.arg(command.first());
    Child child({ .command = command, .port = m_port });
    child.start();
    QVERIFY(child.said.isEmpty()); // not before start() has returned
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "failed ");
    QCOMPARE(child.why, why);
    QCOMPARE(child.processId(), -1);
}

void tst_ChildServer::runsAScriptWithoutAFirstLine()
{
    Child child({ .command = { writeScript("echo I run\nexit 4\n") }, .port = m_port });
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
    ChildServer::Settings settings = playing({ listen(), QStringLiteral("wait") });
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
    QVERIFY(other.listen(QHostAddress::LocalHost, m_port));
    Child child(playing({ QStringLiteral("say:never"), listen(), QStringLiteral("wait") }));
    child.start();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "failed ");
    QCOMPARE(child.why, QStringLiteral("127.0.0.1:%1 is in use already: another program listens there").arg(m_port));
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
    Child child(playing(script));
    child.start();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "failed ");
    QVERIFY2(child.why.endsWith(QStringLiteral(": ended before it listened: ") + how), qPrintable(child.why));
}

void tst_ChildServer::neverListens_data()
{
    QTest::addColumn<QStringList>("script");
    QTest::addColumn<QString>("why");
    const QString on = QStringLiteral("does not listen on 127.0.0.1:%1 after 0.3 s");
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
    ChildServer::Settings settings = playing(script.replaceInStrings(QStringLiteral("%1"), QString::number(m_port)));
    settings.readyTimeout = 300ms;
    Child child(settings);
    child.start();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "failed ");
    QVERIFY2(child.why.endsWith(why.arg(m_port)), qPrintable(child.why));
}

void tst_ChildServer::endsByItselfWhenTold()
{
    Child child(playing({ QStringLiteral("on-term:7"), listen(), QStringLiteral("wait") }));
    child.start();
    QTRY_VERIFY(child.isRunning());
    child.stop();
    QCOMPARE(child.state(), ChildServer::State::Stopping);
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "ready stoppedListening ended ");
    QCOMPARE(child.end.process, (ProcessEnd { .exitCode = 7 }));
    QVERIFY(child.end.wasAsked);
    QVERIFY(!child.end.wasKilled && !child.end.leftOthers && !child.end.hasForked && !child.end.isStillThere);
    QVERIFY(child.end.timeToExit && *child.end.timeToExit > 0ns && *child.end.timeToExit < 1min);
    QVERIFY(child.end.timeToStopListening);
}

void tst_ChildServer::otherStopSignal()
{
    ChildServer::Settings settings = playing({ QStringLiteral("ignore-term"), listen(), QStringLiteral("wait") });
    settings.stopSignal = SIGINT;
    Child child(settings);
    child.start();
    QTRY_VERIFY(child.isRunning());
    child.stop();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.end.process, (ProcessEnd { .signal = SIGINT }));
    QCOMPARE(child.end.process.toString(), QStringLiteral("SIGINT"));
    QVERIFY(!child.end.wasKilled);
}

void tst_ChildServer::stopsListeningBeforeItEnds()
{
    const QString go = m_folder->filePath(QStringLiteral("go"));
    Child child(playing({ QStringLiteral("on-term-once:") + go, listen(), QStringLiteral("wait") }));
    child.start();
    QTRY_VERIFY(child.isRunning());
    child.stop();
    QTRY_COMPARE(child.said, "ready stoppedListening ");
    QVERIFY(isAlive(child.processId()));
    QVERIFY(QFile(go).open(QIODevice::WriteOnly));
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "ready stoppedListening ended ");
    QVERIFY(*child.end.timeToStopListening < *child.end.timeToExit);
}

void tst_ChildServer::ignoresTheStopSignalAndIsKilled()
{
    Child child(
        playing({ QStringLiteral("ignore-term"), listen(), QStringLiteral("say:ignores"), QStringLiteral("wait") }));
    child.start();
    QTRY_VERIFY(child.isRunning());
    child.stop();
    child.kill();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "ready stoppedListening ended ");
    QCOMPARE(child.end.process, (ProcessEnd { .signal = SIGKILL }));
    QVERIFY(child.end.wasKilled && child.end.wasAsked && !child.end.leftOthers);
    QVERIFY(child.end.timeToExit);
}

void tst_ChildServer::endsUnasked_data()
{
    QTest::addColumn<QString>("last");
    QTest::addColumn<ProcessEnd>("end");
    QTest::newRow("by an exit code") << QStringLiteral("exit:9") << ProcessEnd { .exitCode = 9 };
    QTest::newRow("with success") << QStringLiteral("exit:0") << ProcessEnd {};
    QTest::newRow("by a crash") << QStringLiteral("die:11") << ProcessEnd { .signal = SIGSEGV };
    QTest::newRow("by somebody's SIGKILL") << QStringLiteral("die:9") << ProcessEnd { .signal = SIGKILL };
}

void tst_ChildServer::endsUnasked()
{
    QFETCH(QString, last);
    QFETCH(ProcessEnd, end);
    const QString go = m_folder->filePath(QStringLiteral("go"));
    Child child(playing({ listen(), QStringLiteral("wait-for:") + go, last }));
    child.start();
    QTRY_VERIFY(child.isRunning());
    QVERIFY(QFile(go).open(QIODevice::WriteOnly));
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "ready ended ");
    QCOMPARE(child.end.process, end);
    QVERIFY(!child.end.wasAsked && !child.end.wasKilled && !child.end.timeToExit && !child.end.timeToStopListening);
}

void tst_ChildServer::stoppedBeforeItListens()
{
    Child child(playing({ QStringLiteral("on-term:2"), QStringLiteral("say:begun"), QStringLiteral("wait") }));
    child.start();
    QTRY_COMPARE(child.output, "begun\n");
    child.stop();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "ended ");
    QCOMPARE(child.end.process, (ProcessEnd { .exitCode = 2 }));
    QVERIFY(child.end.timeToExit && !child.end.timeToStopListening);
}

void tst_ChildServer::killedBeforeItListens()
{
    Child child(playing({ QStringLiteral("wait") }));
    child.start();
    child.kill(); // perhaps before the command runs
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "ended ");
    QVERIFY(child.end.wasKilled);
}

void tst_ChildServer::daemonIsTheServer_data()
{
    QTest::addColumn<bool>("listensFirst");
    QTest::newRow("it listens after its parent has ended") << false;
    QTest::newRow("it listens before") << true;
}

void tst_ChildServer::daemonIsTheServer()
{
    QFETCH(bool, listensFirst);
    QStringList script { QStringLiteral("on-term:7"), QStringLiteral("leave"), QStringLiteral("wait") };
    const QString go = m_folder->filePath(QStringLiteral("go"));
    script.insert(listensFirst ? 1 : 2, listen());
    if (listensFirst)
        script.insert(2, QStringLiteral("wait-for:") + go);
    Child child(playing(script));
    child.start();
    QTRY_VERIFY(child.isRunning());
    QVERIFY(QFile(go).open(QIODevice::WriteOnly));
    QTRY_VERIFY(!isAlive(child.processId()));
    QTRY_COMPARE(pidsIn(child.output).size(), 1);
    const qint64 daemon = pidsIn(child.output).first();
    QVERIFY(daemon != child.processId());
    QVERIFY(isAlive(daemon));
    child.stop();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "ready stoppedListening ended ");
    QVERIFY(child.end.hasForked);
    QVERIFY(!child.end.leftOthers && !child.end.wasKilled);
    QCOMPARE(child.end.process, (ProcessEnd { .exitCode = 7 }));
    QVERIFY(child.end.timeToExit);
    QVERIFY(!isAlive(daemon));
}

void tst_ChildServer::leavesHelpersBehind()
{
    Child child(playing({ QStringLiteral("helper"), QStringLiteral("helper"), QStringLiteral("on-term:0"), listen(),
                          QStringLiteral("wait") }));
    child.start();
    QTRY_VERIFY(child.isRunning());
    QTRY_COMPARE(pidsIn(child.output).size(), 2);
    child.stop();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.end.process, ProcessEnd {});
    QVERIFY(child.end.leftOthers && !child.end.wasKilled);
    for (const qint64 pid : pidsIn(child.output))
        QVERIFY(!isAlive(pid));
}

// As in a container: the shell ends, and what it had started goes with it.
void tst_ChildServer::shellThatDoesNotPassTheSignalOn()
{
    const QString line = QStringLiteral("%1; true")
                             .arg(play({ QStringLiteral("pid"), QStringLiteral("on-term:0"), listen(),
                                         QStringLiteral("wait") })
                                      .join(u' '));
    Child child({ .command = { QStringLiteral("sh"), QStringLiteral("-c"), line }, .port = m_port });
    child.start();
    QTRY_VERIFY(child.isRunning());
    child.stop();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.end.process, (ProcessEnd { .signal = SIGTERM }));
    QVERIFY(child.end.leftOthers && !child.end.wasKilled);
    QCOMPARE(child.said, "ready stoppedListening ended ");
    QVERIFY(!isAlive(pidsIn(child.output).value(0)));
}

void tst_ChildServer::killReachesSessionsOfTheirOwn()
{
    Child child(playing({ QStringLiteral("ignore-term"), QStringLiteral("helper"), QStringLiteral("leave"),
                          QStringLiteral("helper"), listen(), QStringLiteral("wait") }));
    child.start();
    QTRY_VERIFY(child.isRunning());
    QTRY_COMPARE(pidsIn(child.output).size(), 3);
    child.kill();
    QTRY_VERIFY(child.isOver());
    QVERIFY(child.end.wasKilled && child.end.hasForked);
    for (const qint64 pid : pidsIn(child.output))
        QVERIFY(!isAlive(pid));
}

// Each looks for others to be the parent of, while they are killed.
void tst_ChildServer::manyProcessesAreKilled()
{
    const QString script = writeScript(
        "trap '' TERM\n"
        "i=0\n"
        "while [ $i -lt 60 ]; do setsid sh -c 'while :; do sleep 0.01 & sleep 0.01; done' & i=$((i+1)); done\n"
        "echo begun\n"
        "wait\n");
    Child child({ .command = { script }, .port = m_port });
    child.start();
    QTRY_COMPARE_WITH_TIMEOUT(child.output, "begun\n", 30'000);
    child.kill();
    QTRY_VERIFY_WITH_TIMEOUT(child.isOver(), 30'000);
    QVERIFY(!child.end.isStillThere);
}

void tst_ChildServer::destructorLeavesNothing()
{
    QList<qint64> pids;
    {
        Child child(playing({ QStringLiteral("ignore-term"), QStringLiteral("pid"), QStringLiteral("helper"), listen(),
                              QStringLiteral("wait") }));
        child.start();
        QTRY_VERIFY(child.isRunning());
        QTRY_COMPARE(pidsIn(child.output).size(), 2);
        pids = pidsIn(child.output);
    }
    for (const qint64 pid : pids)
        QVERIFY(!isAlive(pid));
    QCOMPARE(descendantsOf(::getpid()).size(), 0u); // at once
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
    Child child(playing({ listen(), QStringLiteral("wait") }));
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
        .command = { QStringLiteral("sh"), QStringLiteral("-c"), QStringLiteral("ulimit -n") }, .port = m_port
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
    Child child(playing({ QStringLiteral("on-term:0"), listen(), QStringLiteral("wait") }));
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

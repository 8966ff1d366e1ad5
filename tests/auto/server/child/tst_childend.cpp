// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "livingprocess.h"
#include "playedchild.h"

#include "child/childserver.h"
#include "child/descendants.h"
#include "child/warden.h"

#include <QTest>

#include <csignal>

#include <unistd.h>

using namespace Drainboard;
using namespace std::chrono_literals;

// How a server ends.
class tst_ChildEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_stage = std::make_unique<Stage>(); }
    /// Wardens are waited for, too.
    void cleanup() { QTRY_COMPARE(descendantsOf(::getpid()).size(), 0u); }

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

private:
    std::unique_ptr<Stage> m_stage;
};

void tst_ChildEnd::endsByItselfWhenTold()
{
    Child child(m_stage->playing({ QStringLiteral("on-term:7"), m_stage->listen(), QStringLiteral("wait") }));
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
    QVERIFY(child.end.timeToStopListening && *child.end.timeToStopListening <= *child.end.timeToExit);
}

void tst_ChildEnd::otherStopSignal()
{
    ChildServer::Settings settings = m_stage->playing(
        { QStringLiteral("ignore-term"), m_stage->listen(), QStringLiteral("wait") });
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

void tst_ChildEnd::stopsListeningBeforeItEnds()
{
    Child child(m_stage->playing(
        { QStringLiteral("on-term-once:") + m_stage->go(), m_stage->listen(), QStringLiteral("wait") }));
    child.start();
    QTRY_VERIFY(child.isRunning());
    child.stop();
    QTRY_COMPARE(child.said, "ready stoppedListening ");
    QVERIFY(isAlive(child.processId()));
    QVERIFY(m_stage->letGo());
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "ready stoppedListening ended ");
    QVERIFY(*child.end.timeToStopListening < *child.end.timeToExit);
}

void tst_ChildEnd::ignoresTheStopSignalAndIsKilled()
{
    Child child(m_stage->playing(
        { QStringLiteral("ignore-term"), m_stage->listen(), QStringLiteral("say:ignores"), QStringLiteral("wait") }));
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

void tst_ChildEnd::endsUnasked_data()
{
    QTest::addColumn<QString>("last");
    QTest::addColumn<ProcessEnd>("end");
    QTest::newRow("by an exit code") << QStringLiteral("exit:9") << ProcessEnd { .exitCode = 9 };
    QTest::newRow("with success") << QStringLiteral("exit:0") << ProcessEnd {};
    QTest::newRow("by a crash") << QStringLiteral("die:11") << ProcessEnd { .signal = SIGSEGV };
    QTest::newRow("by somebody's SIGKILL") << QStringLiteral("die:9") << ProcessEnd { .signal = SIGKILL };
}

void tst_ChildEnd::endsUnasked()
{
    QFETCH(QString, last);
    QFETCH(ProcessEnd, end);
    Child child(m_stage->playing({ m_stage->listen(), QStringLiteral("wait-for:") + m_stage->go(), last }));
    child.start();
    QTRY_VERIFY(child.isRunning());
    QVERIFY(m_stage->letGo());
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "ready ended ");
    QCOMPARE(child.end.process, end);
    QVERIFY(!child.end.wasAsked && !child.end.wasKilled && !child.end.timeToExit && !child.end.timeToStopListening);
}

void tst_ChildEnd::stoppedBeforeItListens()
{
    Child child(m_stage->playing({ QStringLiteral("on-term:2"), QStringLiteral("say:begun"), QStringLiteral("wait") }));
    child.start();
    QTRY_COMPARE(child.output, "begun\n");
    child.stop();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "ended ");
    QCOMPARE(child.end.process, (ProcessEnd { .exitCode = 2 }));
    QVERIFY(child.end.timeToExit && !child.end.timeToStopListening);
}

void tst_ChildEnd::killedBeforeItListens()
{
    Child child(m_stage->playing({ QStringLiteral("wait") }));
    child.start();
    child.kill(); // perhaps before the command runs
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.said, "ended ");
    QVERIFY(child.end.wasKilled);
}

void tst_ChildEnd::daemonIsTheServer_data()
{
    QTest::addColumn<bool>("listensFirst");
    QTest::newRow("it listens after its parent has ended") << false;
    QTest::newRow("it listens before") << true;
}

void tst_ChildEnd::daemonIsTheServer()
{
    QFETCH(bool, listensFirst);
    QStringList script { QStringLiteral("on-term:7"), QStringLiteral("leave"), QStringLiteral("wait") };
    script.insert(listensFirst ? 1 : 2, m_stage->listen());
    if (listensFirst)
        script.insert(2, QStringLiteral("wait-for:") + m_stage->go());
    Child child(m_stage->playing(script));
    child.start();
    QTRY_VERIFY(child.isRunning());
    QVERIFY(m_stage->letGo());
    QTRY_VERIFY(child.hasForked());
    QVERIFY(!isAlive(child.processId()));
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

void tst_ChildEnd::leavesHelpersBehind()
{
    Child child(m_stage->playing({ QStringLiteral("helper"), QStringLiteral("helper"), QStringLiteral("on-term:0"),
                                   m_stage->listen(), QStringLiteral("wait") }));
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
void tst_ChildEnd::shellThatDoesNotPassTheSignalOn()
{
    const QString line = QStringLiteral("%1; true")
                             .arg(Stage::play({ QStringLiteral("pid"), QStringLiteral("on-term:0"), m_stage->listen(),
                                                QStringLiteral("wait") })
                                      .join(u' '));
    Child child({ .command = { QStringLiteral("sh"), QStringLiteral("-c"), line }, .port = m_stage->port() });
    child.start();
    QTRY_VERIFY(child.isRunning());
    child.stop();
    QTRY_VERIFY(child.isOver());
    QCOMPARE(child.end.process, (ProcessEnd { .signal = SIGTERM }));
    QVERIFY(child.end.leftOthers && !child.end.wasKilled);
    QCOMPARE(child.said, "ready stoppedListening ended ");
    QVERIFY(!isAlive(pidsIn(child.output).value(0)));
}

void tst_ChildEnd::killReachesSessionsOfTheirOwn()
{
    Child child(m_stage->playing({ QStringLiteral("ignore-term"), QStringLiteral("helper"), QStringLiteral("leave"),
                                   QStringLiteral("helper"), m_stage->listen(), QStringLiteral("wait") }));
    child.start();
    QTRY_VERIFY(child.isRunning());
    QTRY_COMPARE(pidsIn(child.output).size(), 3);
    QTRY_VERIFY(child.hasForked());
    child.kill();
    QTRY_VERIFY(child.isOver());
    QVERIFY(child.end.wasKilled && child.end.hasForked);
    for (const qint64 pid : pidsIn(child.output))
        QVERIFY(!isAlive(pid));
}

// Each looks for others to be the parent of, while they are killed.
void tst_ChildEnd::manyProcessesAreKilled()
{
    const QString script = m_stage->write(
        "trap '' TERM\n"
        "i=0\n"
        "while [ $i -lt 20 ]; do setsid sh -c 'while :; do sleep 0.01 & sleep 0.01; done' & i=$((i+1)); done\n"
        "echo begun\n"
        "wait\n");
    Child child({ .command = { script }, .port = m_stage->port() });
    child.start();
    QTRY_COMPARE_WITH_TIMEOUT(child.output, "begun\n", 30'000);
    child.kill();
    QTRY_VERIFY_WITH_TIMEOUT(child.isOver(), 30'000);
    QVERIFY(!child.end.isStillThere);
}

void tst_ChildEnd::destructorLeavesNothing()
{
    QList<qint64> pids;
    {
        Child child(m_stage->playing({ QStringLiteral("ignore-term"), QStringLiteral("pid"), QStringLiteral("helper"),
                                       m_stage->listen(), QStringLiteral("wait") }));
        child.start();
        QTRY_VERIFY(child.isRunning());
        QTRY_COMPARE(pidsIn(child.output).size(), 2);
        pids = pidsIn(child.output);
    }
    for (const qint64 pid : pids)
        QVERIFY(!isAlive(pid));
    QCOMPARE(descendantsOf(::getpid()).size(), 0u); // at once
}

int main(int argc, char **argv)
{
    if (const std::optional<int> code = runWarden(argc, argv))
        return *code;
    QCoreApplication app(argc, argv);
    tst_ChildEnd test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_childend.moc"

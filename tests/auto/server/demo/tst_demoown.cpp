// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "child/listeners.h"
#include "child/warden.h"
#include "demo/demorun.h"
#include "pythonserver.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

constexpr int ownStage = DemoRun::policyCount;

DemoPlan shortPlan()
{
    DemoPlan plan;
    plan.abortAfter = 500ms;
    plan.forceAfter = 1s;
    return plan;
}

qsizetype entriesIn(const char *folder)
{
    return QDir(QString::fromLatin1(folder)).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size();
}

} // namespace

// A server that somebody else wrote, Python's, in a demo.
class tst_DemoOwn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsAsItDoes_data();
    void endsAsItDoes();
    void mayEndBeforeItIsTold();
    void allBeginTogether();
    void withoutItTheOthersPlay_data();
    void withoutItTheOthersPlay();
    void isGoneWhenCancelled_data();
    void isGoneWhenCancelled();
    void playsAgainAndLeavesNothing();

private:
    OwnServer own(const char *how) const
    {
        OwnServer server;
        server.child.command = m_server.command(how);
        server.child.port = m_server.port();
        return server;
    }
    bool listens() const { return Listeners().accepts(QHostAddress(QHostAddress::LocalHost), m_server.port()); }

    const PythonServer m_server;
};

void tst_DemoOwn::endsAsItDoes_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<int>("stopSignal");
    QTest::addColumn<ShutdownPhase>("phase");
    QTest::addColumn<QString>("endedBy");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("by the signal") << QStringLiteral("usual") << SIGTERM << ShutdownPhase::Closed
                                   << QStringLiteral("SIGTERM") << 143;
    QTest::newRow("by another signal") << QStringLiteral("usual") << SIGUSR1 << ShutdownPhase::Closed
                                       << QStringLiteral("SIGUSR1") << 128 + SIGUSR1;
    QTest::newRow("with its own exit code")
        << QStringLiteral("prompt") << SIGTERM << ShutdownPhase::Closed << QStringLiteral("") << 7;
    QTest::newRow("not at all, and is killed")
        << QStringLiteral("stubborn") << SIGTERM << ShutdownPhase::Forced << QStringLiteral("SIGKILL") << 137;
}

void tst_DemoOwn::endsAsItDoes()
{
    QFETCH(QString, how);
    QFETCH(int, stopSignal);
    QFETCH(ShutdownPhase, phase);
    QFETCH(QString, endedBy);
    QFETCH(int, exitCode);
    OwnServer server = own(qPrintable(how));
    server.child.stopSignal = stopSignal;
    DemoRun run(server);
    DemoStage *stage = run.stage(ownStage);
    QSignalSpy finished(&run, &DemoRun::finished);
    QSignalSpy said(&run, &DemoRun::said);
    QVERIFY2(run.beginStage(ownStage, shortPlan()), qPrintable(run.errorString()));
    run.play();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(stage->outcome());
    const DemoOutcome outcome = *stage->outcome();
    qInfo() << how << outcome.lost << "lost" << outcome.reset << "reset" << outcome.leftOpen << "left open";
    QVERIFY(outcome.isOwn && outcome.wasTold);
    QCOMPARE(outcome.phase, phase);
    QCOMPARE(outcome.signal, endedBy);
    QCOMPARE(outcome.exitCode, exitCode);
    QCOMPARE(outcome.leftOpen > 0, phase == ShutdownPhase::Forced);
    QCOMPARE(outcome.time >= 1s, phase == ShutdownPhase::Forced);
    if (phase == ShutdownPhase::Closed) // else they are not over
        QVERIFY2(outcome.lost > 0, "slow requests are sent for more than a second");
    QVERIFY(stage->clientsResult().total().answered > 0);
    QVERIFY(stage->url().isEmpty());
    QVERIFY2(!listens(), "something of it is left");
    QVERIFY(said.at(0).at(0).toString() == QStringLiteral("server| here I am"));
}

void tst_DemoOwn::mayEndBeforeItIsTold()
{
    DemoRun run(own("brief"));
    QSignalSpy finished(&run, &DemoRun::finished);
    QVERIFY2(run.beginStage(ownStage, shortPlan()), qPrintable(run.errorString()));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000); // nobody plays
    const DemoStage *stage = run.stage(ownStage);
    QVERIFY(stage->outcome());
    QVERIFY(!stage->outcome()->wasTold);
    QCOMPARE(stage->outcome()->exitCode, 3);
    QVERIFY(stage->zero());
}

void tst_DemoOwn::allBeginTogether()
{
    DemoRun run(own("late"));
    QSignalSpy warm(&run, &DemoRun::warm);
    QSignalSpy finished(&run, &DemoRun::finished);
    QVERIFY2(run.begin({ 2, ownStage }, shortPlan()), qPrintable(run.errorString()));
    QCOMPARE(run.stage(ownStage)->state(), DemoStage::State::Starting);
    QCOMPARE(run.stage(2)->state(), DemoStage::State::Ready);
    QVERIFY(run.isActive() && !run.isWarm());
    QVERIFY(run.stage(ownStage)->url().isEmpty());
    run.play(); // as soon as it can be
    QTRY_COMPARE_WITH_TIMEOUT(warm.size(), 1, 30'000);
    QTRY_VERIFY(run.stage(2)->zero() && run.stage(ownStage)->zero());
    QVERIFY(std::chrono::abs(*run.stage(2)->zero() - *run.stage(ownStage)->zero()) < 1s);
    QVERIFY(run.stage(ownStage)->url().port() != m_server.port()); // of the tap
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(run.stage(2)->outcome() && run.stage(ownStage)->outcome());
    QVERIFY(!run.stage(0)->outcome());
}

void tst_DemoOwn::withoutItTheOthersPlay_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const char *words, const char *reason) {
        QTest::newRow(name) << QString::fromLatin1(words).split(u' ') << QString::fromLatin1(reason);
    };
    row("it is not there", "no-such-command", "no-such-command: command not found");
    row("it ends at once", "false", "false: ended before it listened: exit code 1");
    row("it never listens", "sleep 30", "sleep 30: does not listen on 127.0.0.1:");
}

void tst_DemoOwn::withoutItTheOthersPlay()
{
    QFETCH(QStringList, command);
    QFETCH(QString, reason);
    OwnServer server = own("");
    server.child.command = command;
    server.child.readyTimeout = 300ms;
    DemoRun run(server);
    QSignalSpy failed(&run, &DemoRun::stageFailed);
    QSignalSpy finished(&run, &DemoRun::finished);
    QVERIFY(run.begin({ 2, ownStage }, shortPlan()));
    run.play();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).toInt(), ownStage);
    QVERIFY2(run.errorString().startsWith(reason), qPrintable(run.errorString()));
    QVERIFY(!run.errorString().contains(u'\n'));
    QVERIFY(run.stage(2)->outcome());
    QVERIFY(!run.stage(ownStage)->outcome());
    QVERIFY(run.beginStage(ownStage, shortPlan())); // alone, nothing is left to wait for
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 30'000);
}

void tst_DemoOwn::isGoneWhenCancelled_data()
{
    QTest::addColumn<bool>("isThere");
    QTest::newRow("while it starts") << false;
    QTest::newRow("when it is there") << true;
}

void tst_DemoOwn::isGoneWhenCancelled()
{
    QFETCH(bool, isThere);
    DemoRun run(own(isThere ? "stubborn" : "late"));
    QSignalSpy finished(&run, &DemoRun::finished);
    QVERIFY(run.begin(shortPlan()));
    if (isThere)
        QTRY_VERIFY_WITH_TIMEOUT(run.isWarm(), 10'000);
    run.cancel();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(!run.isActive());
    QVERIFY(!listens());
    for (int i = 0; i < run.stageCount(); ++i)
        QVERIFY(!run.stage(i)->outcome());
}

void tst_DemoOwn::playsAgainAndLeavesNothing()
{
    DemoRun run(own("usual"));
    QSignalSpy finished(&run, &DemoRun::finished);
    qsizetype threads = 0;
    qsizetype descriptors = 0;
    for (int time = 0; time < 3; ++time) {
        QVERIFY2(run.beginStage(ownStage, shortPlan()), qPrintable(run.errorString()));
        run.play();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), time + 1, 30'000);
        QVERIFY(run.stage(ownStage)->outcome());
        if (time == 0) {
            threads = entriesIn("/proc/self/task");
            descriptors = entriesIn("/proc/self/fd");
        }
    }
    QTRY_COMPARE(entriesIn("/proc/self/task"), threads);
    QCOMPARE(entriesIn("/proc/self/fd"), descriptors);
}

int main(int argc, char **argv)
{
    if (const std::optional<int> code = runWarden(argc, argv))
        return *code;
    QCoreApplication app(argc, argv);
    tst_DemoOwn test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_demoown.moc"

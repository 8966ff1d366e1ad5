// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowd.h"
#include "engine/httpengine.h"
#include "lab/labroutes.h"

#include <QSignalSpy>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

CrowdSettings settingsFor(quint16 port, const QString &plan)
{
    CrowdSettings settings;
    settings.port = port;
    settings.plan = CrowdPlan::parse(plan).plan.value_or(CrowdPlan());
    settings.paths[std::size_t(CrowdKind::Upload)] = "/upload";
    return settings;
}

} // namespace

// The crowd before an engine, which counts what it has lost, too.
class tst_CrowdEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesWhatTheEngineSaysItHasLost_data();
    void losesWhatTheEngineSaysItHasLost();
    void idleOnesThatHoldAreReset();
};

void tst_CrowdEngine::losesWhatTheEngineSaysItHasLost_data()
{
    QTest::addColumn<ShutdownPolicy>("policy");
    QTest::addColumn<int>("distance");
    QTest::addColumn<QString>("plan");
    const QString whole = QStringLiteral("idle=4,busy=16,slow=4,preconnect=2,poll=4");
    const QString all = whole + QStringLiteral(",upload=4");
    QTest::newRow("drain") << ShutdownPolicy::Drain << 0 << all;
    QTest::newRow("drain, at a distance") << ShutdownPolicy::Drain << 40 << all;
    QTest::newRow("drain, with one that hangs") << ShutdownPolicy::Drain << 0 << all + QStringLiteral(",hang=1");
    // Without uploads: a request of which only a part has come before its FIN is none to the engine.
    QTest::newRow("FIN at once") << ShutdownPolicy::DisconnectAll << 0 << whole;
    QTest::newRow("FIN at once, with one that hangs")
        << ShutdownPolicy::DisconnectAll << 0 << whole + QStringLiteral(",hang=1");
    QTest::newRow("FIN at once, at a distance") << ShutdownPolicy::DisconnectAll << 40 << whole;
}

void tst_CrowdEngine::losesWhatTheEngineSaysItHasLost()
{
    QFETCH(ShutdownPolicy, policy);
    QFETCH(int, distance);
    QFETCH(QString, plan);
    EngineSettings engineSettings;
    engineSettings.port = 0;
    engineSettings.policy = policy;
    engineSettings.abortAfter = 3s;
    HttpEngine engine(engineSettings, addLabRoutes);
    QVERIFY2(engine.listen(), qPrintable(engine.errorString()));
    CrowdSettings settings = settingsFor(engine.serverPort(), plan);
    settings.distance = std::chrono::milliseconds(distance);
    settings.paths[std::size_t(CrowdKind::Slow)] = "/delay/300";
    settings.paths[std::size_t(CrowdKind::Hang)] = "/hang";
    Crowd crowd(settings);
    QVERIFY2(crowd.start(), qPrintable(crowd.errorString()));
    QTRY_VERIFY(crowd.result().of(CrowdKind::Poll).answered >= 4 && crowd.result().of(CrowdKind::Slow).answered >= 8);
    QCOMPARE(crowd.result().total().lost(), 0);
    QSignalSpy ended(&engine, &HttpEngine::shutdownFinished);
    crowd.expectEnd();
    engine.shutdown();
    QTRY_VERIFY_WITH_TIMEOUT(crowd.isFinished() && ended.size() == 1, 15'000);
    const CrowdResult result = crowd.result();
    const ShutdownReport report = engine.report();
    for (const CrowdLoss &loss : result.losses)
        qDebug().noquote() << toText(loss.kind) << loss.requestLine << toText(loss.reason) << loss.wasSentWhole;
    QCOMPARE(result.total().lost(), qint64(report.requestsLost));
    const int hanging = settings.plan.of(CrowdKind::Hang);
    if (policy == ShutdownPolicy::Drain)
        QCOMPARE(result.total().lost(), hanging);
    else
        QVERIFY(result.total().lost() > hanging); // the slow ones, if they do not pause just then
    QCOMPARE(result.of(CrowdKind::Hang).lostBecause(CrowdLossReason::Closed)
                 + result.of(CrowdKind::Hang).lostBecause(CrowdLossReason::Reset),
             hanging);
    QVERIFY(result.of(CrowdKind::Busy).refused > 0);
}

void tst_CrowdEngine::idleOnesThatHoldAreReset()
{
    EngineSettings engineSettings;
    engineSettings.port = 0;
    engineSettings.policy = ShutdownPolicy::DisconnectAll;
    engineSettings.abortAfter = 300ms;
    HttpEngine engine(engineSettings, addLabRoutes);
    QVERIFY(engine.listen());
    CrowdSettings settings = settingsFor(engine.serverPort(), QStringLiteral("idle=3,preconnect=2"));
    settings.answersFin = false;
    Crowd crowd(settings);
    QVERIFY(crowd.start());
    QTRY_COMPARE(engine.openConnections(), 5);
    QTRY_COMPARE(crowd.result().total().answered, 3);
    QSignalSpy ended(&engine, &HttpEngine::shutdownFinished);
    crowd.expectEnd();
    engine.shutdown();
    QTRY_VERIFY(crowd.isFinished() && ended.size() == 1);
    QCOMPARE(engine.report().aborted, 5);
    QCOMPARE(crowd.result().total().lost(), 0);
    QCOMPARE(crowd.result().total().closedByServer, 5);
}

QTEST_GUILESS_MAIN(tst_CrowdEngine)
#include "tst_crowdengine.moc"

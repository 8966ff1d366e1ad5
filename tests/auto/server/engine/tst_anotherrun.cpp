// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/httpengine.h"
#include "lab/labroutes.h"
#include "rawclient.h"

#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace Drainboard;
using namespace std::chrono_literals;

// An engine whose plan changes while it runs, and one that follows another.
class tst_AnotherRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { m_engine.reset(); }

    void theLastPlanIsDone();
    void aPlanForAForcedEndIsDone();
    void aPlanComesTooLateOnceTheShutdownHasBegun();
    void theSamePlanIsNoChange();
    void idsGoOn();
    void idsBeginAtOneAtLeast();
    void itListensWhereTheOneBeforeDid();
    void whatAForcedEndLeftOpenCanBeAborted();
    void whatAStuckWorkerHasEndsWhenThatComesRound();

private:
    void listen(const EngineSettings &settings)
    {
        m_engine.emplace(settings, addLabRoutes);
        QVERIFY2(m_engine->listen(), qPrintable(m_engine->errorString()));
    }
    static EngineSettings settings(const ShutdownPlan &plan = {})
    {
        EngineSettings settings;
        settings.port = 0;
        settings.snapshotInterval = 20ms;
        settings.setShutdownPlan(plan);
        return settings;
    }
    RawClient client(const QByteArray &target)
    {
        RawClient result(m_engine->serverPort());
        result.send(get(target));
        return result;
    }

    std::optional<HttpEngine> m_engine;
};

void tst_AnotherRun::theLastPlanIsDone()
{
    const ShutdownPlan before { .policy = ShutdownPolicy::StopListening, .abortAfter = 1h, .forceAfter = 2h };
    listen(settings(before));
    QSignalSpy changed(&*m_engine, &HttpEngine::shutdownPlanChanged);
    const ShutdownPlan plan { .policy = ShutdownPolicy::Drain, .idleGrace = 0ms, .abortAfter = 50ms, .forceAfter = 1h };
    QVERIFY(m_engine->setShutdownPlan(plan));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_engine->settings().shutdownPlan(), plan);
    const RawClient hanging = client("/hang");
    QTRY_COMPARE(m_engine->snapshot().counts.active, 1);
    m_engine->shutdown();
    QTRY_VERIFY(m_engine->phase() == ShutdownPhase::Closed); // not for an hour
    QVERIFY(m_engine->report().policy == ShutdownPolicy::Drain);
    QCOMPARE(m_engine->report().aborted, 1);
}

void tst_AnotherRun::aPlanForAForcedEndIsDone()
{
    listen(settings({ .abortAfter = 1h, .forceAfter = 2h }));
    QVERIFY(m_engine->setShutdownPlan({ .policy = ShutdownPolicy::StopListening, .forceAfter = 50ms }));
    const RawClient open = client("/");
    QTRY_COMPARE(m_engine->openConnections(), 1);
    m_engine->shutdown();
    QTRY_VERIFY(m_engine->phase() == ShutdownPhase::Forced);
}

void tst_AnotherRun::aPlanComesTooLateOnceTheShutdownHasBegun()
{
    EngineSettings leaving = settings();
    leaving.shutdownDelay = 1h;
    listen(leaving);
    QSignalSpy changed(&*m_engine, &HttpEngine::shutdownPlanChanged);
    m_engine->shutdown();
    QVERIFY(m_engine->phase() == ShutdownPhase::Leaving);
    QVERIFY(!m_engine->setShutdownPlan({ .policy = ShutdownPolicy::StopListening }));
    QVERIFY(m_engine->settings().policy == ShutdownPolicy::Drain);
    m_engine->abortNow();
    QTRY_VERIFY(m_engine->phase() == ShutdownPhase::Closed);
    QVERIFY(!m_engine->setShutdownPlan({ .policy = ShutdownPolicy::StopListening }));
    QVERIFY(m_engine->report().policy == ShutdownPolicy::Drain);
    QVERIFY(changed.isEmpty());
}

void tst_AnotherRun::theSamePlanIsNoChange()
{
    listen(settings());
    QSignalSpy changed(&*m_engine, &HttpEngine::shutdownPlanChanged);
    QVERIFY(m_engine->setShutdownPlan(m_engine->settings().shutdownPlan()));
    QVERIFY(changed.isEmpty());
}

void tst_AnotherRun::idsGoOn()
{
    listen(settings());
    QCOMPARE(m_engine->nextConnectionId(), ConnectionId(1));
    const RawClient first = client("/");
    const RawClient second = client("/");
    QTRY_COMPARE(m_engine->openConnections(), 2);
    QCOMPARE(m_engine->nextConnectionId(), ConnectionId(3));
    EngineSettings next = settings();
    next.firstId = m_engine->nextConnectionId();
    listen(next);
    QCOMPARE(m_engine->nextConnectionId(), ConnectionId(3));
    const RawClient third = client("/");
    QTRY_COMPARE(m_engine->openConnections(), 1);
    QCOMPARE(m_engine->snapshot().connections.front()->id, ConnectionId(3));
    QCOMPARE(m_engine->snapshot().counts.accepted, 1u);
}

void tst_AnotherRun::idsBeginAtOneAtLeast()
{
    EngineSettings wrong = settings();
    wrong.firstId = ConnectionId(0);
    listen(wrong);
    QCOMPARE(m_engine->nextConnectionId(), ConnectionId(1));
}

// Also while a client of the one before has its end of a connection, and that one is there still.
void tst_AnotherRun::itListensWhereTheOneBeforeDid()
{
    listen(settings());
    RawClient before = client("/");
    QTRY_COMPARE(before.responses(), 1);
    m_engine->shutdown();
    QTRY_VERIFY(m_engine->phase() == ShutdownPhase::Closed);
    EngineSettings same = settings();
    same.port = m_engine->serverPort();
    HttpEngine next(same, addLabRoutes);
    QVERIFY2(next.listen(), qPrintable(next.errorString()));
    RawClient after(next.serverPort());
    after.send(get("/"));
    QTRY_COMPARE(after.responses(), 1);
    QCOMPARE(next.openConnections(), 1);
}

void tst_AnotherRun::whatAForcedEndLeftOpenCanBeAborted()
{
    listen(settings({ .policy = ShutdownPolicy::StopListening, .forceAfter = 50ms }));
    RawClient open = client("/");
    QTRY_COMPARE(open.responses(), 1);
    m_engine->shutdown();
    QTRY_VERIFY(m_engine->phase() == ShutdownPhase::Forced);
    const QJsonObject report = m_engine->report().toJson();
    QSignalSpy snapshots(&*m_engine, &HttpEngine::snapshotChanged);
    m_engine->abortNow();
    QTRY_VERIFY(open.end() == RawClient::End::Reset);
    QTRY_COMPARE(m_engine->openConnections(), 0);
    QTRY_VERIFY(!snapshots.isEmpty() && snapshots.last().at(0).value<Snapshot>().counts.open == 0);
    QVERIFY(m_engine->phase() == ShutdownPhase::Forced);
    QCOMPARE(m_engine->report().toJson(), report);
}

void tst_AnotherRun::whatAStuckWorkerHasEndsWhenThatComesRound()
{
    listen(settings({ .abortAfter = 20ms, .forceAfter = 50ms }));
    RawClient blocking = client("/block/500");
    QTRY_COMPARE(m_engine->snapshot().counts.active, 1);
    m_engine->shutdown();
    QTRY_VERIFY(m_engine->phase() == ShutdownPhase::Forced);
    m_engine->abortNow();
    QTRY_VERIFY(blocking.end() != RawClient::End::None); // the handler was done first
    QTRY_COMPARE(m_engine->openConnections(), 0);
}

QTEST_GUILESS_MAIN(tst_AnotherRun)
#include "tst_anotherrun.moc"

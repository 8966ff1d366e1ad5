// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/shutdownsequence.h"

#include <QSignalSpy>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class tst_ShutdownSequence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_phases.clear(); }
    void closesAtOnceWhenNothingIsLeft();
    void abortsAndThenForces();
    void doesNotAbortByItself_data();
    void doesNotAbortByItself();
    void ignoresATriggerThatFollowsAtOnce();
    void goesAPhaseFurtherAtEachLaterTrigger();
    void abortsNowWithoutDelay();
    void staysEnded();
    void saysHowLongItTakes();

private:
    void watch(ShutdownSequence &sequence)
    {
        connect(&sequence, &ShutdownSequence::phaseChanged, this,
                [this](ShutdownPhase phase) { m_phases.append(phase); });
    }

    QList<ShutdownPhase> m_phases;
};

using Phases = QList<ShutdownPhase>;

void tst_ShutdownSequence::closesAtOnceWhenNothingIsLeft()
{
    ShutdownSequence sequence(ShutdownPolicy::Drain, 5s, 10s);
    watch(sequence);
    sequence.finish(); // nothing has begun
    QCOMPARE(m_phases, Phases());
    sequence.trigger();
    QCOMPARE(m_phases, Phases { ShutdownPhase::Draining });
    sequence.finish();
    QCOMPARE(m_phases, (Phases { ShutdownPhase::Draining, ShutdownPhase::Closed }));
}

void tst_ShutdownSequence::abortsAndThenForces()
{
    ShutdownSequence sequence(ShutdownPolicy::DisconnectAll, 20ms, 60ms);
    watch(sequence);
    sequence.trigger();
    QTRY_COMPARE(sequence.phase(), ShutdownPhase::Forced);
    QCOMPARE(m_phases, (Phases { ShutdownPhase::Draining, ShutdownPhase::Aborting, ShutdownPhase::Forced }));
}

void tst_ShutdownSequence::doesNotAbortByItself_data()
{
    QTest::addColumn<ShutdownPolicy>("policy");
    QTest::addColumn<int>("abortAfter");
    QTest::newRow("when it only stops listening") << ShutdownPolicy::StopListening << 10;
    QTest::newRow("when the abort would come after the force") << ShutdownPolicy::Drain << 1000;
}

void tst_ShutdownSequence::doesNotAbortByItself()
{
    QFETCH(ShutdownPolicy, policy);
    QFETCH(int, abortAfter);
    ShutdownSequence sequence(policy, std::chrono::milliseconds(abortAfter), 60ms);
    watch(sequence);
    sequence.trigger();
    QVERIFY(!sequence.timeUntilAbort());
    QTRY_COMPARE(sequence.phase(), ShutdownPhase::Forced);
    QCOMPARE(m_phases, (Phases { ShutdownPhase::Draining, ShutdownPhase::Forced }));
}

void tst_ShutdownSequence::ignoresATriggerThatFollowsAtOnce()
{
    ShutdownSequence sequence(ShutdownPolicy::Drain, 5s, 10s);
    watch(sequence);
    for (int i = 0; i < 10; ++i)
        sequence.trigger();
    QCOMPARE(m_phases, Phases { ShutdownPhase::Draining });
}

void tst_ShutdownSequence::goesAPhaseFurtherAtEachLaterTrigger()
{
    ShutdownSequence sequence(ShutdownPolicy::StopListening, 5s, 60s);
    watch(sequence);
    sequence.trigger();
    QTest::qWait(510);
    sequence.trigger();
    QCOMPARE(m_phases, (Phases { ShutdownPhase::Draining, ShutdownPhase::Aborting }));
    sequence.trigger(); // the same intent, arriving twice
    QCOMPARE(sequence.phase(), ShutdownPhase::Aborting);
    QTest::qWait(510);
    sequence.trigger();
    QCOMPARE(m_phases, (Phases { ShutdownPhase::Draining, ShutdownPhase::Aborting, ShutdownPhase::Forced }));
}

void tst_ShutdownSequence::abortsNowWithoutDelay()
{
    ShutdownSequence sequence(ShutdownPolicy::StopListening, 5s, 10s);
    watch(sequence);
    sequence.abortNow(); // nothing has begun
    QCOMPARE(m_phases, Phases());
    sequence.trigger();
    sequence.abortNow();
    sequence.abortNow();
    QCOMPARE(m_phases, (Phases { ShutdownPhase::Draining, ShutdownPhase::Aborting }));
}

void tst_ShutdownSequence::staysEnded()
{
    ShutdownSequence sequence(ShutdownPolicy::Drain, 10ms, 30ms);
    watch(sequence);
    sequence.trigger();
    sequence.finish();
    m_phases.clear();
    QTest::qWait(520); // past both times, and past what counts as one trigger
    sequence.trigger();
    sequence.abortNow();
    sequence.finish();
    QCOMPARE(m_phases, Phases());
    QCOMPARE(sequence.phase(), ShutdownPhase::Closed);
}

void tst_ShutdownSequence::saysHowLongItTakes()
{
    ShutdownSequence sequence(ShutdownPolicy::Drain, 5s, 10s);
    QVERIFY(!sequence.timeUntilAbort());
    QVERIFY(!sequence.timeUntilForce());
    sequence.trigger();
    QVERIFY(*sequence.timeUntilAbort() > 1s && *sequence.timeUntilAbort() <= 5s);
    QVERIFY(*sequence.timeUntilForce() > 6s && *sequence.timeUntilForce() <= 10s);
    sequence.abortNow();
    QVERIFY(!sequence.timeUntilAbort());
    QVERIFY(sequence.timeUntilForce());
    sequence.finish();
    QVERIFY(!sequence.timeUntilForce());
}

QTEST_GUILESS_MAIN(tst_ShutdownSequence)
#include "tst_shutdownsequence.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/shutdownsequence.h"

#include "engine/enginesettings.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <thread>

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
    void knowsWhatBeganItAndWhen();
    void saysTheSameInEachThread();

private:
    void watch(ShutdownSequence &sequence)
    {
        connect(&sequence, &ShutdownSequence::phaseChanged, this,
                [this](ShutdownPhase phase) { m_phases.append(phase); });
    }

    QList<ShutdownPhase> m_phases;
};

using Phases = QList<ShutdownPhase>;

static EngineSettings settings(ShutdownPolicy policy, std::chrono::milliseconds abortAfter,
                               std::chrono::milliseconds forceAfter)
{
    EngineSettings settings;
    settings.policy = policy;
    settings.abortAfter = abortAfter;
    settings.forceAfter = forceAfter;
    return settings;
}

void tst_ShutdownSequence::closesAtOnceWhenNothingIsLeft()
{
    ShutdownSequence sequence(settings(ShutdownPolicy::Drain, 5s, 10s));
    watch(sequence);
    sequence.finish(); // nothing has begun
    QCOMPARE(m_phases, Phases());
    sequence.trigger(QStringLiteral("test"));
    QCOMPARE(m_phases, Phases { ShutdownPhase::Draining });
    sequence.finish();
    QCOMPARE(m_phases, (Phases { ShutdownPhase::Draining, ShutdownPhase::Closed }));
}

void tst_ShutdownSequence::abortsAndThenForces()
{
    ShutdownSequence sequence(settings(ShutdownPolicy::DisconnectAll, 20ms, 60ms));
    watch(sequence);
    sequence.trigger(QStringLiteral("test"));
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
    ShutdownSequence sequence(settings(policy, std::chrono::milliseconds(abortAfter), 60ms));
    watch(sequence);
    sequence.trigger(QStringLiteral("test"));
    QVERIFY(!sequence.timeUntilAbort());
    QTRY_COMPARE(sequence.phase(), ShutdownPhase::Forced);
    QCOMPARE(m_phases, (Phases { ShutdownPhase::Draining, ShutdownPhase::Forced }));
}

void tst_ShutdownSequence::ignoresATriggerThatFollowsAtOnce()
{
    ShutdownSequence sequence(settings(ShutdownPolicy::Drain, 5s, 10s));
    watch(sequence);
    for (int i = 0; i < 10; ++i)
        sequence.trigger(QStringLiteral("test"));
    QCOMPARE(m_phases, Phases { ShutdownPhase::Draining });
}

void tst_ShutdownSequence::goesAPhaseFurtherAtEachLaterTrigger()
{
    ShutdownSequence sequence(settings(ShutdownPolicy::StopListening, 5s, 60s));
    watch(sequence);
    sequence.trigger(QStringLiteral("test"));
    QTest::qWait(510);
    sequence.trigger(QStringLiteral("test"));
    QCOMPARE(m_phases, (Phases { ShutdownPhase::Draining, ShutdownPhase::Aborting }));
    sequence.trigger(QStringLiteral("test")); // the same intent, arriving twice
    QCOMPARE(sequence.phase(), ShutdownPhase::Aborting);
    QTest::qWait(510);
    sequence.trigger(QStringLiteral("test"));
    QCOMPARE(m_phases, (Phases { ShutdownPhase::Draining, ShutdownPhase::Aborting, ShutdownPhase::Forced }));
}

void tst_ShutdownSequence::abortsNowWithoutDelay()
{
    ShutdownSequence sequence(settings(ShutdownPolicy::StopListening, 5s, 10s));
    watch(sequence);
    sequence.abortNow(); // nothing has begun
    QCOMPARE(m_phases, Phases());
    sequence.trigger(QStringLiteral("test"));
    sequence.abortNow();
    sequence.abortNow();
    QCOMPARE(m_phases, (Phases { ShutdownPhase::Draining, ShutdownPhase::Aborting }));
}

void tst_ShutdownSequence::staysEnded()
{
    ShutdownSequence sequence(settings(ShutdownPolicy::Drain, 10ms, 30ms));
    watch(sequence);
    sequence.trigger(QStringLiteral("test"));
    sequence.finish();
    m_phases.clear();
    QTest::qWait(520); // past both times, and past what counts as one trigger
    sequence.trigger(QStringLiteral("test"));
    sequence.abortNow();
    sequence.finish();
    QCOMPARE(m_phases, Phases());
    QCOMPARE(sequence.phase(), ShutdownPhase::Closed);
}

void tst_ShutdownSequence::saysHowLongItTakes()
{
    ShutdownSequence sequence(settings(ShutdownPolicy::Drain, 5s, 10s));
    QVERIFY(!sequence.timeUntilAbort());
    QVERIFY(!sequence.timeUntilForce());
    sequence.trigger(QStringLiteral("test"));
    QVERIFY(*sequence.timeUntilAbort() > 1s && *sequence.timeUntilAbort() <= 5s);
    QVERIFY(*sequence.timeUntilForce() > 6s && *sequence.timeUntilForce() <= 10s);
    sequence.abortNow();
    QVERIFY(!sequence.timeUntilAbort());
    QVERIFY(sequence.timeUntilForce());
    sequence.finish();
    QVERIFY(!sequence.timeUntilForce());
}

void tst_ShutdownSequence::knowsWhatBeganItAndWhen()
{
    ShutdownSequence sequence(settings(ShutdownPolicy::Drain, 5s, 10s));
    QCOMPARE(sequence.state().phase, ShutdownPhase::Running);
    QCOMPARE(sequence.state().trigger, QStringLiteral("api"));
    const SteadyTime before = SteadyClock::now();
    sequence.trigger(QStringLiteral("first"));
    const SteadyTime after = SteadyClock::now();
    const auto isTheBeginning = [&](const ShutdownSequence::State &state) {
        return state.trigger == QLatin1String("first") && state.since >= before && state.since <= after;
    };
    QVERIFY(isTheBeginning(sequence.state()));
    QTest::qWait(510);
    sequence.trigger(QStringLiteral("second"));
    QCOMPARE(sequence.state().phase, ShutdownPhase::Aborting);
    QVERIFY(isTheBeginning(sequence.state()));
    sequence.finish();
    QCOMPARE(sequence.state().phase, ShutdownPhase::Closed);
    QVERIFY(isTheBeginning(sequence.state()));
}

void tst_ShutdownSequence::saysTheSameInEachThread()
{
    ShutdownSequence sequence(settings(ShutdownPolicy::Drain, 5s, 10s));
    std::atomic<bool> consistent { true };
    std::atomic<bool> seen { false };
    std::thread reader([&] {
        for (ShutdownSequence::State state; state.phase != ShutdownPhase::Closed;) {
            state = sequence.state();
            const bool begun = state.phase != ShutdownPhase::Running;
            if (begun != (state.trigger == QLatin1String("test")) || begun != (state.since != SteadyTime()))
                consistent = false;
            seen = true;
        }
    });
    while (!seen) { }
    sequence.trigger(QStringLiteral("test"));
    sequence.finish();
    reader.join();
    QVERIFY(consistent);
}

QTEST_GUILESS_MAIN(tst_ShutdownSequence)
#include "tst_shutdownsequence.moc"

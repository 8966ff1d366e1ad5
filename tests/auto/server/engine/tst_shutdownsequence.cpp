// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/shutdownsequence.h"

#include "engine/enginesettings.h"

#include <QMap>
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
    void takesItsLeaveFirst_data();
    void takesItsLeaveFirst();
    void countsAbortAndForceFromTheEndOfItsLeave();
    void saysHowLongItTakes();
    void saysHowLongItsLeaveTakes();
    void knowsWhatBeganItAndWhen();
    void knowsWhenItBeganToDrain();
    void mayBeDeletedWhileItAborts();
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

void tst_ShutdownSequence::takesItsLeaveFirst_data()
{
    QTest::addColumn<std::chrono::milliseconds>("delay");
    QTest::addColumn<QStringList>("steps");
    QTest::addColumn<Phases>("phases");
    const auto row = [](const char *name, std::chrono::milliseconds delay, const char *steps, const Phases &phases) {
        QTest::newRow(name) << delay << QString::fromUtf8(steps).split(u' ') << phases;
    };
    const Phases leaving { ShutdownPhase::Leaving };
    const Phases draining = leaving + Phases { ShutdownPhase::Draining };
    const Phases aborting = draining + Phases { ShutdownPhase::Aborting };
    row("until the delay ends", 20ms, "trigger", draining);
    row("while the delay lasts", 1h, "trigger", leaving);
    row("also if a trigger follows at once", 1h, "trigger trigger", leaving);
    row("though no connection is left", 1h, "trigger finish", leaving);
    row("until a second trigger", 1h, "trigger wait trigger", draining);
    row("and no shorter by a third at once", 1h, "trigger wait trigger trigger", draining);
    row("and aborts at the third trigger", 1h, "trigger wait trigger wait trigger", aborting);
    row("and forces at the fourth", 1h, "trigger wait trigger wait trigger wait trigger",
        aborting + Phases { ShutdownPhase::Forced });
    row("and aborts at the second, where the delay has ended", 20ms, "trigger wait trigger", aborting);
    row("until it is told to drain", 1h, "trigger drain", draining);
    row("until it is told to abort", 1h, "trigger abort", aborting);
    row("and closes where nothing is left", 1h, "trigger drain finish", draining + Phases { ShutdownPhase::Closed });
    row("but not before a trigger", 1h, "drain abort finish trigger", leaving);
    row("but not without a delay", 0ms, "trigger drain", { ShutdownPhase::Draining });
}

void tst_ShutdownSequence::takesItsLeaveFirst()
{
    QFETCH(std::chrono::milliseconds, delay);
    QFETCH(QStringList, steps);
    QFETCH(Phases, phases);
    EngineSettings leaving = settings(ShutdownPolicy::Drain, 30min, 1h);
    leaving.shutdownDelay = delay;
    ShutdownSequence sequence(leaving);
    watch(sequence);
    for (const QString &step : std::as_const(steps)) {
        if (step == QLatin1String("trigger"))
            sequence.trigger(step);
        else if (step == QLatin1String("wait")) // until a trigger counts again
            QTest::qWait(510);
        else if (step == QLatin1String("drain"))
            sequence.drainNow();
        else if (step == QLatin1String("abort"))
            sequence.abortNow();
        else
            sequence.finish();
    }
    QTRY_COMPARE(m_phases, phases);
    QCOMPARE(sequence.phase(), phases.constLast());
}

void tst_ShutdownSequence::countsAbortAndForceFromTheEndOfItsLeave()
{
    EngineSettings leaving = settings(ShutdownPolicy::Drain, 100ms, 200ms);
    leaving.shutdownDelay = 300ms;
    ShutdownSequence sequence(leaving);
    QMap<ShutdownPhase, SteadyTime> begins;
    connect(&sequence, &ShutdownSequence::phaseChanged, this,
            [&begins](ShutdownPhase phase) { begins[phase] = SteadyClock::now(); });
    sequence.trigger(QStringLiteral("test"));
    QTRY_COMPARE(sequence.phase(), ShutdownPhase::Forced);
    const auto rounding = 2ms; // QTimer counts whole milliseconds
    QVERIFY(begins[ShutdownPhase::Draining] - begins[ShutdownPhase::Leaving] >= 300ms - rounding);
    QVERIFY(begins[ShutdownPhase::Aborting] - begins[ShutdownPhase::Draining] >= 100ms - rounding);
    QVERIFY(begins[ShutdownPhase::Forced] - begins[ShutdownPhase::Draining] >= 200ms - rounding);
}

void tst_ShutdownSequence::saysHowLongItsLeaveTakes()
{
    EngineSettings leaving = settings(ShutdownPolicy::Drain, 5s, 10s);
    leaving.shutdownDelay = 30s;
    ShutdownSequence sequence(leaving);
    QVERIFY(!sequence.timeUntilDrain());
    sequence.trigger(QStringLiteral("test"));
    QVERIFY(*sequence.timeUntilDrain() > 20s && *sequence.timeUntilDrain() <= 30s);
    QVERIFY(!sequence.timeUntilAbort());
    QVERIFY(!sequence.timeUntilForce());
    sequence.drainNow();
    QVERIFY(!sequence.timeUntilDrain());
    QVERIFY(*sequence.timeUntilAbort() > 1s && *sequence.timeUntilAbort() <= 5s);
    QVERIFY(*sequence.timeUntilForce() > 6s && *sequence.timeUntilForce() <= 10s);
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

void tst_ShutdownSequence::knowsWhenItBeganToDrain()
{
    ShutdownSequence atOnce(settings(ShutdownPolicy::Drain, 5s, 10s));
    QVERIFY(!atOnce.state().drainSince);
    atOnce.trigger(QStringLiteral("test"));
    QVERIFY(atOnce.state().drainSince == atOnce.state().since);

    EngineSettings leaving = settings(ShutdownPolicy::Drain, 5s, 10s);
    leaving.shutdownDelay = 1h;
    ShutdownSequence later(leaving);
    later.trigger(QStringLiteral("first"));
    const SteadyTime begin = later.state().since;
    QVERIFY(!later.state().drainSince);
    QTest::qWait(20);
    later.drainNow();
    const std::optional<SteadyTime> drain = later.state().drainSince;
    QVERIFY(drain && *drain > begin);
    later.finish();
    QVERIFY(later.state().drainSince == drain);
    QVERIFY(later.state().since == begin);
    QCOMPARE(later.state().trigger, QStringLiteral("first"));
}

void tst_ShutdownSequence::mayBeDeletedWhileItAborts()
{
    EngineSettings leaving = settings(ShutdownPolicy::Drain, 5s, 10s);
    leaving.shutdownDelay = 1h;
    auto *sequence = new ShutdownSequence(leaving);
    connect(sequence, &ShutdownSequence::phaseChanged, this, [this, sequence](ShutdownPhase phase) {
        m_phases.append(phase);
        if (phase == ShutdownPhase::Draining)
            delete sequence;
    });
    sequence->trigger(QStringLiteral("test"));
    sequence->abortNow();
    QCOMPARE(m_phases, (Phases { ShutdownPhase::Leaving, ShutdownPhase::Draining }));
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

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/shutdownsequence.h"

#include "engine/enginesettings.h"

#include <QPointer>

namespace Drainboard {

namespace {

std::optional<std::chrono::milliseconds> remaining(const QTimer &timer)
{
    return timer.isActive() ? std::optional(timer.remainingTimeAsDuration()) : std::nullopt;
}

} // namespace

ShutdownSequence::ShutdownSequence(const EngineSettings &settings, QObject *parent)
    : QObject(parent)
{
    setTimes(settings);
    for (QTimer *timer : { &m_drainTimer, &m_abortTimer, &m_forceTimer }) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    connect(&m_drainTimer, &QTimer::timeout, this, &ShutdownSequence::drainNow);
    connect(&m_abortTimer, &QTimer::timeout, this, &ShutdownSequence::abortNow);
    connect(&m_forceTimer, &QTimer::timeout, this, [this] { enter(ShutdownPhase::Forced); });
}

void ShutdownSequence::setTimes(const EngineSettings &settings)
{
    m_delay = settings.shutdownDelay;
    m_abortAfter = settings.abortsByItself() && !settings.endsWithServer() ? std::optional(settings.abortAfter)
                                                                           : std::nullopt;
    m_forceAfter = settings.forceAfter;
}

ShutdownSequence::State ShutdownSequence::state() const
{
    const std::scoped_lock lock(m_mutex);
    return m_state;
}

void ShutdownSequence::setState(const State &state)
{
    const std::scoped_lock lock(m_mutex);
    m_state = state;
}

void ShutdownSequence::trigger(const QString &name)
{
    const SteadyTime now = SteadyClock::now();
    if (!m_triggers.add(now))
        return;
    switch (phase()) {
    case ShutdownPhase::Running:
        if (m_delay > std::chrono::milliseconds::zero()) {
            m_drainTimer.start(m_delay);
            setState({ ShutdownPhase::Leaving, name, now });
            Q_EMIT phaseChanged(ShutdownPhase::Leaving);
        } else {
            beginDraining({ ShutdownPhase::Draining, name, now, now });
        }
        break;
    case ShutdownPhase::Leaving:
        drainNow();
        break;
    case ShutdownPhase::Draining:
        abortNow();
        break;
    case ShutdownPhase::Aborting:
        enter(ShutdownPhase::Forced);
        break;
    case ShutdownPhase::Closed:
    case ShutdownPhase::Forced:
        break;
    }
}

void ShutdownSequence::drainNow()
{
    if (phase() == ShutdownPhase::Leaving)
        beginDraining({ ShutdownPhase::Draining, m_state.trigger, m_state.since, SteadyClock::now() });
}

void ShutdownSequence::abortNow()
{
    const QPointer<ShutdownSequence> self(this); // whoever listens may delete it
    drainNow();
    if (self && phase() == ShutdownPhase::Draining)
        enter(ShutdownPhase::Aborting);
}

void ShutdownSequence::finish()
{
    if (phase() == ShutdownPhase::Draining || phase() == ShutdownPhase::Aborting)
        enter(ShutdownPhase::Closed);
}

std::optional<std::chrono::milliseconds> ShutdownSequence::timeUntilDrain() const
{
    return remaining(m_drainTimer);
}

std::optional<std::chrono::milliseconds> ShutdownSequence::timeUntilAbort() const
{
    return remaining(m_abortTimer);
}

std::optional<std::chrono::milliseconds> ShutdownSequence::timeUntilForce() const
{
    return remaining(m_forceTimer);
}

// The clock of abort and force starts here: what was spent in Leaving is not theirs.
void ShutdownSequence::beginDraining(State state)
{
    m_drainTimer.stop();
    m_forceTimer.start(m_forceAfter);
    if (m_abortAfter)
        m_abortTimer.start(*m_abortAfter);
    setState(state);
    Q_EMIT phaseChanged(ShutdownPhase::Draining);
}

// The phases after Draining.
void ShutdownSequence::enter(ShutdownPhase phase)
{
    m_abortTimer.stop();
    if (hasEnded(phase))
        m_forceTimer.stop();
    setState({ phase, m_state.trigger, m_state.since, m_state.drainSince });
    Q_EMIT phaseChanged(phase);
}

} // namespace Drainboard

#include "moc_shutdownsequence.cpp"

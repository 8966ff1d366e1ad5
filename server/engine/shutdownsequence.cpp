// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/shutdownsequence.h"

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

// One intent can arrive as several triggers: a terminal signals the whole process group, a wrapper passes its
// signal on, a finger clicks twice.
constexpr auto sameIntent = 500ms;

std::optional<std::chrono::milliseconds> remaining(const QTimer &timer)
{
    return timer.isActive() ? std::optional(timer.remainingTimeAsDuration()) : std::nullopt;
}

} // namespace

ShutdownSequence::ShutdownSequence(ShutdownPolicy policy, std::chrono::milliseconds abortAfter,
                                   std::chrono::milliseconds forceAfter, QObject *parent)
    : QObject(parent)
    , m_policy(policy)
    , m_abortAfter(abortAfter)
    , m_forceAfter(forceAfter)
{
    for (QTimer *timer : { &m_abortTimer, &m_forceTimer }) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    connect(&m_abortTimer, &QTimer::timeout, this, &ShutdownSequence::abortNow);
    connect(&m_forceTimer, &QTimer::timeout, this, [this] { enter(ShutdownPhase::Forced); });
}

void ShutdownSequence::trigger()
{
    const auto now = SteadyClock::now();
    if (m_phase != ShutdownPhase::Running && now - m_lastTrigger < sameIntent)
        return;
    m_lastTrigger = now;
    switch (m_phase) {
    case ShutdownPhase::Running:
        m_forceTimer.start(m_forceAfter);
        if (m_policy != ShutdownPolicy::StopListening && m_abortAfter < m_forceAfter)
            m_abortTimer.start(m_abortAfter);
        enter(ShutdownPhase::Draining);
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

void ShutdownSequence::abortNow()
{
    if (m_phase == ShutdownPhase::Draining)
        enter(ShutdownPhase::Aborting);
}

void ShutdownSequence::finish()
{
    if (m_phase == ShutdownPhase::Draining || m_phase == ShutdownPhase::Aborting)
        enter(ShutdownPhase::Closed);
}

std::optional<std::chrono::milliseconds> ShutdownSequence::timeUntilAbort() const
{
    return remaining(m_abortTimer);
}

std::optional<std::chrono::milliseconds> ShutdownSequence::timeUntilForce() const
{
    return remaining(m_forceTimer);
}

void ShutdownSequence::enter(ShutdownPhase phase)
{
    m_phase = phase;
    if (phase != ShutdownPhase::Draining)
        m_abortTimer.stop();
    if (hasEnded(phase))
        m_forceTimer.stop();
    Q_EMIT phaseChanged(phase);
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// The phases of a shutdown and their times. Knows no connections: whoever owns it acts on phaseChanged() and
// says finish() when none is left. Lives in one thread, with an event loop.

#include "values/shutdownreport.h"

#include <QObject>
#include <QTimer>

namespace Drainboard {

class ShutdownSequence : public QObject
{
    Q_OBJECT

public:
    /// Both times count from the first trigger.
    ShutdownSequence(ShutdownPolicy policy, std::chrono::milliseconds abortAfter, std::chrono::milliseconds forceAfter,
                     QObject *parent = nullptr);

    ShutdownPhase phase() const { return m_phase; }

    /// The first call begins; one that comes at least 500 ms after the last that counted goes a phase further.
    void trigger();
    /// Draining → Aborting, at once.
    void abortNow();
    /// No connection is left: Draining or Aborting → Closed.
    void finish();

    /// Until the phase comes by itself; nullopt where it does not, or not any more.
    std::optional<std::chrono::milliseconds> timeUntilAbort() const;
    std::optional<std::chrono::milliseconds> timeUntilForce() const;

Q_SIGNALS:
    void phaseChanged(Drainboard::ShutdownPhase phase);

private:
    void enter(ShutdownPhase phase);

    const ShutdownPolicy m_policy;
    const std::chrono::milliseconds m_abortAfter;
    const std::chrono::milliseconds m_forceAfter;
    ShutdownPhase m_phase = ShutdownPhase::Running;
    SteadyTime m_lastTrigger {};
    QTimer m_abortTimer;
    QTimer m_forceTimer;
};

} // namespace Drainboard

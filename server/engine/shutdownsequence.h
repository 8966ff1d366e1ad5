// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "engine/triggercount.h"
#include "values/vocabulary.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <mutex>
#include <optional>

namespace Drainboard {

struct EngineSettings;

/// The phases of a shutdown and their times: the one place that knows what began the shutdown, when, and how far it is.
/// It knows no connections. Whoever owns it acts on phaseChanged(), and calls finish() when no connection is left.
/// Lives in one thread, with an event loop. Functions are for that thread, except where "any thread" is said.
class ShutdownSequence : public QObject
{
    Q_OBJECT

public:
    /// How far the shutdown is, and how it began.
    struct State
    {
        ShutdownPhase phase = ShutdownPhase::Running;
        QString trigger = defaultTrigger(); ///< the first one
        SteadyTime since {}; ///< when that came; only once phase is not Running
        std::optional<SteadyTime> drainSince {}; ///< when Draining began, if it has
    };

    /// Takes policy, shutdown delay, abort-after and force-after from \a settings.
    explicit ShutdownSequence(const EngineSettings &settings, QObject *parent = nullptr);
    /// Takes them anew. Only while Running.
    void setTimes(const EngineSettings &settings);

    ShutdownPhase phase() const { return m_state.phase; }
    /// Any thread.
    State state() const;

    /// The first call begins the shutdown. A later one goes a phase further, if it counts: see TriggerCount. \a name
    /// tells what triggers it, for the report.
    void trigger(const QString &name);
    /// Leaving → Draining, at once.
    void drainNow();
    /// Draining → Aborting, at once. From Leaving, Draining comes between.
    void abortNow();
    /// No connection is left: Draining or Aborting → Closed.
    void finish();

    /// The time until the phase comes by itself; nullopt if it does not, or not any more.
    std::optional<std::chrono::milliseconds> timeUntilDrain() const;
    /// Abort and force count from the beginning of Draining: nullopt before it.
    std::optional<std::chrono::milliseconds> timeUntilAbort() const;
    std::optional<std::chrono::milliseconds> timeUntilForce() const;

Q_SIGNALS:
    void phaseChanged(Drainboard::ShutdownPhase phase);

private:
    void beginDraining(State state);
    void enter(ShutdownPhase phase);
    void setState(const State &state);

    std::chrono::milliseconds m_delay { 0 }; ///< how long Leaving is; 0: none
    std::optional<std::chrono::milliseconds> m_abortAfter; ///< nullopt: not by itself
    std::chrono::milliseconds m_forceAfter { 0 };
    TriggerCount m_triggers;
    QTimer m_drainTimer;
    QTimer m_abortTimer;
    QTimer m_forceTimer;

    mutable std::mutex m_mutex; ///< held where m_state is written, and where another thread reads it
    State m_state;
};

} // namespace Drainboard

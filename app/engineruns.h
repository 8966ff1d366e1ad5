// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "engine/httpengine.h"
#include "engine/statuslines.h"
#include "export/exportdata.h"

#include <QObject>

#include <memory>
#include <mutex>
#include <vector>

namespace Drainboard {

/// The engines of the program, one behind the other: a HttpEngine goes through its life once. The present one stays
/// until the next one listens, so that it can be shown. One that a stuck worker holds is kept, because its destructor
/// would wait. Lives in the main thread. Functions are for that thread, except where "any thread" is said.
class EngineRuns : public QObject
{
    Q_OBJECT

public:
    /// Makes the first engine, which does not listen yet.
    EngineRuns(const EngineSettings &settings, RouteSetup routes, QObject *parent = nullptr);
    /// As HttpEngine's: waits for handlers.
    ~EngineRuns() override;

    HttpEngine *engine() const { return m_engine.get(); }
    /// What all of them say.
    StatusLines *lines() { return &m_lines; }

    /// Behind the end of one run: begins another one, with this \a plan. Where the system had picked the port, it is
    /// the same one again, or another if that has been taken meanwhile. False, with the reason in errorString(), where
    /// it cannot listen. Then nothing has changed, and it can be tried again.
    bool listenAgain(const ShutdownPlan &plan);
    /// Why listenAgain() failed, in words for people.
    QString errorString() const { return m_error; }

    /// From now on, what a run has known at its end is kept for exportData().
    void keepEarlierRuns() { m_keepsEarlier = true; }
    /// What the present engine knows, behind what is kept of earlier ones. Any thread.
    ExportData exportData() const;
    /// As the present engine's. Any thread.
    ShutdownReport forcedReport(const QString &trigger, SteadyTime since) const;
    /// Whether to destroy this object could take for ever: connections are open still.
    bool isHeld() const;

Q_SIGNALS:
    /// There is another engine(), which listens. The one before goes when this has been told.
    void engineChanged(Drainboard::HttpEngine *engine);
    /// As the present engine's.
    void phaseChanged(Drainboard::ShutdownPhase phase);
    void shutdownPlanChanged();
    void shutdownFinished(const Drainboard::ShutdownReport &report);

private:
    void follow(HttpEngine *engine);
    void replace(std::unique_ptr<HttpEngine> engine);

    const EngineSettings m_settings;
    const RouteSetup m_routes;
    QString m_error;
    std::vector<std::unique_ptr<HttpEngine>> m_held; // their runs have ended, and not their connections
    bool m_keepsEarlier = false;
    mutable std::mutex m_mutex; // guards the two below: another thread may ask for them
    ExportData m_earlier; // what ended runs have known
    std::unique_ptr<HttpEngine> m_engine;
    StatusLines m_lines;
};

} // namespace Drainboard

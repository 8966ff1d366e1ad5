// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "demo/demostage.h"

#include <QObject>

#include <array>

namespace Drainboard {

/// The servers of a demo: one for each policy, from the simplest to the best. They play together, or one after the
/// other. Lives in the thread that made it.
class DemoRun : public QObject
{
    Q_OBJECT

public:
    /// In the order of stages.
    static constexpr std::array<ShutdownPolicy, 3> policies { ShutdownPolicy::StopListening,
                                                              ShutdownPolicy::DisconnectAll, ShutdownPolicy::Drain };
    static constexpr int stageCount = int(policies.size());

    explicit DemoRun(QObject *parent = nullptr);
    ~DemoRun() override;

    DemoStage *stage(int index) const { return m_stages[std::size_t(index)]; }
    /// Whether a stage is not Ready.
    bool isActive() const;
    /// Whether each stage is Warm or Ready, and one of them Warm.
    bool isWarm() const;

    /// All stages get warm. False, with the reason in errorString(), where one cannot. Not while it is active.
    bool begin(const DemoPlan &plan);
    /// This one alone.
    bool beginStage(int index, const DemoPlan &plan);
    /// Those that are warm play.
    void play();
    /// Ends all at once.
    void cancel();
    /// One line for people.
    QString errorString() const { return m_error; }

Q_SIGNALS:
    /// The server of the stage \a index has ended.
    void stageEnded(int index);
    /// All that had begun has ended, and nothing is active any more.
    void finished();

private:
    std::array<DemoStage *, stageCount> m_stages {};
    QString m_error;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "demo/demostage.h"

#include <QObject>

#include <array>
#include <optional>
#include <vector>

namespace Drainboard {

/// The servers of a demo: one for each policy, from the simplest to the best, and behind them one of the user's own, if
/// there is to be one. They play together, or one after the other. Lives in the thread that made it.
class DemoRun : public QObject
{
    Q_OBJECT

public:
    /// In the order of stages.
    static constexpr std::array<ShutdownPolicy, 3> policies { ShutdownPolicy::StopListening,
                                                              ShutdownPolicy::DisconnectAll, ShutdownPolicy::Drain };
    static constexpr int policyCount = int(policies.size());

    explicit DemoRun(const std::optional<OwnServer> &own = std::nullopt, QObject *parent = nullptr);
    ~DemoRun() override;

    int stageCount() const { return int(m_stages.size()); }
    DemoStage *stage(int index) const { return m_stages[std::size_t(index)]; }
    /// Whether a stage is not Ready.
    bool isActive() const;
    /// Whether each stage is Warm or Ready, and one of them Warm.
    bool isWarm() const;

    /// The stages with the numbers \a stages get warm. False, with the reason in errorString(), where one cannot. Not
    /// while it is active. They begin together: where the user's own server is among them, as soon as that listens, or
    /// has failed.
    bool begin(const std::vector<int> &stages, const DemoPlan &plan);
    /// All of them.
    bool begin(const DemoPlan &plan);
    /// This one alone.
    bool beginStage(int index, const DemoPlan &plan) { return begin(std::vector<int> { index }, plan); }
    /// Those that are warm play. Those that are to begin do so once they are.
    void play();
    /// Ends all at once.
    void cancel();
    /// One line for people.
    QString errorString() const { return m_error; }

Q_SIGNALS:
    /// All that was to begin has begun. Within begin(), where the user's own server is not among them.
    void warm();
    /// A stage could not begin, for the reason in errorString(), though begin() has returned. The others go on.
    void stageFailed(int index);
    /// A line that the user's own server has printed, marked as its own.
    void said(const QString &line);
    /// The server of the stage \a index has ended.
    void stageEnded(int index);
    /// All that had begun has ended, and nothing is active any more.
    void finished();

private:
    void add(DemoStage *stage);
    bool beginOne(int index);
    void beginOthers();
    void noteIfOver();

    std::vector<DemoStage *> m_stages;
    DemoPlan m_plan;
    std::vector<int> m_others; ///< wait for the user's own server
    bool m_isPlayWanted = false;
    QString m_error;
};

} // namespace Drainboard

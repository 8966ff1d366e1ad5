// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/shutdownreport.h"

#include <QCoreApplication>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace Drainboard {

struct EngineSettings;

/// How far a shutdown is. A plain value.
struct ShutdownProgress
{
    ShutdownReport report;
    qsizetype openNow = 0;
    std::optional<std::chrono::milliseconds> untilDrain; ///< in Leaving alone
    std::optional<std::chrono::milliseconds> untilAbort; ///< nullopt where it does not come by itself
    std::optional<std::chrono::milliseconds> untilForce;
};

/// One phase of a shutdown in words and figures, as the strip of phases shows it. A plain value.
struct PhaseStep
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::PhaseStep)

public:
    enum class Standing {
        Ahead,
        Now,
        Done,
        Skipped, ///< it did not come, and no longer can
    };

    ShutdownPhase phase = ShutdownPhase::Running;
    Standing standing = Standing::Ahead;
    QString title;
    QString figure; ///< a number or a countdown; may be empty
    QString note; ///< what the figure means
    bool hasLosses = false; ///< the end, where requests were lost

    friend bool operator==(const PhaseStep &, const PhaseStep &) = default;
};

/// Running, Leaving where there is a shutdown delay, Draining, Aborting, and the end: Closed or Forced. Where the
/// shutdown is that of the server behind a tap, they say what the server does: Leaving, how long it has listened;
/// Draining, what it has closed; Aborting, whether it had to be killed. Any thread.
std::vector<PhaseStep> phaseSteps(const ShutdownProgress &progress, const EngineSettings &settings);

/// "policy drain · leave for 2 s · abort after 5 s · force after 10 s", without the second where there is no shutdown
/// delay. Any thread.
QString planText(const EngineSettings &settings);

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdsettings.h"
#include "demo/ownserver.h"
#include "engine/enginesettings.h"

#include <QString>

#include <chrono>

namespace Drainboard {

/// What a demo is to show: the same crowd before servers that stop in different ways. With the same plan the outcome is
/// the same, whenever it is played. A plain value.
struct DemoPlan
{
    /// Clients as they are in the world, and one that hangs, and one that does not read.
    static constexpr CrowdPlan usualCrowd { .counts = { 4, 6, 3, 1, 1, 0, 1, 1 } };
    /// This much is shown of the time before the shutdowns begin.
    static constexpr std::chrono::milliseconds before { 2000 };

    CrowdPlan crowd = usualCrowd;
    std::chrono::milliseconds distance { 40 }; ///< a round trip to the clients
    std::chrono::milliseconds abortAfter { 3000 };
    std::chrono::milliseconds forceAfter { 6000 };
    quint32 seed = 1; ///< tells the clients apart

    /// From the moment at which the crowd comes until the shutdown begins.
    std::chrono::milliseconds warmUp() const;
    /// In each of these, the clients do the same.
    static std::chrono::milliseconds beat();
    /// Of the clients of a server of ours, but for the port.
    CrowdSettings crowdSettings() const;
    /// The same for \a own, of which nothing is known: all ask for its path. Slow clients send their requests slowly,
    /// and those that hang, or do not read, wait for what the server says there.
    CrowdSettings crowdSettings(const OwnServer &own) const;
    /// Of a server that stops as \a policy says, on a port that the system picks.
    EngineSettings engineSettings(ShutdownPolicy policy) const;
    /// Of the tap before \a own, on a port that the system picks.
    EngineSettings engineSettings(const OwnServer &own) const;
    /// What of it cannot be played, in one line. Empty if there is nothing.
    QString problem() const;

    friend bool operator==(const DemoPlan &, const DemoPlan &) = default;
};

} // namespace Drainboard

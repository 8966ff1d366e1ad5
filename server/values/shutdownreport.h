// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// What a shutdown is told to do, and what it did: the words of the shutdown sequence, as plain values.

#include "values/connectioninfo.h"

#include <QJsonObject>

#include <chrono>
#include <vector>

namespace Drainboard {

/// How the connections of a shutdown ended. The totals reconcile at every moment:
/// openAtStart + acceptedDuringDrain = disconnected + closedByPeer + aborted + leftOpen.
struct ShutdownReport
{
    ShutdownPolicy policy = ShutdownPolicy::Drain;
    ShutdownTrigger trigger = ShutdownTrigger::Api;
    ShutdownPhase phase = ShutdownPhase::Running; ///< Closed or Forced once the sequence has ended
    std::chrono::milliseconds duration { 0 }; ///< since the first trigger
    qsizetype openAtStart = 0;
    qsizetype acceptedDuringDrain = 0;
    qsizetype disconnected = 0;
    qsizetype closedByPeer = 0;
    qsizetype aborted = 0;
    qsizetype leftOpen = 0;
    qsizetype requestsCompletedDuringDrain = 0; ///< whose response was taken by the kernel whole
    qsizetype requestsLost = 0; ///< that had come whole, and whose response was not delivered whole
    SteadyTime takenAt {};
    /// Each aborted or left one that has a record, and each that lost a request, by id.
    std::vector<ConnectionInfo> lost;

    /// 0 unless the end was forced.
    int exitCode() const { return phase == ShutdownPhase::Forced ? 1 : 0; }
    QJsonObject toJson() const;
    /// One line for people.
    QString summary() const;
};

} // namespace Drainboard

Q_DECLARE_METATYPE(Drainboard::ShutdownReport)

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace Drainboard {

/// How one process ended.
struct ProcessEnd
{
    int exitCode = 0; ///< where it ended by itself
    int signal = 0; ///< which signal ended it; 0 where it ended by itself

    bool isSuccess() const { return exitCode == 0 && signal == 0; }
    /// "exit code 1", "SIGKILL"
    QString toString() const;
    bool operator==(const ProcessEnd &) const = default;
};

/// How a server ended that a ChildServer had started. A plain value.
struct ChildEnd
{
    using Duration = std::chrono::nanoseconds;

    /// Of the command's own process. Where that had left (hasForked), of the last process that it left.
    ProcessEnd process {};
    bool wasAsked = false; ///< stop() or kill() was called before
    bool wasKilled = false; ///< it did not end by itself: it got our SIGKILL
    /// It had ended, and left others, which got our SIGKILL.
    bool leftOthers = false;
    /// The command had ended with exit code 0, and what it left was the server: a daemon, mostly.
    bool hasForked = false;
    /// Some process of it is still there, though it got our SIGKILL: one of another user, or one that the kernel keeps.
    bool isStillThere = false;
    std::optional<Duration> timeToStopListening {}; ///< since stop(), where it had listened
    std::optional<Duration> timeToExit {}; ///< since stop()
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Lengths of time as the window writes them. Any thread.

#include <QString>

#include <chrono>

namespace Drainboard {

/// In at most two units, rounded down: "340 ms", "3.4 s", "34 s", "3 min 05 s", "1 h 02 min", "2 d 03 h".
QString durationText(std::chrono::milliseconds duration);

/// In tenths of a second, rounded up, so that it says "0.0 s" only when there is none left.
QString countdownText(std::chrono::milliseconds remaining);

} // namespace Drainboard

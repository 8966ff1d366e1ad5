// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <chrono>

namespace Drainboard {

/// A length of time in at most two units, rounded down: "340 ms", "3.4 s", "34 s", "3 min 05 s", "1 h 02 min",
/// "2 d 03 h". Any thread.
QString durationText(std::chrono::milliseconds duration);

/// A time that may be very short, to three digits: "0.31 ms", "4.2 ms", "301 ms", "1.3 s". Any thread.
QString latencyText(std::chrono::microseconds time);

/// What is left of a time, in tenths of a second. Rounded up: it says "0.0 s" only when nothing is left. Any thread.
QString countdownText(std::chrono::milliseconds remaining);

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <optional>

/// The names of signals, as users write and read them. For any thread.
namespace Drainboard::SignalNames {

/// "SIGTERM" of 15; "signal 70" of a number without a name.
QString nameOf(int number);
/// 15 of "SIGTERM", "TERM", "sigterm" and "15". nullopt where this system has no such signal.
std::optional<int> numberOf(const QString &text);

} // namespace Drainboard::SignalNames

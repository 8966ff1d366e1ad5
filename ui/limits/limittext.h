// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>
#include <QStringView>

#include <chrono>
#include <optional>

namespace Drainboard {

/// Limits as they are typed: whole numbers with their unit, as on the command line, and with or without a blank before
/// the unit. Any thread.
namespace LimitText {

/// "0", "500 ms", "5 s", "2 min".
QString of(std::chrono::milliseconds time);
/// "0", "500", "64 K", "8 M", "2 G".
QString ofSize(quint64 bytes);

/// Of the same, and of "2 m"; nullopt for anything else, and for more than Qt's timers count.
std::optional<std::chrono::milliseconds> toTime(QStringView text);
/// Of the same; nullopt for anything else, and for more than \a most.
std::optional<quint64> toSize(QStringView text, quint64 most);

} // namespace LimitText

} // namespace Drainboard

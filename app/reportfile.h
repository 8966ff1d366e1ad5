// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace Drainboard {

struct ShutdownReport;

/// Writes \a report to \a fileName, as JSON. Replaces the file in one step, or leaves it as it was. Returns one line
/// that says what went wrong, or nothing. Any thread.
QString writeReportFile(const QString &fileName, const ShutdownReport &report);

} // namespace Drainboard

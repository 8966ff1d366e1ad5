// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Writes the report of a shutdown to a file, as JSON. Any thread.

#include <QString>

namespace Drainboard {

struct ShutdownReport;

/// Replaces \a fileName, in one step, or leaves it as it was. Returns what went wrong, one line; empty if
/// nothing did.
QString writeReportFile(const QString &fileName, const ShutdownReport &report);

} // namespace Drainboard

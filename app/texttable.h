// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QStringList>

namespace Drainboard {

/// \a rows, each with as many cells, as lines for a terminal: each column is as wide as its longest cell. The first and
/// the last column are words, and stand at the left; what is between are figures, and stand at the right. Any thread.
QStringList textTable(const QList<QStringList> &rows);

} // namespace Drainboard

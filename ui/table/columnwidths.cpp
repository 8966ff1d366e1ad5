// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/columnwidths.h"

#include <QtGlobal>

#include <algorithm>

namespace Drainboard {

std::vector<int> fittedWidths(const std::vector<ColumnWidth> &columns, int room, int rest)
{
    qint64 wanted = 0;
    qint64 spare = 0;
    for (const ColumnWidth &column : columns) {
        wanted += column.wanted;
        spare += std::max(column.wanted - column.least, 0);
    }
    const qint64 missing = std::clamp<qint64>(wanted + rest - room, 0, spare);
    std::vector<int> widths;
    for (const ColumnWidth &column : columns) {
        const qint64 own = std::max(column.wanted - column.least, 0);
        const qint64 given = spare > 0 ? (own * missing + spare - 1) / spare : 0; // rounded up: all must fit
        widths.push_back(static_cast<int>(column.wanted - std::min(given, own)));
    }
    return widths;
}

} // namespace Drainboard

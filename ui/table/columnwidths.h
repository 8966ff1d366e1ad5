// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <vector>

namespace Drainboard {

/// A column's width as the user wants it, and the least at which it is of use. In pixels.
struct ColumnWidth
{
    int wanted = 0;
    int least = 0;
};

/// The widths of \a columns that leave \a rest of \a room: as wanted if there is room for that; else each gives up the
/// same share of what it can spare. Where there is no room for the least either, they get that. Any thread.
std::vector<int> fittedWidths(const std::vector<ColumnWidth> &columns, int room, int rest);

} // namespace Drainboard

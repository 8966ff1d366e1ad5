// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

namespace Drainboard {

/// The vertical axis of a chart of counts. Its ticks are whole numbers at a round distance. Any thread.
struct CountAxis
{
    qsizetype step = 1; ///< 1, 2 or 5 times a power of ten
    qsizetype top = 1; ///< a multiple of step

    /// The smallest axis that reaches \a maximum with \a intervals steps at most. A maximum of 0 gets room
    /// too.
    static CountAxis reaching(qsizetype maximum, int intervals);
};

} // namespace Drainboard

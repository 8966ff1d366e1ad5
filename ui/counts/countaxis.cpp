// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "counts/countaxis.h"

#include <algorithm>

namespace Drainboard {

CountAxis CountAxis::reaching(qsizetype maximum, int intervals)
{
    const qsizetype needed = std::max<qsizetype>(maximum, 1);
    const qsizetype most = std::max(intervals, 1);
    for (qsizetype power = 1;; power *= 10) {
        for (const qsizetype digit : { 1, 2, 5 }) {
            const qsizetype step = digit * power;
            const qsizetype steps = (needed - 1) / step + 1;
            if (steps <= most)
                return { step, steps * step };
        }
    }
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "values/connectionend.h"

#include <algorithm>

namespace Drainboard {

ConnectionEnd::Time ConnectionEnd::firstAt() const
{
    constexpr Time none {};
    Time first = none;
    for (const Time time : { clientFinAt, ourFinAt, resetAt }) {
        if (time != none && (first == none || time < first))
            first = time;
    }
    return first;
}

} // namespace Drainboard

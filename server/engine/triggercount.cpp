// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/triggercount.h"

namespace Drainboard {

bool TriggerCount::add(SteadyTime now)
{
    if (m_count > 0 && now - m_last < apart)
        return false;
    if (m_count == 0)
        m_first = now;
    m_last = now;
    ++m_count;
    return true;
}

} // namespace Drainboard

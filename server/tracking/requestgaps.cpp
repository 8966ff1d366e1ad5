// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/requestgaps.h"

#include <algorithm>

namespace Drainboard {

using std::chrono::milliseconds;

void RequestGaps::add(std::chrono::steady_clock::duration gap)
{
    const auto known = std::clamp(std::chrono::floor<milliseconds>(gap), milliseconds(0), milliseconds(none - 1));
    m_milliseconds = { quint16(known.count()), m_milliseconds[0], m_milliseconds[1] };
}

std::size_t RequestGaps::count() const
{
    return m_milliseconds.size() - std::size_t(std::ranges::count(m_milliseconds, none));
}

milliseconds RequestGaps::shortest() const
{
    return milliseconds(std::ranges::min(m_milliseconds)); // none is longer than any
}

milliseconds RequestGaps::longest() const
{
    return milliseconds(*std::max_element(m_milliseconds.begin(), m_milliseconds.begin() + std::ptrdiff_t(count())));
}

} // namespace Drainboard

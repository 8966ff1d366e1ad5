// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/requestgaps.h"

#include <algorithm>

namespace Drainboard {

using std::chrono::milliseconds;

namespace {

constexpr quint8 pausesAskedFor = 3;
constexpr int timesLonger = 8;

} // namespace

void RequestGaps::add(std::chrono::steady_clock::duration gap)
{
    const auto known = std::clamp(std::chrono::floor<milliseconds>(gap), milliseconds(0), milliseconds(none - 1));
    const auto value = quint16(known.count());
    m_milliseconds = { value, m_milliseconds[0], m_milliseconds[1] };
    if (known < pauseFrom) {
        m_longestWithin = std::max(m_longestWithin, value);
    } else {
        m_shortestPause = std::min(m_shortestPause, value);
        m_pauses = std::min(quint8(m_pauses + 1), pausesAskedFor);
    }
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

std::optional<RequestGaps::Bursts> RequestGaps::bursts() const
{
    const bool areApart = m_shortestPause >= timesLonger * m_longestWithin;
    if (m_pauses < pausesAskedFor || !areApart || shortest() >= pauseFrom)
        return std::nullopt;
    return Bursts { milliseconds(m_longestWithin), milliseconds(m_shortestPause) };
}

} // namespace Drainboard

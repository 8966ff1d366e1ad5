// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/grouplife.h"

#include "lifelines/boardaxis.h"
#include "lifelines/pixelload.h"

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace std::chrono;

namespace Drainboard {
namespace {

/// A share is rounded to so many steps: what differs less looks the same.
constexpr double steps = 16;

double shown(float busy, float open)
{
    const double share = std::min(double(busy) / double(open), 1.0);
    return share <= 0.001 ? 0 : std::max(std::round(share * steps) / steps, PixelLoad::faintest);
}

} // namespace

GroupLife::GroupLife(const BoardAxis &axis)
    : m_begin(axis.begin())
    , m_pixel(axis.pixel())
    , m_open(static_cast<std::size_t>(axis.width()) + 1)
    , m_busy(m_open.size())
    , m_busyHere(m_open.size())
{
}

double GroupLife::place(SteadyTime time) const
{
    const double last = static_cast<double>(m_open.size() - 1);
    return std::clamp(static_cast<double>((time - m_begin).count()) / static_cast<double>(m_pixel.count()), 0.0, last);
}

void GroupLife::add(const Lifeline &line, SteadyTime now)
{
    const SteadyTime end = line.endOr(now);
    if (m_open.empty() || end < m_begin)
        return;
    const auto from = static_cast<std::size_t>(place(line.openedAt));
    const auto until = std::min(static_cast<std::size_t>(place(end)) + 1, m_open.size() - 1);
    if (from >= until)
        return;
    m_open[from] += 1;
    m_open[until] -= 1;
    const SpanList &spans = line.inProgress;
    for (std::size_t i = spans.firstEndingAfter(m_begin); i < spans.size(); ++i) {
        const SpanList::Span span = spans.at(i);
        addBusy(span.begin, span.end, span.share);
    }
    if (line.activity == Lifeline::Activity::Request || line.activity == Lifeline::Activity::Stream)
        addBusy(line.activeSince, line.isOpen() ? end + m_pixel : end, 1); // all of the last pixel
}

// Of its first and its last pixel it has a part, of those between them all.
void GroupLife::addBusy(SteadyTime from, SteadyTime until, double share)
{
    const double begin = place(from);
    const double end = place(until);
    if (end <= begin)
        return;
    const auto first = static_cast<std::size_t>(begin);
    const auto last = static_cast<std::size_t>(end);
    const auto weight = static_cast<float>(share);
    if (first == last) {
        m_busyHere[first] += weight * static_cast<float>(end - begin);
        return;
    }
    m_busyHere[first] += weight * static_cast<float>(static_cast<double>(first + 1) - begin);
    m_busyHere[last] += weight * static_cast<float>(end - static_cast<double>(last));
    m_busy[first + 1] += weight;
    m_busy[last] -= weight;
}

void GroupLife::finish()
{
    std::partial_sum(m_open.begin(), m_open.end(), m_open.begin());
    std::partial_sum(m_busy.begin(), m_busy.end(), m_busy.begin());
    std::transform(m_busy.begin(), m_busy.end(), m_busyHere.begin(), m_busy.begin(), std::plus<>());
    m_busyHere.clear();
}

std::vector<GroupLife::Run> GroupLife::runs(const BoardAxis &axis) const
{
    std::vector<Run> runs;
    for (std::size_t i = 0; i + 1 < m_open.size(); ++i) {
        if (m_open[i] < 0.5F)
            continue;
        const auto at = [&](std::size_t pixel) {
            // From the middle of a pixel: its edges may fall on either side where the axis rounds.
            return axis.x(m_begin + m_pixel * static_cast<qint64>(pixel) + m_pixel / 2);
        };
        if (at(i + 1) <= 0 || at(i) >= axis.width())
            continue;
        const int begin = std::max(at(i), 0);
        const int end = std::min(std::max(at(i + 1), begin + 1), axis.width());
        const double share = shown(m_busy[i], m_open[i]);
        if (!runs.empty() && runs.back().end >= begin && runs.back().share == share)
            runs.back().end = std::max(runs.back().end, end);
        else
            runs.push_back({ runs.empty() ? begin : std::max(begin, runs.back().end), end, share });
        if (runs.back().begin >= runs.back().end)
            runs.pop_back();
    }
    return runs;
}

double GroupLife::lastShare() const
{
    for (std::size_t i = m_open.size(); i-- > 0;) {
        if (m_open[i] >= 0.5F)
            return std::min(double(m_busy[i]) / double(m_open[i]), 1.0);
    }
    return 0;
}

} // namespace Drainboard

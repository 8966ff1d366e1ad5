// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "header/requestpace.h"

#include <algorithm>

using namespace std::chrono;

namespace Drainboard {
namespace {

/// When the second of \a time began: the figures have the same seconds.
SteadyTime secondOf(SteadyTime time)
{
    return floor<std::chrono::seconds>(time);
}

/// Returns how many requests were lost in what is forgotten.
quint64 forget(std::map<SteadyTime, RequestFigures> &figures, SteadyTime before)
{
    quint64 lost = 0;
    const auto end = figures.lower_bound(before);
    for (auto second = figures.begin(); second != end; ++second)
        lost += second->second.lost;
    figures.erase(figures.begin(), end);
    return lost;
}

} // namespace

void RequestPace::beginRun()
{
    for (const auto &[from, figures] : m_seconds) {
        const auto [place, isNew] = m_earlier.try_emplace(from, figures);
        if (!isNew)
            place->second += figures;
    }
    m_seconds.clear();
    m_since = {};
    m_lostBefore = 0;
}

// The last second still grows; also one before it may, since a worker can be late with what it tells. So both are asked
// for again.
void RequestPace::add(const QList<RequestFigures> &figures, SteadyTime now)
{
    const SteadyTime askAgain = secondOf(now) - std::chrono::seconds(1);
    for (const RequestFigures &second : figures)
        m_seconds[second.from] = second;
    m_since = std::max(m_since, askAgain);
    const SteadyTime oldest = secondOf(now) - std::chrono::seconds(seconds);
    m_lostBefore += forget(m_seconds, oldest);
    forget(m_earlier, oldest);
}

quint64 RequestPace::lost() const
{
    quint64 lost = m_lostBefore;
    for (const auto &[from, figures] : m_seconds)
        lost += figures.lost;
    return lost;
}

double RequestPace::perSecond(SteadyTime now) const
{
    const auto all = history(now);
    quint64 ended = 0;
    std::for_each(all.end() - averaged.count(), all.end(), [&](quint64 count) { ended += count; });
    return static_cast<double>(ended) / static_cast<double>(averaged.count());
}

std::array<quint64, RequestPace::seconds> RequestPace::history(SteadyTime now) const
{
    std::array<quint64, seconds> all {};
    const SteadyTime oldest = secondOf(now) - std::chrono::seconds(seconds);
    for (const auto *runs : { &m_earlier, &m_seconds }) {
        for (const auto &[from, figures] : *runs) {
            const auto place = duration_cast<std::chrono::seconds>(secondOf(from) - oldest).count();
            if (place >= 0 && place < seconds)
                all[static_cast<std::size_t>(place)] += figures.ended();
        }
    }
    return all;
}

std::optional<microseconds> RequestPace::percentile(SteadyTime now) const
{
    TimeHistogram times;
    for (const auto *runs : { &m_earlier, &m_seconds }) {
        for (auto it = runs->upper_bound(secondOf(now) - judged); it != runs->end(); ++it)
            times.merge(it->second.untilEnd);
    }
    return times.quantile(0.99);
}

} // namespace Drainboard

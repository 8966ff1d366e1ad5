// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowdpace.h"

#include <utility>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

constexpr int uploadParts = 10;

} // namespace

CrowdPace::CrowdPace(CrowdKind kind, int number, quint32 seed)
    : m_kind(kind)
    , m_state((quint64(seed) << 32) + quint64(number))
{
}

// SplitMix64 (Steele, Lea and Flood 2014): few bytes for each client, and neighbours have nothing in common.
quint64 CrowdPace::next()
{
    quint64 value = m_state += 0x9e3779b97f4a7c15;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}

CrowdPace::Duration CrowdPace::between(Duration least, Duration most)
{
    return least + Duration(next() % quint64((most - least).count() + 1));
}

CrowdPace::Duration CrowdPace::first()
{
    return m_kind == CrowdKind::Poll ? between(0s, 1s) : Duration(0);
}

CrowdPace::Duration CrowdPace::pause()
{
    return m_kind == CrowdKind::Poll ? Duration(1s) : between(0ms, 40ms);
}

std::vector<CrowdPace::Duration> CrowdPace::phases(const CrowdPlan &plan, quint32 seed, Duration beat)
{
    std::vector<Duration> all;
    for (int kind = 0; kind < crowdKinds; ++kind) {
        const int count = plan.counts[std::size_t(kind)];
        const auto begin = std::ptrdiff_t(all.size());
        for (int i = 0; i < count; ++i)
            all.push_back(beat * (2 * i + 1) / (2 * count));
        CrowdPace random(CrowdKind(kind), kind, seed);
        for (int left = count; left > 1; --left) // Fisher and Yates
            std::swap(all[std::size_t(begin + left - 1)],
                      all[std::size_t(begin) + std::size_t(random.next() % quint64(left))]);
    }
    return all;
}

int CrowdPace::parts()
{
    switch (m_kind) {
    case CrowdKind::Slow:
        return 2 + int(next() % 2);
    case CrowdKind::Upload:
        return uploadParts;
    default:
        return 1;
    }
}

CrowdPace::Duration CrowdPace::span()
{
    return m_kind == CrowdKind::Slow ? between(500ms, 1s) : between(900ms, 1100ms);
}

} // namespace Drainboard

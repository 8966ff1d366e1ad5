// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "pace.h"

#include <algorithm>
#include <array>
#include <utility>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

constexpr std::array<std::pair<const char *, Pace::Kind>, 5> kinds { {
    { "busy", Pace::Kind::Busy },
    { "posting", Pace::Kind::Posting },
    { "polling", Pace::Kind::Polling },
    { "bursty", Pace::Kind::Bursty },
    { "browsing", Pace::Kind::Browsing },
} };

} // namespace

std::optional<Pace::Kind> Pace::kindOf(const std::string &name)
{
    const auto found = std::find_if(kinds.begin(), kinds.end(),
                                    [&name](const auto &kind) { return kind.first == name; });
    return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> Pace::names()
{
    std::vector<std::string> names;
    for (const auto &kind : kinds)
        names.emplace_back(kind.first);
    return names;
}

Pace::Pace(Kind kind, int index, unsigned seed, Duration roundTrip)
    : m_kind(kind)
    , m_think(std::max<Duration>(40ms, roundTrip))
    , m_isUnused(kind == Kind::Browsing && index % 4 == 3)
{
    std::seed_seq both { seed, unsigned(index) };
    m_random.seed(both);
}

std::optional<Pace::Duration> Pace::first()
{
    switch (m_kind) {
    case Kind::Busy:
    case Kind::Posting:
        return between(0s, m_think);
    case Kind::Polling:
        return between(0s, 1s);
    case Kind::Bursty:
        return between(0s, 3s);
    case Kind::Browsing:
        break;
    }
    return m_isUnused ? std::nullopt : std::optional(between(0s, 5s));
}

Pace::Duration Pace::next()
{
    const bool isBurst = m_leftInBurst > 0;
    switch (m_kind) {
    case Kind::Busy:
    case Kind::Posting:
        return between(0s, m_think);
    case Kind::Polling:
        return between(990ms, 1010ms);
    case Kind::Bursty:
        m_leftInBurst = isBurst ? m_leftInBurst - 1 : std::uniform_int_distribution(3, 10)(m_random) - 1;
        return m_leftInBurst > 0 ? between(10ms, 30ms) : between(500ms, 3s);
    case Kind::Browsing:
        break;
    }
    m_leftInBurst = isBurst ? m_leftInBurst - 1 : std::uniform_int_distribution(2, 6)(m_random) - 1;
    return m_leftInBurst > 0 ? between(0s, 10ms) : between(2s, 15s);
}

Pace::Duration Pace::between(Duration least, Duration most)
{
    return Duration(std::uniform_int_distribution(least.count(), most.count())(m_random));
}

} // namespace Drainboard

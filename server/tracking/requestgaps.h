// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>

namespace Drainboard {

/// How long the client of one connection has waited between a response and its next request, as the server sees it:
/// each gap holds a round trip. Knows the last three, and whether requests come in bursts. A plain value of a few
/// bytes, for any one thread.
class RequestGaps
{
public:
    /// The next request came \a gap after the last response. More than about a minute counts as that.
    void add(std::chrono::steady_clock::duration gap);

    /// How many are known: up to 3.
    std::size_t count() const;
    /// The shortest and the longest of those; only where there is one.
    std::chrono::milliseconds shortest() const;
    std::chrono::milliseconds longest() const;

    /// A gap from this on is a pause, and no part of a burst.
    static constexpr std::chrono::milliseconds pauseFrom { 250 };
    /// Requests that follow each other fast, and then a pause.
    struct Bursts
    {
        std::chrono::milliseconds longestWithin; ///< of all gaps that are no pause
        std::chrono::milliseconds shortestPause; ///< of all pauses
    };
    /// Nullopt where they do not come so: where a pause is not at least eight times as long as any gap within, no gap
    /// of the last three is short, or fewer than three pauses are known.
    std::optional<Bursts> bursts() const;

private:
    static constexpr quint16 none = 0xffff;
    std::array<quint16, 3> m_milliseconds { none, none, none }; // the last one first
    quint16 m_longestWithin = 0;
    quint16 m_shortestPause = none;
    quint8 m_pauses = 0; // no more than are asked for
};

} // namespace Drainboard

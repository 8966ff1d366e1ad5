// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

#include <array>
#include <chrono>
#include <cstddef>

namespace Drainboard {

/// How long the client of one connection has waited between a response and its next request, as the server sees it:
/// each gap holds a round trip. Knows the last three. A plain value of a few bytes, for any one thread.
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

private:
    static constexpr quint16 none = 0xffff;
    std::array<quint16, 3> m_milliseconds { none, none, none }; // the last one first
};

} // namespace Drainboard

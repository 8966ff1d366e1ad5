// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <chrono>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace Drainboard {

/// When a client over a distance sends its requests. Plain value, for any one thread.
class Pace
{
public:
    using Duration = std::chrono::steady_clock::duration;

    enum class Kind {
        Busy, ///< thinks for 0 to 40 ms before each request, or as long as the round trip if that is more
        Posting, ///< as busy, with requests that have a body
        Polling, ///< asks again a second after each response, give or take 10 ms
        Bursty, ///< 3 to 10 requests, 10 to 30 ms between them, then quiet for 0.5 to 3 s
        Browsing, ///< 2 to 6 requests at once in turn, then quiet for 2 to 15 s; each fourth connection is never used
    };

    /// Nothing for a name that is no kind.
    static std::optional<Kind> kindOf(const std::string &name);
    static std::vector<std::string> names();

    /// The same \a seed and \a index give the same pace.
    Pace(Kind kind, int index, unsigned seed, Duration roundTrip);

    Kind kind() const { return m_kind; }
    /// From the beginning to the first request; nothing if there will be none.
    std::optional<Duration> first();
    /// From a response to the next request.
    Duration next();

private:
    Duration between(Duration least, Duration most);

    std::mt19937 m_random;
    Kind m_kind;
    Duration m_think;
    int m_leftInBurst = 0;
    bool m_isUnused;
};

} // namespace Drainboard

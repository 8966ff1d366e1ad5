// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Random traffic through somebody who passes connections on: both directions at the same time, pieces of all sizes,
// half-closes, and resets at any moment. Each side knows what the other one sends, and how it will end: what comes out
// must be what went in. Knows nothing of Drainboard, and no Qt.

#include <cstdint>
#include <mutex>
#include <string>

class RandomTraffic
{
public:
    struct Settings
    {
        std::uint64_t seed = 1;
        std::uint64_t amount = 0; ///< bytes that are to come out, of both directions
        std::uint64_t largest = 1 << 20; ///< bytes of one direction of a connection
        int atATime = 4; ///< connections
    };
    /// What has come out.
    struct Tally
    {
        std::uint64_t connections = 0;
        std::uint64_t bytes = 0;
        std::uint64_t fins = 0;
        std::uint64_t resets = 0;
        std::string fault {}; ///< what was not as it went in: a sentence. Empty: nothing
    };

    /// Listens on 127.0.0.1, on \a port, or a free one.
    explicit RandomTraffic(std::uint16_t port = 0);
    RandomTraffic(const RandomTraffic &) = delete;
    RandomTraffic &operator=(const RandomTraffic &) = delete;
    ~RandomTraffic();

    /// Where connections must be passed on to; 0 where it could not listen.
    std::uint16_t port() const { return m_port; }
    /// Connects to 127.0.0.1:\a through, again and again, until the amount has passed or there is a fault. Waits for
    /// it.
    Tally pass(std::uint16_t through, const Settings &settings);

private:
    struct Ends
    {
        int client = -1;
        int served = -1;
    };
    Ends connect(std::uint16_t through);
    void passSome(std::uint16_t through, const Settings &settings, Tally &tally);
    void passOne(Ends ends, std::uint64_t seed, std::uint64_t largest, Tally &tally);

    std::mutex m_connecting; // one at a time, so that it is known which two ends belong together
    std::mutex m_counting; // guards the tally
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::uint64_t m_begun = 0; // connections; guarded by m_connecting
};

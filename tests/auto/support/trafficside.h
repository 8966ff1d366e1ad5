// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// One side of a connection of RandomTraffic: sends its part, and compares what comes with the other side's part.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

class TrafficSide
{
public:
    enum class Ending {
        Fin, ///< behind all bytes
        Reset, ///< behind some of them
        FinAndReset, ///< a FIN behind all bytes, and a RST a little later, if there is anything to reset then
    };
    /// What a side is to send.
    struct Part
    {
        std::uint64_t seed = 0; ///< of the bytes
        std::uint64_t size = 0; ///< bytes; those before the reset
        Ending ending = Ending::Fin;
    };

    /// Takes \a socket, and closes it.
    TrafficSide(std::string name, int socket, Part own, Part peers);
    TrafficSide(const TrafficSide &) = delete;
    TrafficSide &operator=(const TrafficSide &) = delete;
    ~TrafficSide();

    /// Until both parts are over. Waits.
    void run();

    std::uint64_t received() const { return m_received; }
    bool sawFin() const { return m_sawFin; }
    bool sawReset() const { return m_sawReset; }
    /// Empty: all was as it went in.
    const std::string &fault() const { return m_fault; }

private:
    bool isOver() const { return (!m_isSending && !m_isReading && m_passesToReset < 0) || !m_fault.empty(); }
    void sendSome();
    void finishSending();
    void receiveSome();
    void reset();
    void judge();
    void judgeFin();
    void note(const std::string &fault);
    std::size_t pieceSize();

    const std::string m_name;
    int m_socket;
    const Part m_own;
    const Part m_peers;
    std::mt19937_64 m_random;
    std::vector<char> m_buffer;
    std::vector<char> m_expected;
    std::uint64_t m_sent = 0;
    std::uint64_t m_received = 0;
    int m_passesToReset = -1; // so many more times round, where it is at least 0
    bool m_isSending = true;
    bool m_isReading = true;
    bool m_hasReset = false; // we have
    bool m_sawFin = false;
    bool m_sawReset = false;
    std::string m_fault;
};

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// One client of the soak: connects, does this and that of what clients do, well or badly behaved, and leaves in one
// way or another, again and again. The same seed makes the same choices. Runs in the thread of its io_context.

#include <utility> // Boost 1.74's asio/awaitable.hpp uses std::exchange and does not include this

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <chrono>
#include <random>
#include <string>

namespace Drainboard {

class StrainedClient
{
public:
    enum class Orders {
        Go,
        Leave, ///< after what is being done
        ExpectTheEnd, ///< the server may cut what it likes, and refuse connections
    };

    struct Tally
    {
        long connections = 0;
        long answered = 0; ///< whole and right
        long wrong = 0; ///< answered otherwise
        long cut = 0; ///< connections that the server ended though nothing was wrong with them
    };

    /// \a orders and \a tally are those of all clients, and outlive them.
    StrainedClient(boost::asio::io_context &context, const boost::asio::ip::tcp::endpoint &server, unsigned seed,
                   const Orders &orders, Tally &tally);

    /// Goes on until told to leave, or until the server refuses a connection at the end. Throws where it cannot
    /// connect before. The client must outlive it.
    boost::asio::awaitable<void> run();

private:
    using Awaitable = boost::asio::awaitable<void>;

    boost::asio::awaitable<bool> connect();
    Awaitable stay();
    Awaitable leave();

    Awaitable ask();
    Awaitable upload();
    Awaitable pipeline();
    Awaitable writeSlowly();
    Awaitable readSlowly();
    // The last thing on a connection:
    Awaitable abortResponse();
    Awaitable hang();
    Awaitable sayGarbage();

    Awaitable pause(int mostMilliseconds);
    Awaitable write(const std::string &bytes);
    /// Receives a response, and waits up to \a pauseMilliseconds between its parts.
    Awaitable read(const std::string &right, int pauseMilliseconds = 0);
    Awaitable readToEnd();
    void reset();
    int anyOf(int least, int most);

    const boost::asio::ip::tcp::endpoint m_server;
    const Orders &m_orders;
    Tally &m_tally;
    std::minstd_rand m_random;
    boost::asio::ip::tcp::socket m_socket;
    boost::asio::steady_timer m_timer;
    boost::beast::flat_buffer m_received;
};

} // namespace Drainboard

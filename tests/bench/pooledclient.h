// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// One client of a pool: has one connection at a time, sends as fast as it is answered, and behaves as it should. It
// looks whether the server has closed before it sends, sends nothing behind a "Connection: close", and connects
// anew after either. Runs in the thread of its io_context.

#include "requesttally.h"
#include "workload.h"

#include <utility> // Boost 1.74's asio/awaitable.hpp uses std::exchange and does not include this

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <functional>

namespace Drainboard {

class PooledClient
{
public:
    /// \a isShuttingDown tells whether the server has been told to: from then on it may refuse connections.
    PooledClient(boost::asio::io_context &context, const boost::asio::ip::tcp::endpoint &server,
                 const Workload &workload, std::function<bool()> isShuttingDown);

    /// Sends until the server refuses a connection, or until a request is lost: more than one loss would only say
    /// how quickly this client tries again. \a served is called at the first right answer. Throws where it cannot
    /// connect though the server is not shutting down. The client must outlive it.
    boost::asio::awaitable<void> run(std::function<void()> served);

    const RequestTally &tally() const { return m_tally; }

private:
    boost::asio::awaitable<bool> connect();
    bool isEnded();
    boost::asio::awaitable<bool> exchange();

    const boost::asio::ip::tcp::endpoint m_server;
    Workload m_workload;
    const std::function<bool()> m_isShuttingDown;
    std::function<void()> m_served;
    boost::asio::ip::tcp::socket m_socket;
    boost::beast::flat_buffer m_received;
    RequestTally m_tally;
};

} // namespace Drainboard

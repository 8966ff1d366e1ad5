// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// A server under strain: starts it, lets many clients do what they like for a long time, sees what it has kept of that
// when they have gone, and shuts it down with as many clients again. For any one thread.

#include "serverprocess.h"
#include "strainedclient.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <list>
#include <string>
#include <vector>

namespace Drainboard {

class Soak
{
public:
    struct Outcome
    {
        StrainedClient::Tally requests;
        long memoryEarly = 0; ///< kB, the median of the time from 20 % to 30 % of the whole
        long memoryLate = 0; ///< of the last tenth
        bool isThreadSanitized = false; ///< then memory says nothing
        long descriptorsBefore = 0; ///< there is any client
        long descriptorsAfter = 0; ///< all clients have gone
        std::chrono::duration<double> shutdown {}; ///< from SIGTERM to the process's end
        std::string end; ///< of the process, as ServerProcess::terminate()
    };

    Soak(const std::vector<std::string> &command, std::chrono::seconds duration, int clients, unsigned seed);

    /// Throws where the server does not serve, and where the clients do not come to an end. Once.
    Outcome run();

private:
    boost::asio::awaitable<void> conduct();
    boost::asio::awaitable<void> strain();
    boost::asio::awaitable<void> shutDown();
    boost::asio::awaitable<void> pause(std::chrono::milliseconds time);
    void letClientsIn();

    boost::asio::io_context m_context;
    boost::asio::steady_timer m_timer;
    ServerProcess m_server;
    boost::asio::ip::tcp::endpoint m_endpoint;
    std::list<StrainedClient> m_clients;
    StrainedClient::Orders m_orders = StrainedClient::Orders::Go;
    const std::chrono::seconds m_duration;
    const int m_clientCount;
    unsigned m_seed; // of the next client
    int m_present = 0;
    Outcome m_outcome;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// One shutdown under load: starts a server, lets a pool of clients send to it, sends SIGTERM, and sees what
// becomes of the requests and of the process. For any one thread.

#include "pooledclient.h"
#include "serverprocess.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <list>
#include <random>
#include <string>
#include <vector>

namespace Drainboard {

class DrainRound
{
public:
    struct Outcome
    {
        RequestTally requests;
        std::chrono::duration<double> duration {}; ///< from SIGTERM to the process's end
        std::string end; ///< of the process, as ServerProcess::terminate()
    };

    /// The same \a seed gives the same requests and the same time before SIGTERM.
    DrainRound(const std::vector<std::string> &command, int clients, unsigned seed);

    /// Throws where the server does not serve, and where the clients do not come to an end. Once.
    Outcome run();

private:
    boost::asio::awaitable<void> conduct();

    boost::asio::io_context m_context;
    boost::asio::steady_timer m_timer;
    ServerProcess m_server;
    std::list<PooledClient> m_clients;
    const int m_clientCount;
    const unsigned m_seed;
    int m_served = 0;
    bool m_isShuttingDown = false;
    Outcome m_outcome;
};

} // namespace Drainboard

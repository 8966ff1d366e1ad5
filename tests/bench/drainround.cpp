// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "drainround.h"

#include "rethrow.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <csignal>
#include <stdexcept>

namespace Drainboard {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using boost::system::error_code;

namespace {

// A server that still runs this long after SIGTERM is killed.
constexpr auto patience = 15s;
// For all of a round; only one that fails takes as long.
constexpr auto longEnough = 60s;

} // namespace

DrainRound::DrainRound(const std::vector<std::string> &command, int clients, unsigned seed)
    : m_timer(m_context)
    , m_server(m_context, command)
    , m_clientCount(clients)
    , m_seed(seed)
{
}

DrainRound::Outcome DrainRound::run()
{
    asio::co_spawn(m_context, conduct(), rethrow);
    m_context.run_for(longEnough);
    for (const PooledClient &client : m_clients)
        m_outcome.requests += client.tally();
    if (m_context.stopped())
        return m_outcome;
    throw std::runtime_error(m_isShuttingDown ? "clients still wait for the server that has ended"
                                              : std::to_string(m_served) + " of " + std::to_string(m_clientCount)
                                     + " clients were answered in time, and "
                                     + std::to_string(m_outcome.requests.lost())
                                     + " requests lost, before the shutdown");
}

asio::awaitable<void> DrainRound::conduct()
{
    const asio::ip::tcp::endpoint endpoint = co_await m_server.endpoint();
    m_timer.expires_at(asio::steady_timer::time_point::max());
    for (int i = 0; i < m_clientCount; ++i) {
        PooledClient &client = m_clients.emplace_back(m_context, endpoint, Workload(i, m_seed),
                                                      [this] { return m_isShuttingDown; });
        const auto served = [this] {
            if (++m_served == m_clientCount)
                m_timer.cancel();
        };
        asio::co_spawn(m_context, client.run(served), rethrow);
    }
    error_code allServed;
    co_await m_timer.async_wait(asio::redirect_error(asio::use_awaitable, allServed));

    // Another time each round: no phase of the load is to be met always, or never.
    std::mt19937 random(m_seed);
    m_timer.expires_after(std::chrono::microseconds(std::uniform_int_distribution(100'000, 300'000)(random)));
    co_await m_timer.async_wait(asio::use_awaitable);

    m_isShuttingDown = true;
    const auto begin = std::chrono::steady_clock::now();
    m_outcome.end = co_await m_server.terminate(patience);
    m_outcome.duration = std::chrono::steady_clock::now() - begin;
}

} // namespace Drainboard

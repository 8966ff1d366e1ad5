// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "soak.h"

#include "processusage.h"
#include "rethrow.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <exception>
#include <stdexcept>

namespace Drainboard {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using Orders = StrainedClient::Orders;

namespace {

// A server that still runs this long after SIGTERM is killed.
constexpr auto patience = 20s;
// Beside the time that the strain lasts.
constexpr auto longEnough = 90s;
constexpr int samples = 200;

long median(std::vector<long> values)
{
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

Soak::Soak(const std::vector<std::string> &command, std::chrono::seconds duration, int clients, unsigned seed)
    : m_timer(m_context)
    , m_server(m_context, command)
    , m_duration(duration)
    , m_clientCount(clients)
    , m_seed(seed)
{
}

Soak::Outcome Soak::run()
{
    asio::co_spawn(m_context, conduct(), rethrow);
    m_context.run_for(m_duration + longEnough);
    if (!m_context.stopped())
        throw std::runtime_error(std::to_string(m_present) + " clients still wait for the server");
    return m_outcome;
}

asio::awaitable<void> Soak::conduct()
{
    m_endpoint = co_await m_server.endpoint();
    asio::co_spawn(m_context, m_server.discardOutput(), asio::detached);
    // Its threads may still be starting, with descriptors of their own.
    long starting = -1;
    while (m_outcome.descriptorsBefore != starting) {
        starting = m_outcome.descriptorsBefore;
        co_await pause(500ms);
        m_outcome.descriptorsBefore = openDescriptors(m_server.id());
    }
    co_await strain();
    // Those that were reset last may not have been noticed yet, and those that linger have two seconds.
    for (int left = 100; left > 0; --left) {
        m_outcome.descriptorsAfter = openDescriptors(m_server.id());
        if (m_outcome.descriptorsAfter <= m_outcome.descriptorsBefore)
            break;
        co_await pause(100ms);
    }
    co_await shutDown();
}

asio::awaitable<void> Soak::strain()
{
    letClientsIn();
    std::vector<long> memory;
    for (int i = 0; i < samples; ++i) {
        co_await pause(std::chrono::milliseconds(m_duration) / samples);
        memory.push_back(residentMemory(m_server.id()));
    }
    m_outcome.isThreadSanitized = isThreadSanitized(m_server.id());
    m_outcome.memoryEarly = median({ memory.begin() + samples / 5, memory.begin() + samples * 3 / 10 });
    m_outcome.memoryLate = median({ memory.end() - samples / 10, memory.end() });

    m_orders = Orders::Leave;
    while (m_present > 0)
        co_await pause(10ms);
}

asio::awaitable<void> Soak::shutDown()
{
    m_orders = Orders::Go;
    letClientsIn();
    co_await pause(5s);

    m_orders = Orders::ExpectTheEnd;
    const auto begin = std::chrono::steady_clock::now();
    m_outcome.end = co_await m_server.terminate(patience);
    m_outcome.shutdown = std::chrono::steady_clock::now() - begin;
}

asio::awaitable<void> Soak::pause(std::chrono::milliseconds time)
{
    m_timer.expires_after(time);
    co_await m_timer.async_wait(asio::use_awaitable);
}

void Soak::letClientsIn()
{
    m_clients.clear();
    for (; m_present < m_clientCount; ++m_present) {
        StrainedClient &client = m_clients.emplace_back(m_context, m_endpoint, m_seed++, m_orders, m_outcome.requests);
        asio::co_spawn(m_context, client.run(), [this](std::exception_ptr problem) {
            --m_present;
            rethrow(problem);
        });
    }
}

} // namespace Drainboard

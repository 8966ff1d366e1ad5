// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// pacedload ADDRESS PORT RATE SECONDS CONNECTIONS
//
// Asks an HTTP server for / at a constant rate, RATE times a second over CONNECTIONS that take turns, and prints
// one line: the requests, and the median, the 99th percentile and the longest of the microseconds that they took. A
// request's time counts from the moment when it is due. So one that waits because the answer before it is late takes
// as long as it would have taken an independent client. The first three seconds are not counted: connections open then.
#include "loadclient.h"
#include "rethrow.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::seconds opening(3);
constexpr std::chrono::seconds patience(10);

class PacedLoad
{
public:
    PacedLoad(const tcp::endpoint &server, int rate, std::chrono::seconds duration, int connections)
        : m_server(server)
        , m_connections(connections)
        , m_pause(std::chrono::nanoseconds(1s) / rate)
        , m_end(m_begin + opening + duration)
    {
    }

    void run()
    {
        for (int i = 0; i < m_connections; ++i)
            asio::co_spawn(m_context, ask(i), rethrow);
        m_context.run_until(m_end + patience);
        if (!m_context.stopped())
            throw std::runtime_error("the server does not answer");
        if (m_taken.empty())
            throw std::runtime_error("no request was answered in time");
        std::sort(m_taken.begin(), m_taken.end());
        std::cout << m_taken.size() << ' ' << percentile(50) << ' ' << percentile(99) << ' ' << percentile(100) << '\n';
    }

private:
    asio::awaitable<void> ask(int index)
    {
        static constexpr std::string_view request = "GET / HTTP/1.1\r\nHost: pacedload\r\n\r\n";
        static constexpr std::string_view endOfAnswer = R"({"ping":true})";
        tcp::socket socket(m_context);
        asio::steady_timer timer(m_context);
        std::string received;
        timer.expires_at(m_begin + index * m_pause); // thousands at once would not fit into the accept queue
        co_await timer.async_wait(asio::use_awaitable);
        co_await socket.async_connect(m_server, asio::use_awaitable);
        socket.set_option(tcp::no_delay(true));
        for (auto due = m_begin + index * m_pause; due < m_end; due += m_connections * m_pause) {
            timer.expires_at(due);
            if (Clock::now() < due)
                co_await timer.async_wait(asio::use_awaitable);
            co_await asio::async_write(socket, asio::buffer(request), asio::use_awaitable);
            co_await asio::async_read_until(socket, asio::dynamic_buffer(received), endOfAnswer, asio::use_awaitable);
            received.clear();
            if (due >= m_begin + opening)
                m_taken.push_back(Clock::now() - due);
        }
    }

    long percentile(std::size_t percent) const
    {
        const Clock::duration taken = m_taken[(m_taken.size() - 1) * percent / 100];
        return std::chrono::duration_cast<std::chrono::microseconds>(taken).count();
    }

    asio::io_context m_context { 1 };
    const tcp::endpoint m_server;
    const int m_connections;
    const std::chrono::nanoseconds m_pause;
    const Clock::time_point m_begin = Clock::now();
    const Clock::time_point m_end;
    std::vector<Clock::duration> m_taken;
};

} // namespace

int main(int argc, char *argv[])
{
    return runLoadClient(argc, argv, "pacedload ADDRESS PORT RATE SECONDS CONNECTIONS",
                         [](const tcp::endpoint &server, std::span<const int> numbers) {
                             PacedLoad(server, numbers[0], std::chrono::seconds(numbers[1]), numbers[2]).run();
                         });
}

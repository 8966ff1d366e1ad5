// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// batchload ADDRESS PORT SECONDS
//
// Asks an HTTP server for / over 64 connections, each time with 32 requests in one write, and prints one line: how many
// requests were answered, and in how many seconds. A client that costs little beside the server, whose answers it does
// not parse: it waits for as many bytes as 32 answers have. So it is the server that is the limit, also where there are
// few cores for both.
#include "loadclient.h"
#include "rethrow.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <chrono>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int connections = 64;
constexpr std::chrono::seconds patience(10);
constexpr int batch = 32;
constexpr std::string_view request = "GET / HTTP/1.1\r\nHost: batchload\r\n\r\n";
constexpr std::string_view endOfAnswer = R"({"ping":true})";

class BatchLoad
{
public:
    BatchLoad(const tcp::endpoint &server, std::chrono::seconds duration)
        : m_server(server)
        , m_end(m_begin + duration)
    {
        for (int i = 0; i < batch; ++i)
            m_requests += request;
    }

    void run()
    {
        for (int i = 0; i < connections; ++i)
            asio::co_spawn(m_context, ask(), rethrow);
        m_context.run_until(m_end + patience);
        if (!m_context.stopped())
            throw std::runtime_error("the server does not answer");
        std::cout << m_answers << ' ' << std::chrono::duration<double>(Clock::now() - m_begin).count() << '\n';
    }

private:
    asio::awaitable<void> ask()
    {
        tcp::socket socket(m_context);
        co_await socket.async_connect(m_server, asio::use_awaitable);
        socket.set_option(tcp::no_delay(true));
        std::string received;
        co_await asio::async_write(socket, asio::buffer(request), asio::use_awaitable);
        co_await asio::async_read_until(socket, asio::dynamic_buffer(received), endOfAnswer, asio::use_awaitable);
        received.resize(received.size() * batch);
        socket.set_option(tcp::socket::receive_low_watermark(static_cast<int>(received.size())));
        while (Clock::now() < m_end) {
            co_await asio::async_write(socket, asio::buffer(m_requests), asio::use_awaitable);
            co_await socket.async_wait(tcp::socket::wait_read, asio::use_awaitable); // until all is there: one wake-up
            asio::read(socket, asio::buffer(received));
            if (!received.ends_with(endOfAnswer))
                throw std::runtime_error("another answer than the first");
            m_answers += batch;
        }
    }

    asio::io_context m_context { 1 };
    const tcp::endpoint m_server;
    const Clock::time_point m_begin = Clock::now();
    const Clock::time_point m_end;
    std::string m_requests;
    long m_answers = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    return runLoadClient(argc, argv, "batchload ADDRESS PORT SECONDS",
                         [](const tcp::endpoint &server, std::span<const int> numbers) {
                             BatchLoad(server, std::chrono::seconds(numbers[0])).run();
                         });
}

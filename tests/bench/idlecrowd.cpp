// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// idlecrowd ADDRESS PORT COUNT SECONDS
//
// Opens COUNT connections to an HTTP server, asks / on each of them once, and keeps them. Prints one line, how many
// it has and in how many seconds: after the last answer, or when SECONDS have gone by. Closes a connection when the
// server does, and ends when it has none left, or is killed.
//
// At most 50 connections wait for their answer at a time: as many as fit into the accept queue of a QTcpServer, so
// that no server is punished with the second that a lost SYN costs.
#include "loadclient.h"
#include "rethrow.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

class IdleCrowd
{
public:
    IdleCrowd(asio::io_context &context, const tcp::endpoint &server, int count, std::chrono::seconds patience)
        : m_context(context)
        , m_server(server)
        , m_wanted(count)
        , m_deadline(context, patience)
    {
        m_deadline.async_wait([this](auto cancelled) {
            if (!cancelled)
                report();
        });
        for (int i = 0; i < std::min(count, 50); ++i)
            asio::co_spawn(m_context, open(), rethrow);
    }

private:
    asio::awaitable<void> open()
    {
        static constexpr std::string_view request = "GET / HTTP/1.1\r\nHost: idlecrowd\r\n\r\n";
        while (m_begun < m_wanted && !m_isReported) {
            ++m_begun;
            tcp::socket socket(m_context);
            co_await socket.async_connect(m_server, asio::use_awaitable);
            co_await asio::async_write(socket, asio::buffer(request), asio::use_awaitable);
            boost::beast::flat_buffer received;
            http::response<http::string_body> response;
            co_await http::async_read(socket, received, response, asio::use_awaitable);
            if (response.body() != R"({"ping":true})")
                throw std::runtime_error("another answer: " + response.body());
            asio::co_spawn(m_context, keep(std::move(socket)), asio::detached);
            if (++m_open == m_wanted)
                report();
        }
    }

    static asio::awaitable<void> keep(tcp::socket socket)
    {
        co_await socket.async_wait(tcp::socket::wait_read, asio::use_awaitable);
    }

    void report()
    {
        if (m_isReported)
            return;
        m_isReported = true;
        m_deadline.cancel();
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - m_begin;
        std::cout << m_open << ' ' << taken.count() << std::endl;
    }

    asio::io_context &m_context;
    const tcp::endpoint m_server;
    const int m_wanted;
    const std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
    asio::steady_timer m_deadline;
    int m_begun = 0;
    int m_open = 0;
    bool m_isReported = false;
};

} // namespace

int main(int argc, char *argv[])
{
    return runLoadClient(argc, argv, "idlecrowd ADDRESS PORT COUNT SECONDS",
                         [](const tcp::endpoint &server, std::span<const int> numbers) {
                             asio::io_context context(1);
                             IdleCrowd crowd(context, server, numbers[0], std::chrono::seconds(numbers[1]));
                             context.run();
                         });
}

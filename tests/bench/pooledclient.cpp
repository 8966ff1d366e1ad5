// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "pooledclient.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace Drainboard {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

PooledClient::PooledClient(asio::io_context &context, const tcp::endpoint &server, const Workload &workload,
                           std::function<bool()> isShuttingDown)
    : m_server(server)
    , m_workload(workload)
    , m_isShuttingDown(std::move(isShuttingDown))
    , m_socket(context)
{
}

asio::awaitable<void> PooledClient::run(std::function<void()> served)
{
    m_served = std::move(served);
    while (m_tally.lost() == 0 && co_await connect()) {
        bool goesOn = true;
        while (goesOn) // an empty body, and co_await in the condition, make g++ 12 compile a trap
            goesOn = co_await exchange();
    }
    m_socket.close();
}

asio::awaitable<bool> PooledClient::connect()
{
    m_socket.close();
    m_received.clear();
    error_code error;
    co_await m_socket.async_connect(m_server, asio::redirect_error(asio::use_awaitable, error));
    if (error && !m_isShuttingDown())
        throw boost::system::system_error(error, "cannot connect");
    // Where nobody listens any more on a port of the range that the kernel takes clients' ports from, a connection
    // can be one to itself.
    if (error || m_socket.local_endpoint() == m_server)
        co_return false;
    m_socket.non_blocking(true);
    m_socket.set_option(tcp::no_delay(true));
    co_return true;
}

/// Whether the server has closed, or said something that nobody asked for, before it is asked anything.
bool PooledClient::isEnded()
{
    char byte;
    error_code error;
    m_socket.receive(asio::buffer(&byte, 1), tcp::socket::message_peek, error);
    return m_received.size() > 0 || error != asio::error::would_block;
}

/// Sends what is next and receives what is due for it. False if the connection is of no use after that.
asio::awaitable<bool> PooledClient::exchange()
{
    if (isEnded())
        co_return false;
    const std::vector<Request> requests = m_workload.next();
    std::string bytes;
    for (const Request &request : requests)
        bytes += request.bytes;
    error_code notTaken;
    std::size_t taken = co_await asio::async_write(m_socket, asio::buffer(bytes),
                                                   asio::redirect_error(asio::use_awaitable, notTaken));

    long sent = 0;
    for (const Request &request : requests) {
        if (taken < request.bytes.size())
            break;
        taken -= request.bytes.size();
        ++sent;
    }
    m_tally.sent += sent;
    m_tally.interrupted += taken > 0;

    for (const Request &request : requests) {
        if (sent-- == 0)
            break;
        http::response_parser<http::string_body> response;
        error_code error;
        co_await http::async_read(m_socket, m_received, response, asio::redirect_error(asio::use_awaitable, error));
        if (error) {
            ++(response.got_some() ? m_tally.cutShort : m_tally.unanswered);
            m_tally.unanswered += sent;
            co_return false;
        }
        if (response.get().result() == http::status::ok && response.get().body() == request.answer) {
            ++m_tally.answered;
            if (m_served)
                std::exchange(m_served, nullptr)();
        } else {
            ++m_tally.wrong;
        }
        if (!response.keep_alive()) {
            m_tally.behindClose += sent;
            co_return false;
        }
    }
    co_return !notTaken;
}

} // namespace Drainboard

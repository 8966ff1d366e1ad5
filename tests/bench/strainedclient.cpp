// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "strainedclient.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace Drainboard {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using boost::system::system_error;

namespace {

struct Question
{
    std::string target;
    std::string right; ///< what the body of the right answer begins with
};

std::string get(const std::string &target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

std::string post(int size, const std::string &fields)
{
    return "POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(size) + "\r\n" + fields
        + "\r\n";
}

std::string received(int size)
{
    return "{\"received\":" + std::to_string(size) + '}';
}

std::string hexadecimal(int number)
{
    std::array<char, 8> digits;
    return { digits.data(), std::to_chars(digits.begin(), digits.end(), number, 16).ptr };
}

std::string xs(int count)
{
    return std::string(std::size_t(count), 'x');
}

} // namespace

StrainedClient::StrainedClient(asio::io_context &context, const tcp::endpoint &server, unsigned seed,
                               const Orders &orders, Tally &tally)
    : m_server(server)
    , m_orders(orders)
    , m_tally(tally)
    , m_random(seed)
    , m_socket(context)
    , m_timer(context)
{
}

asio::awaitable<void> StrainedClient::run()
{
    co_await pause(1000); // not all at once
    while (m_orders != Orders::Leave) {
        const bool isConnected = co_await connect();
        if (!isConnected)
            break;
        try {
            co_await stay();
            co_await leave();
        } catch (const system_error &) {
            m_tally.cut += m_orders != Orders::ExpectTheEnd;
        }
    }
    m_socket.close();
}

asio::awaitable<bool> StrainedClient::connect()
{
    m_socket.close();
    m_received.clear();
    m_socket.open(m_server.protocol());
    if (anyOf(1, 4) == 1)
        m_socket.set_option(tcp::socket::receive_buffer_size(8192)); // counts only if set before
    error_code error;
    co_await m_socket.async_connect(m_server, asio::redirect_error(asio::use_awaitable, error));
    if (error && m_orders != Orders::ExpectTheEnd)
        throw system_error(error, "cannot connect");
    // Where nobody listens any more on a port of the range that the kernel takes clients' ports from, a connection
    // can be one to itself.
    if (error || m_socket.local_endpoint() == m_server)
        co_return false;
    m_socket.set_option(tcp::no_delay(true));
    ++m_tally.connections;
    co_return true;
}

asio::awaitable<void> StrainedClient::stay()
{
    for (int left = anyOf(0, 30); left > 0 && m_socket.is_open() && m_orders != Orders::Leave; --left) {
        co_await pause(600);
        switch (anyOf(0, 19)) {
        case 0:
            co_await pipeline();
            break;
        case 1:
            co_await writeSlowly();
            break;
        case 2:
            co_await readSlowly();
            break;
        case 3:
        case 4:
        case 5:
            co_await upload();
            break;
        default:
            co_await ask();
        }
    }
}

/// By itself, FIN; or in a way that is less polite.
asio::awaitable<void> StrainedClient::leave()
{
    switch (anyOf(0, 7)) {
    case 0:
        co_await abortResponse();
        break;
    case 1:
        co_await hang();
        break;
    case 2:
        co_await sayGarbage();
        break;
    case 3:
        reset();
        break;
    case 4:
        // Half-closed behind the last request, which is answered all the same.
        co_await write(get("/delay/20"));
        m_socket.shutdown(tcp::socket::shutdown_send);
        co_await read("{\"delayed\":20}");
        co_await readToEnd();
        break;
    default:
        break;
    }
}

asio::awaitable<void> StrainedClient::ask()
{
    Question question { "/", R"({"ping":true})" };
    switch (anyOf(0, 9)) {
    case 0:
        question = { "/delay/" + std::to_string(anyOf(0, 50)), "{\"delayed\":" };
        break;
    case 1:
        question = { "/stream/" + std::to_string(anyOf(0, 300)), "chunk 1\n" };
        break;
    case 2:
        question = { "/connection", "{\"ageMs\":" };
        break;
    case 3: {
        const int size = anyOf(0, 100'000);
        question = { "/bytes/" + std::to_string(size), xs(size) };
        break;
    }
    default:
        break;
    }
    co_await write(get(question.target));
    co_await read(question.right);
}

asio::awaitable<void> StrainedClient::upload()
{
    const int size = anyOf(1, 50'000);
    switch (anyOf(0, 2)) {
    case 0:
        co_await write(post(size, {}) + xs(size));
        break;
    case 1:
        co_await write(post(size, "Expect: 100-continue\r\n"));
        co_await read({}); // 100
        co_await write(xs(size));
        break;
    default:
        co_await write("POST /upload HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int left = size; left > 0;) {
            const int chunk = std::min(left, anyOf(1, 20'000));
            co_await write(hexadecimal(chunk) + "\r\n" + xs(chunk) + "\r\n");
            left -= chunk;
        }
        co_await write("0\r\n\r\n");
    }
    co_await read(received(size));
}

asio::awaitable<void> StrainedClient::pipeline()
{
    const int count = anyOf(2, 8);
    std::string requests;
    for (int i = 0; i < count; ++i)
        requests += get(i % 2 ? "/" : "/delay/5");
    co_await write(requests);
    for (int i = 0; i < count; ++i)
        co_await read(i % 2 ? R"({"ping":true})" : R"({"delayed":5})");
}

asio::awaitable<void> StrainedClient::writeSlowly()
{
    const int size = anyOf(1, 1000);
    std::string bytes = post(size, {}) + xs(size);
    while (!bytes.empty()) {
        const std::string piece = bytes.substr(0, std::size_t(anyOf(1, 200)));
        bytes.erase(0, piece.size());
        co_await write(piece);
        co_await pause(100);
    }
    co_await read(received(size));
}

asio::awaitable<void> StrainedClient::readSlowly()
{
    const int size = anyOf(1, 300'000);
    co_await write(get("/bytes/" + std::to_string(size)));
    co_await read(xs(size), 20);
}

asio::awaitable<void> StrainedClient::abortResponse()
{
    co_await write(get("/bytes/1000000"));
    std::array<char, 4096> some;
    co_await m_socket.async_read_some(asio::buffer(some), asio::use_awaitable);
    reset();
}

/// Resets it: FIN might mean that only the client has no more to say, and the server goes on waiting for its handler.
asio::awaitable<void> StrainedClient::hang()
{
    co_await write(get("/hang"));
    co_await pause(1000);
    reset();
}

asio::awaitable<void> StrainedClient::sayGarbage()
{
    std::string garbage;
    switch (anyOf(0, 5)) {
    case 0:
        garbage = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
        break;
    case 1:
        garbage = std::string("\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00", 10);
        break;
    case 2:
        garbage = "GET / HTTP/1.1\r\nHost : soak\r\n\r\n";
        break;
    case 3:
        garbage = get('/' + xs(10'000));
        break;
    case 4:
        garbage = post(5, "Transfer-Encoding: chunked\r\n") + "0\r\n\r\n";
        break;
    default:
        garbage = '\x01';
        for (int left = anyOf(1, 2000); left > 0; --left)
            garbage += char(anyOf(0, 255));
        garbage += "\r\n\r\n";
    }
    co_await write(garbage);
    co_await readToEnd();
}

asio::awaitable<void> StrainedClient::pause(int mostMilliseconds)
{
    m_timer.expires_after(std::chrono::milliseconds(anyOf(0, mostMilliseconds)));
    co_await m_timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> StrainedClient::write(const std::string &bytes)
{
    co_await asio::async_write(m_socket, asio::buffer(bytes), asio::use_awaitable);
}

asio::awaitable<void> StrainedClient::read(const std::string &right, int pauseMilliseconds)
{
    http::response_parser<http::string_body> response;
    while (!response.is_done()) {
        if (pauseMilliseconds > 0)
            co_await pause(pauseMilliseconds);
        co_await http::async_read_some(m_socket, m_received, response, asio::use_awaitable);
    }
    const bool isRight = response.get().body().compare(0, right.size(), right) == 0;
    ++(isRight ? m_tally.answered : m_tally.wrong);
    if (!response.keep_alive())
        m_socket.close();
}

asio::awaitable<void> StrainedClient::readToEnd()
{
    std::array<char, 4096> some;
    error_code error;
    while (!error)
        co_await m_socket.async_read_some(asio::buffer(some), asio::redirect_error(asio::use_awaitable, error));
}

void StrainedClient::reset()
{
    m_socket.set_option(tcp::socket::linger(true, 0));
    m_socket.close();
}

int StrainedClient::anyOf(int least, int most)
{
    return std::uniform_int_distribution(least, most)(m_random);
}

} // namespace Drainboard

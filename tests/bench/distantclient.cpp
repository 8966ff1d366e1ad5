// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "distantclient.h"

#include <boost/asio/buffer.hpp>

#include <array>
#include <cerrno>
#include <cstddef>
#include <stdexcept>
#include <system_error>

#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Drainboard {

namespace {

std::string requestText(Pace::Kind kind)
{
    const std::string body = R"({"order":17,"pieces":3})";
    if (kind == Pace::Kind::Posting) {
        return "POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
            + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    return "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

} // namespace

DistantClient::DistantClient(const sockaddr_in &server, const Pace &pace)
    : m_pace(pace)
    , m_request(requestText(pace.kind()))
    , m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
{
    const int yes = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
    if (::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&server), sizeof(server)) != 0
        && errno != EINPROGRESS)
        throw std::system_error(errno, std::generic_category(), "cannot connect");
}

DistantClient::~DistantClient()
{
    if (!isOver())
        ::close(m_descriptor);
}

short DistantClient::events() const
{
    return isConnected() ? POLLIN : POLLOUT;
}

void DistantClient::turn()
{
    if (isOver())
        return;
    if (!isConnected())
        connected();
    if (isConnected())
        receive();
    if (!isOver() && m_due <= Clock::now())
        send();
}

void DistantClient::connected()
{
    pollfd writable { m_descriptor, POLLOUT, 0 };
    if (::poll(&writable, 1, 0) == 0)
        return;
    int error = 0;
    socklen_t size = sizeof(error);
    ::getsockopt(m_descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0)
        throw std::system_error(error, std::generic_category(), "cannot connect");
    sockaddr_in own {};
    size = sizeof(own);
    ::getsockname(m_descriptor, reinterpret_cast<sockaddr *>(&own), &size);
    m_port = ntohs(own.sin_port);
    m_connectTime = Clock::now() - m_begin;
    if (const auto first = m_pace.first())
        m_due = Clock::now() + *first;
}

void DistantClient::receive()
{
    std::array<char, 16384> bytes;
    while (!isOver()) {
        const ssize_t size = ::recv(m_descriptor, bytes.data(), bytes.size(), 0);
        if (size > 0)
            take(bytes.data(), std::size_t(size));
        else if (size < 0 && errno == EAGAIN)
            return;
        else
            end(); // FIN, or reset
    }
}

void DistantClient::take(const char *bytes, std::size_t size)
{
    if (!m_response) // what nobody has asked for: the server takes its leave
        return end();
    boost::system::error_code error;
    while (size > 0 && !m_response->is_done()) {
        const std::size_t taken = m_response->put(boost::asio::buffer(bytes, size), error);
        if (error == boost::beast::http::error::need_more)
            throw std::runtime_error("a response in pieces"); // none is large enough for that
        if (error)
            throw std::runtime_error("no HTTP: " + error.message());
        bytes += taken;
        size -= taken;
    }
    if (m_response->is_done())
        responded();
}

void DistantClient::responded()
{
    if (m_response->get().result_int() != 200)
        throw std::runtime_error("another answer: " + std::to_string(m_response->get().result_int()));
    ++m_answered;
    m_lastResponse = Clock::now();
    m_wasTold = !m_response->keep_alive();
    m_response.reset();
    if (m_wasTold)
        end();
    else
        m_due = m_lastResponse + m_pace.next();
}

void DistantClient::send()
{
    m_due = Clock::time_point::max();
    const ssize_t size = ::send(m_descriptor, m_request.data(), m_request.size(), MSG_NOSIGNAL);
    if (size != ssize_t(m_request.size()))
        return end(); // it has ended since, and the kernel did not take the request
    ++m_sent;
    m_lastRequest = Clock::now();
    m_response.emplace();
    m_response->eager(true);
}

void DistantClient::end()
{
    ::close(m_descriptor);
    m_descriptor = -1;
    m_due = Clock::time_point::max();
    m_endedAt = Clock::now();
}

} // namespace Drainboard

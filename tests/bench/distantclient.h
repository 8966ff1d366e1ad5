// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "pace.h"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <chrono>
#include <optional>
#include <string>

#include <netinet/in.h>

namespace Drainboard {

/// A client that has one connection, keeps it, and sends one request after the other on it. It sends nothing more once
/// it has received "Connection: close", or the server's FIN or reset; it closes then, and is over. A request that was
/// sent whole before that, and that has no whole response then, is lost. For any one thread.
class DistantClient
{
public:
    using Clock = std::chrono::steady_clock;

    /// Begins to connect to \a server. Throws where that cannot be.
    DistantClient(const sockaddr_in &server, const Pace &pace);
    DistantClient(const DistantClient &) = delete;
    DistantClient &operator=(const DistantClient &) = delete;
    ~DistantClient();

    int descriptor() const { return m_descriptor; } ///< -1 once it is over
    short events() const; ///< as of poll(): what it waits for
    Clock::time_point due() const { return m_due; } ///< when it sends next
    /// Does what is to be done now. Throws where the connection cannot be made.
    void turn();

    bool isConnected() const { return m_connectTime.has_value(); }
    bool isOver() const { return m_descriptor < 0; }
    Clock::duration connectTime() const { return m_connectTime.value_or(Clock::duration::zero()); }
    int port() const { return m_port; } ///< its own
    long sent() const { return m_sent; } ///< whole
    long answered() const { return m_answered; } ///< whole
    bool isLost() const { return isOver() && m_response.has_value(); } ///< the last request
    bool wasTold() const { return m_wasTold; } ///< "Connection: close"
    std::string requestLine() const { return m_request.substr(0, m_request.find('\r')); }
    Clock::time_point lastRequest() const { return m_lastRequest; }
    Clock::time_point lastResponse() const { return m_lastResponse; } ///< the clock's epoch if there was none
    Clock::time_point endedAt() const { return m_endedAt; }

private:
    using Response = boost::beast::http::response_parser<boost::beast::http::string_body>;

    void connected();
    void receive();
    void take(const char *bytes, std::size_t size);
    void responded();
    void send();
    void end();

    Pace m_pace;
    const std::string m_request;
    const Clock::time_point m_begin = Clock::now();
    int m_descriptor = -1;
    int m_port = 0;
    std::optional<Clock::duration> m_connectTime;
    Clock::time_point m_due = Clock::time_point::max();
    std::optional<Response> m_response; // to the latest request, while it is not whole
    long m_sent = 0;
    long m_answered = 0;
    bool m_wasTold = false;
    Clock::time_point m_lastRequest;
    Clock::time_point m_lastResponse;
    Clock::time_point m_endedAt;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// distantclients ADDRESS PORT KIND ROUND_TRIP_MS CLIENTS WARM_UP_MS SEED
//
// Clients of a server that is far away (DistantClient), of one kind (Pace). It prints "warm" when all are connected,
// and have gone on for WARM_UP_MS: from then on the server may be shut down. What it has ended before is left out. It
// ends when the server has ended the last connection, and prints what has become of the requests, as JSON; its times
// are seconds of CLOCK_MONOTONIC. No connection is made again. Exits with 1 where the load cannot be had, or is not
// answered as it has to be.
#include "distantclient.h"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <iomanip>
#include <iostream>
#include <list>
#include <stdexcept>
#include <vector>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/prctl.h>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

using Clock = DistantClient::Clock;

double seconds(Clock::duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

double seconds(Clock::time_point time)
{
    return seconds(time.time_since_epoch());
}

class DistantClients
{
public:
    /// Connects one after the other, so that what it takes is the line's time and no waiting for one another.
    DistantClients(const sockaddr_in &server, Pace::Kind kind, Clock::duration roundTrip, int count, unsigned seed)
        : m_kind(kind)
    {
        for (int i = 0; i < count; ++i) {
            m_clients.emplace_back(server, Pace(kind, i, seed, roundTrip));
            const auto next = Clock::now() + 2ms;
            while (Clock::now() < next)
                turn(next);
        }
    }

    void run(Clock::duration warmUp)
    {
        while (!all(&DistantClient::isConnected))
            turn(Clock::time_point::max());
        const auto warm = Clock::now() + warmUp;
        while (Clock::now() < warm)
            turn(warm);
        m_endedBefore = m_clients.remove_if([](const DistantClient &client) { return client.isOver(); });
        // A server may have a limit on how long a connection is idle, but none of the other kinds is idle for long
        if (m_clients.empty() || (m_endedBefore > 0 && m_kind != Pace::Kind::Browsing))
            throw std::runtime_error("the server has ended a connection before it was shut down");
        std::cout << "warm" << std::endl;
        while (!all(&DistantClient::isOver))
            turn(Clock::time_point::max());
    }

    void print() const
    {
        long sent = 0;
        long answered = 0;
        long told = 0;
        double ends = 0;
        Clock::time_point lastResponse;
        std::vector<Clock::duration> connectTimes;
        for (const DistantClient &client : m_clients) {
            sent += client.sent();
            answered += client.answered();
            told += client.wasTold();
            ends += seconds(client.endedAt());
            lastResponse = std::max(lastResponse, client.lastResponse());
            connectTimes.push_back(client.connectTime());
        }
        std::nth_element(connectTimes.begin(), connectTimes.begin() + long(connectTimes.size() / 2),
                         connectTimes.end());
        std::cout << std::fixed << std::setprecision(6) << "{\"sent\": " << sent << ", \"answered\": " << answered
                  << ", \"told\": " << told
                  << ", \"connectMs\": " << 1000 * seconds(connectTimes[connectTimes.size() / 2])
                  << ", \"endedBefore\": " << m_endedBefore << ", \"meanEnd\": " << ends / double(m_clients.size())
                  << ", \"lastResponse\": " << seconds(lastResponse) << ", \"lost\": [";
        const char *separator = "";
        for (const DistantClient &client : m_clients) {
            if (!client.isLost())
                continue;
            std::cout << separator << "{\"port\": " << client.port() << ", \"request\": \"" << client.requestLine()
                      << "\", \"sentAt\": " << seconds(client.lastRequest())
                      << ", \"endedAt\": " << seconds(client.endedAt()) << '}';
            separator = ", ";
        }
        std::cout << "]}" << std::endl;
    }

private:
    bool all(bool (DistantClient::*is)() const) const
    {
        return std::all_of(m_clients.begin(), m_clients.end(), [is](const auto &client) { return (client.*is)(); });
    }

    /// Waits until something is to be done, or until \a latest, and does it.
    void turn(Clock::time_point latest)
    {
        std::vector<pollfd> sockets;
        for (const DistantClient &client : m_clients) {
            sockets.push_back({ client.descriptor(), client.events(), 0 }); // -1 is ignored
            latest = std::min(latest, client.due());
        }
        timespec wait {};
        if (latest != Clock::time_point::max()) {
            const auto rest = std::max(Clock::duration::zero(), latest - Clock::now());
            wait.tv_sec = std::chrono::duration_cast<std::chrono::seconds>(rest).count();
            wait.tv_nsec = std::chrono::nanoseconds(rest % 1s).count();
        }
        ::ppoll(sockets.data(), sockets.size(), latest == Clock::time_point::max() ? nullptr : &wait, nullptr);
        const auto now = Clock::now();
        auto socket = sockets.begin();
        for (DistantClient &client : m_clients) {
            if (socket++->revents != 0 || client.due() <= now)
                client.turn();
        }
    }

    const Pace::Kind m_kind;
    std::list<DistantClient> m_clients;
    std::size_t m_endedBefore = 0; // of them
};

} // namespace

int main(int argc, char *argv[])
{
    const auto kind = argc == 8 ? Pace::kindOf(argv[3]) : std::nullopt;
    sockaddr_in server {};
    if (!kind || ::inet_pton(AF_INET, argv[1], &server.sin_addr) != 1) {
        std::cerr << "distantclients ADDRESS PORT KIND ROUND_TRIP_MS CLIENTS WARM_UP_MS SEED\nKIND is one of:";
        for (const std::string &name : Pace::names())
            std::cerr << ' ' << name;
        std::cerr << '\n';
        return 2;
    }
    try {
        server.sin_family = AF_INET;
        server.sin_port = htons(static_cast<unsigned short>(std::stoul(argv[2])));
        ::prctl(PR_SET_TIMERSLACK, 1); // nanosecond
        DistantClients clients(server, *kind, std::chrono::milliseconds(std::stoi(argv[4])), std::stoi(argv[5]),
                               unsigned(std::stoul(argv[7])));
        clients.run(std::chrono::milliseconds(std::stoi(argv[6])));
        clients.print();
        return 0;
    } catch (const std::exception &problem) {
        std::cerr << "distantclients: " << problem.what() << '\n';
        return 1;
    }
}

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "randomtraffic.h"

#include "trafficside.h"

#include <cmath>
#include <random>
#include <thread>
#include <vector>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Ending = TrafficSide::Ending;

constexpr int acceptedWithin = 10'000; // milliseconds

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

// As many short ones as long ones, on a scale of powers; now and then nothing.
std::uint64_t sizeUpTo(std::uint64_t largest, std::mt19937_64 &random)
{
    if (random() % 16 == 0)
        return 0;
    const double power = std::uniform_real_distribution(0.0, std::log2(double(largest)))(random);
    return std::uint64_t(std::exp2(power));
}

} // namespace

RandomTraffic::RandomTraffic(std::uint16_t port)
    : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const int on = 1;
    ::setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address = loopback(port);
    socklen_t size = sizeof address;
    auto *name = reinterpret_cast<sockaddr *>(&address);
    if (::bind(m_listener, name, size) == 0 && ::listen(m_listener, 128) == 0
        && ::getsockname(m_listener, name, &size) == 0)
        m_port = ntohs(address.sin_port);
}

RandomTraffic::~RandomTraffic()
{
    ::close(m_listener);
}

RandomTraffic::Tally RandomTraffic::pass(std::uint16_t through, const Settings &settings)
{
    Tally tally;
    m_begun = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < settings.atATime; ++i)
        threads.emplace_back([&] { passSome(through, settings, tally); });
    for (std::thread &thread : threads)
        thread.join();
    return tally;
}

RandomTraffic::Ends RandomTraffic::connect(std::uint16_t through)
{
    Ends ends { ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), -1 };
    const sockaddr_in address = loopback(through);
    pollfd waiting { m_listener, POLLIN, 0 };
    if (::connect(ends.client, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
        && ::poll(&waiting, 1, acceptedWithin) == 1)
        ends.served = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    return ends;
}

void RandomTraffic::passSome(std::uint16_t through, const Settings &settings, Tally &tally)
{
    for (;;) {
        {
            const std::scoped_lock lock(m_counting);
            if (tally.bytes >= settings.amount || !tally.fault.empty())
                return;
        }
        Ends ends;
        std::uint64_t number = 0;
        {
            const std::scoped_lock lock(m_connecting);
            ends = connect(through);
            number = ++m_begun;
        }
        if (ends.served < 0) {
            ::close(ends.client);
            const std::scoped_lock lock(m_counting);
            tally.fault = "a connection was not passed on";
            return;
        }
        passOne(ends, settings.seed * 1'000'003 + number, settings.largest, tally);
    }
}

void RandomTraffic::passOne(Ends ends, std::uint64_t seed, std::uint64_t largest, Tally &tally)
{
    std::mt19937_64 random(seed);
    TrafficSide::Part client { .seed = random(), .size = sizeUpTo(largest, random), .ending = Ending::Fin };
    TrafficSide::Part server { .seed = random(), .size = sizeUpTo(largest, random), .ending = Ending::Fin };
    if (random() % 2 == 0) // one of the two, at most
        (random() % 2 == 0 ? client : server).ending = random() % 3 == 0 ? Ending::FinAndReset : Ending::Reset;
    TrafficSide clients("the client", ends.client, client, server);
    TrafficSide servers("the server", ends.served, server, client);
    std::thread behind([&servers] { servers.run(); });
    clients.run();
    behind.join();

    const std::scoped_lock lock(m_counting);
    ++tally.connections;
    for (const TrafficSide *side : { &clients, &servers }) {
        tally.bytes += side->received();
        tally.fins += side->sawFin() ? 1 : 0;
        tally.resets += side->sawReset() ? 1 : 0;
        if (tally.fault.empty() && !side->fault().empty())
            tally.fault = side->fault() + ", with seed " + std::to_string(seed);
    }
}

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// line --check
// line MICROSECONDS
//
// A line with latency between two network namespaces, each of which has one end of it: a tun device with an address.
// Packets go through this process, which holds each for half the round trip of MICROSECONDS. It prints the descriptors
// by which it holds the namespaces, "SERVER CLIENT", and goes on until it is killed; others enter them by way of
// /proc/PID/fd. The namespaces have no names: they end with this process and those that have entered them. It needs
// root, Linux with network namespaces, and /dev/net/tun; with --check it only says whether these are there. Exits with
// 77 where they are not, and with 2 for other arguments.
#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <deque>
#include <iostream>
#include <string>
#include <system_error>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using Clock = std::chrono::steady_clock;

namespace {

// Of the range that documentation has: nobody's
constexpr auto serverAddress = "192.0.2.1";
constexpr auto clientAddress = "192.0.2.2";
constexpr auto netMask = "255.255.255.0";
constexpr int mtu = 1500;
constexpr int queueLength = 10'000; // packets; what is beyond it would be dropped

constexpr int cannotBeHad = 77;

int checked(int result, const char *what)
{
    if (result < 0)
        throw std::system_error(errno, std::generic_category(), what);
    return result;
}

ifreq namedRequest(const char *device)
{
    ifreq request {};
    std::strncpy(request.ifr_name, device, IFNAMSIZ - 1);
    return request;
}

void setAddress(int control, unsigned long what, ifreq request, const char *address)
{
    sockaddr_in value {};
    value.sin_family = AF_INET;
    ::inet_pton(AF_INET, address, &value.sin_addr);
    std::memcpy(&request.ifr_addr, &value, sizeof(value));
    checked(::ioctl(control, what, &request), "address of a device");
}

void setUp(int control, ifreq request)
{
    checked(::ioctl(control, SIOCGIFFLAGS, &request), "flags of a device");
    request.ifr_flags = short(request.ifr_flags | IFF_UP | IFF_RUNNING);
    checked(::ioctl(control, SIOCSIFFLAGS, &request), "device up");
}

/// One end of the line, and the namespace that it is in. This process is in the namespace that was made last.
class End
{
public:
    explicit End(const char *address)
    {
        checked(::unshare(CLONE_NEWNET), "network namespace");
        m_namespace = checked(::open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC), "network namespace");
        m_device = checked(::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC), "/dev/net/tun");
        ifreq request = namedRequest("line");
        request.ifr_flags = IFF_TUN | IFF_NO_PI;
        checked(::ioctl(m_device, TUNSETIFF, &request), "tun device");

        const int control = checked(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket");
        setAddress(control, SIOCSIFADDR, namedRequest("line"), address);
        setAddress(control, SIOCSIFNETMASK, namedRequest("line"), netMask);
        request = namedRequest("line");
        request.ifr_mtu = mtu;
        checked(::ioctl(control, SIOCSIFMTU, &request), "MTU");
        request.ifr_qlen = queueLength;
        checked(::ioctl(control, SIOCSIFTXQLEN, &request), "length of the queue");
        setUp(control, namedRequest("line"));
        setUp(control, namedRequest("lo"));
        ::close(control);
    }
    ~End()
    {
        ::close(m_device);
        ::close(m_namespace);
    }
    End(const End &) = delete;
    End &operator=(const End &) = delete;

    int device() const { return m_device; }
    int nameSpace() const { return m_namespace; }

private:
    int m_namespace = -1;
    int m_device = -1;
};

/// One direction: takes packets from one device, holds each for the latency, and gives them to another in turn.
class Direction
{
public:
    Direction(int from, int to, Clock::duration latency)
        : m_from(from)
        , m_to(to)
        , m_latency(latency)
    {
    }

    void take()
    {
        std::array<char, mtu> packet;
        for (;;) {
            const ssize_t size = ::read(m_from, packet.data(), packet.size());
            if (size <= 0)
                return;
            m_held.push_back({ Clock::now() + m_latency, { packet.data(), packet.data() + size } });
        }
    }

    void giveDue()
    {
        while (!m_held.empty() && m_held.front().due <= Clock::now()) {
            const std::vector<char> &bytes = m_held.front().bytes;
            // A device that does not take a packet has lost it, as any line may
            [[maybe_unused]] const ssize_t written = ::write(m_to, bytes.data(), bytes.size());
            m_held.pop_front();
        }
    }

    Clock::time_point nextDue() const { return m_held.empty() ? Clock::time_point::max() : m_held.front().due; }

private:
    struct Packet
    {
        Clock::time_point due;
        std::vector<char> bytes;
    };

    const int m_from;
    const int m_to;
    const Clock::duration m_latency;
    std::deque<Packet> m_held;
};

[[noreturn]] void run(Clock::duration roundTrip)
{
    const End server(serverAddress);
    const End client(clientAddress);
    std::array<Direction, 2> directions { { { server.device(), client.device(), roundTrip / 2 },
                                            { client.device(), server.device(), roundTrip / 2 } } };
    std::array<pollfd, 2> devices { { { server.device(), POLLIN, 0 }, { client.device(), POLLIN, 0 } } };
    ::prctl(PR_SET_TIMERSLACK, 1); // nanosecond
    ::setpriority(PRIO_PROCESS, 0, -20); // what runs beside it shall not lengthen the line

    std::cout << server.nameSpace() << ' ' << client.nameSpace() << std::endl;
    for (;;) {
        const auto due = std::min(directions[0].nextDue(), directions[1].nextDue());
        timespec wait {};
        if (due != Clock::time_point::max()) {
            const auto rest = std::max(Clock::duration::zero(), due - Clock::now());
            wait.tv_sec = std::chrono::duration_cast<std::chrono::seconds>(rest).count();
            wait.tv_nsec = std::chrono::nanoseconds(rest % std::chrono::seconds(1)).count();
        }
        ::ppoll(devices.data(), devices.size(), due == Clock::time_point::max() ? nullptr : &wait, nullptr);
        for (Direction &direction : directions) {
            direction.take();
            direction.giveDue();
        }
    }
}

} // namespace

int main(int argc, char *argv[])
{
    const std::string argument = argc == 2 ? argv[1] : "";
    const bool isCheck = argument == "--check";
    if (!isCheck
        && (argument.empty() || argument.size() > 9 || argument.find_first_not_of("0123456789") != std::string::npos)) {
        std::cerr << "line --check | MICROSECONDS\n";
        return 2;
    }
    try {
        if (isCheck)
            const End end(serverAddress);
        else
            run(std::chrono::microseconds(std::stol(argument)));
        return 0;
    } catch (const std::system_error &problem) {
        std::cerr << "There can be no line: " << problem.what() << ". It needs root, network namespaces and "
                  << "/dev/net/tun.\n";
        return cannotBeHad;
    }
}

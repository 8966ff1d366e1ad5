// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "trafficside.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr std::size_t largestPiece = 256 * 1024;
// Nothing moves for so long: something is stuck.
constexpr int stuckAfter = 20'000; // milliseconds

// The word at a place of a stream that \a seed makes: the output function of SplitMix64, which mixes well and is quick.
std::uint64_t word(std::uint64_t seed, std::uint64_t index)
{
    std::uint64_t mixed = seed + (index + 1) * 0x9e3779b97f4a7c15U;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31);
}

void fill(char *to, std::size_t size, std::uint64_t seed, std::uint64_t offset)
{
    while (size > 0) {
        const std::uint64_t bytes = word(seed, offset / sizeof bytes);
        const std::size_t within = offset % sizeof bytes;
        const std::size_t count = std::min(sizeof bytes - within, size);
        std::memcpy(to, reinterpret_cast<const char *>(&bytes) + within, count);
        to += count;
        size -= count;
        offset += count;
    }
}

bool isReset(int error)
{
    return error == ECONNRESET || error == EPIPE;
}

} // namespace

TrafficSide::TrafficSide(std::string name, int socket, Part own, Part peers)
    : m_name(std::move(name))
    , m_socket(socket)
    , m_own(own)
    , m_peers(peers)
    , m_random(own.seed)
    , m_buffer(largestPiece)
    , m_expected(largestPiece)
{
    ::fcntl(m_socket, F_SETFL, ::fcntl(m_socket, F_GETFL) | O_NONBLOCK);
}

TrafficSide::~TrafficSide()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

void TrafficSide::run()
{
    while (!isOver()) {
        if (m_passesToReset == 0) {
            reset();
            return;
        }
        if (m_random() % 64 == 0) // so that the other one has to wait
            std::this_thread::sleep_for(std::chrono::microseconds(m_random() % 500));
        const short events = short((m_isSending ? POLLOUT : 0) | (m_isReading ? POLLIN : 0));
        pollfd entry { m_socket, events, 0 };
        const int ready = ::poll(&entry, 1, m_passesToReset > 0 ? 1 : stuckAfter);
        if (m_passesToReset > 0)
            --m_passesToReset;
        else if (ready <= 0)
            note("nothing moves any more");
        // Which of the two comes first is left to chance.
        const bool readsFirst = m_random() % 2 == 0;
        if (readsFirst && m_isReading && entry.revents)
            receiveSome();
        if (m_isSending && entry.revents & (POLLOUT | POLLERR | POLLHUP))
            sendSome();
        if (!readsFirst && m_isReading && entry.revents)
            receiveSome();
    }
    judge();
}

std::size_t TrafficSide::pieceSize()
{
    const std::size_t most = std::size_t(1) << m_random() % 19;
    return std::min(1 + m_random() % most, largestPiece);
}

void TrafficSide::sendSome()
{
    if (m_sent < m_own.size) {
        const std::size_t size = std::min<std::uint64_t>(pieceSize(), m_own.size - m_sent);
        fill(m_buffer.data(), size, m_own.seed, m_sent);
        const ssize_t count = ::send(m_socket, m_buffer.data(), size, MSG_NOSIGNAL);
        if (count > 0)
            m_sent += std::uint64_t(count);
        else if (isReset(errno))
            m_sawReset = true;
        else if (errno != EAGAIN)
            note(std::string("cannot send: ") + std::strerror(errno));
    }
    if (m_sawReset)
        m_isSending = false;
    else if (m_sent == m_own.size)
        finishSending();
}

void TrafficSide::finishSending()
{
    m_isSending = false;
    if (m_own.ending == Ending::Reset) {
        m_passesToReset = 0;
        return;
    }
    if (::shutdown(m_socket, SHUT_WR) != 0)
        m_sawReset = true; // the connection is not there any more
    else if (m_own.ending == Ending::FinAndReset)
        m_passesToReset = int(m_random() % 4);
}

void TrafficSide::receiveSome()
{
    const std::size_t size = pieceSize();
    const ssize_t count = ::recv(m_socket, m_buffer.data(), size, 0);
    if (count > 0) {
        fill(m_expected.data(), std::size_t(count), m_peers.seed, m_received);
        if (std::memcmp(m_buffer.data(), m_expected.data(), std::size_t(count)) != 0)
            note("other bytes have come than were sent");
        m_received += std::uint64_t(count);
        if (m_received > m_peers.size)
            note("more bytes have come than were sent");
    } else if (count == 0) {
        m_isReading = false;
        if (!m_sawReset) { // the kernel tells of a reset once, be it to who sends
            m_sawFin = true;
            judgeFin();
        }
    } else if (isReset(errno)) {
        m_sawReset = true;
        m_isReading = false;
    } else if (errno != EAGAIN) {
        note(std::string("cannot receive: ") + std::strerror(errno));
    }
}

void TrafficSide::reset()
{
    const linger none { 1, 0 };
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    ::close(std::exchange(m_socket, -1));
    m_hasReset = true;
    judge();
}

void TrafficSide::judgeFin()
{
    if (m_peers.ending == Ending::Reset)
        note("a FIN has come where a RST was sent");
    else if (m_received < m_peers.size)
        note("a FIN has come before the last bytes");
}

// What must be so at the end.
void TrafficSide::judge()
{
    if (m_sawReset && m_peers.ending == Ending::Fin)
        note("a RST has come that nobody has sent");
    if (m_hasReset)
        return; // what was to come then is gone
    if (m_peers.ending == Ending::Reset && !m_sawReset)
        note("the RST has not come");
    if (!m_sawReset && !m_sawFin)
        note("neither a FIN nor a RST has come");
    if (m_sent < m_own.size && !m_sawReset)
        note("could not send all");
}

void TrafficSide::note(const std::string &fault)
{
    if (m_fault.empty())
        m_fault = m_name + ": " + fault + " (received " + std::to_string(m_received) + " of "
            + std::to_string(m_peers.size) + " bytes, sent " + std::to_string(m_sent) + " of "
            + std::to_string(m_own.size) + ")";
}

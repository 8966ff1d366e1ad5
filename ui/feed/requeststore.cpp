// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "feed/requeststore.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace Drainboard {
namespace {

/// When there is not even room for so many of each connection, whole connections are forgotten.
constexpr std::size_t fewestOfOne = 4;
/// Who waited longer asks behind what. So a request that took longer is worth remembering for that.
constexpr auto slowFrom = 100ms;
constexpr std::size_t slowKept = 500;
/// The next request is handed on at once when a worker gets free, but that worker may have others to see to before.
constexpr auto atOnce = 50ms;
/// When something came for a busy worker, the kernel knows to a few milliseconds.
constexpr auto kernelTick = 10ms;

} // namespace

RequestStore::RequestStore(std::size_t most, std::size_t mostOfOne)
    : m_most(std::max<std::size_t>(most, 1))
    , m_mostOfOne(std::max<std::size_t>(mostOfOne, 1))
{
}

void RequestStore::add(const RequestLife &life)
{
    Lives &lives = m_lives[life.connection];
    const std::size_t before = lives.ring.size();
    lives.add(PackedLife(life), m_mostOfOne);
    lives.lastEnd = life.endedAt;
    m_size += lives.ring.size() - before;
    if (life.endedAt - life.handedOnAt >= slowFrom) {
        m_slow.push_back(life);
        if (m_slow.size() > slowKept)
            m_slow.pop_front();
    }
    if (m_size > m_most)
        shrink();
}

void RequestStore::shrink()
{
    while (m_size > m_most && m_mostOfOne > fewestOfOne) {
        m_mostOfOne = std::max(m_mostOfOne / 2, fewestOfOne);
        m_size = 0;
        for (auto &[id, lives] : m_lives) {
            lives.keep(m_mostOfOne);
            m_size += lives.ring.size();
        }
    }
    if (m_size > m_most)
        forgetOldestConnections();
}

// A quarter of them, so that it happens seldom.
void RequestStore::forgetOldestConnections()
{
    std::vector<std::pair<SteadyTime, ConnectionId>> order;
    order.reserve(m_lives.size());
    for (const auto &[id, lives] : m_lives)
        order.emplace_back(lives.lastEnd, id);
    const std::size_t count = std::min(order.size(), order.size() / 4 + 1);
    std::ranges::nth_element(order, order.begin() + static_cast<std::ptrdiff_t>(count - 1));
    for (std::size_t i = 0; i < count; ++i) {
        const auto found = m_lives.find(order[i].second);
        m_size -= found->second.ring.size();
        m_lives.erase(found);
    }
}

QList<RequestLife> RequestStore::requestsOf(ConnectionId connection) const
{
    QList<RequestLife> requests;
    const auto found = m_lives.find(connection);
    if (found == m_lives.end())
        return requests;
    const Lives &lives = found->second;
    requests.reserve(static_cast<qsizetype>(lives.ring.size()));
    for (std::size_t i = 0; i < lives.ring.size(); ++i)
        requests += lives.ring[(lives.oldest + i) % lives.ring.size()].unpacked();
    return requests;
}

QByteArray RequestStore::whatKept(const RequestLife &waiting) const
{
    const RequestLife *best = nullptr;
    for (const RequestLife &slow : m_slow) {
        const bool isItself = slow.connection == waiting.connection && slow.number == waiting.number;
        const bool wasBefore = slow.handedOnAt <= waiting.arrivedAt + kernelTick && slow.endedAt > waiting.arrivedAt;
        const auto since = waiting.handedOnAt - slow.endedAt;
        // The last byte of what kept the worker may be in the kernel a moment after the next one was handed on.
        const bool endedThen = since < atOnce && since > -atOnce;
        if (isItself || !wasBefore || !endedThen)
            continue;
        const bool isCloser = !best || std::chrono::abs(since) < std::chrono::abs(waiting.handedOnAt - best->endedAt);
        if (isCloser || slow.connection == waiting.connection)
            best = &slow;
        if (slow.connection == waiting.connection)
            break; // the one before it, and nobody else
    }
    return best ? best->requestLine : QByteArray();
}

void RequestStore::Lives::add(const PackedLife &life, std::size_t most)
{
    if (ring.size() < most) {
        straighten();
        ring.push_back(life);
        return;
    }
    ring[oldest] = life;
    oldest = (oldest + 1) % ring.size();
}

void RequestStore::Lives::straighten()
{
    std::ranges::rotate(ring, ring.begin() + static_cast<std::ptrdiff_t>(oldest));
    oldest = 0;
}

void RequestStore::Lives::keep(std::size_t most)
{
    straighten();
    if (ring.size() <= most)
        return;
    ring.erase(ring.begin(), ring.end() - static_cast<std::ptrdiff_t>(most));
    ring.shrink_to_fit();
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "history/packedlife.h"

#include <QList>

#include <cstddef>
#include <deque>
#include <unordered_map>
#include <vector>

namespace Drainboard {

/// The last requests of each connection, in bounded memory: 88 bytes for each. While there are few connections, many
/// requests of each are kept; with more connections it is fewer of each. So one that is very busy does not push out
/// what the others did. GUI thread.
class RequestStore
{
public:
    /// Keeps at most \a most requests in all, and at most \a mostOfOne, at least 1, of one connection.
    explicit RequestStore(std::size_t most = 50'000, std::size_t mostOfOne = 200);

    /// One more has ended, after all others that its connection has had.
    void add(const RequestLife &life);

    /// The last ones of \a connection, the oldest first.
    QList<RequestLife> requestsOf(ConnectionId connection) const;
    /// The line of the request that \a waiting was queued behind: the one that ended when \a waiting was handed on.
    /// Looked for among the last that took long. Empty if none fits.
    QByteArray whatKept(const RequestLife &waiting) const;

    /// How many requests are kept, of all connections.
    std::size_t size() const { return m_size; }
    /// How many are kept of one connection at present.
    std::size_t mostOfOne() const { return m_mostOfOne; }

private:
    // The newest stands before m_oldest, once the list is full.
    struct Lives
    {
        std::vector<PackedLife> ring;
        std::size_t oldest = 0;
        SteadyTime lastEnd {};

        void add(const PackedLife &life, std::size_t most);
        void keep(std::size_t most);
        void straighten();
    };

    void shrink();
    void forgetOldestConnections();

    std::size_t m_most;
    std::size_t m_mostOfOne;
    std::size_t m_size = 0;
    std::unordered_map<ConnectionId, Lives> m_lives;
    std::deque<RequestLife> m_slow; ///< the last that took long, to find what others waited for
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <cstddef>
#include <deque>
#include <functional>

namespace Drainboard {

/// The closed connections that snapshots have forgotten, for who wants to look through them. It asks for those that it
/// does not have yet, only while it is wanted. GUI thread.
class ClosedHistory
{
public:
    /// As HttpEngine::closedConnections().
    using Source = std::function<ClosedConnections(quint64 after)>;

    /// How many there are at most by default.
    static constexpr std::size_t kept = 10'000;

    explicit ClosedHistory(std::size_t most = kept);

    /// Where they come from; without it there are none. What has come from another source stays.
    void setSource(const Source &source);
    bool isWanted() const { return m_isWanted; }
    /// Forgets them all where they are not \a wanted.
    void setWanted(bool wanted);

    /// \a snapshot with those that had closed by then, in ascending order of id. What the snapshot says of a connection
    /// comes first.
    Snapshot addTo(const Snapshot &snapshot);
    std::size_t size() const { return m_closed.size(); }

private:
    void readNewOnes();

    std::size_t m_most;
    Source m_source;
    bool m_isWanted = false;
    quint64 m_next = 0;
    std::deque<ConnectionFacts> m_closed; ///< in the order of closing
};

} // namespace Drainboard

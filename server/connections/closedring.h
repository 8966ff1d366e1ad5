// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <cstddef>
#include <deque>
#include <mutex>

namespace Drainboard {

/// The last connections that have closed, of all workers, in the order of closing. Each has a number, which counts up
/// from 1: so a reader can ask for those behind the last one that it has seen, and learns how many it has missed. Any
/// thread; nobody waits long for another.
class ClosedRing
{
    Q_DISABLE_COPY_MOVE(ClosedRing)

public:
    /// Keeps \a limit of them; 0 for none.
    explicit ClosedRing(std::size_t limit);

    void add(ConnectionFacts connection);
    /// Those behind number \a after, which is 0 or the last answer's ClosedConnections::next.
    ClosedConnections since(quint64 after) const;

private:
    const std::size_t m_limit;
    mutable std::mutex m_mutex; // guards all below
    std::deque<ConnectionFacts> m_kept; // the last of them has number m_count
    quint64 m_count = 0;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/connectiontable.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace Drainboard {

/// Makes snapshots of the connections of one table or several. Of thousands of records it copies those that have
/// changed since its last snapshot, and shares the others with it. Lives in any one thread, which need not be the
/// tables'.
class ConnectionMirror
{
public:
    using Tables = std::vector<std::shared_ptr<const ConnectionTable>>;

    explicit ConnectionMirror(Tables tables);

    /// All connections, each as it is at some moment during the call, and those that have closed within
    /// closedConnectionsKept before \a now. Does not wait for a busy worker: those that it has not got to yet are new
    /// ones.
    Snapshot snapshot(SteadyTime now = SteadyClock::now());

private:
    struct Open
    {
        ConnectionTable::Mark mark;
        std::size_t table;
        ConnectionFacts facts; // null until they are known
    };

    std::vector<Open> marks() const;
    void addFacts(std::vector<Open> &open);
    QList<ConnectionFacts> closedSince(SteadyTime time) const;

    const Tables m_tables;
    std::vector<Open> m_open; // as of the last snapshot, in ascending order of id
};

} // namespace Drainboard

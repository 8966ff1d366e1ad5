// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/shutdownreport.h"

#include <atomic>
#include <cstddef>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

namespace Drainboard {

/// The records of one worker's connections. The worker's thread writes them. Any thread may ask for copies, also while
/// a handler blocks the worker. Neither waits long for the other: a reader first takes a mark of each record, which is
/// small, and then copies a few at a time those whose mark it has not seen. ConnectionMirror does that.
class ConnectionTable
{
    Q_DISABLE_COPY_MOVE(ConnectionTable)

public:
    using Ids = std::atomic<quint64>;

    class Row
    {
    public:
        const ConnectionInfo &info() const { return m_info; }

    private:
        friend class ConnectionTable;
        ConnectionInfo m_info;
        std::size_t m_slot = 0; // of its mark
    };
    using Record = std::list<Row>::iterator;

    /// Tells whether an open connection's record is still what it was.
    struct Mark
    {
        ConnectionId id {};
        quint64 revision = 0; ///< another after each change
        ConnectionState state = ConnectionState::New;

        friend bool operator==(const Mark &, const Mark &) = default;
    };

    /// Tables that share \a ids never give the same id twice. Without it, ids count up from 1.
    explicit ConnectionTable(std::shared_ptr<Ids> ids = std::make_shared<Ids>(0));

    // The worker's thread:

    /// Valid until close(). Where connections are announced, it is the first of them.
    Record open(const QString &peer);
    /// Changes \a record: \a change takes a ConnectionInfo &. Not for closing it.
    template <typename Change> void update(Record record, Change &&change)
    {
        const std::scoped_lock lock(m_mutex);
        change(record->m_info);
        Slot &slot = m_slots[record->m_slot];
        slot.mark.revision = ++m_revision;
        slot.mark.state = record->m_info.state;
    }
    /// A request has been answered, and the kernel has taken the whole response.
    void countAnswered();
    /// Idle connections have been held: see ShutdownReport.
    void countHeld(const HeldIdle &held);
    void close(Record record, CloseCause cause);
    /// From now on, what becomes of the connections is counted for the report.
    void beginShutdown();

    // Any thread:

    /// A connection has been accepted and will be entered with open(): until then it has no record, but counts as open.
    void announce();
    /// One that was announced has gone before that.
    void withdraw();

    /// Those that are announced included.
    qsizetype openCount() const;
    /// Those that are announced included.
    quint64 acceptedCount() const;
    /// Appends the marks of all open connections, in ascending order of id. Returns how many are announced beside them.
    qsizetype appendMarks(std::vector<Mark> &marks) const;
    /// Appends the records of those of \a ids that are still open. Both in ascending order.
    void appendOpen(const std::vector<ConnectionId> &ids, QList<ConnectionFacts> &records) const;
    /// Appends the records of the last connections that closed since \a since, in the order of closing.
    void appendClosed(SteadyTime since, QList<ConnectionFacts> &records) const;
    /// Adds this table's connections to \a report. If that says that the end was forced, open connections are listed as
    /// ended badly. The requests that wait behind one that is being answered are missing: only the worker knows them.
    void addTo(ShutdownReport &report) const;

private:
    // Where a connection has closed there is no record, and the slot is a gap.
    struct Slot
    {
        Mark mark;
        const Row *row = nullptr;
    };

    qsizetype countOpen() const;
    void removeGaps();
    void forgetOldClosed(SteadyTime now);

    const std::shared_ptr<Ids> m_ids;
    mutable std::mutex m_mutex; // guards all below; the worker's thread may read what it alone writes without it
    std::list<Row> m_open;
    qsizetype m_announced = 0;
    std::vector<Slot> m_slots; // of all that are open, in ascending order of id, and gaps
    quint64 m_revision = 0;
    std::deque<ConnectionFacts> m_closed; // in the order of closing, bounded in time and number
    quint64 m_accepted = 0;
    ShutdownReport m_sinceShutdown;
    bool m_shutdownBegun = false;
};

} // namespace Drainboard

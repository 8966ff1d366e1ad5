// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/closedring.h"
#include "history/requesthistory.h"
#include "values/requestlife.h"
#include "values/shutdownreport.h"

#include <atomic>
#include <cstddef>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

namespace Drainboard {

/// The records of one worker's connections, and the history of their requests. Who accepts a connection enters it, in
/// any thread. From then on the worker's thread writes its record. Any thread may ask for copies, also while a handler
/// blocks the worker. None waits long for another: a reader first takes a mark of each record, which is small, and then
/// copies a few at a time those whose mark it has not seen. ConnectionMirror does that.
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

    /// Tables that share \a ids never give the same id twice. Without it, ids count up from 1. Who has closed also goes
    /// to \a closed, which may be null, and which tables may share. \a requestsKept as in RequestHistory.
    explicit ConnectionTable(std::shared_ptr<Ids> ids = std::make_shared<Ids>(0),
                             std::shared_ptr<ClosedRing> closed = nullptr, int requestsKept = requestsKeptByDefault);

    /// Enters a connection that has been accepted just now. Valid until close(). Any thread. The record is for one
    /// thread at a time: whoever hands it to another does that under a mutex, or the like.
    Record open(const QString &peer);

    // The thread that has the record:

    /// Changes \a record: \a change takes a ConnectionInfo &. Not for closing it.
    template <typename Change> void update(Record record, Change &&change)
    {
        const std::scoped_lock lock(m_mutex);
        change(record->m_info);
        Slot &slot = m_slots[record->m_slot];
        slot.mark.revision = ++m_revision;
        slot.mark.state = record->m_info.state;
    }
    void close(Record record, CloseCause cause);

    // The worker's thread:

    /// To add requests to.
    RequestHistory &history() { return *m_history; }
    /// From now on, what becomes of the connections is counted for the report.
    void beginShutdown();
    /// A request has been answered, and the kernel has taken the whole response.
    void countAnswered();
    /// Idle connections have been held: see ShutdownReport.
    void countHeld(const HeldIdle &held);
    /// WebSockets have ended.
    void countWebSockets(const EndedWebSockets &ended);

    // Any thread:

    /// To read from. Goes on to exist as long as it is held.
    std::shared_ptr<const RequestHistory> sharedHistory() const { return m_history; }
    /// The end was forced: the requests that are being answered now are lost. The history ends with them.
    void leaveOpen();
    qsizetype openCount() const;
    bool isOpen(ConnectionId id) const;
    quint64 acceptedCount() const;
    /// Appends the marks of all open connections, in ascending order of id.
    void appendMarks(std::vector<Mark> &marks) const;
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

    void removeGaps();
    void forgetOldClosed(SteadyTime now);

    const std::shared_ptr<Ids> m_ids;
    const std::shared_ptr<ClosedRing> m_allClosed; // may be null
    const std::shared_ptr<RequestHistory> m_history;
    // Guards all below. A thread may read without it what it alone writes: a record that it has, or, in the worker's
    // thread, m_shutdownBegun.
    mutable std::mutex m_mutex;
    std::list<Row> m_open;
    std::vector<Slot> m_slots; // of all that are open, in ascending order of id as m_open, and gaps
    quint64 m_revision = 0;
    std::deque<ConnectionFacts> m_closed; // in the order of closing, bounded in time and number
    quint64 m_accepted = 0;
    ShutdownReport m_sinceShutdown;
    bool m_shutdownBegun = false;
};

} // namespace Drainboard

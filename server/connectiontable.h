// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// The records of one worker's connections. The worker's thread writes them; any thread may ask for copies, also while a
// handler blocks the worker. Neither waits long for the other: thousands of records are copied a few at a time.

#include "shutdownreport.h"

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <mutex>

namespace Drainboard {

class ConnectionTable
{
    Q_DISABLE_COPY_MOVE(ConnectionTable)

public:
    using Ids = std::atomic<quint64>;
    using Records = std::map<ConnectionId, ConnectionInfo>;
    using Record = Records::iterator;

    /// Tables that share \a ids never give the same id twice. Without it, ids count up from 1.
    explicit ConnectionTable(std::shared_ptr<Ids> ids = std::make_shared<Ids>(0));

    // The worker's thread:

    /// Valid until close().
    Record open(const QString &peer);
    /// Changes \a record: \a change takes a ConnectionInfo &. Not for closing it.
    template <typename Change>
    void update(Record record, Change &&change)
    {
        const std::scoped_lock lock(m_mutex);
        change(record->second);
    }
    /// A request has been answered, and the kernel has taken the whole response.
    void countAnswered();
    /// \a requestLost: see ConnectionInfo.
    void close(Record record, CloseCause cause, bool requestLost = false);
    /// From now on, what becomes of the connections is counted for the report.
    void beginShutdown();

    // Any thread:

    qsizetype openCount() const;
    /// Each connection as it is at some moment during the call.
    void addTo(Snapshot &snapshot) const;
    /// If \a report says that the end was forced, open connections are listed in it as lost.
    void addTo(ShutdownReport &report) const;

private:
    void copyOpen(std::vector<ConnectionInfo> &connections) const;
    void forgetOldClosed(SteadyTime now);

    const std::shared_ptr<Ids> m_ids;
    mutable std::mutex m_mutex; // guards all below
    Records m_open;
    std::deque<ConnectionInfo> m_closed; // in the order of closing, bounded in time and number
    quint64 m_accepted = 0;
    ShutdownReport m_sinceShutdown;
    bool m_shutdownBegun = false;
};

} // namespace Drainboard

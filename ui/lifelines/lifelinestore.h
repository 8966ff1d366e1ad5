// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "lifelines/lifeline.h"
#include "values/connectioninfo.h"

#include <deque>
#include <map>
#include <unordered_map>

namespace Drainboard {

/// The lifelines of all connections that can still be drawn: the open ones, and those that closed within the time that
/// a BoardAxis can show, the last 10,000 of them. Snapshots tell it what goes on, once a second. What they say of ends
/// and of waiting is exact. Of requests that have ended they tell coarsely. What is told request by request is exact:
/// from expectRequests() or the first addRequest() on, snapshots are asked only for what is in progress. GUI thread.
class LifelineStore
{
public:
    /// How many closed ones there are at most by default.
    static constexpr std::size_t closedKept = 10'000;

    explicit LifelineStore(std::size_t mostClosed = closedKept);

    /// Takes over what \a snapshot says. What is the very same object as in the snapshot before costs nothing.
    void update(const Snapshot &snapshot);

    /// From now on addRequest() tells of each request that has ended.
    void expectRequests() { m_isToldOfRequests = true; }
    /// It has not told of some: the next update() finds out what it can.
    void requestsMissed() { m_hasMissedRequests = true; }
    /// A request that has ended. Ignored where the connection is not known.
    void addRequest(ConnectionId id, SteadyTime begin, SteadyTime end, RequestOutcome outcome);
    /// It waited for a worker.
    void addWait(ConnectionId id, SteadyTime begin, SteadyTime end);
    /// The client did not read its response.
    void addUnread(ConnectionId id, SteadyTime begin, SteadyTime end);
    /// Somebody closed, at an exact moment.
    void addSign(ConnectionId id, const Lifeline::Sign &sign);

    /// Null where nothing is known any more. Valid until the next call that changes something.
    const Lifeline *find(ConnectionId id) const;
    std::size_t size() const { return m_lines.size(); }
    std::size_t closedCount() const { return m_closed.size(); }
    /// How many requests were seen to begin, in all snapshots so far.
    quint64 requestsBegun() const { return m_requestsBegun; }
    /// In bytes, of all lifelines.
    std::size_t memory() const;

private:
    struct Entry
    {
        ConnectionId id {};
        SteadyTime at {};
    };

    Lifeline *lineOf(ConnectionId id);
    void follow(const ConnectionInfo *before, const ConnectionInfo &info, const Snapshot &snapshot);
    void noteBlocked(const ConnectionInfo &info);
    void showBlocked(SteadyTime now);
    void forgetOldOnes(SteadyTime now);

    std::size_t m_mostClosed;
    std::unordered_map<ConnectionId, Lifeline> m_lines;
    std::deque<Entry> m_closed; ///< in the order of their end
    Snapshot m_latest;
    quint64 m_requestsBegun = 0;
    bool m_isToldOfRequests = false;
    bool m_hasMissedRequests = false; ///< since the last update()
    std::map<ConnectionId, SteadyTime> m_blocked; ///< since when the kernel has taken nothing of their responses
};

} // namespace Drainboard

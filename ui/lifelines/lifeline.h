// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "lifelines/spanlist.h"

#include <vector>

namespace Drainboard {

/// Who did it.
enum class Side : quint8 { Client, Server };

/// What can be drawn of the life of one connection. A plain value. It is bounded: about 2 kB for a connection that is
/// never at rest, 200 bytes for one that always is. Any thread, one at a time.
struct Lifeline
{
    /// What the connection does in a stretch of its life.
    enum class Activity : quint8 {
        Idle,
        Request, ///< a request is in progress
        Waiting, ///< for a worker
        Unread, ///< the client does not read its response
        Stream, ///< it is a WebSocket
    };

    /// Something that happened at one moment.
    struct Sign
    {
        enum class Kind : quint8 { Fin, Rst };

        SteadyTime at {};
        Kind kind = Kind::Fin;
        Side side = Side::Client;
        bool isExact = false; ///< else it happened between two snapshots, of which \a at is the later
    };

    SteadyTime openedAt {};
    SteadyTime closedAt {}; ///< the clock's beginning while it is open
    SteadyTime halfClosedAt {}; ///< when the first FIN went either way; the clock's beginning if none did
    Activity activity = Activity::Idle; ///< what it does now, since then:
    SteadyTime activeSince {}; ///< not in a list yet
    quint64 requests = 0; ///< begun
    int lost = 0; ///< requests
    SpanList inProgress { 96 };
    SpanList waiting { 12 };
    SpanList unread { 12 };
    std::vector<Sign> signs; ///< 4 at most

    bool isOpen() const { return closedAt == SteadyTime(); }
    /// The end of its life, or \a now.
    SteadyTime endOr(SteadyTime now) const { return isOpen() ? now : closedAt; }
    /// Begins something at \a since. What went on until then goes into its list.
    void begin(Activity next, SteadyTime since);
    /// Of each kind and side one is kept; one that is exact takes the place of one that is not.
    void addSign(const Sign &sign);
    void close(SteadyTime at);
    /// In bytes, of all that belongs to it.
    std::size_t memory() const;

private:
    SpanList *listOf(Activity kind);
};

} // namespace Drainboard

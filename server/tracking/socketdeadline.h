// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "net/tcpdescriptor.h"
#include "values/connectioninfo.h"
#include "values/connectionlimits.h"

namespace Drainboard {

/// What a connection waits for next that will come by time alone, and when. Plain values, for any one thread.
struct SocketDeadline
{
    enum class Purpose {
        None, ///< it may wait for ever
        NoRequest, ///< nothing has come since it was opened
        Request, ///< a request, or its header, or the next byte of its body, is late
        SlowBody, ///< a body has come too slowly
        Idle, ///< no further request has come
        FreeBuffers, ///< an idle connection gives them back
        Write, ///< the client does not read
        Hold, ///< a drained connection is idle, and kept for a while; or a WebSocket, which is to answer
        Linger, ///< our FIN has been sent, and the client's is awaited
    };

    /// How things stand with the connection.
    struct Situation
    {
        ConnectionState state = ConnectionState::New;
        SteadyTime openedAt {};
        SteadyTime stateSince {};
        SteadyTime lastReceived {};
        SteadyTime lastOutput {}; ///< progress in sending, or the first try
        SteadyTime keptUntil = SteadyTime::max(); ///< a drained one, idle or a WebSocket; or behind our FIN
        bool isReadingBody = false;
        SteadyTime bodySince {}; ///< of a body: when it began, put off by what the thread did not get round to reading
        qsizetype bodyReceived = 0; ///< bytes of it
        bool isBlockedOnWrite = false; ///< the kernel takes no more for now
        bool isHalfClosed = false; ///< our FIN has been sent, and nobody is in a hurry
        bool mayHoldBuffers = false;
    };

    Purpose purpose = Purpose::None;
    SteadyTime time = SteadyTime::max();

    /// The first of them. A limit of 0 is none.
    static SocketDeadline next(const Situation &situation, const ConnectionLimits &limits);

    /// Whether it should come nearly in time: up to 10 ms too late, not 100.
    bool isUrgent() const { return purpose == Purpose::Hold || purpose == Purpose::Linger; }

    /// How long is read behind our FIN: what the client sends before it sees that has come by then. \a roundTrip is the
    /// connection's; a retransmission may make it longer (RFC 6298, 2). Where \a persistence tells that the client was
    /// refused, it is two seconds at least: a client that is in the middle of sending may see that late.
    static std::chrono::milliseconds linger(const TcpDescriptor::RoundTrip &roundTrip, Persistence persistence);
    /// It is longer, up to this, while the client has not acknowledged all that was sent: to close then could destroy a
    /// response that is on its way (RFC 9112, 9.6).
    static constexpr std::chrono::seconds lingerAtMost { 30 };
    /// So long idle, a connection gives its buffers back: a busy one would soon allocate them again.
    static constexpr std::chrono::milliseconds buffersKept { 100 };

    friend bool operator==(const SocketDeadline &, const SocketDeadline &) = default;
};

} // namespace Drainboard

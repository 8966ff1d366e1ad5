// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectionend.h"
#include "values/vocabulary.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>

namespace Drainboard {

/// The clock of all times here. It never goes back; see wallClockTime().
using SteadyClock = std::chrono::steady_clock;
/// A moment of that clock.
using SteadyTime = SteadyClock::time_point;

/// Counts up from 1 over the life of an engine; never used twice.
enum class ConnectionId : quint64 {};

/// A request that came and was not answered whole. A plain value.
struct LostRequest
{
    QByteArray line; ///< as ConnectionInfo::requestLine; empty where it did not come so far
    LossReason reason = LossReason::ClientLeft; ///< why

    /// Whether both are equal.
    friend bool operator==(const LostRequest &, const LostRequest &) = default;
};

/// What is known of a connection at one moment. A plain value: copies of it travel between threads, sockets do not.
struct ConnectionInfo
{
    ConnectionId id {}; ///< of this connection alone
    QString peer; ///< "127.0.0.1:54321", "[::1]:54321"
    ConnectionState state = ConnectionState::New; ///< what it is doing
    CloseCause cause = CloseCause::None; ///< why it is Closed
    ConnectionState stateBeforeClose = ConnectionState::New; ///< the last one that was not Closed
    QByteArray
        closeReason; ///< why it was rejected, aborted or timed out, where there is more to say: "400 Bad Request"
    bool answerOwed = false; ///< a request has come whole, and the response to it is not all in the kernel
    QList<LostRequest> lostRequests; ///< of a closed one: their responses were not delivered whole
    bool peerFinished = false; ///< the peer's FIN has come
    quint64 requests = 0; ///< begun: their header arrived whole
    QByteArray requestLine; ///< "GET /path" of the current or last request; printable ASCII, 80 bytes at most
    int status = 0; ///< of that request's response; 0 until its header is written
    std::optional<std::chrono::microseconds>
        firstByteAfter; ///< from handing that request on until the first byte of its response was in the kernel
    std::optional<std::chrono::microseconds> lastByteAfter; ///< the same for the last byte
    bool pipelined = false; ///< the next request, or a part of it, waits behind the one that is answered
    Persistence persistence = Persistence::Unknown; ///< whether the connection is kept behind that response
    quint64 bytesIn = 0; ///< received from the kernel
    quint64 bytesOut = 0; ///< taken by the kernel
    quint64 unsent = 0; ///< written in response, and not taken by the kernel: the client has to read first
    SteadyTime blockedSince {}; ///< when the kernel last took something, where unsent is not 0
    SteadyTime openedAt {}; ///< when it was accepted
    std::chrono::microseconds waited { 0 }; ///< from then on until its worker got to it; 0 while it is Waiting
    SteadyTime stateSince {}; ///< when it got into its state
    SteadyTime closedAt {}; ///< only where state is Closed
    KnownEnd end; ///< from the first FIN or RST on
    QString serverSide; ///< behind a tap, the address from which the server sees it; empty where there is none
    PassedProtocol passed = PassedProtocol::Http; ///< behind a tap, what passes

    /// Whether it goes through a tap, to a server behind.
    bool isTapped() const { return !serverSide.isEmpty() || cause == CloseCause::RefusedByServer; }
    /// Whether all of it is equal.
    friend bool operator==(const ConnectionInfo &, const ConnectionInfo &) = default;
};

/// What was known of a connection at one moment. Never null in a snapshot; whoever holds it may keep it.
using ConnectionFacts = std::shared_ptr<const ConnectionInfo>;

/// How many connections there are. A plain value.
struct ConnectionCounts
{
    qsizetype open = 0; ///< all that are not Closed
    qsizetype active = 0; ///< Reading, Responding or WebSocket
    qsizetype idle = 0; ///< New or Idle
    qsizetype closing = 0; ///< Closing
    qsizetype waiting = 0; ///< Waiting
    quint64 accepted = 0; ///< since the engine began, closed ones included

    /// Adds each count of \a other to the same one here.
    ConnectionCounts &operator+=(const ConnectionCounts &other);
    /// Whether all counts are equal.
    friend bool operator==(const ConnectionCounts &, const ConnectionCounts &) = default;
};

/// Connections that have closed since somebody last looked. A plain value.
struct ClosedConnections
{
    QList<ConnectionFacts> connections; ///< in the order of closing; at most those that are kept
    quint64 missed = 0; ///< how many have closed since that look, too, but are no longer kept
    quint64 next = 0; ///< what to ask with next time, for those that close from now on
};

/// All connections at one moment: the open ones, and those that closed in the last few seconds.
struct Snapshot
{
    SteadyTime takenAt {}; ///< the moment
    ConnectionCounts counts; ///< of the connections at that moment
    /// In ascending order of id. What is the same as in an earlier snapshot may be the very same object.
    QList<ConnectionFacts> connections;
};

/// How long a closed connection stays in snapshots.
inline constexpr std::chrono::seconds closedConnectionsKept { 5 };

/// The time of day at which \a time was or will be.
QDateTime wallClockTime(SteadyTime time);

} // namespace Drainboard

Q_DECLARE_METATYPE(Drainboard::Snapshot)

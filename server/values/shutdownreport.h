// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <chrono>
#include <optional>
#include <vector>

namespace Drainboard {

/// Idle connections that a shutdown kept for a while, because a request was to be expected on them. A plain value.
struct HeldIdle
{
    qsizetype count = 0; ///< whose time has ended: by a request, by us, or by the client
    qsizetype usedAgain = 0; ///< of these, on which a request came
    std::chrono::milliseconds longest { 0 }; ///< that one of these was kept without a request

    /// Adds what \a other says.
    HeldIdle &operator+=(const HeldIdle &other);
};

/// The WebSockets that a shutdown has ended. A plain value. ended = inOrder + cut.
struct EndedWebSockets
{
    qsizetype ended = 0; ///< connections that were WebSockets and have closed
    qsizetype toldToGo = 0; ///< of these, to which a Close with code 1001 was sent: the server goes away
    qsizetype inOrder = 0; ///< of these, on which a Close went in both directions (RFC 6455, 7.1.4)
    qsizetype cut = 0; ///< of these, on which none did, or one that was not answered

    /// Adds what \a other says.
    EndedWebSockets &operator+=(const EndedWebSockets &other);
};

/// A server behind a tap, and how it ended. A plain value.
struct EndedServer
{
    QString address {}; ///< "127.0.0.1:8080"
    QString command {}; ///< that started it; empty where that is not known
    std::optional<int> exitCode {}; ///< where it has ended by itself
    QString signal {}; ///< that ended it: "SIGTERM"; else empty
    bool wasKilled = false; ///< it did not end in time, and was killed
    std::optional<std::chrono::milliseconds> stoppedListening {}; ///< since it was told to stop
    std::optional<std::chrono::milliseconds> exited {}; ///< since it was told to stop
};

/// What a shutdown was told to do, and how its connections ended. A plain value. All is counted from the beginning of
/// Draining: before it, also in Leaving, connections come and go as usual. The totals reconcile at every moment:
/// openAtStart + acceptedDuringDrain = disconnected + timedOut + rejected + closedByPeer + aborted + leftOpen, and
/// behind a tap + closedByServer + refusedByServer.
struct ShutdownReport
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::ShutdownReport)

public:
    ShutdownPolicy policy = ShutdownPolicy::Drain; ///< what it was told to do
    QString trigger = defaultTrigger(); ///< what began it: free text
    ShutdownPhase phase = ShutdownPhase::Running; ///< Closed or Forced once the sequence has ended
    std::chrono::milliseconds duration { 0 }; ///< since the first trigger; leaving is part of it
    std::chrono::milliseconds leaving { 0 }; ///< spent in Leaving; 0 where there was no such phase
    qsizetype openAtStart = 0; ///< connections that were open when Draining began; in Leaving, those that are open now
    qsizetype acceptedDuringDrain = 0; ///< that the kernel had completed by then, and that were accepted later
    qsizetype disconnected = 0; ///< we closed them in good order
    qsizetype timedOut = 0; ///< we closed them because a time limit was reached
    qsizetype rejected = 0; ///< we closed them because we refused what they sent
    qsizetype closedByPeer = 0; ///< the client closed or reset them
    qsizetype closedByServer = 0; ///< the server behind a tap closed or reset them
    qsizetype refusedByServer = 0; ///< the server behind a tap did not accept them
    qsizetype aborted = 0; ///< we reset them
    qsizetype leftOpen = 0; ///< they are open: at a forced end, or because the shutdown still runs
    qsizetype requestsCompletedDuringDrain = 0; ///< whose response was taken by the kernel whole
    qsizetype requestsLost = 0; ///< whose response was not delivered whole: see LossReason
    EndedWebSockets webSockets; ///< how they ended
    HeldIdle heldIdle; ///< under Drain: idle connections that were not closed at once
    std::optional<EndedServer> server; ///< behind a tap
    SteadyTime takenAt {}; ///< the moment of which all this is true
    /// The connections that were aborted, that lost a request, or that were left open at a forced end; in ascending
    /// order of id.
    std::vector<ConnectionInfo> endedBadly;

    /// How many have closed without being aborted.
    qsizetype closedWithoutAbort() const
    {
        return disconnected + timedOut + rejected + closedByPeer + closedByServer + refusedByServer;
    }
    /// How many requests were lost otherwise than because their clients left.
    qsizetype lostByServer() const;
    /// 1 where the end was forced, or the server behind a tap was killed. 3 where a server that was started behind a
    /// tap has lost something. Else 0.
    int exitCode() const;
    /// The option's word of the policy; "server" where the shutdown is that of the server behind a tap.
    QString policyText() const;
    /// All of it, for a machine to read.
    QJsonObject toJson() const;
    /// One line for people.
    QString summary() const;
};

} // namespace Drainboard

Q_DECLARE_METATYPE(Drainboard::ShutdownReport)

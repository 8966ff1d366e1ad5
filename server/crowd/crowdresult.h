// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdplan.h"

#include <QByteArray>

#include <array>
#include <chrono>
#include <vector>

namespace Drainboard {

/// Why a request got no whole response though the client began to send it before it could know of the end.
enum class CrowdLossReason {
    Cut, ///< the response ended in the middle, by FIN or RST
    Reset, ///< the connection was reset, and nothing of a response had come
    Closed, ///< the connection was closed, and nothing of a response had come
    TimedOut, ///< there was no whole response in time
    NoHttp, ///< what came was no response
};
inline constexpr int crowdLossReasons = 5;

/// What the user reads: "cut in the middle", "closed without an answer".
QString toText(CrowdLossReason reason);

/// A request that was lost. A plain value. Times are those of the client, since the crowd's start.
struct CrowdLoss
{
    CrowdKind kind = CrowdKind::Busy; ///< of the client
    int client = 0; ///< its number
    QByteArray requestLine; ///< "POST /orders"
    CrowdLossReason reason = CrowdLossReason::Closed; ///< why
    bool wasReset = false; ///< the connection ended by RST
    bool wasSentWhole = false; ///< all of the request was on its way
    bool wasFirst = false; ///< nothing had ever come on its connection: who stands in between may have been refused
    quint64 received = 0; ///< bytes of the response
    quint16 localPort = 0; ///< of the connection, at the client's end
    std::chrono::microseconds connectedAt { 0 }; ///< when the connection was made
    std::chrono::microseconds begunAt { 0 }; ///< when the client began to send the request
    std::chrono::microseconds endedAt { 0 }; ///< when it knew that no response would come
};

/// What has become of the requests and connections of some clients. A plain value. At the end,
/// begun = answered + lost() + givenUp, and connections = closedByServer + closedByClient.
struct CrowdFigures
{
    int clients = 0; ///< how many there are
    qint64 connections = 0; ///< that were made
    qint64 refused = 0; ///< connections that were not made, because the server refused or did not answer
    qint64 notTried = 0; ///< connections that were not made, because no descriptor or port was left here
    qint64 closedByServer = 0; ///< connections on which the server's FIN or RST came before the client closed
    qint64 closedByClient = 0; ///< connections that the client closed first
    qint64 toldToClose = 0; ///< of both, those on which a response said so, or something came unasked
    qint64 begun = 0; ///< requests of which something was sent
    qint64 sent = 0; ///< of these, sent whole; counted when they have ended
    qint64 answered = 0; ///< of these, whose response came whole, whatever it says
    qint64 failed = 0; ///< of the answered ones, those with a status of 500 or more
    qint64 givenUp = 0; ///< requests that the client gave up when the crowd stopped
    std::array<qint64, crowdLossReasons> lostBy {}; ///< by CrowdLossReason
    std::chrono::microseconds longest { 0 }; ///< from the last byte of a request until the last one of its response

    qint64 lost() const;
    qint64 lostBecause(CrowdLossReason reason) const { return lostBy[std::size_t(reason)]; }
    CrowdFigures &operator+=(const CrowdFigures &other);
};

/// What has become of a crowd so far. A plain value.
struct CrowdResult
{
    /// So many losses are told one by one. All are counted.
    static constexpr std::size_t lossesKept = 10'000;

    std::chrono::steady_clock::time_point startedAt {}; ///< of the crowd
    std::array<CrowdFigures, crowdKinds> kinds {}; ///< by CrowdKind
    std::vector<CrowdLoss> losses; ///< the first ones, in the order in which clients knew of them

    const CrowdFigures &of(CrowdKind kind) const { return kinds[std::size_t(kind)]; }
    CrowdFigures total() const;
};

/// What a client does now.
enum class CrowdState : quint8 {
    Apart, ///< it has no connection, and will make one
    Connecting, ///< it has asked for a connection
    Pausing, ///< it will send a request on its connection
    Sending, ///< it sends a request
    Receiving, ///< it has sent a request, and waits for the end of the response
    Keeping, ///< it keeps its connection, and will send nothing
    Holding, ///< the server has closed, and it does not
    Done, ///< it has no connection, and makes none any more
};

/// What the user reads: "receiving", "done".
QString toText(CrowdState state);

/// One client of a crowd. A plain value.
struct CrowdClientInfo
{
    int number = 0; ///< from 0
    CrowdKind kind = CrowdKind::Busy;
    CrowdState state = CrowdState::Apart;
    quint16 localPort = 0; ///< of its present or last connection; 0 where it has had none
    qint64 begun = 0; ///< requests
    qint64 answered = 0; ///< of these
    qint64 lost = 0; ///< of these
};

} // namespace Drainboard

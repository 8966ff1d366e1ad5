// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>
#include <QString>

#include <optional>

// The words that server, window and report share: states of a connection, phases of a shutdown.
namespace Drainboard {
Q_NAMESPACE

/// What a connection is doing.
enum class ConnectionState {
    Waiting, ///< accepted; its worker, which is busy, has not got to it yet
    New, ///< with its worker, no byte received yet
    Reading, ///< a request is arriving
    Responding, ///< with the handler, or its response is not yet all in the kernel
    Idle, ///< between two requests
    WebSocket, ///< a response has made a WebSocket of it (RFC 6455)
    Passing, ///< behind a tap: no HTTP/1, so that nothing is known of what passes; see PassedProtocol
    Closing, ///< our FIN is sent, the peer's has not come
    Closed, ///< gone; see CloseCause
};
Q_ENUM_NS(ConnectionState)

/// Why a connection is closed.
enum class CloseCause {
    None, ///< not closed
    ByClient, ///< the client's FIN or RST came first
    Disconnected, ///< we closed it, in good order
    Aborted, ///< we reset it
    TimedOut, ///< we closed it because a limit in time was reached
    Rejected, ///< we refused what it sent
    ByServer, ///< the server behind a tap ended it first
    RefusedByServer, ///< the server behind a tap did not accept it
};
Q_ENUM_NS(CloseCause)

/// One of the two sides of a connection.
enum class EndSide {
    Nobody, ///< neither
    Client, ///< the client
    Server, ///< we
};
Q_ENUM_NS(EndSide)

/// What tells one side of a connection that the other one ends it.
enum class EndSign {
    None, ///< nothing yet
    Fin, ///< in good order: all before it has come
    Reset, ///< RST: what had not come is lost
    GivenUp, ///< neither came: the client does not answer, and the kernel has given it up
};
Q_ENUM_NS(EndSign)

/// Why a request that came to the server was not answered whole.
enum class LossReason {
    ClientLeft, ///< the client closed or reset the connection first
    Disconnected, ///< we closed the connection
    Aborted, ///< we reset the connection
    CameAfterFin, ///< our FIN was on its way to the client when it sent the request
    CameInPartAfterFin, ///< the same, and not all of it had come when we closed
    LeftOpen, ///< the end was forced
    ClosedByServer, ///< the server behind a tap closed the connection, and nothing of an answer had come
    ResetByServer, ///< the same, but it reset the connection
    CutByServer, ///< the server behind a tap closed or reset the connection in the middle of its response
};
Q_ENUM_NS(LossReason)

/// How a request ended.
enum class RequestOutcome {
    Answered, ///< the whole response was taken by the kernel
    Refused, ///< it was not handed on: what came was wrong, too much or too slow
    Lost, ///< it was not answered whole: see LossReason
};
Q_ENUM_NS(RequestOutcome)

/// Whether a connection is kept behind its present or last response, and why (RFC 9112, 9.3).
enum class Persistence {
    Unknown, ///< no request yet
    KeptByVersion, ///< HTTP/1.1, and nobody said close
    KeptByClient, ///< an HTTP/1.0 client asked for it
    ClosedByVersion, ///< HTTP/1.0, and the client did not ask for more
    ClosedByClient, ///< the client said close
    ClosedByHandler, ///< the handler's response says close
    ClosedByLength, ///< the handler's response ends where the connection does
    ClosedByServer, ///< we said close: a shutdown, mostly
    ClosedByRefusal, ///< the request was refused
};
Q_ENUM_NS(Persistence)

/// What passes between a client and the server behind a tap.
enum class PassedProtocol {
    Http, ///< HTTP/1, as far as anything has come
    Http2, ///< HTTP/2 without TLS
    Tls, ///< TLS, whatever is inside
    WebSocket, ///< a 101 has made a WebSocket of it
    Tunnel, ///< a CONNECT has been granted
    Other, ///< a 101 has made another protocol of it
    Unknown, ///< it is not HTTP
};
Q_ENUM_NS(PassedProtocol)

/// What a worker waits for events with.
enum class EventLoop {
    Epoll, ///< EpollEventDispatcher: costs by the events that there are
    Qt, ///< Qt's own, which looks at each connection at each pass
};
Q_ENUM_NS(EventLoop)

/// What a shutdown does with the connections that are open.
enum class ShutdownPolicy {
    Drain, ///< let requests in progress finish, close idle connections when no request is to be expected
    DisconnectAll, ///< FIN on every connection at once
    StopListening, ///< only stop accepting
};
Q_ENUM_NS(ShutdownPolicy)

/// How far a shutdown has come.
enum class ShutdownPhase {
    Running, ///< no shutdown yet
    Leaving, ///< the shutdown has begun; accepting and serving go on, and clients are told to move away
    Draining, ///< accepting has stopped, connections are ending
    Aborting, ///< what was left has been reset
    Closed, ///< the end: no connection is left
    Forced, ///< the end: time was up, or one trigger more came, with connections left
};
Q_ENUM_NS(ShutdownPhase)

/// Whether the shutdown is over, well or not.
constexpr bool hasEnded(ShutdownPhase phase)
{
    return phase == ShutdownPhase::Closed || phase == ShutdownPhase::Forced;
}
/// Whether the connection goes on behind its response.
constexpr bool isKept(Persistence persistence)
{
    return persistence == Persistence::KeptByVersion || persistence == Persistence::KeptByClient;
}

/// What the user reads: "Idle", "Closing".
QString toText(ConnectionState state);
/// What the user reads: "by the client", "aborted"; empty for None.
QString toText(CloseCause cause);
/// What the user reads: "the client left", "came after our FIN".
QString toText(LossReason reason);
/// What the user reads: "answered", "refused", "lost".
QString toText(RequestOutcome outcome);
/// The reason alone: "HTTP/1.1", "the client said close"; empty for Unknown.
QString toText(Persistence persistence);

/// What the user reads: "HTTP/2", "TLS", "not HTTP".
QString toText(PassedProtocol protocol);

/// The option's words: "epoll", "qt".
QString toText(EventLoop eventLoop);
/// Of the option's words; nullopt for others.
std::optional<EventLoop> eventLoopFromString(QStringView text);
/// The option's words: "drain", "disconnect-all", "stop-listening".
QString toText(ShutdownPolicy policy);
/// Of the option's words; nullopt for others.
std::optional<ShutdownPolicy> shutdownPolicyFromString(QStringView text);
/// What the user reads: "Draining", "Forced".
QString toText(ShutdownPhase phase);
/// What a shutdown is triggered by if nothing else is said: "api".
QString defaultTrigger();

} // namespace Drainboard

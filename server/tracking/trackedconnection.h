// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QTcpSocket>

namespace Drainboard {

/// The server's end of one connection, as the handler of a route sees it: TrackingServer::currentConnection().
/// A QTcpSocket to write a response to, piece by piece, where QHttpServer has no way to. Lives in the thread of its
/// TrackingServer. Like any QTcpSocket it must not be deleted in a slot of its own signals: use deleteLater().
///
/// What a handler writes is sent when the handler returns, or sooner where it is much. The blocking functions
/// waitForBytesWritten(), waitForReadyRead() and waitForDisconnected() work as QTcpSocket's do, also in a handler, and
/// so does flush() here. Meanwhile nothing else in the thread goes on: the other connections wait, and so does a
/// shutdown with all that it wants of this thread. What differs from a stock socket:
/// - A request becomes readable once it is whole, and once the one before it is answered. So waitForReadyRead() can
///   only succeed behind a whole response. In a handler it does not emit readyRead(), as with a stock socket. A request
///   that is still unread when the handler returns is handled then.
/// - A client that half-closes is still served. So waitForBytesWritten() and waitForDisconnected() go on.
/// - waitForDisconnected() also waits for the client's FIN behind ours, for a while. It hands no request on.
/// - bytesWritten() is also emitted for bytes that nobody can receive any more. waitForBytesWritten() is then false.
/// - With Qt 6.4, disconnected() comes once the handler has answered: see releaseHandler(). state() says "connected"
///   until then, and isConnectionOpen() says that it is not.
/// - The connection's limits hold: a client that does not read is reset, though a wait may have no end.
class TrackedConnection : public QTcpSocket
{
    Q_OBJECT

public:
    /// The same as in snapshots.
    virtual ConnectionId id() const = 0;
    /// What is known of this connection. Only while isConnectionOpen().
    virtual const ConnectionInfo &info() const = 0;
    /// Whether there is still a connection. disconnected() can come later: see releaseHandler().
    virtual bool isConnectionOpen() const = 0;

    /// Sends what has been written, as far as the kernel takes it at once. Returns whether that was anything. Emits
    /// bytesWritten(). QTcpSocket's function of the same name is not virtual, and does nothing here: so call this one
    /// by a TrackedConnection, or where there is only a QTcpSocket, call waitForBytesWritten().
    virtual bool flush() = 0;
    /// The request line and the header fields of the request that is being handled, with the empty line behind them:
    /// byte for byte what the client sent. (A QHttpServerRequest has what a route should see.) For use within a
    /// handler: empty once that has returned.
    virtual QByteArray requestHeader() const = 0;

    /// Says that the handler of the present request will not answer through its responder. Before Qt 6.5 a handler that
    /// answers later holds a plain pointer to this socket. So the socket outlives its connection as long as a request
    /// is unanswered, unless this was called. To be called by a handler that never answers, or that writes to this
    /// socket itself and notices when it is gone.
    virtual void releaseHandler() = 0;

protected:
    using QTcpSocket::QTcpSocket;
};

} // namespace Drainboard

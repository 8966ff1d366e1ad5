// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QTcpSocket>

namespace Drainboard {

/// The server's end of one connection, as the handler of a route sees it: TrackingServer::currentConnection().
/// A QTcpSocket to write a response to, piece by piece, where QHttpServer has no way to. Lives in the thread of its
/// TrackingServer. The blocking waitFor… functions do not work on it. Like any QTcpSocket it must not be deleted in a
/// slot of its own signals: use deleteLater().
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

    /// Says that the handler of the present request will not answer through its responder. Before Qt 6.5 a handler that
    /// answers later holds a plain pointer to this socket. So the socket outlives its connection as long as a request
    /// is unanswered, unless this was called. To be called by a handler that never answers, or that writes to this
    /// socket itself and notices when it is gone.
    virtual void releaseHandler() = 0;

protected:
    using QTcpSocket::QTcpSocket;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/clientprocess.h"
#include "values/connectioninfo.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace Drainboard {

/// By what connections are put together.
enum class Grouping {
    None,
    Process, ///< of the client
    Peer, ///< the address without the port
    Route, ///< of the last request: its method and its path
    End, ///< how they ended, and why
};

/// Connections that have something in common, and what they are together. A plain value.
struct ConnectionGroup
{
    quint64 number = 0; ///< of its own, for as long as it is shown
    QString name;
    std::vector<ConnectionId> connections; ///< in the order of the table
    qsizetype busy = 0; ///< with a request in progress, and WebSockets
    qsizetype idle = 0;
    qsizetype open = 0; ///< all that are not closed
    quint64 requests = 0;
    qsizetype lost = 0; ///< requests
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;
    double perSecond = 0; ///< requests that have begun, in the time between two snapshots

    void add(const ConnectionInfo &connection);
};

/// What connections that are in one group have equal, by \a grouping. Bytes only: it may point into \a connection or \a
/// process, and is valid as long as those are. \a process may be null.
QByteArray groupKey(Grouping grouping, const ConnectionInfo &connection, const ClientProcess *process);
/// What the user reads of that group.
QString groupName(Grouping grouping, const ConnectionInfo &connection, const ClientProcess *process);

} // namespace Drainboard

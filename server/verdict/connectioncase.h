// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"
#include "values/connectionlimits.h"

#include <QList>

#include <chrono>
#include <optional>

namespace Drainboard {

/// What a verdict asks of one request. A plain value.
struct RequestGlance
{
    QByteArray line {}; ///< as ConnectionInfo::requestLine
    quint64 bytesIn = 0; ///< of the whole request
    std::chrono::microseconds arrival { 0 }; ///< from its first byte until it had come whole
    std::chrono::microseconds queued { 0 }; ///< from then on until it was handed on
    QByteArray behind {}; ///< the request that its worker was busy with meanwhile, if known
    std::optional<std::chrono::microseconds> age {}; ///< from its first byte until the end of the connection, or now
};

/// What a verdict on one connection is made of. All but the first two may be left out: then less can be said. A plain
/// value.
struct ConnectionCase
{
    ConnectionFacts facts {}; ///< not null
    SteadyTime now {}; ///< the moment at which an open connection is judged
    ConnectionLimits limits {}; ///< those in force
    QList<RequestGlance> requests {}; ///< the last few of it, the oldest first
    std::optional<std::chrono::microseconds> roundTrip {}; ///< to the client and back
    QByteArray workerBusyWith {}; ///< the request that its worker is busy with, if it waits for that worker
    qsizetype alike = 0; ///< how many others ended as alikeEnds() counts them
};

/// How many of \a others the same client has closed after being idle for nearly as long as \a connection was: then that
/// is the time-out of its pool. 0 if \a connection did not end so. Of the same client are those from the same address.
qsizetype alikeEnds(const ConnectionInfo &connection, const QList<ConnectionFacts> &others);
/// Whether two idle times may be due to one time-out: they differ by a tenth at most, or by 150 ms.
bool isSameTimeout(std::chrono::milliseconds one, std::chrono::milliseconds other);

} // namespace Drainboard

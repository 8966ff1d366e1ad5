// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/clientprocess.h"
#include "values/connectioninfo.h"
#include "values/connectionlimits.h"
#include "values/requestlife.h"

#include <QList>
#include <QMap>
#include <QUrl>

#include <chrono>
#include <set>

namespace Drainboard {

/// What is known of connections and requests, to be written by Export::write(). exportOf() takes it from an engine. A
/// plain value.
struct ExportData
{
    SteadyTime takenAt = SteadyClock::now(); ///< the moment at which all of this was known
    /// The same moment by the time of day: what is written has all times from there.
    std::chrono::system_clock::time_point takenAtOfDay = std::chrono::system_clock::now();
    /// Where the server listens, or has listened. The key is the first id that a connection could have there: another
    /// run of the server may have another address.
    QMap<ConnectionId, QUrl> urls {};
    ConnectionLimits limits {}; ///< those in force; verdicts ask for them
    QList<ConnectionFacts> connections {}; ///< open and closed, in ascending order of id; none is null
    QList<RequestLife> requests {}; ///< those that have ended
    ClientProcesses processes {}; ///< as far as they are known
    quint64 connectionsMissed = 0; ///< how many have closed, and are not among the connections any more
    quint64 requestsMissed = 0; ///< how many have ended, and are not among the requests any more

    /// Where the server listened for this \a connection; empty where that is not known.
    QUrl url(ConnectionId connection) const;
    /// Only these \a connections, and the requests on them. What was missed stays: nobody knows whose it was.
    ExportData only(const std::set<ConnectionId> &connections) const;
    /// Adds what a \a later run has, and takes over its moment.
    ExportData &operator+=(const ExportData &later);
};

} // namespace Drainboard

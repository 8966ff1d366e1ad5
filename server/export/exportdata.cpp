// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "export/exportdata.h"

#include <algorithm>
#include <iterator>

namespace Drainboard {

QUrl ExportData::url(ConnectionId connection) const
{
    const auto behind = urls.upperBound(connection);
    return behind == urls.begin() ? QUrl() : *std::prev(behind);
}

ExportData ExportData::only(const std::set<ConnectionId> &wanted) const
{
    ExportData part = *this;
    part.connections.removeIf([&](const ConnectionFacts &facts) { return !wanted.contains(facts->id); });
    part.requests.removeIf([&](const RequestLife &life) { return !wanted.contains(life.connection); });
    return part;
}

ExportData &ExportData::operator+=(const ExportData &later)
{
    takenAt = later.takenAt;
    takenAtOfDay = later.takenAtOfDay;
    urls.insert(later.urls);
    limits = later.limits;
    connections += later.connections;
    requests += later.requests;
    processes.insert(later.processes);
    connectionsMissed += later.connectionsMissed;
    requestsMissed += later.requestsMissed;
    return *this;
}

} // namespace Drainboard

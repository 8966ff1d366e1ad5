// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QList>
#include <QString>

#include <chrono>
#include <map>
#include <utility>
#include <vector>

namespace Drainboard {

/// Which of many connections the same client has closed after being idle for nearly as long: then that is the time-out
/// of its pool. Made once, it answers for each of them without looking at all others. Any number of threads may ask.
class AlikeEnds
{
public:
    explicit AlikeEnds(const QList<ConnectionFacts> &connections);

    /// As alikeEnds(): how many others of them ended as \a connection did.
    qsizetype count(const ConnectionInfo &connection) const;

private:
    using IdleTime = std::pair<std::chrono::milliseconds, ConnectionId>;

    std::map<QString, std::vector<IdleTime>> m_byHost; ///< in ascending order
};

} // namespace Drainboard

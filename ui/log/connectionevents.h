// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "log/logevent.h"
#include "values/connectioninfo.h"

#include <QCoreApplication>

#include <optional>
#include <vector>

namespace Drainboard {

/// Compares each snapshot with the one before. Tells, as lines of the event log, which connections opened and which
/// closed. GUI thread.
class ConnectionEvents
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::ConnectionEvents)

public:
    /// More connections than this that came, or went, in one snapshot become one line that counts them.
    static constexpr quint64 burst = 20;

    /// What happened since the last call, in the order of time.
    std::vector<Event> update(const Snapshot &snapshot);

private:
    struct Known
    {
        ConnectionId id;
        bool closed;
    };
    using Connections = std::vector<const ConnectionInfo *>;

    void tellOpened(const Connections &came, quint64 last, std::vector<Event> &events);
    void tellClosed(Connections &went, quint64 gone, std::vector<Event> &events);

    std::vector<Known> m_known; ///< of the last snapshot, by id
    std::optional<quint64> m_last; ///< the highest id so far; nullopt before the first snapshot
    quint64 m_counted = 0; ///< the highest id that a line with a count has told of
    quint64 m_gone = 0; ///< closed so far
};

} // namespace Drainboard

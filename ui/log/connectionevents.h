// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Tells from each snapshot which connections came and went since the last one, as lines of the event log.
// GUI thread.

#include "log/logevent.h"
#include "values/connectioninfo.h"

#include <vector>

namespace Drainboard {

class ConnectionEvents
{
public:
    /// More connections than this that came, or went, in one snapshot become one line that counts them.
    static constexpr std::size_t burst = 20;

    /// What happened since the last call, opened connections first.
    std::vector<Event> update(const Snapshot &snapshot);

private:
    struct Known
    {
        ConnectionId id;
        bool closed;
    };
    std::vector<Known> m_known; ///< of the last snapshot, by id
    quint64 m_accepted = 0; ///< until then
    quint64 m_gone = 0;
};

} // namespace Drainboard

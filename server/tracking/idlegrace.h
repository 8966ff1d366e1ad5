// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "net/tcpdescriptor.h"
#include "tracking/requestgaps.h"
#include "values/connectioninfo.h"

#include <chrono>
#include <optional>

namespace Drainboard {

/// When the idle connections of a drain are closed. A request that is on its way when our FIN leaves is lost. So a
/// connection is closed when none is to be expected. A plain value, for any one thread.
class IdleGrace
{
public:
    /// An idle connection at one moment.
    struct Connection
    {
        SteadyTime since {}; ///< when it became idle, or was accepted
        RequestGaps gaps {}; ///< between its requests
        TcpDescriptor::RoundTrip roundTrip {};
    };

    /// None: each connection is closed at once.
    IdleGrace() = default;
    /// Each connection is kept for \a grace from \a begin on.
    static IdleGrace fixed(SteadyTime begin, std::chrono::milliseconds grace);
    /// Each connection is kept as long as it is likely to be used again soon: for a second at most, and never beyond
    /// half of \a abortAfter from \a begin on. An \a abortAfter of 0 is never.
    static IdleGrace automatic(SteadyTime begin, std::chrono::milliseconds abortAfter);

    /// Fixed where \a grace is given, else automatic.
    static IdleGrace of(std::optional<std::chrono::milliseconds> grace, SteadyTime begin,
                        std::chrono::milliseconds abortAfter)
    {
        return grace ? fixed(begin, *grace) : automatic(begin, abortAfter);
    }

    /// When to close \a connection, which is idle \a now: then, or later.
    SteadyTime closeAt(const Connection &connection, SteadyTime now) const;

    /// An automatic grace is no longer than this.
    static constexpr std::chrono::milliseconds longest { 1000 };

private:
    SteadyTime m_until {}; ///< nothing is kept longer
    bool m_isAutomatic = false;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/clientprocess.h"
#include "values/connectioninfo.h"

#include <QString>
#include <QStringList>

#include <limits>
#include <vector>

namespace Drainboard {

/// What a filter is asked about: a connection, and what its record does not know. Refers to what it was made of.
struct FilterSubject
{
    const ConnectionInfo &connection;
    SteadyTime now {}; ///< what idle and running times end at
    const ClientProcess *process = nullptr; ///< of the client; null if it is not known
};

/// One condition of a filter: "status:404", "-state:closed", "idle>10s". A plain value.
struct FilterTerm
{
    /// What it is about.
    enum class Key {
        Text, ///< anything that can be read in the request line, the peer or the process
        Status,
        State,
        Idle,
        Slow,
        Requests,
        Peer,
        Process,
        Route,
        End,
        Lost,
        Id,
    };
    /// How a connection ended. Several can be true of one.
    enum class End {
        Fin, ///< a FIN came first
        Reset, ///< a RST came, or was sent
        TimedOut, ///< we closed it at a limit in time
        Refused, ///< we refused what it sent
        Aborted, ///< we reset it
        ByClient, ///< the client was the first
        ByServer, ///< we were the first
        Vanished, ///< neither: the kernel gave it up
        AfterFin, ///< a request came behind our FIN
        Unused, ///< no byte ever came
        // As verdicts call it, also of connections that are open:
        NoReuse, ///< it ended after one request
        HalfClosed, ///< the client has closed its direction, and waits
        NotReading, ///< the client does not read its answer, or did not until the end
        Waited, ///< it waits or has waited for its worker
        ClientLeft, ///< the client left before it had its answer
        Cut, ///< we ended it in the middle of an answer
    };
    static constexpr End lastEnd = End::Cut;
    /// Both ends included.
    struct Range
    {
        quint64 from = 0;
        quint64 to = std::numeric_limits<quint64>::max();

        friend bool operator==(const Range &, const Range &) = default;
    };

    Key key = Key::Text;
    bool isNegated = false;
    std::vector<Range> ranges {}; ///< for numbers; of Idle and Slow in microseconds
    quint32 words = 0; ///< for State and End: one bit for each value, 1 << value
    QStringList texts {}; ///< for Text, Peer, Process and Route
    qsizetype position = 0; ///< where it stands in what was parsed
    qsizetype length = 0; ///< in characters

    /// Whether it is true of \a subject. Where it has several values, one of them is enough.
    bool matches(const FilterSubject &subject) const;
    /// Whether the answer may change while only time passes.
    bool dependsOnTime() const { return key == Key::Idle || key == Key::Slow; }
};

} // namespace Drainboard

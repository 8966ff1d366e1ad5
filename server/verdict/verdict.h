// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "verdict/connectioncase.h"

#include <QList>
#include <QObject>
#include <QString>

#include <chrono>

namespace Drainboard {

/// What is to be said of a connection, or of a group of them: why it ended, or what it waits for. A plain value.
struct Verdict
{
    Q_GADGET

public:
    /// From what matters least to what matters most: where several are true, the last one of them is said.
    enum class Kind {
        Fine, ///< there is nothing to say
        NotLookedInto, ///< behind a tap: no HTTP/1 passes
        NeverUsed, ///< opened in advance, and no byte came
        ClosedByUs, ///< idle; we closed it otherwise than at the time-out, and nothing was lost
        IdleClosedByClient, ///< idle; the client closed or reset it
        NoReuse, ///< one request, and then another connection
        InTwoParts, ///< requests come in two parts, 40 ms apart
        IdleClosedByUs, ///< idle; we closed it at our time-out
        IdleClosedByServer, ///< behind a tap: idle; the server closed it
        WaitedForWorker, ///< it, or a request on it, waits or has waited for its worker
        HalfClosed, ///< the client has closed its direction, and waits for its answer
        Vanished, ///< the client does not answer the kernel any more
        Refused, ///< by a rule or a limit
        RefusedByServer, ///< behind a tap: the server did not accept it
        CutByUs, ///< we ended it while an answer was made
        NotReading, ///< the client does not read its answer
        ClientLeft, ///< the client closed or reset it, and had not received its answer whole
        CutByServer, ///< behind a tap: the server ended it while an answer was due
        CameAfterFin, ///< a request came behind the server's FIN, and is lost
    };
    Q_ENUM(Kind)

    Kind kind = Kind::Fine; ///< what it is
    QString word {}; ///< for a list; empty for Fine
    QString sentence {}; ///< one or two short sentences with the evidence; empty for Fine
    std::chrono::milliseconds time { 0 }; ///< the time that the sentence tells of: how long idle, how long it waits
    QString about {}; ///< the request, the rule or the reason that the sentence names

    /// Whether all of it is equal.
    friend bool operator==(const Verdict &, const Verdict &) = default;
};

/// On one connection. Looks at nothing else; any thread.
Verdict verdictOn(const ConnectionCase &connection);
/// On several together: the kind that matters most, and on how many of them it is true. Of one it is as verdictOn().
/// Any thread.
Verdict verdictOn(const QList<ConnectionCase> &connections);

} // namespace Drainboard

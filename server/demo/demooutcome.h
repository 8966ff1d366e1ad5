// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/shutdownreport.h"

#include <QByteArrayList>

#include <chrono>

namespace Drainboard {

struct ClosedConnections;

/// How one of the servers of a demo has ended, as its engine says. A plain value.
struct DemoOutcome
{
    ShutdownPolicy policy = ShutdownPolicy::Drain;
    ShutdownPhase phase = ShutdownPhase::Closed; ///< Closed or Forced
    bool isOwn = false; ///< it was a server of the user's own, behind a tap; then the policy says nothing
    bool wasTold = true; ///< to stop; else it has ended by itself
    qsizetype lost = 0; ///< requests that were not answered whole
    qsizetype answered = 0; ///< requests that were answered whole after the shutdown had begun
    qsizetype reset = 0; ///< connections that the server has reset
    qsizetype leftOpen = 0; ///< connections that were there at the end
    std::chrono::milliseconds time { 0 }; ///< that the shutdown has taken
    int exitCode = 0; ///< of a program that ends in this way; 128 and its number where a signal has ended it
    QString signal {}; ///< that has ended a server of the user's own: "SIGTERM"; else empty
    QByteArrayList
        lostLines {}; ///< of the requests that were lost, in order; empty ones for those of which little came

    static DemoOutcome of(const ShutdownReport &report);
    /// The same for a server of the user's own. \a closed: the connections that have closed.
    static DemoOutcome ofOwn(const ShutdownReport &report, const ClosedConnections &closed);
    /// Whether each request that was lost is one that a server never answers.
    bool hasLostOnlyHanging() const;
    /// Whether all is equal but the time, which no machine repeats to the millisecond.
    bool isSameAs(const DemoOutcome &other) const;
};

} // namespace Drainboard

Q_DECLARE_METATYPE(Drainboard::DemoOutcome)

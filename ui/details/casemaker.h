// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/requestlife.h"
#include "verdict/connectioncase.h"

#include <functional>

namespace Drainboard {

class RequestStore;

/// Brings together what a verdict is made of. GUI thread.
class CaseMaker
{
public:
    /// Gives those that have closed and are still known.
    using ClosedSource = std::function<QList<ConnectionFacts>()>;

    /// \a requests must outlive this.
    explicit CaseMaker(const RequestStore *requests);

    void setLimits(const ConnectionLimits &limits) { m_limits = limits; }
    /// All connections as they are now.
    void setLatest(const QList<ConnectionFacts> &connections) { m_latest = connections; }
    void setClosedSource(const ClosedSource &source) { m_closedSource = source; }

    /// Of one connection, as it is at \a now.
    ConnectionCase make(const ConnectionFacts &facts, SteadyTime now,
                        std::optional<std::chrono::microseconds> roundTrip = {}) const;
    /// Of several. Where they are many, their requests are not looked at.
    QList<ConnectionCase> make(const QList<ConnectionFacts> &all, SteadyTime now) const;
    /// The request of \a all that took longest, of those that have ended. None where they are many.
    std::optional<RequestLife> slowest(const QList<ConnectionFacts> &all) const;

private:
    QList<RequestGlance> glances(const ConnectionInfo &info, SteadyTime now) const;
    QList<ConnectionFacts> closed() const;
    QByteArray whatKeepsItsWorker(const ConnectionInfo &info) const;

    const RequestStore *m_requests;
    ConnectionLimits m_limits;
    QList<ConnectionFacts> m_latest;
    ClosedSource m_closedSource;
};

} // namespace Drainboard

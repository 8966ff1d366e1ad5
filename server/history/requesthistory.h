// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "history/packedlife.h"
#include "history/requestrates.h"
#include "history/sequencedring.h"
#include "values/requestlife.h"

#include <QList>

#include <atomic>
#include <mutex>

namespace Drainboard {

/// The requests of one worker that have ended: the lives of the last ones, and the figures of all. The worker's thread
/// writes, and never waits for a reader. A RequestReader reads.
class RequestHistory
{
    Q_DISABLE_COPY_MOVE(RequestHistory)

public:
    using Ring = SequencedRing<PackedLife>;

    /// Remembers the last \a kept requests; 0: none, but the figures.
    explicit RequestHistory(int kept = requestsKeptByDefault);

    /// A request has ended. After endWith() it is ignored. The worker's thread.
    void add(const RequestLife &life);
    /// The end was forced: \a leftOpen are lost, and nothing is added any more. Only the first call counts. Any thread,
    /// since that of the worker may be stuck.
    void endWith(const QList<RequestLife> &leftOpen);

    // Any thread:

    const Ring &ring() const { return m_ring; }
    const RequestRates &rates() const { return m_rates; }
    /// As given to endWith(); empty before.
    QList<RequestLife> leftOpen() const;

private:
    Ring m_ring;
    RequestRates m_rates;
    std::atomic<bool> m_ended = false;
    mutable std::mutex m_leftOpenMutex;
    QList<RequestLife> m_leftOpen;
};

} // namespace Drainboard

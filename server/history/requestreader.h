// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/requestfigures.h"
#include "values/requestlife.h"

#include <QList>

#include <memory>
#include <vector>

namespace Drainboard {

class RequestHistory;

/// Reads what has become of requests, over all workers. There may be any number of readers, in any threads, and each
/// sees all. No worker waits for one. A reader may outlive the server that it is of. One reader is for one thread at a
/// time.
class RequestReader
{
public:
    /// Of HttpEngine::requestReader() and TrackingServer::requestReader().
    explicit RequestReader(std::vector<std::shared_ptr<const RequestHistory>> histories);
    /// The other one reads nothing any more.
    RequestReader(RequestReader &&other) noexcept;
    /// The other one reads nothing any more.
    RequestReader &operator=(RequestReader &&other) noexcept;
    ~RequestReader();

    /// The requests that have ended since the last call, in the order of their end; at the first call, all that are
    /// remembered. What two workers have ended at the same moment may come in two calls.
    QList<RequestLife> take();
    /// How many were forgotten before take() could give them, since the reader was made.
    quint64 missed() const;
    /// How many had ended, and were forgotten, when the reader was made.
    quint64 missedBefore() const;
    /// The figures of each second of the last ten minutes that began at \a since or later, in ascending order. A second
    /// in which nothing ended is left out. The present one still grows. They are complete, whatever was missed. Copies
    /// up to 3 kB for each second.
    QList<RequestFigures> figures(SteadyTime since = {}) const;

private:
    struct Place;
    std::vector<Place> m_places; // one for each worker
    quint64 m_missed = 0;
    quint64 m_missedBefore = 0;
};

} // namespace Drainboard

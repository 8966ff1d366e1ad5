// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/connectionquota.h"

#include <QLoggingCategory>

#include <algorithm>
#include <limits>

#include <sys/resource.h>

namespace Drainboard {

Q_LOGGING_CATEGORY(lcQuota, "drainboard.quota", QtWarningMsg)

namespace {

// Listeners, event loops, files.
constexpr int descriptorReserve = 64;
// A listener, and an event loop's two.
constexpr int descriptorsOfWorker = 3;
// So many clients at a time learn why, though few connections are allowed.
constexpr int leastSpare = 64;
// One spare place for so many others.
constexpr int regularForOneSpare = 10;

int descriptorsForConnections(int workers)
{
    rlimit descriptors {};
    if (::getrlimit(RLIMIT_NOFILE, &descriptors) != 0)
        return std::numeric_limits<int>::max();
    const auto available = std::min<rlim_t>(descriptors.rlim_cur, std::numeric_limits<int>::max());
    return std::max(1, int(available) - descriptorReserve - workers * descriptorsOfWorker);
}

} // namespace

ConnectionQuota::Place::~Place()
{
    if (m_quota)
        (m_isSpare ? m_quota->m_spare : m_quota->m_regular).giveBack();
}

ConnectionQuota::Place ConnectionQuota::Place::exchangeForSpare()
{
    Place spare = m_quota ? m_quota->takeSpare() : Place();
    return std::exchange(*this, std::move(spare));
}

ConnectionQuota::ConnectionQuota(int limit, int workers, int descriptorsEach)
    : m_descriptorsEach(descriptorsEach)
{
    setLimit(limit, workers);
}

void ConnectionQuota::setLimit(int limit, int workers)
{
    const int available = limit > 0 ? 0 : descriptorsForConnections(workers) / m_descriptorsEach;
    const int regular = limit > 0 ? limit : available - available / (regularForOneSpare + 1);
    m_regular.limit = regular;
    m_spare.limit = std::max(limit > 0 ? leastSpare : 0, regular / regularForOneSpare);
}

bool ConnectionQuota::Count::take()
{
    for (int taken = m_taken; taken < limit;) {
        if (m_taken.compare_exchange_weak(taken, taken + 1))
            return true;
    }
    return false;
}

ConnectionQuota::Place ConnectionQuota::take()
{
    return m_regular.take() ? Place(shared_from_this(), false) : Place();
}

ConnectionQuota::Place ConnectionQuota::takeSpare()
{
    return m_spare.take() ? Place(shared_from_this(), true) : Place();
}

ConnectionQuota::Place ConnectionQuota::reject()
{
    if (m_warning.isDue())
        qCWarning(lcQuota, "connections are rejected: %d are open", m_regular.limit.load());
    return takeSpare();
}

} // namespace Drainboard

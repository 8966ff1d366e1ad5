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

int connectionLimit(int wanted, int workers)
{
    if (wanted > 0)
        return wanted;
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
        --m_quota->m_taken;
}

ConnectionQuota::ConnectionQuota(int limit, int workers)
    : m_limit(connectionLimit(limit, workers))
{
}

ConnectionQuota::Place ConnectionQuota::take()
{
    for (int taken = m_taken; taken < m_limit;) {
        if (m_taken.compare_exchange_weak(taken, taken + 1))
            return Place(shared_from_this());
    }
    warn();
    return {};
}

void ConnectionQuota::warn()
{
    if (m_warning.isDue())
        qCWarning(lcQuota, "connections are rejected: %d are open", m_limit);
}

} // namespace Drainboard

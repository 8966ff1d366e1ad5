// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "history/requesthistory.h"

#include <algorithm>

namespace Drainboard {

RequestHistory::RequestHistory(int kept)
    : m_ring(std::size_t(std::max(0, kept)))
{
}

void RequestHistory::add(const RequestLife &life)
{
    if (m_ended.load(std::memory_order_relaxed))
        return;
    m_ring.push(PackedLife(life));
    m_rates.add(life);
}

void RequestHistory::endWith(const QList<RequestLife> &leftOpen)
{
    if (m_ended.exchange(true))
        return;
    const std::scoped_lock lock(m_leftOpenMutex);
    m_leftOpen = QList<RequestLife>(leftOpen.begin(), leftOpen.end()); // shares nothing with another thread
}

QList<RequestLife> RequestHistory::leftOpen() const
{
    if (!m_ended)
        return {};
    const std::scoped_lock lock(m_leftOpenMutex);
    return QList<RequestLife>(m_leftOpen.begin(), m_leftOpen.end());
}

} // namespace Drainboard

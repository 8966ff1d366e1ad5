// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/bufferbudget.h"

#include <QLoggingCategory>

namespace Drainboard {

Q_LOGGING_CATEGORY(lcBudget, "drainboard.budget", QtWarningMsg)

BufferBudget::BufferBudget(qint64 limit)
    : m_limit(limit)
{
}

bool BufferBudget::Share::set(qint64 bytes)
{
    const qint64 difference = bytes - std::exchange(m_bytes, bytes);
    return difference == 0 || m_budget->change(difference);
}

bool BufferBudget::change(qint64 difference)
{
    const qint64 taken = m_taken.fetch_add(difference, std::memory_order_relaxed) + difference;
    const qint64 limit = m_limit.load(std::memory_order_relaxed);
    if (limit <= 0 || difference <= 0 || taken <= limit)
        return true;
    warn();
    return false;
}

void BufferBudget::warn()
{
    if (m_warning.isDue())
        qCWarning(lcBudget, "requests are refused: more than %lld bytes wait to be whole",
                  static_cast<long long>(m_limit.load()));
}

} // namespace Drainboard

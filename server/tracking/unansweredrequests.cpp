// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/unansweredrequests.h"

#include "connections/connectionrecord.h"
#include "http/httpexchange.h"

namespace Drainboard {

void UnansweredRequests::beginLate(const HttpExchange &exchange)
{
    if (m_inTime < 0)
        m_inTime = exchange.waiting().whole.size();
}

QList<LostRequest> UnansweredRequests::all(const HttpExchange &exchange, CloseCause cause) const
{
    QList<LostRequest> lost;
    if (cause == CloseCause::ByClient || exchange.buffered() == 0)
        return lost;
    const HttpExchange::Waiting waiting = exchange.waiting();
    const LossReason inTime = ConnectionRecord::lossReason(cause);
    for (const QByteArray &line : waiting.whole) {
        const bool isLate = m_inTime >= 0 && lost.size() >= m_inTime;
        lost += { line, isLate ? LossReason::CameAfterFin : inTime };
    }
    if (m_inTime >= 0 && waiting.part)
        lost += { *waiting.part, LossReason::CameInPartAfterFin };
    return lost;
}

} // namespace Drainboard

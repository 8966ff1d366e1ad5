// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/requesttrail.h"

#include <algorithm>
#include <utility>

namespace Drainboard {

using std::chrono::microseconds;

void RequestTrail::arrived(SteadyTime at, bool isNextBegun)
{
    m_lastArrived = std::max(m_lastArrived, at); // the kernel tells it in milliseconds
    if (!isNextBegun)
        m_nextFirstByte = {};
    else if (m_nextFirstByte == SteadyTime())
        m_nextFirstByte = m_lastArrived;
}

void RequestTrail::begin(qsizetype bytesIn, std::optional<SteadyTime> lastEnd, bool isNextBegun)
{
    m_firstByte = m_nextFirstByte == SteadyTime() ? m_lastArrived : m_nextFirstByte;
    // Of several that wait, it is not known which of the later bytes were whose.
    m_arrivedAt = isNextBegun ? m_firstByte : m_lastArrived;
    m_nextFirstByte = isNextBegun ? m_lastArrived : SteadyTime();
    m_gap = lastEnd ? std::max(std::chrono::duration_cast<microseconds>(m_firstByte - *lastEnd), microseconds(0))
                    : microseconds(-1);
    m_bytesIn = quint64(bytesIn);
    ++m_number;
}

void RequestTrail::beginRefusal(int status, qsizetype bytesIn, std::optional<SteadyTime> lastEnd)
{
    begin(bytesIn, lastEnd, false);
    m_refusal = status;
}

RequestLife RequestTrail::life() const
{
    RequestLife life;
    life.number = m_number;
    life.bytesIn = m_bytesIn;
    if (m_gap >= microseconds(0))
        life.gap = m_gap;
    life.firstByteIn = m_firstByte;
    life.arrivedAt = m_arrivedAt;
    life.status = m_refusal;
    return life;
}

RequestLife RequestTrail::lifeBehind(quint32 place) const
{
    RequestLife life;
    life.number = m_number + place;
    const bool isKnown = place == 1 && m_nextFirstByte != SteadyTime();
    life.firstByteIn = isKnown ? m_nextFirstByte : m_lastArrived;
    life.arrivedAt = m_lastArrived;
    return life;
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/requestlife.h"

#include <QtGlobal>

namespace Drainboard {

/// The first part of the life of one connection's present request: how it came. Small, since each connection has one.
/// Has no clock: it is told the times. For any one thread.
class RequestTrail
{
public:
    /// Bytes have come; the kernel had them at \a at. \a isNextBegun: with them there is something of a request that
    /// has not begun().
    void arrived(SteadyTime at, bool isNextBegun);
    /// The request that has arrived has \a bytesIn bytes, and its turn has come. The last response ended at \a lastEnd;
    /// none where it is the first one. \a isNextBegun: something has come behind it.
    void begin(qsizetype bytesIn, std::optional<SteadyTime> lastEnd, bool isNextBegun);
    /// The same, but what has come is to be refused with \a status.
    void beginRefusal(int status, qsizetype bytesIn, std::optional<SteadyTime> lastEnd);
    /// A request has begun, and is refused. Until endRefusal().
    bool isRefused() const { return m_refusal != 0; }
    void endRefusal() { m_refusal = 0; }

    /// How many have begun.
    quint32 number() const { return m_number; }
    /// What is known by now of the one that has begun. The rest is for the caller: connection, line and end.
    RequestLife life() const;
    /// What is known of the one that is \a place places behind that, from 1 on, and will not begin.
    RequestLife lifeBehind(quint32 place) const;

private:
    SteadyTime m_lastArrived {};
    SteadyTime m_nextFirstByte {}; // 0 while nothing of the next request has come
    SteadyTime m_firstByte {};
    SteadyTime m_arrivedAt {};
    std::chrono::microseconds m_gap { -1 }; // negative: none
    quint64 m_bytesIn = 0;
    quint32 m_number = 0;
    int m_refusal = 0;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/farewell.h"

#include "http/httpexchange.h"
#include "tracking/socketdeadline.h"

namespace Drainboard {

Farewell::Exchange Farewell::Exchange::of(const HttpExchange &exchange, bool hasPeerFinished)
{
    return { .isAnswered = !exchange.isResponding(),
             .isReading = exchange.isReading(),
             .isRequestReady = exchange.isRequestReady(),
             .mustClose = exchange.mustClose(),
             .isBroken = exchange.isBroken(),
             .hasPeerFinished = hasPeerFinished };
}

bool Farewell::goOnTo(Policy policy)
{
    switch (policy) {
    case Policy::None:
        return false;
    case Policy::DrainLater:
        if (m_policy != Policy::None)
            return false;
        break;
    case Policy::Drain:
        if (m_policy != Policy::None && m_policy != Policy::DrainLater)
            return false;
        break;
    case Policy::Disconnect:
        if (!isServing())
            return false;
        break;
    case Policy::HalfClose:
        if (m_policy == Policy::HalfClose)
            return false;
        break;
    }
    m_policy = policy;
    return true;
}

Farewell::Step Farewell::next(const Exchange &exchange) const
{
    if (!isServing())
        return Step::SendFin;
    if (exchange.isBroken || (exchange.isAnswered && exchange.mustClose))
        return Step::SendFin;
    if (!exchange.isAnswered || exchange.isRequestReady)
        return Step::Wait; // an answer is owed
    if (exchange.hasPeerFinished)
        return Step::Close; // what has come of another request will never be whole
    return m_policy == Policy::Drain && !exchange.isReading ? Step::LeaveIdle : Step::Wait;
}

Farewell::Step Farewell::afterFin(bool isAllAcknowledged, std::chrono::steady_clock::duration sinceFin)
{
    return isAllAcknowledged || sinceFin >= SocketDeadline::lingerAtMost ? Step::Close : Step::Wait;
}

Farewell::Step Farewell::atOnce(bool isAnswered, bool isAllSent)
{
    return isAnswered && isAllSent ? Step::Close : Step::Reset;
}

} // namespace Drainboard

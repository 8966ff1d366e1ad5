// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "shutdown/lossphase.h"

#include <algorithm>

namespace Drainboard {
namespace {

bool finCameFirst(const ConnectionInfo &connection)
{
    if (!connection.end)
        return false;
    const ConnectionEnd::Time fin = connection.end->ourFinAt;
    const ConnectionEnd::Time reset = connection.end->resetAt;
    return fin != ConnectionEnd::Time() && (reset == ConnectionEnd::Time() || fin < reset);
}

} // namespace

ShutdownPhase lossPhase(const LostRequest &request, const ConnectionInfo &connection)
{
    switch (request.reason) {
    case LossReason::ClientLeft:
    case LossReason::Disconnected:
    case LossReason::CameAfterFin:
    case LossReason::CameInPartAfterFin:
    case LossReason::ClosedByServer:
    case LossReason::ResetByServer:
    case LossReason::CutByServer:
        return ShutdownPhase::Draining;
    case LossReason::Aborted:
        return finCameFirst(connection) ? ShutdownPhase::Draining : ShutdownPhase::Aborting;
    case LossReason::LeftOpen: // nor could it be answered behind our FIN
        return finCameFirst(connection) ? ShutdownPhase::Draining : ShutdownPhase::Forced;
    }
    Q_UNREACHABLE();
}

qsizetype lostIn(ShutdownPhase phase, const ShutdownReport &report)
{
    qsizetype lost = 0;
    for (const ConnectionInfo &connection : report.endedBadly) {
        lost += std::ranges::count_if(connection.lostRequests, [&](const LostRequest &request) {
            return lossPhase(request, connection) == phase;
        });
    }
    return lost;
}

} // namespace Drainboard

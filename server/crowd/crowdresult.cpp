// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowdresult.h"

#include <algorithm>
#include <numeric>

namespace Drainboard {

QString toText(CrowdLossReason reason)
{
    switch (reason) {
    case CrowdLossReason::Cut:
        return QStringLiteral("cut in the middle");
    case CrowdLossReason::Reset:
        return QStringLiteral("reset");
    case CrowdLossReason::Closed:
        return QStringLiteral("closed without an answer");
    case CrowdLossReason::TimedOut:
        return QStringLiteral("not answered in time");
    case CrowdLossReason::NoHttp:
        return QStringLiteral("answered with something else than HTTP");
    }
    return {};
}

QString toText(CrowdState state)
{
    switch (state) {
    case CrowdState::Apart:
        return QStringLiteral("apart");
    case CrowdState::Connecting:
        return QStringLiteral("connecting");
    case CrowdState::Pausing:
        return QStringLiteral("pausing");
    case CrowdState::Sending:
        return QStringLiteral("sending");
    case CrowdState::Receiving:
        return QStringLiteral("receiving");
    case CrowdState::Keeping:
        return QStringLiteral("keeping");
    case CrowdState::Holding:
        return QStringLiteral("holding");
    case CrowdState::Done:
        return QStringLiteral("done");
    }
    return {};
}

qint64 CrowdFigures::lost() const
{
    return std::accumulate(lostBy.begin(), lostBy.end(), qint64(0));
}

CrowdFigures &CrowdFigures::operator+=(const CrowdFigures &other)
{
    clients += other.clients;
    connections += other.connections;
    refused += other.refused;
    notTried += other.notTried;
    closedByServer += other.closedByServer;
    closedByClient += other.closedByClient;
    toldToClose += other.toldToClose;
    begun += other.begun;
    sent += other.sent;
    answered += other.answered;
    failed += other.failed;
    givenUp += other.givenUp;
    for (std::size_t i = 0; i < lostBy.size(); ++i)
        lostBy[i] += other.lostBy[i];
    longest = std::max(longest, other.longest);
    return *this;
}

CrowdFigures CrowdResult::total() const
{
    CrowdFigures all;
    for (const CrowdFigures &figures : kinds)
        all += figures;
    return all;
}

} // namespace Drainboard

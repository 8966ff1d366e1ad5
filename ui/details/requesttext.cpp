// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "details/requesttext.h"

#include <QLocale>

#include <algorithm>
#include <array>

using namespace std::chrono_literals;

namespace Drainboard {
namespace {

constexpr auto longFrom = 100ms;

} // namespace

QString RequestText::of(LossReason reason)
{
    switch (reason) {
    case LossReason::ClientLeft:
        return tr("the client left");
    case LossReason::Disconnected:
        return tr("we closed the connection");
    case LossReason::Aborted:
        return tr("we reset the connection");
    case LossReason::CameAfterFin:
        return tr("it came after our FIN");
    case LossReason::CameInPartAfterFin:
        return tr("it came after our FIN, in part");
    case LossReason::LeftOpen:
        return tr("the server ended");
    case LossReason::ClosedByServer:
        return tr("the server closed without an answer");
    case LossReason::ResetByServer:
        return tr("the server reset the connection");
    case LossReason::CutByServer:
        return tr("the server cut its response");
    }
    return {};
}

QString RequestText::outcome(const RequestLife &life)
{
    const QString slow = whatTookLong(life);
    QString text;
    switch (life.outcome) {
    case RequestOutcome::Answered:
        return slow.isEmpty() ? tr("answered") : tr("answered; %1").arg(slow);
    case RequestOutcome::Refused:
        return tr("refused: not valid, too much, or too slow");
    case RequestOutcome::Lost:
        text = life.lossReason ? tr("LOST: %1").arg(of(*life.lossReason)) : tr("LOST");
        return slow.isEmpty() ? text : tr("%1; %2").arg(text, slow);
    }
    return {};
}

QString RequestText::whatTookLong(const RequestLife &life)
{
    if (life.endedAt - life.firstByteIn < longFrom)
        return {};
    const SteadyTime firstOut = life.firstByteOut.value_or(life.endedAt);
    const std::array parts { life.arrivedAt - life.firstByteIn, life.handedOnAt - life.arrivedAt,
                             firstOut - life.handedOnAt, life.endedAt - firstOut };
    switch (std::ranges::max_element(parts) - parts.begin()) {
    case 0:
        return tr("the client was slow to send it");
    case 1:
        return tr("it waited in queue");
    case 2:
        return tr("the handler took long");
    default: // a handler that streams, or a client that does not read
        return tr("the response took long to send");
    }
}

QString RequestText::clock(SteadyTime time)
{
    return wallClockTime(time).time().toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString RequestText::milliseconds(std::optional<SteadyClock::duration> time)
{
    if (!time)
        return {};
    return QLocale().toString(std::chrono::duration<double, std::milli>(*time).count(), 'f', 2);
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "values/shutdownreport.h"

#include <QJsonArray>

namespace Drainboard {

QJsonObject ShutdownReport::toJson() const
{
    QJsonArray lostConnections;
    QJsonArray lostRequests;
    for (const ConnectionInfo &connection : lost) {
        const bool closed = connection.state == ConnectionState::Closed;
        const qint64 id = qint64(connection.id);
        for (const QByteArray &request : connection.lostRequests) {
            lostRequests.append(QJsonObject { { QStringLiteral("id"), id },
                                              { QStringLiteral("peer"), connection.peer },
                                              { QStringLiteral("request"), QString::fromLatin1(request) } });
        }
        if (closed && connection.cause != CloseCause::Aborted)
            continue;
        const auto age = (closed ? connection.closedAt : takenAt) - connection.openedAt;
        lostConnections.append(QJsonObject {
            { QStringLiteral("id"), id },
            { QStringLiteral("peer"), connection.peer },
            { QStringLiteral("state"), toText(closed ? connection.stateBeforeClose : connection.state) },
            { QStringLiteral("ageMs"), qint64(std::chrono::duration_cast<std::chrono::milliseconds>(age).count()) },
            { QStringLiteral("request"), QString::fromLatin1(connection.requestLine) },
            { QStringLiteral("ended"), closed ? QStringLiteral("aborted") : QStringLiteral("left open") },
        });
    }
    return {
        { QStringLiteral("policy"), toText(policy) },
        { QStringLiteral("trigger"), toText(trigger) },
        { QStringLiteral("outcome"), toText(phase).toLower() },
        { QStringLiteral("exitCode"), exitCode() },
        { QStringLiteral("durationMs"), qint64(duration.count()) },
        { QStringLiteral("openAtStart"), openAtStart },
        { QStringLiteral("acceptedDuringDrain"), acceptedDuringDrain },
        { QStringLiteral("disconnected"), disconnected },
        { QStringLiteral("closedByPeer"), closedByPeer },
        { QStringLiteral("aborted"), aborted },
        { QStringLiteral("leftOpen"), leftOpen },
        { QStringLiteral("requestsCompletedDuringDrain"), requestsCompletedDuringDrain },
        { QStringLiteral("requestsLost"), requestsLost },
        { QStringLiteral("lostRequests"), lostRequests },
        { QStringLiteral("connections"), lostConnections },
    };
}

QString ShutdownReport::summary() const
{
    const QString time = duration < std::chrono::seconds(1)
        ? QStringLiteral("%1 ms").arg(duration.count())
        : QStringLiteral("%1 s").arg(double(duration.count()) / 1000, 0, 'f', 1);
    return QStringLiteral("%1 after %2 (%3, %4): %5 open at start, %6 accepted meanwhile; "
                          "%7 disconnected, %8 closed by the client, %9 aborted, %10 left open; "
                          "%11 requests completed, %12 lost")
        .arg(toText(phase), time, toText(policy), toText(trigger))
        .arg(openAtStart)
        .arg(acceptedDuringDrain)
        .arg(disconnected)
        .arg(closedByPeer)
        .arg(aborted)
        .arg(leftOpen)
        .arg(requestsCompletedDuringDrain)
        .arg(requestsLost);
}

} // namespace Drainboard

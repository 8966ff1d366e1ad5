// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "checkresult.h"

#include <QJsonArray>

#include <algorithm>

namespace Drainboard {

namespace {

QString camelCase(CrowdLossReason reason)
{
    switch (reason) {
    case CrowdLossReason::Cut:
        return QStringLiteral("cut");
    case CrowdLossReason::Reset:
        return QStringLiteral("reset");
    case CrowdLossReason::Closed:
        return QStringLiteral("closed");
    case CrowdLossReason::TimedOut:
        return QStringLiteral("timedOut");
    case CrowdLossReason::NoHttp:
        return QStringLiteral("noHttp");
    }
    return {};
}

} // namespace

qint64 CheckedShutdown::lost(CrowdKind kind) const
{
    return crowd.of(kind).lost() - refusedRequests[std::size_t(kind)];
}

qint64 CheckedShutdown::lost() const
{
    qint64 lostByAll = 0;
    for (int kind = 0; kind < crowdKinds; ++kind)
        lostByAll += lost(CrowdKind(kind));
    return lostByAll;
}

qint64 CheckedShutdown::refused(CrowdKind kind) const
{
    return crowd.of(kind).refused + refusedRequests[std::size_t(kind)];
}

int CheckedShutdown::exitCode() const
{
    if (report.exitCode() == 1)
        return 1;
    return lost() > 0 || report.exitCode() == 3 ? 3 : 0;
}

QJsonObject CheckedShutdown::toJson() const
{
    QJsonObject kinds;
    for (int i = 0; i < crowdKinds; ++i) {
        const auto kind = CrowdKind(i);
        const CrowdFigures &figures = crowd.of(kind);
        if (figures.clients == 0)
            continue;
        QJsonObject why;
        for (int reason = 0; reason < crowdLossReasons; ++reason) {
            if (const qint64 count = figures.lostBy[std::size_t(reason)])
                why.insert(camelCase(CrowdLossReason(reason)), count);
        }
        kinds.insert(toText(kind),
                     QJsonObject {
                         { QStringLiteral("clients"), figures.clients },
                         { QStringLiteral("connections"), figures.connections },
                         { QStringLiteral("requests"), figures.begun },
                         { QStringLiteral("answered"), figures.answered },
                         { QStringLiteral("failed"), figures.failed },
                         { QStringLiteral("lost"), lost(kind) },
                         { QStringLiteral("lostBecause"), why },
                         { QStringLiteral("refused"), refused(kind) },
                         { QStringLiteral("givenUp"), figures.givenUp },
                         { QStringLiteral("closedByServer"), figures.closedByServer },
                         { QStringLiteral("closedByClient"), figures.closedByClient },
                         { QStringLiteral("longestMs"), double(figures.longest.count()) / 1000 },
                     });
    }
    QJsonArray lostRequests;
    for (const CrowdLoss &loss : crowd.losses) {
        lostRequests.append(QJsonObject {
            { QStringLiteral("kind"), toText(loss.kind) },
            { QStringLiteral("client"), loss.client },
            { QStringLiteral("port"), loss.localPort },
            { QStringLiteral("request"), QString::fromLatin1(loss.requestLine) },
            { QStringLiteral("reason"), camelCase(loss.reason) },
            { QStringLiteral("receivedBytes"), qint64(loss.received) },
            { QStringLiteral("begunMs"), double(loss.begunAt.count()) / 1000 },
            { QStringLiteral("endedMs"), double(loss.endedAt.count()) / 1000 },
        });
    }
    return { { QStringLiteral("lost"), lost() },
             { QStringLiteral("exitCode"), exitCode() },
             { QStringLiteral("clients"), kinds },
             { QStringLiteral("lostRequests"), lostRequests },
             { QStringLiteral("report"), report.toJson() } };
}

qint64 CheckResult::lost() const
{
    qint64 sum = 0;
    for (const CheckedShutdown &shutdown : shutdowns)
        sum += shutdown.lost();
    return sum;
}

int CheckResult::exitCode() const
{
    int worst = 0;
    for (const CheckedShutdown &shutdown : shutdowns) {
        if (shutdown.exitCode() == 1)
            return 1;
        worst = std::max(worst, shutdown.exitCode());
    }
    return problem.isEmpty() ? worst : 1;
}

QJsonObject CheckResult::toJson() const
{
    QJsonArray all;
    for (const CheckedShutdown &shutdown : shutdowns)
        all.append(shutdown.toJson());
    return { { QStringLiteral("command"), command },
             { QStringLiteral("problem"), problem },
             { QStringLiteral("exitCode"), exitCode() },
             { QStringLiteral("lost"), lost() },
             { QStringLiteral("shutdowns"), all } };
}

} // namespace Drainboard

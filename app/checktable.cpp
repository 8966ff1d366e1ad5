// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
// What a check says: to people, and to CI.
#include "checkresult.h"

#include "texttable.h"

#include <QStringList>
#include <QXmlStreamWriter>

#include <algorithm>

namespace Drainboard {

namespace {

QString plural(qint64 count, const char *one, const char *many)
{
    return QStringLiteral("%1 %2").arg(count).arg(QLatin1String(count == 1 ? one : many));
}

// "closed without an answer 3, cut in the middle 1"
QString why(const CrowdFigures &figures, qint64 refusedRequests)
{
    QStringList reasons;
    for (int i = 0; i < crowdLossReasons; ++i) {
        const auto reason = CrowdLossReason(i);
        qint64 count = figures.lostBy[std::size_t(i)];
        if (reason == CrowdLossReason::Reset)
            count -= refusedRequests;
        if (count > 0)
            reasons += QStringLiteral("%1 %2").arg(toText(reason)).arg(count);
    }
    return reasons.join(QStringLiteral(", "));
}

QString closedFirst(const CrowdFigures &figures)
{
    QStringList sides;
    if (figures.closedByServer > 0)
        sides += QStringLiteral("server %1").arg(figures.closedByServer);
    if (figures.closedByClient > 0)
        sides += QStringLiteral("client %1").arg(figures.closedByClient);
    return sides.join(QStringLiteral(", "));
}

QString milliseconds(std::chrono::microseconds time)
{
    return QStringLiteral("%1 ms").arg(double(time.count()) / 1000, 0, 'f', time.count() < 10'000 ? 1 : 0);
}

// "exited with code 0 after 12 ms", "was killed after 10.0 s"
QString serverEnd(const ShutdownReport &report)
{
    const EndedServer server = report.server.value_or(EndedServer());
    QString text;
    if (server.stoppedListening)
        text = QStringLiteral("stopped listening after %1 ms; ").arg(server.stoppedListening->count());
    if (server.wasKilled)
        text += QStringLiteral("had to be killed after %1 ms").arg(report.duration.count());
    else if (server.exitCode)
        text += QStringLiteral("exited with code %1").arg(*server.exitCode);
    else
        text += QStringLiteral("ended by %1").arg(server.signal);
    if (!server.wasKilled && server.exited)
        text += QStringLiteral(" after %1 ms").arg(server.exited->count());
    return text;
}

// The tap and the clients each count for themselves.
QString comparison(const CheckedShutdown &shutdown)
{
    const qint64 seen = shutdown.report.lostByServer();
    return seen == shutdown.lost()
        ? QString()
        : QStringLiteral("The tap has seen %1 lost, the clients %2.\n").arg(seen).arg(shutdown.lost());
}

QString tableOf(const CheckedShutdown &shutdown)
{
    QList<QStringList> rows;
    rows.push_back({ QStringLiteral("clients"), QStringLiteral("count"), QStringLiteral("requests"),
                     QStringLiteral("answered"), QStringLiteral("lost"), QStringLiteral("refused"),
                     QStringLiteral("longest"), QStringLiteral("closed first by"), QStringLiteral("why") });
    for (int i = 0; i < crowdKinds; ++i) {
        const auto kind = CrowdKind(i);
        const CrowdFigures &figures = shutdown.crowd.of(kind);
        if (figures.clients == 0)
            continue;
        rows.push_back({ toText(kind), QString::number(figures.clients), QString::number(figures.begun),
                         QString::number(figures.answered), QString::number(shutdown.lost(kind)),
                         QString::number(shutdown.refused(kind)), milliseconds(figures.longest), closedFirst(figures),
                         why(figures, shutdown.refusedRequests[std::size_t(i)]) });
    }
    return textTable(rows).join(u'\n') + QStringLiteral("\nserver: %1\n").arg(serverEnd(shutdown.report))
        + comparison(shutdown);
}

} // namespace

QString CheckResult::toText() const
{
    QString text;
    for (std::size_t i = 0; i < shutdowns.size(); ++i) {
        if (shutdowns.size() > 1)
            text += QStringLiteral("Shutdown %1 of %2\n").arg(i + 1).arg(shutdowns.size());
        text += tableOf(shutdowns[i]) + u'\n';
    }
    if (!problem.isEmpty())
        return text + problem + u'\n';
    qint64 requests = 0;
    for (const CheckedShutdown &shutdown : shutdowns)
        requests += shutdown.crowd.total().begun;
    const QString all = plural(requests, "request", "requests");
    const QString ends = plural(qint64(shutdowns.size()), "shutdown", "shutdowns");
    const bool isKilled = exitCode() == 1;
    if (lost() > 0)
        text += QStringLiteral("LOST: %1 of %2, in %3.").arg(lost()).arg(all, ends);
    else
        text += QStringLiteral("Nothing was lost: %1, %2.").arg(all, ends);
    return text + (isKilled ? QStringLiteral(" The server did not end in time.\n") : QStringLiteral("\n"));
}

QByteArray CheckResult::toJunit() const
{
    struct Case
    {
        QString name;
        QString failure;
    };
    std::vector<Case> cases;
    if (!problem.isEmpty())
        cases.push_back({ QStringLiteral("start"), problem });
    for (std::size_t i = 0; i < shutdowns.size(); ++i) {
        const CheckedShutdown &shutdown = shutdowns[i];
        const QString prefix = QStringLiteral("shutdown %1: ").arg(i + 1);
        for (int k = 0; k < crowdKinds; ++k) {
            const auto kind = CrowdKind(k);
            if (shutdown.crowd.of(kind).clients == 0)
                continue;
            const qint64 lostHere = shutdown.lost(kind);
            const QString reasons = why(shutdown.crowd.of(kind), shutdown.refusedRequests[std::size_t(k)]);
            cases.push_back(
                { prefix + Drainboard::toText(kind),
                  lostHere == 0
                      ? QString()
                      : QStringLiteral("%1 lost: %2").arg(plural(lostHere, "request", "requests"), reasons) });
        }
        const bool isKilled = shutdown.report.exitCode() == 1;
        cases.push_back({ prefix + QStringLiteral("the server ends by itself"),
                          isKilled ? serverEnd(shutdown.report) : QString() });
    }
    const auto failures = std::ranges::count_if(cases, [](const Case &one) { return !one.failure.isEmpty(); });

    QByteArray xml;
    QXmlStreamWriter writer(&xml);
    writer.setAutoFormatting(true);
    writer.writeStartDocument();
    writer.writeStartElement(QStringLiteral("testsuites"));
    writer.writeStartElement(QStringLiteral("testsuite"));
    writer.writeAttribute(QStringLiteral("name"), QStringLiteral("drainboard check: ") + command);
    writer.writeAttribute(QStringLiteral("tests"), QString::number(cases.size()));
    writer.writeAttribute(QStringLiteral("failures"), QString::number(failures));
    for (const Case &one : cases) {
        writer.writeStartElement(QStringLiteral("testcase"));
        writer.writeAttribute(QStringLiteral("classname"), QStringLiteral("drainboard.check"));
        writer.writeAttribute(QStringLiteral("name"), one.name);
        if (!one.failure.isEmpty()) {
            writer.writeEmptyElement(QStringLiteral("failure"));
            writer.writeAttribute(QStringLiteral("message"), one.failure);
        }
        writer.writeEndElement();
    }
    writer.writeEndDocument();
    return xml;
}

} // namespace Drainboard

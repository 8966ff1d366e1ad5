// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "shutdown/reporttext.h"

#include "look/durationtext.h"
#include "look/pluralnumber.h"
#include "look/vocabularytext.h"
#include "shutdown/lossphase.h"

#include <QLocale>

#include <algorithm>

namespace Drainboard {
namespace {

QString countText(qsizetype count)
{
    return QLocale().toString(count);
}

/// "4 disconnected + 3 aborted = 7"
QString sum(const QStringList &parts, qsizetype total)
{
    return QStringLiteral("%1 = %2").arg(parts.join(QStringLiteral(" + ")), countText(total));
}

/// \a rows with each column as wide as its longest cell.
QStringList aligned(const QList<QStringList> &rows)
{
    QList<qsizetype> widths(rows.first().size());
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    QStringList lines;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i + 1 < row.size(); ++i)
            line += row[i].leftJustified(widths[i] + 2);
        lines += line + row.last();
    }
    return lines;
}

} // namespace

QString ReportText::headline(const ShutdownReport &report)
{
    const QString phase = VocabularyText::of(report.phase);
    const QString lost = report.requestsLost == 0 ? tr("no request lost")
        : report.requestsLost == 1                ? tr("1 request lost")
                                                  : tr("%Ln requests lost", nullptr, pluralNumber(report.requestsLost));
    if (!hasEnded(report.phase))
        return tr("%1: %2 so far").arg(phase, lost);
    if (report.leftOpen > 0)
        return tr("%1: %2, %3 left open. Exit code %4.")
            .arg(phase, lost, countText(report.leftOpen), QString::number(report.exitCode()));
    return tr("%1: %2. Exit code %3.").arg(phase, lost, QString::number(report.exitCode()));
}

QString ReportText::totals(const ShutdownReport &report)
{
    const QStringList before { tr("%1 open at the start").arg(countText(report.openAtStart)),
                               tr("%1 accepted meanwhile").arg(countText(report.acceptedDuringDrain)) };
    QStringList after { tr("%1 disconnected").arg(countText(report.disconnected)),
                        tr("%1 closed by the client").arg(countText(report.closedByPeer)) };
    if (report.timedOut > 0)
        after += tr("%1 timed out").arg(countText(report.timedOut));
    if (report.rejected > 0)
        after += tr("%1 rejected").arg(countText(report.rejected));
    if (report.server) {
        after += tr("%1 closed by the server").arg(countText(report.closedByServer));
        after += tr("%1 refused by the server").arg(countText(report.refusedByServer));
    }
    after += tr("%1 aborted").arg(countText(report.aborted));
    after += hasEnded(report.phase) ? tr("%1 left open").arg(countText(report.leftOpen))
                                    : tr("%1 still open").arg(countText(report.leftOpen));
    QStringList lines { sum(before, report.openAtStart + report.acceptedDuringDrain),
                        sum(after, report.closedWithoutAbort() + report.aborted + report.leftOpen) };
    if (report.server && !report.server->command.isEmpty())
        lines += server(*report.server);
    return lines.join(QLatin1Char('\n'));
}

QString ReportText::server(const EndedServer &server)
{
    QStringList facts { server.command };
    if (server.stoppedListening)
        facts += tr("stopped listening after %1").arg(durationText(*server.stoppedListening));
    if (server.wasKilled)
        facts += tr("had to be killed");
    else if (!server.signal.isEmpty())
        facts += tr("ended by %1").arg(server.signal);
    else if (server.exitCode)
        facts += tr("exit code %1").arg(*server.exitCode);
    if (server.exited)
        facts += tr("ended after %1").arg(durationText(*server.exited));
    return facts.join(QStringLiteral("  ·  "));
}

QString ReportText::phaseText(const LostRequest &request, const ConnectionInfo &connection)
{
    const QString phase = VocabularyText::of(lossPhase(request, connection));
    switch (request.reason) {
    case LossReason::ClientLeft:
        return tr("%1 (the client)").arg(phase);
    case LossReason::ClosedByServer:
    case LossReason::ResetByServer:
    case LossReason::CutByServer:
        return tr("%1 (the server)").arg(phase);
    case LossReason::Disconnected:
    case LossReason::CameAfterFin:
    case LossReason::CameInPartAfterFin:
        return tr("%1 (our FIN)").arg(phase);
    case LossReason::Aborted:
        return lossPhase(request, connection) == ShutdownPhase::Draining ? tr("%1 (our FIN)").arg(phase)
                                                                         : tr("%1 (our RST)").arg(phase);
    case LossReason::LeftOpen:
        return phase;
    }
    Q_UNREACHABLE();
}

QString ReportText::endWithoutLoss(const ConnectionInfo &connection)
{
    return connection.state == ConnectionState::Closed ? VocabularyText::of(connection.cause) : tr("left open");
}

QList<ReportText::Row> ReportText::rows(const ShutdownReport &report)
{
    QList<Row> lost;
    QList<Row> others;
    for (const ConnectionInfo &connection : report.endedBadly) {
        const QString id = QStringLiteral("#%1").arg(static_cast<qulonglong>(connection.id));
        for (const LostRequest &request : connection.lostRequests) {
            const QString line = request.line.isEmpty() ? tr("(a part of one)") : QString::fromLatin1(request.line);
            lost += Row { id, connection.peer, line, VocabularyText::of(request.reason),
                          phaseText(request, connection) };
        }
        if (connection.lostRequests.isEmpty())
            others += Row { id, connection.peer, tr("(no request lost)"), endWithoutLoss(connection), QString() };
    }
    return lost + others;
}

QStringList ReportText::lost(const ShutdownReport &report)
{
    QList<Row> all = rows(report);
    if (all.isEmpty())
        return {};
    all.prepend({ tr("#"), tr("Peer"), tr("Request"), tr("Reason"), tr("Lost by") });
    return aligned(all);
}

QString ReportText::whole(const ShutdownReport &report)
{
    QStringList lines { headline(report), report.summary(), totals(report) };
    const QStringList list = lost(report);
    if (!list.isEmpty())
        lines += QString();
    return (lines + list).join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "export/csvexport.h"

#include "export/exportclock.h"
#include "export/exportdata.h"
#include "export/exportverdicts.h"
#include "export/exportwords.h"

#include <QIODevice>
#include <QStringList>

#include <algorithm>
#include <array>

namespace Drainboard {
namespace {

using Cells = QStringList;

/// The titles of the columns, in the order of what cellsOf() gives.
constexpr std::array titles {
    "id",
    "peer",
    "pid",
    "process",
    "state",
    "cause",
    "closeReason",
    "opened",
    "openedUs",
    "waitedUs",
    "closed",
    "closedUs",
    "lifetimeUs",
    "requests",
    "request",
    "status",
    "firstByteUs",
    "lastByteUs",
    "keepAlive",
    "keepAliveReason",
    "bytesIn",
    "bytesOut",
    "unsent",
    "halfClosed",
    "endFirstBy",
    "endSign",
    "endStateAtFirst",
    "endIdleMs",
    "endClientFin",
    "endOurFin",
    "endReset",
    "endResetBy",
    "endUnread",
    "endUnsent",
    "lost",
    "lostReasons",
    "verdict",
    "verdictSentence",
};

template <typename Number> QString numeral(Number value)
{
    return QString::number(value);
}

QString numeral(std::chrono::microseconds time)
{
    return QString::number(time.count());
}

template <typename Time> QString numeral(const std::optional<Time> &time)
{
    return time ? QString::number(time->count()) : QString();
}

QString yesOrNo(bool value)
{
    return value ? QStringLiteral("true") : QStringLiteral("false");
}

QString moment(SteadyTime time, const ExportClock &clock)
{
    return time == SteadyTime() ? QString() : clock.text(time);
}

Cells cellsOfEnd(const KnownEnd &known, const ExportClock &clock)
{
    if (!known) {
        Cells none;
        none.resize(10);
        return none;
    }
    const ConnectionEnd &end = *known;
    return { ExportWords::of(end.firstBy), ExportWords::of(end.firstSign), toText(end.stateAtFirst),
             numeral(end.idleFor),         moment(end.clientFinAt, clock), moment(end.ourFinAt, clock),
             moment(end.resetAt, clock),   ExportWords::of(end.resetBy),   numeral(end.unread),
             numeral(end.unsent) };
}

QString lossReasons(const QList<LostRequest> &requests)
{
    QStringList reasons;
    for (const LostRequest &request : requests)
        reasons += toText(request.reason);
    reasons.removeDuplicates();
    return reasons.join(QStringLiteral("; "));
}

Cells cellsOf(const ConnectionFacts &facts, const ExportData &data, const ExportClock &clock,
              const ExportVerdicts &verdicts)
{
    const ConnectionInfo &info = *facts;
    const bool isClosed = info.state == ConnectionState::Closed;
    const auto process = data.processes.find(info.id);
    const bool hasProcess = process != data.processes.end();
    const Verdict verdict = verdicts.on(facts);
    Cells cells { numeral(quint64(info.id)),
                  info.peer,
                  hasProcess ? numeral(process->pid) : QString(),
                  hasProcess ? process->name : QString(),
                  toText(info.state),
                  toText(info.cause),
                  QString::fromLatin1(info.closeReason),
                  clock.text(info.openedAt),
                  numeral(clock.sinceEpoch(info.openedAt)),
                  numeral(info.waited),
                  isClosed ? clock.text(info.closedAt) : QString(),
                  isClosed ? numeral(clock.sinceEpoch(info.closedAt)) : QString(),
                  numeral(inMicroseconds((isClosed ? info.closedAt : data.takenAt) - info.openedAt)),
                  numeral(info.requests),
                  QString::fromLatin1(info.requestLine),
                  info.status ? numeral(info.status) : QString(),
                  numeral(info.firstByteAfter),
                  numeral(info.lastByteAfter),
                  info.persistence == Persistence::Unknown ? QString() : yesOrNo(isKept(info.persistence)),
                  toText(info.persistence),
                  numeral(info.bytesIn),
                  numeral(info.bytesOut),
                  numeral(info.unsent),
                  yesOrNo(info.peerFinished) };
    cells += cellsOfEnd(info.end, clock);
    cells += { numeral(info.lostRequests.size()), lossReasons(info.lostRequests), ExportVerdicts::name(verdict.kind),
               verdict.sentence };
    Q_ASSERT(cells.size() == qsizetype(titles.size()));
    return cells;
}

void writeLine(QIODevice &device, const Cells &cells)
{
    QStringList line;
    for (const QString &text : cells)
        line += CsvExport::cell(text);
    device.write(line.join(u',').toUtf8() + "\r\n");
}

} // namespace

// Programs that open such a file calculate what begins like this, or with white space and then this (OWASP, "CSV
// Injection"). No number here is negative.
QString CsvExport::cell(const QString &text)
{
    static const QString formula = QStringLiteral("=+-@\uFF1D\uFF0B\uFF0D\uFF20");
    const auto *first = std::ranges::find_if_not(text, [](QChar c) { return c.isSpace(); });
    const bool isLikeFormula = first != text.end() && formula.contains(*first);
    const bool beginsWithControl = !text.isEmpty() && (text[0] == u'\t' || text[0] == u'\r' || text[0] == u'\n');
    QString safe = isLikeFormula || beginsWithControl ? u'\'' + text : text;
    const bool needsQuotes = std::ranges::any_of(
        safe, [](QChar c) { return c == u',' || c == u'"' || c == u'\r' || c == u'\n' || c == u';' || c == u'\t'; });
    if (!needsQuotes)
        return safe;
    return u'"' + safe.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

void CsvExport::write(QIODevice &device, const ExportData &data)
{
    const ExportClock clock(data);
    const ExportVerdicts verdicts(data);
    Cells header;
    for (const char *title : titles)
        header += QLatin1String(title);
    writeLine(device, header);
    for (const ConnectionFacts &facts : data.connections)
        writeLine(device, cellsOf(facts, data, clock, verdicts));
}

} // namespace Drainboard

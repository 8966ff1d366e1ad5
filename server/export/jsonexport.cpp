// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "export/jsonexport.h"

#include "export/exportclock.h"
#include "export/exportdata.h"
#include "export/exportverdicts.h"
#include "export/exportwords.h"
#include "export/jsonlines.h"

#include <QIODevice>
#include <QJsonArray>
#include <QJsonObject>

namespace Drainboard {
namespace {

template <typename Time> QJsonValue number(const std::optional<Time> &time)
{
    return time ? QJsonValue(qint64(time->count())) : QJsonValue();
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

/// A moment takes two keys: \a key in words, and with "Us" behind it in microseconds. None is null, twice.
void putMoment(QJsonObject &object, QLatin1String key, SteadyTime time, const ExportClock &clock)
{
    const bool isKnown = time != SteadyTime();
    object.insert(key, isKnown ? QJsonValue(clock.text(time)) : QJsonValue());
    object.insert(QString(key) + QLatin1String("Us"),
                  isKnown ? QJsonValue(qint64(clock.sinceEpoch(time).count())) : QJsonValue());
}

QJsonValue objectOf(const KnownEnd &known, const ExportClock &clock)
{
    if (!known)
        return {};
    const ConnectionEnd &end = *known;
    QJsonObject object {
        { QStringLiteral("firstBy"), orNull(ExportWords::of(end.firstBy)) },
        { QStringLiteral("sign"), orNull(ExportWords::of(end.firstSign)) },
        { QStringLiteral("stateAtFirst"), toText(end.stateAtFirst) },
        { QStringLiteral("idleMs"), number(end.idleFor) },
        { QStringLiteral("resetBy"), orNull(ExportWords::of(end.resetBy)) },
        { QStringLiteral("unread"), qint64(end.unread) },
        { QStringLiteral("unsent"), qint64(end.unsent) },
    };
    putMoment(object, QLatin1String("clientFin"), end.clientFinAt, clock);
    putMoment(object, QLatin1String("ourFin"), end.ourFinAt, clock);
    putMoment(object, QLatin1String("reset"), end.resetAt, clock);
    return object;
}

QJsonArray arrayOf(const QList<LostRequest> &requests)
{
    QJsonArray array;
    for (const LostRequest &request : requests) {
        array.append(QJsonObject { { QStringLiteral("request"), QString::fromLatin1(request.line) },
                                   { QStringLiteral("reason"), toText(request.reason) } });
    }
    return array;
}

QJsonValue processOf(ConnectionId id, const ClientProcesses &processes)
{
    const auto process = processes.find(id);
    if (process == processes.end())
        return {};
    return QJsonObject { { QStringLiteral("pid"), process->pid }, { QStringLiteral("name"), process->name } };
}

QJsonObject objectOf(const Verdict &verdict)
{
    return { { QStringLiteral("kind"), ExportVerdicts::name(verdict.kind) },
             { QStringLiteral("word"), verdict.word },
             { QStringLiteral("sentence"), verdict.sentence } };
}

QJsonObject objectOf(const ConnectionFacts &facts, const ExportData &data, const ExportClock &clock,
                     const ExportVerdicts &verdicts)
{
    const ConnectionInfo &info = *facts;
    const bool isClosed = info.state == ConnectionState::Closed;
    const auto lifetime = (isClosed ? info.closedAt : data.takenAt) - info.openedAt;
    const bool isAnswered = info.persistence != Persistence::Unknown;
    QJsonObject object {
        { QStringLiteral("id"), qint64(info.id) },
        { QStringLiteral("peer"), info.peer },
        { QStringLiteral("process"), processOf(info.id, data.processes) },
        { QStringLiteral("state"), toText(info.state) },
        { QStringLiteral("stateBeforeClose"), isClosed ? QJsonValue(toText(info.stateBeforeClose)) : QJsonValue() },
        { QStringLiteral("cause"), orNull(toText(info.cause)) },
        { QStringLiteral("closeReason"), orNull(QString::fromLatin1(info.closeReason)) },
        { QStringLiteral("answerOwed"), info.answerOwed },
        { QStringLiteral("halfClosed"), info.peerFinished },
        { QStringLiteral("requests"), qint64(info.requests) },
        { QStringLiteral("request"), QString::fromLatin1(info.requestLine) },
        { QStringLiteral("status"), info.status ? QJsonValue(info.status) : QJsonValue() },
        { QStringLiteral("firstByteUs"), number(info.firstByteAfter) },
        { QStringLiteral("lastByteUs"), number(info.lastByteAfter) },
        { QStringLiteral("keepAlive"), isAnswered ? QJsonValue(isKept(info.persistence)) : QJsonValue() },
        { QStringLiteral("keepAliveReason"), orNull(toText(info.persistence)) },
        { QStringLiteral("bytesIn"), qint64(info.bytesIn) },
        { QStringLiteral("bytesOut"), qint64(info.bytesOut) },
        { QStringLiteral("unsent"), qint64(info.unsent) },
        { QStringLiteral("waitedUs"), qint64(info.waited.count()) },
        { QStringLiteral("lifetimeUs"), qint64(inMicroseconds(lifetime).count()) },
        { QStringLiteral("end"), objectOf(info.end, clock) },
        { QStringLiteral("lostRequests"), arrayOf(info.lostRequests) },
        { QStringLiteral("verdict"), objectOf(verdicts.on(facts)) },
    };
    putMoment(object, QLatin1String("opened"), info.openedAt, clock);
    putMoment(object, QLatin1String("closed"), isClosed ? info.closedAt : SteadyTime(), clock);
    return object;
}

QJsonObject objectOf(const RequestLife &life, const ExportClock &clock)
{
    QJsonObject object {
        { QStringLiteral("connection"), qint64(life.connection) },
        { QStringLiteral("number"), qint64(life.number) },
        { QStringLiteral("request"), QString::fromLatin1(life.requestLine) },
        { QStringLiteral("lineCut"), life.isLineCut },
        { QStringLiteral("outcome"), toText(life.outcome) },
        { QStringLiteral("lossReason"), life.lossReason ? QJsonValue(toText(*life.lossReason)) : QJsonValue() },
        { QStringLiteral("status"), life.status ? QJsonValue(life.status) : QJsonValue() },
        { QStringLiteral("bytesIn"), qint64(life.bytesIn) },
        { QStringLiteral("bytesOut"), qint64(life.bytesOut) },
        { QStringLiteral("gapUs"), number(life.gap) },
        { QStringLiteral("queueUs"), qint64(life.inQueue().count()) },
        { QStringLiteral("untilFirstByteUs"), number(life.untilFirstByte()) },
        { QStringLiteral("untilEndUs"), qint64(life.untilEnd().count()) },
    };
    putMoment(object, QLatin1String("firstByteIn"), life.firstByteIn, clock);
    putMoment(object, QLatin1String("arrived"), life.arrivedAt, clock);
    putMoment(object, QLatin1String("handedOn"), life.handedOnAt, clock);
    putMoment(object, QLatin1String("firstByteOut"), life.firstByteOut.value_or(SteadyTime()), clock);
    putMoment(object, QLatin1String("ended"), life.endedAt, clock);
    return object;
}

QJsonArray runsOf(const ExportData &data)
{
    QJsonArray runs;
    for (auto run = data.urls.begin(); run != data.urls.end(); ++run) {
        runs.append(QJsonObject { { QStringLiteral("firstConnection"), qint64(run.key()) },
                                  { QStringLiteral("url"), run.value().toString() } });
    }
    return runs;
}

} // namespace

void JsonExport::write(QIODevice &device, const ExportData &data)
{
    const ExportClock clock(data);
    const ExportVerdicts verdicts(data);
    QJsonObject head {
        { QStringLiteral("format"), QStringLiteral("drainboard") },
        { QStringLiteral("formatVersion"), 1 },
        { QStringLiteral("programVersion"), QStringLiteral(DRAINBOARD_VERSION) },
        { QStringLiteral("runs"), runsOf(data) },
        { QStringLiteral("connectionsMissed"), qint64(data.connectionsMissed) },
        { QStringLiteral("requestsMissed"), qint64(data.requestsMissed) },
    };
    putMoment(head, QLatin1String("taken"), data.takenAt, clock);

    JsonLines lines(device, head);
    lines.beginArray("connections");
    for (const ConnectionFacts &facts : data.connections)
        lines.add(objectOf(facts, data, clock, verdicts));
    lines.beginArray("requests");
    for (const RequestLife &life : data.requests)
        lines.add(objectOf(life, clock));
    lines.end();
}

} // namespace Drainboard

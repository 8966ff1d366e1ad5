// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "export/harexport.h"

#include "export/exportclock.h"
#include "export/exportdata.h"
#include "export/jsonlines.h"

#include <QIODevice>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace Drainboard {
namespace {

using Refusals = QMap<ConnectionId, QString>;

// It was 1.0 or 1.1; other ones are refused. Which of them is not remembered.
const QString httpVersion = QStringLiteral("HTTP/1.x");

double inMilliseconds(SteadyClock::duration time)
{
    return double(inMicroseconds(time).count()) / 1000;
}

/// What is not known of a message: only its bytes as a whole are, and those are no field of the format.
QJsonObject unknownParts()
{
    return {
        { QStringLiteral("httpVersion"), httpVersion },
        { QStringLiteral("cookies"), QJsonArray() },
        { QStringLiteral("headers"), QJsonArray() },
        { QStringLiteral("headersSize"), -1 },
        { QStringLiteral("bodySize"), -1 },
    };
}

QByteArray methodOf(const QByteArray &line)
{
    return line.left(line.indexOf(' '));
}

QJsonArray queryOf(const QUrl &url)
{
    QJsonArray pairs;
    const QString query = url.query(QUrl::FullyEncoded);
    for (const QString &pair : query.split(u'&', Qt::SkipEmptyParts)) {
        const auto decoded = [](const QString &text) {
            return QUrl::fromPercentEncoding(QString(text).replace(u'+', u' ').toLatin1());
        };
        pairs.append(QJsonObject { { QStringLiteral("name"), decoded(pair.section(u'=', 0, 0)) },
                                   { QStringLiteral("value"), decoded(pair.section(u'=', 1)) } });
    }
    return pairs;
}

QJsonObject requestOf(const RequestLife &life, const QUrl &base)
{
    const QUrl url = HarExport::url(base, life.requestLine);
    QJsonObject request = unknownParts();
    request.insert(QStringLiteral("method"), QString::fromLatin1(methodOf(life.requestLine)));
    request.insert(QStringLiteral("url"), QString::fromLatin1(url.toEncoded()));
    request.insert(QStringLiteral("queryString"), queryOf(url));
    request.insert(QStringLiteral("_bytes"), qint64(life.bytesIn));
    return request;
}

QJsonObject responseOf(const RequestLife &life)
{
    const bool isLost = life.outcome == RequestOutcome::Lost;
    QJsonObject response = unknownParts();
    response.insert(QStringLiteral("status"), isLost ? 0 : life.status);
    response.insert(QStringLiteral("statusText"), QString());
    response.insert(
        QStringLiteral("content"),
        QJsonObject { { QStringLiteral("size"), -1 }, { QStringLiteral("mimeType"), QStringLiteral("x-unknown") } });
    response.insert(QStringLiteral("redirectURL"), QString());
    response.insert(QStringLiteral("_transferSize"), qint64(life.bytesOut)); // Chromium's, header included
    if (isLost && life.status != 0)
        response.insert(QStringLiteral("_statusBegun"), life.status);
    return response;
}

/// Where the moments do not follow each other, as where a request was refused before it was handed on, the later part
/// is nothing. The sum is the whole in any case.
QJsonObject timingsOf(const RequestLife &life)
{
    const SteadyTime end = std::max(life.arrivedAt, life.endedAt);
    const SteadyTime firstByte = std::clamp(life.firstByteOut.value_or(end), life.arrivedAt, end);
    const SteadyTime handedOn = std::clamp(life.handedOnAt, life.arrivedAt, firstByte);
    return {
        { QStringLiteral("blocked"), inMilliseconds(handedOn - life.arrivedAt) },
        { QStringLiteral("dns"), -1 },
        { QStringLiteral("connect"), -1 },
        { QStringLiteral("ssl"), -1 },
        { QStringLiteral("send"), 0 },
        { QStringLiteral("wait"), inMilliseconds(firstByte - handedOn) },
        { QStringLiteral("receive"), inMilliseconds(end - firstByte) },
    };
}

QJsonObject entryOf(const RequestLife &life, const ExportData &data, const ExportClock &clock, const Refusals &refusals)
{
    const QJsonObject timings = timingsOf(life);
    const double time = timings[QStringLiteral("blocked")].toDouble() + timings[QStringLiteral("wait")].toDouble()
        + timings[QStringLiteral("receive")].toDouble();
    const QString id = QString::number(quint64(life.connection));
    QJsonObject entry {
        { QStringLiteral("startedDateTime"), clock.text(life.arrivedAt) },
        { QStringLiteral("time"), time },
        { QStringLiteral("request"), requestOf(life, data.url(life.connection)) },
        { QStringLiteral("response"), responseOf(life) },
        { QStringLiteral("cache"), QJsonObject() },
        { QStringLiteral("timings"), timings },
        { QStringLiteral("connection"), id },
        { QStringLiteral("_connectionId"), id }, // Chromium's: it takes the other one for a port
        { QStringLiteral("_number"), qint64(life.number) },
        { QStringLiteral("_startedUs"), qint64(clock.sinceEpoch(life.arrivedAt).count()) },
        { QStringLiteral("_arriving"), inMilliseconds(life.arrivedAt - life.firstByteIn) },
    };
    if (life.isLineCut)
        entry.insert(QStringLiteral("_lineCut"), true);
    if (life.outcome == RequestOutcome::Lost)
        entry.insert(QStringLiteral("_lost"), life.lossReason ? toText(*life.lossReason) : toText(life.outcome));
    if (life.outcome == RequestOutcome::Refused)
        entry.insert(QStringLiteral("_refused"), refusals.value(life.connection, toText(life.outcome)));
    return entry;
}

/// Behind a refusal the connection ends, and its reason is that of the refusal.
Refusals refusalsOf(const ExportData &data)
{
    Refusals refusals;
    for (const ConnectionFacts &facts : data.connections) {
        if (!facts->closeReason.isEmpty())
            refusals.insert(facts->id, QString::fromLatin1(facts->closeReason));
    }
    return refusals;
}

} // namespace

// The forms of a target are those of RFC 9112, 3.2: a path, a whole URL (to a proxy), an authority (CONNECT), or "*".
QUrl HarExport::url(const QUrl &base, const QByteArray &line)
{
    const qsizetype space = line.indexOf(' ');
    const QByteArray target = space < 0 ? QByteArray() : line.mid(space + 1);
    const QByteArray root = base.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment).toEncoded();
    const bool isWhole = target.startsWith("http://") || target.startsWith("https://");
    const QByteArray text = isWhole ? target : root + (target.startsWith('/') ? target : '/' + target);
    const QUrl url = QUrl::fromEncoded(text);
    return url.isValid() ? url : base;
}

void HarExport::write(QIODevice &device, const ExportData &data)
{
    const ExportClock clock(data);
    const Refusals refusals = refusalsOf(data);
    QList<RequestLife> requests = data.requests;
    std::ranges::stable_sort(requests, {}, &RequestLife::arrivedAt); // as readers of the format like it

    const QJsonObject creator { { QStringLiteral("name"), QStringLiteral("Drainboard") },
                                { QStringLiteral("version"), QStringLiteral(DRAINBOARD_VERSION) } };
    device.write("{\"log\":");
    JsonLines lines(device,
                    { { QStringLiteral("version"), QStringLiteral("1.2") },
                      { QStringLiteral("creator"), creator },
                      { QStringLiteral("pages"), QJsonArray() },
                      { QStringLiteral("_requestsMissed"), qint64(data.requestsMissed) } });
    lines.beginArray("entries");
    for (const RequestLife &life : std::as_const(requests))
        lines.add(entryOf(life, data, clock, refusals));
    lines.end();
    device.write("}\n");
}

} // namespace Drainboard

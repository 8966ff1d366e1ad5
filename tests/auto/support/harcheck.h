// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Whether bytes are an HTTP Archive 1.2: what that format requires, as a table. Any thread.

#include <QByteArray>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <cmath>
#include <vector>

namespace Drainboard {

/// A field that each object of one kind must have, and what it must be.
struct HarField
{
    const char *of;
    const char *name;
    QJsonValue::Type type;
};

inline const std::vector<HarField> &harFields()
{
    static const std::vector<HarField> fields {
        { "log", "version", QJsonValue::String },
        { "log", "creator", QJsonValue::Object },
        { "log", "entries", QJsonValue::Array },
        { "creator", "name", QJsonValue::String },
        { "creator", "version", QJsonValue::String },
        { "entry", "startedDateTime", QJsonValue::String },
        { "entry", "time", QJsonValue::Double },
        { "entry", "request", QJsonValue::Object },
        { "entry", "response", QJsonValue::Object },
        { "entry", "cache", QJsonValue::Object },
        { "entry", "timings", QJsonValue::Object },
        { "entry", "connection", QJsonValue::String }, // optional there, and wanted here
        { "request", "method", QJsonValue::String },
        { "request", "url", QJsonValue::String },
        { "request", "httpVersion", QJsonValue::String },
        { "request", "cookies", QJsonValue::Array },
        { "request", "headers", QJsonValue::Array },
        { "request", "queryString", QJsonValue::Array },
        { "request", "headersSize", QJsonValue::Double },
        { "request", "bodySize", QJsonValue::Double },
        { "response", "status", QJsonValue::Double },
        { "response", "statusText", QJsonValue::String },
        { "response", "httpVersion", QJsonValue::String },
        { "response", "cookies", QJsonValue::Array },
        { "response", "headers", QJsonValue::Array },
        { "response", "content", QJsonValue::Object },
        { "response", "redirectURL", QJsonValue::String },
        { "response", "headersSize", QJsonValue::Double },
        { "response", "bodySize", QJsonValue::Double },
        { "content", "size", QJsonValue::Double },
        { "content", "mimeType", QJsonValue::String },
        { "timings", "send", QJsonValue::Double },
        { "timings", "wait", QJsonValue::Double },
        { "timings", "receive", QJsonValue::Double },
    };
    return fields;
}

/// What is wrong with \a object, which is to be one of \a kind; empty if nothing is.
inline QString harProblem(const char *kind, const QJsonObject &object)
{
    for (const HarField &field : harFields()) {
        if (qstrcmp(field.of, kind) == 0 && object[QLatin1String(field.name)].type() != field.type)
            return QStringLiteral("%1.%2 is not as it must be").arg(QLatin1String(kind), QLatin1String(field.name));
    }
    return {};
}

/// The same for the timings of an entry, which must not be negative, and whose sum is its time.
inline QString harTimeProblem(const QJsonObject &entry)
{
    const QJsonObject timings = entry[QStringLiteral("timings")].toObject();
    double sum = 0;
    for (const char *part : { "blocked", "dns", "connect", "send", "wait", "receive" }) {
        const double time = timings[QLatin1String(part)].toDouble(-1);
        if (time < 0 && (qstrcmp(part, "send") == 0 || qstrcmp(part, "wait") == 0 || qstrcmp(part, "receive") == 0))
            return QStringLiteral("timings.%1 is negative").arg(QLatin1String(part));
        sum += time > 0 ? time : 0; // -1: there was none
    }
    if (std::abs(sum - entry[QStringLiteral("time")].toDouble()) > 0.0005)
        return QStringLiteral("time is not the sum of timings");
    if (!QDateTime::fromString(entry[QStringLiteral("startedDateTime")].toString(), Qt::ISODateWithMs).isValid())
        return QStringLiteral("startedDateTime is no date");
    return {};
}

/// What is wrong with \a bytes as an HTTP Archive; empty if nothing is.
inline QString harProblem(const QByteArray &bytes)
{
    QJsonParseError error;
    const QJsonObject file = QJsonDocument::fromJson(bytes, &error).object();
    if (error.error != QJsonParseError::NoError)
        return error.errorString();
    const QJsonObject log = file[QStringLiteral("log")].toObject();
    QStringList problems { harProblem("log", log), harProblem("creator", log[QStringLiteral("creator")].toObject()) };
    for (const QJsonValue value : log[QStringLiteral("entries")].toArray()) {
        const QJsonObject entry = value.toObject();
        const QJsonObject response = entry[QStringLiteral("response")].toObject();
        problems += harProblem("entry", entry);
        problems += harProblem("request", entry[QStringLiteral("request")].toObject());
        problems += harProblem("response", response);
        problems += harProblem("content", response[QStringLiteral("content")].toObject());
        problems += harProblem("timings", entry[QStringLiteral("timings")].toObject());
        problems += harTimeProblem(entry);
    }
    problems.removeAll(QString());
    return problems.value(0);
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "plainmessage.h"

#include <algorithm>
#include <cctype>

namespace Drainboard {

PlainMessage::PlainMessage(QByteArrayView bytes, Kind kind)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    headerSize = end + 4;
    readHeader(bytes.first(end));
    readBody(bytes, kind);
}

int PlainMessage::count(QByteArrayView name) const
{
    return int(std::count_if(fields.begin(), fields.end(), [name](const Field &field) { return field.name == name; }));
}

QByteArray PlainMessage::value(QByteArrayView name) const
{
    const auto field = std::find_if(fields.rbegin(), fields.rend(),
                                    [name](const Field &candidate) { return candidate.name == name; });
    return field == fields.rend() ? QByteArray() : field->value;
}

bool PlainMessage::lists(QByteArrayView name, QByteArrayView token) const
{
    for (const Field &field : fields) {
        if (field.name != name)
            continue;
        const QByteArrayList values = field.value.split(',');
        if (std::any_of(values.begin(), values.end(),
                        [token](const QByteArray &value) { return value.trimmed().toLower() == token; }))
            return true;
    }
    return false;
}

void PlainMessage::readHeader(QByteArrayView bytes)
{
    QByteArrayList lines;
    for (qsizetype begin = 0; begin <= bytes.size();) {
        const qsizetype end = bytes.indexOf("\r\n", begin);
        const QByteArrayView line = bytes.sliced(begin, (end < 0 ? bytes.size() : end) - begin);
        lines.append(line.toByteArray());
        begin += line.size() + 2;
    }
    startLine = lines.takeFirst();
    for (const QByteArray &line : lines) {
        isFolded = isFolded || line.startsWith(' ') || line.startsWith('\t');
        const qsizetype colon = line.indexOf(':');
        fields.push_back(
            { line.first(std::max<qsizetype>(colon, 0)).toLower(), line.sliced(colon + 1).trimmed(), line });
    }
}

void PlainMessage::readBody(QByteArrayView bytes, Kind kind)
{
    const bool isResponse = kind != Kind::Request;
    const bool isEmpty = kind == Kind::ResponseToHead
        || (isResponse && (status() / 100 == 1 || status() == 204 || status() == 304));
    if (isEmpty) {
        isComplete = true;
        size = headerSize;
        return;
    }
    isChunked = value("transfer-encoding").split(',').last().trimmed().toLower() == "chunked";
    const qsizetype length = value("content-length").split(',').first().toLongLong();
    if (isChunked) {
        readChunks(bytes);
    } else if (isResponse && count("content-length") == 0) {
        isComplete = false; // until the connection closes
    } else if (bytes.size() - headerSize >= length) {
        isComplete = true;
        size = headerSize + length;
        body = bytes.sliced(headerSize, length).toByteArray();
    }
}

void PlainMessage::readChunks(QByteArrayView bytes)
{
    for (qsizetype at = headerSize;;) {
        const qsizetype end = bytes.indexOf("\r\n", at);
        if (end < 0)
            return;
        const QByteArray line = bytes.sliced(at, end - at).toByteArray();
        const qsizetype digits = std::find_if_not(line.begin(), line.end(),
                                                  [](char c) { return std::isxdigit(quint8(c)); })
            - line.begin();
        const qsizetype length = line.first(digits).toLongLong(nullptr, 16);
        at = end + 2;
        if (length == 0) {
            // The end of the chunk's line and that of the trailers can be the same.
            const qsizetype trailerEnd = bytes.indexOf("\r\n\r\n", end);
            isComplete = trailerEnd >= 0;
            size = isComplete ? trailerEnd + 4 : 0;
            return;
        }
        if (bytes.size() - at - 2 < length)
            return;
        body.append(bytes.sliced(at, length));
        at += length + 2;
    }
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/websockethandshake.h"

#include "http/headerblock.h"

#include <QByteArray>

namespace Drainboard {

namespace {

constexpr qsizetype keySize = 16; // once decoded

bool isEqual(QByteArrayView left, QByteArrayView right)
{
    return left.compare(right, Qt::CaseInsensitive) == 0;
}

bool isInList(QByteArrayView list, QByteArrayView token)
{
    while (!list.isEmpty()) {
        const qsizetype comma = list.indexOf(',');
        const qsizetype end = comma < 0 ? list.size() : comma;
        if (isEqual(list.first(end).trimmed(), token))
            return true;
        list = list.sliced(comma < 0 ? end : end + 1);
    }
    return false;
}

bool isKey(QByteArrayView value)
{
    const auto decoded = QByteArray::fromBase64Encoding(value.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded && decoded.decoded.size() == keySize;
}

} // namespace

bool isWebSocketHandshake(QByteArrayView request)
{
    const qsizetype headerSize = HeaderBlock::sizeIn(request);
    if (headerSize == 0 || request.size() > headerSize)
        return false;
    qsizetype line = request.indexOf("\r\n") + 2;
    if (!request.startsWith("GET ") || !request.first(line).endsWith(" HTTP/1.1\r\n"))
        return false;
    int upgrades = 0;
    int keys = 0;
    int versions = 0;
    bool isForThisConnection = false;
    while (line < headerSize - 2) {
        const qsizetype end = request.indexOf("\r\n", line);
        const QByteArrayView field = request.sliced(line, end - line);
        const qsizetype colon = field.indexOf(':');
        const QByteArrayView name = field.first(colon);
        const QByteArrayView value = field.sliced(colon + 1).trimmed();
        line = end + 2;
        if (isEqual(name, "Transfer-Encoding"))
            return false;
        if (isEqual(name, "Connection"))
            isForThisConnection = isForThisConnection || isInList(value, "Upgrade");
        else if (isEqual(name, "Upgrade"))
            upgrades += isEqual(value, "websocket") ? 1 : 2; // QHttpServer (Qt 6.8) knows no list
        else if (isEqual(name, "Sec-WebSocket-Key"))
            keys += isKey(value) ? 1 : 2;
        else if (isEqual(name, "Sec-WebSocket-Version"))
            versions += value.isEmpty() ? 2 : 1;
    }
    return isForThisConnection && upgrades == 1 && keys == 1 && versions == 1;
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Exported data made by hand, for the tests of the files. Any thread.

#include "export/exportdata.h"
#include "madeconnections.h"

#include <QBuffer>

namespace Drainboard {

/// At aMoment, which is 2026-11-28T05:44:01.123456Z.
inline ExportData madeExport(const std::vector<ConnectionInfo> &connections = {})
{
    using namespace std::chrono_literals;
    ExportData data;
    data.takenAt = aMoment;
    data.takenAtOfDay = std::chrono::system_clock::time_point(1'795'844'641'123'456us);
    data.urls.insert(ConnectionId(1), QUrl(QStringLiteral("http://127.0.0.1:3000/")));
    data.connections = madeSnapshot(connections).connections;
    return data;
}

/// Came 10 s before aMoment, waited 20 ms, had its first byte 30 ms later, and its last byte 50 ms later.
inline RequestLife madeLife(quint64 connection = 1, quint64 number = 1)
{
    using namespace std::chrono_literals;
    RequestLife life;
    life.connection = ConnectionId(connection);
    life.number = number;
    life.status = 200;
    life.requestLine = QByteArrayLiteral("GET /path");
    life.bytesIn = 70;
    life.bytesOut = 300;
    life.firstByteIn = aMoment - 10s;
    life.arrivedAt = life.firstByteIn + 5ms;
    life.handedOnAt = life.arrivedAt + 20ms;
    life.firstByteOut = life.handedOnAt + 30ms;
    life.endedAt = *life.firstByteOut + 50ms;
    return life;
}

/// What \a write writes of \a data.
inline QByteArray written(void (*write)(QIODevice &, const ExportData &), const ExportData &data)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    write(buffer, data);
    return buffer.data();
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lab/chunkedresponse.h"

#include "tracking/trackedconnection.h"

namespace Drainboard {

ChunkedResponse::ChunkedResponse(TrackedConnection *connection, QByteArrayView fields)
    : m_connection(connection)
{
    m_connection->write("HTTP/1.1 200 OK\r\n" + fields.toByteArray() + "Transfer-Encoding: chunked\r\n\r\n");
}

void ChunkedResponse::write(QByteArrayView data)
{
    m_connection->write(QByteArray::number(data.size(), 16) + "\r\n" + data.toByteArray() + "\r\n");
}

void ChunkedResponse::end()
{
    m_connection->write("0\r\n\r\n");
}

} // namespace Drainboard

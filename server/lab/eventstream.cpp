// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lab/eventstream.h"

#include "tracking/trackedconnection.h"
#include "tracking/trackingserver.h"

namespace Drainboard {

namespace {

// A client that does not read misses ticks once so much waits for it.
constexpr qint64 unsentAtMost = 16 * 1024;

} // namespace

EventStream::EventStream(TrackedConnection *socket, TrackingServer &server, std::chrono::milliseconds interval)
    : QObject(socket)
    , m_socket(socket)
    , m_response(socket, fields)
{
    tick();
    if (server.isShuttingDown()) {
        sayGoodbye();
        return;
    }
    connect(&server, &TrackingServer::shutdownBegun, this, &EventStream::sayGoodbye);
    connect(&m_timer, &QTimer::timeout, this, &EventStream::tick);
    m_timer.start(interval);
}

void EventStream::tick()
{
    const QByteArray number = QByteArray::number(++m_ticks);
    if (m_socket->bytesToWrite() < unsentAtMost)
        m_response.write("event: tick\nid: " + number + "\ndata: {\"n\":" + number + "}\n\n");
}

void EventStream::sayGoodbye()
{
    m_timer.stop();
    m_response.write("event: goodbye\ndata: {\"reason\":\"shutdown\"}\n\n");
    m_response.end();
    deleteLater();
}

} // namespace Drainboard

#include "moc_eventstream.cpp"

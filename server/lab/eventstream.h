// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "lab/chunkedresponse.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace Drainboard {

class TrackedConnection;
class TrackingServer;

/// A response of Server-Sent Events: a tick at once, and one at each interval, for as long as the client stays. When
/// the shutdown begins it says goodbye and ends in good order, so that nobody waits for it. Belongs to the socket, and
/// so ends with it. Lives in the thread of both.
class EventStream : public QObject
{
    Q_OBJECT

public:
    static constexpr QByteArrayView fields = "Content-Type: text/event-stream\r\nCache-Control: no-store\r\n";

    EventStream(TrackedConnection *socket, TrackingServer &server,
                std::chrono::milliseconds interval = std::chrono::seconds(1));

private:
    void tick();
    void sayGoodbye();

    TrackedConnection *const m_socket;
    ChunkedResponse m_response;
    QTimer m_timer;
    quint64 m_ticks = 0;
};

} // namespace Drainboard

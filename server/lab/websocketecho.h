// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

#include <functional>

class QHttpServer;
class QHttpServerRequest;

namespace Drainboard {

class TrackingServer;

/// Adds to \a http, which serves the connections of \a server, the route /ws: a WebSocket that sends each message back.
/// A message may have 8 MiB: 1009 beyond. \a refusal says why a request must not be served, or nothing: then the answer
/// is 403. A request that opens no WebSocket is answered 426; all are answered 501 where Qt has no WebSockets for a
/// QHttpServer (before 6.8). Call it in the thread of both.
void addWebSocketEcho(QHttpServer &http, TrackingServer &server,
                      std::function<QByteArray(const QHttpServerRequest &)> refusal);

} // namespace Drainboard

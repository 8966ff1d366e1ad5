// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

class QHttpServer;

namespace Drainboard {

class TrackingServer;

/// Adds routes to try connections and shutdowns with: slow ones, endless ones, large ones. They hold no thread, but for
/// /block, which is there to.
///
///     /              {"ping":true}
///     /delay/<ms>    {"delayed":ms}, after ms milliseconds
///     /hang          never answers
///     /stream/<ms>   chunked: a chunk at once, one each 100 ms, the end after ms milliseconds
///     /bytes/<n>     n bytes, 100,000,000 at most
///     /upload        POST: {"received":n}
///     /echo          the request's header as it arrived; of POST, PUT and PATCH the body
///     /status/<code> that status, 200 to 599
///     /connection    the connection that asks, as JSON
///     /block/<ms>    blocks its worker's thread for ms milliseconds, 60,000 at most
///     /ws            a WebSocket that sends each message back, of 8 MiB at most (Qt 6.8 or later; else 501)
///     /events        Server-Sent Events: one at once, one each second, a last one when the shutdown begins
///
/// All but / answer 403 to what a page of another site may have sent: see foreignOrigin().
///
/// Call it in the thread of \a server once that is listening: as a RouteSetup, or for a TrackingServer of one's own.
/// \a server must outlive the routes.
void addLabRoutes(QHttpServer &http, TrackingServer &server);

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

class QHttpServer;

namespace Drainboard {

class TrackingServer;

/// Adds two routes for load balancers and orchestrators to ask, by GET, HEAD or OPTIONS.
///
///     /livez     200: this thread of the server answers
///     /readyz    200; 503 from TrackingServer::leaving() on. With ?verbose it says why, for people
///
/// They answer anyone, whatever Host says: who checks a server's health knows it by an address or a name of its own.
/// They tell nothing else, and change nothing.
///
/// Call it in the thread of \a server: as a RouteSetup, or for a TrackingServer of one's own. \a server must outlive
/// the routes.
void addHealthRoutes(QHttpServer &http, TrackingServer &server);

} // namespace Drainboard

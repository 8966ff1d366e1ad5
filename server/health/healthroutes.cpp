// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "health/healthroutes.h"

#include "tracking/httpcompat.h"
#include "tracking/trackingserver.h"

#include <QUrlQuery>

namespace Drainboard {

namespace {

using Method = QHttpServerRequest::Method;
using StatusCode = QHttpServerResponder::StatusCode;

QHttpServerResponse answer(const QByteArray &text, StatusCode status = StatusCode::Ok)
{
    QHttpServerResponse response("text/plain", text, status);
    HttpCompat::setHeader(response, "Cache-Control", "no-store");
    return response;
}

QHttpServerResponse readiness(bool isLeaving, bool isVerbose)
{
    if (isLeaving) {
        return answer(isVerbose ? "[+]ping ok\n[-]shutdown failed: the server takes its leave\nreadyz check failed\n"
                                : "leaving\n",
                      StatusCode::ServiceUnavailable);
    }
    return answer(isVerbose ? "[+]ping ok\n[+]shutdown ok\nreadyz check passed\n" : "ready\n");
}

} // namespace

void addHealthRoutes(QHttpServer &http, TrackingServer &server)
{
    // HAProxy asks by OPTIONS unless it is told otherwise.
    const auto methods = QHttpServerRequest::Methods(Method::Get) | Method::Head | Method::Options;
    http.route(QStringLiteral("/livez"), methods, [] { return answer("ok\n"); });
    http.route(QStringLiteral("/readyz"), methods, [tracking = &server](const QHttpServerRequest &request) {
        return readiness(tracking->isLeaving(), request.query().hasQueryItem(QStringLiteral("verbose")));
    });
}

} // namespace Drainboard

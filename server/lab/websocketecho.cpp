// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lab/websocketecho.h"

#include "tracking/httpcompat.h"
#include "tracking/trackingserver.h"

#if DRAINBOARD_HAS_WEBSOCKETS
#include <QWebSocket>
#endif

namespace Drainboard {

namespace {

constexpr auto echoType = "text/plain";

using Refusal = std::function<QByteArray(const QHttpServerRequest &)>;
using StatusCode = QHttpServerResponder::StatusCode;

QHttpServerResponse withoutWebSocket()
{
    if (!DRAINBOARD_HAS_WEBSOCKETS) {
        const QByteArray reason = QByteArray("WebSockets need Qt 6.8 or later; this server has Qt ") + qVersion();
        return QHttpServerResponse(echoType, reason + ".\n", StatusCode::NotImplemented);
    }
    QHttpServerResponse response(echoType, "/ws is for WebSockets.\n", StatusCode::UpgradeRequired);
    HttpCompat::setHeader(response, "Connection", "Upgrade");
    HttpCompat::setHeader(response, "Upgrade", "websocket");
    HttpCompat::setHeader(response, "Sec-WebSocket-Version", "13");
    return response;
}

#if DRAINBOARD_HAS_WEBSOCKETS
constexpr quint64 messageLimit = 8 * 1024 * 1024;

void echo(QWebSocket *socket)
{
    socket->setMaxAllowedIncomingFrameSize(messageLimit);
    socket->setMaxAllowedIncomingMessageSize(messageLimit);
    QObject::connect(socket, &QWebSocket::textMessageReceived, socket, &QWebSocket::sendTextMessage);
    QObject::connect(socket, &QWebSocket::binaryMessageReceived, socket, &QWebSocket::sendBinaryMessage);
    QObject::connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
}

void takeWebSockets(QHttpServer &http, TrackingServer &server, const Refusal &refusal)
{
    const auto verify = [refusal](const QHttpServerRequest &request) {
        if (request.url().path() != QStringLiteral("/ws"))
            return QHttpServerWebSocketUpgradeResponse::passToNext();
        // Goes into the status line.
        if (const QByteArray reason = refusal(request).trimmed(); !reason.isEmpty())
            return QHttpServerWebSocketUpgradeResponse::deny(int(StatusCode::Forbidden), reason);
        return QHttpServerWebSocketUpgradeResponse::accept();
    };
    http.addWebSocketUpgradeVerifier(&server, verify);
    QObject::connect(&http, &QHttpServer::newWebSocketConnection, &server, [&http, &server] {
        while (http.hasPendingWebSocketConnections()) {
            QWebSocket *socket = http.nextPendingWebSocketConnection().release();
            socket->setParent(&server);
            echo(socket);
        }
    });
}
#else
void takeWebSockets(QHttpServer &, TrackingServer &, const Refusal &)
{
}
#endif

} // namespace

void addWebSocketEcho(QHttpServer &http, TrackingServer &server, Refusal refusal)
{
    http.route(QStringLiteral("/ws"), [refusal](const QHttpServerRequest &request) {
        if (const QByteArray reason = refusal(request); !reason.isEmpty())
            return QHttpServerResponse(echoType, reason, StatusCode::Forbidden);
        return withoutWebSocket();
    });
    takeWebSockets(http, server, refusal);
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHttpServer>
#include <QHttpServerResponse>
#include <QTcpServer>

#include <utility>

/// Whether QHttpServer can make WebSockets of connections: 1 or 0. Qt 6.4 answers the request for one twice, or
/// crashes. With 6.8 came QAbstractHttpServer::addWebSocketUpgradeVerifier(), and with that it works.
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0) && defined(QT_WEBSOCKETS_LIB)
#define DRAINBOARD_HAS_WEBSOCKETS 1
#include <QMetaMethod>
#else
#define DRAINBOARD_HAS_WEBSOCKETS 0
#endif

/// What differs between the versions of Qt HttpServer that Drainboard builds with: 6.4 to 6.11. Everything that asks
/// for QT_VERSION is here.
namespace Drainboard::HttpCompat {

/// How a route's handler takes its responder: as an rvalue before 6.8, as an lvalue since.
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
using ResponderArgument = QHttpServerResponder &;
#else
using ResponderArgument = QHttpServerResponder &&;
#endif

/// Whether a handler that answers later (a QFuture's, or one that keeps its responder) holds a plain pointer to the
/// socket. Since 6.5 it holds a stream that knows when the socket has gone.
inline constexpr bool handlersHoldPlainSockets = QT_VERSION < QT_VERSION_CHECK(6, 5, 0);

/// Whether somebody waits for the WebSockets of \a http, which is the parent of a bound server: whether
/// newWebSocketConnection() is connected. To be called in its thread. Always false where Qt has no WebSockets.
inline bool takesWebSockets([[maybe_unused]] const QObject *http)
{
#if DRAINBOARD_HAS_WEBSOCKETS
    // QObject::isSignalConnected() is protected, and as a member of a derived class it can be pointed to.
    struct Signals : QAbstractHttpServer
    {
        static auto isConnected() { return &Signals::isSignalConnected; }
    };
    static const QMetaMethod signal = QMetaMethod::fromSignal(&QAbstractHttpServer::newWebSocketConnection);
    const auto *server = qobject_cast<const QAbstractHttpServer *>(http);
    return server && (server->*Signals::isConnected())(signal);
#else
    return false;
#endif
}

/// Lets \a http take the connections of \a server. Call it in the thread of both, when \a server is listening: from 6.8
/// on Qt refuses any other, and the result is false. \a http then owns \a server. For what Qt demands of handlers, see
/// RouteSetup.
inline bool bind(QHttpServer &http, QTcpServer *server)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    return http.bind(server);
#else
    http.bind(server);
    return true;
#endif
}

/// Gives \a response the field \a name with \a value, in place of one that it has already.
inline void setHeader(QHttpServerResponse &response, const QByteArray &name, const QByteArray &value)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QHttpHeaders headers = response.headers();
    headers.replaceOrAppend(name, value);
    response.setHeaders(std::move(headers));
#else
    response.setHeader(name, value);
#endif
}

} // namespace Drainboard::HttpCompat

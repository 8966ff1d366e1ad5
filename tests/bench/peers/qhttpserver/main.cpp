// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// A plain QHttpServer, as its documentation shows one, on the event dispatcher that Qt picks. It listens on the port
// that is its argument, or on any.
#include "tracking/httpcompat.h"

#include <QCoreApplication>
#include <QHttpServer>
#include <QJsonObject>
#include <QTcpServer>

#include <cstdio>

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QHttpServer http;
    http.route(QStringLiteral("/"), [] {
        return QHttpServerResponse(QJsonObject { { QStringLiteral("ping"), true } });
    });
    http.route(QStringLiteral("/upload"), [](const QHttpServerRequest &request) {
        return QHttpServerResponse(QJsonObject { { QStringLiteral("received"), request.body().size() } });
    });

    auto *const server = new QTcpServer(&http);
    const quint16 port = application.arguments().value(1).toUShort();
    if (!server->listen(QHostAddress::LocalHost, port) || !Drainboard::HttpCompat::bind(http, server)) {
        std::fprintf(stderr, "plainserver: %s\n", qPrintable(server->errorString()));
        return 1;
    }
    std::printf("Running… http://127.0.0.1:%d\n", server->serverPort());
    std::fflush(stdout);
    return QCoreApplication::exec();
}

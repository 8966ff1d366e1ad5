// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// For tests: a program with a ChildServer. childhost PORT COMMAND... prints what the server prints, then "ready",
// then "ended: " and how.

#include "child/childserver.h"
#include "child/warden.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Drainboard;

int main(int argc, char **argv)
{
    if (const std::optional<int> code = runWarden(argc, argv))
        return *code;
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    ChildServer server({ .command = arguments.mid(2), .port = arguments.value(1).toUShort() });
    const auto print = [](const QByteArray &line) {
        std::printf("%s\n", line.constData());
        std::fflush(stdout);
    };
    QObject::connect(&server, &ChildServer::outputLine, &app, print);
    QObject::connect(&server, &ChildServer::ready, &app, [print] { print("ready"); });
    QObject::connect(&server, &ChildServer::ended, &app, [print](const ChildEnd &end) {
        print("ended: " + end.process.toString().toUtf8());
        QCoreApplication::quit();
    });
    QObject::connect(&server, &ChildServer::failed, &app, [](const QString &why) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(why));
        QCoreApplication::exit(1);
    });
    server.start();
    return QCoreApplication::exec();
}

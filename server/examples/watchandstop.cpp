// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// Watches and stops a QHttpServer of its own. watchandstop [PORT]: says each second how many connections are open,
// until SIGTERM or SIGINT (Ctrl+C). Then it answers what is in progress, and ends.

#include <drainboard/trackingserver.h>

#include <QCoreApplication>
#include <QHttpServer>
#include <QSocketNotifier>
#include <QTimer>

#include <csignal>
#include <iostream>

#include <sys/signalfd.h>

using namespace std::chrono_literals;

int main(int argc, char *argv[])
{
    // The signals are read from a descriptor. They are blocked before any thread begins: so they end none.
    sigset_t stopSignals;
    sigemptyset(&stopSignals);
    sigaddset(&stopSignals, SIGINT);
    sigaddset(&stopSignals, SIGTERM);
    sigprocmask(SIG_BLOCK, &stopSignals, nullptr);

    QCoreApplication app(argc, argv);
    QSocketNotifier stop(signalfd(-1, &stopSignals, SFD_CLOEXEC), QSocketNotifier::Read);

    //! [readme]
    QHttpServer http;
    http.route("/", [] { return "hello\n"; });

    auto *server = new Drainboard::TrackingServer;
    if (!server->listen(QHostAddress::LocalHost, app.arguments().value(1, "3000").toUShort()))
        return 1;
    http.bind(server); // and owns it from now on
    std::cout << "http://127.0.0.1:" << server->serverPort() << "/" << std::endl;

    QTimer everySecond;
    everySecond.callOnTimeout([server] { std::cout << server->openConnections() << " open" << std::endl; });
    everySecond.start(1s);

    QObject::connect(&stop, &QSocketNotifier::activated, server, [&stop, server] {
        stop.setEnabled(false);
        // Idle connections end after 200 ms, whatever is left after 5 s.
        server->beginShutdown(Drainboard::ShutdownPolicy::Drain, 200ms, 5s);
    });
    QObject::connect(server, &Drainboard::TrackingServer::drained, &app, &QCoreApplication::quit);
    return app.exec();
    //! [readme]
}

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// A server with two threads that reports on its end. engine [PORT]: serves until SIGTERM or SIGINT (Ctrl+C). A second
// signal aborts what is left, a third one forces the end.

#include <drainboard/httpengine.h>

#include <QCoreApplication>
#include <QHttpServer>
#include <QSocketNotifier>

#include <csignal>
#include <iostream>

#include <sys/signalfd.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    // The signals are read from a descriptor. They are blocked before any thread begins: so they end none.
    sigset_t stopSignals;
    sigemptyset(&stopSignals);
    sigaddset(&stopSignals, SIGINT);
    sigaddset(&stopSignals, SIGTERM);
    sigprocmask(SIG_BLOCK, &stopSignals, nullptr);
    const int signalDescriptor = signalfd(-1, &stopSignals, SFD_CLOEXEC);

    QCoreApplication app(argc, argv);
    QSocketNotifier stop(signalDescriptor, QSocketNotifier::Read);

    //! [readme]
    Drainboard::EngineSettings settings;
    settings.port = app.arguments().value(1, "3000").toUShort();
    settings.threads = 2;
    Drainboard::HttpEngine engine(settings, [](QHttpServer &http, Drainboard::TrackingServer &) {
        http.route("/", [] { return "hello\n"; }); // in each thread
        http.route("/sum/<arg>/<arg>", [](int a, int b) { return QString::number(a + b); });
    });
    if (!engine.listen())
        return 1;
    std::cout << qPrintable(engine.url().toString()) << std::endl;

    QObject::connect(&stop, &QSocketNotifier::activated, &engine, [&engine, signalDescriptor] {
        signalfd_siginfo signal;
        if (read(signalDescriptor, &signal, sizeof signal) == sizeof signal)
            engine.shutdown();
    });
    QObject::connect(&engine, &Drainboard::HttpEngine::shutdownFinished, [](const Drainboard::ShutdownReport &report) {
        std::cout << qPrintable(report.summary()) << std::endl;
        QCoreApplication::exit(report.exitCode());
    });
    return app.exec();
    //! [readme]
}

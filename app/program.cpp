// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "program.h"

#include "consolereporter.h"
#include "engine/statuslines.h"
#include "health/healthroutes.h"
#include "lab/labroutes.h"
#include "mainwindow.h"
#include "reportfile.h"

#include <QApplication>
#include <QHttpServer>
#include <QMessageBox>
#include <QSettings>

#include <unistd.h>

namespace Drainboard {

RouteSetup Program::routes(const Options &options)
{
    return [lab = options.lab, health = options.health](QHttpServer &http, TrackingServer &server) {
        if (lab) {
            addLabRoutes(http, server);
        } else {
            http.route(QStringLiteral("/"), [] {
                return QHttpServerResponse(QByteArrayLiteral("application/json"), QByteArrayLiteral("{\"ping\":true}"));
            });
        }
        if (health)
            addHealthRoutes(http, server);
    };
}

Program::Program(const Options &options, Windows windows, ConsoleReporter *console)
    : m_options(options)
    , m_console(console)
    , m_watchdog(
          { .shutdownDelay = options.engine.shutdownDelay,
            .forceAfter = options.engine.forceAfter,
            .reportFile = options.reportFile },
          [this](const QString &trigger, SteadyTime since) { return m_engine.forcedReport(trigger, since); }, ::_exit)
    , m_engine(options.engine, routes(options))
    , m_signals(m_watchdog.signalDescriptor())
{
    connect(&m_engine, &HttpEngine::phaseChanged, this, [this](ShutdownPhase phase) {
        if (phase == ShutdownPhase::Leaving || phase == ShutdownPhase::Draining)
            m_watchdog.begin(m_engine.report().trigger);
        if (phase == ShutdownPhase::Draining)
            m_watchdog.beginDraining();
    });

    m_lines = std::make_unique<StatusLines>(&m_engine);
    connect(m_lines.get(), &StatusLines::said, this,
            [this](StatusLines::Kind kind, const QString &line) { m_console->print(kind, line); });
    if (windows == Windows::Yes) {
        m_settings = std::make_unique<QSettings>(QStringLiteral("drainboard"), QStringLiteral("drainboard"));
        m_window = std::make_unique<MainWindow>(&m_engine, m_lines.get(), m_settings.get());
        // Closing the window begins a shutdown. The end of the shutdown ends the program.
        QGuiApplication::setQuitOnLastWindowClosed(false);
        connect(qApp, &QGuiApplication::lastWindowClosed, this, [this] {
            if (m_report)
                leave();
        });
    }

    connect(&m_engine, &HttpEngine::shutdownFinished, this, &Program::finish);
    connect(&m_signals, &UnixSignals::received, this,
            [this](int signalNumber) { trigger(UnixSignals::nameOf(signalNumber)); });
}

Program::~Program() = default;

int Program::run()
{
    if (!m_watchdog.isWatching()) // then its end would not be sure, whatever happens
        return refuse(QStringLiteral("Could not start: there are too few descriptors, or threads"));
    if (!m_engine.listen()) {
        return refuse(QStringLiteral("Could not listen on %1, port %2: %3")
                          .arg(m_options.engine.address.toString(), QString::number(m_options.engine.port),
                               m_engine.errorString()));
    }
    if (m_window)
        m_window->show();
    const int exitCode = QCoreApplication::exec();
    if (m_report && m_report->phase == ShutdownPhase::Forced) {
        m_window.reset();
        m_settings.reset(); // writes the settings
        m_console->finish();
        ::_exit(exitCode);
    }
    return exitCode;
}

int Program::refuse(const QString &problem)
{
    m_console->print(StatusLines::Kind::Error, problem);
    if (m_window) {
        QMessageBox box(QMessageBox::Critical, QGuiApplication::applicationDisplayName(), problem, QMessageBox::Close);
        box.setObjectName(QStringLiteral("listenErrorDialog"));
        box.exec();
    }
    m_watchdog.disarm();
    return 1;
}

void Program::trigger(const QString &trigger)
{
    if (m_report)
        leave(); // the window had stayed open with the report
    else if (m_engine.phase() == ShutdownPhase::Running && !m_engine.isListening())
        QCoreApplication::exit(1); // the dialog says why there is nothing to shut down
    else
        m_engine.triggerShutdown(trigger);
}

void Program::finish(const ShutdownReport &report)
{
    m_report = report;
    m_watchdog.end(report); // before the file is written: a file system may hang
    if (!m_options.reportFile.isEmpty()) {
        if (const QString problem = writeReportFile(m_options.reportFile, report); !problem.isEmpty())
            m_console->print(StatusLines::Kind::Error, problem);
    }
    if (m_window && m_options.stayOpen)
        m_watchdog.disarm();
    else
        leave();
}

void Program::leave()
{
    m_watchdog.end(*m_report);
    QCoreApplication::exit(m_report->exitCode());
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "program.h"

#include "consolereporter.h"
#include "engine/statuslines.h"
#include "health/healthroutes.h"
#include "lab/labroutes.h"
#include "mainwindow.h"
#include "rememberedlimits.h"
#include "rememberedplan.h"
#include "reportfile.h"
#include "values/plaintexts.h"

#include <QApplication>
#include <QHttpServer>
#include <QMessageBox>
#include <QSettings>

#include <algorithm>

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

namespace {

std::unique_ptr<QSettings> openSettings(Program::Windows windows)
{
    if (windows == Program::Windows::No)
        return nullptr;
    return std::make_unique<QSettings>(QStringLiteral("drainboard"), QStringLiteral("drainboard"));
}

Options withRemembered(Options options, QSettings *settings)
{
    if (!settings)
        return options;
    ShutdownPlan plan = options.engine.shutdownPlan();
    RememberedPlan(*settings).restore(plan, options.given);
    options.engine.setShutdownPlan(plan);
    RememberedLimits(*settings).restore(options.engine.limits, options.given);
    return options;
}

// To write millions of requests takes a while. It must not be taken for a process that hangs.
std::chrono::milliseconds timeToLeave(const Options &options)
{
    const std::chrono::milliseconds usual = Watchdog::Settings().leave;
    return options.exportFile.isEmpty() ? usual : std::max(usual, options.engine.forceAfter);
}

} // namespace

Program::Program(const Options &options, Windows windows, ConsoleReporter *console)
    : m_settings(openSettings(windows))
    , m_options(withRemembered(options, m_settings.get()))
    , m_console(console)
    , m_plan(m_options.engine.shutdownPlan())
    , m_limits(m_options.engine.limits)
    , m_export(m_options.exportFile, [this] { return m_runs.exportData(); })
    , m_watchdog(
          { .shutdownDelay = m_options.engine.shutdownDelay,
            .forceAfter = m_plan.forceAfter,
            .leave = timeToLeave(m_options),
            .reportFile = m_options.reportFile },
          [this](const QString &trigger, SteadyTime since) { return m_runs.forcedReport(trigger, since); }, ::_exit,
          [this] { return m_export.write(); })
    , m_runs(m_options.engine, routes(m_options))
    , m_signals(m_watchdog.signalDescriptor())
{
    if (!m_options.exportFile.isEmpty())
        m_runs.keepEarlierRuns();
    connect(&m_runs, &EngineRuns::phaseChanged, this, [this](ShutdownPhase phase) {
        if (phase == ShutdownPhase::Leaving || phase == ShutdownPhase::Draining)
            m_watchdog.begin(m_runs.engine()->report().trigger);
        if (phase == ShutdownPhase::Draining)
            m_watchdog.beginDraining();
    });
    connect(m_runs.lines(), &StatusLines::said, this,
            [this](StatusLines::Kind kind, const QString &line) { m_console->print(kind, line); });
    if (windows == Windows::Yes)
        openWindow();
    if (!m_options.child.command.isEmpty()) {
        m_server = std::make_unique<ServerRun>(m_options.child);
        connect(m_server.get(), &ServerRun::ready, this, &Program::serverReady);
        connect(m_server.get(), &ServerRun::failed, this, &Program::serverFailed);
        connect(m_server.get(), &ServerRun::said, this, [this](const QString &line, bool isError) {
            m_console->print(isError ? StatusLines::Kind::Error : StatusLines::Kind::Event, line);
        });
    }
    connect(&m_runs, &EngineRuns::shutdownFinished, this, &Program::finish);
    connect(&m_signals, &UnixSignals::received, this, [this](int signalNumber) {
        m_isEndWanted = true;
        trigger(UnixSignals::nameOf(signalNumber));
    });
}

void Program::openWindow()
{
    m_window = std::make_unique<MainWindow>(m_runs.engine(), m_runs.lines(), m_settings.get());
    connect(m_window.get(), &MainWindow::startAgainRequested, this, &Program::startAgain);
    connect(m_window.get(), &MainWindow::planChosen, this, &Program::rememberPlan);
    connect(m_window.get(), &MainWindow::limitsChosen, this, &Program::rememberLimits);
    connect(m_window.get(), &MainWindow::closeRequested, this, [this] { m_isEndWanted = true; });
    connect(&m_runs, &EngineRuns::engineChanged, m_window.get(), &MainWindow::setEngine);
    connect(&m_runs, &EngineRuns::shutdownPlanChanged, this,
            [this] { m_watchdog.setForceAfter(m_runs.engine()->settings().forceAfter); });
    // Closing the window begins a shutdown. The end of the shutdown ends the program.
    QGuiApplication::setQuitOnLastWindowClosed(false);
    connect(qApp, &QGuiApplication::lastWindowClosed, this, [this] {
        if (m_report)
            leave();
    });
}

Program::~Program() = default;

int Program::run()
{
    if (!m_watchdog.isWatching()) // then its end would not be sure, whatever happens
        return refuse([] { return tr("Could not start: there are too few descriptors, or threads"); });
    if (m_server)
        m_server->start();
    else if (!beginServing())
        return 1;
    const int exitCode = QCoreApplication::exec();
    if ((m_report && m_report->phase == ShutdownPhase::Forced) || m_runs.isHeld()) {
        m_window.reset();
        if (m_settings)
            m_settings->sync();
        m_console->finish();
        ::_exit(exitCode);
    }
    return exitCode;
}

// With its message, where it cannot.
bool Program::beginServing()
{
    HttpEngine *engine = m_runs.engine();
    if (!engine->listen()) {
        refuse([engine] { return listenProblem(*engine, engine->errorString()); });
        return false;
    }
    if (m_window)
        m_window->show();
    return true;
}

void Program::serverReady()
{
    if (m_report) {
        listenAgain();
    } else if (!beginServing()) {
        QCoreApplication::exit(1);
        return;
    }
    m_server->follow(m_runs.engine());
}

void Program::serverFailed(const QString &why)
{
    const auto problem = [&why] { return tr("Could not start the server: %1").arg(why); };
    if (m_report) {
        print(problem);
        m_window->showProblem(problem());
    } else {
        QCoreApplication::exit(refuse(problem));
    }
}

int Program::refuse(const Text &problem)
{
    print(problem);
    if (m_window) {
        QMessageBox box(QMessageBox::Critical, QGuiApplication::applicationDisplayName(), problem(),
                        QMessageBox::Close);
        box.setObjectName(QStringLiteral("listenErrorDialog"));
        box.exec();
    }
    m_watchdog.disarm();
    return 1;
}

void Program::print(const Text &error)
{
    const PlainTexts wanted;
    m_console->print(StatusLines::Kind::Error, error());
}

// The engine gives its reason, which may be Qt's, in English.
QString Program::translated(const QString &reason)
{
    for (const char *context : { "Drainboard::HttpEngine", "QNativeSocketEngine", "QAbstractSocket" }) {
        const QString text = QCoreApplication::translate(context, reason.toUtf8().constData());
        if (text != reason)
            return text;
    }
    return reason;
}

QString Program::listenProblem(const HttpEngine &engine, const QString &reason)
{
    const int port = engine.serverPort() ? engine.serverPort() : engine.settings().port;
    return tr("Could not listen on %1, port %2: %3")
        .arg(engine.settings().address.toString(), QString::number(port), translated(reason));
}

void Program::trigger(const QString &trigger)
{
    HttpEngine *engine = m_runs.engine();
    if (m_report)
        leave(); // the window had stayed open with the report
    else if (engine->phase() == ShutdownPhase::Running && !engine->isListening())
        QCoreApplication::exit(1); // the dialog says why there is nothing to shut down
    else
        engine->triggerShutdown(trigger);
}

void Program::finish(const ShutdownReport &report)
{
    m_report = report;
    m_exitCode = std::max(m_exitCode, report.exitCode());
    m_watchdog.end(report); // before the file is written: a file system may hang
    if (!m_options.reportFile.isEmpty()) {
        if (const QString problem = writeReportFile(m_options.reportFile, report); !problem.isEmpty())
            m_console->print(StatusLines::Kind::Error, problem);
    }
    for (const QString &line : m_export.write())
        m_console->print(StatusLines::Kind::Error, line);
    if (!isWindowKept()) {
        leave();
        return;
    }
    m_watchdog.disarm();
    m_runs.engine()->abortNow(); // what a forced end has left open is not served while the window says that it ended
}

bool Program::isWindowKept() const
{
    return m_window && (m_options.stayOpen || !(m_options.exitWhenClosed || m_isEndWanted));
}

void Program::startAgain(const ShutdownPlan &plan)
{
    if (!m_report)
        return;
    m_nextPlan = plan;
    if (m_server)
        m_server->start();
    else
        listenAgain();
}

void Program::listenAgain()
{
    if (!m_runs.listenAgain(m_nextPlan)) {
        const auto problem = [this] { return listenProblem(*m_runs.engine(), m_runs.errorString()); };
        print(problem);
        m_window->showProblem(problem());
        return;
    }
    m_report.reset();
    m_export.beginAnew();
    m_isEndWanted = false; // with --stay-open, an earlier signal has had its effect
    m_watchdog.beginAnew(m_nextPlan.forceAfter);
}

void Program::rememberPlan(const ShutdownPlan &plan)
{
    RememberedPlan(*m_settings).save(m_plan, plan);
    m_plan = plan;
}

void Program::rememberLimits(const ServerLimits &limits)
{
    RememberedLimits(*m_settings).save(m_limits, limits);
    m_limits = limits;
}

void Program::leave()
{
    m_watchdog.end(*m_report);
    QCoreApplication::exit(m_exitCode);
}

} // namespace Drainboard

#include "moc_program.cpp"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "behind/serverrun.h"
#include "engineruns.h"
#include "exportatend.h"
#include "memoryreturn.h"
#include "options.h"
#include "unixsignals.h"
#include "watchdog.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class QSettings;

namespace Drainboard {

class ConsoleReporter;
class MainWindow;

/// The program: connects engines, console, window, signals and watchdog, and ends the process. Behind a shutdown that
/// the window's button began, the window stays, and may start again. Lives in the main thread.
class Program : public QObject
{
    Q_OBJECT

public:
    enum class Windows { Yes, No };

    /// With Windows::Yes there must be a QApplication.
    /// Prints to \a console, which outlives this object.
    Program(const Options &options, Windows windows, ConsoleReporter *console);
    ~Program() override;

    /// Serves until the shutdown has ended, the last one where the window starts again, and returns the exit code.
    /// After a forced end it does not return but ends the process, because a handler may block a worker for ever.
    int run();

private:
    using Text = std::function<QString()>; ///< asked for twice: for the console, and for the window

    /// The program cannot do its work. Says \a problem; the exit code.
    int refuse(const Text &problem);
    void print(const Text &error);
    static QString translated(const QString &reason);
    static QString listenProblem(const HttpEngine &engine, const QString &reason);
    void openWindow();
    void trigger(const QString &trigger);
    void finish(const ShutdownReport &report);
    bool isWindowKept() const;
    void startAgain(const ShutdownPlan &plan);
    void listenAgain();
    void serverReady();
    void serverFailed(const QString &why);
    bool beginServing();
    void rememberPlan(const ShutdownPlan &plan);
    void rememberLimits(const ServerLimits &limits);
    void leave();
    static RouteSetup routes(const Options &options);

    const std::unique_ptr<QSettings> m_settings; ///< null without windows
    const Options m_options; ///< with what is remembered
    ConsoleReporter *const m_console;
    ShutdownPlan m_plan; ///< as it was chosen last
    ShutdownPlan m_nextPlan; ///< of the run that is to begin
    std::unique_ptr<ServerRun> m_server; ///< where a command starts the server behind the tap
    ServerLimits m_limits; ///< these too
    std::optional<ShutdownReport> m_report; ///< once the shutdown has ended
    int m_exitCode = 0; ///< the worst of all runs
    bool m_isEndWanted = false; ///< a signal came, or the window was closed
    ExportAtEnd m_export;
    Watchdog m_watchdog; // outlives the engines: it also watches their end
    EngineRuns m_runs;
    MemoryReturn m_memoryReturn;
    std::unique_ptr<MainWindow> m_window; ///< null without windows
    UnixSignals m_signals; // destroyed first: after that, a signal ends the process by itself
};

} // namespace Drainboard

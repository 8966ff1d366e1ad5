// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// The program: puts engine, console, window, signals and watchdog together, and ends the process. Lives in
// the main thread.

#include "options.h"
#include "unixsignals.h"
#include "watchdog.h"

#include <QObject>

#include <memory>
#include <optional>

class QSettings;

namespace Drainboard {

class ConsoleReporter;
class MainWindow;
class StatusLines;

class Program : public QObject
{
    Q_OBJECT

public:
    enum class Windows { Yes, No };

    /// With Windows::Yes there must be a QApplication.
    /// Prints to \a console, which outlives this object.
    Program(const Options &options, Windows windows, ConsoleReporter *console);
    ~Program() override;

    /// Serves until the shutdown has ended; then the exit code. Does not return where the end was forced, but
    /// ends the process: a handler may block a worker for good.
    int run();

private:
    /// The program cannot do its work. Says \a problem; the exit code.
    int refuse(const QString &problem);
    void trigger(const QString &trigger);
    void finish(const ShutdownReport &report);
    void leave();
    static RouteSetup routes(const Options &options);

    const Options m_options;
    ConsoleReporter *const m_console;
    std::optional<ShutdownReport> m_report; ///< once the shutdown has ended
    Watchdog m_watchdog; // outlives the engine, whose end it watches too
    HttpEngine m_engine;
    std::unique_ptr<StatusLines> m_lines;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window; ///< null without windows
    UnixSignals m_signals; // the first to go: from then on a signal ends the process by itself
};

} // namespace Drainboard

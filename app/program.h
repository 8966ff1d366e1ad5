// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "engine/httpengine.h"
#include "memoryreturn.h"
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

/// The program: connects engine, console, window, signals and watchdog, and ends the process. Lives in the main thread.
class Program : public QObject
{
    Q_OBJECT

public:
    enum class Windows { Yes, No };

    /// With Windows::Yes there must be a QApplication.
    /// Prints to \a console, which outlives this object.
    Program(const Options &options, Windows windows, ConsoleReporter *console);
    ~Program() override;

    /// Serves until the shutdown has ended, and returns the exit code. After a forced end it does not return but ends
    /// the process, because a handler may block a worker for ever.
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
    Watchdog m_watchdog; // outlives the engine: it also watches the engine's end
    HttpEngine m_engine;
    MemoryReturn m_memoryReturn;
    std::unique_ptr<StatusLines> m_lines;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window; ///< null without windows
    UnixSignals m_signals; // destroyed first: after that, a signal ends the process by itself
};

} // namespace Drainboard

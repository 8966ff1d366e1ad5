// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "engine/triggercount.h"
#include "values/shutdownreport.h"

#include <QString>

#include <array>
#include <chrono>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <thread>

namespace Drainboard {

/// Ends the process at force-after, whatever blocks its other threads. Made and called in the main thread; watches in a
/// thread of its own. It hears of signals from their handler, and counts them itself, because the main thread may be
/// stuck. The report of a forced end, too, has a thread of its own: what blocks that does not keep the process. Both
/// threads are started at the beginning, because at the end there may be none to be had.
class Watchdog
{
public:
    struct Settings
    {
        std::chrono::milliseconds forceAfter { 10000 }; ///< since the first trigger
        std::chrono::milliseconds grace { 250 }; ///< later than that, so that an orderly end comes first
        std::chrono::milliseconds leave { 1000 }; ///< to go when the shutdown has ended; no later than grace
        QString reportFile {}; ///< empty: none
    };
    /// The report of an end that is forced now, as HttpEngine::forcedReport() gives it. Called in any thread;
    /// must not wait for one that may be blocked.
    using ReportSource = std::function<ShutdownReport(const QString &firstTrigger, SteadyTime since)>;
    using Exit = std::function<void(int exitCode)>;

    Watchdog(const Settings &settings, ReportSource report, Exit exit);
    /// Waits for the last words, if they are being said.
    ~Watchdog();
    Q_DISABLE_COPY_MOVE(Watchdog)

    /// False if a descriptor or a thread could not be had. Then nothing sees to it that the process ends.
    bool isWatching() const { return m_watcher.joinable(); }

    /// A signal's handler writes here the number of each signal, as one byte. Each is a trigger of the shutdown: the
    /// first one that counts starts the time, the third one ends it. Does not block.
    int signalDescriptor() const { return m_pipe[1]; }

    /// The shutdown has begun, with or without a signal.
    void begin(const QString &trigger);
    /// The shutdown has ended, and has been printed. The process is about to go, with \a report's exit code; from now
    /// on the source of reports is not asked any more.
    void end(const ShutdownReport &report);
    /// The process stays.
    void disarm();

private:
    using Lock = std::unique_lock<std::mutex>;

    void startThreads();
    void wake();
    void watch();
    /// Whether it is time to end the process; false if stopped before.
    bool waitForDeadline();
    int millisecondsToWait();
    void countSignals();
    void count(const QString &trigger);
    SteadyTime latestEnd() const;
    void speak();
    /// What the main thread should have said and written; the exit code.
    int lastWords();

    const Settings m_settings;
    const ReportSource m_report;
    const Exit m_exit;
    std::array<int, 2> m_pipe { -1, -1 };

    std::mutex m_mutex; ///< guards what follows, never held while anything is called that could block
    bool m_stopped = false;
    TriggerCount m_triggers;
    QString m_firstTrigger;
    std::optional<SteadyTime> m_deadline;
    std::optional<ShutdownReport> m_end;

    std::promise<bool> m_lastWordsWanted; ///< set once, by who ends the watch
    std::promise<int> m_exitCode; ///< set when the last words are said

    std::thread m_speaker; ///< these two last: they use all of the above
    std::thread m_watcher;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "engine/triggercount.h"
#include "values/shutdownreport.h"

#include <QString>
#include <QStringList>

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
/// stuck. A third thread reports a forced end, because that may block too. Both threads start at the beginning: at the
/// end it may be impossible to start one.
class Watchdog
{
public:
    struct Settings
    {
        std::chrono::milliseconds shutdownDelay { 0 }; ///< since the first trigger
        std::chrono::milliseconds forceAfter { 10000 }; ///< since the end of shutdownDelay; see setForceAfter()
        std::chrono::milliseconds grace { 250 }; ///< after forceAfter, so that the main thread can end it first
        std::chrono::milliseconds leave { 1000 }; ///< for the process to go after the shutdown; at most until grace
        QString reportFile {}; ///< empty: none
    };
    /// The report of an end that is forced now, as HttpEngine::forcedReport() gives it. Called in any thread. Must not
    /// wait for a thread that may be blocked.
    using ReportSource = std::function<ShutdownReport(const QString &firstTrigger, SteadyTime since)>;
    using Exit = std::function<void(int exitCode)>;
    /// Writes what is wanted behind the report, where the main thread has not; what it returns is printed on standard
    /// error. Called in any thread.
    using Writer = std::function<QStringList()>;

    Watchdog(const Settings &settings, ReportSource report, Exit exit, Writer write = {});
    /// Waits for the report of a forced end, if that is being made.
    ~Watchdog();
    Q_DISABLE_COPY_MOVE(Watchdog)

    /// False if there was no descriptor or no thread left for it. Then nothing makes sure that the process ends.
    bool isWatching() const { return m_watcher.joinable(); }

    /// A signal's handler writes here the number of each signal, as one byte. Each is a trigger of the shutdown: the
    /// first one that counts starts the time. A later one ends shutdownDelay if that lasts. Of all others, the second
    /// one ends the time. Does not block.
    int signalDescriptor() const { return m_pipe[1]; }

    /// The shutdown has begun, with or without a signal.
    void begin(const QString &trigger);
    /// The shutdown delay has ended, early perhaps: force-after counts from now on at the latest.
    void beginDraining();
    /// The shutdown has ended, and its lines are printed. The process should go soon, with \a report's exit code, or
    /// that of an earlier report if that is worse. From now on the ReportSource is not called any more.
    void end(const ShutdownReport &report);
    /// The process may stay as long as it likes, until the next signal.
    void disarm();
    /// Changes the time. Only while no shutdown goes on.
    void setForceAfter(std::chrono::milliseconds forceAfter);
    /// Behind disarm(): there is another run, and nothing has happened yet. Its shutdown has \a forceAfter.
    void beginAnew(std::chrono::milliseconds forceAfter);

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
    void hasten(SteadyTime deadline);
    SteadyTime latestEnd() const;
    void reportIfWanted();
    /// Prints and writes what the main thread did not. Returns the exit code.
    int reportEnd();

    Settings m_settings; ///< but for forceAfter they stay as they are
    const ReportSource m_report;
    const Exit m_exit;
    const Writer m_write; ///< may be null
    std::array<int, 2> m_pipe { -1, -1 };

    std::mutex m_mutex; ///< guards what follows; never held during a call that could block
    bool m_stopped = false;
    TriggerCount m_triggers;
    SteadyTime m_drainSince {}; ///< the end of shutdownDelay, also while that is ahead; once there was a trigger
    int m_triggersOfDrain = 0; ///< that counted, and neither began the shutdown nor ended its delay
    QString m_firstTrigger;
    std::optional<SteadyTime> m_deadline;
    std::optional<ShutdownReport> m_end;
    int m_worstExitCode = 0; ///< of all reports of an end

    std::promise<bool> m_reportWanted; ///< set once, when the watch ends
    std::promise<int> m_exitCode; ///< set when the end is reported

    std::thread m_reporter; // the threads come last: they use all of the above
    std::thread m_watcher;
};

} // namespace Drainboard

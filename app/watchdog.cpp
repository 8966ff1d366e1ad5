// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "watchdog.h"

#include "engine/statuslines.h"
#include "reportfile.h"
#include "unixsignals.h"
#include "values/plaintexts.h"

#include <algorithm>
#include <system_error>
#include <tuple>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace Drainboard {
namespace {

constexpr auto timeForReport = 500ms;

/// In one write; not at all if that would block.
void writeToStandardError(const QByteArray &text)
{
    pollfd entry { STDERR_FILENO, POLLOUT, 0 };
    if (::poll(&entry, 1, 0) == 1 && (entry.revents & POLLOUT) != 0)
        std::ignore = ::write(STDERR_FILENO, text.constData(), static_cast<std::size_t>(text.size()));
}

} // namespace

Watchdog::Watchdog(const Settings &settings, ReportSource report, Exit exit, Writer write)
    : m_settings(settings)
    , m_report(std::move(report))
    , m_exit(std::move(exit))
    , m_write(std::move(write))
{
    if (::pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) == 0)
        startThreads();
}

void Watchdog::startThreads()
{
    try {
        m_reporter = std::thread(&Watchdog::reportIfWanted, this);
        m_watcher = std::thread(&Watchdog::watch, this);
    } catch (const std::system_error &) {
        m_reportWanted.set_value(false); // there is no watcher that would do so
    }
}

Watchdog::~Watchdog()
{
    {
        const Lock lock(m_mutex);
        m_stopped = true;
    }
    wake();
    for (std::thread *thread : { &m_watcher, &m_reporter }) {
        if (thread->joinable())
            thread->join();
    }
    for (const int descriptor : m_pipe) {
        if (descriptor >= 0)
            ::close(descriptor);
    }
}

void Watchdog::begin(const QString &trigger)
{
    {
        const Lock lock(m_mutex);
        if (m_triggers.count() == 0)
            count(trigger);
    }
    wake();
}

void Watchdog::beginDraining()
{
    {
        const Lock lock(m_mutex);
        if (m_triggers.count() == 0)
            return;
        m_drainSince = std::min(m_drainSince, SteadyClock::now());
        hasten(latestEnd());
    }
    wake();
}

void Watchdog::end(const ShutdownReport &report)
{
    {
        const Lock lock(m_mutex);
        m_end = report;
        m_worstExitCode = std::max(m_worstExitCode, report.exitCode());
        m_deadline = SteadyClock::now() + m_settings.leave;
        if (m_triggers.count() > 0)
            m_deadline = std::min(*m_deadline, latestEnd());
    }
    wake();
}

void Watchdog::disarm()
{
    const Lock lock(m_mutex);
    countSignals(); // those that came before do not arm it again
    m_triggers = {};
    m_triggersOfDrain = 0;
    m_deadline.reset();
}

void Watchdog::setForceAfter(std::chrono::milliseconds forceAfter)
{
    const Lock lock(m_mutex);
    m_settings.forceAfter = forceAfter;
}

void Watchdog::beginAnew(std::chrono::milliseconds forceAfter)
{
    disarm();
    const Lock lock(m_mutex);
    m_settings.forceAfter = forceAfter;
    m_end.reset();
}

void Watchdog::wake()
{
    const unsigned char noSignal = 0;
    std::ignore = ::write(m_pipe[1], &noSignal, 1); // if the pipe is full, the thread is awake already
}

void Watchdog::watch()
{
    const bool timeIsUp = waitForDeadline();
    m_reportWanted.set_value(timeIsUp);
    if (!timeIsUp)
        return;
    std::future<int> exitCode = m_exitCode.get_future();
    const bool saidInTime = exitCode.wait_for(timeForReport) == std::future_status::ready;
    m_exit(saidInTime ? exitCode.get() : 1);
}

bool Watchdog::waitForDeadline()
{
    for (;;) {
        pollfd entry { m_pipe[0], POLLIN, 0 };
        ::poll(&entry, 1, millisecondsToWait());
        const Lock lock(m_mutex);
        if (m_stopped)
            return false;
        countSignals();
        if (m_deadline && SteadyClock::now() >= *m_deadline)
            return true;
    }
}

int Watchdog::millisecondsToWait()
{
    const Lock lock(m_mutex);
    if (!m_deadline)
        return -1;
    constexpr std::chrono::milliseconds longest = 24h; // delay and force-after together may be more than an int holds
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*m_deadline - SteadyClock::now());
    return static_cast<int>(std::clamp(left, 0ms, longest).count());
}

void Watchdog::countSignals()
{
    unsigned char byte = 0;
    while (::read(m_pipe[0], &byte, 1) == 1) {
        if (byte != 0)
            count(UnixSignals::nameOf(byte));
    }
}

void Watchdog::count(const QString &trigger)
{
    const SteadyTime now = SteadyClock::now();
    if (!m_triggers.add(now))
        return;
    if (m_triggers.count() == 1) {
        m_firstTrigger = trigger;
        m_drainSince = now + m_settings.shutdownDelay;
    } else if (now < m_drainSince) {
        m_drainSince = now;
    } else {
        ++m_triggersOfDrain; // the first one aborts
    }
    hasten(m_triggersOfDrain < 2 ? latestEnd() : now + m_settings.grace);
}

void Watchdog::hasten(SteadyTime deadline)
{
    m_deadline = std::min(m_deadline.value_or(deadline), deadline);
}

SteadyTime Watchdog::latestEnd() const
{
    return m_drainSince + m_settings.forceAfter + m_settings.grace;
}

void Watchdog::reportIfWanted()
{
    if (m_reportWanted.get_future().get())
        m_exitCode.set_value(reportEnd());
}

int Watchdog::reportEnd()
{
    Lock lock(m_mutex);
    const std::optional<ShutdownReport> end = m_end;
    const QString trigger = m_firstTrigger;
    const SteadyTime begin = m_triggers.first();
    const int worstExitCode = m_worstExitCode;
    lock.unlock();

    const ShutdownReport report = end ? *end : m_report(trigger, begin);
    if (!end && report.phase == ShutdownPhase::Forced) { // the main thread has not printed it
        const PlainTexts wanted;
        writeToStandardError(StatusLines::shutdownEnded(report.phase).toUtf8() + '\n' + report.summary().toUtf8()
                             + '\n');
    }
    if (!m_settings.reportFile.isEmpty()) {
        if (const QString problem = writeReportFile(m_settings.reportFile, report); !problem.isEmpty())
            writeToStandardError(problem.toUtf8() + '\n');
    }
    for (const QString &line : m_write ? m_write() : QStringList())
        writeToStandardError(line.toUtf8() + '\n');
    return std::max(worstExitCode, report.exitCode());
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "watchdog.h"

#include "engine/statuslines.h"
#include "reportfile.h"
#include "unixsignals.h"

#include <algorithm>
#include <future>
#include <tuple>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace Drainboard {
namespace {

constexpr auto timeForLastWords = 500ms;

/// In one write; not at all if that would block.
void writeToStandardError(const QByteArray &text)
{
    pollfd entry { STDERR_FILENO, POLLOUT, 0 };
    if (::poll(&entry, 1, 0) == 1 && (entry.revents & POLLOUT) != 0)
        std::ignore = ::write(STDERR_FILENO, text.constData(), static_cast<std::size_t>(text.size()));
}

} // namespace

Watchdog::Watchdog(const Settings &settings, ReportSource report, Exit exit)
    : m_settings(settings)
    , m_report(std::move(report))
    , m_exit(std::move(exit))
{
    if (::pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("drainboard: no descriptor is left for the watchdog");
    m_thread = std::thread(&Watchdog::watch, this);
}

Watchdog::~Watchdog()
{
    {
        const Lock lock(m_mutex);
        m_stopped = true;
    }
    wake();
    m_thread.join();
    for (const int descriptor : m_pipe)
        ::close(descriptor);
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

void Watchdog::end(const ShutdownReport &report)
{
    {
        const Lock lock(m_mutex);
        m_end = report;
        m_deadline = SteadyClock::now() + m_settings.leave;
        if (m_triggers.count() > 0)
            m_deadline = std::min(*m_deadline, latestEnd());
    }
    wake();
}

void Watchdog::disarm()
{
    const Lock lock(m_mutex);
    countSignals(); // those that came before
    m_triggers = {};
    m_deadline.reset();
}

void Watchdog::wake()
{
    const unsigned char noSignal = 0;
    std::ignore = ::write(m_pipe[1], &noSignal, 1); // if the pipe is full, the thread is awake anyhow
}

void Watchdog::watch()
{
    for (;;) {
        pollfd entry { m_pipe[0], POLLIN, 0 };
        ::poll(&entry, 1, millisecondsToWait());
        const Lock lock(m_mutex);
        if (m_stopped)
            return;
        countSignals();
        if (m_deadline && SteadyClock::now() >= *m_deadline)
            break;
    }
    endProcess();
}

int Watchdog::millisecondsToWait()
{
    const Lock lock(m_mutex);
    if (!m_deadline)
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*m_deadline - SteadyClock::now());
    return static_cast<int>(std::max(left, 0ms).count());
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
    if (m_triggers.count() == 1)
        m_firstTrigger = trigger;
    const SteadyTime deadline = m_triggers.count() < 3 ? latestEnd() : now + m_settings.grace;
    m_deadline = std::min(m_deadline.value_or(deadline), deadline);
}

SteadyTime Watchdog::latestEnd() const
{
    return m_triggers.first() + m_settings.forceAfter + m_settings.grace;
}

void Watchdog::endProcess()
{
    // The last words have a thread of their own: whatever blocks them does not keep the process.
    std::promise<int> said;
    std::future<int> exitCode = said.get_future();
    std::thread speaker([this, &said] { said.set_value(lastWords()); });
    const bool inTime = exitCode.wait_for(timeForLastWords) == std::future_status::ready;
    m_exit(inTime ? exitCode.get() : 1);
    speaker.join(); // only a test's m_exit() returns
}

int Watchdog::lastWords()
{
    Lock lock(m_mutex);
    const std::optional<ShutdownReport> end = m_end;
    const QString trigger = m_firstTrigger;
    const SteadyTime begin = m_triggers.first();
    lock.unlock();

    const ShutdownReport report = end ? *end : m_report(trigger, begin);
    if (!end && report.phase == ShutdownPhase::Forced) { // before it says that this is the end, it says so itself
        writeToStandardError(StatusLines::shutdownEnded(report.phase).toUtf8() + '\n' + report.summary().toUtf8()
                             + '\n');
    }
    if (!m_settings.reportFile.isEmpty()) {
        if (const QString problem = writeReportFile(m_settings.reportFile, report); !problem.isEmpty())
            writeToStandardError(problem.toUtf8() + '\n');
    }
    return report.exitCode();
}

} // namespace Drainboard

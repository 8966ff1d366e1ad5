// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/commandqueue.h"

#include <utility>

namespace Drainboard {

namespace {

// So many are run in a row; then it is the turn of sockets and timers.
constexpr int turn = 64;

} // namespace

CommandQueue::CommandQueue(QObject *parent)
    : QObject(parent)
{
}

void CommandQueue::post(Command command)
{
    const std::scoped_lock lock(m_mutex);
    m_commands.push_back(std::move(command));
    scheduleRun();
}

// By name, and not by a pointer to the function: so what one thread writes and another reads is all under this mutex,
// where a thread sanitizer sees that it is safe. What happens within Qt it does not see.
void CommandQueue::scheduleRun()
{
    if (!std::exchange(m_isScheduled, true))
        QMetaObject::invokeMethod(this, "run", Qt::QueuedConnection);
}

void CommandQueue::run()
{
    std::unique_lock lock(m_mutex);
    m_isScheduled = false;
    for (int i = 0; i < turn && !m_commands.empty(); ++i) {
        const Command command = std::move(m_commands.front());
        m_commands.pop_front();
        lock.unlock();
        command();
        lock.lock();
    }
    if (!m_commands.empty())
        scheduleRun();
}

} // namespace Drainboard

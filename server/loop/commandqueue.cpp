// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/commandqueue.h"

#include <utility>

namespace Drainboard {

namespace {

// How many commands are run in a row. Then it is the turn of sockets and timers.
constexpr int turn = 64;

} // namespace

CommandQueue::CommandQueue(QObject *parent)
    : QObject(parent)
{
}

// Takes what is left under the mutex, for the same reason as scheduleRun().
CommandQueue::~CommandQueue()
{
    std::deque<Command> left; // deleted after the mutex is free again: what commands hold goes with them
    const std::scoped_lock lock(m_mutex);
    left.swap(m_commands);
}

void CommandQueue::post(Command command)
{
    const std::scoped_lock lock(m_mutex);
    m_commands.push_back(std::move(command));
    scheduleRun();
}

// By the function's name, not by a pointer to it. With a pointer, Qt hands data from one thread to the other in a way
// that a thread sanitizer cannot follow; so all of it is here, under the mutex.
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

#include "moc_commandqueue.cpp"

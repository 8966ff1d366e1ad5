// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>

#include <deque>
#include <functional>
#include <mutex>

namespace Drainboard {

/// Takes commands from any thread, and runs them in the thread that it lives in, in the order in which they came.
class CommandQueue : public QObject
{
    Q_OBJECT

public:
    using Command = std::function<void()>;

    explicit CommandQueue(QObject *parent = nullptr);

    /// Runs \a command from the event loop, later. Any thread. A command that has not run when this object is deleted
    /// is deleted with it.
    void post(Command command);

private:
    void scheduleRun();
    Q_INVOKABLE void run();

    std::mutex m_mutex; // guards all below
    std::deque<Command> m_commands;
    bool m_isScheduled = false;
};

} // namespace Drainboard

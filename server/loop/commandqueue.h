// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Commands from any thread to the one that this object lives in, which runs them in the order in which they came.

#include <QObject>

#include <deque>
#include <functional>
#include <mutex>

namespace Drainboard {

class CommandQueue : public QObject
{
    Q_OBJECT

public:
    using Command = std::function<void()>;

    explicit CommandQueue(QObject *parent = nullptr);

    /// Lets \a command run from the event loop. Any thread. Commands that have not run when this object is deleted
    /// never do.
    void post(Command command);

private:
    void scheduleRun();
    Q_INVOKABLE void run();

    std::mutex m_mutex; // guards all below
    std::deque<Command> m_commands;
    bool m_isScheduled = false;
};

} // namespace Drainboard

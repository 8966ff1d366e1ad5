// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QThread>

#include <latch>

namespace Drainboard {

/// A thread with an event loop, and with objects of its own that others may give work to: it says when they are there,
/// and ends before what they use does. The object itself lives in the thread that made it; functions are for that.
class LoopThread : public QThread
{
    Q_OBJECT

public:
    /// \a dispatcher is the thread's from now on; null: Qt's own.
    explicit LoopThread(QAbstractEventDispatcher *dispatcher, QObject *parent = nullptr);

protected:
    /// Starts the thread, and waits until serve() has called sayReady(). False where no thread can be started.
    bool begin();
    /// Ends its event loop, and waits for the thread. The first thing to do in the destructor of what serve() is of.
    void end();

    /// What the thread does: makes its objects, calls sayReady(), runs exec(). In the thread.
    virtual void serve() = 0;
    /// Once. In the thread.
    void sayReady() { m_ready.count_down(); }

private:
    void run() final;
    bool isStarted() const { return isRunning() || isFinished(); }

    std::latch m_ready { 1 };
    std::latch m_ended { 1 };
};

} // namespace Drainboard

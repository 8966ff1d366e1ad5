// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// The event loop of a thread, on epoll: a pass costs by the events that there are, where Qt's own dispatchers
// look at each descriptor that is watched. To be given to QThread::setEventDispatcher() before the thread
// starts, which then owns it; wakeUp() and interrupt() are for any thread, all else for that one. Linux only.

#include "loop/loopwaker.h"
#include "loop/notifierset.h"
#include "loop/timerqueue.h"

#include <QAbstractEventDispatcher>

#include <atomic>

namespace Drainboard {

class EpollEventDispatcher : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    /// Needs two descriptors, and ends the process if there are none left.
    explicit EpollEventDispatcher(QObject *parent = nullptr);

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;

    void wakeUp() override;
    void interrupt() override;

private:
    bool sendPostedEvents();
    bool wait(bool mayWait, bool forSockets, bool forTimers);
    int timeUntilTimer() const;
    int activateNotifiers();
    int activateTimers();

    LoopWaker m_waker;
    NotifierSet m_notifiers { m_waker };
    TimerQueue m_timers;
    std::atomic<bool> m_isInterrupted = false;
    bool m_isSendingPosted = false;
    quint64 m_passes = 0;
};

} // namespace Drainboard

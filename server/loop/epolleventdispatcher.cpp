// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/epolleventdispatcher.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimerEvent>

#include <algorithm>
#include <limits>
#include <utility>

namespace Drainboard {

namespace {

// As the int that Qt and the kernel take.
int milliseconds(TimerQueue::Interval interval)
{
    using Limits = std::numeric_limits<int>;
    return int(std::clamp<TimerQueue::Interval::rep>(interval.count(), 0, Limits::max()));
}

} // namespace

EpollEventDispatcher::EpollEventDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
{
}

bool EpollEventDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    const bool withSockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    const bool withTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    const quint64 pass = ++m_passes;

    m_isInterrupted = false; // if that was meant for this pass, there is a wake-up too, and it does not wait
    Q_EMIT awake();
    bool isHandled = sendPostedEvents();

    const bool mayWait = flags.testFlag(QEventLoop::WaitForMoreEvents) && !isHandled && !m_isInterrupted;
    if (mayWait)
        Q_EMIT aboutToBlock();
    if (m_isInterrupted)
        return false;
    // A nested pass may have taken an interruption or a wake-up that was meant for this one.
    const bool isWoken = wait(mayWait && pass == m_passes, withSockets, withTimers);
    if (mayWait)
        Q_EMIT awake();
    // What was posted during the wait was posted before the sockets had anything to tell, as far as we know.
    if (isWoken && sendPostedEvents())
        isHandled = true;

    if (withSockets && activateNotifiers() > 0)
        isHandled = true;
    if (withTimers && activateTimers() > 0)
        isHandled = true;
    return isHandled;
}

void EpollEventDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    m_notifiers.add(notifier);
}

void EpollEventDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    m_notifiers.remove(notifier);
}

void EpollEventDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object)
{
    m_timers.add(timerId, TimerQueue::Interval(interval), timerType, object, TimerQueue::Clock::now());
}

bool EpollEventDispatcher::unregisterTimer(int timerId)
{
    return m_timers.remove(timerId);
}

bool EpollEventDispatcher::unregisterTimers(QObject *object)
{
    return m_timers.removeAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollEventDispatcher::registeredTimers(QObject *object) const
{
    return m_timers.timersOf(object);
}

int EpollEventDispatcher::remainingTime(int timerId)
{
    const auto remaining = m_timers.remaining(timerId, TimerQueue::Clock::now());
    return remaining ? milliseconds(*remaining) : -1;
}

void EpollEventDispatcher::wakeUp()
{
    m_waker.wake();
}

void EpollEventDispatcher::interrupt()
{
    m_isInterrupted = true;
    m_waker.wake();
}

// Whether there was something to be sent, or somebody called wakeUp().
bool EpollEventDispatcher::sendPostedEvents()
{
    // What an outer pass is in the middle of sending is sent by one that is nested in it.
    const bool isNested = std::exchange(m_isSendingPosted, false);
    const bool isWoken = m_waker.takeWake() || isNested;
    m_isSendingPosted = isWoken;
    QCoreApplication::sendPostedEvents();
    m_isSendingPosted = false;
    return isWoken;
}

// Whether wakeUp() was called meanwhile; only if it may wait.
bool EpollEventDispatcher::wait(bool mayWait, bool forSockets, bool forTimers)
{
    bool isWoken = false;
    bool isOver = false;
    while (!isOver) { // a signal is no event
        const bool isWaiting = mayWait && m_waker.beginWait();
        const int timeout = !isWaiting ? 0 : forTimers ? timeUntilTimer() : -1;
        if (forSockets)
            isOver = m_notifiers.collect(timeout);
        else
            isOver = timeout == 0 || m_waker.wait(timeout);
        if (mayWait)
            isWoken = m_waker.endWait();
    }
    return isWoken;
}

// In milliseconds, for epoll_wait(): -1 if there is none.
int EpollEventDispatcher::timeUntilTimer() const
{
    const auto next = m_timers.next();
    if (!next)
        return -1;
    // Rounded down, the rest of a millisecond would be spent in passes that do nothing.
    return milliseconds(std::chrono::ceil<TimerQueue::Interval>(*next - TimerQueue::Clock::now()));
}

int EpollEventDispatcher::activateNotifiers()
{
    int activated = 0;
    while (QSocketNotifier *notifier = m_notifiers.takeReady()) {
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(notifier, &event);
        ++activated;
    }
    return activated;
}

int EpollEventDispatcher::activateTimers()
{
    if (!m_timers.next())
        return 0;
    return m_timers.fire(TimerQueue::Clock::now(), [](int id, QObject *object) {
        QTimerEvent event(id);
        QCoreApplication::sendEvent(object, &event);
    });
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/epolleventdispatcher.h"

#include "loop/looppulse.h"
#include "loop/loopwaker.h"
#include "loop/notifierset.h"
#include "loop/timerqueue.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimerEvent>

#include <algorithm>
#include <atomic>
#include <limits>
#include <utility>

namespace Drainboard {

namespace {

// Qt and the kernel want an int.
int milliseconds(TimerQueue::Interval interval)
{
    using Limits = std::numeric_limits<int>;
    return int(std::clamp<TimerQueue::Interval::rep>(interval.count(), 0, Limits::max()));
}

} // namespace

class EpollEventDispatcher::Private
{
public:
    LoopPulse pulse;
    LoopWaker waker;
    NotifierSet notifiers { waker };
    TimerQueue timers;
    std::atomic<bool> isInterrupted = false;
    bool isSendingPosted = false;
    quint64 passes = 0;
};

EpollEventDispatcher::EpollEventDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
    , d(std::make_unique<Private>())
{
}

EpollEventDispatcher::~EpollEventDispatcher() = default;

bool EpollEventDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    const bool withSockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    const bool withTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    const quint64 pass = ++d->passes;

    d->pulse.comeRound();
    d->isInterrupted = false; // interrupt() has called wake(), too: so this pass does not wait
    Q_EMIT awake();
    bool isHandled = sendPostedEvents();

    const bool mayWait = flags.testFlag(QEventLoop::WaitForMoreEvents) && !isHandled && !d->isInterrupted;
    if (mayWait)
        Q_EMIT aboutToBlock();
    if (d->isInterrupted)
        return false;
    // A nested pass may have taken an interruption or a wake-up that was meant for this one.
    const bool isWoken = wait(mayWait && pass == d->passes, withSockets, withTimers);
    if (mayWait)
        Q_EMIT awake();
    // Posted events before sockets: they were posted first, as far as we know.
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
    d->notifiers.add(notifier);
}

void EpollEventDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    d->notifiers.remove(notifier);
}

void EpollEventDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object)
{
    d->timers.add(timerId, TimerQueue::Interval(interval), timerType, object, TimerQueue::Clock::now());
}

bool EpollEventDispatcher::unregisterTimer(int timerId)
{
    return d->timers.remove(timerId);
}

bool EpollEventDispatcher::unregisterTimers(QObject *object)
{
    return d->timers.removeAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollEventDispatcher::registeredTimers(QObject *object) const
{
    return d->timers.timersOf(object);
}

int EpollEventDispatcher::remainingTime(int timerId)
{
    const auto remaining = d->timers.remaining(timerId, TimerQueue::Clock::now());
    return remaining ? milliseconds(*remaining) : -1;
}

void EpollEventDispatcher::wakeUp()
{
    d->waker.wake();
}

void EpollEventDispatcher::interrupt()
{
    d->isInterrupted = true;
    d->waker.wake();
}

std::optional<std::chrono::steady_clock::time_point> EpollEventDispatcher::busySince() const
{
    return d->pulse.busySince();
}

// Whether there was something to be sent, or somebody called wakeUp().
bool EpollEventDispatcher::sendPostedEvents()
{
    // If an outer pass is in the middle of sending posted events, this one sends the rest of them.
    const bool isNested = std::exchange(d->isSendingPosted, false);
    const bool isWoken = d->waker.takeWake() || isNested;
    d->isSendingPosted = isWoken;
    QCoreApplication::sendPostedEvents();
    d->isSendingPosted = false;
    return isWoken;
}

// Waits, if \a mayWait, until something is ready. Returns whether wakeUp() was called meanwhile.
bool EpollEventDispatcher::wait(bool mayWait, bool forSockets, bool forTimers)
{
    bool isWoken = false;
    bool isOver = false;
    while (!isOver) { // a signal is no event
        const bool isWaiting = mayWait && d->waker.beginWait();
        const int timeout = !isWaiting ? 0 : forTimers ? timeUntilTimer() : -1;
        if (timeout != 0)
            d->pulse.rest();
        if (forSockets)
            isOver = d->notifiers.collect(timeout);
        else
            isOver = timeout == 0 || d->waker.wait(timeout);
        if (timeout != 0)
            d->pulse.comeRound();
        if (mayWait)
            isWoken = d->waker.endWait();
    }
    return isWoken;
}

// In milliseconds, for epoll_wait(): -1 if there is none.
int EpollEventDispatcher::timeUntilTimer() const
{
    const auto next = d->timers.next();
    if (!next)
        return -1;
    // Round up: rounded down, the last part of a millisecond would be spent in passes that do nothing.
    return milliseconds(std::chrono::ceil<TimerQueue::Interval>(*next - TimerQueue::Clock::now()));
}

int EpollEventDispatcher::activateNotifiers()
{
    int activated = 0;
    while (QSocketNotifier *notifier = d->notifiers.takeReady()) {
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(notifier, &event);
        ++activated;
    }
    return activated;
}

int EpollEventDispatcher::activateTimers()
{
    if (!d->timers.next())
        return 0;
    return d->timers.fire(TimerQueue::Clock::now(), [](int id, QObject *object) {
        QTimerEvent event(id);
        QCoreApplication::sendEvent(object, &event);
    });
}

} // namespace Drainboard

#include "moc_epolleventdispatcher.cpp"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QAbstractEventDispatcher>

#include <chrono>
#include <memory>
#include <optional>

namespace Drainboard {

/// The event loop of a thread, on epoll. What a pass costs depends on how many events there are, where Qt's own
/// dispatchers look at each descriptor that is watched. Give it to QThread::setEventDispatcher() before the thread
/// starts: the thread owns it then. wakeUp(), interrupt() and busySince() are for any thread, all else for that one.
/// Linux only.
class EpollEventDispatcher : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    /// Needs two descriptors. Ends the process if there are none left.
    explicit EpollEventDispatcher(QObject *parent = nullptr);
    ~EpollEventDispatcher() override;

    /// @{
    /// As QAbstractEventDispatcher says.
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
    /// @}

    /// Since when the loop has not come round: what it does takes so long. Nullopt while it waits. A few milliseconds
    /// too early at most, never too late.
    std::optional<std::chrono::steady_clock::time_point> busySince() const;

private:
    bool sendPostedEvents();
    bool wait(bool mayWait, bool forSockets, bool forTimers);
    int timeUntilTimer() const;
    int activateNotifiers();
    int activateTimers();

    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// The enabled socket notifiers of one thread, and the epoll instance that finds those whose descriptors are
// ready. What it costs depends on how many are ready, not on how many there are. For one thread.

#include <QtGlobal>

#include <array>
#include <vector>

class QSocketNotifier;

namespace Drainboard {

class LoopWaker;

class NotifierSet
{
    Q_DISABLE_COPY_MOVE(NotifierSet)

public:
    /// \a waker ends a wait as well. Ends the process if there is no descriptor left.
    explicit NotifierSet(LoopWaker &waker);
    ~NotifierSet();

    /// A notifier whose descriptor cannot be watched is disabled, here or in collect(), with a warning.
    void add(QSocketNotifier *notifier);
    /// Also one that is not in the set; its descriptor may be closed by now.
    void remove(QSocketNotifier *notifier);

    /// Whether collect() would not wait.
    bool hasReady();
    /// Finds which are ready; waits up to \a timeout milliseconds (-1: without end) for one. Does nothing while
    /// there are some that have not been taken. False if a signal ended the wait.
    bool collect(int timeout);
    /// The next one to be told that it is ready, or nullptr. Each event is given once, whoever asks: a nested
    /// event loop goes on where the outer one is.
    QSocketNotifier *takeReady();

private:
    struct Watch
    {
        std::array<QSocketNotifier *, 3> notifiers {}; // by QSocketNotifier::Type
        quint32 generation = 0; // tells what was collected from what the same number means now
        quint32 armed = 0; // the events that epoll looks for
        bool isChanged = false; // is in m_changed
        bool isFile = false; // is in m_files

        quint32 wanted() const;
    };
    struct Ready
    {
        int descriptor;
        quint32 generation;
        quint32 types; // a bit for each QSocketNotifier::Type not yet taken
    };

    void open();
    void reopen();
    void noteChange(int descriptor);
    void applyChanges();
    bool arm(int descriptor);
    void disarm(int descriptor);
    void disable(int descriptor);
    QSocketNotifier *firstReady();
    bool hasReadyFile() const;

    LoopWaker &m_waker;
    int m_epoll = -1;
    std::vector<Watch> m_watches; // by descriptor
    std::vector<int> m_changed; // descriptors that epoll is still to be told of
    std::vector<int> m_files; // descriptors that epoll does not take, since they are ready at any time
    std::vector<Ready> m_ready;
    std::size_t m_taken = 0; // of m_ready
};

} // namespace Drainboard

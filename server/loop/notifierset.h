// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// The enabled socket notifiers of one thread, and the epoll instance that finds those whose descriptors are
// ready. What it costs depends on how many are ready, not on how many there are. For one thread.

#include <QtGlobal>

#include <array>
#include <unordered_map>
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

    /// A notifier whose descriptor cannot be watched is disabled by collect(), with a warning.
    void add(QSocketNotifier *notifier);
    /// Also one that is not in the set; its descriptor may be closed by now.
    void remove(QSocketNotifier *notifier);

    /// Finds those that are ready, up to a few hundred; waits up to \a timeout milliseconds for one, -1 is without
    /// end. False if a signal ended the wait.
    bool collect(int timeout);
    /// The next of them that is to be told, or nullptr. What a nested event loop finds takes the place of what the
    /// outer one has not come to, so that nothing is told twice.
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
        const Watch *watch;
        quint32 generation;
        quint32 types; // a bit for each QSocketNotifier::Type not yet taken
    };

    void watchWaker();
    void reopen();
    void noteChange(int descriptor);
    void applyChanges();
    int arm(int descriptor);
    void disarm(int descriptor);
    void disable(int descriptor);
    bool hasReadyFile() const;

    LoopWaker &m_waker;
    int m_epoll;
    std::unordered_map<int, Watch> m_watches; // by descriptor; each stays where it is, for the next of its number
    std::vector<int> m_changed; // descriptors that epoll is still to be told of
    std::vector<int> m_files; // descriptors that epoll does not take, since they are ready at any time
    std::vector<Ready> m_ready;
    std::size_t m_taken = 0; // of m_ready
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

#include <array>
#include <unordered_map>
#include <vector>

class QSocketNotifier;

namespace Drainboard {

class LoopWaker;

/// The enabled socket notifiers of one thread, and the epoll instance that finds those that are ready. What it costs
/// depends on how many are ready, not on how many there are. For one thread.
class NotifierSet
{
    Q_DISABLE_COPY_MOVE(NotifierSet)

public:
    /// \a waker ends a wait as well. Ends the process if there is no descriptor left.
    explicit NotifierSet(LoopWaker &waker);
    ~NotifierSet();

    /// A notifier whose descriptor cannot be watched is disabled by collect(), with a warning.
    void add(QSocketNotifier *notifier);
    /// May be called for one that is not in the set. Its descriptor may be closed already.
    void remove(QSocketNotifier *notifier);

    /// Finds a few hundred of those that are ready. Waits up to \a timeout milliseconds for the first one; -1 is
    /// without end. False if a signal ended the wait.
    bool collect(int timeout);
    /// The next ready one to activate, or nullptr. When a nested event loop calls collect(), what the outer one has not
    /// yet taken is dropped and found again, so that no notifier is activated twice.
    QSocketNotifier *takeReady();

private:
    struct DescriptorState
    {
        std::array<QSocketNotifier *, 3> notifiers {}; // by QSocketNotifier::Type
        quint32 generation = 0; // changes when the number may stand for another descriptor
        quint32 armed = 0; // the events that epoll looks for
        bool isChanged = false; // is in m_changed
        bool isFile = false; // is in m_files

        quint32 wanted() const;
    };
    struct Ready
    {
        const DescriptorState *state;
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
    std::unordered_map<int, DescriptorState>
        m_states; // by descriptor; stays for the next descriptor with the same number
    std::vector<int> m_changed; // descriptors whose change epoll does not know yet
    std::vector<int> m_files; // descriptors that epoll refuses, because they are always ready
    std::vector<Ready> m_ready;
    std::size_t m_taken = 0; // of m_ready
};

} // namespace Drainboard

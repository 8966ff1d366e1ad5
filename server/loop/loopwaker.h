// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Ends the wait of an event loop: any number of wake-ups before the loop looks again are one, and cost a system
// call only if the loop really waits. wake() is for any thread, all else for the thread of the loop.

#include <QtGlobal>

#include <atomic>

namespace Drainboard {

class LoopWaker
{
    Q_DISABLE_COPY_MOVE(LoopWaker)

public:
    /// Ends the process if there is no descriptor left: no event loop can be without.
    LoopWaker();
    ~LoopWaker();

    void wake();

    /// Whether wake() has been called since the last call.
    bool takeWake();
    /// To be called before a wait. False if wake() has been called since takeWake(): waiting is not allowed then.
    bool beginWait();
    /// To be called after the wait. Whether wake() has been called since takeWake().
    bool endWait();

    /// Readable when a wait is to end; possibly once more later.
    int descriptor() const { return m_descriptor; }
    /// To be called when descriptor() is found readable.
    void drain();
    /// Waits for nothing but wake(); milliseconds, -1 is without end. False if a signal ended the wait.
    bool wait(int timeout);

private:
    enum class State {
        Running,
        Waiting, // or about to
        Woken,
    };

    // What was called for is told by the state alone, so that it does not matter when the descriptor is drained.
    std::atomic<State> m_state { State::Running };
    const int m_descriptor;
};

} // namespace Drainboard

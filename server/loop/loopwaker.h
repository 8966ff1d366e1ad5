// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

#include <atomic>

namespace Drainboard {

/// Ends the wait of an event loop. Several wake-ups before the loop looks again count as one. A wake-up costs a system
/// call only if the loop is waiting. wake() is for any thread, all else for the thread of the loop.
class LoopWaker
{
    Q_DISABLE_COPY_MOVE(LoopWaker)

public:
    /// Ends the process if there is no descriptor left: no event loop works without one.
    LoopWaker();
    ~LoopWaker();

    void wake();

    /// Whether wake() has been called since the last call.
    bool takeWake();
    /// Call it before a wait. False if wake() has been called since takeWake(): do not wait then.
    bool beginWait();
    /// Call it after the wait. Whether wake() has been called since takeWake().
    bool endWait();

    /// Becomes readable when a wait must end. It may become readable once more than needed.
    int descriptor() const { return m_descriptor; }
    /// Call it when descriptor() is readable.
    void drain();
    /// Waits for wake(), for \a timeout milliseconds at most; -1 is without end. False if a signal ended the wait.
    bool wait(int timeout);

private:
    enum class State {
        Running,
        Waiting, // or about to
        Woken,
    };

    // Only the state says whether wake() was called, so it does not matter when the descriptor is drained.
    std::atomic<State> m_state { State::Running };
    const int m_descriptor;
};

} // namespace Drainboard

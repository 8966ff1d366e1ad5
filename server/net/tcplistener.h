// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// A listening socket's descriptor, owned by somebody else, and what the kernel has completed for it. Nothing here
// blocks. For any one thread.

#include <QDeadlineTimer>

#include <chrono>

namespace Drainboard {

class TcpListener
{
public:
    enum class Outcome {
        Accepted,
        NoneWaiting,
        OutOfDescriptors, ///< or of memory: one waits and cannot be accepted now
    };
    struct Acceptance
    {
        Outcome outcome;
        int descriptor = -1; ///< non-blocking, closed on exec; the caller's
    };

    explicit TcpListener(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    Acceptance accept() const;

    /// Calls \a take with the descriptor of each connection that waits, and of those that come meanwhile, but not
    /// without end. False if some could not be accepted.
    template <typename Take> bool acceptAll(Take take) const;

    /// Lets no more connections be completed: also where others hold the same socket, which close() would not reach.
    /// Those that still wait are reset.
    void stop() const;

private:
    static constexpr std::chrono::milliseconds acceptAtMost { 100 };
    int waiting() const;

    const int m_descriptor;
};

template <typename Take> bool TcpListener::acceptAll(Take take) const
{
    const QDeadlineTimer bound(acceptAtMost);
    // All are accepted that are there at the beginning; those that come meanwhile only for a while.
    for (int left = waiting(); left > 0 || !bound.hasExpired(); --left) {
        const Acceptance acceptance = accept();
        if (acceptance.outcome != Outcome::Accepted)
            return acceptance.outcome == Outcome::NoneWaiting;
        take(acceptance.descriptor);
    }
    return true;
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "net/filedescriptor.h"

#include <QDeadlineTimer>

#include <chrono>
#include <functional>
#include <utility>

namespace Drainboard {

/// Accepts connections from a listening socket, whose descriptor somebody else owns. Nothing here blocks. For any one
/// thread.
class TcpListener
{
public:
    enum class Outcome {
        Accepted,
        NoneWaiting,
        NotNow, ///< one waits, and cannot be accepted for now: mostly, no descriptor or no memory is left
        Failed, ///< nothing can ever be accepted: this is no listening socket, or none any more
    };
    struct Acceptance
    {
        Outcome outcome;
        FileDescriptor descriptor; ///< where Accepted: non-blocking, closed on exec
        int error = 0; ///< where NotNow or Failed: errno
    };
    /// Accepts one connection of a listening socket, as accept(): -1 and errno where there is none.
    using AcceptCall = std::function<int(int listener)>;
    static int acceptNonBlocking(int listener);

    explicit TcpListener(int descriptor, AcceptCall call = &acceptNonBlocking)
        : m_descriptor(descriptor)
        , m_accept(std::move(call))
    {
    }

    /// Accepts one connection. Skips those that have failed while they waited.
    Acceptance accept() const;

    /// Calls \a take with the FileDescriptor of each connection that waits. Also of those that come meanwhile, but not
    /// without end. False if some wait that cannot be accepted for now: try again later.
    template <typename Take> bool acceptAll(Take take) const;

    /// Lets no more connections be completed. Works also if others hold the same socket, which close() would not reach.
    /// Those that still wait are reset.
    void stop() const;

private:
    static constexpr std::chrono::milliseconds acceptAtMost { 100 };
    int waiting() const;

    const int m_descriptor;
    const AcceptCall m_accept;
};

template <typename Take> bool TcpListener::acceptAll(Take take) const
{
    const QDeadlineTimer bound(acceptAtMost);
    // All that wait at the beginning; those that come meanwhile only for a while.
    for (int left = waiting(); left > 0 || !bound.hasExpired(); --left) {
        Acceptance acceptance = accept();
        if (acceptance.outcome != Outcome::Accepted)
            return acceptance.outcome != Outcome::NotNow;
        take(std::move(acceptance.descriptor));
    }
    return true;
}

} // namespace Drainboard

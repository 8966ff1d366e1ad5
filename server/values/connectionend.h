// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/vocabulary.h"

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace Drainboard {

/// How a connection ends on the wire: who closed first, how, and what was left over. CloseCause says why. Moments are
/// those at which the server has seen or sent what they tell of: one that is busy sees it later. A default moment is
/// none. A plain value.
struct ConnectionEnd
{
    /// A moment of the clock of ConnectionInfo.
    using Time = std::chrono::steady_clock::time_point;

    EndSide firstBy = EndSide::Nobody; ///< whose FIN or RST came first
    EndSign firstSign = EndSign::None; ///< which of these it was
    ConnectionState stateAtFirst = ConnectionState::New; ///< what the connection was doing then
    /// How long it had been New or Idle then. Nothing where a request, or a part of one, had come and was not answered.
    std::optional<std::chrono::milliseconds> idleFor {};
    Time clientFinAt {}; ///< when the client's FIN was seen
    Time ourFinAt {}; ///< when ours was sent
    Time resetAt {}; ///< when the connection was reset, or given up
    EndSide resetBy = EndSide::Nobody; ///< by whom; Nobody where the kernel gave up a client that does not answer
    /// Bytes that the kernel had received and nobody has read. They are looked for where there may be some: not where
    /// both sides have closed while it was idle.
    quint64 unread = 0;
    /// Bytes written for the client that it has not acknowledged; looked for as unread. What a client that reset the
    /// connection has received, and not acknowledged, is among them.
    quint64 unsent = 0;

    /// When the first of the signs came.
    Time firstAt() const;
    /// Whether all of it is equal.
    friend bool operator==(const ConnectionEnd &, const ConnectionEnd &) = default;
};

/// A ConnectionEnd that there is or not. It takes two pointers of room: most connections have not begun to end. Copies
/// share it, and are told apart by what it says. A plain value.
class KnownEnd
{
public:
    /// None yet.
    KnownEnd() = default;
    /// This one.
    KnownEnd(const ConnectionEnd &end)
        : m_end(std::make_shared<const ConnectionEnd>(end))
    {
    }

    /// Whether there is one.
    explicit operator bool() const { return m_end != nullptr; }
    /// What is known of it; only where there is one.
    const ConnectionEnd &operator*() const { return *m_end; }
    /// The same.
    const ConnectionEnd *operator->() const { return m_end.get(); }
    /// What is known of it; a default one where there is none.
    ConnectionEnd value() const { return m_end ? *m_end : ConnectionEnd(); }

    /// Whether both are none, or say the same.
    friend bool operator==(const KnownEnd &left, const KnownEnd &right)
    {
        return left.m_end == right.m_end || (left.m_end && right.m_end && *left.m_end == *right.m_end);
    }

private:
    std::shared_ptr<const ConnectionEnd> m_end;
};

} // namespace Drainboard

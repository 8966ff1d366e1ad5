// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/connectionquota.h"
#include "loop/ringlink.h"
#include "values/connectioninfo.h"

#include <atomic>
#include <compare>
#include <optional>
#include <utility>

namespace Drainboard {

/// The idle connections of one server, in the order in which they became idle, so that the first of them can make room
/// for a new one. Whatever is done here costs the same however many there are. Has no clock: it is told the time. For
/// one thread, except where "any thread" is said.
class IdleConnections
{
    Q_DISABLE_COPY_MOVE(IdleConnections)

public:
    enum class Kind {
        Unused, ///< nothing has come on it yet. It goes first, but only after unusedFor
        Answered, ///< it is between two requests
    };

    /// A connection that may be listed, in one list at a time, which it must not outlive.
    class Entry : private RingLink
    {
        Q_DISABLE_COPY_MOVE(Entry)

    public:
        Entry() = default;

    protected:
        ~Entry() { leave(); }
        bool isListed() const { return m_list; }
        /// It is not idle any more.
        void leave()
        {
            if (m_list)
                m_list->remove(*this);
        }

    private:
        friend class IdleConnections;
        /// Begins to end in good order, and gives its place to another connection. No place where it is not idle after
        /// all. May leave the list, and may not delete any entry.
        virtual ConnectionQuota::Place makeRoom() = 0;

        IdleConnections *m_list = nullptr;
        Kind m_kind = Kind::Unused;
        SteadyTime m_since {};
    };

    /// The connection that would make room. The smallest of several is the one that should.
    struct Offer
    {
        Kind kind = Kind::Unused;
        SteadyTime since {};

        friend auto operator<=>(const Offer &, const Offer &) = default;
    };

    IdleConnections() = default;

    /// A connection that is not listed is idle \a since then.
    void add(Entry &entry, Kind kind, SteadyTime since);
    /// The place of the connection that has been idle longest. Empty if there is none, or none that is found with a few
    /// looks.
    ConnectionQuota::Place makeRoom(SteadyTime now);

    /// Ends a reservation with \a action, in which makeRoom() may be called.
    template <typename Action> void redeem(Action action)
    {
        m_isRedeeming = true;
        action();
        if (std::exchange(m_isRedeeming, false))
            ++m_free;
    }

    // Any thread:

    /// What makeRoom() would find; nullopt if all that there is has been reserved.
    std::optional<Offer> offer(SteadyTime now) const;
    /// Somebody will have a connection make room: see redeem().
    void reserve() { --m_free; }

    /// A client that connects sends its request at once. One that has not after this is in no hurry.
    static constexpr std::chrono::seconds unusedFor { 1 };

private:
    struct Queue
    {
        RingLink ring;
        std::atomic<SteadyTime> first {}; // for other threads
    };

    void remove(Entry &entry);
    static Entry &firstOf(Queue &queue) { return static_cast<Entry &>(*queue.ring.next); }
    static void publish(Queue &queue);
    Queue &queueOf(Kind kind) { return kind == Kind::Unused ? m_unused : m_answered; }

    Queue m_unused;
    Queue m_answered;
    std::atomic<qsizetype> m_unusedCount = 0;
    // Those that are answered, less those that are reserved: one number, so that none is ever offered twice. Below zero
    // where unused ones are reserved.
    std::atomic<qsizetype> m_free = 0;
    bool m_isRedeeming = false; // and the reservation still counts
};

} // namespace Drainboard

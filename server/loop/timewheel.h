// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

#include <array>
#include <chrono>

namespace Drainboard {

/// The deadlines of many things, most of which are put off before they come: a hashed timer wheel. To set, move or
/// cancel a deadline costs the same few instructions, however many there are. Has no clock: it is told the time. For
/// any one thread.
class TimeWheel
{
    Q_DISABLE_COPY_MOVE(TimeWheel)

    struct Link
    {
        Link *next = this;
        Link *previous = this;

        void unlink();
        void linkBefore(Link &other);
    };

public:
    using Time = std::chrono::steady_clock::time_point;

    /// A deadline comes this much too late at most.
    static constexpr std::chrono::milliseconds resolution { 100 };

    /// Something that may have a deadline. While it has one, it must not outlive the wheel.
    class Entry : private Link
    {
        Q_DISABLE_COPY_MOVE(Entry)

    public:
        Entry() = default;

    protected:
        ~Entry() { unlink(); }
        void cancelDeadline() { unlink(); }

        /// The deadline has come, and is over. May set another one, and may delete entries, this one included.
        virtual void onDeadline(Time now) = 0;

    private:
        friend class TimeWheel;
        qint64 m_tick = 0;
    };

    TimeWheel() = default;

    /// Gives \a entry a deadline, if it has none or a later one.
    void setNoLaterThan(Entry &entry, Time deadline);
    /// No entry has a deadline.
    bool isEmpty() const;
    /// Calls onDeadline() of each entry whose deadline has come at \a now.
    void advance(Time now);

private:
    static qint64 tickAt(Time time);

    // One turn takes half a minute. A deadline that is further away stays in its slot for several turns.
    std::array<Link, 256> m_slots;
    qint64 m_passed = 0; // the last tick that has been dealt with
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Deadlines of many things, most of which are put off again before they come: a hashed timer wheel. To set, move or
// cancel one costs the same few instructions however many there are. Has no clock of its own. For any one thread.

#include <QtGlobal>

#include <array>
#include <chrono>

namespace Drainboard {

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

    /// How exact deadlines are: they come so much too late at most.
    static constexpr std::chrono::milliseconds resolution { 100 };

    /// Something with a deadline. Must not outlive the wheel while it has one.
    class Entry : private Link
    {
        Q_DISABLE_COPY_MOVE(Entry)

    public:
        Entry() = default;

    protected:
        ~Entry() { unlink(); }
        void cancelDeadline() { unlink(); }

        /// The deadline has come, and is none any more. May set another, and may delete entries, this one included.
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
    /// Lets those entries know whose deadline has come at \a now.
    void advance(Time now);

private:
    static qint64 tickAt(Time time);

    // One turn takes half a minute; what is further away stays where it is for more than one.
    std::array<Link, 256> m_slots;
    qint64 m_passed = 0; // the last tick that has been dealt with
};

} // namespace Drainboard

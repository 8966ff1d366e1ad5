// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "loop/ringlink.h"

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

public:
    using Time = std::chrono::steady_clock::time_point;

    /// Something that may have a deadline, in one wheel at a time. While it has one, it must not outlive that wheel.
    class Entry : private RingLink
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
        Time m_deadline {};
    };

    /// A deadline comes up to \a resolution too late.
    explicit TimeWheel(std::chrono::milliseconds resolution);

    /// Gives \a entry a deadline, if it has none or a later one, be that in this wheel or in another.
    void setNoLaterThan(Entry &entry, Time deadline);
    /// No entry has a deadline.
    bool isEmpty() const;
    /// Calls onDeadline() of each entry whose deadline has come at \a now.
    void advance(Time now);

private:
    qint64 tickAt(Time time) const;

    const std::chrono::milliseconds m_resolution;
    // A deadline that is further away than one turn stays in its slot for several.
    std::array<RingLink, 256> m_slots;
    qint64 m_passed = 0; // the last tick that has been dealt with
};

} // namespace Drainboard

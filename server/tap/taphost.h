// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "loop/timewheel.h"
#include "tap/tapsettings.h"
#include "tracking/idlegrace.h"

#include <array>

namespace Drainboard {

class TappedConnection;

/// What a TappedConnection needs of the server that it belongs to, which outlives it. Lives in the same thread.
class TapHost
{
public:
    virtual const TapSettings &settings() const = 0;
    /// To receive into. Only until control goes back to the event loop.
    virtual std::array<char, 128 * 1024> &buffer() = 0;
    /// Gives \a entry a deadline, if it has none or a later one. \a isExact: it comes a millisecond late at most, else
    /// a tenth of a second.
    virtual void setDeadline(TimeWheel::Entry &entry, TimeWheel::Time deadline, bool isExact) = 0;
    /// When the idle connections of a drain are closed.
    virtual const IdleGrace &idleGrace() const = 0;
    /// Nobody will accept a connection that has not been accepted yet.
    virtual bool isServerGone() const = 0;
    /// How long a connection may stay half-closed, without anything that comes.
    virtual std::chrono::milliseconds halfClosedAtMost() const = 0;
    /// It has closed, and is to be deleted, later.
    virtual void connectionEnded(TappedConnection &connection) = 0;

protected:
    ~TapHost() = default;
};

} // namespace Drainboard

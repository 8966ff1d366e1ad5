// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/requestlife.h"

#include <QCoreApplication>

#include <optional>

namespace Drainboard {

/// Says in words what became of a request, and where its time went. Any thread.
class RequestText
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::RequestText)

public:
    /// "answered", "LOST: the client left", and behind it what took long, if anything did.
    static QString outcome(const RequestLife &life);
    /// Which part of a request that took 100 ms or more was the longest: its arrival, the queue, the handler, or its
    /// response on the way to the client. Empty for a quicker one.
    static QString whatTookLong(const RequestLife &life);
    static QString of(LossReason reason);
    /// "12:04:31.250", in the time of this place.
    static QString clock(SteadyTime time);
    /// In milliseconds, to a hundredth; empty for none.
    static QString milliseconds(std::optional<SteadyClock::duration> time);
};

} // namespace Drainboard

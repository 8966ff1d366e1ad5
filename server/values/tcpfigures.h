// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QtGlobal>

#include <chrono>

namespace Drainboard {

/// What the kernel knows of one TCP connection at one moment, from the server's side. A plain value. What the kernel
/// does not say is 0.
struct TcpFigures
{
    SteadyTime takenAt {}; ///< the moment
    /// Until a segment is acknowledged, as the kernel has measured it and smoothed it. A peer that delays its
    /// acknowledgements makes it longer, by 40 ms mostly.
    std::chrono::microseconds roundTrip { 0 };
    std::chrono::microseconds roundTripDeviation { 0 }; ///< of that, on the average
    quint32 retransmissions = 0; ///< segments that were sent again, since the connection began
    quint32 retransmissionsInFlight = 0; ///< those of them that are not acknowledged yet
    quint32 unacknowledgedSegments = 0; ///< sent, and not acknowledged yet
    qint64 unacknowledgedBytes = 0; ///< the same in bytes
    qint64 notSentBytes = 0; ///< the server has written them, and the kernel has not sent them yet
    qint64 unreadBytes = 0; ///< the client has sent them, and the server has not read them yet
    quint32 congestionWindow = 0; ///< how many segments may be unacknowledged at a time
    quint64 deliveryRate = 0; ///< bytes in a second that have reached the client lately

    /// Whether all of it is equal.
    friend bool operator==(const TcpFigures &, const TcpFigures &) = default;
};

} // namespace Drainboard

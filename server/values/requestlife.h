// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QByteArray>
#include <QMetaType>

#include <chrono>
#include <optional>

namespace Drainboard {

/// What became of one request, from its first byte to its end. A plain value. Times are exact to the microsecond, with
/// one exception: what came while the worker was held up by another request has the moment at which the kernel got it,
/// which the kernel knows to a few milliseconds.
struct RequestLife
{
    ConnectionId connection {}; ///< on which it came
    quint64 number = 0; ///< on that connection, from 1
    RequestOutcome outcome = RequestOutcome::Answered; ///< how it ended
    std::optional<LossReason> lossReason {}; ///< why, where it was lost
    int status = 0; ///< of its response, or of its refusal; 0 where none was begun
    QByteArray requestLine {}; ///< "GET /path", 40 bytes at most; empty where it did not come so far
    bool isLineCut = false; ///< it was longer
    quint64 bytesIn = 0; ///< of the request; beyond 128 MiB rounded to eight digits
    quint64 bytesOut = 0; ///< of the response, as far as the kernel took it; rounded in the same way
    /// Between the last response on the connection and this request. None for the first one. 0 where it was there
    /// before that response was sent.
    std::optional<std::chrono::microseconds> gap {};
    SteadyTime firstByteIn {}; ///< when its first byte came
    SteadyTime arrivedAt {}; ///< when it had come whole, or as far as it came
    SteadyTime handedOnAt {}; ///< when it was given to its handler; where it was not: endedAt
    std::optional<SteadyTime> firstByteOut {}; ///< when the first byte of the response was in the kernel
    SteadyTime endedAt {}; ///< when the last byte was in the kernel, or when it was lost

    /// How long it waited for its handler: behind other requests that kept the worker, or behind an earlier one on its
    /// connection.
    std::chrono::microseconds inQueue() const { return fromArrivalTo(handedOnAt); }
    /// From its arrival until the first byte of its response. The time in queue is part of it.
    std::optional<std::chrono::microseconds> untilFirstByte() const
    {
        return firstByteOut ? std::optional(fromArrivalTo(*firstByteOut)) : std::nullopt;
    }
    /// From its arrival until its end. The time in queue is part of it.
    std::chrono::microseconds untilEnd() const { return fromArrivalTo(endedAt); }

    /// Whether all of it is equal.
    friend bool operator==(const RequestLife &, const RequestLife &) = default;

private:
    std::chrono::microseconds fromArrivalTo(SteadyTime time) const
    {
        return std::chrono::duration_cast<std::chrono::microseconds>(time - arrivedAt);
    }
};

/// How many requests an engine, or a TrackingServer, remembers if nothing else is said.
inline constexpr int requestsKeptByDefault = 16'384;

} // namespace Drainboard

Q_DECLARE_METATYPE(Drainboard::RequestLife)

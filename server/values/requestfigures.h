// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"
#include "values/timehistogram.h"

#include <QMetaType>

namespace Drainboard {

/// The requests that ended in one second, or in more of them. A plain value.
struct RequestFigures
{
    SteadyTime from {}; ///< when that second began
    quint64 answered = 0; ///< how many were answered
    quint64 refused = 0; ///< how many were refused
    quint64 lost = 0; ///< how many were lost
    TimeHistogram inQueue {}; ///< of those that were answered: RequestLife::inQueue()
    TimeHistogram untilFirstByte {}; ///< of those that were answered: RequestLife::untilFirstByte()
    TimeHistogram untilEnd {}; ///< of those that were answered: RequestLife::untilEnd(), which is the last byte

    /// All that ended.
    quint64 ended() const { return answered + refused + lost; }
    /// Adds the counts and histograms of \a other. "from" stays.
    RequestFigures &operator+=(const RequestFigures &other);
    /// Whether all of it is equal.
    friend bool operator==(const RequestFigures &, const RequestFigures &) = default;
};

} // namespace Drainboard

Q_DECLARE_METATYPE(Drainboard::RequestFigures)

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "values/requestfigures.h"

namespace Drainboard {

RequestFigures &RequestFigures::operator+=(const RequestFigures &other)
{
    answered += other.answered;
    refused += other.refused;
    lost += other.lost;
    inQueue.merge(other.inQueue);
    untilFirstByte.merge(other.untilFirstByte);
    untilEnd.merge(other.untilEnd);
    return *this;
}

} // namespace Drainboard

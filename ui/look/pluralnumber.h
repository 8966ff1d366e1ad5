// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <limits>
#include <utility>

namespace Drainboard {

/// \a count as tr() wants it for %n. tr() takes an int: a larger count becomes the largest int. Any thread.
constexpr int pluralNumber(auto count)
{
    return std::in_range<int>(count) ? static_cast<int>(count) : std::numeric_limits<int>::max();
}

} // namespace Drainboard

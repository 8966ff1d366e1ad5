// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <chrono>

namespace Drainboard {

/// What waits to be noticed of a descriptor. A plain value, for any one thread.
struct Readiness
{
    bool isReadable = false; ///< bytes or the peer's FIN have come
    bool isLost = false; ///< the connection has failed, or both its directions have ended

    /// Blocks until the descriptor can be read, if \a reading, or written, if \a writing, or is lost; but not beyond
    /// \a until. The maximum of that type is never.
    static Readiness await(int descriptor, bool reading, bool writing, std::chrono::steady_clock::time_point until);
};

} // namespace Drainboard

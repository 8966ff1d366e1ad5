// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <optional>

namespace Drainboard {

class ConnectionModel;
class ConnectionSortModel;

/// A connection that is worth looking at.
enum class Jump {
    Slowest, ///< its last request has taken longest, or the one in progress has until now
    LongestIdle,
    NextLost, ///< the next one behind the present one on which a request was lost, from the top again at the end
};

/// Among those that \a sorted shows; nullopt where there is none. \a present: the one to begin behind.
std::optional<ConnectionId> connectionFor(Jump jump, const ConnectionModel &connections,
                                          const ConnectionSortModel &sorted, std::optional<ConnectionId> present);

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <functional>
#include <vector>

class QObject;

namespace Drainboard {

/// Calls \a action with each of \a ids, in ascending order. Thousands of them take turns with the event loop, so that
/// nothing else waits for long: then this returns before all have been dealt with. What an id stands for may be gone
/// when its turn comes. \a context lives in the calling thread; when it goes, no more turns come.
void inTurns(QObject *context, std::vector<ConnectionId> ids, std::function<void(ConnectionId)> action);

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace Drainboard {

/// What a line of the event log is about.
enum class EventKind {
    Opened, ///< connections opened
    Closed, ///< connections closed in good order
    Status, ///< what the program says, and phases
    Count, ///< the line of each second
    Warning, ///< requests were lost or refused, or connections were cut in the middle of one
    Error,
};

} // namespace Drainboard

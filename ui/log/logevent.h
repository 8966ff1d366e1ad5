// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// One line of the event log, as a plain value.

#include <QDateTime>
#include <QString>

namespace Drainboard {

enum class EventKind {
    Opened, ///< connections came
    Closed, ///< connections went in good order
    Status, ///< what the program says, and phases
    Count, ///< the line of each second
    Warning, ///< connections were aborted, timed out, or rejected
    Error,
};

struct Event
{
    QDateTime time;
    EventKind kind = EventKind::Status;
    QString text;
    int repeats = 1;
};

} // namespace Drainboard

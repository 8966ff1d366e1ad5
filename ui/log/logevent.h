// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "look/eventkind.h"

#include <QDateTime>
#include <QString>

namespace Drainboard {

/// One line of the event log. A plain value.
struct Event
{
    QDateTime time;
    EventKind kind = EventKind::Status;
    QString text;
    int repeats = 1;
};

} // namespace Drainboard

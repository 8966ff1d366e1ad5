// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// One line of the event log, as a plain value.

#include "look/eventkind.h"

#include <QDateTime>
#include <QString>

namespace Drainboard {

struct Event
{
    QDateTime time;
    EventKind kind = EventKind::Status;
    QString text;
    int repeats = 1;
};

} // namespace Drainboard

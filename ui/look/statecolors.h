// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "look/eventkind.h"
#include "values/shutdownreport.h"

#include <QColor>

class QPalette;

namespace Drainboard {

// The colours that a palette does not have, for light and for dark palettes. A shape or a text says the same as each of
// them: nothing is told by colour alone. GUI thread.

/// Readable as text on Base and Window of \a palette.
QColor colorOf(ConnectionState state, const QPalette &palette);
QColor colorOf(ShutdownPhase phase, const QPalette &palette);
/// Of an end that has \a lost requests, or none: what lost some is not well, whatever its phase says.
QColor colorOfEnd(ShutdownPhase phase, qsizetype lost, const QPalette &palette);
QColor colorOf(EventKind kind, const QPalette &palette);
/// Of requests that were lost: to be filled with, and seen from far away. Black is readable on it.
QColor lossColor(const QPalette &palette);
/// For what matters less than the text beside it.
QColor subduedColor(const QPalette &palette);
/// For lines that part or measure, and are not read.
QColor ruleColor(const QPalette &palette);

} // namespace Drainboard

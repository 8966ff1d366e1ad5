// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// The shape that stands for a connection's state, so that states are told apart without colour. GUI thread.

#include "values/connectioninfo.h"

class QColor;
class QPainter;
class QRectF;

namespace Drainboard {

/// Fits the mark into the largest square in the middle of \a rect.
void paintStateMark(QPainter *painter, const QRectF &rect, ConnectionState state, const QColor &color);

} // namespace Drainboard

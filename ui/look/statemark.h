// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

class QColor;
class QPainter;
class QRectF;

namespace Drainboard {

/// Paints the shape that stands for \a state, so that states are told apart without colour. It fills the largest square
/// in the middle of \a rect. GUI thread.
void paintStateMark(QPainter *painter, const QRectF &rect, ConnectionState state, const QColor &color);

} // namespace Drainboard

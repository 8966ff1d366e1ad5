// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

class QKeyEvent;
class QWheelEvent;

namespace Drainboard {

class BoardAxis;

// How wheel and keys move a BoardAxis, wherever one is shown. GUI thread.

/// Ctrl and the wheel zoom around the pixel \a x; Shift and the wheel, or a wheel to the side, go through time. False
/// where the wheel is for something else.
bool moveByWheel(BoardAxis *axis, const QWheelEvent &event, int x);

/// Plus and minus zoom, Alt and the arrows to the sides go through time, End returns to now. False for other keys.
bool moveByKey(BoardAxis *axis, const QKeyEvent &event);

} // namespace Drainboard

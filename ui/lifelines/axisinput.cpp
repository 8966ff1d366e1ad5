// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/axisinput.h"

#include "lifelines/boardaxis.h"

#include <QKeyEvent>
#include <QWheelEvent>

#include <cmath>

namespace Drainboard {
namespace {

constexpr double notch = 120; ///< QWheelEvent's unit for one step of a wheel
constexpr double zoomPerStep = 1.25;

} // namespace

bool moveByWheel(BoardAxis *axis, const QWheelEvent &event, int x)
{
    const QPoint angle = event.angleDelta();
    if (event.modifiers().testFlag(Qt::ControlModifier)) {
        axis->zoomAround(std::pow(zoomPerStep, -angle.y() / notch), x);
        return true;
    }
    // Alt turns a wheel to the side, in Qt; a touchpad has both ways.
    const int sideways = event.modifiers().testFlag(Qt::ShiftModifier) && angle.x() == 0 ? angle.y() : angle.x();
    if (sideways == 0)
        return false;
    axis->panBy(-sideways * axis->width() / 10 / static_cast<int>(notch));
    return true;
}

bool moveByKey(BoardAxis *axis, const QKeyEvent &event)
{
    const bool alt = event.modifiers().testFlag(Qt::AltModifier);
    const bool ctrl = event.modifiers().testFlag(Qt::ControlModifier);
    const int right = axis->isLive() ? axis->width() : axis->width() / 2; // now stays, or else the middle
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the same key without Shift, on many keyboards
        if (ctrl || alt)
            return false;
        axis->zoomAround(1 / zoomPerStep, right);
        return true;
    case Qt::Key_Minus:
        if (ctrl || alt)
            return false;
        axis->zoomAround(zoomPerStep, right);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (!alt)
            return false;
        axis->panBy((event.key() == Qt::Key_Left ? -1 : 1) * axis->width() / 4);
        return true;
    case Qt::Key_End:
        if (ctrl || alt)
            return false;
        axis->goToNow();
        return true;
    default:
        return false;
    }
}

} // namespace Drainboard

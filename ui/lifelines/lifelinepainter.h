// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "lifelines/lifeline.h"

#include <QFontMetrics>
#include <QPalette>

class QPainter;
class QRect;

namespace Drainboard {

class BoardAxis;
class GroupLife;

/// Paints lifelines. What goes on is told by height and pattern first, by lightness second, and by hue last:
///  - open and idle: a low outline, pale inside; once one side has sent its FIN, a thin line
///  - a request: a high bar, solid; where many are in one pixel, between pale and solid by the share of time
///  - waiting for a worker: dots; a response that is not read: hatched; a WebSocket: two rails
///  - FIN: a triangle, from the client to the left of its moment, from us to the right; RST: a cross, likewise
///  - a request lost: a red cap at the end.
/// GUI thread.
class LifelinePainter
{
public:
    /// \a axis must outlive this.
    LifelinePainter(const BoardAxis &axis, const QPalette &palette);

    /// The axis begins at the left of \a rect. Where there is no room for text, 4 pixels in height will do.
    void paint(QPainter *painter, const QRect &rect, const Lifeline &line) const;
    /// Several as one: pale where any is open, and a bar as dark as the share of them that was busy.
    void paint(QPainter *painter, const QRect &rect, const GroupLife &life) const;
    /// The lines that go through all rows: the ticks of the axis, and its marks.
    void paintRules(QPainter *painter, const QRect &rect) const;

    /// The least distance between two ticks, in pixels: with it, their labels are apart.
    static int tickSpacing(const QFontMetrics &metrics);
    /// Of what stands for \a activity. At least 3:1 against Base.
    static QColor colorOf(Lifeline::Activity activity, const QPalette &palette);

private:
    void paintLife(QPainter *painter, const QRect &rect, const Lifeline &line) const;
    void paintShare(QPainter *painter, const QRect &part, double share) const;
    void paintRequests(QPainter *painter, const QRect &rect, const Lifeline &line) const;
    void paintSpans(QPainter *painter, const QRect &rect, const Lifeline &line, Lifeline::Activity kind) const;
    void paintStretch(QPainter *painter, const QRect &bar, Lifeline::Activity kind, int anchor) const;
    void paintSign(QPainter *painter, const QRect &rect, const Lifeline::Sign &sign) const;
    QColor faded(const QColor &color, double share) const;

    const BoardAxis &m_axis;
    QPalette m_palette;
};

} // namespace Drainboard

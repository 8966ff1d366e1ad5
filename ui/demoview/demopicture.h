// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "demo/demoplan.h"
#include "demoview/demolayout.h"

#include <QCoreApplication>
#include <QFont>
#include <QPalette>

#include <optional>
#include <vector>

class QPainter;

namespace Drainboard {

class StageRecord;
struct DemoOutcome;

/// What a picture of a demo shows. A plain value.
struct DemoScene
{
    DemoPlan plan;
    std::vector<StageRecord *> stages; ///< from above
    std::optional<std::chrono::milliseconds> cursor {}; ///< since the shutdown; what came later is pale
    std::optional<int> row {}; ///< that is lit in all stages
};

/// Paints stages of a demo one above the other, on one axis of time. GUI thread.
class DemoPicture
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::DemoPicture)

public:
    DemoPicture(const DemoScene &scene, QSizeF size, const QPalette &palette, const QFont &font);

    const DemoLayout &layout() const { return m_layout; }
    /// The moment at \a pixel, since the shutdown.
    std::chrono::milliseconds timeAt(QPointF pixel) const;
    /// All of it, from the origin of \a painter on.
    void paint(QPainter *painter) const;

private:
    void paintAxis(QPainter *painter) const;
    void paintStage(QPainter *painter, int index) const;
    void paintLines(QPainter *painter, int index) const;
    void paintRow(QPainter *painter, int index, int row) const;
    void paintMoments(QPainter *painter, int index) const;
    void paintFigures(QPainter *painter, int index) const;
    int paintFigure(QPainter *painter, QPoint at, const QString &figure, const QString &label, int size,
                    const std::optional<QColor> &fill) const;
    QFont fontOf(int size, bool isBold = false) const;
    int axisX(std::chrono::milliseconds sinceZero) const;

    DemoScene m_scene;
    DemoLayout m_layout;
    QPalette m_palette;
    QFont m_font;
};

} // namespace Drainboard

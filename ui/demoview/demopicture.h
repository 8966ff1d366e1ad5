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
    /// The room that is left beside the figures of a stage, in units. Less than 0 where they do not fit.
    int spareWidth(int index) const;
    /// All of it, from the origin of \a painter on.
    void paint(QPainter *painter) const;

private:
    /// A number with its label.
    struct Figure
    {
        QString number {};
        QString label {};
        int size = 0;
        bool isFilled = false; ///< as of what was lost
    };

    void paintAxis(QPainter *painter) const;
    void paintStage(QPainter *painter, int index) const;
    void paintLines(QPainter *painter, int index) const;
    void paintNote(QPainter *painter, const QRect &lines, const QString &text) const;
    void paintRow(QPainter *painter, int index, int row) const;
    void paintMoments(QPainter *painter, int index) const;
    void paintFigures(QPainter *painter, int index) const;
    void paintFigure(QPainter *painter, QPoint at, const Figure &figure) const;
    std::vector<Figure> figuresOf(int index) const;
    int widthOf(const Figure &figure) const;
    /// Since the shutdown, of what is shown of a stage.
    std::chrono::milliseconds shownTime(int index) const;
    /// Whether the end of it is shown.
    bool isOver(int index) const;
    QFont fontOf(int size, bool isBold = false) const;
    int axisX(std::chrono::milliseconds sinceZero) const;

    DemoScene m_scene;
    DemoLayout m_layout;
    QPalette m_palette;
    QFont m_font;
};

} // namespace Drainboard

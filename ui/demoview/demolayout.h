// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdplan.h"

#include <QRect>
#include <QSizeF>

#include <optional>
#include <vector>

namespace Drainboard {

/// Where in the picture of a demo each thing is. It is laid out for 1280 units in width, and as large as it is to be
/// shown: so what can be read on a small screen can be read on a large one from farther away. Arithmetic only; a plain
/// value.
class DemoLayout
{
public:
    /// The least size of the picture, in units.
    static constexpr int leastWidth = 1280;
    static constexpr int leastHeight = 704;
    /// Sizes of text, in units.
    static constexpr int text = 18;
    static constexpr int name = 22;
    static constexpr int figure = 48;
    static constexpr int largestFigure = 56;

    /// One of the pictures that stand one above the other.
    struct Stage
    {
        QRect whole {};
        QRect name {}; ///< of the policy
        QRect does {}; ///< what it does
        QRect lines {}; ///< of all rows; it begins where the axis does
        QRect figures {};
        QRect sentence {};
    };
    /// The rows of one kind.
    struct Group
    {
        std::optional<CrowdKind> kind {}; ///< none: the guests
        QRect label {};
        int firstRow = 0;
        int rowCount = 0;
    };

    DemoLayout(QSizeF size, const CrowdPlan &plan, int guests, int stages);

    /// Pixels in a unit.
    qreal scale() const { return m_scale; }
    /// In units.
    QSize size() const { return m_size; }
    /// Of the names of moments.
    QRect axis() const { return m_axis; }
    /// Whether the stages are so low that figures stand beside the name, and the sentence in the place of what it does.
    bool isLow() const { return m_isLow; }
    int stageCount() const { return int(m_stages.size()); }
    const Stage &stage(int index) const { return m_stages[std::size_t(index)]; }
    /// Of the stage \a index, from above.
    std::vector<Group> groups(int index) const;
    /// In the lines of the stage \a index.
    QRect row(int index, int row) const;
    /// The row at \a pixel, whatever the stage.
    std::optional<int> rowAt(QPointF pixel) const;
    /// How far \a pixel is from the left end of the axis, in units.
    qreal axisPlace(QPointF pixel) const { return pixel.x() / m_scale - m_axis.left(); }

private:
    Stage highStage(const QRect &whole) const;
    Stage lowStage(const QRect &whole) const;

    struct Place
    {
        std::optional<CrowdKind> kind;
        int top;
        int height;
        int firstRow;
        int rowCount;
    };

    void placeGroups(const CrowdPlan &plan, int guests, int room);

    qreal m_scale;
    QSize m_size;
    bool m_isLow;
    QRect m_axis;
    std::vector<Stage> m_stages;
    std::vector<Place> m_places; ///< of the groups, below the top of a stage's lines
};

} // namespace Drainboard

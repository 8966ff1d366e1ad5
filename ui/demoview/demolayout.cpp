// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demoview/demolayout.h"

#include <algorithm>
#include <cmath>

namespace Drainboard {

namespace {

constexpr int margin = 12;
constexpr int labelWidth = 118;
constexpr int axisHeight = 24;
constexpr int nameHeight = 26;
constexpr int figuresHeight = 62;
constexpr int gap = 4; // between two stages
constexpr int sentenceLeft = 776;
constexpr int mostHighStages = 3;
constexpr int lowTextWidth = 416;
constexpr int lowNameHeight = 24;
constexpr int lowHeadHeight = 64;
constexpr int leastGroup = 15; // a name fits
constexpr int leastLowGroup = 14; // just so

} // namespace

DemoLayout::DemoLayout(QSizeF size, const CrowdPlan &plan, int guests, int stages)
    : m_scale(std::max(std::min(size.width() / leastWidth, size.height() / leastHeight), 0.01))
    , m_size((size / m_scale).toSize())
    , m_isLow(stages > mostHighStages)
    , m_axis(margin + labelWidth, 0, m_size.width() - 2 * margin - labelWidth, axisHeight)
{
    const int each = (m_size.height() - axisHeight) / std::max(stages, 1);
    for (int i = 0; i < stages; ++i) {
        const QRect whole(0, axisHeight + i * each, m_size.width(), each - gap);
        m_stages.push_back(m_isLow ? lowStage(whole) : highStage(whole));
    }
    placeGroups(plan, guests, m_stages.empty() ? 0 : m_stages.front().lines.height());
}

// From above: name and what it does, lines, figures and sentence.
DemoLayout::Stage DemoLayout::highStage(const QRect &whole) const
{
    const QRect inside = whole.adjusted(margin, 0, -margin, 0);
    Stage stage;
    stage.whole = whole;
    stage.name = QRect(inside.left(), inside.top(), inside.width(), nameHeight);
    stage.does = stage.name;
    stage.figures = QRect(inside.left(), inside.bottom() + 1 - figuresHeight, sentenceLeft - margin, figuresHeight);
    stage.sentence = QRect(sentenceLeft, stage.figures.top(), inside.right() - sentenceLeft, figuresHeight);
    stage.lines = QRect(m_axis.left(), stage.name.bottom() + 1, m_axis.width(),
                        stage.figures.top() - stage.name.bottom() - 1);
    return stage;
}

// Name, what it does and figures beside each other; then lines.
DemoLayout::Stage DemoLayout::lowStage(const QRect &whole) const
{
    const QRect inside = whole.adjusted(margin, 0, -margin, 0);
    Stage stage;
    stage.whole = whole;
    stage.name = QRect(inside.left(), inside.top(), lowTextWidth, lowNameHeight);
    stage.does = QRect(inside.left(), stage.name.bottom() + 1, lowTextWidth, lowHeadHeight - lowNameHeight);
    stage.sentence = stage.does;
    stage.figures = QRect(inside.left() + lowTextWidth + margin, inside.top(), inside.width() - lowTextWidth - margin,
                          lowHeadHeight);
    stage.lines = QRect(m_axis.left(), inside.top() + lowHeadHeight, m_axis.width(), inside.height() - lowHeadHeight);
    return stage;
}

// Each kind is as high as its name at least, if all is to have room; else it shares by the number of rows.
void DemoLayout::placeGroups(const CrowdPlan &plan, int guests, int room)
{
    int firstRow = 0;
    const auto add = [&](std::optional<CrowdKind> kind, int count) {
        if (count > 0)
            m_places.push_back({ kind, 0, 0, firstRow, count });
        firstRow += std::max(count, 0);
    };
    for (int i = 0; i < crowdKinds; ++i)
        add(CrowdKind(i), plan.counts[std::size_t(i)]);
    add(std::nullopt, guests);
    if (m_places.empty())
        return;
    const int least = std::min(m_isLow ? leastLowGroup : leastGroup, room / int(m_places.size()));
    const auto heightWith = [&](double unit) {
        double height = 0;
        for (const Place &place : m_places)
            height += std::max(double(least), place.rowCount * unit);
        return height;
    };
    double low = 0;
    double high = room;
    for (int i = 0; i < 40; ++i) { // halved so often, the difference is less than a pixel
        const double middle = (low + high) / 2;
        (heightWith(middle) <= room ? low : high) = middle;
    }
    double top = 0;
    for (Place &place : m_places) {
        const double height = std::max(double(least), place.rowCount * low);
        place.top = int(std::floor(top));
        top += height;
        place.height = int(std::floor(top)) - place.top;
    }
}

std::vector<DemoLayout::Group> DemoLayout::groups(int index) const
{
    const QRect &lines = stage(index).lines;
    std::vector<Group> groups;
    for (const Place &place : m_places)
        groups.push_back({ place.kind, QRect(margin, lines.top() + place.top, labelWidth - 8, place.height),
                           place.firstRow, place.rowCount });
    return groups;
}

QRect DemoLayout::row(int index, int row) const
{
    const QRect &lines = stage(index).lines;
    for (const Place &place : m_places) {
        const int inGroup = row - place.firstRow;
        if (inGroup < 0 || inGroup >= place.rowCount)
            continue;
        const int top = place.height * inGroup / place.rowCount;
        const int bottom = place.height * (inGroup + 1) / place.rowCount;
        const int height = std::min(place.height / place.rowCount, 12); // the same for all of a kind
        const int middle = lines.top() + place.top + (top + bottom) / 2;
        return { lines.left(), middle - height / 2, lines.width(), std::max(height, 1) };
    }
    return {};
}

std::optional<int> DemoLayout::rowAt(QPointF pixel) const
{
    const QPointF point = pixel / m_scale;
    for (int i = 0; i < stageCount(); ++i) {
        const int y = int(point.y()) - stage(i).lines.top();
        for (const Place &place : m_places) {
            if (y >= place.top && y < place.top + place.height)
                return place.firstRow + (y - place.top) * place.rowCount / place.height;
        }
    }
    return std::nullopt;
}

} // namespace Drainboard

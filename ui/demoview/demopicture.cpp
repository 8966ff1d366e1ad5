// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demoview/demopicture.h"

#include "demoview/demotext.h"
#include "demoview/stagerecord.h"
#include "lifelines/lifelinepainter.h"
#include "look/statecolors.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <array>

namespace Drainboard {

using namespace std::chrono_literals;
using std::chrono::duration_cast;
using std::chrono::milliseconds;

namespace {

constexpr double paleFuture = 0.25;
constexpr int lossWidth = 12;
constexpr int lossHeight = 6; // at least
constexpr int noteMargin = 8;
constexpr int labelGap = 8; // between a figure and its label
constexpr int fillInset = 12;
constexpr int usualFigureGap = 26;
constexpr int leastFigureGap = 8;
constexpr int lossEdge = 170; // how much darker, in percent

// Between two moments with a name.
milliseconds tickStep(milliseconds length)
{
    for (const milliseconds step : { 1000ms, 2000ms, 5000ms }) {
        if (length / step <= 12)
            return step;
    }
    return 10'000ms;
}

} // namespace

DemoPicture::DemoPicture(const DemoScene &scene, QSizeF size, const QPalette &palette, const QFont &font)
    : m_scene(scene)
    , m_layout(size, scene.plan.crowd,
               scene.stages.empty() ? 0 : std::ranges::max(scene.stages, {}, &StageRecord::guestCount)->guestCount(),
               int(scene.stages.size()))
    , m_palette(palette)
    , m_font(font)
{
}

QFont DemoPicture::fontOf(int size, bool isBold) const
{
    QFont font = m_font;
    font.setPixelSize(size);
    font.setBold(isBold);
    return font;
}

int DemoPicture::axisX(milliseconds sinceZero) const
{
    const double share = double((sinceZero + DemoPlan::before).count())
        / double(StageRecord::lengthOf(m_scene.plan).count());
    return m_layout.axis().left() + int(share * m_layout.axis().width());
}

milliseconds DemoPicture::timeAt(QPointF pixel) const
{
    const milliseconds length = StageRecord::lengthOf(m_scene.plan);
    const double share = std::clamp(m_layout.axisPlace(pixel) / m_layout.axis().width(), 0.0, 1.0);
    return milliseconds(qint64(share * double(length.count()))) - DemoPlan::before;
}

void DemoPicture::paint(QPainter *painter) const
{
    painter->save();
    painter->scale(m_layout.scale(), m_layout.scale());
    painter->fillRect(QRect(QPoint(), m_layout.size()), m_palette.base());
    paintAxis(painter);
    for (int i = 0; i < m_layout.stageCount(); ++i)
        paintStage(painter, i);
    painter->restore();
}

// The moments of the plan have the right to their place: a second that is in the way has no name.
void DemoPicture::paintAxis(QPainter *painter) const
{
    struct Name
    {
        milliseconds at;
        QString text;
        QColor color;
        bool isBold;
    };
    const DemoPlan &plan = m_scene.plan;
    const QColor usual = subduedColor(m_palette);
    std::vector<Name> names {
        { 0ms, tr("stop"), m_palette.color(QPalette::Text), true },
        { plan.forceAfter, tr("force"), colorOf(ShutdownPhase::Forced, m_palette), true },
    };
    if (plan.abortAfter < plan.forceAfter)
        names.push_back({ plan.abortAfter, tr("abort"), colorOf(ShutdownPhase::Aborting, m_palette), true });
    const milliseconds step = tickStep(StageRecord::lengthOf(plan));
    for (milliseconds at = -DemoPlan::before; at <= plan.forceAfter; at += step)
        names.push_back({ at, DemoText::wholeSeconds(at), usual, false });
    std::vector<QRect> taken;
    for (const Name &name : names) {
        painter->setFont(fontOf(DemoLayout::text, name.isBold));
        const int width = painter->fontMetrics().horizontalAdvance(name.text);
        const int left = std::min(axisX(name.at) - width / 2, m_layout.axis().right() - width);
        const QRect place(left, m_layout.axis().top(), width + 4, m_layout.axis().height());
        if (std::ranges::any_of(taken, [&](const QRect &other) { return other.intersects(place); }))
            continue;
        taken.push_back(place.adjusted(-12, 0, 12, 0));
        painter->setPen(name.color);
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, name.text);
    }
}

void DemoPicture::paintStage(QPainter *painter, int index) const
{
    const DemoLayout::Stage &stage = m_layout.stage(index);
    const StageRecord *record = m_scene.stages[std::size_t(index)];
    painter->fillRect(QRect(0, stage.whole.top(), stage.whole.width(), 1), ruleColor(m_palette));
    painter->setFont(fontOf(DemoLayout::name, true));
    painter->setPen(m_palette.color(QPalette::Text));
    const QString name = DemoText::nameOf(record->policy(), record->ownServer().has_value());
    painter->drawText(stage.name, Qt::AlignLeft | Qt::AlignVCenter, name);
    const int width = m_layout.isLow() ? 0 : painter->fontMetrics().horizontalAdvance(name) + 14;
    if (!m_layout.isLow() || !isOver(index)) { // else the sentence stands there
        painter->setFont(fontOf(DemoLayout::text));
        painter->setPen(subduedColor(m_palette));
        painter->drawText(
            stage.does.adjusted(width, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap | Qt::TextDontClip,
            record->ownServer() ? DemoText::whatItDoes(*record->ownServer()) : DemoText::whatItDoes(record->policy()));
    }
    for (const DemoLayout::Group &group : m_layout.groups(index)) {
        const bool isLit = m_scene.row && *m_scene.row >= group.firstRow
            && *m_scene.row < group.firstRow + group.rowCount;
        painter->setFont(fontOf(DemoLayout::text, isLit));
        painter->setPen(isLit ? m_palette.color(QPalette::Text) : subduedColor(m_palette));
        painter->drawText(group.label, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip,
                          DemoText::nameOf(group.kind));
    }
    paintMoments(painter, index);
    paintLines(painter, index);
    paintFigures(painter, index);
}

void DemoPicture::paintMoments(QPainter *painter, int index) const
{
    const QRect lines = m_layout.stage(index).lines;
    const DemoPlan &plan = m_scene.plan;
    const auto rule = [&](milliseconds at, const QColor &color, int width) {
        painter->fillRect(QRect(axisX(at) - width / 2, lines.top(), width, lines.height()), color);
    };
    const milliseconds step = tickStep(StageRecord::lengthOf(plan));
    for (milliseconds at = -DemoPlan::before; at <= plan.forceAfter; at += step)
        rule(at, ruleColor(m_palette), 1);
    rule(0ms, m_palette.color(QPalette::Text), 3);
    const StageRecord *record = m_scene.stages[std::size_t(index)];
    const bool aborts = !record->ownServer() && record->policy() != ShutdownPolicy::StopListening;
    if (aborts && plan.abortAfter < plan.forceAfter)
        rule(plan.abortAfter, colorOf(ShutdownPhase::Aborting, m_palette), 3);
    rule(plan.forceAfter, colorOf(ShutdownPhase::Forced, m_palette), 3);
}

void DemoPicture::paintLines(QPainter *painter, int index) const
{
    StageRecord *record = m_scene.stages[std::size_t(index)];
    const QRect lines = m_layout.stage(index).lines;
    if (m_scene.row && *m_scene.row < m_scene.plan.crowd.total() + record->guestCount()) {
        QColor light = m_palette.color(QPalette::Highlight);
        light.setAlphaF(0.45F);
        painter->fillRect(m_layout.row(index, *m_scene.row).adjusted(-6, -2, 0, 2), light);
    }
    if (record->isEmpty()) {
        paintNote(painter, lines, record->isStarting() ? tr("starts…") : record->problem());
        return;
    }
    record->axis().setWidth(lines.width());
    const auto paintAll = [&] {
        for (int row = 0; row < record->rowCount(); ++row)
            paintRow(painter, index, row);
    };
    if (!m_scene.cursor) {
        paintAll();
        return;
    }
    const int cursor = axisX(*m_scene.cursor);
    painter->save();
    painter->setClipRect(QRect(lines.left(), lines.top(), cursor - lines.left(), lines.height()));
    paintAll();
    painter->setClipRect(QRect(cursor, lines.top(), lines.right() - cursor, lines.height()));
    painter->setOpacity(paleFuture);
    paintAll();
    painter->restore();
    painter->fillRect(QRect(cursor, lines.top(), 1, lines.height()), m_palette.color(QPalette::Text));
}

// In place of lines: nothing shines through.
void DemoPicture::paintNote(QPainter *painter, const QRect &lines, const QString &text) const
{
    if (text.isEmpty())
        return;
    constexpr int flags = Qt::AlignCenter | Qt::TextWordWrap;
    painter->setFont(fontOf(DemoLayout::name, true));
    painter->fillRect(painter->boundingRect(lines, flags, text).adjusted(-noteMargin, 0, noteMargin, 0),
                      m_palette.base());
    painter->setPen(m_palette.color(QPalette::Text));
    painter->drawText(lines, flags, text);
}

void DemoPicture::paintRow(QPainter *painter, int index, int row) const
{
    StageRecord *record = m_scene.stages[std::size_t(index)];
    const QRect place = m_layout.row(index, row);
    const LifelinePainter lifelines(record->axis(), m_palette);
    for (const Lifeline *line : record->linesOf(row))
        lifelines.paint(painter, place, *line);
    const int height = std::max(place.height(), lossHeight);
    for (const SteadyTime at : record->lossesIn(row)) {
        const int x = place.left() + record->axis().x(at);
        const QRect block(x, place.center().y() - height / 2, lossWidth, height);
        painter->fillRect(block.adjusted(-1, -1, 1, 1), lossColor(m_palette).darker(lossEdge));
        painter->fillRect(block, lossColor(m_palette));
    }
}

milliseconds DemoPicture::shownTime(int index) const
{
    const StageRecord *record = m_scene.stages[std::size_t(index)];
    return m_scene.cursor.value_or(duration_cast<milliseconds>(record->now() - record->zero()));
}

bool DemoPicture::isOver(int index) const
{
    const std::optional<DemoOutcome> &outcome = m_scene.stages[std::size_t(index)]->outcome();
    return outcome && (!m_scene.cursor || shownTime(index) >= outcome->time);
}

std::vector<DemoPicture::Figure> DemoPicture::figuresOf(int index) const
{
    const StageRecord *record = m_scene.stages[std::size_t(index)];
    const milliseconds shown = shownTime(index);
    const bool isEnded = isOver(index);
    const qsizetype lost = isEnded ? record->outcome()->lost : record->lossesUntil(record->zero() + shown);
    std::vector<Figure> figures { { QString::number(lost), tr("lost"), DemoLayout::largestFigure, lost > 0 } };
    const auto add = [&figures](const QString &number, const QString &label) {
        figures.push_back({ number, label, DemoLayout::figure, false });
    };
    if (isEnded) {
        const DemoOutcome &outcome = *record->outcome();
        add(QString::number(outcome.reset), tr("reset"));
        add(QString::number(outcome.leftOpen), tr("left open"));
        add(DemoText::seconds(outcome.time), QString());
        add(QString::number(outcome.exitCode), tr("exit code"));
    } else if (shown >= 0ms) {
        add(DemoText::seconds(shown), QString());
    }
    return figures;
}

int DemoPicture::widthOf(const Figure &figure) const
{
    const int label = figure.label.isEmpty()
        ? 0
        : labelGap + QFontMetrics(fontOf(DemoLayout::text)).horizontalAdvance(figure.label);
    return QFontMetrics(fontOf(figure.size, true)).horizontalAdvance(figure.number)
        + (figure.isFilled ? 2 * fillInset : 0) + label;
}

int DemoPicture::spareWidth(int index) const
{
    const std::vector<Figure> figures = figuresOf(index);
    int width = m_layout.stage(index).figures.width();
    for (const Figure &figure : figures)
        width -= widthOf(figure) + leastFigureGap;
    return width;
}

void DemoPicture::paintFigure(QPainter *painter, QPoint at, const Figure &figure) const
{
    painter->setFont(fontOf(figure.size, true));
    const int width = painter->fontMetrics().horizontalAdvance(figure.number);
    const int inset = figure.isFilled ? fillInset : 0;
    if (figure.isFilled) {
        const int high = painter->fontMetrics().tightBoundingRect(QStringLiteral("0")).height();
        const QColor fill = lossColor(m_palette);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(fill.darker(lossEdge), 2));
        painter->setBrush(fill);
        painter->drawRoundedRect(QRectF(at.x() + 1, at.y() - high - 5, width + 2 * inset, high + 10), 8, 8);
        painter->setRenderHint(QPainter::Antialiasing, false);
    }
    painter->setPen(figure.isFilled ? QColor(Qt::black) : m_palette.color(QPalette::Text));
    painter->drawText(at + QPoint(inset, 0), figure.number);
    painter->setFont(fontOf(DemoLayout::text));
    painter->setPen(m_palette.color(QPalette::Text));
    painter->drawText(at.x() + width + 2 * inset + labelGap, at.y(), figure.label);
}

void DemoPicture::paintFigures(QPainter *painter, int index) const
{
    const StageRecord *record = m_scene.stages[std::size_t(index)];
    if (record->isEmpty())
        return;
    const DemoLayout::Stage &stage = m_layout.stage(index);
    const std::vector<Figure> figures = figuresOf(index);
    const int gap = leastFigureGap
        + std::clamp(spareWidth(index) / int(figures.size()), 0, usualFigureGap - leastFigureGap);
    QPoint at(stage.figures.left(), stage.figures.bottom() - 8);
    for (const Figure &figure : figures) {
        paintFigure(painter, at, figure);
        at.rx() += widthOf(figure) + gap;
    }
    if (!isOver(index))
        return;
    painter->setFont(fontOf(DemoLayout::text));
    painter->setPen(m_palette.color(QPalette::Text));
    painter->drawText(stage.sentence, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap | Qt::TextDontClip,
                      DemoText::sentence(*record->outcome()));
}

} // namespace Drainboard

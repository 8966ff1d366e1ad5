// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "counts/overview.h"

#include "lifelines/axisinput.h"
#include "look/pluralnumber.h"
#include "look/statecolors.h"
#include "look/vocabularytext.h"

#include <QApplication>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

using namespace std::chrono;

namespace Drainboard {
namespace {

double largest(const std::vector<double> &values)
{
    return values.empty() ? 0 : std::max(*std::ranges::max_element(values), 0.0);
}

QString numberText(double value)
{
    return QLocale().toString(std::llround(value));
}

} // namespace

Overview::Overview(BoardAxis *axis, QWidget *parent)
    : QFrame(parent)
    , m_axis(axis)
    , m_history(duration_cast<seconds>(BoardAxis::longestSpan))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    connect(axis, &BoardAxis::viewChanged, this, qOverload<>(&QWidget::update));
}

void Overview::addCounts(SteadyTime time, const ConnectionCounts &counts, quint64 requestsBegun)
{
    m_history.add({ time, counts.open, counts.active, requestsBegun });
    setAccessibleDescription(pointText(m_history.size() - 1));
    update();
}

void Overview::setAxisLeft(int left)
{
    m_left = left;
    update();
}

QSize Overview::sizeHint() const
{
    return { fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 5 };
}

QSize Overview::minimumSizeHint() const
{
    return { fontMetrics().averageCharWidth() * 30, fontMetrics().height() * 5 };
}

QRect Overview::plotArea() const
{
    const int line = fontMetrics().height();
    return { m_left, 4, m_axis->width(), height() - line - 8 };
}

// A point of the counts holds until the next one. The requests of a point began since the one before.
Overview::Series Overview::shownSeries() const
{
    const auto width = static_cast<std::size_t>(m_axis->width());
    Series series { std::vector<double>(width, -1), std::vector<double>(width, -1), std::vector<double>(width, -1) };
    const auto fill = [&](std::vector<double> &values, SteadyTime from, SteadyTime to, double value) {
        const int end = std::min(m_axis->x(to) + 1, m_axis->width());
        for (int x = std::max(m_axis->x(from), 0); x < end; ++x)
            values[static_cast<std::size_t>(x)] = std::max(values[static_cast<std::size_t>(x)], value);
    };
    for (std::size_t i = 0; i < m_history.size(); ++i) {
        const CountHistory::Point &point = m_history.at(i);
        const SteadyTime until = i + 1 < m_history.size() ? m_history.at(i + 1).time : m_axis->now();
        fill(series.open, point.time, until, static_cast<double>(point.open));
        fill(series.active, point.time, until, static_cast<double>(point.active));
        if (i > 0)
            fill(series.rate, m_history.at(i - 1).time, point.time, m_history.rate(i));
    }
    return series;
}

void Overview::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    const QRect plot = plotArea();
    const Series series = shownSeries();
    const QColor openColor = colorOf(ConnectionState::Idle, palette());
    QColor pale = openColor;
    pale.setAlphaF(0.18F);
    const double top = std::max(largest(series.open), 2.0);
    paintTicks(&painter, plot);
    paintArea(&painter, plot, series.open, top, pale);
    paintArea(&painter, plot, series.active, top, colorOf(ConnectionState::Responding, palette()));
    paintLine(&painter, plot, series.open, top, QPen(openColor, 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    paintLine(&painter, plot, series.rate, std::max(largest(series.rate), 1.0),
              QPen(palette().color(QPalette::Text), 1, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    paintMarks(&painter, plot);
    paintSelection(&painter, plot);
    paintLegend(&painter, plot, series);
}

void Overview::paintTicks(QPainter *painter, const QRect &plot) const
{
    const int line = fontMetrics().height();
    for (const BoardAxis::Tick &tick : m_axis->ticks(fontMetrics().averageCharWidth() * 14)) {
        const int width = fontMetrics().horizontalAdvance(tick.text) + 2;
        const int middle = plot.left() + tick.x;
        const int x = std::min(middle - width / 2, plot.right() - width);
        painter->fillRect(middle, plot.top(), 1, plot.height() + 3, ruleColor(palette()));
        painter->setPen(subduedColor(palette()));
        painter->drawText(QRect(x, plot.bottom() + 3, width, line), Qt::AlignCenter, tick.text);
    }
    painter->fillRect(plot.left(), plot.bottom() + 1, plot.width(), 1, ruleColor(palette()));
}

void Overview::paintArea(QPainter *painter, const QRect &plot, const std::vector<double> &values, double top,
                         const QColor &color) const
{
    for (std::size_t begin = 0; begin < values.size();) {
        std::size_t end = begin;
        while (end < values.size() && values[end] == values[begin])
            ++end;
        if (values[begin] > 0) {
            const int height = std::max(static_cast<int>(std::lround(plot.height() * values[begin] / top)), 1);
            painter->fillRect(plot.left() + static_cast<int>(begin), plot.bottom() + 1 - height,
                              static_cast<int>(end - begin), height, color);
        }
        begin = end;
    }
}

void Overview::paintLine(QPainter *painter, const QRect &plot, const std::vector<double> &values, double top,
                         const QPen &pen) const
{
    painter->setPen(pen);
    QPolygon line;
    for (std::size_t x = 0; x < values.size(); ++x) {
        if (values[x] < 0)
            continue;
        const int y = plot.bottom() - static_cast<int>(std::lround((plot.height() - 1) * values[x] / top));
        line << QPoint(plot.left() + static_cast<int>(x), y);
    }
    painter->drawPolyline(line);
}

void Overview::paintMarks(QPainter *painter, const QRect &plot) const
{
    int free = plot.top();
    for (const BoardAxis::Mark &mark : m_axis->marks()) {
        const int place = m_axis->x(mark.time);
        if (place < 0 || place >= m_axis->width())
            continue;
        const int x = plot.left() + place;
        painter->fillRect(x, plot.top(), 2, plot.height(), colorOf(mark.phase, palette()));
        const QString text = VocabularyText::of(mark.phase);
        QRect label(0, free, fontMetrics().horizontalAdvance(text) + 8, fontMetrics().height());
        label.moveRight(x - 2);
        if (label.left() < plot.left())
            label.moveLeft(x + 4);
        QColor ground = palette().color(QPalette::Base);
        ground.setAlphaF(0.85F);
        painter->fillRect(label, ground);
        painter->setPen(colorOf(mark.phase, palette()));
        painter->drawText(label, Qt::AlignCenter, text);
        free = label.bottom() + 1; // the next may be close
        if (free + label.height() > plot.bottom())
            free = plot.top();
    }
}

// Each line says what the line or the area looks like, how much it is now, and the most that is shown: the top of it.
// Where the axis stands still, counts go on coming.
std::size_t Overview::latestShown() const
{
    for (std::size_t i = m_history.size(); i > 0; --i) {
        if (m_history.at(i - 1).time <= m_axis->now())
            return i - 1;
    }
    return m_history.size() - 1;
}

void Overview::paintLegend(QPainter *painter, const QRect &plot, const Series &series) const
{
    if (m_history.isEmpty() || plot.left() < fontMetrics().averageCharWidth() * 24)
        return;
    const int line = fontMetrics().height();
    const QColor openColor = colorOf(ConnectionState::Idle, palette());
    QColor pale = openColor;
    pale.setAlphaF(0.18F);
    const std::size_t latest = latestShown();
    const CountHistory::Point &last = m_history.at(latest);
    int y = plot.top() + 2;
    const auto add = [&](const QString &text, double most, auto paintSwatch) {
        const QRect swatch(line / 2, y + line / 4, line, line / 2);
        paintSwatch(swatch);
        painter->setPen(palette().color(QPalette::Text));
        const QRect place(swatch.right() + line / 2, y, plot.left() - swatch.right() - line, line);
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, text);
        painter->setPen(subduedColor(palette()));
        painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, tr("most shown: %1").arg(numberText(most)));
        y += line + line / 4;
    };
    add(tr("%Ln open", nullptr, pluralNumber(last.open)), largest(series.open), [&](const QRect &swatch) {
        painter->fillRect(swatch, pale);
        painter->fillRect(swatch.left(), swatch.top(), swatch.width(), 2, openColor);
    });
    add(tr("%Ln active", nullptr, pluralNumber(last.active)), largest(series.active),
        [&](const QRect &swatch) { painter->fillRect(swatch, colorOf(ConnectionState::Responding, palette())); });
    add(tr("%1 requests/s").arg(numberText(m_history.rate(latest))), largest(series.rate), [&](const QRect &swatch) {
        painter->fillRect(swatch.left(), swatch.center().y(), swatch.width(), 1, palette().color(QPalette::Text));
    });
}

void Overview::paintSelection(QPainter *painter, const QRect &plot) const
{
    if (!m_dragFrom)
        return;
    const auto [left, right] = std::minmax(*m_dragFrom, m_dragTo);
    QColor tint = palette().color(QPalette::Highlight);
    const QRect area(plot.left() + left, plot.top(), right - left, plot.height());
    painter->setPen(tint);
    painter->drawRect(area);
    tint.setAlphaF(0.25F);
    painter->fillRect(area, tint);
}

QString Overview::pointText(std::size_t index) const
{
    const CountHistory::Point &point = m_history.at(index);
    return tr("%1, %2, %3")
        .arg(tr("%Ln open", nullptr, pluralNumber(point.open)), tr("%Ln active", nullptr, pluralNumber(point.active)),
             tr("%1 requests/s").arg(numberText(m_history.rate(index))));
}

bool Overview::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QFrame::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const SteadyTime time = m_axis->timeAt(help->pos().x() - m_left + 1);
    std::size_t count = 0;
    while (count < m_history.size() && m_history.at(count).time <= time)
        ++count;
    if (count > 0)
        QToolTip::showText(help->globalPos(),
                           tr("%1 – %2").arg(m_axis->clockText(m_history.at(count - 1).time), pointText(count - 1)),
                           this);
    else
        QToolTip::hideText();
    return true;
}

void Overview::keyPressEvent(QKeyEvent *event)
{
    if (!moveByKey(m_axis, *event))
        QFrame::keyPressEvent(event);
}

void Overview::wheelEvent(QWheelEvent *event)
{
    event->setAccepted(moveByWheel(m_axis, *event, qRound(event->position().x()) - m_left));
}

void Overview::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragFrom = std::clamp(qRound(event->position().x()) - m_left, 0, m_axis->width());
    m_dragTo = *m_dragFrom;
}

void Overview::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragFrom)
        return;
    m_dragTo = std::clamp(qRound(event->position().x()) - m_left, 0, m_axis->width());
    update();
}

void Overview::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_dragFrom)
        return;
    const int from = *m_dragFrom;
    m_dragFrom.reset();
    if (std::abs(m_dragTo - from) >= QApplication::startDragDistance())
        m_axis->zoomInto(from, m_dragTo);
    update();
}

} // namespace Drainboard

#include "moc_overview.cpp"

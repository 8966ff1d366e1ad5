// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "counts/countchart.h"

#include "look/pluralnumber.h"
#include "look/statecolors.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

using namespace std::chrono;

namespace Drainboard {
namespace {

QString agoText(milliseconds ago)
{
    if (ago == 0ms)
        return CountChart::tr("now");
    if (ago % 1min == 0ms)
        return CountChart::tr("−%1 min").arg(ago / 1min);
    if (ago < 1min)
        return CountChart::tr("−%1 s").arg(ago / 1s);
    return QStringLiteral("−%1:%2").arg(ago / 1min).arg(ago % 1min / 1s, 2, 10, QLatin1Char('0'));
}

} // namespace

CountChart::CountChart(seconds span, QWidget *parent)
    : QFrame(parent)
    , m_history(span)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setFrameShape(StyledPanel);
}

void CountChart::addCounts(SteadyTime time, const ConnectionCounts &counts)
{
    m_history.add({ time, counts.open, counts.active });
    setAccessibleDescription(pointText(m_history.last()));
    update();
}

void CountChart::markShutdown(SteadyTime time)
{
    m_shutdown = time;
    update();
}

QSize CountChart::sizeHint() const
{
    return { fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 11 };
}

QSize CountChart::minimumSizeHint() const
{
    return { fontMetrics().averageCharWidth() * 30, fontMetrics().height() * 6 };
}

QRectF CountChart::plotArea() const
{
    const qreal line = fontMetrics().height();
    const qreal axis = fontMetrics().horizontalAdvance(QLocale().toString(countAxis().top)) + line;
    return QRectF(rect()).adjusted(axis, line * 2, -line, -line * 1.6);
}

milliseconds CountChart::shownSpan() const
{
    if (m_history.isEmpty())
        return m_history.span();
    // A short history would be a thin strip at the right end. So the span is short at first, and grows with it.
    const milliseconds recorded = duration_cast<milliseconds>(m_history.last().time - m_history.at(0).time);
    for (const milliseconds span : { 1min, 2min }) {
        if (recorded <= span && span < m_history.span())
            return span;
    }
    return m_history.span();
}

TimeAxis CountChart::timeAxis() const
{
    const QRectF plot = plotArea();
    TimeAxis axis;
    // Room for the second that the last point stands for.
    axis.end = m_history.isEmpty() ? SteadyTime() : m_history.last().time + 1s;
    axis.span = shownSpan();
    axis.left = plot.left();
    axis.width = std::max(plot.width(), 1.0);
    return axis;
}

CountAxis CountChart::countAxis() const
{
    const qsizetype maximum = m_history.isEmpty() ? 0 : m_history.maximum(m_history.last().time - shownSpan());
    const int intervals = std::clamp(height() / (fontMetrics().height() * 3), 2, 5);
    return CountAxis::reaching(std::max<qsizetype>(maximum, 2), intervals);
}

void CountChart::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    const QRectF plot = plotArea();
    const TimeAxis time = timeAxis();
    const CountAxis count = countAxis();
    paintAxes(&painter, plot, time, count);
    paintSeries(&painter, plot, time, count);
    paintShutdownMark(&painter, plot, time);
    paintLegend(&painter, plot);
}

void CountChart::paintAxes(QPainter *painter, const QRectF &plot, const TimeAxis &time, const CountAxis &count) const
{
    const qreal line = fontMetrics().height();
    for (qsizetype value = 0; value <= count.top; value += count.step) {
        const qreal y = plot.bottom() - plot.height() * static_cast<qreal>(value) / static_cast<qreal>(count.top);
        painter->setPen(ruleColor(palette()));
        painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter->setPen(subduedColor(palette()));
        painter->drawText(QRectF(0, y - line / 2, plot.left() - line / 2, line), Qt::AlignRight | Qt::AlignVCenter,
                          QLocale().toString(value));
    }
    for (const TimeAxis::Tick &tick : time.ticks(fontMetrics().averageCharWidth() * 14)) {
        const QString text = agoText(tick.ago);
        const qreal width = fontMetrics().horizontalAdvance(text) + 2;
        const qreal x = std::clamp(tick.x - width / 2, 0.0, this->width() - width);
        painter->setPen(ruleColor(palette()));
        painter->drawLine(QPointF(tick.x, plot.bottom()), QPointF(tick.x, plot.bottom() + line / 4));
        painter->setPen(subduedColor(palette()));
        painter->drawText(QRectF(x, plot.bottom() + line / 3, width, line), Qt::AlignCenter, text);
    }
}

void CountChart::paintSeries(QPainter *painter, const QRectF &plot, const TimeAxis &time, const CountAxis &count) const
{
    if (m_history.isEmpty())
        return;
    // A point holds until the next. Edges lie on whole pixels of the device, so they are crisp.
    const qreal ratio = devicePixelRatioF();
    const auto snapped = [ratio](qreal value) { return std::round(value * ratio) / ratio; };
    const auto outline = [&](qsizetype CountHistory::Point::*series) {
        QPolygonF line;
        for (std::size_t i = 0; i < m_history.size(); ++i) {
            const CountHistory::Point &point = m_history.at(i);
            const qreal share = static_cast<qreal>(point.*series) / static_cast<qreal>(count.top);
            const qreal y = snapped(plot.bottom() - plot.height() * share);
            const SteadyTime until = i + 1 < m_history.size() ? m_history.at(i + 1).time : time.end;
            line << QPointF(snapped(time.x(point.time)), y) << QPointF(snapped(time.x(until)), y);
        }
        return line;
    };
    const auto filled = [&](QPolygonF area) {
        area << QPointF(area.last().x(), plot.bottom()) << QPointF(area.first().x(), plot.bottom());
        return area;
    };
    painter->save();
    painter->setClipRect(plot.adjusted(0, -2, 0, 1));
    const QColor openColor = colorOf(ConnectionState::Idle, palette());
    const QColor activeColor = colorOf(ConnectionState::Responding, palette());
    const QPolygonF open = outline(&CountHistory::Point::open);
    QColor pale = openColor;
    pale.setAlphaF(0.18F);
    painter->setPen(Qt::NoPen);
    painter->setBrush(pale);
    painter->drawPolygon(filled(open));
    painter->setBrush(activeColor);
    painter->drawPolygon(filled(outline(&CountHistory::Point::active)));
    painter->setPen(QPen(openColor, 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter->drawPolyline(open);
    painter->restore();
}

void CountChart::paintShutdownMark(QPainter *painter, const QRectF &plot, const TimeAxis &time) const
{
    if (!m_shutdown || !time.contains(*m_shutdown))
        return;
    const qreal x = std::round(time.x(*m_shutdown));
    painter->setPen(QPen(palette().color(QPalette::Text), 2, Qt::DashLine));
    painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    const QString text = tr("shutdown");
    QRectF label(0, plot.top() + 2, fontMetrics().horizontalAdvance(text) + 8, fontMetrics().height());
    label.moveRight(x - 4);
    if (label.left() < plot.left())
        label.moveLeft(x + 4);
    QColor ground = palette().color(QPalette::Base);
    ground.setAlphaF(0.85F);
    painter->fillRect(label, ground);
    painter->setPen(palette().color(QPalette::Text));
    painter->drawText(label, Qt::AlignCenter, text);
}

void CountChart::paintLegend(QPainter *painter, const QRectF &plot) const
{
    const qreal line = fontMetrics().height();
    const QColor openColor = colorOf(ConnectionState::Idle, palette());
    QColor pale = openColor;
    pale.setAlphaF(0.18F);
    QRectF swatch(plot.left(), line * 0.7, line * 1.2, line * 0.7);
    const auto label = [&](const QString &text) {
        painter->setPen(palette().color(QPalette::Text));
        const QRectF place(swatch.right() + line * 0.4, swatch.center().y() - line / 2,
                           fontMetrics().horizontalAdvance(text) + 2, line);
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, text);
        swatch.moveLeft(place.right() + line);
    };
    painter->fillRect(swatch, pale);
    painter->fillRect(QRectF(swatch.topLeft(), QSizeF(swatch.width(), 2)), openColor);
    label(tr("open"));
    painter->fillRect(swatch, colorOf(ConnectionState::Responding, palette()));
    label(tr("active"));
}

QString CountChart::pointText(const CountHistory::Point &point) const
{
    return tr("%1, %2").arg(tr("%Ln open", nullptr, pluralNumber(point.open)),
                            tr("%Ln active", nullptr, pluralNumber(point.active)));
}

const CountHistory::Point *CountChart::pointAt(SteadyTime time) const
{
    const CountHistory::Point *point = nullptr;
    for (std::size_t i = 0; i < m_history.size() && m_history.at(i).time <= time; ++i)
        point = &m_history.at(i);
    return point;
}

bool CountChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QFrame::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const CountHistory::Point *point = pointAt(timeAxis().timeAt(help->pos().x()));
    if (point) {
        const QString clock = QLocale().toString(wallClockTime(point->time).time(), QStringLiteral("HH:mm:ss"));
        QToolTip::showText(help->globalPos(), tr("%1 – %2").arg(clock, pointText(*point)), this);
    } else {
        QToolTip::hideText();
    }
    return true;
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/lifelinepainter.h"

#include "lifelines/boardaxis.h"
#include "lifelines/grouplife.h"
#include "lifelines/pixelload.h"
#include "look/statecolors.h"

#include <QPainter>
#include <QRect>

#include <algorithm>

namespace Drainboard {
namespace {

constexpr double paleFill = 0.15;
constexpr int smallestSigns = 10; ///< in lower rows there are none

/// The part of \a rect that is \a share of it in height, in its middle; at least \a least pixels.
QRect band(const QRect &rect, double share, int least)
{
    const int height = std::clamp(static_cast<int>(rect.height() * share), std::min(least, rect.height()),
                                  rect.height());
    return { rect.left(), rect.top() + (rect.height() - height) / 2, rect.width(), height };
}

QRect idleBand(const QRect &rect)
{
    return band(rect, 0.32, 2);
}

QRect halfClosedBand(const QRect &rect)
{
    return band(rect, 0.1, 1);
}

QRect busyBand(const QRect &rect)
{
    return band(rect, 0.68, 3);
}

/// From \a from to before \a to.
QRect between(const QRect &rect, int from, int to)
{
    return { rect.left() + from, rect.top(), to - from, rect.height() };
}

} // namespace

LifelinePainter::LifelinePainter(const BoardAxis &axis, const QPalette &palette)
    : m_axis(axis)
    , m_palette(palette)
{
}

QColor LifelinePainter::colorOf(Lifeline::Activity activity, const QPalette &palette)
{
    switch (activity) {
    case Lifeline::Activity::Idle:
        return Drainboard::colorOf(ConnectionState::Idle, palette);
    case Lifeline::Activity::Request:
        return Drainboard::colorOf(ConnectionState::Responding, palette);
    case Lifeline::Activity::Waiting:
        return Drainboard::colorOf(ConnectionState::Reading, palette);
    case Lifeline::Activity::Unread:
        return Drainboard::colorOf(ConnectionState::Closing, palette);
    case Lifeline::Activity::Stream:
        return Drainboard::colorOf(ConnectionState::WebSocket, palette);
    }
    Q_UNREACHABLE();
}

QColor LifelinePainter::faded(const QColor &color, double share) const
{
    const QColor base = m_palette.color(QPalette::Base);
    const auto mix = [share](int over, int under) {
        return static_cast<int>(over * share + under * (1 - share) + 0.5);
    };
    return { mix(color.red(), base.red()), mix(color.green(), base.green()), mix(color.blue(), base.blue()) };
}

void LifelinePainter::paint(QPainter *painter, const QRect &rect, const Lifeline &line) const
{
    if (line.openedAt >= m_axis.end() || line.endOr(m_axis.now()) < m_axis.begin())
        return;
    painter->save();
    painter->setClipRect(rect, Qt::IntersectClip);
    painter->setRenderHint(QPainter::Antialiasing, false);
    paintLife(painter, rect, line);
    paintRequests(painter, rect, line);
    paintSpans(painter, rect, line, Lifeline::Activity::Waiting);
    paintSpans(painter, rect, line, Lifeline::Activity::Unread);
    if (line.activity == Lifeline::Activity::Stream) {
        const int from = std::max(m_axis.x(line.activeSince), -1);
        const int to = std::min(m_axis.x(line.endOr(m_axis.now())) + 1, m_axis.width());
        paintStretch(painter, between(busyBand(rect), from, to), line.activity, from);
    }
    if (line.lost > 0 && !line.isOpen()) {
        const int width = std::clamp(rect.height() / 4, 2, 6);
        const int x = m_axis.x(line.closedAt);
        painter->fillRect(between(rect.adjusted(0, 1, 0, -1), x, x + width),
                          Drainboard::colorOf(EventKind::Error, m_palette));
    }
    if (rect.height() >= smallestSigns) {
        for (const Lifeline::Sign &sign : line.signs)
            paintSign(painter, rect, sign);
    }
    painter->restore();
}

void LifelinePainter::paintLife(QPainter *painter, const QRect &rect, const Lifeline &line) const
{
    const QColor color = colorOf(Lifeline::Activity::Idle, m_palette);
    const bool hasHalf = line.halfClosedAt != SteadyTime();
    const int from = std::max(m_axis.x(line.openedAt), -2); // its end on the left is out of sight
    const int to = std::min(m_axis.x(line.endOr(m_axis.now())) + 1, m_axis.width());
    const int half = hasHalf ? std::clamp(m_axis.x(line.halfClosedAt), from, to) : to;
    if (half > from) {
        const QRect bar = between(idleBand(rect), from, half);
        const bool endsHere = half < m_axis.width(); // else it goes on, out of sight
        painter->fillRect(bar, color);
        painter->fillRect(bar.adjusted(1, 1, endsHere ? -1 : 0, -1), faded(color, paleFill));
    }
    if (to > half)
        painter->fillRect(between(halfClosedBand(rect), half, to), color);
    if (from >= 0) // where it was accepted
        painter->fillRect(between(busyBand(rect), from, from + 1), color);
}

void LifelinePainter::paintRequests(QPainter *painter, const QRect &rect, const Lifeline &line) const
{
    PixelLoad load(m_axis);
    load.add(line.inProgress);
    if (line.activity == Lifeline::Activity::Request)
        load.add({ line.activeSince, m_axis.now() + m_axis.pixel() });
    const QRect bar = busyBand(rect);
    for (const PixelLoad::Run &run : load.runs())
        paintShare(painter, between(bar, run.begin, run.end), run.share);
}

void LifelinePainter::paintShare(QPainter *painter, const QRect &part, double share) const
{
    const QColor color = colorOf(Lifeline::Activity::Request, m_palette);
    painter->fillRect(part, color);
    if (share < 1 && part.height() > 4) // the edges say where it is, the inside how much
        painter->fillRect(part.adjusted(0, 1, 0, -1), faded(color, share));
    else if (share < 1)
        painter->fillRect(part, faded(color, share));
}

void LifelinePainter::paint(QPainter *painter, const QRect &rect, const GroupLife &life) const
{
    painter->save();
    painter->setClipRect(rect, Qt::IntersectClip);
    painter->setRenderHint(QPainter::Antialiasing, false);
    const QColor idle = colorOf(Lifeline::Activity::Idle, m_palette);
    const QRect low = idleBand(rect);
    const QRect high = busyBand(rect);
    for (const GroupLife::Run &run : life.runs(m_axis)) {
        const QRect part = between(low, run.begin, run.end);
        painter->fillRect(part, idle);
        painter->fillRect(part.adjusted(0, 1, 0, -1), faded(idle, paleFill));
        if (run.share > 0)
            paintShare(painter, between(high, run.begin, run.end), run.share);
    }
    painter->restore();
}

void LifelinePainter::paintSpans(QPainter *painter, const QRect &rect, const Lifeline &line,
                                 Lifeline::Activity kind) const
{
    const SpanList &spans = kind == Lifeline::Activity::Waiting ? line.waiting : line.unread;
    const auto paintFrom = [&](SteadyTime begin, SteadyTime end) {
        const int anchor = m_axis.x(begin);
        const int from = std::max(anchor, -8);
        const int to = std::min(std::max(m_axis.x(end), anchor + 2), m_axis.width());
        if (to > from)
            paintStretch(painter, between(busyBand(rect), from, to), kind, rect.left() + anchor);
    };
    for (std::size_t i = spans.firstEndingAfter(m_axis.begin()); i < spans.size(); ++i)
        paintFrom(spans.at(i).begin, spans.at(i).end);
    if (line.activity == kind)
        paintFrom(line.activeSince, m_axis.now() + m_axis.pixel());
}

// The pattern begins at the pixel \a anchor: it moves with what it belongs to.
void LifelinePainter::paintStretch(QPainter *painter, const QRect &bar, Lifeline::Activity kind, int anchor) const
{
    const QColor color = colorOf(kind, m_palette);
    const QColor base = m_palette.color(QPalette::Base);
    painter->save();
    painter->setClipRect(bar, Qt::IntersectClip);
    switch (kind) {
    case Lifeline::Activity::Idle:
    case Lifeline::Activity::Request:
        painter->fillRect(bar, color);
        break;
    case Lifeline::Activity::Waiting: {
        painter->fillRect(bar, base);
        const int dot = bar.height() > 8 ? 2 : 1;
        const int step = dot * 3;
        const int skip = (bar.left() - anchor) / step * step;
        for (int y = bar.top() + dot / 2, row = 0; y < bar.bottom(); y += step, ++row) {
            for (int x = anchor + skip - step + row % 2 * step / 2; x <= bar.right(); x += step)
                painter->fillRect(x, y, dot, dot, color);
        }
        break;
    }
    case Lifeline::Activity::Unread: {
        painter->fillRect(bar, faded(color, paleFill));
        const int step = 6;
        const int skip = (bar.left() - bar.height() - anchor) / step * step;
        painter->setPen(QPen(color, 2));
        painter->setRenderHint(QPainter::Antialiasing);
        for (int x = anchor + skip - step; x <= bar.right(); x += step)
            painter->drawLine(x, bar.bottom() + 1, x + bar.height(), bar.top());
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->fillRect(bar.left(), bar.top(), bar.width(), 1, color);
        painter->fillRect(bar.left(), bar.bottom(), bar.width(), 1, color);
        break;
    }
    case Lifeline::Activity::Stream: {
        const int rail = std::max(bar.height() / 4, 1);
        painter->fillRect(bar, base);
        painter->fillRect(bar.left(), bar.top(), bar.width(), rail, color);
        painter->fillRect(bar.left(), bar.bottom() + 1 - rail, bar.width(), rail, color);
        break;
    }
    }
    painter->restore();
}

void LifelinePainter::paintSign(QPainter *painter, const QRect &rect, const Lifeline::Sign &sign) const
{
    const int moment = m_axis.x(sign.at);
    const int size = std::min(rect.height() * 2 / 5, 10) | 1;
    if (moment < -size || moment > m_axis.width() + size)
        return;
    const bool isClients = sign.side == Side::Client;
    const qreal middle = rect.top() + rect.height() / 2.0;
    const qreal x = rect.left() + moment + 0.5;
    const QRectF place(isClients ? x - size - 1 : x + 1, middle - size / 2.0, size, size);
    const QColor color = m_palette.color(QPalette::Text);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_palette.color(QPalette::Base));
    painter->drawRect(place.adjusted(-1.5, -1.5, 1.5, 1.5)); // it is seen on a bar too
    if (sign.kind == Lifeline::Sign::Kind::Fin) {
        painter->setPen(QPen(color, 1.3, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        const qreal tip = isClients ? place.left() : place.right();
        const qreal back = isClients ? place.right() : place.left();
        painter->drawPolygon(QPolygonF({ { back, place.top() }, { back, place.bottom() }, { tip, middle } }));
    } else {
        painter->setPen(QPen(color, 2, Qt::SolidLine, Qt::FlatCap));
        const QRectF cross = place.adjusted(0.5, 0.5, -0.5, -0.5);
        painter->drawLine(cross.topLeft(), cross.bottomRight());
        painter->drawLine(cross.bottomLeft(), cross.topRight());
    }
    painter->restore();
}

void LifelinePainter::paintRules(QPainter *painter, const QRect &rect) const
{
    const QColor rule = faded(ruleColor(m_palette), 0.6);
    for (const BoardAxis::Tick &tick : m_axis.ticks(tickSpacing(painter->fontMetrics())))
        painter->fillRect(between(rect, tick.x, tick.x + 1), rule);
    for (const BoardAxis::Mark &mark : m_axis.marks()) {
        const int x = m_axis.x(mark.time);
        if (x >= 0 && x < m_axis.width())
            painter->fillRect(between(rect, x, x + 2), Drainboard::colorOf(mark.phase, m_palette));
    }
}

int LifelinePainter::tickSpacing(const QFontMetrics &metrics)
{
    return metrics.averageCharWidth() * 14;
}

} // namespace Drainboard

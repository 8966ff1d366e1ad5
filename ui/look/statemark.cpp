// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/statemark.h"

#include <QPainter>

#include <algorithm>

namespace Drainboard {

void paintStateMark(QPainter *painter, const QRectF &rect, ConnectionState state, const QColor &color)
{
    const qreal size = std::min(rect.width(), rect.height());
    const qreal r = size / 2;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.center());
    const QPen outline(color, size / 7, Qt::SolidLine, Qt::RoundCap, Qt::MiterJoin);
    const qreal inner = r - outline.widthF() / 2;
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    switch (state) {
    case ConnectionState::Waiting: // dotted, as on its lifeline: its worker is busy
        for (const qreal x : { -r * 0.74, 0.0, r * 0.74 })
            painter->drawEllipse(QPointF(x, 0), r * 0.26, r * 0.26);
        break;
    case ConnectionState::New: // a small ring: nothing has happened
        painter->setBrush(Qt::NoBrush);
        painter->setPen(outline);
        painter->drawEllipse(QPointF(), r * 0.4, r * 0.4);
        break;
    case ConnectionState::Reading: // down: bytes come in
        painter->drawPolygon(QPolygonF({ { -r, -r * 0.8 }, { r, -r * 0.8 }, { 0, r } }));
        break;
    case ConnectionState::Responding: // up: bytes go out
        painter->drawPolygon(QPolygonF({ { -r, r * 0.8 }, { r, r * 0.8 }, { 0, -r } }));
        break;
    case ConnectionState::Idle: // a ring: there, and at rest
        painter->setBrush(Qt::NoBrush);
        painter->setPen(outline);
        painter->drawEllipse(QPointF(), inner, inner);
        break;
    case ConnectionState::WebSocket: // up and down: bytes go both ways
        painter->drawPolygon(QPolygonF({ { -r * 0.8, -r * 0.15 }, { r * 0.8, -r * 0.15 }, { 0, -r } }));
        painter->drawPolygon(QPolygonF({ { -r * 0.8, r * 0.15 }, { r * 0.8, r * 0.15 }, { 0, r } }));
        break;
    case ConnectionState::Passing: // two bars: something passes, and nobody looks
        painter->drawRect(QRectF(-r, -r * 0.7, 2 * r, r * 0.5));
        painter->drawRect(QRectF(-r, r * 0.2, 2 * r, r * 0.5));
        break;
    case ConnectionState::Closing: // half a disc: one direction is shut
        painter->setBrush(Qt::NoBrush);
        painter->setPen(outline);
        painter->drawEllipse(QPointF(), inner, inner);
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        painter->drawPie(QRectF(-inner, -inner, 2 * inner, 2 * inner), 90 * 16, 180 * 16);
        break;
    case ConnectionState::Closed: // a cross
        painter->setPen(outline);
        painter->drawLine(QPointF(-inner, -inner) * 0.8, QPointF(inner, inner) * 0.8);
        painter->drawLine(QPointF(-inner, inner) * 0.8, QPointF(inner, -inner) * 0.8);
        break;
    }
    painter->restore();
}

} // namespace Drainboard

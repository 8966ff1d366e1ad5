// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/connectiondelegate.h"

#include "look/statecolors.h"
#include "look/statemark.h"
#include "table/connectionmodel.h"

#include <QPainter>

#include <utility>

namespace Drainboard {
namespace {

ConnectionState stateOf(const QModelIndex &index)
{
    return index.siblingAtColumn(ConnectionModel::State).data(ConnectionModel::rawRole).value<ConnectionState>();
}

QSize markSize(const QFontMetrics &metrics)
{
    const int side = metrics.ascent() * 3 / 4;
    return { side, side };
}

void paintMark(QPainter *painter, const QStyleOptionViewItem &cell, ConnectionState state)
{
    const bool isSelected = cell.state & QStyle::State_Selected;
    const QColor color = isSelected ? cell.palette.color(QPalette::HighlightedText) : colorOf(state, cell.palette);
    const QStyle *style = cell.widget->style();
    QRectF mark(QPointF(), cell.decorationSize);
    mark.moveCenter(QRectF(style->subElementRect(QStyle::SE_ItemViewItemDecoration, &cell, cell.widget)).center());
    paintStateMark(painter, mark, state, color);
}

QRect besideMark(const QStyleOptionViewItem &cell)
{
    const QRect text = cell.widget->style()->subElementRect(QStyle::SE_ItemViewItemText, &cell, cell.widget);
    QRect place = cell.rect;
    if (cell.direction == Qt::RightToLeft)
        place.setRight(text.right());
    else
        place.setLeft(text.left());
    return place;
}

} // namespace

void ConnectionDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const bool isGroup = index.data(ConnectionModel::groupRole).isValid();
    // The port tells one peer from another.
    option->textElideMode = index.column() == ConnectionModel::Peer && !isGroup ? Qt::ElideLeft : Qt::ElideRight;
    if (isGroup)
        return;
    if (stateOf(index) != ConnectionState::Closed)
        return;
    option->palette.setColor(QPalette::Text, subduedColor(option->palette));
}

// The style paints all but the text. Beside a mark it leaves room for a decoration of that size, and for a text, of
// which a space tells where it begins.
void ConnectionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const bool isState = index.column() == ConnectionModel::State || index.column() == ConnectionModel::Now;
    const bool hasMark = isState && !index.data(ConnectionModel::groupRole).isValid();
    if (hasMark) {
        cell.features |= QStyleOptionViewItem::HasDecoration;
        cell.decorationSize = markSize(cell.fontMetrics);
    }
    const QString text = std::exchange(cell.text, hasMark ? QStringLiteral(" ") : QString());
    const QStyle *style = cell.widget->style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    painter->save();
    painter->setClipRect(cell.rect, Qt::IntersectClip);
    QRect place = cell.rect;
    if (hasMark) {
        paintMark(painter, cell, stateOf(index));
        place = besideMark(cell);
    }
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &cell, cell.widget) + 1; // as styles have it
    cell.text = text;
    m_texts.draw(painter, place.adjusted(margin, 0, -margin, 0), cell);
    painter->restore();
}

} // namespace Drainboard

#include "moc_connectiondelegate.cpp"

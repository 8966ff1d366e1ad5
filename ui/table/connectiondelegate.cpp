// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/connectiondelegate.h"

#include "look/statecolors.h"
#include "look/statemark.h"
#include "table/connectionmodel.h"

#include <QPainter>

namespace Drainboard {
namespace {

ConnectionState stateOf(const QModelIndex &index)
{
    return index.siblingAtColumn(ConnectionModel::State).data(ConnectionModel::rawRole).value<ConnectionState>();
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

void ConnectionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool hasMark = index.column() == ConnectionModel::State || index.column() == ConnectionModel::Now;
    if (!hasMark || index.data(ConnectionModel::groupRole).isValid()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    // The style leaves room for a decoration the size of the mark, and the mark is painted there.
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const int side = cell.fontMetrics.ascent() * 3 / 4;
    cell.features |= QStyleOptionViewItem::HasDecoration;
    cell.decorationSize = QSize(side, side);
    const QStyle *style = cell.widget->style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    const bool selected = cell.state & QStyle::State_Selected;
    const ConnectionState state = stateOf(index);
    const QColor color = selected ? cell.palette.color(QPalette::HighlightedText) : colorOf(state, cell.palette);
    const QRect place = style->subElementRect(QStyle::SE_ItemViewItemDecoration, &cell, cell.widget);
    QRectF mark(0, 0, side, side);
    mark.moveCenter(QRectF(place).center());
    paintStateMark(painter, mark, state, color);
}

} // namespace Drainboard

#include "moc_connectiondelegate.cpp"

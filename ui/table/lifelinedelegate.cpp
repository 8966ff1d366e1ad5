// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/lifelinedelegate.h"

#include "lifelines/boardaxis.h"
#include "lifelines/lifelinepainter.h"
#include "lifelines/lifelinestore.h"
#include "lifelines/lifelinetext.h"
#include "table/connectionmodel.h"
#include "table/grouplives.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace Drainboard {

LifelineDelegate::LifelineDelegate(const BoardAxis *axis, const LifelineStore *lifelines, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_axis(axis)
    , m_lifelines(lifelines)
{
}

const Lifeline *LifelineDelegate::lifelineOf(const QModelIndex &index) const
{
    const QVariant id = index.siblingAtColumn(ConnectionModel::Id).data(ConnectionModel::rawRole);
    return m_lifelines->find(ConnectionId(id.toULongLong()));
}

// A row that is selected has a tint and edges in the colour of the selection. On the colour itself, signs could not be
// told apart.
void LifelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect cell = option.rect;
    const LifelinePainter lifelines(*m_axis, option.palette);
    painter->fillRect(cell, option.palette.color(QPalette::Base)); // over the colour that the view gives a selection
    lifelines.paintRules(painter, cell);
    if (option.state & QStyle::State_Selected) {
        QColor tint = option.palette.color(QPalette::Highlight);
        painter->fillRect(cell.left(), cell.top(), cell.width(), 1, tint);
        painter->fillRect(cell.left(), cell.bottom(), cell.width(), 1, tint);
        tint.setAlphaF(0.14F);
        painter->fillRect(cell, tint);
    }
    const QVariant group = index.data(ConnectionModel::groupRole);
    if (group.isValid() && m_groupLives) {
        if (const GroupLife *life = m_groupLives->find(group.toULongLong()))
            lifelines.paint(painter, cell, *life);
    } else if (const Lifeline *line = lifelineOf(index)) {
        lifelines.paint(painter, cell, *line);
    }
}

bool LifelineDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                 const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    if (index.isValid() && index.data(ConnectionModel::groupRole).isValid()) {
        QToolTip::showText(event->globalPos(), index.data(Qt::AccessibleTextRole).toString(), view->viewport());
        return true;
    }
    const Lifeline *line = index.isValid() ? lifelineOf(index) : nullptr;
    if (!line) {
        QToolTip::hideText();
        return true;
    }
    const int x = event->pos().x() - option.rect.left();
    QToolTip::showText(event->globalPos(),
                       LifelineText::describeAt(*line, *m_axis, x) + u'\n'
                           + LifelineText::describe(*line, m_axis->now()),
                       view->viewport());
    return true;
}

} // namespace Drainboard

#include "moc_lifelinedelegate.cpp"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "log/eventdelegate.h"

#include "log/eventlogmodel.h"
#include "look/fixedfont.h"
#include "look/statecolors.h"

#include <QApplication>
#include <QPainter>

namespace Drainboard {

void EventDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem background = option;
    initStyleOption(&background, index);
    background.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &background, painter, option.widget);

    const auto kind = static_cast<EventKind>(index.data(EventLogModel::kindRole).toInt());
    const bool selected = option.state & QStyle::State_Selected;
    const QColor highlighted = option.palette.color(QPalette::HighlightedText);
    const QColor subdued = selected ? highlighted : subduedColor(option.palette);
    const QColor color = selected ? highlighted : colorOf(kind, option.palette);
    const bool loud = kind == EventKind::Warning || kind == EventKind::Error;
    const bool quiet = kind == EventKind::Count;

    const QFont fixed = fixedFont();
    const int digit = QFontMetrics(fixed).horizontalAdvance(QLatin1Char('0'));
    QRect rest = option.rect.adjusted(digit / 2, 0, -digit, 0);

    painter->save();
    painter->setFont(fixed);
    painter->setPen(subdued);
    const QString time = index.data(EventLogModel::timeRole).toDateTime().toString(QStringLiteral("HH:mm:ss"));
    painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, time);
    rest.setLeft(rest.left() + 9 * digit);

    QFont bold = fixed;
    bold.setBold(true);
    painter->setFont(bold);
    painter->setPen(color);
    painter->drawText(QRect(rest.left(), rest.top(), 2 * digit, rest.height()), Qt::AlignCenter,
                      EventLogModel::mark(kind));
    rest.setLeft(rest.left() + 3 * digit);

    const int repeats = index.data(EventLogModel::repeatsRole).toInt();
    if (repeats > 1) {
        const QString times = QStringLiteral("×%1").arg(repeats);
        painter->setFont(fixed);
        painter->setPen(subdued);
        painter->drawText(rest, Qt::AlignRight | Qt::AlignVCenter, times);
        rest.setRight(rest.right() - (static_cast<int>(times.size()) + 1) * digit);
    }
    painter->setFont(option.font);
    painter->setPen(loud || quiet || selected ? color : option.palette.color(QPalette::Text));
    painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, rest.width()));
    painter->restore();
}

QSize EventDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    // Never wider than the view: what does not fit is elided, and whole in the tool tip.
    return { option.fontMetrics.averageCharWidth() * 20, option.fontMetrics.height() + 4 };
}

} // namespace Drainboard

#include "moc_eventdelegate.cpp"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/celltext.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionViewItem>

namespace Drainboard {
namespace {

QStaticText *lineOf(const QString &text, const QFont &font)
{
    auto *line = new QStaticText(text);
    line->setTextFormat(Qt::PlainText);
    line->prepare({}, font);
    return line;
}

QPalette::ColorGroup groupOf(QStyle::State state)
{
    if (!state.testFlag(QStyle::State_Enabled))
        return QPalette::Disabled;
    return state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
}

} // namespace

CellText::CellText()
    : m_texts(kept)
{
}

// To measure it is to lay it out. So only what is too long is laid out again.
QStaticText *CellText::layOut(const Key &key)
{
    ++m_laidOut;
    QStaticText *line = lineOf(key.text, key.font);
    if (line->size().width() > key.width) {
        delete line;
        line = lineOf(QFontMetrics(key.font).elidedText(key.text, key.mode, key.width), key.font);
    }
    m_texts.insert(key, line);
    return line;
}

void CellText::draw(QPainter *painter, const QRect &place, const QStyleOptionViewItem &cell)
{
    if (cell.text.isEmpty() || place.width() <= 0)
        return;
    const Key key { cell.text, cell.font, place.width(), cell.textElideMode };
    const QStaticText *line = m_texts.object(key);
    if (!line)
        line = layOut(key);
    // As styles do: as wide as the place, and as high as whole pixels of the line; in it to the left or to the right.
    const QSize size(place.width(), int(line->size().height()));
    QPointF at = QStyle::alignedRect(cell.direction, cell.displayAlignment, size, place).topLeft();
    if (QStyle::visualAlignment(cell.direction, cell.displayAlignment).testFlag(Qt::AlignRight))
        at.rx() += place.width() - line->size().width();
    const bool isSelected = cell.state.testFlag(QStyle::State_Selected);
    painter->setFont(cell.font);
    painter->setPen(cell.palette.color(groupOf(cell.state), isSelected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawStaticText(at, *line);
}

} // namespace Drainboard

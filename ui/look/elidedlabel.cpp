// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/elidedlabel.h"

#include <QPainter>
#include <QStyle>

namespace Drainboard {

ElidedLabel::ElidedLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize ElidedLabel::minimumSizeHint() const
{
    return { fontMetrics().averageCharWidth() * 4, QLabel::minimumSizeHint().height() };
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QString fits = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    if (fits != text())
        setToolTip(QStringLiteral("<span>%1</span>").arg(text().toHtmlEscaped()));
    else
        setToolTip({});
    style()->drawItemText(&painter, contentsRect(), static_cast<int>(alignment() | Qt::TextSingleLine), palette(),
                          isEnabled(), fits, foregroundRole());
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    update(); // another part of the text fits
}

} // namespace Drainboard

#include "moc_elidedlabel.cpp"

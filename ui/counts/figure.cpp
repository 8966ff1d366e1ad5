// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "counts/figure.h"

#include "look/statecolors.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

namespace Drainboard {
namespace {

constexpr double scale = 1.35;

} // namespace

Figure::Figure(const QString &objectName, const QString &caption, const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_number(new QLabel(this))
    , m_caption(new QLabel(caption, this))
    , m_usual(QStringLiteral("00"))
{
    m_number->setObjectName(objectName);
    m_number->setAccessibleName(accessibleName);
    m_number->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_number->setTextFormat(Qt::PlainText);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(fontMetrics().averageCharWidth() / 2);
    row->addWidget(m_number);
    row->addWidget(m_caption);
    applyFonts();
}

void Figure::putCaptionFirst()
{
    static_cast<QHBoxLayout *>(layout())->insertWidget(0, m_caption);
    m_number->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void Figure::setNumber(const QString &shown, const QString &plain)
{
    if (m_number->text() != shown)
        m_number->setText(shown);
    if (m_number->accessibleDescription() != plain)
        m_number->setAccessibleDescription(plain); // the accessible name has taken the text's place
}

void Figure::setNumber(qulonglong number)
{
    setNumber(QLocale().toString(number), QString::number(number));
}

void Figure::setWeight(Weight weight)
{
    if (weight == m_weight)
        return;
    m_weight = weight;
    applyFonts();
    applyColors();
}

void Figure::setUsual(const QString &text)
{
    m_usual = text;
    applyFonts();
}

void Figure::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        applyFonts();
    else if (event->type() == QEvent::PaletteChange)
        applyColors();
}

void Figure::applyFonts()
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * scale);
    large.setBold(m_weight != Weight::Light);
    m_number->setFont(large);
    m_number->setMinimumWidth(QFontMetrics(large).horizontalAdvance(m_usual));
    QFont small = font();
    small.setBold(m_weight == Weight::Heavy);
    m_caption->setFont(small);
}

void Figure::applyColors()
{
    QPalette colored = palette();
    if (m_weight == Weight::Heavy)
        colored.setColor(QPalette::WindowText, colorOf(EventKind::Error, palette()));
    else if (m_weight == Weight::Light)
        colored.setColor(QPalette::WindowText, subduedColor(palette()));
    m_number->setPalette(colored);
    m_caption->setPalette(colored);
}

} // namespace Drainboard

#include "moc_figure.cpp"

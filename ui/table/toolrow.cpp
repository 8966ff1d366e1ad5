// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/toolrow.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>

#include <algorithm>

namespace Drainboard {

ToolRow::ToolRow(QWidget *filter, QWidget *parent)
    : QWidget(parent)
    , m_filter(filter)
    , m_tools(new QWidget)
    , m_toolsLayout(new QHBoxLayout(m_tools))
    , m_layout(new QGridLayout(this))
{
    m_toolsLayout->setContentsMargins({});
    m_layout->setContentsMargins({});
    m_layout->setSizeConstraint(QLayout::SetNoConstraint); // minimumSizeHint() says what is needed
    m_layout->setColumnStretch(0, 1);
    arrange();
}

void ToolRow::addTool(QWidget *tool)
{
    m_toolsLayout->addWidget(tool);
    arrange();
}

int ToolRow::widthOfAll() const
{
    return m_filter->minimumSizeHint().width() + m_layout->horizontalSpacing() + m_tools->sizeHint().width();
}

QSize ToolRow::sizeHint() const
{
    return { m_filter->sizeHint().width() + m_layout->horizontalSpacing() + m_tools->sizeHint().width(),
             m_layout->sizeHint().height() };
}

QSize ToolRow::minimumSizeHint() const
{
    return { std::max(m_filter->minimumSizeHint().width(), m_tools->minimumSizeHint().width()),
             m_layout->minimumSize().height() };
}

void ToolRow::arrange()
{
    m_isNarrow = width() < widthOfAll();
    m_layout->addWidget(m_filter, 0, 0, 1, m_isNarrow ? 2 : 1);
    if (m_isNarrow)
        m_layout->addWidget(m_tools, 1, 0, 1, 2, Qt::AlignLeft);
    else
        m_layout->addWidget(m_tools, 0, 1);
    updateGeometry();
}

void ToolRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_isNarrow != (width() < widthOfAll()))
        arrange();
}

void ToolRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange();
}

} // namespace Drainboard

#include "moc_toolrow.cpp"

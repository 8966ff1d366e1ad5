// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demoview/demoboard.h"

#include <QMouseEvent>
#include <QPainter>

namespace Drainboard {

DemoBoard::DemoBoard(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("demoBoard"));
    setAccessibleName(tr("Servers that stop, and what becomes of their clients"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
}

DemoPicture DemoBoard::picture() const
{
    return DemoPicture(m_scene, size(), palette(), font());
}

void DemoBoard::setScene(const DemoScene &scene)
{
    const std::optional<int> row = m_scene.row;
    m_scene = scene;
    m_scene.row = row;
    update();
}

QSize DemoBoard::sizeHint() const
{
    return { DemoLayout::leastWidth, DemoLayout::leastHeight };
}

QSize DemoBoard::minimumSizeHint() const
{
    return sizeHint() / 3;
}

// What the layout leaves below has the same background.
void DemoBoard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    picture().paint(&painter);
}

void DemoBoard::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT momentChosen(picture().timeAt(event->position()));
}

void DemoBoard::mouseMoveEvent(QMouseEvent *event)
{
    pointAt(picture().layout().rowAt(event->position()));
    if (event->buttons() & Qt::LeftButton)
        Q_EMIT momentChosen(picture().timeAt(event->position()));
}

void DemoBoard::leaveEvent(QEvent *)
{
    pointAt(std::nullopt);
}

void DemoBoard::pointAt(std::optional<int> row)
{
    if (row == m_scene.row)
        return;
    m_scene.row = row;
    update();
    Q_EMIT rowPointedAt(row);
}

} // namespace Drainboard

#include "moc_demoboard.cpp"

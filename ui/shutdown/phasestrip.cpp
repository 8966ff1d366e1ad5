// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "shutdown/phasestrip.h"

#include "look/statecolors.h"

#include <QPainter>
#include <QStringList>

namespace Drainboard {
namespace {

using Standing = PhaseStep::Standing;

QFont scaled(QFont font, double factor, bool bold)
{
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setBold(bold);
    return font;
}

QString standingMark(const PhaseStep &step)
{
    switch (step.standing) {
    case Standing::Ahead:
        return {};
    case Standing::Now:
        if (step.phase == ShutdownPhase::Closed)
            return QStringLiteral("✓");
        return step.phase == ShutdownPhase::Forced ? QStringLiteral("✕") : QStringLiteral("●");
    case Standing::Done:
        return QStringLiteral("✓");
    case Standing::Skipped:
        return QStringLiteral("–");
    }
    Q_UNREACHABLE();
}

} // namespace

PhaseStrip::PhaseStrip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PhaseStrip::setSteps(const std::vector<PhaseStep> &steps)
{
    if (steps == m_steps)
        return;
    if (steps.size() != m_steps.size())
        updateGeometry();
    m_steps = steps;
    QStringList words;
    for (const PhaseStep &step : m_steps) {
        if (step.standing == Standing::Now || step.standing == Standing::Done)
            words += QStringLiteral("%1: %2 %3").arg(step.title, step.figure, step.note);
    }
    const QString description = words.join(QStringLiteral("; "));
    if (description != accessibleDescription())
        setAccessibleDescription(description);
    update();
}

QSize PhaseStrip::sizeHint() const
{
    return { fontMetrics().averageCharWidth() * 28 * static_cast<int>(m_steps.size()),
             fontMetrics().height() * 11 / 2 };
}

QSize PhaseStrip::minimumSizeHint() const
{
    return { fontMetrics().averageCharWidth() * 16 * static_cast<int>(m_steps.size()), sizeHint().height() };
}

void PhaseStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF whole = QRectF(rect()).adjusted(1, 1, -1, -1);
    const qreal width = whole.width() / static_cast<qreal>(m_steps.size());
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const QRectF place(whole.left() + width * static_cast<qreal>(i), whole.top(), width, whole.height());
        paintStep(&painter, place, m_steps[i], i == 0, i + 1 == m_steps.size());
    }
}

void PhaseStrip::paintStep(QPainter *painter, const QRectF &rect, const PhaseStep &step, bool isFirst,
                           bool isLast) const
{
    const qreal line = fontMetrics().height();
    const qreal tip = line * 0.9;
    const qreal gap = isLast ? 0 : 4;
    const QRectF body = rect.adjusted(0, 0, -gap, 0);
    QPolygonF arrow { body.topLeft() };
    arrow << body.topRight();
    if (!isLast)
        arrow << QPointF(body.right() + tip, body.center().y());
    arrow << body.bottomRight() << body.bottomLeft();
    if (!isFirst)
        arrow << QPointF(body.left() + tip, body.center().y());

    const bool isNow = step.standing == Standing::Now;
    const bool isQuiet = step.standing == Standing::Ahead || step.standing == Standing::Skipped;
    const QColor color = isQuiet ? subduedColor(palette()) : colorOf(step.phase, palette());
    QColor fill = isQuiet ? ruleColor(palette()) : color;
    fill.setAlphaF(isNow ? 0.2F : isQuiet ? 0.35F : 0.10F);
    painter->setBrush(fill);
    painter->setPen(isNow ? QPen(color, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin) : QPen(Qt::NoPen));
    painter->drawPolygon(arrow);

    QRectF text = body.adjusted((isFirst ? 0 : tip) + line * 0.7, line * 0.4, 0, -line * 0.4);
    const QString mark = standingMark(step);
    painter->setPen(color);
    painter->setFont(scaled(font(), 1, true));
    painter->drawText(text, Qt::AlignLeft | Qt::AlignTop,
                      mark.isEmpty() ? step.title : QStringLiteral("%1 %2").arg(mark, step.title));
    const QFont figureFont = scaled(font(), 1.9, true);
    painter->setPen(isQuiet ? color : palette().color(QPalette::WindowText));
    painter->setFont(figureFont);
    painter->drawText(text.adjusted(0, line, 0, -line), Qt::AlignLeft | Qt::AlignVCenter, step.figure);
    painter->setFont(font());
    painter->setPen(isNow ? palette().color(QPalette::WindowText) : subduedColor(palette()));
    painter->drawText(text, Qt::AlignLeft | Qt::AlignBottom,
                      fontMetrics().elidedText(step.note, Qt::ElideRight, static_cast<int>(text.width())));
}

} // namespace Drainboard

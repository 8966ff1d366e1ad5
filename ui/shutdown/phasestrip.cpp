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
            return step.hasLosses ? QStringLiteral("!") : QStringLiteral("✓");
        return step.phase == ShutdownPhase::Forced ? QStringLiteral("✕") : QStringLiteral("●");
    case Standing::Done:
        return QStringLiteral("✓");
    case Standing::Skipped:
        return QStringLiteral("–");
    }
    Q_UNREACHABLE();
}

/// In one line, or broken between words into two, the second of which may be cut. Nothing where not even a word fits.
QStringList linesOf(const QString &text, const QFontMetricsF &metrics, qreal width)
{
    if (metrics.horizontalAdvance(text) <= width)
        return { text };
    qsizetype end = text.lastIndexOf(QLatin1Char(' '));
    while (end > 0 && metrics.horizontalAdvance(text.first(end)) > width)
        end = text.lastIndexOf(QLatin1Char(' '), end - 1);
    if (end <= 0)
        return {};
    return { text.first(end), metrics.elidedText(text.sliced(end + 1), Qt::ElideRight, width) };
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
    setToolTip(words.join(QLatin1Char('\n'))); // what does not fit is left out
    update();
}

void PhaseStrip::setTall(bool isTall)
{
    if (isTall == m_isTall)
        return;
    m_isTall = isTall;
    updateGeometry();
    update();
}

QSize PhaseStrip::sizeHint() const
{
    const int line = fontMetrics().height();
    return { fontMetrics().averageCharWidth() * 24 * static_cast<int>(m_steps.size()),
             m_isTall ? line * 4 : line * 13 / 8 };
}

QSize PhaseStrip::minimumSizeHint() const
{
    return { fontMetrics().averageCharWidth() * 15 * static_cast<int>(m_steps.size()), sizeHint().height() };
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
    const qreal tip = line * (m_isTall ? 0.8 : 0.5);
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
    const QColor color = isQuiet ? subduedColor(palette()) : colorOfEnd(step.phase, step.hasLosses ? 1 : 0, palette());
    QColor fill = isQuiet ? ruleColor(palette()) : color;
    fill.setAlphaF(isNow ? 0.2F : isQuiet ? 0.35F : 0.10F);
    painter->setBrush(fill);
    const qreal width = m_isTall ? 2 : 1.5;
    painter->setPen(isNow ? QPen(color, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin) : QPen(Qt::NoPen));
    painter->drawPolygon(arrow);

    const QRectF text = body.adjusted((isFirst ? 0 : tip) + line * 0.6, 0, 0, 0);
    if (m_isTall)
        paintTall(painter, text.adjusted(0, line * 0.25, 0, -line * 0.15), step, color);
    else
        paintSlim(painter, text, step, color);
}

// Title and note in one line; where there is little room, the title alone.
void PhaseStrip::paintSlim(QPainter *painter, const QRectF &text, const PhaseStep &step, const QColor &color) const
{
    const QString mark = standingMark(step);
    const QString title = mark.isEmpty() ? step.title : QStringLiteral("%1 %2").arg(mark, step.title);
    const QFont bold = scaled(font(), 1, true);
    painter->setPen(color);
    painter->setFont(bold);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter, title);
    const qreal used = QFontMetricsF(bold).horizontalAdvance(title) + fontMetrics().averageCharWidth() * 1.5;
    const QRectF rest = text.adjusted(used, 0, 0, 0);
    const QString note = step.figure.isEmpty() ? step.note : QStringLiteral("%1 %2").arg(step.figure, step.note);
    const QString fits = fontMetrics().elidedText(note, Qt::ElideRight, static_cast<int>(rest.width()));
    if (fits.size() < 5 && fits != note)
        return;
    painter->setFont(font());
    painter->setPen(step.standing == Standing::Now ? palette().color(QPalette::WindowText) : subduedColor(palette()));
    painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, fits);
}

// The title, and below it the figure with its note beside it, in two lines where one does not hold it.
void PhaseStrip::paintTall(QPainter *painter, const QRectF &text, const PhaseStep &step, const QColor &color) const
{
    const bool isNow = step.standing == Standing::Now;
    const bool isQuiet = step.standing == Standing::Ahead || step.standing == Standing::Skipped;
    const QString mark = standingMark(step);
    painter->setPen(color);
    painter->setFont(scaled(font(), 1, true));
    painter->drawText(text, Qt::AlignLeft | Qt::AlignTop,
                      mark.isEmpty() ? step.title : QStringLiteral("%1 %2").arg(mark, step.title));
    const QFont large = scaled(font(), 1.7, true);
    const QFontMetricsF metrics(large);
    const qreal base = text.bottom() - metrics.descent();
    painter->setPen(isQuiet ? color : palette().color(QPalette::WindowText));
    painter->setFont(large);
    painter->drawText(QPointF(text.left(), base), step.figure);
    const qreal used = step.figure.isEmpty()
        ? 0
        : metrics.horizontalAdvance(step.figure) + fontMetrics().averageCharWidth();
    painter->setFont(font());
    painter->setPen(isNow ? palette().color(QPalette::WindowText) : subduedColor(palette()));
    const QFontMetricsF small(font());
    const QStringList lines = linesOf(step.note, small, text.width() - used);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const qreal above = small.lineSpacing() * static_cast<qreal>(lines.size() - 1 - i);
        painter->drawText(QPointF(text.left() + used, base - above), lines[i]);
    }
}

} // namespace Drainboard

#include "moc_phasestrip.cpp"

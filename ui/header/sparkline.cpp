// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "header/sparkline.h"

#include "look/statecolors.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace Drainboard {

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("requestSparkline"));
    setAccessibleName(tr("Requests per second in the last minute"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Sparkline::setValues(std::vector<quint64> values)
{
    if (values == m_values)
        return;
    m_values = std::move(values);
    const quint64 most = m_values.empty() ? 0 : *std::ranges::max_element(m_values);
    setToolTip(tr("Requests per second in the last minute: %1 at most").arg(QLocale().toString(most)));
    setAccessibleDescription(tr("%1 at most").arg(most));
    update();
}

QSize Sparkline::sizeHint() const
{
    return { fontMetrics().averageCharWidth() * 12, fontMetrics().height() * 3 / 2 };
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF area = QRectF(rect()).adjusted(0, 2, 0, -2);
    painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), ruleColor(palette()));
    if (m_values.empty())
        return;
    const auto most = static_cast<double>(std::max<quint64>(*std::ranges::max_element(m_values), 1));
    const double step = area.width() / static_cast<double>(m_values.size());
    const QColor color = subduedColor(palette());
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        if (m_values[i] == 0)
            continue;
        const double height = std::max(static_cast<double>(m_values[i]) / most * area.height(), 1.0);
        painter.fillRect(QRectF(area.left() + step * static_cast<double>(i), area.bottom() - height, step, height),
                         color);
    }
}

} // namespace Drainboard

#include "moc_sparkline.cpp"

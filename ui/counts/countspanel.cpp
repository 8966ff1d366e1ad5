// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "counts/countspanel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace Drainboard {

CountsPanel::CountsPanel(QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(fontMetrics().height() * 2);
    m_open = addNumber(row, QStringLiteral("openConnectionsLabel"), tr("open connections"), tr("Open connections"), 4);
    m_active = addNumber(row, QStringLiteral("activeConnectionsLabel"), tr("active"), tr("Active connections"), 2);
    m_idle = addNumber(row, QStringLiteral("idleConnectionsLabel"), tr("idle"), tr("Idle connections"), 2);
    m_closing = addNumber(row, QStringLiteral("closingConnectionsLabel"), tr("closing"), tr("Closing connections"), 2);
    m_accepted = addNumber(row, QStringLiteral("acceptedConnectionsLabel"), tr("accepted in all"),
                           tr("Accepted connections"), 2);
    setCounts({});
}

QLabel *CountsPanel::addNumber(QHBoxLayout *row, const QString &objectName, const QString &caption,
                               const QString &accessibleName, double scale)
{
    auto *number = new QLabel(this);
    number->setObjectName(objectName);
    number->setAccessibleName(accessibleName);
    number->setAlignment(Qt::AlignRight | Qt::AlignBottom);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * scale);
    large.setBold(true);
    number->setFont(large);
    // Room for three digits, so that what stands beside it does not move when a number grows.
    number->setMinimumWidth(QFontMetrics(large).horizontalAdvance(QStringLiteral("000")));

    auto *name = new QLabel(caption, this);
    name->setAlignment(Qt::AlignRight);

    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addStretch();
    column->addWidget(number);
    column->addWidget(name);
    row->addLayout(column);
    return number;
}

void CountsPanel::setCounts(const ConnectionCounts &counts)
{
    const auto show = [](QLabel *label, const QString &text) {
        if (label->text() == text)
            return;
        label->setText(text);
        label->setAccessibleDescription(text); // the accessible name has taken the text's place
    };
    const QLocale locale;
    show(m_open, locale.toString(counts.open));
    show(m_active, locale.toString(counts.active));
    show(m_idle, locale.toString(counts.idle + counts.waiting));
    show(m_closing, locale.toString(counts.closing));
    show(m_accepted, locale.toString(counts.accepted));
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/freezeswitch.h"

#include "look/pluralnumber.h"

#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace Drainboard {

FreezeSwitch::FreezeSwitch(QObject *parent)
    : QObject(parent)
    , m_button(new QToolButton)
    , m_label(new QLabel)
{
    m_button->setObjectName(QStringLiteral("freezeButton"));
    m_button->setText(tr("Freeze"));
    m_button->setToolTip(tr("Freeze table, lifelines and overview, and go on with the same (Space, in the table). "
                            "What happens meanwhile is recorded; the head and the log go on"));
    m_button->setAccessibleDescription(m_button->toolTip());
    m_button->setAccessibleName(m_button->text());
    m_button->setCheckable(true);
    // What stands beside it does not move when the text is the other one.
    m_button->setText(tr("Go on"));
    const int other = m_button->sizeHint().width();
    m_button->setText(tr("Freeze"));
    m_button->setMinimumWidth(std::max(other, m_button->sizeHint().width()));
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_label->setObjectName(QStringLiteral("freezeLabel"));
    m_label->setAccessibleName(tr("Frozen"));
    m_label->setToolTip(tr("Table, lifelines and overview stand still. The head and the log go on"));
    m_label->setMargin(m_label->fontMetrics().averageCharWidth() / 2);
    m_label->setBackgroundRole(QPalette::Highlight);
    m_label->setForegroundRole(QPalette::HighlightedText);
    m_label->setAutoFillBackground(true);
    m_label->hide();
    connect(m_button, &QToolButton::toggled, this, &FreezeSwitch::onToggled);
}

bool FreezeSwitch::isFrozen() const
{
    return m_button->isChecked();
}

void FreezeSwitch::toggle()
{
    m_button->toggle();
}

void FreezeSwitch::count(const ConnectionCounts &counts, quint64 requestsBegun)
{
    const auto open = static_cast<quint64>(counts.open);
    const quint64 closed = counts.accepted > open ? counts.accepted - open : 0;
    m_events = counts.accepted + closed + requestsBegun;
    showText();
}

// An engine that has started again counts from 0.
quint64 FreezeSwitch::eventsBehind() const
{
    return isFrozen() && m_events > m_eventsShown ? m_events - m_eventsShown : 0;
}

void FreezeSwitch::onToggled(bool frozen)
{
    m_eventsShown = m_events;
    m_button->setText(frozen ? tr("Go on") : tr("Freeze"));
    m_button->setAccessibleName(m_button->text());
    showText();
    m_label->setVisible(frozen);
    Q_EMIT toggled(frozen);
}

void FreezeSwitch::showText()
{
    const quint64 behind = eventsBehind();
    if (behind == 0)
        m_label->setText(tr("frozen"));
    else if (behind == 1)
        m_label->setText(tr("frozen, 1 event behind"));
    else
        m_label->setText(tr("frozen, %Ln events behind", nullptr, pluralNumber(behind)));
}

} // namespace Drainboard

#include "moc_freezeswitch.cpp"

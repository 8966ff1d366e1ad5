// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "counts/countspanel.h"

#include "counts/figure.h"

#include <QHBoxLayout>

namespace Drainboard {

CountsPanel::CountsPanel(QWidget *parent)
    : QWidget(parent)
    //: "18 open of 42": the second number follows
    , m_open(new Figure(QStringLiteral("openConnectionsLabel"), tr("open of"), tr("Open connections")))
    , m_accepted(new Figure(QStringLiteral("acceptedConnectionsLabel"), {}, tr("Accepted connections")))
    , m_active(new Figure(QStringLiteral("activeConnectionsLabel"), tr("busy"), tr("Active connections")))
    , m_idle(new Figure(QStringLiteral("idleConnectionsLabel"), tr("idle"), tr("Idle connections")))
    , m_waiting(new Figure(QStringLiteral("waitingConnectionsLabel"), tr("waiting"), tr("Waiting connections")))
    , m_closing(new Figure(QStringLiteral("closingConnectionsLabel"), tr("closing"), tr("Closing connections")))
{
    m_open->setToolTip(tr("Connections that are open now"));
    m_accepted->setToolTip(tr("Connections that were accepted since the server began to listen"));
    m_active->setToolTip(tr("Connections with a request in progress, and WebSockets"));
    m_idle->setToolTip(tr("Connections without a request in progress"));
    m_waiting->setToolTip(tr("Connections whose worker is busy, and has not got to them yet"));
    m_closing->setToolTip(tr("Connections that the server has closed, and the client has not"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(fontMetrics().averageCharWidth() * 2);
    auto *first = new QHBoxLayout;
    first->setSpacing(fontMetrics().averageCharWidth() / 2);
    first->addWidget(m_open);
    first->addWidget(m_accepted);
    row->addLayout(first);
    for (Figure *figure : { m_active, m_idle, m_waiting, m_closing })
        row->addWidget(figure);
    m_accepted->setWeight(Figure::Weight::Light);
    setCounts({});
}

void CountsPanel::setCounts(const ConnectionCounts &counts)
{
    m_open->setNumber(qulonglong(counts.open));
    m_accepted->setNumber(counts.accepted);
    m_active->setNumber(qulonglong(counts.active));
    m_idle->setNumber(qulonglong(counts.idle));
    m_waiting->setNumber(qulonglong(counts.waiting));
    m_waiting->setVisible(counts.waiting > 0);
    m_closing->setNumber(qulonglong(counts.closing));
    m_closing->setVisible(counts.closing > 0);
}

} // namespace Drainboard

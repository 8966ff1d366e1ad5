// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "counts/countspanel.h"

#include "counts/figure.h"

#include <QHBoxLayout>

namespace Drainboard {

CountsPanel::CountsPanel(QWidget *parent)
    : QWidget(parent)
    , m_open(new Figure(QStringLiteral("openConnectionsLabel"), tr("open"), tr("Open connections")))
    //: "18 open of 42"
    , m_accepted(new Figure(QStringLiteral("acceptedConnectionsLabel"), tr("of"), tr("Accepted connections")))
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
    row->setSpacing(fontMetrics().averageCharWidth() * 3 / 2);
    for (Figure *figure : figures())
        row->addWidget(figure);
    m_accepted->setWeight(Figure::Weight::Light);
    m_accepted->putCaptionFirst();
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

void CountsPanel::setAcceptedShown(bool isShown)
{
    m_accepted->setVisible(isShown);
}

// Asked of each number: what a layout knows is of the last time.
int CountsPanel::widthWith(bool accepted) const
{
    int width = 0;
    for (const Figure *figure : figures()) {
        if (figure == m_accepted ? accepted : !figure->isHidden())
            width += figure->sizeHint().width() + layout()->spacing();
    }
    return width;
}

} // namespace Drainboard

#include "moc_countspanel.cpp"

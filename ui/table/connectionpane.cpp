// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/connectionpane.h"

#include "look/section.h"
#include "look/statecolors.h"
#include "table/connectionmodel.h"
#include "table/connectionsortmodel.h"
#include "table/connectionview.h"

#include <QEvent>
#include <QLineEdit>
#include <QShortcut>
#include <QVBoxLayout>

namespace Drainboard {

ConnectionPane::ConnectionPane(QWidget *parent)
    : QWidget(parent)
    , m_connections(new ConnectionModel(this))
    , m_sorted(new ConnectionSortModel(m_connections, this))
    , m_filter(new QLineEdit)
    , m_view(new ConnectionView(m_sorted))
{
    m_view->setObjectName(QStringLiteral("connectionTable"));
    m_view->setAccessibleName(tr("Connections"));
    m_filter->setObjectName(QStringLiteral("connectionFilter"));
    m_filter->setAccessibleName(tr("Filter of the connections"));
    m_filter->setPlaceholderText(tr("Filter (Ctrl+F)"));
    m_filter->setToolTip(tr("Show only connections whose peer, state, last request, end or client contains this"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(fontMetrics().averageCharWidth() * 36);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_sorted->setFilterText(text);
        showEmptyText();
    });
    auto *escape = new QShortcut(Qt::Key_Escape, m_filter);
    escape->setContext(Qt::WidgetShortcut);
    escape->setAutoRepeat(false);
    connect(escape, &QShortcut::activated, this, &ConnectionPane::clearFilter);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(new Section(tr("Co&nnections"), m_view, m_filter));
    applyColors();
}

void ConnectionPane::showSnapshot(const Snapshot &snapshot)
{
    m_connections->update(snapshot);
    showEmptyText();
}

void ConnectionPane::showProcesses(const ClientProcesses &processes)
{
    m_connections->setProcesses(processes);
}

void ConnectionPane::setEmptyText(const QString &title, const QString &hint)
{
    m_emptyTitle = title;
    m_emptyHint = hint;
    showEmptyText();
}

void ConnectionPane::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ConnectionPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

// Not all dark palettes have a placeholder that can be read.
void ConnectionPane::applyColors()
{
    QPalette readable = palette();
    readable.setColor(QPalette::PlaceholderText, subduedColor(palette()));
    m_filter->setPalette(readable);
}

void ConnectionPane::clearFilter()
{
    m_filter->clear();
    m_view->setFocus(Qt::ShortcutFocusReason);
}

void ConnectionPane::showEmptyText()
{
    if (m_connections->rowCount() > 0)
        m_view->setEmptyText(tr("No connection matches the filter"), tr("Esc in the filter clears it"));
    else
        m_view->setEmptyText(m_emptyTitle, m_emptyHint);
}

} // namespace Drainboard

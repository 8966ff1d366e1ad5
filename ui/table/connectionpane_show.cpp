// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// The part of ConnectionPane that shows what it is told.

#include "filter/filterbox.h"
#include "table/connectionmodel.h"
#include "table/connectionpane.h"
#include "table/connectionsortmodel.h"
#include "table/connectionview.h"
#include "table/freezeswitch.h"

namespace Drainboard {

void ConnectionPane::showSnapshot(const Snapshot &snapshot)
{
    m_lifelines.update(snapshot);
    m_latest = snapshot;
    m_freeze->count(snapshot.counts, m_lifelines.requestsBegun());
    if (!isFrozen())
        showLatest();
}

void ConnectionPane::showLatest()
{
    m_shown = m_latest;
    m_axis.advance(m_shown.takenAt);
    m_connections->setProcesses(m_processes);
    showRows();
}

void ConnectionPane::showRows()
{
    m_connections->update(m_closed.addTo(m_shown));
    showCounts();
    showEmptyText();
}

void ConnectionPane::showCounts()
{
    m_filter->setCounts(m_sorted->rowCount(), m_connections->rowCount());
}

void ConnectionPane::showTime(SteadyTime now)
{
    if (!isFrozen())
        m_axis.advance(now);
}

bool ConnectionPane::isFrozen() const
{
    return m_freeze->isFrozen();
}

void ConnectionPane::setClosedSource(const ClosedHistory::Source &source)
{
    m_closed.setSource(source);
}

void ConnectionPane::showProcesses(const ClientProcesses &processes)
{
    m_processes = processes;
    if (isFrozen())
        return;
    m_connections->setProcesses(processes);
    showCounts();
}

void ConnectionPane::setDrain(const std::optional<DrainTerms> &drain)
{
    m_connections->setDrain(drain);
    m_view->setTellsWaits(drain.has_value());
}

void ConnectionPane::setEmptyText(const QString &title, const QString &hint)
{
    m_emptyTitle = title;
    m_emptyHint = hint;
    showEmptyText();
}

void ConnectionPane::showEmptyText()
{
    if (m_connections->rowCount() > 0)
        m_view->setEmptyText(tr("No connection matches the filter"), tr("Esc in the filter clears it"));
    else
        m_view->setEmptyText(m_emptyTitle, m_emptyHint);
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "filter/closedhistory.h"
#include "lifelines/boardaxis.h"
#include "lifelines/lifelinestore.h"
#include "look/draintext.h"
#include "table/groupchoice.h"
#include "values/clientprocess.h"
#include "values/connectioninfo.h"

#include <QWidget>

class QComboBox;
class QPushButton;
class QSettings;
class QToolButton;
class QVBoxLayout;

namespace Drainboard {

class ConnectionModel;
class ConnectionSortModel;
class ConnectionView;
class GroupLives;
class GroupModel;
class ToolRow;
class FilterBox;
class FreezeSwitch;

/// The table of connections with its filter, its columns, and the time that its lifelines show. While it is frozen, it
/// takes in what happens, and shows none of it. GUI thread.
class ConnectionPane : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionPane(QWidget *parent = nullptr);

    /// Shows the connections of \a snapshot.
    void showSnapshot(const Snapshot &snapshot);
    /// Time goes on, to \a now.
    void showTime(SteadyTime now);
    /// Where closed connections come from that snapshots have forgotten.
    void setClosedSource(const ClosedHistory::Source &source);
    /// Shows which processes the clients are.
    void showProcesses(const ClientProcesses &processes);
    /// See ConnectionModel::setDrain().
    void setDrain(const std::optional<DrainTerms> &drain);
    /// What stands in the table while there is no connection: \a title, and below it \a hint.
    void setEmptyText(const QString &title, const QString &hint);
    /// What is typed next is the filter.
    void focusFilter();
    bool isFrozen() const;

    /// Shows the rows in groups, or all of them. What is selected stays so.
    void setGrouping(Grouping grouping);
    /// Selects a connection that is worth looking at, and shows it.
    void jumpTo(Jump jump);
    /// All that match the filter, in the order of the table, also those in a group that is not expanded.
    QList<ConnectionId> shownConnections() const;
    /// Those of the selected rows, in ascending order: of a group, all that are in it.
    QList<ConnectionId> selectedConnections() const;

    /// \a tool stands behind the others, above the table.
    void addTool(QWidget *tool);
    /// \a overview stands above the table from now on, as wide as that is.
    void setOverview(QWidget *overview);
    /// Tab leads through \a overview, the tools above it, and the table.
    void setTabOrders(QWidget *overview);
    /// What the user has made of the columns, and the span; nothing happens where nothing was kept.
    void restore(const QSettings &settings);
    void save(QSettings *settings) const;

    BoardAxis *axis() { return &m_axis; }
    /// Where it is in the coordinates of the overview.
    QRect axisArea() const;
    /// To be told of what snapshots do not know.
    LifelineStore &lifelines() { return m_lifelines; }
    FilterBox *filter() const { return m_filter; }
    FreezeSwitch *freezeSwitch() const { return m_freeze; }
    ConnectionView *view() const { return m_view; }
    QPushButton *columnsButton() const { return m_columnsButton; }

Q_SIGNALS:
    void axisAreaChanged();
    /// Other rows are selected.
    void selectionChanged();

private:
    void connectFilter();
    void createShortcuts(QWidget *board);
    void makeSpanChoice();
    void makeColumnsButton();
    void makeGroupChoice();
    void followSelection();
    void holdLifelines(bool frozen);
    void selectConnections(const QList<ConnectionId> &ids);
    void toggleGroup(const QModelIndex &index);
    void showRange();
    void showLatest();
    void showRows();
    void showCounts();
    void showEmptyText();

    BoardAxis m_axis;
    LifelineStore m_lifelines;
    std::optional<LifelineStore> m_heldLifelines; ///< as they were when it was frozen
    ConnectionModel *m_connections;
    ConnectionSortModel *m_sorted;
    GroupModel *m_groups;
    GroupLives *m_groupLives;
    Snapshot m_latest;
    Snapshot m_shown; ///< the latest one, or that at which the user has frozen it
    ClientProcesses m_processes; ///< the latest ones
    ClosedHistory m_closed;
    FilterBox *m_filter;
    FreezeSwitch *m_freeze;
    ConnectionView *m_view;
    GroupChoice *m_grouping;
    QComboBox *m_span;
    QToolButton *m_nowButton;
    QPushButton *m_columnsButton;
    ToolRow *m_tools;
    QVBoxLayout *m_board;
    QString m_emptyTitle;
    QString m_emptyHint;
};

} // namespace Drainboard

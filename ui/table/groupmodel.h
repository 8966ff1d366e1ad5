// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "table/connectiongroup.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QList>

#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace Drainboard {

class ConnectionModel;
class ConnectionSortModel;

/// What a ConnectionSortModel shows, in groups: one row for each group, and below it its connections, if it is
/// expanded. It has the columns of a ConnectionModel. Groups stand in the order of the first connection of each. It is
/// never reset: what is selected or expanded stays so while connections come and go. GUI thread.
class GroupModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// Both must outlive this. \a sorted is one of \a connections.
    GroupModel(ConnectionModel *connections, ConnectionSortModel *sorted, QObject *parent = nullptr);

    Grouping grouping() const { return m_grouping; }
    /// With Grouping::None there is no row. What was expanded is no more.
    void setGrouping(Grouping grouping);
    /// Takes over what the sorted model shows now. It does so by itself whenever the connections were updated.
    void regroup();

    qsizetype groupCount() const { return qsizetype(m_groups.size()); }
    /// The group that \a row is; null where it is a connection. Valid until the next regroup().
    const ConnectionGroup *group(int row) const;
    /// By its number; null where there is none any more.
    const ConnectionGroup *groupByNumber(quint64 number) const;
    bool isExpanded(int row) const;
    void setExpanded(int row, bool isExpanded);
    /// Expands the group that has it. Returns its row; -1 where it is not shown.
    int reveal(ConnectionId id);
    /// Those of the group, or the one that the row is.
    QList<ConnectionId> connectionsIn(int row) const;

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    /// A connection's id; or a group's number, with the highest bit set.
    using Row = quint64;
    using Rows = std::vector<Row>;

    /// How many requests each connection had, in the order of ids.
    struct Requests
    {
        SteadyTime at {};
        std::vector<std::pair<ConnectionId, quint64>> counts;
    };

    std::vector<ConnectionGroup> makeGroups();
    void countRequests();
    std::vector<quint64> requestsBegun() const;
    Rows rowsOf(const std::vector<ConnectionGroup> &groups) const;
    void takeOver(const Rows &rows);
    void removeRowsNotIn(const std::unordered_map<Row, int> &places);
    void orderRows(const std::unordered_map<Row, int> &places);
    void insertMissingRows(const Rows &rows);
    void setRows(const Rows &rows);
    QVariant groupData(const ConnectionGroup &group, int column, int role) const;
    QString groupText(const ConnectionGroup &group, int column) const;
    QString accessibleGroupText(const ConnectionGroup &group, int column) const;

    ConnectionModel *m_connections;
    ConnectionSortModel *m_sorted;
    Grouping m_grouping = Grouping::None;
    Rows m_rows;
    std::vector<ConnectionGroup> m_groups;
    std::unordered_map<quint64, std::size_t> m_places; ///< of m_groups, by number
    QHash<QByteArray, quint64> m_numbers; ///< by key
    std::unordered_set<quint64> m_expanded; ///< numbers
    quint64 m_lastNumber = 0;
    Requests m_before; ///< at the snapshot before
    Requests m_now;
};

} // namespace Drainboard

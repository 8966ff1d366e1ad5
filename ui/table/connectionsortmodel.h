// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "filter/connectionfilter.h"

#include <QAbstractProxyModel>

#include <vector>

namespace Drainboard {

class ConnectionModel;

/// Sorts and filters a ConnectionModel. Changes are taken over together, when the model says that it is done with an
/// update. What a new filter, another order or a busy second moves are thousands of rows: then all rows that go are
/// brought together first, and views are told of one range of rows, not of each. They stay as they are otherwise:
/// what is selected, and where they are scrolled to. It is never reset. GUI thread.
class ConnectionSortModel : public QAbstractProxyModel
{
    Q_OBJECT

public:
    /// Sorts by any column, ties by id, and follows changes. \a model must outlive this.
    explicit ConnectionSortModel(ConnectionModel *model, QObject *parent = nullptr);

    /// Shows only connections that match \a filter.
    void setFilter(const ConnectionFilter &filter);
    const ConnectionFilter &filter() const { return m_filter; }

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sortColumn() const { return m_column; }
    Qt::SortOrder sortOrder() const { return m_order; }

    QModelIndex mapToSource(const QModelIndex &index) const override;
    QModelIndex mapFromSource(const QModelIndex &index) const override;
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    using Rows = std::vector<int>;

    void takeInRows(int first, int last);
    void leaveOutRows(int first, int last);
    void forgetRows(int first, int last);
    void tellOfChange(const QModelIndex &topLeft, const QModelIndex &bottomRight);
    void rememberRows();
    void findRowsAgain();

    void settle();
    void hide(const std::vector<bool> &leaving);
    void show(const Rows &coming);
    void restoreOrder();
    Rows ordered(Rows rows) const;
    void setRows(const Rows &rows);
    void indexPlaces();

    bool accepts(int sourceRow) const;
    bool comesBefore(int left, int right) const;

    ConnectionModel *m_model;
    ConnectionFilter m_filter;
    int m_column;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    Rows m_rows; ///< the row of the model that each row here is
    Rows m_places; ///< the other way round; -1 for what is not shown
    std::vector<ConnectionId> m_remembered; ///< what m_rows are, while the model changes its order
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QSortFilterProxyModel>

namespace Drainboard {

class ConnectionModel;
struct ConnectionInfo;

/// Sorts and filters a ConnectionModel. It compares the values themselves, not their texts or a QVariant: with 10,000
/// rows the user would feel the difference at each snapshot. Lengths of time are compared exactly: rows that look equal
/// do not change places. GUI thread.
class ConnectionSortModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// Sorts by any column, ties by id, and follows changes. \a model must outlive this.
    explicit ConnectionSortModel(ConnectionModel *model, QObject *parent = nullptr);

    /// Shows only connections whose peer, state, last request or end contains \a text, in any case.
    void setFilterText(const QString &text);
    QString filterText() const { return m_filterText; }

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    bool comesBefore(const ConnectionInfo &a, const ConnectionInfo &b, int column) const;
    void followTime();

    ConnectionModel *m_model;
    QString m_filterText;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QTableView>

namespace Drainboard {

/// The view of a ConnectionModel. While the table is empty, it says in words why. GUI thread.
class ConnectionView : public QTableView
{
    Q_OBJECT

public:
    /// \a model has the columns of a ConnectionModel, and must outlive this.
    explicit ConnectionView(QAbstractItemModel *model, QWidget *parent = nullptr);

    /// What is shown instead of rows while there are none: \a title, and below it \a hint.
    void setEmptyText(const QString &title, const QString &hint);
    QString emptyTitle() const { return m_emptyTitle; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setColumnWidths();
    /// The width of a column that has room for its title and the sort arrow, in pixels.
    int titleWidth(int column) const;

    QString m_emptyTitle;
    QString m_emptyHint;
};

} // namespace Drainboard

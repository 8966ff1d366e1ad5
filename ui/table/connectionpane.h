// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/clientprocess.h"
#include "values/connectioninfo.h"

#include <QWidget>

class QLineEdit;

namespace Drainboard {

class ConnectionModel;
class ConnectionSortModel;
class ConnectionView;

/// The table of connections with its filter. GUI thread.
class ConnectionPane : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionPane(QWidget *parent = nullptr);

    /// Shows the connections of \a snapshot.
    void showSnapshot(const Snapshot &snapshot);
    /// Shows which processes the clients are.
    void showProcesses(const ClientProcesses &processes);
    /// What stands in the table while there is no connection: \a title, and below it \a hint.
    void setEmptyText(const QString &title, const QString &hint);
    /// What is typed next is the filter.
    void focusFilter();

    QLineEdit *filter() const { return m_filter; }
    ConnectionView *view() const { return m_view; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void clearFilter();
    void applyColors();
    void showEmptyText();

    ConnectionModel *m_connections;
    ConnectionSortModel *m_sorted;
    QLineEdit *m_filter;
    ConnectionView *m_view;
    QString m_emptyTitle;
    QString m_emptyHint;
};

} // namespace Drainboard

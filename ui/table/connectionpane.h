// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "lifelines/boardaxis.h"
#include "lifelines/lifelinestore.h"
#include "values/clientprocess.h"
#include "values/connectioninfo.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QSettings;
class QToolButton;
class QVBoxLayout;

namespace Drainboard {

class ConnectionModel;
class ConnectionSortModel;
class ConnectionView;

/// The table of connections with its filter, its columns, and the time that its lifelines show. GUI thread.
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
    QLineEdit *filter() const { return m_filter; }
    ConnectionView *view() const { return m_view; }
    QPushButton *columnsButton() const { return m_columnsButton; }

Q_SIGNALS:
    void axisAreaChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void clearFilter();
    void makeSpanChoice();
    void makeColumnsButton();
    void showRange();
    void applyColors();
    void showEmptyText();

    BoardAxis m_axis;
    LifelineStore m_lifelines;
    ConnectionModel *m_connections;
    ConnectionSortModel *m_sorted;
    QLineEdit *m_filter;
    ConnectionView *m_view;
    QComboBox *m_span;
    QToolButton *m_nowButton;
    QPushButton *m_columnsButton;
    QHBoxLayout *m_tools;
    QVBoxLayout *m_board;
    QString m_emptyTitle;
    QString m_emptyHint;
};

} // namespace Drainboard

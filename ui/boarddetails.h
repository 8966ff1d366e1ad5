// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "feed/boardfeed.h"
#include "values/connectioninfo.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>

class QAction;
class QSettings;
class QSplitter;

namespace Drainboard {

class ConnectionPane;
class DetailsPane;
class HttpEngine;

/// Brings together the table, the details of what is selected in it, and the engine that both are about: who is
/// selected, what the menu of the table offers, and what the engine knows of each request. GUI thread.
class BoardDetails : public QObject
{
    Q_OBJECT

public:
    /// \a table goes into splitter().
    explicit BoardDetails(ConnectionPane *table, QObject *parent = nullptr);

    /// The table, and the details below it.
    QSplitter *splitter() const { return m_splitter; }
    DetailsPane *pane() const { return m_pane; }

    /// \a engine is the one to ask from now on. It must outlive this, or the next call.
    void setEngine(HttpEngine *engine);
    /// Shows \a snapshot in the table and in the details; not before the menu of the table is closed, if it is open.
    void showSnapshot(const Snapshot &snapshot);

    /// How high the details are, and whether they are wanted.
    void restore(const QSettings &settings);
    void save(QSettings *settings) const;

private:
    void createActions();
    void apply(const Snapshot &snapshot);
    void takeOverSelection();
    QList<ConnectionId> selectedIds() const;
    bool isInTable(const QList<ConnectionId> &ids) const;
    QList<ConnectionFacts> factsOf(const QList<ConnectionId> &ids) const;
    void openMenu(const QPoint &globalPosition);
    void leaveMenu();
    void copyRows() const;
    void askKernel(ConnectionId id, EndSide side);

    ConnectionPane *m_table;
    BoardFeed m_feed;
    DetailsPane *m_pane;
    QSplitter *m_splitter;
    QAction *m_copyRows;
    QAction *m_toggle;
    QPointer<HttpEngine> m_engine;
    QTimer m_feedTimer;
    QTimer m_selectionTimer;
    Snapshot m_latest;
    bool m_isMenuOpen = false;
    std::optional<Snapshot> m_held; ///< came while the menu was open
};

} // namespace Drainboard

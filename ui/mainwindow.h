// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// The window: arranges its parts, tells them what the engine says, and tells the engine what the user wants.
// GUI thread, which is the engine's.

#include "engine/statuslines.h"
#include "log/connectionevents.h"

#include <QMainWindow>
#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;
class QSettings;
class QSplitter;

namespace Drainboard {

class ConnectionModel;
class ConnectionSortModel;
class ConnectionView;
class CountChart;
class CountsPanel;
class EventLog;
class EventLogModel;
class HttpEngine;
class ShutdownPanel;

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// All three must outlive this. Without \a settings nothing is remembered from one run to the next.
    /// Closing the window begins the shutdown of an engine that has ever listened; once that has ended, or
    /// where there was none to end, the window closes.
    MainWindow(HttpEngine *engine, StatusLines *lines, QSettings *settings, QWidget *parent = nullptr);
    ~MainWindow() override;

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *createHeader();
    QWidget *createBody();
    QWidget *createTableSection();
    void createShortcuts();
    void setTabOrders();
    void restoreLayout();
    void saveLayout() const;

    void showSnapshot(const Snapshot &snapshot);
    void showPhase();
    void showListening();
    void showProgress();
    void showState();
    void showEmptyText();
    void applyColors();
    void logLine(StatusLines::Kind kind, const QString &line);
    void logPhase();
    void copyUrl();

    HttpEngine *m_engine;
    QSettings *m_settings;
    bool m_hasListened = false;
    ConnectionCounts m_latest;
    QTimer m_progressTimer;
    ConnectionEvents m_connectionEvents;

    ConnectionModel *m_connections;
    ConnectionSortModel *m_sortedConnections;
    EventLogModel *m_events;
    CountsPanel *m_counts;
    QLabel *m_state;
    QLabel *m_url;
    QPushButton *m_copyUrl;
    CountChart *m_chart;
    EventLog *m_log;
    QLineEdit *m_filter;
    ConnectionView *m_table;
    QSplitter *m_columns = nullptr;
    QSplitter *m_rows = nullptr;
    ShutdownPanel *m_shutdown;
};

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "engine/statuslines.h"
#include "log/connectionevents.h"

#include <QMainWindow>
#include <QTimer>

class QSettings;
class QSplitter;

namespace Drainboard {

class ConnectionPane;
class EventLog;
class EventLogModel;
class HeaderBar;
class HttpEngine;
class Overview;
class ShutdownPanel;
class WindowLayout;

/// The window: arranges its parts, tells them what the engine says, and tells the engine what the user wants.
/// GUI thread, which is the engine's.
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

private:
    void arrangeParts();
    void createShortcuts();
    void setTabOrders();
    void connectParts(StatusLines *lines);

    void showSnapshot(const Snapshot &snapshot);
    void showPhase();
    void showListening();
    void showProgress();
    void showEmptyText();
    void logLine(StatusLines::Kind kind, const QString &line);
    void logPhase();
    void showTime();
    void markPhase();
    void save();

    HttpEngine *m_engine;
    bool m_hasListened = false;
    ConnectionCounts m_latest;
    QTimer m_progressTimer;
    QTimer m_axisTimer;
    ConnectionEvents m_connectionEvents;

    HeaderBar *m_header;
    EventLogModel *m_events;
    EventLog *m_log;
    ConnectionPane *m_connections;
    Overview *m_overview;
    ShutdownPanel *m_shutdown;
    QSplitter *m_rows;
    WindowLayout *m_layout;
    QSettings *m_settings;
};

} // namespace Drainboard

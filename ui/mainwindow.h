// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "engine/enginesettings.h"
#include "engine/statuslines.h"
#include "header/requestpace.h"
#include "history/requestreader.h"
#include "log/connectionevents.h"

#include <QMainWindow>
#include <QTimer>

#include <optional>

class QSettings;
class QSplitter;

namespace Drainboard {

class Announcer;
class BoardDetails;
struct BoardExport;
class ConnectionPane;
class EventLog;
class EventLogModel;
class ExportButton;
class HeaderBar;
class HttpEngine;
class LogPane;
class Overview;
class ReportPage;
class ShutdownPanel;
class TextZoom;
class WindowLayout;

/// The window: arranges its parts, tells them what the engine says, and tells the engine what the user wants.
/// GUI thread, which is the engine's.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// All three must outlive this, \a engine only until setEngine(). Without \a settings nothing is remembered from
    /// one run to the next. Closing the window begins the shutdown of an engine that has ever listened; once that has
    /// ended, or where there was none to end, the window closes.
    MainWindow(HttpEngine *engine, StatusLines *lines, QSettings *settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// From now on shows \a engine, behind one that has ended. What the chart and the log have they keep.
    void setEngine(HttpEngine *engine);
    /// Says in one line why another run could not start.
    void showProblem(const QString &problem);

Q_SIGNALS:
    /// Another run is wanted, after the end of one. Its shutdown is to do what \a plan says.
    void startAgainRequested(const Drainboard::ShutdownPlan &plan);
    /// The user has chosen what the next shutdown is to do. An engine that runs has been told.
    void planChosen(const Drainboard::ShutdownPlan &plan);
    /// The user has chosen what clients may ask for. The engine has been told.
    void limitsChosen(const Drainboard::ServerLimits &limits);
    /// The user wants the window to be gone, and so the end of the shutdown first.
    void closeRequested();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void arrangeParts();
    void createShortcuts();
    void setTabOrders();
    void connectParts(StatusLines *lines);
    void connectShutdown();
    void connectEngine();
    void showEngine();

    BoardExport whatIsShown() const;
    void showSnapshot(const Snapshot &snapshot);
    void showPhase();
    void showState();
    QString serverBehind() const;
    void showListening();
    void showProgress();
    void showDrain();
    void showPace();
    void showReport(bool isShown);
    void makeRoomBelow();
    void showKeys();
    void showLimits();
    void showDemo();
    void showEmptyText();
    void logLine(StatusLines::Kind kind, const QString &line);
    void logPhase();
    void announcePhase();
    void announceLosses();
    void showTime();
    void markPhase();
    void save();

    HttpEngine *m_engine;
    bool m_hasListened = false;
    bool m_isShutdownMarked = false; // on the axis
    ConnectionCounts m_latest;
    QTimer m_progressTimer;
    QTimer m_axisTimer;
    QTimer m_paceTimer;
    std::optional<RequestReader> m_reader;
    RequestPace m_pace;
    ConnectionEvents m_connectionEvents;

    HeaderBar *m_header;
    EventLogModel *m_events;
    EventLog *m_log;
    LogPane *m_logPane;
    ConnectionPane *m_connections;
    BoardDetails *m_details;
    Overview *m_overview;
    ExportButton *m_export;
    ShutdownPanel *m_shutdown;
    ReportPage *m_report;
    QWidget *m_below; // the table: report and log, where they are shown
    QSplitter *m_rows;
    Announcer *m_announcer;
    quint64 m_lostAnnounced = 0;
    WindowLayout *m_layout;
    TextZoom *m_zoom;
    QSettings *m_settings;
};

} // namespace Drainboard

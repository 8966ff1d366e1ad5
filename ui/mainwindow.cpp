// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "mainwindow.h"

#include "boarddetails.h"
#include "counts/overview.h"
#include "engine/httpengine.h"
#include "exporting/exportbutton.h"
#include "filter/filterbox.h"
#include "filter/filteredit.h"
#include "header/headerbar.h"
#include "layout/textzoom.h"
#include "layout/windowlayout.h"
#include "log/eventlog.h"
#include "log/eventlogmodel.h"
#include "log/logpane.h"
#include "look/announcer.h"
#include "shutdown/reportpage.h"
#include "shutdown/shutdowncontrols.h"
#include "shutdown/shutdownpanel.h"
#include "table/connectionmodel.h"
#include "table/connectionpane.h"
#include "table/connectionview.h"
#include "table/freezeswitch.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QIcon>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace Drainboard {
namespace {

const QString logKey = QStringLiteral("window/logShown");

QIcon applicationIcon()
{
    QIcon icon;
    for (const int size : { 16, 24, 32, 48, 64, 128, 256 })
        icon.addFile(QStringLiteral(":/drainboard/icons/drainboard-%1.png").arg(size), QSize(size, size));
    return icon;
}

} // namespace

MainWindow::MainWindow(HttpEngine *engine, StatusLines *lines, QSettings *settings, QWidget *parent)
    : QMainWindow(parent)
    , m_engine(engine)
    , m_header(new HeaderBar)
    , m_events(new EventLogModel(5000, this))
    , m_log(new EventLog(m_events))
    , m_logPane(new LogPane(m_events, m_log))
    , m_connections(new ConnectionPane)
    , m_details(new BoardDetails(m_connections, this))
    , m_overview(new Overview(m_connections->axis()))
    , m_export(new ExportButton([this] { return whatIsShown(); }))
    , m_shutdown(new ShutdownPanel(engine->settings()))
    , m_report(new ReportPage)
    , m_below(new QWidget)
    , m_rows(new QSplitter(Qt::Vertical))
    , m_announcer(new Announcer(this))
    , m_layout(new WindowLayout(this, m_rows, settings))
    , m_zoom(new TextZoom(settings, this))
    , m_settings(settings)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(applicationIcon());
    arrangeParts();
    createShortcuts();
    setTabOrders();
    m_layout->restore(QSize(1280, 760));
    if (m_settings) {
        m_connections->restore(*m_settings);
        m_details->restore(*m_settings);
        m_logPane->setLogShown(m_settings->value(logKey).toBool());
        m_below->setVisible(m_logPane->isLogShown()); // with the room that it had
    }
    m_connections->view()->setFocus(); // not a button: a key pressed by habit should do nothing
    connectParts(lines);
    showEngine();
    showTime();
}

MainWindow::~MainWindow()
{
    save();
    delete m_zoom; // puts the font back, which all parts are told
}

void MainWindow::save()
{
    m_layout->save();
    if (!m_settings)
        return;
    m_connections->save(m_settings);
    m_details->save(m_settings);
    m_settings->setValue(logKey, m_logPane->isLogShown());
}

void MainWindow::setEngine(HttpEngine *engine)
{
    m_engine->disconnect(this);
    m_engine = engine;
    m_isShutdownMarked = false;
    m_shutdown->setSettings(engine->settings());
    showReport(false);
    m_report->clear();
    m_pace.beginRun();
    m_lostAnnounced = 0;
    connectEngine();
    showEngine();
}

void MainWindow::showProblem(const QString &problem)
{
    m_shutdown->showProblem(problem);
    m_events->append({ QDateTime::currentDateTime(), EventKind::Error, problem });
}

void MainWindow::showEngine()
{
    showListening();
    showSnapshot(m_engine->snapshot());
    showPhase();
}

void MainWindow::arrangeParts()
{
    m_overview->setObjectName(QStringLiteral("connectionChart"));
    m_overview->setAccessibleName(tr("Connections and requests over time"));
    m_connections->setOverview(m_overview);
    m_connections->addTool(m_export);
    m_log->setObjectName(QStringLiteral("eventLog"));
    m_log->setAccessibleName(tr("Event log"));

    const int gap = fontMetrics().height() / 2;
    auto *below = new QHBoxLayout(m_below);
    below->setContentsMargins({});
    below->addWidget(m_report, 3);
    below->addWidget(m_log, 2);
    m_report->hide();
    m_below->hide();
    m_rows->addWidget(m_details->splitter());
    m_rows->addWidget(m_below);
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 0);
    m_rows->setChildrenCollapsible(false);
    m_rows->setHandleWidth(gap);
    m_header->setControls(m_shutdown->controls());
    auto *central = new QWidget;
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addWidget(m_header);
    layout->addWidget(m_rows, 1);
    layout->addWidget(m_shutdown);
    layout->addWidget(m_logPane);
    setCentralWidget(central);
}

void MainWindow::createShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto *receiver, auto slot) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setAutoRepeat(false); // a key that is held is no second trigger of a shutdown
        connect(shortcut, &QShortcut::activated, receiver, slot);
    };
    add(Qt::CTRL | Qt::Key_Q, this, &MainWindow::close);
    add(Qt::CTRL | Qt::Key_F, m_connections, &ConnectionPane::focusFilter);
    add(QKeySequence(QStringLiteral("?")), this, &MainWindow::showKeys);
    add(Qt::CTRL | Qt::Key_L, this, &MainWindow::showLimits);
    add(Qt::CTRL | Qt::Key_D, this, &MainWindow::showDemo);
    add(QKeySequence::Save, m_export, &ExportButton::click);
}

void MainWindow::setTabOrders()
{
    ShutdownControls *controls = m_shutdown->controls();
    setTabOrder(m_header->copyButton(), controls->planButton());
    setTabOrder(controls->planButton(), controls->shutdownButton());
    setTabOrder(controls->shutdownButton(), m_connections->filter()->edit());
    m_connections->setTabOrders(m_overview);
    setTabOrder(m_connections->columnsButton(), m_export);
    setTabOrder(m_connections->view(), m_report);
    setTabOrder(m_report, m_log);
    setTabOrder(m_log, m_shutdown->startAgainButton());
    setTabOrder(m_shutdown->startAgainButton(), m_shutdown->reportButton());
    setTabOrder(m_shutdown->reportButton(), m_shutdown->abortButton());
    setTabOrder(m_shutdown->abortButton(), m_logPane->toggle());
}

void MainWindow::connectParts(StatusLines *lines)
{
    m_progressTimer.setInterval(100ms);
    connect(&m_progressTimer, &QTimer::timeout, this, &MainWindow::showProgress);
    m_axisTimer.setSingleShot(true);
    connect(&m_axisTimer, &QTimer::timeout, this, &MainWindow::showTime);
    connect(m_connections->axis(), &BoardAxis::rangeChanged, this, &MainWindow::showTime);
    connect(m_connections->freezeSwitch(), &FreezeSwitch::toggled, this, &MainWindow::showTime);
    const auto placeOverview = [this] { m_overview->setAxisLeft(m_connections->axisArea().left()); };
    connect(m_connections, &ConnectionPane::axisAreaChanged, m_overview, placeOverview);
    placeOverview();
    m_paceTimer.setInterval(500ms);
    connect(&m_paceTimer, &QTimer::timeout, this, &MainWindow::showPace);
    m_paceTimer.start();
    connect(m_logPane, &LogPane::logShown, this, &MainWindow::makeRoomBelow);
    connect(lines, &StatusLines::said, this,
            [this](StatusLines::Kind kind, const QString &, const QString &text) { logLine(kind, text); });
    connectShutdown();
    connectEngine();
}

void MainWindow::connectShutdown()
{
    connect(m_shutdown, &ShutdownPanel::shutdownRequested, this,
            [this] { m_engine->triggerShutdown(QStringLiteral("button")); });
    connect(m_shutdown, &ShutdownPanel::abortRequested, this, [this] { m_engine->abortNow(); });
    connect(m_shutdown, &ShutdownPanel::startAgainRequested, this, &MainWindow::startAgainRequested);
    connect(m_shutdown, &ShutdownPanel::planChosen, this, [this](const ShutdownPlan &plan) {
        m_engine->setShutdownPlan(plan);
        Q_EMIT planChosen(plan);
    });
    connect(m_shutdown->controls(), &ShutdownControls::limitsRequested, this, &MainWindow::showLimits);
    connect(m_shutdown->controls(), &ShutdownControls::demoRequested, this, &MainWindow::showDemo);
    connect(m_shutdown, &ShutdownPanel::reportToggled, this, &MainWindow::showReport);
    connect(m_report, &ReportPage::closeRequested, this, [this] {
        showReport(false);
        m_connections->view()->setFocus();
    });
    connect(m_export, &ExportButton::exported, this,
            [this](const QString &line) { logLine(StatusLines::Kind::Event, line); });
    connect(m_export, &ExportButton::failed, this,
            [this](const QString &problem) { logLine(StatusLines::Kind::Error, problem); });
}

void MainWindow::connectEngine()
{
    m_connections->setClosedSource([this](quint64 after) { return m_engine->closedConnections(after); });
    m_details->setEngine(m_engine);
    m_reader.emplace(m_engine->requestReader());
    connect(m_engine, &HttpEngine::snapshotChanged, this, &MainWindow::showSnapshot);
    connect(m_engine, &HttpEngine::clientProcessesChanged, this,
            [this] { m_connections->showProcesses(m_engine->clientProcesses()); });
    connect(m_engine, &HttpEngine::shutdownPlanChanged, this, [this] {
        m_shutdown->setSettings(m_engine->settings());
        showProgress();
    });
    connect(m_engine, &HttpEngine::listeningChanged, this, &MainWindow::showListening);
    connect(m_engine, &HttpEngine::phaseChanged, this, [this] {
        if (hasEnded(m_engine->phase()))
            showSnapshot(m_engine->snapshot()); // the log tells what led to the end before it tells the end
        logPhase();
        showPhase();
        announcePhase();
    });
    connect(m_engine, &HttpEngine::shutdownFinished, this, &MainWindow::showPhase);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    save();
    Q_EMIT closeRequested();
    if (m_hasListened && !hasEnded(m_engine->phase())) {
        event->ignore();
        m_engine->triggerShutdown(QStringLiteral("close"));
    }
}

} // namespace Drainboard

#include "moc_mainwindow.cpp"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "mainwindow.h"

#include "counts/overview.h"
#include "engine/engineexport.h"
#include "engine/httpengine.h"
#include "exporting/exportbutton.h"
#include "header/headerbar.h"
#include "layout/windowlayout.h"
#include "log/eventlog.h"
#include "log/eventlogmodel.h"
#include "look/section.h"
#include "look/vocabularytext.h"
#include "shutdown/shutdownpanel.h"
#include "table/connectionmodel.h"
#include "table/connectionpane.h"
#include "table/connectionview.h"

#include <QCloseEvent>
#include <QIcon>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <set>
#include <utility>

using namespace std::chrono_literals;

namespace Drainboard {
namespace {

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
    , m_connections(new ConnectionPane)
    , m_overview(new Overview(m_connections->axis()))
    , m_export(new ExportButton([this] { return whatIsShown(); }))
    , m_shutdown(new ShutdownPanel(engine->settings()))
    , m_rows(new QSplitter(Qt::Vertical))
    , m_layout(new WindowLayout(this, m_rows, settings))
    , m_settings(settings)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(applicationIcon());
    arrangeParts();
    createShortcuts();
    setTabOrders();
    m_layout->restore(QSize(1280, 760));
    if (m_settings)
        m_connections->restore(*m_settings);
    m_connections->view()->setFocus(); // not a button: a key pressed by habit should do nothing
    connectParts(lines);
    showEngine();
    showTime();
}

MainWindow::~MainWindow()
{
    save();
}

void MainWindow::save()
{
    m_layout->save();
    if (m_settings)
        m_connections->save(m_settings);
}

void MainWindow::setEngine(HttpEngine *engine)
{
    m_engine->disconnect(this);
    m_engine = engine;
    m_isShutdownMarked = false;
    m_shutdown->setSettings(engine->settings());
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

    const int gap = fontMetrics().height();
    m_rows->addWidget(m_connections);
    m_rows->addWidget(new Section(tr("&Event log"), m_log));
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 0);
    m_rows->setSizes({ 1000, gap * 7 });
    m_rows->setChildrenCollapsible(false);
    m_rows->setHandleWidth(gap / 2);
    auto *central = new QWidget;
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addWidget(m_header);
    layout->addWidget(m_rows, 1);
    layout->addWidget(m_shutdown);
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
    add(QKeySequence::Save, m_export, &ExportButton::click);
}

void MainWindow::setTabOrders()
{
    setTabOrder(m_header->copyButton(), m_log);
    setTabOrder(m_log, m_connections->filter());
    m_connections->setTabOrders(m_overview);
    setTabOrder(m_connections->columnsButton(), m_export);
    setTabOrder(m_connections->view(), m_shutdown);
}

void MainWindow::connectParts(StatusLines *lines)
{
    m_progressTimer.setInterval(100ms);
    connect(&m_progressTimer, &QTimer::timeout, this, &MainWindow::showProgress);
    m_axisTimer.setSingleShot(true);
    connect(&m_axisTimer, &QTimer::timeout, this, &MainWindow::showTime);
    connect(m_connections->axis(), &BoardAxis::rangeChanged, this, &MainWindow::showTime);
    const auto placeOverview = [this] { m_overview->setAxisLeft(m_connections->axisArea().left()); };
    connect(m_connections, &ConnectionPane::axisAreaChanged, m_overview, placeOverview);
    placeOverview();
    connect(m_shutdown, &ShutdownPanel::shutdownRequested, this,
            [this] { m_engine->triggerShutdown(QStringLiteral("button")); });
    connect(m_shutdown, &ShutdownPanel::abortRequested, this, [this] { m_engine->abortNow(); });
    connect(m_shutdown, &ShutdownPanel::startAgainRequested, this, &MainWindow::startAgainRequested);
    connect(m_shutdown, &ShutdownPanel::planChosen, this, [this](const ShutdownPlan &plan) {
        m_engine->setShutdownPlan(plan);
        Q_EMIT planChosen(plan);
    });
    connect(m_export, &ExportButton::exported, this,
            [this](const QString &line) { logLine(StatusLines::Kind::Event, line); });
    connect(m_export, &ExportButton::failed, this,
            [this](const QString &problem) { logLine(StatusLines::Kind::Error, problem); });
    connect(lines, &StatusLines::said, this, &MainWindow::logLine);
    connectEngine();
}

void MainWindow::connectEngine()
{
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

void MainWindow::showSnapshot(const Snapshot &snapshot)
{
    m_latest = snapshot.counts;
    m_header->setCounts(snapshot.counts);
    m_connections->showSnapshot(snapshot);
    m_overview->addCounts(snapshot.takenAt, snapshot.counts, m_connections->lifelines().requestsBegun());
    for (const Event &event : m_connectionEvents.update(snapshot))
        m_events->append(event);
    showEmptyText();
    showProgress();
}

BoardExport MainWindow::whatIsShown() const
{
    const QAbstractItemModel *rows = m_connections->view()->model();
    std::set<ConnectionId> shown;
    for (int row = 0; row < rows->rowCount(); ++row) {
        const QVariant id = rows->index(row, ConnectionModel::Id).data(ConnectionModel::rawRole);
        shown.insert(ConnectionId(id.toULongLong()));
    }
    ExportData known = exportOf(*m_engine);
    known.processes = m_engine->clientProcesses();
    return { known.only(shown), BoardPicture({ m_overview, m_connections->view() }) };
}

void MainWindow::showListening()
{
    m_hasListened = m_hasListened || m_engine->isListening();
    const QString url = m_hasListened ? m_engine->url().toString() : QString();
    m_header->setUrl(url);
    m_header->setState(m_engine->phase(), m_engine->isListening());
    // A desktop adds the program's name to a title that does not end with it.
    setWindowTitle(m_hasListened ? tr("%1 – Drainboard").arg(url) : tr("Drainboard"));
    showEmptyText();
}

void MainWindow::showPhase()
{
    const ShutdownPhase phase = m_engine->phase();
    markPhase();
    if (phase != ShutdownPhase::Running && !hasEnded(phase))
        m_progressTimer.start();
    else
        m_progressTimer.stop();
    m_header->setState(phase, m_engine->isListening());
    showEmptyText();
    showProgress();
}

// The first one stands where the shutdown began; the report knows that best.
void MainWindow::markPhase()
{
    const ShutdownPhase phase = m_engine->phase();
    if (phase == ShutdownPhase::Running)
        return;
    const bool isFirst = !std::exchange(m_isShutdownMarked, true);
    BoardAxis *axis = m_connections->axis();
    if (!isFirst && axis->marks().back().phase == phase)
        return;
    const ShutdownReport report = m_engine->report();
    axis->addMark({ isFirst ? report.takenAt - report.duration : SteadyClock::now(), phase });
}

// Whatever moves with time moves at a whole pixel, and not more often than the eye sees.
void MainWindow::showTime()
{
    m_connections->axis()->advance(SteadyClock::now());
    m_axisTimer.start(std::max(m_connections->axis()->untilNextPixel(), std::chrono::milliseconds(40ms)));
}

void MainWindow::showProgress()
{
    m_shutdown->setProgress({ m_engine->report(), m_latest.open, m_engine->timeUntilDrain(), m_engine->timeUntilAbort(),
                              m_engine->timeUntilForce() });
}

void MainWindow::showEmptyText()
{
    if (!m_engine->isListening())
        m_connections->setEmptyText(
            m_engine->phase() == ShutdownPhase::Running ? tr("Not listening") : tr("No connections left"), {});
    else if (m_overview->history().isEmpty())
        m_connections->setEmptyText({}, {});
    else if (m_latest.accepted > 0)
        m_connections->setEmptyText(tr("No connections now"), {});
    else
        m_connections->setEmptyText(tr("No connections yet"), tr("Try: curl -v %1").arg(m_engine->url().toString()));
}

void MainWindow::logLine(StatusLines::Kind kind, const QString &line)
{
    const auto eventKind = [kind] {
        switch (kind) {
        case StatusLines::Kind::Event:
            return EventKind::Status;
        case StatusLines::Kind::Count:
            return EventKind::Count;
        case StatusLines::Kind::Error:
            return EventKind::Error;
        }
        Q_UNREACHABLE();
    }();
    m_events->append({ QDateTime::currentDateTime(), eventKind, line });
}

void MainWindow::logPhase()
{
    m_events->append({ QDateTime::currentDateTime(), EventKind::Status,
                       tr("Phase: %1").arg(VocabularyText::of(m_engine->phase())) });
}

} // namespace Drainboard

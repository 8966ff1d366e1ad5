// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "mainwindow.h"

#include "counts/countchart.h"
#include "counts/countspanel.h"
#include "engine/httpengine.h"
#include "log/eventlog.h"
#include "log/eventlogmodel.h"
#include "look/statecolors.h"
#include "shutdown/shutdownpanel.h"
#include "table/connectionmodel.h"
#include "table/connectionsortmodel.h"
#include "table/connectionview.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIcon>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QToolTip>
#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace Drainboard {
namespace {

const QString geometryKey = QStringLiteral("window/geometry");
const QString columnsKey = QStringLiteral("window/columns");
const QString rowsKey = QStringLiteral("window/rows");
const QString headerKey = QStringLiteral("connections/header");

QIcon applicationIcon()
{
    QIcon icon;
    for (const int size : { 16, 24, 32, 48, 64, 128, 256 })
        icon.addFile(QStringLiteral(":/drainboard/icons/drainboard-%1.png").arg(size), QSize(size, size));
    return icon;
}

QLabel *caption(const QString &text, QWidget *buddy = nullptr)
{
    auto *label = new QLabel(text);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    label->setBuddy(buddy);
    return label;
}

QWidget *section(QLabel *caption, QWidget *content, QWidget *corner = nullptr)
{
    auto *section = new QWidget;
    auto *layout = new QVBoxLayout(section);
    layout->setContentsMargins({});
    auto *top = new QHBoxLayout;
    top->addWidget(caption);
    top->addStretch();
    if (corner)
        top->addWidget(corner);
    layout->addLayout(top);
    layout->addWidget(content, 1);
    return section;
}

} // namespace

MainWindow::MainWindow(HttpEngine *engine, StatusLines *lines, QSettings *settings, QWidget *parent)
    : QMainWindow(parent)
    , m_engine(engine)
    , m_settings(settings)
    , m_connections(new ConnectionModel(this))
    , m_sortedConnections(new ConnectionSortModel(m_connections, this))
    , m_events(new EventLogModel(5000, this))
    , m_counts(new CountsPanel)
    , m_state(new QLabel)
    , m_url(new QLabel)
    , m_copyUrl(new QPushButton(tr("&Copy URL")))
    , m_chart(new CountChart)
    , m_log(new EventLog(m_events))
    , m_filter(new QLineEdit)
    , m_table(new ConnectionView(m_sortedConnections))
    , m_shutdown(new ShutdownPanel(engine->settings()))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(applicationIcon());
    auto *central = new QWidget;
    auto *layout = new QVBoxLayout(central);
    const int gap = fontMetrics().height();
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addWidget(createHeader());
    layout->addWidget(createBody(), 1);
    layout->addWidget(m_shutdown);
    setCentralWidget(central);
    createShortcuts();
    setTabOrders();
    restoreLayout();
    m_table->setFocus(); // not a button: a key pressed by habit should do nothing

    m_progressTimer.setInterval(100ms);
    connect(&m_progressTimer, &QTimer::timeout, this, &MainWindow::showProgress);
    connect(m_shutdown, &ShutdownPanel::shutdownRequested, this,
            [this] { m_engine->triggerShutdown(QStringLiteral("button")); });
    connect(m_shutdown, &ShutdownPanel::abortRequested, m_engine, &HttpEngine::abortNow);
    connect(lines, &StatusLines::said, this, &MainWindow::logLine);
    connect(engine, &HttpEngine::snapshotChanged, this, &MainWindow::showSnapshot);
    connect(engine, &HttpEngine::listeningChanged, this, &MainWindow::showListening);
    connect(engine, &HttpEngine::phaseChanged, this, [this] {
        if (hasEnded(m_engine->phase()))
            showSnapshot(m_engine->snapshot()); // the log tells what led to the end before it tells the end
        logPhase();
        showPhase();
    });
    connect(engine, &HttpEngine::shutdownFinished, this, &MainWindow::showPhase);

    showListening();
    showSnapshot(engine->snapshot());
    showPhase();
}

MainWindow::~MainWindow()
{
    saveLayout();
}

QWidget *MainWindow::createHeader()
{
    m_state->setObjectName(QStringLiteral("stateLabel"));
    m_state->setAccessibleName(tr("State of the server"));
    m_state->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    QFont large = m_state->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setBold(true);
    m_state->setFont(large);
    m_url->setObjectName(QStringLiteral("urlLabel"));
    m_url->setAccessibleName(tr("Address of the server"));
    m_url->setTextFormat(Qt::PlainText);
    m_url->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont medium = m_url->font();
    medium.setPointSizeF(medium.pointSizeF() * 1.2);
    m_url->setFont(medium);
    m_copyUrl->setObjectName(QStringLiteral("copyUrlButton"));
    m_copyUrl->setAccessibleName(tr("Copy the address of the server"));
    m_copyUrl->setAutoDefault(false);
    connect(m_copyUrl, &QPushButton::clicked, this, &MainWindow::copyUrl);

    auto *address = new QHBoxLayout;
    address->addStretch();
    address->addWidget(m_url);
    address->addWidget(m_copyUrl);
    auto *server = new QVBoxLayout;
    server->addStretch();
    server->addWidget(m_state);
    server->addLayout(address);
    auto *header = new QWidget;
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins({});
    layout->addWidget(m_counts);
    layout->addStretch();
    layout->addLayout(server);
    return header;
}

QWidget *MainWindow::createBody()
{
    m_chart->setObjectName(QStringLiteral("connectionChart"));
    m_chart->setAccessibleName(tr("Open and active connections over the last minutes"));
    m_log->setObjectName(QStringLiteral("eventLog"));
    m_log->setAccessibleName(tr("Event log"));

    m_columns = new QSplitter(Qt::Horizontal);
    m_columns->addWidget(section(caption(tr("Open connections over time")), m_chart));
    m_columns->addWidget(section(caption(tr("&Event log"), m_log), m_log));
    m_columns->setStretchFactor(0, 3);
    m_columns->setStretchFactor(1, 2);
    m_columns->setSizes({ 600, 400 }); // shares, not pixels
    m_rows = new QSplitter(Qt::Vertical);
    m_rows->addWidget(m_columns);
    m_rows->addWidget(createTableSection());
    m_rows->setStretchFactor(0, 2);
    m_rows->setStretchFactor(1, 3);
    m_rows->setSizes({ 400, 600 });
    for (QSplitter *splitter : { m_columns, m_rows }) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(fontMetrics().height());
    }
    return m_rows;
}

QWidget *MainWindow::createTableSection()
{
    m_table->setObjectName(QStringLiteral("connectionTable"));
    m_table->setAccessibleName(tr("Connections"));
    m_filter->setObjectName(QStringLiteral("connectionFilter"));
    m_filter->setAccessibleName(tr("Filter of the connections"));
    m_filter->setPlaceholderText(tr("Filter (Ctrl+F)"));
    m_filter->setToolTip(tr("Show only connections whose peer, state, last request or end contains this"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(fontMetrics().averageCharWidth() * 36);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_sortedConnections->setFilterText(text);
        showEmptyText();
    });
    return section(caption(tr("Co&nnections"), m_table), m_table, m_filter);
}

void MainWindow::createShortcuts()
{
    const auto add = [this](const QKeySequence &keys, QWidget *owner, auto slot) {
        auto *shortcut = new QShortcut(keys, owner);
        shortcut->setAutoRepeat(false); // a key that is held is no second trigger of a shutdown
        shortcut->setContext(owner == this ? Qt::WindowShortcut : Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    add(Qt::CTRL | Qt::Key_Q, this, &MainWindow::close);
    add(Qt::CTRL | Qt::SHIFT | Qt::Key_C, this, &MainWindow::copyUrl);
    add(Qt::CTRL | Qt::Key_F, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    add(Qt::Key_Escape, m_filter, [this] {
        m_filter->clear();
        m_table->setFocus(Qt::ShortcutFocusReason);
    });
    m_copyUrl->setToolTip(tr("Copy the address (Ctrl+Shift+C)"));
}

void MainWindow::setTabOrders()
{
    setTabOrder(m_copyUrl, m_log);
    setTabOrder(m_log, m_filter);
    setTabOrder(m_filter, m_table);
    setTabOrder(m_table, m_shutdown);
}

void MainWindow::restoreLayout()
{
    resize(1280, 800);
    if (!m_settings)
        return;
    restoreGeometry(m_settings->value(geometryKey).toByteArray());
    m_columns->restoreState(m_settings->value(columnsKey).toByteArray());
    m_rows->restoreState(m_settings->value(rowsKey).toByteArray());
    m_table->horizontalHeader()->restoreState(m_settings->value(headerKey).toByteArray());
}

void MainWindow::saveLayout() const
{
    if (!m_settings)
        return;
    m_settings->setValue(geometryKey, saveGeometry());
    m_settings->setValue(columnsKey, m_columns->saveState());
    m_settings->setValue(rowsKey, m_rows->saveState());
    m_settings->setValue(headerKey, m_table->horizontalHeader()->saveState());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    if (m_hasListened && !hasEnded(m_engine->phase())) {
        event->ignore();
        m_engine->triggerShutdown(QStringLiteral("close"));
    }
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

void MainWindow::showSnapshot(const Snapshot &snapshot)
{
    m_latest = snapshot.counts;
    m_counts->setCounts(snapshot.counts);
    m_chart->addCounts(snapshot.takenAt, snapshot.counts);
    m_connections->update(snapshot);
    for (const Event &event : m_connectionEvents.update(snapshot))
        m_events->append(event);
    showEmptyText();
    showProgress();
}

void MainWindow::showListening()
{
    m_hasListened = m_hasListened || m_engine->isListening();
    const QString url = m_hasListened ? m_engine->url().toString() : QString();
    m_url->setText(url);
    m_url->setAccessibleDescription(url);
    m_copyUrl->setEnabled(m_hasListened);
    setWindowTitle(m_hasListened ? tr("Drainboard – %1").arg(url) : tr("Drainboard"));
    showState();
    showEmptyText();
}

void MainWindow::showPhase()
{
    const ShutdownPhase phase = m_engine->phase();
    if (phase != ShutdownPhase::Running && !m_chart->shutdownMark()) {
        const ShutdownReport report = m_engine->report();
        m_chart->markShutdown(report.takenAt - report.duration);
    }
    if (phase == ShutdownPhase::Draining || phase == ShutdownPhase::Aborting)
        m_progressTimer.start();
    else
        m_progressTimer.stop();
    showState();
    showEmptyText();
    showProgress();
}

void MainWindow::showProgress()
{
    m_shutdown->setProgress(
        { m_engine->report(), m_latest.open, m_engine->timeUntilAbort(), m_engine->timeUntilForce() });
}

void MainWindow::showState()
{
    const ShutdownPhase phase = m_engine->phase();
    if (phase != ShutdownPhase::Running)
        m_state->setText(toText(phase));
    else
        m_state->setText(m_engine->isListening() ? tr("Listening") : tr("Not listening"));
    m_state->setAccessibleDescription(m_state->text());
    applyColors();
}

void MainWindow::showEmptyText()
{
    if (m_connections->rowCount() > 0)
        m_table->setEmptyText(tr("No connection matches the filter"), tr("Esc in the filter clears it"));
    else if (m_engine->phase() != ShutdownPhase::Running)
        m_table->setEmptyText(tr("No connections left"), {});
    else if (!m_engine->isListening())
        m_table->setEmptyText(tr("Not listening"), {});
    else if (m_chart->history().isEmpty())
        m_table->setEmptyText({}, {});
    else if (m_latest.accepted > 0)
        m_table->setEmptyText(tr("No connections now"), {});
    else
        m_table->setEmptyText(tr("No connections yet"), tr("Try: curl -v %1").arg(m_engine->url().toString()));
}

void MainWindow::applyColors()
{
    QPalette colored = palette();
    const bool listens = m_engine->phase() != ShutdownPhase::Running || m_engine->isListening();
    colored.setColor(QPalette::WindowText, listens ? colorOf(m_engine->phase(), palette()) : subduedColor(palette()));
    m_state->setPalette(colored);
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
    m_events->append(
        { QDateTime::currentDateTime(), EventKind::Status, tr("Phase: %1").arg(toText(m_engine->phase())) });
}

void MainWindow::copyUrl()
{
    if (!m_hasListened)
        return;
    QGuiApplication::clipboard()->setText(m_url->text());
    QToolTip::showText(m_copyUrl->mapToGlobal(QPoint(0, m_copyUrl->height() / 2)), tr("Copied"), m_copyUrl, {}, 1500);
}

} // namespace Drainboard

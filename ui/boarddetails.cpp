// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "boarddetails.h"

#include "details/connectionactions.h"
#include "details/detailspane.h"
#include "engine/httpengine.h"
#include "filter/filterbox.h"
#include "filter/filteredit.h"
#include "table/connectionpane.h"
#include "table/connectionview.h"
#include "table/rowcopy.h"

#include <QAction>
#include <QClipboard>
#include <QFutureWatcher>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QSplitter>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace Drainboard {
namespace {

const QString splitterKey = QStringLiteral("window/detailsRows");
const QString wantedKey = QStringLiteral("details/shown");

/// An engine remembers 16,384 requests, if nothing else is said: at this pace, of 160,000 a second none is missed.
constexpr auto feedEvery = 100ms;

/// \a all is in ascending order of id.
ConnectionFacts find(const QList<ConnectionFacts> &all, ConnectionId id)
{
    const auto found = std::ranges::lower_bound(all, id, {}, [](const ConnectionFacts &facts) { return facts->id; });
    return found != all.end() && (*found)->id == id ? *found : nullptr;
}

} // namespace

BoardDetails::BoardDetails(ConnectionPane *table, QObject *parent)
    : QObject(parent)
    , m_table(table)
    , m_feed(&table->lifelines())
    , m_pane(new DetailsPane(&m_feed))
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_copyRows(new QAction(tr("&Copy rows"), this))
    , m_toggle(new QAction(tr("Show &details"), this))
{
    m_splitter->setObjectName(QStringLiteral("detailsSplitter"));
    m_splitter->addWidget(table);
    m_splitter->addWidget(m_pane);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(m_pane->fontMetrics().height() / 2);
    m_splitter->setSizes({ 1000, m_pane->fontMetrics().height() * 13 });
    createActions();

    m_feedTimer.setInterval(feedEvery);
    connect(&m_feedTimer, &QTimer::timeout, this, [this] { m_feed.takeNew(); });
    m_feedTimer.start();
    // Where many rows change, it is told of each.
    m_selectionTimer.setSingleShot(true);
    connect(&m_selectionTimer, &QTimer::timeout, this, &BoardDetails::takeOverSelection);
    connect(table, &ConnectionPane::selectionChanged, &m_selectionTimer, qOverload<>(&QTimer::start));
    connect(m_pane, &DetailsPane::tcpFiguresWanted, this, &BoardDetails::askKernel);
    connect(m_pane, &DetailsPane::filterRequested, table->filter()->edit(), &QLineEdit::setText);
    const auto forEach = [this](const QList<ConnectionId> &ids, void (HttpEngine::*command)(ConnectionId)) {
        for (const ConnectionId id : ids) {
            if (m_engine)
                (m_engine->*command)(id);
        }
    };
    connect(m_pane->actions(), &ConnectionActions::disconnectRequested, this,
            [forEach](const QList<ConnectionId> &ids) { forEach(ids, &HttpEngine::disconnectConnection); });
    connect(m_pane->actions(), &ConnectionActions::abortRequested, this,
            [forEach](const QList<ConnectionId> &ids) { forEach(ids, &HttpEngine::abortConnection); });
}

void BoardDetails::createActions()
{
    QTableView *view = m_table->view();
    m_copyRows->setObjectName(QStringLiteral("copyRowsAction"));
    m_copyRows->setShortcut(QKeySequence::Copy);
    m_copyRows->setShortcutContext(Qt::WidgetShortcut);
    connect(m_copyRows, &QAction::triggered, this, &BoardDetails::copyRows);
    view->addAction(m_copyRows);
    m_toggle->setObjectName(QStringLiteral("showDetailsAction"));
    m_toggle->setCheckable(true);
    m_toggle->setChecked(true);
    m_toggle->setShortcut(Qt::Key_F4);
    connect(m_toggle, &QAction::toggled, m_pane, &DetailsPane::setWanted);
    m_splitter->addAction(m_toggle); // for the whole window
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, this,
            [this, view](const QPoint &at) { openMenu(view->viewport()->mapToGlobal(at)); });
}

void BoardDetails::setEngine(HttpEngine *engine)
{
    if (m_engine)
        m_engine->disconnect(this);
    m_engine = engine;
    m_feed.setReader(engine->requestReader());
    const auto showLimits = [this] { m_pane->setLimits(m_engine->limits().connection); };
    showLimits();
    connect(engine, &HttpEngine::limitsChanged, this, showLimits);
    m_pane->setClosedSource(
        [this] { return m_engine ? m_engine->closedConnections().connections : QList<ConnectionFacts>(); });
    connect(engine, &HttpEngine::clientProcessesChanged, this,
            [this] { m_pane->setProcesses(m_engine->clientProcesses()); });
    m_pane->setProcesses(engine->clientProcesses());
}

void BoardDetails::showSnapshot(const Snapshot &snapshot)
{
    if (!m_isMenuOpen) {
        apply(snapshot);
        return;
    }
    m_feed.beforeSnapshot(snapshot.takenAt); // lifelines go on: no row moves by that
    m_table->lifelines().update(snapshot);
    m_feed.afterSnapshot();
    m_held = snapshot;
}

void BoardDetails::apply(const Snapshot &snapshot)
{
    m_latest = snapshot;
    m_feed.beforeSnapshot(snapshot.takenAt);
    m_table->showSnapshot(snapshot);
    m_feed.afterSnapshot();
    m_pane->update(snapshot);
}

QList<ConnectionId> BoardDetails::selectedIds() const
{
    return m_table->selectedConnections();
}

// They are in ascending order.
bool BoardDetails::isInTable(const QList<ConnectionId> &ids) const
{
    const QList<ConnectionId> shown = m_table->shownConnections();
    return std::ranges::any_of(shown, [&ids](ConnectionId id) { return std::ranges::binary_search(ids, id); });
}

// A closed one that the snapshot has forgotten may still be known to the engine.
QList<ConnectionFacts> BoardDetails::factsOf(const QList<ConnectionId> &ids) const
{
    QList<ConnectionFacts> all;
    QList<ConnectionFacts> closed;
    for (const ConnectionId id : ids) {
        ConnectionFacts facts = find(m_latest.connections, id);
        if (!facts && closed.isEmpty() && m_engine) {
            closed = m_engine->closedConnections().connections;
            std::ranges::sort(closed, {}, [](const ConnectionFacts &one) { return one->id; });
        }
        if (!facts)
            facts = find(closed, id);
        if (facts)
            all += facts;
    }
    return all;
}

// Who goes out of the table takes its selection along. Then the details stay: the end is what is worth reading.
void BoardDetails::takeOverSelection()
{
    const QList<ConnectionId> selected = selectedIds();
    QList<ConnectionId> left = m_pane->connections();
    std::ranges::sort(left);
    const bool isRest = std::ranges::includes(left, selected);
    left.removeIf([&](ConnectionId id) { return selected.contains(id); });
    if (isRest && !left.isEmpty() && !isInTable(left))
        return;
    m_pane->setConnections(factsOf(selected));
}

void BoardDetails::openMenu(const QPoint &globalPosition)
{
    m_selectionTimer.stop();
    takeOverSelection();
    if (selectedIds().isEmpty())
        return;
    auto *menu = new QMenu(m_table->view());
    menu->setObjectName(QStringLiteral("connectionMenu"));
    menu->setAccessibleName(tr("Selected connections"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_pane->actions()->addTo(menu);
    menu->addAction(m_copyRows);
    menu->addSeparator();
    menu->addAction(m_toggle);
    m_isMenuOpen = true;
    // What was chosen is told after this, and is about what was selected then.
    connect(menu, &QMenu::aboutToHide, this, [this] { QTimer::singleShot(0, this, &BoardDetails::leaveMenu); });
    menu->popup(globalPosition);
}

void BoardDetails::leaveMenu()
{
    m_isMenuOpen = false;
    if (const auto held = std::exchange(m_held, std::nullopt))
        apply(*held);
}

void BoardDetails::copyRows() const
{
    const QString text = selectedRowsAsText(*m_table->view());
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void BoardDetails::askKernel(ConnectionId id, EndSide side)
{
    if (!m_engine)
        return;
    // Not then(), which must not outlive the object that it calls (Qt 6.4).
    auto *watcher = new QFutureWatcher<std::optional<TcpFigures>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, id, side, watcher] {
        m_pane->setTcpFigures(id, side, watcher->result());
        watcher->deleteLater();
    });
    watcher->setFuture(m_engine->requestTcpFigures(id, side));
}

void BoardDetails::restore(const QSettings &settings)
{
    m_splitter->restoreState(settings.value(splitterKey).toByteArray());
    m_toggle->setChecked(settings.value(wantedKey, true).toBool());
}

void BoardDetails::save(QSettings *settings) const
{
    settings->setValue(splitterKey, m_splitter->saveState());
    settings->setValue(wantedKey, m_toggle->isChecked());
}

} // namespace Drainboard

#include "moc_boarddetails.cpp"

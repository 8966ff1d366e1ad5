// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/connectionpane.h"

#include "filter/filterbox.h"
#include "filter/filteredit.h"
#include "table/columnchoice.h"
#include "table/connectionmodel.h"
#include "table/connectionsortmodel.h"
#include "table/connectionview.h"
#include "table/freezeswitch.h"
#include "table/grouplives.h"
#include "table/groupmodel.h"
#include "table/knownvalues.h"
#include "table/toolrow.h"

#include <QComboBox>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace std::chrono;

namespace Drainboard {
namespace {

const QString columnsKey = QStringLiteral("connections/columns");
const QString groupingKey = QStringLiteral("connections/grouping");
const QString spanKey = QStringLiteral("connections/spanMs");

} // namespace

ConnectionPane::ConnectionPane(QWidget *parent)
    : QWidget(parent)
    , m_connections(new ConnectionModel(this))
    , m_sorted(new ConnectionSortModel(m_connections, this))
    , m_groups(new GroupModel(m_connections, m_sorted, this))
    , m_groupLives(new GroupLives(m_groups, &m_axis, &m_lifelines, this))
    , m_filter(new FilterBox)
    , m_freeze(new FreezeSwitch(this))
    , m_view(new ConnectionView(m_sorted))
    , m_grouping(new GroupChoice(this))
    , m_span(new QComboBox)
    , m_nowButton(new QToolButton)
    , m_columnsButton(new QPushButton)
    , m_tools(nullptr)
    , m_board(nullptr)
{
    m_connections->setLifelines(&m_lifelines);
    m_view->setLifelines(&m_axis, &m_lifelines);
    m_view->setGroupLives(m_groupLives);
    connect(m_groupLives, &GroupLives::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    connect(m_connections, &ConnectionModel::timePassed, m_view->viewport(), qOverload<>(&QWidget::update));
    connect(m_view, &ConnectionView::lifelineAreaChanged, this, &ConnectionPane::axisAreaChanged);
    connect(&m_axis, &BoardAxis::rangeChanged, this, &ConnectionPane::showRange);
    m_view->setObjectName(QStringLiteral("connectionTable"));
    m_view->setAccessibleName(tr("Connections"));
    makeSpanChoice();
    makeColumnsButton();
    makeGroupChoice();
    followSelection();
    m_freeze->label()->setParent(this); // until there is an overview to stand on
    m_tools = new ToolRow(m_filter);
    for (QWidget *tool : std::initializer_list<QWidget *> { m_grouping->choice(), m_grouping->jumpButton(), m_nowButton,
                                                            m_freeze->button(), m_span, m_columnsButton })
        m_tools->addTool(tool);
    auto *board = new QWidget;
    m_board = new QVBoxLayout(board);
    m_board->setContentsMargins({});
    m_board->setSpacing(0);
    m_board->addWidget(m_view, 1);
    board->setFocusProxy(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_tools);
    layout->addWidget(board, 1);
    connectFilter();
    createShortcuts(board);
    showRange();
    showCounts();
}

void ConnectionPane::connectFilter()
{
    m_filter->edit()->setKnownValues([this](FilterTerm::Key key) { return knownValues(*m_connections, key); });
    connect(m_filter, &FilterBox::filterChanged, this, [this] {
        m_sorted->setFilter(m_filter->filter());
        m_groups->regroup();
        showCounts();
        showEmptyText();
    });
    connect(m_filter, &FilterBox::closedShownChanged, this, [this](bool shown) {
        m_closed.setWanted(shown);
        showRows();
    });
    connect(m_filter, &FilterBox::left, this, [this] { m_view->setFocus(Qt::ShortcutFocusReason); });
    connect(m_freeze, &FreezeSwitch::toggled, this, [this](bool frozen) {
        holdLifelines(frozen);
        if (!frozen)
            showLatest();
    });
}

// Recording goes on. In lists that are full, older stretches become one: that must not be seen.
void ConnectionPane::holdLifelines(bool frozen)
{
    const std::optional<LifelineStore> before = std::exchange(m_heldLifelines, std::nullopt);
    if (frozen)
        m_heldLifelines = m_lifelines;
    const LifelineStore *shown = frozen ? &*m_heldLifelines : &m_lifelines;
    m_connections->setLifelines(shown);
    m_groupLives->setLifelines(shown);
    m_view->showLifelines(shown);
}

// Only where no text is typed, and no button has the focus: those want these keys for themselves.
void ConnectionPane::createShortcuts(QWidget *board)
{
    const auto add = [this, board](Qt::Key key, auto *receiver, auto slot) {
        auto *shortcut = new QShortcut(key, board);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        shortcut->setAutoRepeat(false);
        connect(shortcut, &QShortcut::activated, receiver, slot);
    };
    add(Qt::Key_Space, m_freeze, &FreezeSwitch::toggle);
    add(Qt::Key_Slash, this, &ConnectionPane::focusFilter);
}

void ConnectionPane::makeSpanChoice()
{
    m_span->setObjectName(QStringLiteral("spanChoice"));
    m_span->setAccessibleName(tr("Time that is shown"));
    m_span->setToolTip(tr("How much time the lifelines show (plus and minus in the table, Ctrl and the wheel)"));
    for (const seconds span :
         { 15s, 30s, seconds(1min), seconds(2min), seconds(5min), seconds(15min), seconds(30min) }) {
        m_span->addItem(span < 2min ? tr("%1 s").arg(span / 1s) : tr("%1 min").arg(span / 1min),
                        QVariant::fromValue(qlonglong { span / 1s }));
    }
    connect(m_span, &QComboBox::activated, this,
            [this](int index) { m_axis.setSpan(seconds(m_span->itemData(index).toLongLong())); });
    m_nowButton->setObjectName(QStringLiteral("nowButton"));
    m_nowButton->setText(tr("Back to now"));
    m_nowButton->setAccessibleName(tr("Back to now"));
    m_nowButton->setToolTip(tr("Show what happens now (End, in the table)"));
    connect(m_nowButton, &QToolButton::clicked, &m_axis, &BoardAxis::goToNow);
    QSizePolicy keepsPlace = m_nowButton->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true); // what stands beside it does not move
    m_nowButton->setSizePolicy(keepsPlace);
}

void ConnectionPane::makeColumnsButton()
{
    m_columnsButton->setObjectName(QStringLiteral("columnsButton"));
    m_columnsButton->setText(tr("C&olumns"));
    m_columnsButton->setToolTip(tr("Which columns there are, and which one is sorted by"));
    m_columnsButton->setAccessibleName(tr("Columns"));
    m_columnsButton->setAutoDefault(false);
    m_columnsButton->setMenu(new ColumnChoice(m_view, m_columnsButton));
    m_nowButton->setFocusPolicy(Qt::StrongFocus);
}

void ConnectionPane::makeGroupChoice()
{
    m_grouping->setGrouping(Grouping::None);
    connect(m_grouping, &GroupChoice::chosen, this, &ConnectionPane::setGrouping);
    connect(m_grouping, &GroupChoice::jumpRequested, this, &ConnectionPane::jumpTo);
    connect(m_view, &QAbstractItemView::doubleClicked, this, &ConnectionPane::toggleGroup);
    connect(m_view, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == ConnectionModel::Id) // where the arrow is
            toggleGroup(index);
    });
    connect(m_view, &ConnectionView::expandRequested, m_groups, &GroupModel::setExpanded);
}

void ConnectionPane::toggleGroup(const QModelIndex &index)
{
    if (m_view->model() == m_groups && m_groups->group(index.row()))
        m_groups->setExpanded(index.row(), !m_groups->isExpanded(index.row()));
}

void ConnectionPane::setGrouping(Grouping grouping)
{
    if (grouping == m_groups->grouping())
        return;
    const QList<ConnectionId> selected = selectedConnections();
    m_grouping->setGrouping(grouping);
    m_groups->setGrouping(grouping);
    QAbstractItemModel *model = m_groups;
    if (grouping == Grouping::None)
        model = m_sorted;
    if (model == m_view->model())
        return;
    m_view->setModel(model);
    followSelection();
    selectConnections(selected);
}

void ConnectionPane::followSelection()
{
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ConnectionPane::selectionChanged);
}

QList<ConnectionId> ConnectionPane::shownConnections() const
{
    QList<ConnectionId> ids;
    for (int row = 0; row < m_sorted->rowCount(); ++row)
        ids += m_connections->connection(m_sorted->mapToSource(m_sorted->index(row, 0)).row()).id;
    return ids;
}

QList<ConnectionId> ConnectionPane::selectedConnections() const
{
    QList<ConnectionId> ids;
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        if (m_view->model() == m_groups)
            ids += m_groups->connectionsIn(row.row());
        else
            ids += m_connections->connection(m_sorted->mapToSource(row).row()).id;
    }
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end()); // a group, and one in it
    return ids;
}

// Those that are in no group that is expanded have no row.
void ConnectionPane::selectConnections(const QList<ConnectionId> &ids)
{
    const QAbstractItemModel *rows = m_view->model();
    QItemSelection selection;
    for (int row = 0; row < rows->rowCount(); ++row) {
        const QModelIndex index = rows->index(row, ConnectionModel::Id);
        if (ids.contains(ConnectionId(index.data(ConnectionModel::rawRole).toULongLong())))
            selection.select(index, index);
    }
    m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void ConnectionPane::jumpTo(Jump jump)
{
    const QList<ConnectionId> selected = selectedConnections();
    const auto present = selected.isEmpty() ? std::nullopt : std::optional(selected.constLast());
    const auto id = connectionFor(jump, *m_connections, *m_sorted, present);
    if (!id) {
        m_grouping->sayNothingFound(jump);
        return;
    }
    const int row = m_view->model() == m_groups
        ? m_groups->reveal(*id)
        : m_sorted->mapFromSource(m_connections->index(m_connections->rowOf(*id), 0)).row();
    const QModelIndex index = m_view->model()->index(row, ConnectionModel::Id);
    m_view->setCurrentIndex(index);
    m_view->selectRow(row);
    m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
    m_view->setFocus();
}

// Where the span is none of those that can be chosen, none is chosen.
void ConnectionPane::showRange()
{
    m_connections->setLifelineRange(m_axis.rangeText());
    m_nowButton->setVisible(!m_axis.isLive());
    const auto wanted = qlonglong { m_axis.span() / 1s };
    m_span->setCurrentIndex(m_axis.span() % 1s == 0ms ? m_span->findData(wanted) : -1);
    m_span->setPlaceholderText(tr("other"));
}

void ConnectionPane::focusFilter()
{
    m_filter->focusEdit();
}

void ConnectionPane::addTool(QWidget *tool)
{
    m_tools->addTool(tool);
}

void ConnectionPane::setOverview(QWidget *overview)
{
    m_board->insertWidget(0, overview);
    // At the end of the axis, which is where time stands still.
    auto *corner = new QVBoxLayout(overview);
    corner->setContentsMargins({});
    corner->addWidget(m_freeze->label(), 0, Qt::AlignTop | Qt::AlignRight);
    corner->addStretch();
}

void ConnectionPane::setTabOrders(QWidget *overview)
{
    std::vector<QWidget *> order = m_filter->tabOrder();
    order.insert(
        order.end(),
        { m_grouping->choice(), m_grouping->jumpButton(), m_nowButton, m_freeze->button(), m_span, m_columnsButton });
    for (std::size_t i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
    setTabOrder(m_columnsButton, overview);
    setTabOrder(overview, m_view);
}

QRect ConnectionPane::axisArea() const
{
    return m_view->lifelineArea();
}

void ConnectionPane::restore(const QSettings &settings)
{
    m_view->restoreColumns(settings.value(columnsKey).toByteArray());
    if (const qlonglong span = settings.value(spanKey).toLongLong(); span > 0)
        m_axis.setSpan(milliseconds(span));
    setGrouping(GroupChoice::groupingOf(settings.value(groupingKey).toString()));
}

void ConnectionPane::save(QSettings *settings) const
{
    settings->setValue(columnsKey, m_view->saveColumns());
    settings->setValue(spanKey, qlonglong { m_axis.span().count() });
    settings->setValue(groupingKey, GroupChoice::key(m_groups->grouping()));
}

} // namespace Drainboard

#include "moc_connectionpane.cpp"

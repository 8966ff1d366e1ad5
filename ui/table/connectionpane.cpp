// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/connectionpane.h"

#include "look/section.h"
#include "look/statecolors.h"
#include "table/columnchoice.h"
#include "table/connectionmodel.h"
#include "table/connectionsortmodel.h"
#include "table/connectionview.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

using namespace std::chrono;

namespace Drainboard {
namespace {

const QString columnsKey = QStringLiteral("connections/columns");
const QString spanKey = QStringLiteral("connections/spanMs");

} // namespace

ConnectionPane::ConnectionPane(QWidget *parent)
    : QWidget(parent)
    , m_connections(new ConnectionModel(this))
    , m_sorted(new ConnectionSortModel(m_connections, this))
    , m_filter(new QLineEdit)
    , m_view(new ConnectionView(m_sorted))
    , m_span(new QComboBox)
    , m_nowButton(new QToolButton)
    , m_columnsButton(new QPushButton)
    , m_tools(nullptr)
    , m_board(nullptr)
{
    m_connections->setLifelines(&m_lifelines);
    m_view->setLifelines(&m_axis, &m_lifelines);
    connect(m_connections, &ConnectionModel::timePassed, m_view->viewport(), qOverload<>(&QWidget::update));
    connect(m_view, &ConnectionView::lifelineAreaChanged, this, &ConnectionPane::axisAreaChanged);
    connect(&m_axis, &BoardAxis::rangeChanged, this, &ConnectionPane::showRange);
    m_view->setObjectName(QStringLiteral("connectionTable"));
    m_view->setAccessibleName(tr("Connections"));
    m_filter->setObjectName(QStringLiteral("connectionFilter"));
    m_filter->setAccessibleName(tr("Filter of the connections"));
    m_filter->setPlaceholderText(tr("Filter (Ctrl+F)"));
    m_filter->setToolTip(tr("Show only connections whose peer, state, last request, end or client contains this"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(fontMetrics().averageCharWidth() * 36);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_sorted->setFilterText(text);
        showEmptyText();
    });
    auto *escape = new QShortcut(Qt::Key_Escape, m_filter);
    escape->setContext(Qt::WidgetShortcut);
    escape->setAutoRepeat(false);
    connect(escape, &QShortcut::activated, this, &ConnectionPane::clearFilter);

    makeSpanChoice();
    makeColumnsButton();
    auto *tools = new QWidget;
    tools->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins({});
    for (QWidget *tool : std::initializer_list<QWidget *> { m_filter, m_nowButton, m_span, m_columnsButton })
        row->addWidget(tool);
    m_tools = row;
    auto *board = new QWidget;
    m_board = new QVBoxLayout(board);
    m_board->setContentsMargins({});
    m_board->setSpacing(0);
    m_board->addWidget(m_view, 1);
    board->setFocusProxy(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(new Section(tr("Co&nnections"), board, tools));
    showRange();
    applyColors();
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

// Where the span is none of those that can be chosen, none is chosen.
void ConnectionPane::showRange()
{
    m_connections->setLifelineRange(m_axis.rangeText());
    m_nowButton->setVisible(!m_axis.isLive());
    const auto wanted = qlonglong { m_axis.span() / 1s };
    m_span->setCurrentIndex(m_axis.span() % 1s == 0ms ? m_span->findData(wanted) : -1);
    m_span->setPlaceholderText(tr("other"));
}

void ConnectionPane::addTool(QWidget *tool)
{
    m_tools->addWidget(tool);
}

void ConnectionPane::setOverview(QWidget *overview)
{
    m_board->insertWidget(0, overview);
}

void ConnectionPane::setTabOrders(QWidget *overview)
{
    setTabOrder(m_filter, m_nowButton);
    setTabOrder(m_nowButton, m_span);
    setTabOrder(m_span, m_columnsButton);
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
}

void ConnectionPane::save(QSettings *settings) const
{
    settings->setValue(columnsKey, m_view->saveColumns());
    settings->setValue(spanKey, qlonglong { m_axis.span().count() });
}

void ConnectionPane::showSnapshot(const Snapshot &snapshot)
{
    m_lifelines.update(snapshot);
    m_axis.advance(snapshot.takenAt);
    m_connections->update(snapshot);
    showEmptyText();
}

void ConnectionPane::showProcesses(const ClientProcesses &processes)
{
    m_connections->setProcesses(processes);
}

void ConnectionPane::setEmptyText(const QString &title, const QString &hint)
{
    m_emptyTitle = title;
    m_emptyHint = hint;
    showEmptyText();
}

void ConnectionPane::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ConnectionPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

// Not all dark palettes have a placeholder that can be read.
void ConnectionPane::applyColors()
{
    QPalette readable = palette();
    readable.setColor(QPalette::PlaceholderText, subduedColor(palette()));
    m_filter->setPalette(readable);
}

void ConnectionPane::clearFilter()
{
    m_filter->clear();
    m_view->setFocus(Qt::ShortcutFocusReason);
}

void ConnectionPane::showEmptyText()
{
    if (m_connections->rowCount() > 0)
        m_view->setEmptyText(tr("No connection matches the filter"), tr("Esc in the filter clears it"));
    else
        m_view->setEmptyText(m_emptyTitle, m_emptyHint);
}

} // namespace Drainboard

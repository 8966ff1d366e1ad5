// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/columnchoice.h"

#include "table/connectionmodel.h"
#include "table/connectionview.h"

#include <QActionGroup>
#include <QHeaderView>
#include <QMetaEnum>

namespace Drainboard {
namespace {

/// For object names: the same in every language.
QString keyOf(int column)
{
    return QString::fromLatin1(QMetaEnum::fromType<ConnectionModel::Column>().valueToKey(column));
}

} // namespace

ColumnChoice::ColumnChoice(ConnectionView *view, QWidget *parent)
    : QMenu(parent)
    , m_view(view)
{
    connect(this, &QMenu::aboutToShow, this, &ColumnChoice::fill);
    fill();
}

void ColumnChoice::fill()
{
    clear();
    addColumns();
    addSeparator();
    addOrder();
    addSeparator();
    QAction *restore = addAction(tr("&Restore the default"), m_view, &ConnectionView::restoreDefaultColumns);
    restore->setObjectName(QStringLiteral("restoreColumnsAction"));
}

void ColumnChoice::addColumns()
{
    for (int column = 0; column < m_view->model()->columnCount(); ++column) {
        QAction *action = addAction(m_view->columnTitle(column));
        action->setObjectName(QStringLiteral("show%1ColumnAction").arg(keyOf(column)));
        action->setCheckable(true);
        action->setChecked(!m_view->isColumnHidden(column));
        // A row must be told from another.
        action->setEnabled(column != ConnectionModel::Id);
        connect(action, &QAction::toggled, m_view,
                [view = m_view, column](bool shown) { view->setColumnShown(column, shown); });
    }
}

void ColumnChoice::addOrder()
{
    const QHeaderView *header = m_view->horizontalHeader();
    QMenu *menu = addMenu(tr("&Sort by"));
    menu->setObjectName(QStringLiteral("sortMenu"));
    auto *group = new QActionGroup(menu);
    for (int column = 0; column < m_view->model()->columnCount(); ++column) {
        QAction *action = menu->addAction(m_view->columnTitle(column));
        action->setObjectName(QStringLiteral("sortBy%1Action").arg(keyOf(column)));
        action->setCheckable(true);
        action->setChecked(header->sortIndicatorSection() == column);
        group->addAction(action);
        connect(action, &QAction::triggered, m_view, [view = m_view, column] {
            view->sortByColumn(column, view->horizontalHeader()->sortIndicatorOrder());
        });
    }
    menu->addSeparator();
    QAction *descending = menu->addAction(tr("&Descending"));
    descending->setObjectName(QStringLiteral("sortDescendingAction"));
    descending->setCheckable(true);
    descending->setChecked(header->sortIndicatorOrder() == Qt::DescendingOrder);
    connect(descending, &QAction::toggled, m_view, [view = m_view](bool checked) {
        view->sortByColumn(view->horizontalHeader()->sortIndicatorSection(),
                           checked ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
}

} // namespace Drainboard

#include "moc_columnchoice.cpp"

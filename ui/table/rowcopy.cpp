// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/rowcopy.h"

#include "table/connectionmodel.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QTableView>

#include <algorithm>

namespace Drainboard {
namespace {

QList<int> shownColumns(const QTableView &view)
{
    QList<int> columns;
    for (int place = 0; place < view.horizontalHeader()->count(); ++place) {
        const int column = view.horizontalHeader()->logicalIndex(place);
        if (!view.isColumnHidden(column))
            columns += column;
    }
    return columns;
}

// A tab or a line break within a cell would make two of it.
QString cellText(const QModelIndex &index)
{
    const int role = index.column() == ConnectionModel::Lifeline ? Qt::AccessibleTextRole : Qt::DisplayRole;
    return index.data(role).toString().simplified();
}

} // namespace

QString selectedRowsAsText(const QTableView &view)
{
    QModelIndexList rows = view.selectionModel()->selectedRows();
    if (rows.isEmpty())
        return {};
    std::ranges::sort(rows, {}, &QModelIndex::row);
    const QList<int> columns = shownColumns(view);
    QStringList lines;
    QStringList cells;
    for (const int column : columns)
        cells += view.model()->headerData(column, Qt::Horizontal).toString();
    lines += cells.join(QLatin1Char('\t'));
    for (const QModelIndex &row : std::as_const(rows)) {
        cells.clear();
        for (const int column : columns)
            cells += cellText(row.siblingAtColumn(column));
        lines += cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "details/requesttable.h"

#include "details/requesttablemodel.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

namespace Drainboard {

RequestTable::RequestTable(QAbstractItemModel *model, QWidget *parent)
    : QTableView(parent)
{
    setModel(model);
    setObjectName(QStringLiteral("requestTable"));
    setAccessibleName(tr("Requests of the selected connection"));
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    setAlternatingRowColors(true);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 5 / 4);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    fitColumns();
    // New lines change the range, and only the user changes the value to anything but the end.
    const QScrollBar *bar = verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, [this](int, int end) {
        if (m_follows)
            verticalScrollBar()->setValue(end);
    });
    connect(bar, &QScrollBar::valueChanged, this, [this, bar] { m_follows = bar->value() == bar->maximum(); });
}

void RequestTable::followEnd()
{
    m_follows = true;
    scrollToBottom();
}

void RequestTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitOutcome();
}

void RequestTable::fitColumns()
{
    const int digit = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    const auto widthFor = [&](int column, int digits) {
        const int title = horizontalHeader()->sectionSizeHint(column);
        setColumnWidth(column, std::max(title, digit * (digits + 1)));
    };
    widthFor(RequestTableModel::Number, 4);
    widthFor(RequestTableModel::Start, 11);
    widthFor(RequestTableModel::Request, 18);
    widthFor(RequestTableModel::Status, 4);
    for (const int column :
         { RequestTableModel::Gap, RequestTableModel::Arrival, RequestTableModel::Queue, RequestTableModel::FirstByte,
           RequestTableModel::LastByte, RequestTableModel::BytesIn, RequestTableModel::BytesOut })
        widthFor(column, 6);
    fitOutcome();
}

// It is words: it gets what the others leave.
void RequestTable::fitOutcome()
{
    int others = 0;
    for (int column = 0; column < RequestTableModel::columns; ++column)
        others += column == RequestTableModel::Outcome ? 0 : columnWidth(column);
    setColumnWidth(RequestTableModel::Outcome,
                   std::max(fontMetrics().averageCharWidth() * 34, viewport()->width() - others));
}

} // namespace Drainboard

#include "moc_requesttable.cpp"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/connectionview.h"

#include "look/statecolors.h"
#include "table/cellmarginstyle.h"
#include "table/connectiondelegate.h"
#include "table/connectionmodel.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QPainter>
#include <QStyleOptionHeader>

#include <algorithm>

namespace Drainboard {

ConnectionView::ConnectionView(QAbstractItemModel *model, QWidget *parent)
    : QTableView(parent)
{
    // When the current row goes another becomes current, which would be scrolled to. The user may look elsewhere. Slots
    // run in the order of connecting: these before those of the selection.
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { setAutoScroll(false); });
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this] { setAutoScroll(true); });
    setModel(model);
    setItemDelegate(new ConnectionDelegate(this));
    auto *roomy = new CellMarginStyle(fontMetrics().averageCharWidth());
    roomy->setParent(this);
    setStyle(roomy);
    horizontalHeader()->setStyle(roomy);
    setSortingEnabled(true);
    sortByColumn(ConnectionModel::Id, Qt::AscendingOrder);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false); // Tab leaves the table, so that the keyboard reaches what comes after it
    setShowGrid(false);
    setWordWrap(false);
    setHorizontalScrollMode(ScrollPerPixel);
    // Sizes are never asked of the rows: with thousands of them that costs more than all the rest.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsMovable(true);
    setColumnWidths();

    connect(model, &QAbstractItemModel::rowsInserted, viewport(), qOverload<>(&QWidget::update));
    connect(model, &QAbstractItemModel::rowsRemoved, viewport(), qOverload<>(&QWidget::update));
}

void ConnectionView::setColumnWidths()
{
    const QFontMetrics fixed(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    const int digit = fixed.horizontalAdvance(QLatin1Char('0'));
    const auto setDigits = [&](int column, int digits) {
        setColumnWidth(column, std::max(digit * (digits + 3), titleWidth(column)));
    };
    setDigits(ConnectionModel::Id, 6);
    setDigits(ConnectionModel::Peer, 17);
    setDigits(ConnectionModel::State, 13);
    setDigits(ConnectionModel::Requests, 9);
    setDigits(ConnectionModel::LastRequest, 20);
    setDigits(ConnectionModel::Status, 5);
    setDigits(ConnectionModel::FirstByte, 11);
    setDigits(ConnectionModel::LastByte, 11);
    setDigits(ConnectionModel::KeepAlive, 17);
    setDigits(ConnectionModel::Age, 8);
    setDigits(ConnectionModel::IdleFor, 8);
    setDigits(ConnectionModel::BytesIn, 9);
    setDigits(ConnectionModel::BytesOut, 10);
    setDigits(ConnectionModel::Ended, 17);
    setDigits(ConnectionModel::Client, 17);
}

int ConnectionView::titleWidth(int column) const
{
    const QHeaderView *header = horizontalHeader();
    QStyleOptionHeader option;
    option.initFrom(header);
    option.state |= QStyle::State_Horizontal;
    option.orientation = Qt::Horizontal;
    option.sortIndicator = QStyleOptionHeader::SortDown;
    option.rect = QRect(0, 0, 1000, header->sizeHint().height());
    const int besideTitle = option.rect.width()
        - header->style()->subElementRect(QStyle::SE_HeaderLabel, &option, header).width();
    const QString title = model()->headerData(column, Qt::Horizontal).toString();
    return header->fontMetrics().horizontalAdvance(title) + besideTitle + 1;
}

void ConnectionView::setEmptyText(const QString &title, const QString &hint)
{
    if (title == m_emptyTitle && hint == m_emptyHint)
        return;
    m_emptyTitle = title;
    m_emptyHint = hint;
    viewport()->update();
}

void ConnectionView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    const int line = QFontMetrics(large).height();
    QRect place = viewport()->rect();
    place.setHeight(place.height() - line);
    painter.setFont(large);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(place, Qt::AlignCenter, m_emptyTitle);
    painter.setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    painter.setPen(subduedColor(palette()));
    painter.drawText(place.translated(0, line * 3 / 2), Qt::AlignCenter, m_emptyHint);
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/connectionview.h"
#include "look/fixedfont.h"

#include "lifelines/axisinput.h"
#include "lifelines/boardaxis.h"
#include "look/statecolors.h"
#include "table/cellmarginstyle.h"
#include "table/connectiondelegate.h"
#include "table/connectionmodel.h"
#include "table/lifelinedelegate.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <memory>

namespace Drainboard {

ConnectionView::ConnectionView(QAbstractItemModel *model, QWidget *parent)
    : QTableView(parent)
{
    followModel(model);
    QTableView::setModel(model);
    setItemDelegate(new ConnectionDelegate(this));
    auto *roomy = new CellMarginStyle(fontMetrics().averageCharWidth());
    roomy->setParent(this);
    setStyle(roomy);
    horizontalHeader()->setStyle(roomy);
    setSortingEnabled(true);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false); // Tab leaves the table, so that the keyboard reaches what comes after it
    setShowGrid(false);
    setWordWrap(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // all columns fit
    setHorizontalScrollMode(ScrollPerPixel);
    // The room for the lifelines must not change with the number of rows.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    // Sizes are never asked of the rows: with thousands of them that costs more than all the rest.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    followFont();
    verticalHeader()->hide();
    setUpHeader();
}

// When the current row goes another becomes current, which would be scrolled to. The user may look elsewhere. Slots run
// in the order of connecting: these before those of the selection.
void ConnectionView::followModel(QAbstractItemModel *model)
{
    for (const QMetaObject::Connection &connection : m_ofModel)
        disconnect(connection);
    m_ofModel = {
        connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { setAutoScroll(false); }),
        connect(model, &QAbstractItemModel::rowsRemoved, this, [this] { setAutoScroll(true); }),
        connect(model, &QAbstractItemModel::rowsInserted, viewport(), qOverload<>(&QWidget::update)),
        connect(model, &QAbstractItemModel::rowsRemoved, viewport(), qOverload<>(&QWidget::update)),
    };
}

void ConnectionView::setModel(QAbstractItemModel *other)
{
    if (other == model())
        return;
    const QByteArray columns = saveColumns();
    const std::unique_ptr<QItemSelectionModel> before(selectionModel());
    followModel(other);
    m_isFitting = true;
    QTableView::setModel(other);
    m_isFitting = false;
    restoreColumns(columns);
}

bool ConnectionView::isGroup(const QModelIndex &index) const
{
    return index.data(ConnectionModel::groupRole).isValid();
}

void ConnectionView::showLifelines(const LifelineStore *lifelines)
{
    m_lifelineDelegate->setLifelines(lifelines);
    viewport()->update();
}

void ConnectionView::setGroupLives(GroupLives *lives)
{
    m_lifelineDelegate->setGroupLives(lives);
}

void ConnectionView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        followFont();
}

void ConnectionView::setLifelines(BoardAxis *axis, const LifelineStore *lifelines)
{
    m_axis = axis;
    m_lifelineDelegate = new LifelineDelegate(axis, lifelines, this);
    setItemDelegateForColumn(ConnectionModel::Lifeline, m_lifelineDelegate);
    // One update for all rows: what is painted of it is what can be seen.
    connect(axis, &BoardAxis::viewChanged, this, [this] {
        QRect area = lifelineArea();
        area.moveTop(0);
        viewport()->update(area.translated(-viewport()->x(), 0));
    });
    m_lastArea = {};
    followLifelineColumn();
}

QRect ConnectionView::lifelineArea() const
{
    if (isColumnHidden(ConnectionModel::Lifeline))
        return {};
    return { viewport()->x() + columnViewportPosition(ConnectionModel::Lifeline), viewport()->y(),
             columnWidth(ConnectionModel::Lifeline), viewport()->height() };
}

void ConnectionView::followLifelineColumn()
{
    const QRect area = lifelineArea();
    if (area == m_lastArea)
        return;
    m_lastArea = area;
    if (m_axis && area.width() > 0)
        m_axis->setWidth(area.width());
    Q_EMIT lifelineAreaChanged();
}

void ConnectionView::setEmptyText(const QString &title, const QString &hint)
{
    if (title == m_emptyTitle && hint == m_emptyHint)
        return;
    m_emptyTitle = title;
    m_emptyHint = hint;
    viewport()->update();
}

// A header that is about to be laid out anew moves the column without a signal of its own.
bool ConnectionView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Paint)
        followLifelineColumn();
    return QTableView::viewportEvent(event);
}

// Alt and the arrows up and down sort by the column of the current cell.
void ConnectionView::keyPressEvent(QKeyEvent *event)
{
    if (m_axis && moveByKey(m_axis, *event))
        return;
    const bool expands = event->key() == Qt::Key_Right;
    if ((expands || event->key() == Qt::Key_Left) && event->modifiers() == Qt::NoModifier && isGroup(currentIndex())) {
        Q_EMIT expandRequested(currentIndex().row(), expands);
        return;
    }
    const bool isVertical = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (isVertical && event->modifiers().testFlag(Qt::AltModifier)) {
        if (currentIndex().isValid())
            sortByColumn(currentIndex().column(),
                         event->key() == Qt::Key_Up ? Qt::AscendingOrder : Qt::DescendingOrder);
        return;
    }
    QTableView::keyPressEvent(event);
}

void ConnectionView::mousePressEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    if (m_axis && event->button() == Qt::LeftButton && columnAt(at.x()) == ConnectionModel::Lifeline)
        m_dragFrom = at.x();
    QTableView::mousePressEvent(event);
}

void ConnectionView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragFrom) {
        QTableView::mouseMoveEvent(event);
        return;
    }
    const int x = event->position().toPoint().x();
    m_isDragging = m_isDragging || std::abs(x - *m_dragFrom) >= QApplication::startDragDistance();
    if (!m_isDragging)
        return;
    setCursor(Qt::ClosedHandCursor);
    m_axis->panBy(*m_dragFrom - x);
    m_dragFrom = x;
}

void ConnectionView::mouseReleaseEvent(QMouseEvent *event)
{
    m_dragFrom.reset();
    m_isDragging = false;
    unsetCursor();
    QTableView::mouseReleaseEvent(event);
}

void ConnectionView::wheelEvent(QWheelEvent *event)
{
    const int x = event->position().toPoint().x() - columnViewportPosition(ConnectionModel::Lifeline);
    if (m_axis && columnAt(event->position().toPoint().x()) == ConnectionModel::Lifeline
        && moveByWheel(m_axis, *event, x)) {
        event->accept();
        return;
    }
    QTableView::wheelEvent(event);
}

void ConnectionView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
    followLifelineColumn();
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
    painter.setFont(fixedFont());
    painter.setPen(subduedColor(palette()));
    painter.drawText(place.translated(0, line * 3 / 2), Qt::AlignCenter, m_emptyHint);
}

} // namespace Drainboard

#include "moc_connectionview.cpp"

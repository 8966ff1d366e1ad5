// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "madeconnections.h"
#include "table/connectionmodel.h"
#include "table/connectionsortmodel.h"
#include "table/connectionview.h"

#include <QHeaderView>
#include <QPaintEvent>
#include <QScrollBar>
#include <QStyleOptionHeader>
#include <QTest>

using namespace Drainboard;

/// Adds to \a region what is painted of \a widget.
class PaintListener : public QObject
{
    Q_OBJECT

public:
    PaintListener(QWidget *widget, QRegion *region)
        : m_region(region)
    {
        widget->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            *m_region += static_cast<QPaintEvent *>(event)->region();
        return QObject::eventFilter(watched, event);
    }

private:
    QRegion *m_region;
};

class TestConnectionView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysWhereTheUserScrolledTo();
    void aTitleHasRoomBesideTheArrow_data();
    void aTitleHasRoomBesideTheArrow();
    void aClosedRowIsRepaintedInEveryColumn();
};

void TestConnectionView::staysWhereTheUserScrolledTo()
{
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    ConnectionView view(&sorted);
    view.resize(800, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    std::vector<ConnectionInfo> connections;
    for (quint64 id = 1; id <= 200; ++id)
        connections.push_back(madeConnection(id));
    model.update(madeSnapshot(connections));
    QTRY_VERIFY(view.verticalScrollBar()->maximum() > 100);
    view.setCurrentIndex(sorted.index(0, 0));
    view.verticalScrollBar()->setValue(100);
    connections.erase(connections.begin()); // the current one
    model.update(madeSnapshot(connections));
    QTRY_COMPARE(view.verticalScrollBar()->maximum() > 100, true);
    QCOMPARE(view.currentIndex().row(), 0);
    QVERIFY(view.verticalScrollBar()->value() > 90);
}

void TestConnectionView::aTitleHasRoomBesideTheArrow_data()
{
    QTest::addColumn<int>("column");
    const ConnectionModel model;
    for (int column = 0; column < ConnectionModel::columns; ++column)
        QTest::newRow(qPrintable(model.headerData(column, Qt::Horizontal).toString())) << column;
}

void TestConnectionView::aTitleHasRoomBesideTheArrow()
{
    QFETCH(int, column);
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    ConnectionView view(&sorted);
    view.resize(1280, 300);
    view.sortByColumn(column, Qt::AscendingOrder);
    const QHeaderView *header = view.horizontalHeader();
    QStyleOptionHeader option;
    option.initFrom(header);
    option.state |= QStyle::State_Horizontal;
    option.orientation = Qt::Horizontal;
    option.rect = QRect(0, 0, header->sectionSize(column), header->height());
    option.text = model.headerData(column, Qt::Horizontal).toString();
    option.sortIndicator = QStyleOptionHeader::SortDown;
    const QRect title = header->style()->subElementRect(QStyle::SE_HeaderLabel, &option, header);
    const QRect arrow = header->style()->subElementRect(QStyle::SE_HeaderArrow, &option, header);
    QVERIFY(!arrow.isEmpty());
    QVERIFY(!title.intersects(arrow));
    const int wanted = header->fontMetrics().horizontalAdvance(option.text);
    QVERIFY2(title.width() >= wanted, qPrintable(QStringLiteral("%1 of %2 pixels").arg(title.width()).arg(wanted)));
}

void TestConnectionView::aClosedRowIsRepaintedInEveryColumn()
{
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    ConnectionView view(&sorted);
    view.resize(2000, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    model.update(madeSnapshot({ madeConnection(1) }));
    const auto imageOf = [&](int column) {
        return view.viewport()->grab(view.visualRect(sorted.index(0, column))).toImage();
    };
    QRegion painted;
    const PaintListener listener(view.viewport(), &painted);
    QTest::qWait(0); // what is still to be painted is
    QList<QImage> before;
    for (int column = 0; column < ConnectionModel::columns; ++column)
        before += imageOf(column);
    painted = {};
    model.update(madeSnapshot({ madeConnection(1, ConnectionState::Closed, CloseCause::ByClient) }));
    QTRY_VERIFY(!painted.isEmpty());
    for (int column = 0; column < ConnectionModel::columns; ++column) {
        const QModelIndex cell = sorted.index(0, column);
        const QByteArray title = model.headerData(column, Qt::Horizontal).toByteArray();
        QVERIFY2(painted.contains(view.visualRect(cell)), title.constData());
        if (!cell.data().toString().isEmpty())
            QVERIFY2(imageOf(column) != before.at(column), title.constData());
    }
}

QTEST_MAIN(TestConnectionView)
#include "tst_connectionview.moc"

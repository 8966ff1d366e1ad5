// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/boardaxis.h"
#include "lifelines/lifelinestore.h"
#include "madeconnections.h"
#include "table/columnchoice.h"
#include "table/connectionmodel.h"
#include "table/connectionsortmodel.h"
#include "table/connectionview.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QPaintEvent>
#include <QScrollBar>
#include <QStyleOptionHeader>
#include <QTest>
#include <QToolTip>

#include <algorithm>

using namespace Drainboard;
using namespace std::chrono_literals;

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
    void nothingIsOutOfSight_data();
    void nothingIsOutOfSight();
    void theLifelineTakesTheRoomThatIsLeft();
    void columnsAreChosen();
    void columnsAreRemembered();
    void whatWasNotSavedByThisIsNotRestored_data();
    void whatWasNotSavedByThisIsNotRestored();
    void theDefaultIsRestored();
    void keysSort();
    void draggingTheLifelinesGoesBackInTime();
    void theAxisRepaintsTheLifelinesAlone();
    void pointingSaysWhatIsThere();

private:
    struct Board
    {
        Board()
        {
            view.setLifelines(&axis, &lifelines);
            axis.advance(aMoment);
        }
        void show(QSize size)
        {
            view.resize(size);
            view.show();
        }
        void update(const Snapshot &snapshot)
        {
            lifelines.update(snapshot);
            model.update(snapshot);
        }
        QPoint inLifeline(int x) const { return { view.columnViewportPosition(ConnectionModel::Lifeline) + x, 10 }; }

        BoardAxis axis;
        LifelineStore lifelines;
        ConnectionModel model;
        ConnectionSortModel sorted { &model };
        ConnectionView view { &sorted };
    };
    static bool isAllInSight(const ConnectionView &view)
    {
        for (int column = 0; column < ConnectionModel::columns; ++column) {
            const int x = view.columnViewportPosition(column);
            if (!view.isColumnHidden(column) && (x < 0 || x + view.columnWidth(column) > view.viewport()->width()))
                return false;
        }
        return true;
    }
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
    view.resize(4000, 300); // there is room for all
    view.setColumnShown(column, true);
    view.sortByColumn(column, Qt::AscendingOrder);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
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
    view.resize(2600, 200);
    for (int column = 0; column < ConnectionModel::columns; ++column)
        view.setColumnShown(column, true);
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

void TestConnectionView::nothingIsOutOfSight_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("all");
    QTest::newRow("1280 pixels") << 1280 << false;
    QTest::newRow("800 pixels") << 800 << false;
    QTest::newRow("1920 pixels") << 1920 << false;
    QTest::newRow("all columns in 1920 pixels") << 1920 << true;
}

void TestConnectionView::nothingIsOutOfSight()
{
    QFETCH(int, width);
    QFETCH(bool, all);
    Board board;
    board.show({ width, 300 });
    QVERIFY(QTest::qWaitForWindowExposed(&board.view));
    for (int column = 0; all && column < ConnectionModel::columns; ++column)
        board.view.setColumnShown(column, true);
    QVERIFY(isAllInSight(board.view));
    const int lifeline = board.view.columnWidth(ConnectionModel::Lifeline);
    QVERIFY2(lifeline >= std::min(width / 4, 350), qPrintable(QString::number(lifeline)));
    QVERIFY(board.view.lifelineArea().right() <= board.view.viewport()->geometry().right());
    QCOMPARE(board.axis.width(), lifeline);
}

void TestConnectionView::theLifelineTakesTheRoomThatIsLeft()
{
    Board board;
    board.show({ 1280, 300 });
    QVERIFY(QTest::qWaitForWindowExposed(&board.view));
    const int before = board.view.columnWidth(ConnectionModel::Lifeline);
    board.view.resize(1380, 300);
    QCOMPARE(board.view.columnWidth(ConnectionModel::Lifeline), before + 100);
    QCOMPARE(board.axis.width(), before + 100);
    const int peer = board.view.columnWidth(ConnectionModel::Peer);
    board.view.horizontalHeader()->resizeSection(ConnectionModel::Peer, peer + 50);
    QTRY_COMPARE(board.axis.width(), before + 50);
    board.view.horizontalHeader()->resizeSection(ConnectionModel::Peer, 5000); // more than there is
    QTRY_VERIFY(isAllInSight(board.view));
}

void TestConnectionView::columnsAreChosen()
{
    Board board;
    ColumnChoice choice(&board.view);
    const auto click = [&](const char *name) {
        auto *action = choice.findChild<QAction *>(QLatin1String(name));
        QVERIFY2(action, name);
        action->trigger();
    };
    QVERIFY(board.view.isColumnHidden(ConnectionModel::Age));
    QVERIFY(!board.view.isColumnHidden(ConnectionModel::Ended));
    click("showAgeColumnAction");
    QVERIFY(!board.view.isColumnHidden(ConnectionModel::Age));
    click("showEndedColumnAction");
    QVERIFY(board.view.isColumnHidden(ConnectionModel::Ended));
    click("sortByRequestsAction");
    click("sortDescendingAction");
    QCOMPARE(board.sorted.sortColumn(), int(ConnectionModel::Requests));
    QCOMPARE(board.sorted.sortOrder(), Qt::DescendingOrder);
    QVERIFY(!choice.findChild<QAction *>(QStringLiteral("showIdColumnAction"))->isEnabled());
    click("restoreColumnsAction");
    QVERIFY(board.view.isColumnHidden(ConnectionModel::Age));
    QCOMPARE(board.sorted.sortColumn(), int(ConnectionModel::Id));
}

void TestConnectionView::columnsAreRemembered()
{
    QByteArray state;
    {
        Board board;
        board.view.resize(1600, 300);
        board.view.setColumnShown(ConnectionModel::Age, true);
        board.view.horizontalHeader()->resizeSection(ConnectionModel::Peer, 200);
        board.view.horizontalHeader()->moveSection(ConnectionModel::Ended, 1);
        board.view.sortByColumn(ConnectionModel::Age, Qt::DescendingOrder);
        board.view.resize(300, 300); // in this one nothing is as wide as was wanted
        state = board.view.saveColumns();
    }
    Board board;
    board.show({ 1600, 300 });
    QVERIFY(QTest::qWaitForWindowExposed(&board.view));
    QVERIFY(board.view.restoreColumns(state));
    QVERIFY(!board.view.isColumnHidden(ConnectionModel::Age));
    QCOMPARE(board.view.columnWidth(ConnectionModel::Peer), 200);
    QCOMPARE(board.view.horizontalHeader()->visualIndex(ConnectionModel::Ended), 1);
    QCOMPARE(board.sorted.sortColumn(), int(ConnectionModel::Age));
    QVERIFY(isAllInSight(board.view));
    QCOMPARE(board.axis.width(), board.view.columnWidth(ConnectionModel::Lifeline));
}

void TestConnectionView::whatWasNotSavedByThisIsNotRestored_data()
{
    QTest::addColumn<QByteArray>("state");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("something else") << QByteArray("not a state of columns at all");
    QTest::newRow("cut off") << Board().view.saveColumns().left(20);
    QTest::newRow("a header alone") << Board().view.horizontalHeader()->saveState();
}

void TestConnectionView::whatWasNotSavedByThisIsNotRestored()
{
    QFETCH(QByteArray, state);
    Board board;
    const QByteArray before = board.view.saveColumns();
    QVERIFY(!board.view.restoreColumns(state));
    QCOMPARE(board.view.saveColumns(), before);
}

void TestConnectionView::theDefaultIsRestored()
{
    Board board;
    board.show({ 1280, 300 });
    QVERIFY(QTest::qWaitForWindowExposed(&board.view));
    const int peer = board.view.columnWidth(ConnectionModel::Peer);
    board.view.setColumnShown(ConnectionModel::Lifeline, false);
    board.view.horizontalHeader()->moveSection(0, 5);
    board.view.horizontalHeader()->resizeSection(ConnectionModel::Peer, 300);
    board.view.restoreDefaultColumns();
    for (int column = 0; column < ConnectionModel::columns; ++column)
        QCOMPARE(board.view.horizontalHeader()->visualIndex(column), column);
    QCOMPARE(board.view.columnWidth(ConnectionModel::Peer), peer);
    QVERIFY(!board.view.isColumnHidden(ConnectionModel::Lifeline));
}

void TestConnectionView::keysSort()
{
    Board board;
    board.update(madeSnapshot({ madeConnection(1), madeConnection(2) }));
    board.view.setCurrentIndex(board.sorted.index(0, ConnectionModel::Requests));
    QTest::keyClick(&board.view, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(board.sorted.sortColumn(), int(ConnectionModel::Requests));
    QCOMPARE(board.sorted.sortOrder(), Qt::DescendingOrder);
    QTest::keyClick(&board.view, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(board.sorted.sortOrder(), Qt::AscendingOrder);
}

void TestConnectionView::draggingTheLifelinesGoesBackInTime()
{
    Board board;
    board.show({ 1280, 300 });
    QVERIFY(QTest::qWaitForWindowExposed(&board.view));
    board.update(madeSnapshot({ madeConnection(1) }));
    const SteadyTime moment = board.axis.timeAt(100);
    QWidget *viewport = board.view.viewport();
    QTest::mousePress(viewport, Qt::LeftButton, {}, board.inLifeline(100));
    QTest::mouseMove(viewport, board.inLifeline(220));
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, board.inLifeline(220));
    QVERIFY(!board.axis.isLive());
    QCOMPARE(board.axis.x(moment), 220);
    QTest::mouseMove(viewport, board.inLifeline(300));
    QCOMPARE(board.axis.x(moment), 220);
    QTest::keyClick(&board.view, Qt::Key_End);
    QVERIFY(board.axis.isLive());
    QTest::mouseClick(viewport, Qt::LeftButton, {}, board.inLifeline(100)); // a click chooses the row, as ever
    QVERIFY(board.axis.isLive());
    QCOMPARE(board.view.selectionModel()->selectedRows().size(), 1);
}

void TestConnectionView::theAxisRepaintsTheLifelinesAlone()
{
    Board board;
    board.show({ 1280, 300 });
    QVERIFY(QTest::qWaitForWindowExposed(&board.view));
    QRegion painted;
    const PaintListener listener(board.view.viewport(), &painted);
    board.update(madeSnapshot({ madeConnection(1), madeConnection(2) }));
    QTRY_VERIFY(painted.contains(board.view.viewport()->rect())); // rows came
    QCoreApplication::processEvents();
    painted = {};
    board.axis.advance(aMoment + 1s);
    QTRY_VERIFY(!painted.isEmpty());
    QCOMPARE(painted.boundingRect().left(), board.view.columnViewportPosition(ConnectionModel::Lifeline));
    QCOMPARE(painted.boundingRect().width(), board.view.columnWidth(ConnectionModel::Lifeline));
}

void TestConnectionView::pointingSaysWhatIsThere()
{
    Board board;
    board.show({ 1280, 300 });
    QVERIFY(QTest::qWaitForWindowExposed(&board.view));
    board.update(madeSnapshot({ madeConnection(1) }));
    QHelpEvent event(QEvent::ToolTip, board.inLifeline(300), board.view.mapToGlobal(board.inLifeline(300)));
    QApplication::sendEvent(board.view.viewport(), &event);
    QTRY_VERIFY2(QToolTip::text().contains(QStringLiteral("open for 1 min 00 s")), qPrintable(QToolTip::text()));
    QToolTip::hideText();
}

QTEST_MAIN(TestConnectionView)
#include "tst_connectionview.moc"

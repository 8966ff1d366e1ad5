// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "madeconnections.h"
#include "table/connectionmodel.h"
#include "table/connectionpane.h"
#include "table/connectionview.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Drainboard;
using namespace std::chrono_literals;

/// Groups as the user meets them, and the ways to single connections.
class TestGroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void areChosenBesideTheFilter();
    void leaveColumnsAndSelectionAsTheyAre();
    void areExpandedByKeyAndMouse();
    void aSelectedGroupIsAllItsConnections();
    void areRemembered();
    void paintTheirLifelines();
    void goesToAConnection_data();
    void goesToAConnection();
    void goesFromOneLostRequestToTheNext();
    void goesNowhereWhereThereIsNothing();

private:
    void choose(const char *text)
    {
        auto *choice = m_pane->findChild<QComboBox *>(QStringLiteral("groupChoice"));
        choice->setCurrentText(QLatin1String(text));
        Q_EMIT choice->activated(choice->currentIndex());
    }
    void jump(const char *action) { m_pane->findChild<QAction *>(QLatin1String(action))->trigger(); }
    int rows() const { return m_pane->view()->model()->rowCount(); }
    QList<int> selected() const
    {
        QList<int> ids;
        const auto all = m_pane->selectedConnections();
        for (const ConnectionId id : all)
            ids += int(quint64(id));
        return ids;
    }

    std::unique_ptr<ConnectionPane> m_pane;
};

void TestGroups::init()
{
    m_pane = std::make_unique<ConnectionPane>();
    m_pane->resize(900, 500);
    m_pane->show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    std::vector<ConnectionInfo> made;
    for (quint64 id = 1; id <= 40; ++id) {
        ConnectionInfo info = madeConnection(id);
        info.requestLine = id % 2 ? "GET /odd" : "GET /even";
        info.lastByteAfter = std::chrono::microseconds(id == 17 ? 1'000'000 : 100);
        info.stateSince = aMoment - (id == 23 ? 50s : 5s);
        if (id == 5 || id == 30)
            info.lostRequests = { { "GET /", LossReason::ClientLeft } };
        made.push_back(info);
    }
    m_pane->showSnapshot(madeSnapshot(made));
    m_pane->view()->setFocus();
}

void TestGroups::areChosenBesideTheFilter()
{
    QCOMPARE(rows(), 40);
    choose("by route");
    QCOMPARE(rows(), 2);
    choose("by peer");
    QCOMPARE(rows(), 1);
    choose("no groups");
    QCOMPARE(rows(), 40);
    QCOMPARE(m_pane->shownConnections().size(), 40);
}

void TestGroups::leaveColumnsAndSelectionAsTheyAre()
{
    ConnectionView *view = m_pane->view();
    view->setColumnShown(ConnectionModel::BytesIn, true);
    view->setColumnShown(ConnectionModel::Peer, false);
    view->horizontalHeader()->moveSection(view->horizontalHeader()->visualIndex(ConnectionModel::Now), 0);
    view->sortByColumn(ConnectionModel::Requests, Qt::DescendingOrder);
    view->selectRow(3);
    const QList<int> before = selected();
    const QRect area = view->lifelineArea();
    choose("by route");
    const auto check = [&] {
        QVERIFY(view->isColumnHidden(ConnectionModel::Peer));
        QVERIFY(!view->isColumnHidden(ConnectionModel::BytesIn));
        QVERIFY(view->isColumnHidden(ConnectionModel::Age));
        QCOMPARE(view->horizontalHeader()->visualIndex(ConnectionModel::Now), 0);
        QCOMPARE(view->horizontalHeader()->sortIndicatorSection(), int(ConnectionModel::Requests));
        QCOMPARE(view->horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
        QCOMPARE(view->lifelineArea(), area);
    };
    check();
    choose("no groups");
    check();
    view->selectRow(3);
    QCOMPARE(selected(), before);
}

void TestGroups::areExpandedByKeyAndMouse()
{
    choose("by route");
    ConnectionView *view = m_pane->view();
    view->setCurrentIndex(view->model()->index(0, ConnectionModel::Peer));
    QTest::keyClick(view, Qt::Key_Right);
    QCOMPARE(rows(), 22);
    QTest::keyClick(view, Qt::Key_Left);
    QCOMPARE(rows(), 2);
    const QPoint arrow = view->visualRect(view->model()->index(1, ConnectionModel::Id)).center();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, arrow);
    QCOMPARE(rows(), 22);
    QCOMPARE(view->model()->index(2, ConnectionModel::Id).data(ConnectionModel::rawRole).toInt(), 2);
    const QPoint name = view->visualRect(view->model()->index(1, ConnectionModel::Peer)).center();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, name); // which comes first
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, name);
    QCOMPARE(rows(), 2);
}

void TestGroups::aSelectedGroupIsAllItsConnections()
{
    choose("by route");
    m_pane->view()->selectRow(1);
    QCOMPARE(selected().size(), 20);
    QCOMPARE(selected().constFirst(), 2);
    m_pane->view()->selectAll();
    QCOMPARE(selected().size(), 40);
}

void TestGroups::areRemembered()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    choose("by end");
    m_pane->save(&settings);
    ConnectionPane other;
    other.restore(settings);
    QCOMPARE(other.findChild<QComboBox *>(QStringLiteral("groupChoice"))->currentText(), QStringLiteral("by end"));
    settings.setValue(QStringLiteral("connections/grouping"), QStringLiteral("by colour"));
    other.restore(settings);
    QCOMPARE(other.findChild<QComboBox *>(QStringLiteral("groupChoice"))->currentIndex(), 0);
}

void TestGroups::paintTheirLifelines()
{
    choose("by route");
    ConnectionView *view = m_pane->view();
    const auto colors = [&] {
        const QRect cell = view->visualRect(view->model()->index(0, ConnectionModel::Lifeline));
        const QImage image = view->viewport()->grab(cell).toImage();
        QSet<QRgb> all;
        for (int x = 0; x < image.width(); ++x)
            all += image.pixel(x, image.height() / 2);
        return all.size();
    };
    QTRY_VERIFY(colors() > 1); // they come a little later
}

void TestGroups::goesToAConnection_data()
{
    QTest::addColumn<QString>("grouping");
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<int>("id");
    for (const char *grouping : { "no groups", "by route" }) {
        QTest::addRow("the slowest, %s", grouping) << grouping << QByteArray("jumpToSlowest") << 17;
        QTest::addRow("the longest idle, %s", grouping) << grouping << QByteArray("jumpToLongestIdle") << 23;
        QTest::addRow("one that lost, %s", grouping) << grouping << QByteArray("jumpToLost") << 5;
    }
}

void TestGroups::goesToAConnection()
{
    QFETCH(QString, grouping);
    QFETCH(QByteArray, action);
    QFETCH(int, id);
    choose(qPrintable(grouping));
    jump(action.constData());
    QCOMPARE(selected(), QList { id });
    const QModelIndex current = m_pane->view()->currentIndex();
    QCOMPARE(current.siblingAtColumn(ConnectionModel::Id).data(ConnectionModel::rawRole).toInt(), id);
    QVERIFY(m_pane->view()->viewport()->rect().contains(m_pane->view()->visualRect(current).center()));
}

void TestGroups::goesFromOneLostRequestToTheNext()
{
    jump("jumpToLost");
    QCOMPARE(selected(), QList { 5 });
    jump("jumpToLost");
    QCOMPARE(selected(), QList { 30 });
    jump("jumpToLost");
    QCOMPARE(selected(), QList { 5 });
}

void TestGroups::goesNowhereWhereThereIsNothing()
{
    m_pane->showSnapshot(madeSnapshot({ madeConnection(1, ConnectionState::Closed) }, aMoment + 1s));
    for (const char *action : { "jumpToSlowest", "jumpToLongestIdle", "jumpToLost" }) {
        jump(action);
        QVERIFY(selected().isEmpty());
    }
}

QTEST_MAIN(TestGroups)
#include "tst_groups.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "madeconnections.h"
#include "table/connectionmodel.h"
#include "table/connectionsortmodel.h"
#include "table/connectionview.h"

#include <QScrollBar>
#include <QTest>

using namespace Drainboard;

class TestConnectionView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysWhereTheUserScrolledTo();
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

QTEST_MAIN(TestConnectionView)
#include "tst_connectionview.moc"

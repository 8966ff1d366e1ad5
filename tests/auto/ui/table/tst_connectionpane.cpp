// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/statecolors.h"
#include "madeconnections.h"
#include "table/connectionpane.h"
#include "table/connectionview.h"

#include <QLineEdit>
#include <QTest>

using namespace Drainboard;

class TestConnectionPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFilterIsTypedAndCleared();
    void anEmptyTableSaysWhy();
    void thePlaceholderIsReadableOnADarkPalette();
};

void TestConnectionPane::theFilterIsTypedAndCleared()
{
    ConnectionPane pane;
    pane.show();
    pane.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&pane));
    pane.showSnapshot(madeSnapshot({ madeConnection(1), madeConnection(2, ConnectionState::Responding) }));
    pane.filter()->setText(QStringLiteral("what was there before"));
    pane.focusFilter();
    QTest::keyClicks(pane.filter(), QStringLiteral("Idle"));
    QCOMPARE(pane.filter()->text(), QStringLiteral("Idle"));
    QCOMPARE(pane.view()->model()->rowCount(), 1);
    QTest::keyClick(pane.filter(), Qt::Key_Escape);
    QCOMPARE(pane.view()->model()->rowCount(), 2);
    QVERIFY(pane.view()->hasFocus());
}

void TestConnectionPane::anEmptyTableSaysWhy()
{
    ConnectionPane pane;
    pane.setEmptyText(QStringLiteral("none yet"), QStringLiteral("try this"));
    QCOMPARE(pane.view()->emptyTitle(), QStringLiteral("none yet"));
    pane.filter()->setText(QStringLiteral("no such thing"));
    QCOMPARE(pane.view()->emptyTitle(), QStringLiteral("none yet"));
    pane.showSnapshot(madeSnapshot({ madeConnection(1) }));
    QCOMPARE(pane.view()->emptyTitle(), QStringLiteral("No connection matches the filter"));
    pane.showSnapshot(madeSnapshot({}));
    QCOMPARE(pane.view()->emptyTitle(), QStringLiteral("none yet"));
}

void TestConnectionPane::thePlaceholderIsReadableOnADarkPalette()
{
    ConnectionPane pane;
    QPalette dark(Qt::black);
    dark.setColor(QPalette::Base, Qt::black);
    dark.setColor(QPalette::Text, Qt::white);
    dark.setColor(QPalette::PlaceholderText, Qt::black); // as some have it
    pane.setPalette(dark);
    QCOMPARE(pane.filter()->palette().color(QPalette::PlaceholderText), subduedColor(dark));
    QCOMPARE(pane.filter()->palette().color(QPalette::Base), QColor(Qt::black));
}

QTEST_MAIN(TestConnectionPane)
#include "tst_connectionpane.moc"

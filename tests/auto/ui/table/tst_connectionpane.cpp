// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "filter/filterbox.h"
#include "filter/filteredit.h"
#include "look/statecolors.h"
#include "madeconnections.h"
#include "table/connectionmodel.h"
#include "table/connectionpane.h"
#include "table/connectionview.h"
#include "table/freezeswitch.h"

#include <QLabel>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestConnectionPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFilterIsTypedAndCleared();
    void anEmptyTableSaysWhy();
    void thePlaceholderIsReadableOnADarkPalette();
    void aSlashLeadsToTheFilter();
    void spaceInTheFilterIsASpace();
    void nothingMovesWhileFrozen();
    void recordingGoesOnWhileFrozen();
    void lifelinesStayAsTheyWereWhileFrozen();
    void theFilterProposesWhatThereIs();
    void closedOnesAreShownWhenAskedFor();
    void closedOnesOfAFrozenTableAreThoseOfItsMoment();
    void selectionAndPlaceSurviveWhoComesAndGoes();

private:
    static void activate(ConnectionPane *pane)
    {
        pane->resize(900, 500);
        pane->show();
        pane->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(pane));
        pane->view()->setFocus();
    }
    static Snapshot counted(Snapshot snapshot, quint64 accepted, qsizetype open)
    {
        snapshot.counts.accepted = accepted;
        snapshot.counts.open = open;
        return snapshot;
    }
};

void TestConnectionPane::theFilterIsTypedAndCleared()
{
    ConnectionPane pane;
    pane.show();
    pane.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&pane));
    pane.showSnapshot(madeSnapshot({ madeConnection(1), madeConnection(2, ConnectionState::Responding) }));
    FilterEdit *edit = pane.filter()->edit();
    edit->setText(QStringLiteral("what was there before"));
    pane.focusFilter();
    QTest::keyClicks(edit, QStringLiteral("#2"));
    QCOMPARE(edit->text(), QStringLiteral("#2"));
    QCOMPARE(pane.view()->model()->rowCount(), 1);
    QCOMPARE(pane.findChild<QLabel *>(QStringLiteral("filterCount"))->text(), QStringLiteral("1 of 2"));
    QTest::keyClick(edit, Qt::Key_Escape);
    QCOMPARE(pane.view()->model()->rowCount(), 2);
    QVERIFY(pane.view()->hasFocus());
}

void TestConnectionPane::anEmptyTableSaysWhy()
{
    ConnectionPane pane;
    pane.setEmptyText(QStringLiteral("none yet"), QStringLiteral("try this"));
    QCOMPARE(pane.view()->emptyTitle(), QStringLiteral("none yet"));
    pane.filter()->edit()->setText(QStringLiteral("no-such-thing"));
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
    QCOMPARE(pane.filter()->edit()->palette().color(QPalette::PlaceholderText), subduedColor(dark));
    QCOMPARE(pane.filter()->edit()->palette().color(QPalette::Base), QColor(Qt::black));
}

void TestConnectionPane::aSlashLeadsToTheFilter()
{
    ConnectionPane pane;
    activate(&pane);
    QTest::keyClick(pane.view(), Qt::Key_Slash);
    QVERIFY(pane.filter()->edit()->hasFocus());
    QVERIFY(pane.filter()->edit()->text().isEmpty());
}

void TestConnectionPane::spaceInTheFilterIsASpace()
{
    ConnectionPane pane;
    activate(&pane);
    pane.focusFilter();
    QTest::keyClicks(pane.filter()->edit(), QStringLiteral("a /b"));
    QCOMPARE(pane.filter()->edit()->text(), QStringLiteral("a /b"));
    QVERIFY(!pane.isFrozen());
}

void TestConnectionPane::nothingMovesWhileFrozen()
{
    ConnectionPane pane;
    auto *overview = new QWidget;
    pane.setOverview(overview);
    activate(&pane);
    pane.showSnapshot(counted(madeSnapshot({ madeConnection(1), madeConnection(2) }), 2, 2));
    QTest::keyClick(pane.view(), Qt::Key_Space);
    QVERIFY(pane.isFrozen());
    auto *label = pane.findChild<QLabel *>(QStringLiteral("freezeLabel"));
    QVERIFY(label->isVisible());
    QCOMPARE(label->text(), QStringLiteral("frozen"));
    const SteadyTime end = pane.axis()->end();
    ConnectionInfo busy = madeConnection(1);
    busy.requests = 8; // 3 before
    pane.showSnapshot(counted(madeSnapshot({ busy, madeConnection(3) }, aMoment + 1s), 3, 2));
    pane.showTime(aMoment + 2s);
    pane.showProcesses({ { ConnectionId(1), { .pid = 9, .name = QStringLiteral("node") } } });
    const QAbstractItemModel *model = pane.view()->model();
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(model->index(1, ConnectionModel::Id).data().toString(), QStringLiteral("2"));
    QCOMPARE(model->index(0, ConnectionModel::Requests).data().toString(), QStringLiteral("3"));
    QVERIFY(model->index(0, ConnectionModel::Client).data().toString().isEmpty());
    QCOMPARE(pane.axis()->end(), end);
    // One opened, one closed; #1 began 5 requests, and #3 came with 3.
    QCOMPARE(label->text(), QStringLiteral("frozen, 10 events behind"));

    QTest::keyClick(pane.view(), Qt::Key_Space);
    QVERIFY(!pane.isFrozen());
    QVERIFY(!label->isVisible());
    QCOMPARE(model->index(1, ConnectionModel::Id).data().toString(), QStringLiteral("3"));
    QCOMPARE(model->index(0, ConnectionModel::Requests).data().toString(), QStringLiteral("8"));
    QVERIFY(!model->index(0, ConnectionModel::Client).data().toString().isEmpty());
    QVERIFY(pane.axis()->end() > end);
}

void TestConnectionPane::recordingGoesOnWhileFrozen()
{
    ConnectionPane pane;
    pane.freezeSwitch()->toggle();
    pane.showSnapshot(madeSnapshot({ madeConnection(1) }));
    QVERIFY(pane.lifelines().find(ConnectionId(1)));
    QCOMPARE(pane.view()->model()->rowCount(), 0);
}

// In a list that is full older stretches become one. Nobody sees that of what is frozen.
void TestConnectionPane::lifelinesStayAsTheyWereWhileFrozen()
{
    ConnectionPane pane;
    activate(&pane);
    pane.showSnapshot(madeSnapshot({ madeConnection(1) }));
    const auto addRequests = [&pane](SteadyTime begin, SteadyTime end) {
        for (SteadyTime at = begin; at < end; at += 600ms)
            pane.lifelines().addRequest(ConnectionId(1), at, at + 300ms, RequestOutcome::Answered);
    };
    const auto picture = [&pane] {
        const QModelIndex cell = pane.view()->model()->index(0, ConnectionModel::Lifeline);
        return pane.view()->viewport()->grab(pane.view()->visualRect(cell)).toImage();
    };
    addRequests(aMoment - 50s, aMoment - 1s);
    const QImage before = picture();
    QTest::keyClick(pane.view(), Qt::Key_Space);
    addRequests(aMoment + 1s, aMoment + 60s);
    pane.showSnapshot(
        madeSnapshot({ madeConnection(1, ConnectionState::Closed, CloseCause::ByClient) }, aMoment + 60s));
    QCOMPARE(picture(), before);
    QTest::keyClick(pane.view(), Qt::Key_Space);
    QVERIFY(picture() != before);
}

void TestConnectionPane::theFilterProposesWhatThereIs()
{
    ConnectionPane pane;
    activate(&pane);
    ConnectionInfo one = madeConnection(1);
    one.requestLine = "GET /delay/300?x=1";
    ConnectionInfo two = madeConnection(2);
    two.peer = QStringLiteral("[::1]:80");
    two.requestLine = "GET /a,b"; // which would be two values
    pane.showSnapshot(madeSnapshot({ one, two, madeConnection(3), madeConnection(4) }));
    pane.showProcesses({ { ConnectionId(1), { .pid = 9, .name = QStringLiteral("node") } } });
    const auto proposals = [&pane](const char *line) {
        pane.filter()->edit()->setText(QLatin1String(line));
        return pane.filter()->edit()->proposals();
    };
    QCOMPARE(proposals("peer:"), (QStringList { QStringLiteral("127.0.0.1"), QStringLiteral("[::1]") }));
    QCOMPARE(proposals("route:"), (QStringList { QStringLiteral("/"), QStringLiteral("/delay/300") }));
    QCOMPARE(proposals("process:"), QStringList { QStringLiteral("node") });
}

void TestConnectionPane::closedOnesAreShownWhenAskedFor()
{
    ConnectionPane pane;
    const auto closed = madeSnapshot(
                            { madeConnection(1, ConnectionState::Closed), madeConnection(3, ConnectionState::Closed) })
                            .connections;
    pane.setClosedSource([closed](quint64 after) {
        return ClosedConnections { .connections = closed.mid(qsizetype(after)), .next = quint64(closed.size()) };
    });
    pane.showSnapshot(madeSnapshot({ madeConnection(2) }));
    QCOMPARE(pane.view()->model()->rowCount(), 1);
    auto *chip = pane.findChild<QToolButton *>(QStringLiteral("closedChip"));
    chip->click();
    QCOMPARE(pane.view()->model()->rowCount(), 3);
    QCOMPARE(pane.findChild<QLabel *>(QStringLiteral("filterCount"))->text(), QStringLiteral("3 of 3"));
    pane.showSnapshot(madeSnapshot({ madeConnection(2) }, aMoment + 10s));
    QCOMPARE(pane.view()->model()->rowCount(), 3);
    pane.filter()->edit()->setText(QStringLiteral("-state:closed"));
    QCOMPARE(pane.findChild<QLabel *>(QStringLiteral("filterCount"))->text(), QStringLiteral("1 of 3"));
    pane.filter()->edit()->clear();
    chip->click();
    QCOMPARE(pane.view()->model()->rowCount(), 1);
}

void TestConnectionPane::closedOnesOfAFrozenTableAreThoseOfItsMoment()
{
    ConnectionPane pane;
    ConnectionInfo before = madeConnection(1, ConnectionState::Closed);
    ConnectionInfo after = madeConnection(3, ConnectionState::Closed);
    after.closedAt = aMoment + 1s;
    const auto closed = madeSnapshot({ before, after }).connections;
    pane.setClosedSource([closed](quint64 number) {
        return ClosedConnections { .connections = closed.mid(qsizetype(number)), .next = quint64(closed.size()) };
    });
    pane.showSnapshot(madeSnapshot({ madeConnection(2) }));
    pane.freezeSwitch()->toggle();
    pane.showSnapshot(madeSnapshot({}, aMoment + 2s));
    pane.findChild<QToolButton *>(QStringLiteral("closedChip"))->click();
    QCOMPARE(pane.view()->model()->rowCount(), 2);
    pane.freezeSwitch()->toggle();
    QCOMPARE(pane.view()->model()->rowCount(), 2); // #2 is gone, and #3 has come
}

void TestConnectionPane::selectionAndPlaceSurviveWhoComesAndGoes()
{
    ConnectionPane pane;
    activate(&pane);
    std::vector<ConnectionInfo> staying;
    for (quint64 id = 1; id <= 300; ++id)
        staying.push_back(madeConnection(id));
    pane.showSnapshot(madeSnapshot(staying));
    pane.view()->selectRow(10);
    pane.view()->verticalScrollBar()->setValue(5);
    for (quint64 round = 1; round <= 20; ++round) {
        std::vector<ConnectionInfo> all = staying;
        for (quint64 id = 1; id <= 50; ++id)
            all.push_back(madeConnection(round * 1000 + id));
        pane.showSnapshot(madeSnapshot(all, aMoment + round * 1s));
        pane.filter()->edit()->setText(round % 2 ? QStringLiteral("-#>5000") : QString());
    }
    const QModelIndexList selected = pane.view()->selectionModel()->selectedRows();
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected.first().data().toString(), QStringLiteral("11"));
    QCOMPARE(pane.view()->verticalScrollBar()->value(), 5);
}

QTEST_MAIN(TestConnectionPane)
#include "tst_connectionpane.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/lifelinestore.h"
#include "lifelines/lifelinetext.h"
#include "madeconnections.h"
#include "table/connectionmodel.h"

#include <QAbstractItemModelTester>
#include <QFont>
#include <QSignalSpy>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

using Ids = QList<int>;

class TestConnectionModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsFollowTheSnapshot_data();
    void rowsFollowTheSnapshot();
    void whatIsSharedIsTakenForUnchanged();
    void neverResets();
    void aSelectionStaysWithItsConnection();
    void onlyChangedRowsAreToldOf();
    void nothingIsToldOfTheSameSnapshot();
    void changedNeighboursAreOneRange();
    void agesGoOnWithoutAnyOtherChange();
    void closedConnectionsDoNotAge();
    void idleTimeIsShownWhereThereIsOne_data();
    void idleTimeIsShownWhereThereIsOne();
    void rawValues();
    void factsOfTheResponse_data();
    void factsOfTheResponse();
    void texts();
    void whatAClientSaysIsNoMarkup();
    void aLossStandsAtTheEnd();
    void aLifelineIsReadAloud();
    void theRangeStandsAtTheTop();
    void theClientIsItsProcess();
    void aProcessMayHaveAnyName();
    void numbersAreOnTheRightInAFixedWidth();
    void thousandsOfRowsMayComeAndGoAtOnce();

private:
    static Snapshot snapshotOf(const Ids &ids)
    {
        std::vector<ConnectionInfo> connections;
        for (const int id : ids)
            connections.push_back(madeConnection(static_cast<quint64>(id)));
        return madeSnapshot(connections);
    }
    static Ids idsOf(const ConnectionModel &model)
    {
        Ids ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids += model.index(row, ConnectionModel::Id).data(ConnectionModel::rawRole).toInt();
        return ids;
    }
};

void TestConnectionModel::rowsFollowTheSnapshot_data()
{
    QTest::addColumn<Ids>("before");
    QTest::addColumn<Ids>("after");
    QTest::addColumn<int>("insertions");
    QTest::addColumn<int>("removals");
    QTest::newRow("nothing stays nothing") << Ids {} << Ids {} << 0 << 0;
    QTest::newRow("the first ones come together") << Ids {} << Ids { 1, 2, 3 } << 1 << 0;
    QTest::newRow("new ones come at the end") << Ids { 1, 2 } << Ids { 1, 2, 3, 4 } << 1 << 0;
    QTest::newRow("one comes before another") << Ids { 1, 4 } << Ids { 1, 3, 4 } << 1 << 0;
    QTest::newRow("some come in two places") << Ids { 2, 5 } << Ids { 1, 2, 3, 4, 5 } << 2 << 0;
    QTest::newRow("the oldest go") << Ids { 1, 2, 3, 4 } << Ids { 3, 4 } << 0 << 1;
    QTest::newRow("the newest goes") << Ids { 1, 2, 3 } << Ids { 1, 2 } << 0 << 1;
    QTest::newRow("every other one goes") << Ids { 1, 2, 3, 4, 5 } << Ids { 2, 4 } << 0 << 3;
    QTest::newRow("all go") << Ids { 1, 2, 3 } << Ids {} << 0 << 1;
    QTest::newRow("all are others") << Ids { 1, 2, 3 } << Ids { 4, 5 } << 1 << 1;
    QTest::newRow("some come and some go") << Ids { 1, 2, 3, 6, 8 } << Ids { 2, 4, 5, 6, 9 } << 2 << 3;
}

void TestConnectionModel::rowsFollowTheSnapshot()
{
    QFETCH(Ids, before);
    QFETCH(Ids, after);
    ConnectionModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.update(snapshotOf(before));
    QCOMPARE(idsOf(model), before);
    QSignalSpy inserted(&model, &ConnectionModel::rowsInserted);
    QSignalSpy removed(&model, &ConnectionModel::rowsRemoved);
    model.update(snapshotOf(after));
    QCOMPARE(idsOf(model), after);
    QTEST(int(inserted.size()), "insertions");
    QTEST(int(removed.size()), "removals");
}

void TestConnectionModel::whatIsSharedIsTakenForUnchanged()
{
    ConnectionModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Snapshot before = snapshotOf({ 1, 2, 3, 5, 6, 7 });
    model.update(before);
    QSignalSpy changed(&model, &ConnectionModel::dataChanged);
    Snapshot after = before; // the same objects, but one goes, one is another now, and one comes
    after.connections.removeAt(1);
    ConnectionInfo info = *after.connections.at(2);
    info.requests = 9;
    after.connections[2] = std::make_shared<const ConnectionInfo>(info);
    after.connections.insert(2, std::make_shared<const ConnectionInfo>(madeConnection(4)));
    model.update(after);
    QCOMPARE(idsOf(model), (Ids { 1, 3, 4, 5, 6, 7 }));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 2); // before 4 came
    QCOMPARE(model.connection(3).requests, 9u);
    QCOMPARE(&model.connection(4), before.connections.at(4).get());
}

void TestConnectionModel::neverResets()
{
    ConnectionModel model;
    QSignalSpy reset(&model, &ConnectionModel::modelReset);
    QSignalSpy layout(&model, &ConnectionModel::layoutChanged);
    for (const Ids &ids : { Ids { 1, 2, 3 }, Ids {}, Ids { 7, 9 }, Ids { 8, 9, 10 }, Ids { 11 } })
        model.update(snapshotOf(ids));
    QCOMPARE(idsOf(model), Ids { 11 });
    QCOMPARE(reset.size(), 0);
    QCOMPARE(layout.size(), 0);
}

void TestConnectionModel::aSelectionStaysWithItsConnection()
{
    ConnectionModel model;
    model.update(snapshotOf({ 1, 2, 3 }));
    const QPersistentModelIndex three = model.index(2, ConnectionModel::Id);
    const QPersistentModelIndex two = model.index(1, ConnectionModel::Id);
    model.update(snapshotOf({ 3, 4 }));
    QCOMPARE(three.row(), 0);
    QCOMPARE(three.data().toString(), QStringLiteral("3"));
    QVERIFY(!two.isValid());
}

void TestConnectionModel::onlyChangedRowsAreToldOf()
{
    ConnectionModel model;
    std::vector<ConnectionInfo> connections;
    for (quint64 id = 1; id <= 1000; ++id)
        connections.push_back(madeConnection(id));
    model.update(madeSnapshot(connections));
    QSignalSpy changed(&model, &ConnectionModel::dataChanged);
    connections[100].requests = 4;
    connections[900].state = ConnectionState::Responding;
    model.update(madeSnapshot(connections));
    QCOMPARE(changed.size(), 2);
    for (const int i : { 0, 1 }) {
        const auto first = changed.at(i).at(0).toModelIndex();
        const auto last = changed.at(i).at(1).toModelIndex();
        QCOMPARE(first.row(), i == 0 ? 100 : 900);
        QCOMPARE(last.row(), first.row());
        QCOMPARE(first.column(), 0); // a state is shown in every column
        QCOMPARE(last.column(), ConnectionModel::columns - 1);
    }
}

void TestConnectionModel::nothingIsToldOfTheSameSnapshot()
{
    ConnectionModel model;
    model.update(snapshotOf({ 1, 2, 3 }));
    QSignalSpy changed(&model, &ConnectionModel::dataChanged);
    model.update(snapshotOf({ 1, 2, 3 }));
    QCOMPARE(changed.size(), 0);
}

void TestConnectionModel::changedNeighboursAreOneRange()
{
    ConnectionModel model;
    std::vector<ConnectionInfo> connections;
    for (quint64 id = 1; id <= 100; ++id)
        connections.push_back(madeConnection(id));
    model.update(madeSnapshot(connections));
    QSignalSpy changed(&model, &ConnectionModel::dataChanged);
    for (std::size_t i = 10; i < 20; ++i)
        connections[i].bytesIn = 99;
    model.update(madeSnapshot(connections));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 10);
    QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 19);
}

// Of time that passes no row is told: thousands of them would be told each second.
void TestConnectionModel::agesGoOnWithoutAnyOtherChange()
{
    ConnectionModel model;
    model.update(snapshotOf({ 1, 2, 3 }));
    QSignalSpy changed(&model, &ConnectionModel::dataChanged);
    QSignalSpy passed(&model, &ConnectionModel::timePassed);
    Snapshot later = snapshotOf({ 1, 2, 3 });
    model.update(later);
    QCOMPARE(passed.size(), 0);
    later.takenAt += 1s;
    model.update(later);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(passed.size(), 1);
    QCOMPARE(model.index(0, ConnectionModel::Age).data(ConnectionModel::rawRole).toLongLong(), 61'000);
    QCOMPARE(model.index(0, ConnectionModel::IdleFor).data(ConnectionModel::rawRole).toLongLong(), 6'000);
    QCOMPARE(model.index(0, ConnectionModel::Now).data().toString(), QStringLiteral("Idle 6.0 s"));
}

void TestConnectionModel::closedConnectionsDoNotAge()
{
    ConnectionModel model;
    const std::vector closed { madeConnection(1, ConnectionState::Closed, CloseCause::ByClient) };
    model.update(madeSnapshot(closed));
    QSignalSpy changed(&model, &ConnectionModel::dataChanged);
    model.update(madeSnapshot(closed, aMoment + 3s));
    QCOMPARE(changed.size(), 0);
    QCOMPARE(model.index(0, ConnectionModel::Age).data(ConnectionModel::rawRole).toLongLong(), 59'000);
}

void TestConnectionModel::idleTimeIsShownWhereThereIsOne_data()
{
    QTest::addColumn<ConnectionState>("state");
    QTest::addColumn<bool>("shown");
    QTest::newRow("not one that waits for its worker") << ConnectionState::Waiting << false;
    QTest::newRow("a new connection waits for its first byte") << ConnectionState::New << true;
    QTest::newRow("an idle one") << ConnectionState::Idle << true;
    QTest::newRow("not one that reads") << ConnectionState::Reading << false;
    QTest::newRow("not one that responds") << ConnectionState::Responding << false;
    QTest::newRow("not a WebSocket") << ConnectionState::WebSocket << false;
    QTest::newRow("not one that closes") << ConnectionState::Closing << false;
    QTest::newRow("not one that is closed") << ConnectionState::Closed << false;
}

void TestConnectionModel::idleTimeIsShownWhereThereIsOne()
{
    QFETCH(ConnectionState, state);
    QFETCH(bool, shown);
    ConnectionModel model;
    model.update(madeSnapshot({ madeConnection(1, state) }));
    const QModelIndex cell = model.index(0, ConnectionModel::IdleFor);
    QCOMPARE(cell.data().toString(), shown ? QStringLiteral("5.0 s") : QString());
    QCOMPARE(cell.data(ConnectionModel::rawRole).isValid(), shown);
}

void TestConnectionModel::rawValues()
{
    ConnectionModel model;
    ConnectionInfo info = madeConnection(7, ConnectionState::Closed, CloseCause::Aborted);
    info.bytesIn = 10;
    info.bytesOut = 5'000'000'000;
    info.status = 404;
    info.firstByteAfter = 1500us;
    info.persistence = Persistence::ClosedByClient;
    model.update(madeSnapshot({ info }));
    const auto raw = [&](int column) { return model.index(0, column).data(ConnectionModel::rawRole); };
    QCOMPARE(raw(ConnectionModel::Id), QVariant(7ULL));
    QCOMPARE(raw(ConnectionModel::Peer), QVariant(QStringLiteral("127.0.0.1:5007")));
    QVERIFY(raw(ConnectionModel::State).value<ConnectionState>() == ConnectionState::Closed);
    QCOMPARE(raw(ConnectionModel::Requests), QVariant(3ULL));
    QCOMPARE(raw(ConnectionModel::LastRequest), QVariant(QStringLiteral("GET /")));
    QCOMPARE(raw(ConnectionModel::Status), QVariant(404ULL));
    QCOMPARE(raw(ConnectionModel::FirstByte), QVariant(1500LL));
    QVERIFY(!raw(ConnectionModel::LastByte).isValid());
    QVERIFY(raw(ConnectionModel::KeepAlive).value<Persistence>() == Persistence::ClosedByClient);
    QCOMPARE(raw(ConnectionModel::BytesIn), QVariant(10ULL));
    QCOMPARE(raw(ConnectionModel::BytesOut), QVariant(5'000'000'000ULL));
    QVERIFY(raw(ConnectionModel::Ended).value<CloseCause>() == CloseCause::Aborted);
}

void TestConnectionModel::factsOfTheResponse_data()
{
    QTest::addColumn<Persistence>("persistence");
    QTest::addColumn<bool>("pipelined");
    QTest::addColumn<QString>("text");
    QTest::newRow("none before the first request") << Persistence::Unknown << false << QString();
    QTest::newRow("kept") << Persistence::KeptByVersion << false << QStringLiteral("yes: HTTP/1.1");
    QTest::newRow("kept, and the next request waits")
        << Persistence::KeptByVersion << true << QStringLiteral("yes: HTTP/1.1, next waits");
    QTest::newRow("closed by the client")
        << Persistence::ClosedByClient << false << QStringLiteral("no: the client said close");
}

void TestConnectionModel::factsOfTheResponse()
{
    QFETCH(Persistence, persistence);
    QFETCH(bool, pipelined);
    ConnectionModel model;
    ConnectionInfo info = madeConnection(1, ConnectionState::Responding);
    model.update(madeSnapshot({ info }));
    const auto text = [&](int column) { return model.index(0, column).data().toString(); };
    QCOMPARE(text(ConnectionModel::Status), QString());
    QCOMPARE(text(ConnectionModel::LastRequest), QStringLiteral("    GET /")); // with room for the status
    for (const int column : { ConnectionModel::FirstByte, ConnectionModel::LastByte }) // that long, and not over
        QCOMPARE(text(column), QStringLiteral("> %1").arg(QLocale().toString(5000.0, 'f', 2)));
    info.status = 200;
    info.firstByteAfter = 1250us;
    info.lastByteAfter = 2s;
    info.persistence = persistence;
    info.pipelined = pipelined;
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.update(madeSnapshot({ info }));
    QVERIFY(!changed.isEmpty());
    QCOMPARE(text(ConnectionModel::Status), QStringLiteral("200"));
    QCOMPARE(text(ConnectionModel::LastRequest), QStringLiteral("200 GET /"));
    QCOMPARE(text(ConnectionModel::FirstByte), QLocale().toString(1.25, 'f', 2));
    QCOMPARE(text(ConnectionModel::LastByte), QLocale().toString(2000.0, 'f', 2));
    QTEST(text(ConnectionModel::KeepAlive), "text");
}

void TestConnectionModel::whatAClientSaysIsNoMarkup()
{
    ConnectionModel model;
    ConnectionInfo info = madeConnection(1);
    info.requestLine = "GET /<b>&lt;</b>";
    model.update(madeSnapshot({ info }));
    const QString tip = model.index(0, ConnectionModel::LastRequest).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(QStringLiteral("GET /&lt;b&gt;&amp;lt;&lt;/b&gt;")), qPrintable(tip));
}

void TestConnectionModel::aLossStandsAtTheEnd()
{
    ConnectionModel model;
    ConnectionInfo info = madeConnection(1, ConnectionState::Closed, CloseCause::Aborted);
    info.lostRequests = { LostRequest() };
    model.update(madeSnapshot({ info }));
    QCOMPARE(model.index(0, ConnectionModel::Ended).data().toString(), QStringLiteral("1 LOST, aborted"));
}

void TestConnectionModel::aLifelineIsReadAloud()
{
    ConnectionModel model;
    LifelineStore lifelines;
    model.setLifelines(&lifelines);
    const Snapshot snapshot = snapshotOf({ 1 });
    lifelines.update(snapshot);
    model.update(snapshot);
    const QModelIndex cell = model.index(0, ConnectionModel::Lifeline);
    QCOMPARE(cell.data(Qt::AccessibleTextRole).toString(),
             LifelineText::describe(*lifelines.find(ConnectionId(1)), aMoment));
    QVERIFY(cell.data().toString().isEmpty()); // it is painted
}

void TestConnectionModel::theRangeStandsAtTheTop()
{
    ConnectionModel model;
    QSignalSpy changed(&model, &ConnectionModel::headerDataChanged);
    model.setLifelineRange(QStringLiteral("last 60 s"));
    model.setLifelineRange(QStringLiteral("last 60 s"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.headerData(ConnectionModel::Lifeline, Qt::Horizontal).toString(),
             QStringLiteral("Lifeline: last 60 s"));
}

void TestConnectionModel::texts()
{
    ConnectionModel model;
    model.update(madeSnapshot({ madeConnection(7), madeConnection(8, ConnectionState::Closed, CloseCause::ByClient) }));
    const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, ConnectionModel::State), toText(ConnectionState::Idle));
    QCOMPARE(text(0, ConnectionModel::Now), toText(ConnectionState::Idle) + QStringLiteral(" 5.0 s"));
    QCOMPARE(text(1, ConnectionModel::Now), toText(ConnectionState::Closed));
    QCOMPARE(text(0, ConnectionModel::Age), QStringLiteral("1 min 00 s"));
    QCOMPARE(text(0, ConnectionModel::Ended), QString());
    QCOMPARE(text(1, ConnectionModel::State), toText(ConnectionState::Closed));
    QCOMPARE(text(1, ConnectionModel::Ended), toText(CloseCause::ByClient));
    for (int column = 0; column < ConnectionModel::columns; ++column) {
        QVERIFY2(!model.headerData(column, Qt::Horizontal).toString().isEmpty(), qPrintable(QString::number(column)));
        QVERIFY2(!model.index(0, column).data(Qt::AccessibleTextRole).toString().isEmpty(),
                 qPrintable(QString::number(column)));
    }
}

void TestConnectionModel::theClientIsItsProcess()
{
    ConnectionModel model;
    model.update(snapshotOf({ 1, 2, 3, 4 }));
    const auto client = [&](int row) { return model.index(row, ConnectionModel::Client); };
    QCOMPARE(client(0).data().toString(), QString());
    QCOMPARE(client(0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("unknown process"));
    QSignalSpy changed(&model, &ConnectionModel::dataChanged);
    const ClientProcess python { .pid = 4711, .name = QStringLiteral("python3") };
    model.setProcesses({ { ConnectionId(2), python }, { ConnectionId(3), python }, { ConnectionId(9), python } });
    QCOMPARE(client(1).data().toString(), QStringLiteral("python3 4711"));
    QCOMPARE(client(3).data().toString(), QString());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex(), client(1));
    QCOMPARE(changed.at(0).at(1).toModelIndex(), client(2));
    model.setProcesses({ { ConnectionId(2), python }, { ConnectionId(3), python } });
    QCOMPARE(changed.size(), 1); // nothing that is shown
    model.setProcesses({ { ConnectionId(3), python } });
    QCOMPARE(client(1).data().toString(), QString());
    QCOMPARE(changed.size(), 2);
}

void TestConnectionModel::aProcessMayHaveAnyName()
{
    ConnectionModel model;
    model.update(snapshotOf({ 1 }));
    model.setProcesses({ { ConnectionId(1), { .pid = 5, .name = QStringLiteral("<b>%1") } } });
    const QModelIndex client = model.index(0, ConnectionModel::Client);
    QCOMPARE(client.data().toString(), QStringLiteral("<b>%1 5"));
    QVERIFY(client.data(Qt::ToolTipRole).toString().contains(QStringLiteral("&lt;b&gt;")));
}

void TestConnectionModel::numbersAreOnTheRightInAFixedWidth()
{
    ConnectionModel model;
    model.update(snapshotOf({ 1 }));
    for (const int column : { ConnectionModel::Id, ConnectionModel::Requests, ConnectionModel::Age,
                              ConnectionModel::IdleFor, ConnectionModel::BytesIn, ConnectionModel::BytesOut }) {
        const QModelIndex cell = model.index(0, column);
        QVERIFY(cell.data(Qt::TextAlignmentRole).value<Qt::Alignment>().testFlag(Qt::AlignRight));
        QVERIFY(cell.data(Qt::FontRole).isValid());
    }
    const QVariant state = model.index(0, ConnectionModel::State).data(Qt::TextAlignmentRole);
    QVERIFY(state.value<Qt::Alignment>().testFlag(Qt::AlignLeft));
}

void TestConnectionModel::thousandsOfRowsMayComeAndGoAtOnce()
{
    Ids all;
    Ids even;
    for (int id = 1; id <= 10'000; ++id) {
        all += id;
        if (id % 2 == 0)
            even += id;
    }
    ConnectionModel model;
    model.update(snapshotOf(all));
    QCOMPARE(model.rowCount(), 10'000);
    model.update(snapshotOf(even));
    QCOMPARE(idsOf(model), even);
    model.update(snapshotOf(all));
    QCOMPARE(idsOf(model), all);
}

QTEST_MAIN(TestConnectionModel)
#include "tst_connectionmodel.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "madeconnections.h"
#include "table/connectionmodel.h"
#include "table/connectionorder.h"
#include "table/connectionsortmodel.h"
#include "table/orderkeys.h"

#include <QAbstractItemModelTester>

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <ctime>

using namespace Drainboard;
using namespace std::chrono_literals;

using Ids = QList<int>;

class TestConnectionSortModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sortsByEachColumn_data();
    void sortsByEachColumn();
    void keysHaveTheOrderOfTheColumns_data() { sortsByEachColumn_data(); }
    void keysHaveTheOrderOfTheColumns();
    void equalsAreInOrderOfId();
    void theOrderFollowsChanges();
    void staysInOrderWhenRowsFarApartChange();
    void whatLooksEqualDoesNotChangePlaces_data();
    void whatLooksEqualDoesNotChangePlaces();
    void whatHangsOvertakesWhatIsOver();
    void whatIsOpenGetsOlderThanWhatIsClosed();
    void filters_data();
    void filters();
    void theFilterFollowsChanges();
    void theFilterFollowsTime();
    void whatIsSelectedSurvivesAFilter();
    void thousandsComeAndGoInFewSteps();
    void isNeverResetAndAlwaysWhatItShouldBe();
    void thousandsAreQuick();

private:
    static std::vector<ConnectionInfo> manyConnections(quint64 count);

    static ClientProcesses processes()
    {
        return { { ConnectionId(1), { .pid = 9, .name = QStringLiteral("node") } },
                 { ConnectionId(2), { .pid = 1000, .name = QStringLiteral("curl") } },
                 { ConnectionId(3), { .pid = 8, .name = QStringLiteral("node") } } };
    }
    static ConnectionFilter filter(const char *line)
    {
        return ConnectionFilter::parse(QString::fromLatin1(line)).filter;
    }
    static Ids idsOf(const ConnectionSortModel &sorted)
    {
        Ids ids;
        for (int row = 0; row < sorted.rowCount(); ++row)
            ids += sorted.index(row, ConnectionModel::Id).data(ConnectionModel::rawRole).toInt();
        return ids;
    }

    std::vector<ConnectionInfo> m_connections;
};

void TestConnectionSortModel::init()
{
    ConnectionInfo one = madeConnection(1, ConnectionState::Idle);
    one.peer = QStringLiteral("127.0.0.1:10000");
    one.requests = 20;
    one.requestLine = "GET /delay/300";
    one.openedAt = aMoment - 30s;
    one.stateSince = aMoment - 20s;
    one.bytesIn = 500;
    one.bytesOut = 9;
    ConnectionInfo two = madeConnection(2, ConnectionState::Responding);
    two.peer = QStringLiteral("127.0.0.1:9999");
    two.requests = 3;
    two.requestLine = "POST /upload";
    two.openedAt = aMoment - 10s;
    two.bytesIn = 1000;
    two.bytesOut = 10;
    ConnectionInfo three = madeConnection(3, ConnectionState::Closed, CloseCause::Aborted);
    three.peer = QStringLiteral("10.0.0.7:60000");
    three.closeReason = "400 Bad Request";
    three.requests = 100;
    three.requestLine = "GET /";
    three.openedAt = aMoment - 20s;
    three.bytesIn = 60;
    three.bytesOut = 8;
    one.status = 404;
    one.firstByteAfter = 900us;
    one.lastByteAfter = 2ms;
    one.persistence = Persistence::ClosedByClient;
    two.status = 200;
    two.persistence = three.persistence = Persistence::KeptByVersion;
    two.pipelined = true;
    three.status = 200;
    three.firstByteAfter = 1ms;
    three.lastByteAfter = 1500us;
    ConnectionInfo four = madeConnection(4, ConnectionState::New);
    four.peer = QStringLiteral("[::1]:80");
    four.requests = 0;
    four.requestLine.clear();
    four.openedAt = aMoment - 5s;
    four.stateSince = aMoment - 5s;
    m_connections = { one, two, three, four };
}

void TestConnectionSortModel::sortsByEachColumn_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<Ids>("ascending");
    QTest::newRow("id") << int(ConnectionModel::Id) << Ids { 1, 2, 3, 4 };
    QTest::newRow("peer, ports as numbers") << int(ConnectionModel::Peer) << Ids { 3, 2, 1, 4 };
    QTest::newRow("state, in the order of a life") << int(ConnectionModel::State) << Ids { 4, 2, 1, 3 };
    QTest::newRow("requests, as numbers") << int(ConnectionModel::Requests) << Ids { 4, 2, 1, 3 };
    QTest::newRow("last request") << int(ConnectionModel::LastRequest) << Ids { 4, 3, 1, 2 };
    QTest::newRow("status, as numbers") << int(ConnectionModel::Status) << Ids { 4, 2, 3, 1 };
    QTest::newRow("now: the state, and for how long") << int(ConnectionModel::Now) << Ids { 4, 2, 1, 3 };
    QTest::newRow("lifeline, by its beginning") << int(ConnectionModel::Lifeline) << Ids { 1, 3, 2, 4 };
    QTest::newRow("first byte, and one that hangs is the slowest")
        << int(ConnectionModel::FirstByte) << Ids { 4, 1, 3, 2 };
    QTest::newRow("last byte, and one that hangs is the slowest")
        << int(ConnectionModel::LastByte) << Ids { 4, 3, 1, 2 };
    QTest::newRow("keep-alive, the reason and then what waits")
        << int(ConnectionModel::KeepAlive) << Ids { 4, 3, 2, 1 };
    QTest::newRow("age") << int(ConnectionModel::Age) << Ids { 4, 2, 3, 1 };
    QTest::newRow("idle for, those that are not first") << int(ConnectionModel::IdleFor) << Ids { 2, 3, 4, 1 };
    QTest::newRow("bytes in, as numbers") << int(ConnectionModel::BytesIn) << Ids { 4, 3, 1, 2 };
    QTest::newRow("bytes out, as numbers") << int(ConnectionModel::BytesOut) << Ids { 4, 3, 1, 2 };
    QTest::newRow("how it ended, open ones first") << int(ConnectionModel::Ended) << Ids { 1, 2, 4, 3 };
    QTest::newRow("client, by name and then number, unknown ones first")
        << int(ConnectionModel::Client) << Ids { 4, 2, 3, 1 };
}

void TestConnectionSortModel::sortsByEachColumn()
{
    QFETCH(int, column);
    QFETCH(Ids, ascending);
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    const QAbstractItemModelTester tester(&sorted, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.update(madeSnapshot(m_connections));
    model.setProcesses(processes());
    sorted.sort(column, Qt::AscendingOrder);
    QCOMPARE(idsOf(sorted), ascending);
    sorted.sort(column, Qt::DescendingOrder);
    std::reverse(ascending.begin(), ascending.end());
    QCOMPARE(idsOf(sorted), ascending);
}

void TestConnectionSortModel::keysHaveTheOrderOfTheColumns()
{
    QFETCH(int, column);
    QRandomGenerator random(11);
    std::vector<ConnectionInfo> many;
    for (quint64 id = 1; id <= 300; ++id) {
        ConnectionInfo info = m_connections[random.bounded(int(m_connections.size()))];
        info.id = ConnectionId(id);
        if (random.bounded(2))
            info.peer = QStringLiteral("10.0.0.%1:%2").arg(random.bounded(30)).arg(random.bounded(70'000) % 65'536);
        info.openedAt = aMoment - std::chrono::milliseconds(random.bounded(5000));
        info.stateSince = aMoment - std::chrono::milliseconds(random.bounded(5000));
        info.requests = quint64(random.bounded(20));
        if (random.bounded(3))
            info.lastByteAfter = std::chrono::microseconds(random.bounded(50));
        many.push_back(info);
    }
    ConnectionModel model;
    model.update(madeSnapshot(many));
    model.setProcesses(processes());
    const std::vector<quint64> keys = orderKeys(model, column);
    QCOMPARE(keys.size(), many.size());
    for (int left = 0; left < model.rowCount(); ++left) {
        for (int right = 0; right < left; ++right) {
            const quint64 a = keys[std::size_t(left)];
            const quint64 b = keys[std::size_t(right)];
            const bool isBefore = a == b ? left < right : a < b;
            QCOMPARE(isBefore, compareConnections(model, model.connection(left), model.connection(right), column) < 0);
        }
    }
}

void TestConnectionSortModel::equalsAreInOrderOfId()
{
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    model.update(madeSnapshot({ madeConnection(1), madeConnection(2), madeConnection(3), madeConnection(4) }));
    sorted.sort(ConnectionModel::State, Qt::AscendingOrder);
    QCOMPARE(idsOf(sorted), (Ids { 1, 2, 3, 4 }));
}

void TestConnectionSortModel::theOrderFollowsChanges()
{
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    sorted.sort(ConnectionModel::Requests, Qt::DescendingOrder);
    model.update(madeSnapshot(m_connections));
    QCOMPARE(idsOf(sorted), (Ids { 3, 1, 2, 4 }));
    m_connections[3].requests = 1000;
    model.update(madeSnapshot(m_connections));
    QCOMPARE(idsOf(sorted), (Ids { 4, 3, 1, 2 }));
}

void TestConnectionSortModel::staysInOrderWhenRowsFarApartChange()
{
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    sorted.sort(ConnectionModel::Requests);
    std::vector<ConnectionInfo> connections;
    for (quint64 id = 1; id <= 200; ++id) {
        connections.push_back(madeConnection(id));
        connections.back().peer = QStringLiteral("other");
    }
    const auto setRequests = [&](std::size_t row, quint64 requests) {
        connections[row].peer = QStringLiteral("wanted");
        connections[row].requests = requests;
    };
    setRequests(0, 1);
    setRequests(100, 3);
    setRequests(150, 4);
    sorted.setFilter(filter("wanted"));
    model.update(madeSnapshot(connections));
    QCOMPARE(idsOf(sorted), (Ids { 1, 101, 151 }));
    setRequests(0, 5);
    setRequests(100, 10);
    model.update(madeSnapshot(connections, aMoment + 1s));
    QCOMPARE(idsOf(sorted), (Ids { 151, 1, 101 }));
}

void TestConnectionSortModel::whatLooksEqualDoesNotChangePlaces_data()
{
    QTest::addColumn<int>("column");
    QTest::newRow("now") << int(ConnectionModel::Now);
    QTest::newRow("age") << int(ConnectionModel::Age);
    QTest::newRow("idle for") << int(ConnectionModel::IdleFor);
}

// They began within a millisecond. Rounded, one would be ahead at one snapshot, and the other at the next.
void TestConnectionSortModel::whatLooksEqualDoesNotChangePlaces()
{
    QFETCH(int, column);
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    sorted.sort(column, Qt::DescendingOrder);
    ConnectionInfo one = madeConnection(1);
    ConnectionInfo two = madeConnection(2);
    one.openedAt = one.stateSince = aMoment - 10s - 400us;
    two.openedAt = two.stateSince = aMoment - 10s - 600us;
    for (int i = 0; i < 20; ++i) {
        model.update(madeSnapshot({ one, two }, aMoment + i * 999'870us));
        QCOMPARE(idsOf(sorted), (Ids { 2, 1 }));
    }
}

void TestConnectionSortModel::whatHangsOvertakesWhatIsOver()
{
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    const QAbstractItemModelTester tester(&sorted, QAbstractItemModelTester::FailureReportingMode::QtTest);
    sorted.sort(ConnectionModel::LastByte, Qt::DescendingOrder);
    ConnectionInfo over = madeConnection(1);
    over.lastByteAfter = 2s;
    ConnectionInfo hangs = madeConnection(2, ConnectionState::Responding);
    hangs.stateSince = aMoment - 1s;
    model.update(madeSnapshot({ over, hangs }));
    QCOMPARE(idsOf(sorted), (Ids { 1, 2 }));
    model.update(madeSnapshot({ over, hangs }, aMoment + 3s));
    QCOMPARE(idsOf(sorted), (Ids { 2, 1 }));
}

void TestConnectionSortModel::whatIsOpenGetsOlderThanWhatIsClosed()
{
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    sorted.sort(ConnectionModel::Age, Qt::AscendingOrder);
    ConnectionInfo closed = madeConnection(1, ConnectionState::Closed, CloseCause::ByClient); // after 59 s
    ConnectionInfo open = madeConnection(2);
    open.openedAt = aMoment - 58s;
    model.update(madeSnapshot({ closed, open }));
    QCOMPARE(idsOf(sorted), (Ids { 2, 1 }));
    model.update(madeSnapshot({ closed, open }, aMoment + 2s));
    QCOMPARE(idsOf(sorted), (Ids { 1, 2 }));
}

void TestConnectionSortModel::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Ids>("shown");
    QTest::newRow("no text shows all") << QString() << Ids { 1, 2, 3, 4 };
    QTest::newRow("spaces show all") << QStringLiteral("  ") << Ids { 1, 2, 3, 4 };
    QTest::newRow("a part of the peer") << QStringLiteral("10.0.0") << Ids { 3 };
    QTest::newRow("a part of the request") << QStringLiteral("delay") << Ids { 1 };
    QTest::newRow("in any case") << QStringLiteral("post UP") << Ids { 2 };
    QTest::newRow("a state") << QStringLiteral("state:responding") << Ids { 2 };
    QTest::newRow("an end") << QStringLiteral("end:aborted") << Ids { 3 };
    QTest::newRow("what is not so") << QStringLiteral("-state:closed") << Ids { 1, 2, 4 };
    QTest::newRow("the reason of an end") << QStringLiteral("bad REQUEST") << Ids { 3 };
    QTest::newRow("spaces around it do not matter") << QStringLiteral(" [::1] ") << Ids { 4 };
    QTest::newRow("a process") << QStringLiteral("curl") << Ids { 2 };
    QTest::newRow("a process's number") << QStringLiteral("process:8") << Ids { 3 };
    QTest::newRow("what nothing contains") << QStringLiteral("no-such-thing") << Ids {};
}

void TestConnectionSortModel::filters()
{
    QFETCH(QString, text);
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    sorted.sort(ConnectionModel::Id);
    model.update(madeSnapshot(m_connections));
    sorted.setFilter(ConnectionFilter::parse(text).filter);
    model.setProcesses(processes()); // they become known later than the rest
    QTEST(idsOf(sorted), "shown");
}

void TestConnectionSortModel::theFilterFollowsChanges()
{
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    sorted.sort(ConnectionModel::Id);
    sorted.setFilter(filter("state:responding"));
    model.update(madeSnapshot(m_connections));
    QCOMPARE(idsOf(sorted), Ids { 2 });
    m_connections[0].state = ConnectionState::Responding;
    m_connections[1].state = ConnectionState::Idle;
    model.update(madeSnapshot(m_connections));
    QCOMPARE(idsOf(sorted), Ids { 1 });
}

void TestConnectionSortModel::theFilterFollowsTime()
{
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    const QAbstractItemModelTester tester(&sorted, QAbstractItemModelTester::FailureReportingMode::QtTest);
    sorted.setFilter(filter("idle>10s"));
    model.update(madeSnapshot(m_connections));
    QCOMPARE(idsOf(sorted), Ids { 1 });
    model.update(madeSnapshot(m_connections, aMoment + 6s)); // nothing has changed but the time
    QCOMPARE(idsOf(sorted), (Ids { 1, 4 }));
    sorted.setFilter(filter("idle<30s"));
    model.update(madeSnapshot(m_connections, aMoment + 11s));
    QCOMPARE(idsOf(sorted), Ids { 4 });
}

// Every other one is closed.
std::vector<ConnectionInfo> TestConnectionSortModel::manyConnections(quint64 count)
{
    std::vector<ConnectionInfo> connections;
    for (quint64 id = 1; id <= count; ++id) {
        const bool isClosed = id % 2 == 0;
        connections.push_back(madeConnection(id, isClosed ? ConnectionState::Closed : ConnectionState::Idle,
                                             isClosed ? CloseCause::ByClient : CloseCause::None));
        connections.back().requests = id * 7919 % count;
    }
    return connections;
}

void TestConnectionSortModel::whatIsSelectedSurvivesAFilter()
{
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    const QAbstractItemModelTester tester(&sorted, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QItemSelectionModel selection(&sorted);
    model.update(madeSnapshot(manyConnections(200)));
    selection.select(sorted.index(100, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows); // #101
    const QPersistentModelIndex last = sorted.index(199, ConnectionModel::Peer); // #200, which goes
    sorted.setFilter(filter("-state:closed"));
    QCOMPARE(sorted.rowCount(), 100);
    QCOMPARE(selection.selectedRows().size(), 1);
    QCOMPARE(selection.selectedRows().first().row(), 50);
    QVERIFY(!last.isValid());
    sorted.setFilter({});
    QCOMPARE(sorted.rowCount(), 200);
    QCOMPARE(selection.selectedRows().first().row(), 100);
    sorted.sort(ConnectionModel::Requests, Qt::DescendingOrder);
    QCOMPARE(selection.selectedRows().first().data(ConnectionModel::rawRole).toInt(), 101);
}

// Each step makes views look at all their rows.
void TestConnectionSortModel::thousandsComeAndGoInFewSteps()
{
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    const QSignalSpy removed(&sorted, &QAbstractItemModel::rowsRemoved);
    const QSignalSpy inserted(&sorted, &QAbstractItemModel::rowsInserted);
    const QSignalSpy moved(&sorted, &QAbstractItemModel::layoutChanged);
    model.update(madeSnapshot(manyConnections(2000)));
    sorted.setFilter(filter("state:closed"));
    QCOMPARE(sorted.rowCount(), 1000);
    sorted.setFilter({});
    QCOMPARE(sorted.rowCount(), 2000);
    std::vector<ConnectionInfo> open = manyConnections(2000);
    std::erase_if(open, [](const ConnectionInfo &info) { return info.state == ConnectionState::Closed; });
    model.update(madeSnapshot(open)); // a thousand ranges go at once, and come at once
    QCOMPARE(sorted.rowCount(), 1000);
    model.update(madeSnapshot(manyConnections(2000)));
    QCOMPARE(sorted.rowCount(), 2000);
    QCOMPARE(removed.size(), 2);
    QCOMPARE(inserted.size(), 3);
    QVERIFY(moved.size() <= 8);
}

void TestConnectionSortModel::isNeverResetAndAlwaysWhatItShouldBe()
{
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    const QAbstractItemModelTester modelTester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester tester(&sorted, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy reset(&sorted, &QAbstractItemModel::modelReset);
    QTableView view;
    view.setModel(&sorted);
    QRandomGenerator random(1);
    const char *const lines[] = { "", "state:closed", "requests>50", "idle>3s", "-peer:5", "no-such-thing" };
    for (int round = 0; round < 60; ++round) {
        std::vector<ConnectionInfo> connections;
        for (quint64 id = 1; id <= 60; ++id) {
            if (random.bounded(4) == 0)
                continue;
            connections.push_back(madeConnection(id, ConnectionState(random.bounded(8))));
            connections.back().requests = random.bounded(100U);
        }
        const auto column = static_cast<int>(random.bounded(ConnectionModel::columns));
        const Qt::SortOrder order = random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder;
        const ConnectionFilter wanted = filter(lines[random.bounded(6)]);
        if (random.bounded(3) == 0)
            sorted.sort(column, order);
        if (random.bounded(3) == 0)
            sorted.setFilter(wanted);
        model.update(madeSnapshot(connections, aMoment + round * 100ms));
        const auto matching = std::ranges::count_if(connections, [&](const ConnectionInfo &info) {
            return sorted.filter().matches({ .connection = info, .now = aMoment + round * 100ms });
        });
        QCOMPARE(sorted.rowCount(), int(matching));
        QSet<int> ids;
        for (int row = 0; row < sorted.rowCount(); ++row) {
            const QModelIndex index = sorted.index(row, 0);
            ids += index.data(ConnectionModel::rawRole).toInt();
            QCOMPARE(sorted.mapFromSource(sorted.mapToSource(index)), index);
        }
        QCOMPARE(int(ids.size()), int(matching));
    }
    QCOMPARE(reset.size(), 0);
}

// 10,000 open ones and 10,000 that closed, each between two others.
void TestConnectionSortModel::thousandsAreQuick()
{
    ConnectionModel model;
    ConnectionSortModel sorted(&model);
    QTableView view;
    view.setModel(&sorted);
    view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed); // as the window has it
    view.show();
    const Snapshot snapshot = madeSnapshot(manyConnections(20'000));
    Snapshot open = snapshot;
    open.connections.removeIf([](const ConnectionFacts &facts) { return facts->state == ConnectionState::Closed; });
    const auto measure = [](const char *what, const auto &step) {
        const std::clock_t begin = std::clock(); // of this process: others do not count
        step();
        const double took = 1000.0 * double(std::clock() - begin) / CLOCKS_PER_SEC;
        qInfo("%s: %.1f ms", what, took);
        return took < 5000;
    };
    QVERIFY(measure("the open ones come", [&] { model.update(open); }));
    QVERIFY(measure("the closed ones come", [&] { model.update(snapshot); }));
    view.selectRow(5000);
    QVERIFY(measure("sort by requests", [&] { sorted.sort(ConnectionModel::Requests, Qt::DescendingOrder); }));
    QVERIFY(measure("filter: -state:closed", [&] { sorted.setFilter(filter("-state:closed")); }));
    QVERIFY(measure("filter: none", [&] { sorted.setFilter({}); }));
    QVERIFY(measure("filter: 127.0.0.1 -lost", [&] { sorted.setFilter(filter("127.0.0.1 -lost")); }));
    QVERIFY(measure("filter: nothing matches", [&] { sorted.setFilter(filter("no-such-thing")); }));
    QVERIFY(measure("filter: state:closed", [&] { sorted.setFilter(filter("state:closed")); }));
    QVERIFY(measure("the closed ones go", [&] { model.update(open); }));
    QVERIFY(measure("a second without changes", [&] {
        open.takenAt += 1s;
        model.update(open);
    }));
}

QTEST_MAIN(TestConnectionSortModel)
#include "tst_connectionsortmodel.moc"

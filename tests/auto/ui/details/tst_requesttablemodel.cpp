// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "details/requesttablemodel.h"
#include "madeconnections.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

using Column = RequestTableModel::Column;
using Lives = QList<RequestLife>;

class TestRequestTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cells_data();
    void cells();
    void theRunningOneIsTheLastLine();
    void whatArrivesHasNoLineYet();
    void changes_data();
    void changes();
    void aSecondTellsOfTheRunningOneOnly();
    void titlesSayTheirUnits();

private:
    static RequestLife life(quint64 number)
    {
        RequestLife life { .connection = ConnectionId(1), .number = number, .status = 200, .requestLine = "GET /" };
        life.firstByteIn = life.arrivedAt = life.handedOnAt = aMoment + milliseconds(number * 10);
        life.firstByteOut = life.handedOnAt + 1ms;
        life.endedAt = life.handedOnAt + 2ms;
        return life;
    }
    static Lives lives(quint64 first, quint64 last)
    {
        Lives all;
        for (quint64 number = first; number <= last; ++number)
            all += life(number);
        return all;
    }
    static QString cell(const RequestTableModel &model, int row, Column column)
    {
        return model.index(row, column).data().toString();
    }
};

void TestRequestTableModel::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void TestRequestTableModel::cells_data()
{
    QTest::addColumn<RequestLife>("request");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    const auto add = [](const char *name, const RequestLife &request, Column column, const char *text) {
        QTest::newRow(name) << request << int(column) << QString::fromUtf8(text);
    };
    RequestLife slow = life(3);
    slow.gap = 1'234'560us;
    slow.arrivedAt = slow.firstByteIn + 2ms;
    slow.handedOnAt = slow.arrivedAt + 30ms;
    slow.firstByteOut = slow.handedOnAt + 400ms;
    slow.endedAt = slow.handedOnAt + 405'670us;
    slow.bytesIn = 78;
    slow.bytesOut = 12'345;
    add("its number", slow, Column::Number, "3");
    add("its gap", slow, Column::Gap, "1234.56");
    add("the first one has no gap", life(1), Column::Gap, "");
    add("its line", slow, Column::Request, "GET /");
    add("its status", slow, Column::Status, "200");
    add("its arrival", slow, Column::Arrival, "2.00");
    add("its time in queue", slow, Column::Queue, "30.00");
    add("its first byte, without the queue", slow, Column::FirstByte, "400.00");
    add("its last byte, without the queue", slow, Column::LastByte, "405.67");
    add("its bytes in", slow, Column::BytesIn, "78");
    add("its bytes out", slow, Column::BytesOut, "12345");
    add("whose fault it was", slow, Column::Outcome, "answered; the handler took long");
    add("a quick one", life(1), Column::Outcome, "answered");

    RequestLife queued = slow;
    queued.handedOnAt += 500ms;
    *queued.firstByteOut += 500ms;
    queued.endedAt += 500ms;
    add("it was the queue", queued, Column::Outcome, "answered; it waited in queue");
    RequestLife arrived = slow;
    arrived.firstByteIn -= 3s;
    add("it was the client that sent slowly", arrived, Column::Outcome, "answered; the client was slow to send it");
    RequestLife sent = slow;
    sent.endedAt += 3s;
    add("it was the way to the client", sent, Column::Outcome, "answered; the response took long to send");

    RequestLife cut = life(1);
    cut.requestLine = "GET /long";
    cut.isLineCut = true;
    add("a line that was longer", cut, Column::Request, "GET /long…");

    RequestLife lost = life(1);
    lost.outcome = RequestOutcome::Lost;
    lost.lossReason = LossReason::ClientLeft;
    lost.status = 0;
    lost.firstByteOut.reset();
    lost.endedAt = lost.firstByteIn + 1'500ms;
    add("why it was lost, and when", lost, Column::Outcome,
        "LOST: the client left; the handler took long (after 1.5 s)");
    add("a lost one has no last byte", lost, Column::LastByte, "");
    add("a lost one without a first byte", lost, Column::FirstByte, "");
    add("a lost one without a status", lost, Column::Status, "");

    RequestLife refused = life(1);
    refused.outcome = RequestOutcome::Refused;
    refused.status = 414;
    add("one that was refused", refused, Column::Outcome, "refused: not valid, too much, or too slow");
    add("one that was refused was never in queue", refused, Column::Queue, "");
}

void TestRequestTableModel::cells()
{
    QFETCH(RequestLife, request);
    QFETCH(int, column);
    QFETCH(QString, text);
    RequestTableModel model;
    model.show({ request }, {}, aMoment);
    QCOMPARE(cell(model, 0, Column(column)), text);
    QVERIFY(!model.index(0, column).data(Qt::AccessibleTextRole).toString().isEmpty());
}

void TestRequestTableModel::theRunningOneIsTheLastLine()
{
    RequestTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const RunningRequest running { .number = 3, .line = "GET /delay/8000", .since = aMoment };
    model.show(lives(1, 2), running, aMoment + 3'400ms);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 2, Column::Request), QStringLiteral("GET /delay/8000"));
    QCOMPARE(cell(model, 2, Column::FirstByte), QStringLiteral("> 3400.00"));
    QCOMPARE(cell(model, 2, Column::LastByte), QStringLiteral("> 3400.00"));
    QCOMPARE(cell(model, 2, Column::Outcome), QStringLiteral("in progress for 3.4 s"));
    model.show(lives(1, 3), {}, aMoment + 4s);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 2, Column::Outcome), QStringLiteral("answered"));
}

void TestRequestTableModel::whatArrivesHasNoLineYet()
{
    RequestTableModel model;
    model.show({}, RunningRequest { .isArriving = true, .since = aMoment }, aMoment + 2s);
    QCOMPARE(cell(model, 0, Column::Number), QString());
    QCOMPARE(cell(model, 0, Column::Arrival), QStringLiteral("> 2000.00"));
    QCOMPARE(cell(model, 0, Column::LastByte), QString());
    QCOMPARE(cell(model, 0, Column::Outcome), QStringLiteral("arriving for 2.0 s"));
}

void TestRequestTableModel::changes_data()
{
    QTest::addColumn<Lives>("before");
    QTest::addColumn<Lives>("after");
    QTest::addColumn<int>("inserted");
    QTest::addColumn<int>("removed");
    QTest::newRow("more at the end") << lives(1, 3) << lives(1, 5) << 2 << 0;
    QTest::newRow("the oldest are forgotten") << lives(1, 3) << lives(2, 5) << 2 << 1;
    QTest::newRow("all are forgotten") << lives(1, 3) << lives(7, 8) << 2 << 3;
    QTest::newRow("fewer are kept") << lives(1, 6) << lives(4, 6) << 0 << 3;
    QTest::newRow("nothing is new") << lives(1, 3) << lives(1, 3) << 0 << 0;
    QTest::newRow("none are left") << lives(1, 3) << Lives() << 0 << 3;
    Lives other = lives(1, 3);
    other[1].status = 404;
    QTest::newRow("another connection, whose first is the same") << lives(1, 3) << other << 2 << 2;
}

void TestRequestTableModel::changes()
{
    QFETCH(Lives, before);
    QFETCH(Lives, after);
    QFETCH(int, inserted);
    QFETCH(int, removed);
    RequestTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const RunningRequest running { .number = 9, .since = aMoment };
    model.show(before, running, aMoment);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    int more = 0;
    int fewer = 0;
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [&more](const QModelIndex &, int first, int last) { more += last - first + 1; });
    connect(&model, &QAbstractItemModel::rowsRemoved, this,
            [&fewer](const QModelIndex &, int first, int last) { fewer += last - first + 1; });
    model.show(after, running, aMoment);
    QCOMPARE(model.rowCount(), int(after.size()) + 1);
    for (int row = 0; row < after.size(); ++row)
        QCOMPARE(cell(model, row, Column::Number), QString::number(after[row].number));
    QCOMPARE(more, inserted);
    QCOMPARE(fewer, removed);
    QCOMPARE(resets.size(), 0);
}

void TestRequestTableModel::aSecondTellsOfTheRunningOneOnly()
{
    RequestTableModel model;
    const RunningRequest running { .number = 4, .since = aMoment };
    model.show(lives(1, 3), running, aMoment);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.show(lives(1, 3), running, aMoment + 1s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.front().front().toModelIndex().row(), 3);
    QCOMPARE(removed.size(), 0);
}

void TestRequestTableModel::titlesSayTheirUnits()
{
    const RequestTableModel model;
    for (const Column column : { Column::Gap, Column::Arrival, Column::Queue, Column::FirstByte, Column::LastByte }) {
        QVERIFY(model.headerData(column, Qt::Horizontal).toString().endsWith(QStringLiteral(", ms")));
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    }
    QVERIFY(!model.headerData(RequestTableModel::columns, Qt::Horizontal).isValid());
    QVERIFY(!model.headerData(0, Qt::Vertical).isValid());
}

QTEST_GUILESS_MAIN(TestRequestTableModel)
#include "tst_requesttablemodel.moc"

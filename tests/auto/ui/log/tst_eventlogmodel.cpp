// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "log/eventlogmodel.h"

#include <QAbstractItemModelTester>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace Drainboard;

class TestEventLogModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesAreInOrder();
    void whatIsToldLateStandsWhereItBelongs();
    void isBounded();
    void aRepeatedCountUpdatesItsLine();
    void whatIsNoRepeatedCountIsALineOfItsOwn_data();
    void whatIsNoRepeatedCountIsALineOfItsOwn();
    void linesCanBeCopied();
    void kindsAreToldWithoutColor();

private:
    static Event event(EventKind kind, const QString &text, int second = 0)
    {
        return { QDateTime(QDate(2026, 11, 22), QTime(14, 3, second)), kind, text };
    }
};

void TestEventLogModel::linesAreInOrder()
{
    EventLogModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.append(event(EventKind::Status, QStringLiteral("first"), 1));
    model.append(event(EventKind::Error, QStringLiteral("second"), 2));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("first"));
    QCOMPARE(model.index(1).data().toString(), QStringLiteral("second"));
    QCOMPARE(model.index(1).data(EventLogModel::timeRole).toDateTime().time(), QTime(14, 3, 2));
    QCOMPARE(model.index(1).data(EventLogModel::kindRole).toInt(), int(EventKind::Error));
}

// Connections are told of by each snapshot, and what the program says at once.
void TestEventLogModel::whatIsToldLateStandsWhereItBelongs()
{
    EventLogModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto texts = [&] {
        QString all;
        for (int row = 0; row < model.rowCount(); ++row)
            all += model.index(row).data().toString();
        return all;
    };
    model.append(event(EventKind::Status, QStringLiteral("a"), 20));
    model.append(event(EventKind::Status, QStringLiteral("d"), 25));
    model.append(event(EventKind::Opened, QStringLiteral("b"), 21));
    model.append(event(EventKind::Opened, QStringLiteral("c"), 21)); // at the same moment: in the order of telling
    model.append(event(EventKind::Opened, QStringLiteral("e"), 25));
    QCOMPARE(texts(), QStringLiteral("abcde"));
    model.append(event(EventKind::Status, QStringLiteral("f"), 1)); // the clock was set back
    model.append(event(EventKind::Status, QStringLiteral("g"), 2));
    QCOMPARE(texts(), QStringLiteral("abcdefg"));
}

void TestEventLogModel::isBounded()
{
    EventLogModel model(50);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy reset(&model, &EventLogModel::modelReset);
    for (int i = 1; i <= 1000; ++i) {
        model.append(event(EventKind::Status, QString::number(i)));
        QVERIFY(model.rowCount() <= 50);
        QCOMPARE(model.index(model.rowCount() - 1).data().toInt(), i);
    }
    QVERIFY(model.rowCount() >= 45);
    QCOMPARE(model.index(0).data().toInt(), 1000 - model.rowCount() + 1);
    QCOMPARE(reset.size(), 0);
}

void TestEventLogModel::aRepeatedCountUpdatesItsLine()
{
    EventLogModel model;
    QSignalSpy changed(&model, &EventLogModel::dataChanged);
    for (int second = 0; second < 12; ++second)
        model.append(event(EventKind::Count, QStringLiteral("2 connections currently open"), second));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(changed.size(), 11);
    QCOMPARE(model.index(0).data(EventLogModel::repeatsRole).toInt(), 12);
    QCOMPARE(model.index(0).data(EventLogModel::timeRole).toDateTime().time(), QTime(14, 3, 11));
}

void TestEventLogModel::whatIsNoRepeatedCountIsALineOfItsOwn_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::addColumn<QString>("text");
    QTest::newRow("another count") << int(EventKind::Count) << int(EventKind::Count) << QStringLiteral("other");
    QTest::newRow("a count after the same text")
        << int(EventKind::Status) << int(EventKind::Count) << QStringLiteral("same");
    QTest::newRow("the same text after a count")
        << int(EventKind::Count) << int(EventKind::Status) << QStringLiteral("same");
    QTest::newRow("the same warning twice")
        << int(EventKind::Warning) << int(EventKind::Warning) << QStringLiteral("same");
}

void TestEventLogModel::whatIsNoRepeatedCountIsALineOfItsOwn()
{
    QFETCH(int, first);
    QFETCH(int, second);
    QFETCH(QString, text);
    EventLogModel model;
    model.append(event(EventKind(first), QStringLiteral("same")));
    model.append(event(EventKind(second), text));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1).data(EventLogModel::repeatsRole).toInt(), 1);
}

void TestEventLogModel::linesCanBeCopied()
{
    EventLogModel model;
    model.append(event(EventKind::Opened, QStringLiteral("#1 opened"), 7));
    model.append(event(EventKind::Count, QStringLiteral("1 connection currently open"), 8));
    model.append(event(EventKind::Count, QStringLiteral("1 connection currently open"), 9));
    QCOMPARE(model.line(0), QStringLiteral("14:03:07.000 + #1 opened"));
    QCOMPARE(model.line(1), QStringLiteral("14:03:09.000 · 1 connection currently open ×2"));
}

void TestEventLogModel::kindsAreToldWithoutColor()
{
    QSet<QString> marks;
    EventLogModel model;
    for (const EventKind kind : { EventKind::Opened, EventKind::Closed, EventKind::Status, EventKind::Count,
                                  EventKind::Warning, EventKind::Error }) {
        marks += EventLogModel::mark(kind);
        model.append(event(kind, QStringLiteral("text")));
    }
    QCOMPARE(marks.size(), 6);
    const auto spoken = [&](int row) { return model.index(row).data(Qt::AccessibleTextRole).toString(); };
    QVERIFY(spoken(4).contains(QStringLiteral("warning")));
    QVERIFY(spoken(5).contains(QStringLiteral("error")));
}

QTEST_GUILESS_MAIN(TestEventLogModel)
#include "tst_eventlogmodel.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/snapshotmaker.h"

#include <QDeadlineTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <chrono>
#include <memory>
#include <optional>

using namespace Drainboard;

class TestSnapshotMaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsWhenOneIsMade();
    void makesOneAtATime();
    void takesOneAtOnce();
    void doesNotTellWhatIsOlderThanWhatWasTaken();
    void keepsTheOneBeforeUntilTheNext();
    void canGoWhileOneIsMade();

private:
    ConnectionTable::Record open() { return m_table->open(QStringLiteral("127.0.0.1:1")); }

    std::shared_ptr<ConnectionTable> m_table;
    std::optional<SnapshotMaker> m_maker;
};

void TestSnapshotMaker::init()
{
    m_table = std::make_shared<ConnectionTable>();
    m_maker.emplace(ConnectionMirror::Tables { m_table });
}

void TestSnapshotMaker::tellsWhenOneIsMade()
{
    open();
    QSignalSpy made(&*m_maker, &SnapshotMaker::made);
    m_maker->begin();
    QCOMPARE(made.size(), 0); // from the event loop, whenever it was made
    QVERIFY(made.wait());
    QCOMPARE(made[0][0].value<Snapshot>().counts.open, 1);
}

void TestSnapshotMaker::makesOneAtATime()
{
    QSignalSpy made(&*m_maker, &SnapshotMaker::made);
    m_maker->begin();
    m_maker->begin();
    QVERIFY(made.wait());
    open();
    m_maker->begin();
    QVERIFY(made.wait());
    QCOMPARE(made.size(), 2);
    QCOMPARE(made[1][0].value<Snapshot>().counts.open, 1);
}

void TestSnapshotMaker::takesOneAtOnce()
{
    open();
    QCOMPARE(m_maker->take().counts.open, 1);
    open();
    QCOMPARE(m_maker->take().counts.open, 2);
}

void TestSnapshotMaker::doesNotTellWhatIsOlderThanWhatWasTaken()
{
    QSignalSpy made(&*m_maker, &SnapshotMaker::made);
    const ConnectionTable::Record record = open();
    const std::weak_ptr<const ConnectionInfo> first = m_maker->take().connections.first();
    m_table->update(record, [](ConnectionInfo &info) { info.status = 200; });
    const auto holders = first.use_count();
    m_maker->begin();
    QDeadlineTimer patience(std::chrono::seconds(10));
    while (first.use_count() == holders && !patience.hasExpired()) // the event loop would tell of it
        QThread::yieldCurrentThread();
    QVERIFY(first.use_count() < holders); // it has been made, and is older than what follows
    open();
    QCOMPARE(m_maker->take().counts.open, 2);
    // What has begun is over when another one can begin.
    QTRY_VERIFY((m_maker->begin(), made.size() == 1));
    QCOMPARE(made[0][0].value<Snapshot>().counts.open, 2);
}

void TestSnapshotMaker::keepsTheOneBeforeUntilTheNext()
{
    const ConnectionTable::Record record = open();
    const auto change = [&](int status) {
        m_table->update(record, [status](ConnectionInfo &info) { info.status = status; });
    };
    std::weak_ptr<const ConnectionInfo> first = m_maker->take().connections.first();
    change(200);
    m_maker->take();
    QVERIFY(!first.expired()); // whoever had it frees nothing
    change(404);
    m_maker->take();
    QVERIFY(first.expired());
}

void TestSnapshotMaker::canGoWhileOneIsMade()
{
    for (int i = 0; i < 1000; ++i)
        open();
    m_maker->begin();
    m_maker.reset();
    QCOMPARE(m_table.use_count(), 1);
}

QTEST_GUILESS_MAIN(TestSnapshotMaker)
#include "tst_snapshotmaker.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/connectionmirror.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

using namespace Drainboard;

class tst_ConnectionMirror : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void countsByState();
    void keepsClosedConnectionsForAWhile();
    void boundsWhatItKeepsOfTheClosed();
    void sharesWhatHasNotChanged();
    void sharesWhatHasClosed();
    void mergesTablesById();
    void findsEachAmongThoseThatHaveGone();
    void canReadWhileOthersWrite();

private:
    ConnectionTable::Record open() { return m_table->open(QStringLiteral("127.0.0.1:1")); }
    void setState(ConnectionTable::Record record, ConnectionState state)
    {
        m_table->update(record, [state](ConnectionInfo &info) { info.state = state; });
    }

    std::shared_ptr<ConnectionTable> m_table;
};

namespace {

std::vector<quint64> idsOf(const Snapshot &snapshot)
{
    std::vector<quint64> ids;
    for (const ConnectionFacts &info : snapshot.connections)
        ids.push_back(quint64(info->id));
    return ids;
}

} // namespace

void tst_ConnectionMirror::init()
{
    m_table = std::make_shared<ConnectionTable>();
}

void tst_ConnectionMirror::countsByState()
{
    ConnectionMirror mirror({ m_table });
    const auto counts = [&mirror] { return mirror.snapshot().counts; };
    QCOMPARE(counts(), ConnectionCounts());
    const auto first = open();
    const auto second = open();
    QCOMPARE(counts(), (ConnectionCounts { .open = 2, .waiting = 2, .accepted = 2 }));
    setState(second, ConnectionState::New);
    QCOMPARE(counts(), (ConnectionCounts { .open = 2, .idle = 1, .waiting = 1, .accepted = 2 }));
    setState(first, ConnectionState::Reading);
    setState(second, ConnectionState::Responding);
    QCOMPARE(counts(), (ConnectionCounts { .open = 2, .active = 2, .idle = 0, .closing = 0, .accepted = 2 }));
    setState(first, ConnectionState::Idle);
    setState(second, ConnectionState::Closing);
    QCOMPARE(counts(), (ConnectionCounts { .open = 2, .active = 0, .idle = 1, .closing = 1, .accepted = 2 }));
    m_table->close(first, CloseCause::ByClient);
    m_table->close(second, CloseCause::Disconnected);
    QCOMPARE(counts(), (ConnectionCounts { .open = 0, .active = 0, .idle = 0, .closing = 0, .accepted = 2 }));
}

void tst_ConnectionMirror::keepsClosedConnectionsForAWhile()
{
    ConnectionMirror mirror({ m_table });
    const auto first = open();
    const auto second = open();
    open();
    setState(second, ConnectionState::Idle);
    m_table->close(second, CloseCause::ByClient);
    m_table->close(first, CloseCause::Aborted);
    const Snapshot snapshot = mirror.snapshot();
    QCOMPARE(idsOf(snapshot), (std::vector<quint64> { 1, 2, 3 }));
    QCOMPARE(snapshot.connections.at(0)->cause, CloseCause::Aborted);
    QCOMPARE(snapshot.connections.at(0)->stateBeforeClose, ConnectionState::Waiting);
    QCOMPARE(snapshot.connections.at(1)->cause, CloseCause::ByClient);
    QCOMPARE(snapshot.connections.at(1)->state, ConnectionState::Closed);
    QCOMPARE(snapshot.connections.at(1)->stateBeforeClose, ConnectionState::Idle);
    QCOMPARE(snapshot.connections.at(2)->state, ConnectionState::Waiting);

    QCOMPARE(idsOf(mirror.snapshot(SteadyClock::now() + closedConnectionsKept)), std::vector<quint64> { 3 });
}

void tst_ConnectionMirror::boundsWhatItKeepsOfTheClosed()
{
    for (int i = 0; i < 3000; ++i)
        m_table->close(open(), CloseCause::ByClient);
    const Snapshot snapshot = ConnectionMirror({ m_table }).snapshot();
    QCOMPARE(snapshot.connections.size(), 1000);
    QCOMPARE(snapshot.connections.back()->id, ConnectionId(3000));
    QCOMPARE(snapshot.counts.accepted, 3000u);
}

void tst_ConnectionMirror::sharesWhatHasNotChanged()
{
    ConnectionMirror mirror({ m_table });
    open();
    const auto second = open();
    const Snapshot before = mirror.snapshot();
    setState(second, ConnectionState::Reading);
    open();
    const Snapshot after = mirror.snapshot();
    QCOMPARE(idsOf(after), (std::vector<quint64> { 1, 2, 3 }));
    QCOMPARE(after.connections.at(0), before.connections.at(0));
    QVERIFY(after.connections.at(1) != before.connections.at(1));
    QCOMPARE(before.connections.at(1)->state, ConnectionState::Waiting); // what has been told stays as it was
    QCOMPARE(after.connections.at(1)->state, ConnectionState::Reading);
    QCOMPARE(mirror.snapshot().connections, after.connections);
}

void tst_ConnectionMirror::sharesWhatHasClosed()
{
    ConnectionMirror mirror({ m_table });
    m_table->close(open(), CloseCause::ByClient);
    const Snapshot before = mirror.snapshot();
    open();
    QCOMPARE(mirror.snapshot().connections.at(0), before.connections.at(0));
}

void tst_ConnectionMirror::mergesTablesById()
{
    const auto ids = std::make_shared<ConnectionTable::Ids>(0);
    const auto one = std::make_shared<ConnectionTable>(ids);
    const auto other = std::make_shared<ConnectionTable>(ids);
    ConnectionMirror mirror({ one, other });
    one->open(QStringLiteral("a:1"));
    const auto two = other->open(QStringLiteral("b:2"));
    const auto three = one->open(QStringLiteral("c:3"));
    other->open(QStringLiteral("d:4"));
    Snapshot snapshot = mirror.snapshot();
    QCOMPARE(idsOf(snapshot), (std::vector<quint64> { 1, 2, 3, 4 }));
    QCOMPARE(snapshot.connections.at(3)->peer, QStringLiteral("d:4"));
    QCOMPARE(snapshot.counts.open, 4);
    QCOMPARE(snapshot.counts.accepted, 4u);

    one->close(three, CloseCause::ByClient);
    other->update(two, [](ConnectionInfo &info) { info.state = ConnectionState::Responding; });
    one->open(QStringLiteral("e:5"));
    snapshot = mirror.snapshot();
    QCOMPARE(idsOf(snapshot), (std::vector<quint64> { 1, 2, 3, 4, 5 }));
    QCOMPARE(snapshot.connections.at(1)->state, ConnectionState::Responding);
    QCOMPARE(snapshot.connections.at(2)->state, ConnectionState::Closed);
    QCOMPARE(snapshot.counts, (ConnectionCounts { .open = 4, .active = 1, .waiting = 3, .accepted = 5 }));
}

void tst_ConnectionMirror::findsEachAmongThoseThatHaveGone()
{
    constexpr int count = 2000; // many times as many as are copied at a time
    ConnectionMirror mirror({ m_table });
    std::vector<ConnectionTable::Record> records;
    for (int i = 0; i < count; ++i)
        records.push_back(open());
    QCOMPARE(mirror.snapshot().counts.open, count);
    std::vector<quint64> left;
    std::vector<ConnectionTable::Record> leftRecords;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (i % 5 == 0) {
            left.push_back(i + 1);
            leftRecords.push_back(records[i]);
        } else {
            m_table->close(records[i], CloseCause::ByClient);
        }
    }
    for (const auto &record : leftRecords)
        m_table->update(record, [](ConnectionInfo &info) { info.requests = quint64(info.id); });
    const auto later = [] { return SteadyClock::now() + closedConnectionsKept; }; // the closed ones are forgotten
    const Snapshot snapshot = mirror.snapshot(later());
    QCOMPARE(idsOf(snapshot), left);
    for (const ConnectionFacts &info : snapshot.connections)
        QCOMPARE(info->requests, quint64(info->id));
    QCOMPARE(snapshot.counts.open, qsizetype(left.size()));
    for (const auto &record : leftRecords)
        m_table->close(record, CloseCause::ByClient);
    QCOMPARE(mirror.snapshot(later()).connections.size(), 0);
}

void tst_ConnectionMirror::canReadWhileOthersWrite()
{
    const auto ids = std::make_shared<ConnectionTable::Ids>(0);
    const std::vector tables { std::make_shared<ConnectionTable>(ids), std::make_shared<ConnectionTable>(ids) };
    std::atomic<int> writing = int(tables.size());
    std::vector<std::jthread> workers;
    for (const auto &table : tables) {
        workers.emplace_back([&writing, table] {
            std::deque<ConnectionTable::Record> records;
            for (int i = 0; i < 20'000; ++i) {
                records.push_back(table->open(QStringLiteral("a:1")));
                table->update(records.back(), [](ConnectionInfo &info) { info.requestLine = "GET /some/where"; });
                table->update(records.back(), [](ConnectionInfo &info) { info.state = ConnectionState::Responding; });
                if (records.size() > 500) {
                    table->close(records.front(), CloseCause::Disconnected);
                    records.pop_front();
                }
            }
            --writing;
        });
    }
    ConnectionMirror mirror({ tables.begin(), tables.end() });
    do {
        const Snapshot snapshot = mirror.snapshot();
        const std::vector<quint64> shown = idsOf(snapshot);
        QVERIFY(std::ranges::adjacent_find(shown, std::greater_equal()) == shown.end()); // none is there twice
        const auto count = [&snapshot](ConnectionState state) {
            return std::ranges::count_if(snapshot.connections,
                                         [state](const auto &info) { return info->state == state; });
        };
        QCOMPARE(snapshot.counts.active, count(ConnectionState::Responding));
        QCOMPARE(snapshot.counts.waiting, count(ConnectionState::Waiting));
    } while (writing > 0);
    const Snapshot last = mirror.snapshot();
    QCOMPARE(last.counts.accepted, 40'000u);
    QCOMPARE(last.counts.active, 1000);
    for (const ConnectionFacts &info : last.connections) {
        QCOMPARE(info->requestLine, QByteArray("GET /some/where"));
        QVERIFY(info->state == ConnectionState::Responding || info->state == ConnectionState::Closed);
    }
}

QTEST_APPLESS_MAIN(tst_ConnectionMirror)
#include "tst_connectionmirror.moc"

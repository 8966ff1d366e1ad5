// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/closedring.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

using namespace Drainboard;

class tst_ClosedRing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsNew();
    void saysHowManyWereMissed();
    void keepsTheLastOnes();
    void keepsNoneWhereNoneAreWanted();
    void takesANumberThatItNeverGave();
    void missesNoneWhileOthersAdd();
};

namespace {

ConnectionFacts closed(quint64 id)
{
    ConnectionInfo info;
    info.id = ConnectionId(id);
    info.state = ConnectionState::Closed;
    return std::make_shared<const ConnectionInfo>(info);
}

std::vector<quint64> idsOf(const ClosedConnections &connections)
{
    std::vector<quint64> ids;
    for (const ConnectionFacts &facts : connections.connections)
        ids.push_back(quint64(facts->id));
    return ids;
}

} // namespace

void tst_ClosedRing::tellsWhatIsNew()
{
    ClosedRing ring(10);
    ClosedConnections news = ring.since(0);
    QVERIFY(news.connections.isEmpty());
    QCOMPARE(news.missed, 0u);
    ring.add(closed(7));
    ring.add(closed(3)); // in the order of closing, which is not that of opening
    news = ring.since(news.next);
    QCOMPARE(idsOf(news), (std::vector<quint64> { 7, 3 }));
    QVERIFY(ring.since(news.next).connections.isEmpty());
    ring.add(closed(8));
    QCOMPARE(idsOf(ring.since(news.next)), std::vector<quint64> { 8 });
    QCOMPARE(idsOf(ring.since(0)), (std::vector<quint64> { 7, 3, 8 })); // another reader
}

void tst_ClosedRing::saysHowManyWereMissed()
{
    ClosedRing ring(3);
    ring.add(closed(1));
    const quint64 seen = ring.since(0).next;
    for (quint64 id = 2; id <= 6; ++id)
        ring.add(closed(id));
    const ClosedConnections news = ring.since(seen);
    QCOMPARE(idsOf(news), (std::vector<quint64> { 4, 5, 6 }));
    QCOMPARE(news.missed, 2u);
    QCOMPARE(ring.since(0).missed, 3u);
}

void tst_ClosedRing::keepsTheLastOnes()
{
    ClosedRing ring(1000); // several times as many as are copied at a time
    for (quint64 id = 1; id <= 2500; ++id)
        ring.add(closed(id));
    const ClosedConnections all = ring.since(0);
    QCOMPARE(all.connections.size(), 1000);
    QCOMPARE(all.missed, 1500u);
    const std::vector<quint64> ids = idsOf(all);
    QCOMPARE(ids.front(), 1501u);
    QCOMPARE(ids.back(), 2500u);
    QVERIFY(std::ranges::is_sorted(ids));
}

void tst_ClosedRing::keepsNoneWhereNoneAreWanted()
{
    ClosedRing ring(0);
    ring.add(closed(1));
    const ClosedConnections news = ring.since(0);
    QVERIFY(news.connections.isEmpty());
    QCOMPARE(news.missed, 1u);
    QCOMPARE(ring.since(news.next).missed, 0u);
}

void tst_ClosedRing::takesANumberThatItNeverGave()
{
    ClosedRing ring(10);
    ring.add(closed(1));
    const ClosedConnections news = ring.since(99);
    QVERIFY(news.connections.isEmpty());
    QCOMPARE(news.missed, 0u);
    QCOMPARE(news.next, 1u);
}

void tst_ClosedRing::missesNoneWhileOthersAdd()
{
    constexpr quint64 each = 20'000;
    ClosedRing ring(1000);
    std::atomic<int> adding = 2;
    std::vector<std::jthread> workers;
    for (int worker = 0; worker < 2; ++worker) {
        workers.emplace_back([&ring, &adding] {
            for (quint64 id = 1; id <= each; ++id)
                ring.add(closed(id));
            --adding;
        });
    }
    quint64 next = 0;
    quint64 known = 0;
    for (bool isLast = false; !isLast;) {
        isLast = adding == 0; // then what follows sees all
        const ClosedConnections news = ring.since(next);
        QCOMPARE(news.missed + quint64(news.connections.size()), news.next - next);
        known += news.missed + quint64(news.connections.size());
        next = news.next;
    }
    QCOMPARE(known, 2 * each);
}

QTEST_APPLESS_MAIN(tst_ClosedRing)
#include "tst_closedring.moc"

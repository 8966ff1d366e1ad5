// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "filter/closedhistory.h"
#include "madeconnections.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

using Ids = QList<int>;

class TestClosedHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void addsNothingUntilItIsWanted();
    void addsThemInOrderOfId();
    void whatTheSnapshotSaysComesFirst();
    void whatClosedLaterIsNotYetShown();
    void asksOnlyForNewOnes();
    void forgetsTheOldestWhereThereAreTooMany();
    void forgetsThemAllWhenNotWantedAnyMore();
    void asksANewSourceFromItsBeginning();
    void withoutASourceThereAreNone();

private:
    static Ids idsOf(const Snapshot &snapshot)
    {
        Ids ids;
        for (const ConnectionFacts &facts : snapshot.connections)
            ids += static_cast<int>(facts->id);
        return ids;
    }
    void close(quint64 id, SteadyTime at = aMoment - 10s)
    {
        ConnectionInfo info = madeConnection(id, ConnectionState::Closed, CloseCause::ByClient);
        info.closedAt = at;
        m_closed += std::make_shared<const ConnectionInfo>(info);
    }
    ClosedHistory::Source source()
    {
        return [this](quint64 after) {
            m_asked += static_cast<int>(after);
            const auto next = static_cast<quint64>(m_closed.size());
            return ClosedConnections { .connections = m_closed.mid(static_cast<qsizetype>(after)), .next = next };
        };
    }

    QList<ConnectionFacts> m_closed;
    Ids m_asked;
};

void TestClosedHistory::init()
{
    m_closed.clear();
    m_asked.clear();
}

void TestClosedHistory::addsNothingUntilItIsWanted()
{
    ClosedHistory history;
    history.setSource(source());
    close(1);
    QCOMPARE(idsOf(history.addTo(madeSnapshot({ madeConnection(2) }))), Ids { 2 });
    QCOMPARE(m_asked, Ids {});
}

void TestClosedHistory::addsThemInOrderOfId()
{
    ClosedHistory history;
    history.setSource(source());
    history.setWanted(true);
    for (const quint64 id : { 7, 1, 3 })
        close(id);
    const Snapshot all = history.addTo(madeSnapshot({ madeConnection(2), madeConnection(5) }));
    QCOMPARE(idsOf(all), (Ids { 1, 2, 3, 5, 7 }));
    QCOMPARE(all.takenAt, aMoment);
}

void TestClosedHistory::whatTheSnapshotSaysComesFirst()
{
    ClosedHistory history;
    history.setSource(source());
    history.setWanted(true);
    close(1);
    const Snapshot all = history.addTo(madeSnapshot({ madeConnection(1, ConnectionState::Closing) }));
    QCOMPARE(idsOf(all), Ids { 1 });
    QCOMPARE(all.connections.first()->state, ConnectionState::Closing);
}

// Else the rows of a window that stands still would change.
void TestClosedHistory::whatClosedLaterIsNotYetShown()
{
    ClosedHistory history;
    history.setSource(source());
    history.setWanted(true);
    close(1, aMoment + 1s);
    QCOMPARE(idsOf(history.addTo(madeSnapshot({}))), Ids {});
    QCOMPARE(idsOf(history.addTo(madeSnapshot({}, aMoment + 1s))), Ids { 1 });
}

void TestClosedHistory::asksOnlyForNewOnes()
{
    ClosedHistory history;
    history.setSource(source());
    history.setWanted(true);
    close(1);
    history.addTo(madeSnapshot({}));
    close(2);
    QCOMPARE(idsOf(history.addTo(madeSnapshot({}))), (Ids { 1, 2 }));
    QCOMPARE(m_asked, (Ids { 0, 1 }));
}

void TestClosedHistory::forgetsTheOldestWhereThereAreTooMany()
{
    ClosedHistory history(2);
    history.setSource(source());
    history.setWanted(true);
    for (const quint64 id : { 9, 1, 3 })
        close(id);
    QCOMPARE(idsOf(history.addTo(madeSnapshot({}))), (Ids { 1, 3 }));
    QCOMPARE(history.size(), std::size_t(2));
}

void TestClosedHistory::forgetsThemAllWhenNotWantedAnyMore()
{
    ClosedHistory history;
    history.setSource(source());
    history.setWanted(true);
    close(1);
    history.addTo(madeSnapshot({}));
    history.setWanted(false);
    QCOMPARE(history.size(), std::size_t(0));
    QCOMPARE(idsOf(history.addTo(madeSnapshot({}))), Ids {});
    history.setWanted(true);
    QCOMPARE(idsOf(history.addTo(madeSnapshot({}))), Ids { 1 });
}

void TestClosedHistory::asksANewSourceFromItsBeginning()
{
    ClosedHistory history;
    history.setSource(source());
    history.setWanted(true);
    close(1);
    history.addTo(madeSnapshot({}));
    m_closed.clear();
    close(2);
    history.setSource(source());
    QCOMPARE(idsOf(history.addTo(madeSnapshot({}))), (Ids { 1, 2 }));
    QCOMPARE(m_asked, (Ids { 0, 0 }));
}

void TestClosedHistory::withoutASourceThereAreNone()
{
    ClosedHistory history;
    history.setWanted(true);
    QCOMPARE(idsOf(history.addTo(madeSnapshot({ madeConnection(2) }))), Ids { 2 });
}

QTEST_GUILESS_MAIN(TestClosedHistory)
#include "tst_closedhistory.moc"

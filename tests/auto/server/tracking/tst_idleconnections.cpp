// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/idleconnections.h"

#include <QTest>

#include <deque>
#include <memory>
#include <utility>

using namespace Drainboard;
using namespace std::chrono_literals;
using Kind = IdleConnections::Kind;
using Offer = IdleConnections::Offer;

namespace {

const SteadyTime begin { 1000s };

// Who makes room says so by its number.
struct Connection final : IdleConnections::Entry
{
    Connection(int numberThere, std::shared_ptr<ConnectionQuota> quota, QList<int> &asked)
        : number(numberThere)
        , place(quota->take())
        , m_asked(asked)
    {
    }

    ConnectionQuota::Place makeRoom() override
    {
        m_asked += number;
        if (hasUnread)
            return {};
        leave();
        return std::move(place);
    }
    void use() { leave(); }

    const int number;
    ConnectionQuota::Place place;
    bool hasUnread = false;

private:
    QList<int> &m_asked;
};

} // namespace

class tst_IdleConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksTheLongestIdleFirst();
    void asksTheUnusedFirstButNotAtOnce();
    void asksNobodyWhoIsBusy();
    void looksAtAFewOnly();
    void offersWhatItHas();
    void offersNothingThatIsReserved();
    void forgetsWhatIsDeleted();

private:
    Connection &idle(Kind kind, SteadyTime since);
    bool makesRoom(SteadyTime now) { return bool(m_list->makeRoom(now)); }

    std::shared_ptr<ConnectionQuota> m_quota;
    std::unique_ptr<IdleConnections> m_list;
    std::deque<std::unique_ptr<Connection>> m_connections;
    QList<int> m_asked;
};

void tst_IdleConnections::init()
{
    m_connections.clear();
    m_asked.clear();
    m_quota = std::make_shared<ConnectionQuota>(100);
    m_list = std::make_unique<IdleConnections>();
}

Connection &tst_IdleConnections::idle(Kind kind, SteadyTime since)
{
    m_connections.push_back(std::make_unique<Connection>(int(m_connections.size()), m_quota, m_asked));
    m_list->add(*m_connections.back(), kind, since);
    return *m_connections.back();
}

void tst_IdleConnections::asksTheLongestIdleFirst()
{
    QVERIFY(!makesRoom(begin));
    for (int i = 0; i < 3; ++i)
        idle(Kind::Answered, begin + i * 1s);
    for (int i = 0; i < 3; ++i)
        QVERIFY(makesRoom(begin + 2s));
    QVERIFY(!makesRoom(begin + 2s));
    QCOMPARE(m_asked, (QList<int> { 0, 1, 2 }));
}

void tst_IdleConnections::asksTheUnusedFirstButNotAtOnce()
{
    idle(Kind::Answered, begin - 60s);
    idle(Kind::Unused, begin);
    idle(Kind::Answered, begin - 30s);
    idle(Kind::Unused, begin + 500ms);
    QVERIFY(makesRoom(begin + 999ms)); // 0: nobody has been unused for a second
    QVERIFY(makesRoom(begin + 1s)); // 1
    QVERIFY(makesRoom(begin + 1s)); // 2
    QVERIFY(!makesRoom(begin + 1s));
    QVERIFY(makesRoom(begin + 1500ms)); // 3
    QCOMPARE(m_asked, (QList<int> { 0, 1, 2, 3 }));
}

void tst_IdleConnections::asksNobodyWhoIsBusy()
{
    Connection &first = idle(Kind::Answered, begin);
    idle(Kind::Answered, begin + 1s);
    first.use();
    QVERIFY(makesRoom(begin + 2s));
    QVERIFY(!makesRoom(begin + 2s));
    m_list->add(first, Kind::Answered, begin + 2s); // idle again
    QVERIFY(makesRoom(begin + 2s));
    QCOMPARE(m_asked, (QList<int> { 1, 0 }));
}

void tst_IdleConnections::looksAtAFewOnly()
{
    for (int i = 0; i < 12; ++i)
        idle(Kind::Answered, begin).hasUnread = i < 9;
    QVERIFY(!makesRoom(begin));
    QCOMPARE(m_asked.size(), 8);
    QVERIFY(makesRoom(begin)); // those come last now
    QCOMPARE(m_asked, (QList<int> { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }));
}

void tst_IdleConnections::offersWhatItHas()
{
    QVERIFY(!m_list->offer(begin));
    idle(Kind::Unused, begin);
    QVERIFY(!m_list->offer(begin + 999ms));
    QCOMPARE(m_list->offer(begin + 1s), (Offer { Kind::Unused, begin }));
    Connection &answered = idle(Kind::Answered, begin + 200ms);
    QCOMPARE(m_list->offer(begin + 999ms), (Offer { Kind::Answered, begin + 200ms }));
    QCOMPARE(m_list->offer(begin + 1s), (Offer { Kind::Unused, begin }));
    QVERIFY(makesRoom(begin + 1s));
    QCOMPARE(m_list->offer(begin + 1s), (Offer { Kind::Answered, begin + 200ms }));
    answered.use();
    QVERIFY(!m_list->offer(begin + 1s));
    QVERIFY((Offer { Kind::Unused, begin + 1s }) < (Offer { Kind::Answered, begin }));
    QVERIFY((Offer { Kind::Answered, begin }) < (Offer { Kind::Answered, begin + 1s }));
}

void tst_IdleConnections::offersNothingThatIsReserved()
{
    idle(Kind::Answered, begin);
    idle(Kind::Unused, begin);
    m_list->reserve();
    QVERIFY(!m_list->offer(begin)); // the unused one is too young
    QVERIFY(m_list->offer(begin + 1s));
    m_list->reserve();
    QVERIFY(!m_list->offer(begin + 1s));
    m_list->redeem([this] { QVERIFY(makesRoom(begin + 1s)); }); // the unused one
    QVERIFY(!m_list->offer(begin + 1s));
    m_list->redeem([] {}); // it was not needed
    QVERIFY(m_list->offer(begin + 1s));
    m_list->reserve();
    QVERIFY(!m_list->offer(begin + 1s));
    m_list->redeem([this] { QVERIFY(makesRoom(begin + 1s)); });
    QVERIFY(!m_list->offer(begin + 1s));
    idle(Kind::Answered, begin);
    QVERIFY(m_list->offer(begin + 1s));
}

void tst_IdleConnections::forgetsWhatIsDeleted()
{
    idle(Kind::Answered, begin);
    idle(Kind::Answered, begin + 1s);
    m_connections.pop_front();
    QCOMPARE(m_list->offer(begin + 1s), (Offer { Kind::Answered, begin + 1s }));
    QVERIFY(makesRoom(begin + 1s));
    QCOMPARE(m_asked, (QList<int> { 1 }));
}

QTEST_APPLESS_MAIN(tst_IdleConnections)
#include "tst_idleconnections.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "madeconnections.h"
#include "table/connectionmodel.h"
#include "table/connectionsortmodel.h"
#include "table/groupmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Drainboard;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(Drainboard::Grouping)

class TestGroupModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void hasARowForEachGroup_data();
    void hasARowForEachGroup();
    void aGroupSaysWhatItsConnectionsAreTogether();
    void saysHowManyRequestsThereAreInASecond();
    void isExpandedAndCollapsed();
    void staysExpandedWhileConnectionsComeAndGo();
    void aConnectionMovesToItsNewGroup();
    void whatTheFilterHidesIsInNoGroup();
    void groupsFollowTheOrderOfTheirConnections();
    void revealsAConnection();
    void isNeverResetAndAlwaysWhatItShouldBe();

private:
    QStringList names() const
    {
        QStringList all;
        for (int row = 0; row < m_groups->rowCount(); ++row) {
            if (const ConnectionGroup *group = m_groups->group(row))
                all += QStringLiteral("%1:%2").arg(group->name).arg(group->connections.size());
            else
                all += QString::number(quint64(m_groups->connectionsIn(row).constFirst()));
        }
        return all;
    }
    QString text(int row, int column) const
    {
        return m_groups->index(row, column).data().toString().remove(QChar(0xa0));
    }
    static ConnectionInfo made(quint64 id, const char *line, ConnectionState state = ConnectionState::Idle)
    {
        ConnectionInfo info = madeConnection(
            id, state, state == ConnectionState::Closed ? CloseCause::ByClient : CloseCause::None);
        info.requestLine = line;
        return info;
    }

    std::unique_ptr<ConnectionModel> m_connections;
    std::unique_ptr<ConnectionSortModel> m_sorted;
    std::unique_ptr<GroupModel> m_groups;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::vector<ConnectionInfo> m_made;
};

void TestGroupModel::init()
{
    m_tester.reset();
    m_groups.reset();
    m_sorted.reset();
    m_connections = std::make_unique<ConnectionModel>();
    m_sorted = std::make_unique<ConnectionSortModel>(m_connections.get());
    m_groups = std::make_unique<GroupModel>(m_connections.get(), m_sorted.get());
    m_tester = std::make_unique<QAbstractItemModelTester>(m_groups.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_made = { made(1, "GET /a?x=1"), made(2, "GET /b", ConnectionState::Responding), made(3, "GET /a?x=2"),
               made(4, "", ConnectionState::New), made(5, "GET /b", ConnectionState::Closed) };
    m_made[2].peer = QStringLiteral("[::1]:80");
    m_made[4].closeReason = "400 Bad Request";
    m_made[4].lostRequests = { { "GET /b", LossReason::ClientLeft } };
    m_connections->update(madeSnapshot(m_made));
    m_connections->setProcesses({ { ConnectionId(1), { .pid = 7, .name = QStringLiteral("node") } },
                                  { ConnectionId(2), { .pid = 7, .name = QStringLiteral("node") } },
                                  { ConnectionId(3), { .pid = 8, .name = QStringLiteral("node") } } });
}

void TestGroupModel::hasARowForEachGroup_data()
{
    QTest::addColumn<Grouping>("grouping");
    QTest::addColumn<QStringList>("groups");
    const auto row = [](const char *name, Grouping grouping, const QStringList &groups) {
        QTest::newRow(name) << grouping << groups;
    };
    row("without groups", Grouping::None, {});
    row("by process", Grouping::Process,
        { QStringLiteral("node 7:2"), QStringLiteral("node 8:1"), QStringLiteral("unknown process:2") });
    row("by peer", Grouping::Peer, { QStringLiteral("127.0.0.1:4"), QStringLiteral("[::1]:1") });
    row("by route", Grouping::Route,
        { QStringLiteral("GET /a:2"), QStringLiteral("GET /b:2"), QStringLiteral("no request yet:1") });
    row("by end", Grouping::End, { QStringLiteral("open:4"), QStringLiteral("by the client: 400 Bad Request:1") });
}

void TestGroupModel::hasARowForEachGroup()
{
    QFETCH(Grouping, grouping);
    QFETCH(QStringList, groups);
    m_groups->setGrouping(grouping);
    QCOMPARE(names(), groups);
    m_groups->setGrouping(Grouping::None);
    QCOMPARE(m_groups->rowCount(), 0);
}

void TestGroupModel::aGroupSaysWhatItsConnectionsAreTogether()
{
    m_groups->setGrouping(Grouping::Route);
    QCOMPARE(text(0, ConnectionModel::Peer), QStringLiteral("GET /a ×2"));
    QCOMPARE(text(0, ConnectionModel::Now), QStringLiteral("0 busy, 2 idle"));
    QCOMPARE(text(0, ConnectionModel::Requests), QStringLiteral("6"));
    QCOMPARE(text(0, ConnectionModel::Ended), QString());
    QCOMPARE(text(1, ConnectionModel::Now), QStringLiteral("1 busy, 0 idle"));
    QVERIFY(text(1, ConnectionModel::Ended).contains(QStringLiteral("1 LOST")));
    QVERIFY(m_groups->index(0, 0).data(ConnectionModel::groupRole).isValid());
    for (int column = 0; column < m_groups->columnCount(); ++column) {
        const QVariant accessible = m_groups->index(0, column).data(Qt::AccessibleTextRole);
        if (!text(0, column).isEmpty())
            QVERIFY2(!accessible.toString().isEmpty(), qPrintable(QString::number(column)));
    }
    QCOMPARE(m_groups->connectionsIn(0), (QList { ConnectionId(1), ConnectionId(3) }));
    m_groups->setGrouping(Grouping::End);
    QCOMPARE(text(1, ConnectionModel::Now), QStringLiteral("all closed"));
}

void TestGroupModel::saysHowManyRequestsThereAreInASecond()
{
    m_groups->setGrouping(Grouping::Route);
    QCOMPARE(text(0, ConnectionModel::LastRequest), QString()); // nobody knows yet
    m_made[0].requests += 5;
    m_made[2].requests += 15;
    ConnectionInfo newcomer = made(6, "GET /a");
    newcomer.openedAt = aMoment + 1s;
    newcomer.requests = 4;
    ConnectionInfo old = made(7, "GET /a"); // shown now, and not new
    old.requests = 1000;
    m_made.insert(m_made.end(), { newcomer, old });
    m_connections->update(madeSnapshot(m_made, aMoment + 2s));
    QCOMPARE(text(0, ConnectionModel::LastRequest), QStringLiteral("12 requests/s"));
    QCOMPARE(text(1, ConnectionModel::LastRequest), QString());
    m_connections->setProcesses({}); // an update within the same second
    QCOMPARE(text(0, ConnectionModel::LastRequest), QStringLiteral("12 requests/s"));
}

void TestGroupModel::isExpandedAndCollapsed()
{
    m_groups->setGrouping(Grouping::Route);
    QVERIFY(!m_groups->isExpanded(0));
    m_groups->setExpanded(0, true);
    QVERIFY(m_groups->isExpanded(0));
    QCOMPARE(names(),
             (QStringList { QStringLiteral("GET /a:2"), QStringLiteral("1"), QStringLiteral("3"),
                            QStringLiteral("GET /b:2"), QStringLiteral("no request yet:1") }));
    // A connection is as it is without groups.
    QCOMPARE(text(1, ConnectionModel::LastRequest).trimmed(), QStringLiteral("GET /a?x=1"));
    QCOMPARE(m_groups->index(2, ConnectionModel::Id).data(ConnectionModel::rawRole).toInt(), 3);
    QVERIFY(!m_groups->index(1, 0).data(ConnectionModel::groupRole).isValid());
    m_groups->setExpanded(1, true); // is no group
    QCOMPARE(m_groups->rowCount(), 5);
    m_groups->setExpanded(0, false);
    QCOMPARE(m_groups->rowCount(), 3);
}

void TestGroupModel::staysExpandedWhileConnectionsComeAndGo()
{
    m_groups->setGrouping(Grouping::Route);
    m_groups->setExpanded(0, true);
    const QPersistentModelIndex third(m_groups->index(2, 0));
    m_made.erase(m_made.begin()); // #1
    m_made.push_back(made(6, "GET /a"));
    m_connections->update(madeSnapshot(m_made, aMoment + 1s));
    QCOMPARE(names(),
             (QStringList { QStringLiteral("GET /b:2"), QStringLiteral("GET /a:2"), QStringLiteral("3"),
                            QStringLiteral("6"), QStringLiteral("no request yet:1") }));
    QVERIFY(third.isValid());
    QCOMPARE(third.data(ConnectionModel::rawRole).toInt(), 3);
}

void TestGroupModel::aConnectionMovesToItsNewGroup()
{
    m_groups->setGrouping(Grouping::Route);
    m_groups->setExpanded(0, true);
    m_groups->setExpanded(3, true);
    const QPersistentModelIndex one(m_groups->index(1, 0));
    m_made[0].requestLine = "GET /b";
    m_connections->update(madeSnapshot(m_made, aMoment + 1s));
    QCOMPARE(names(),
             (QStringList { QStringLiteral("GET /b:3"), QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("5"),
                            QStringLiteral("GET /a:1"), QStringLiteral("3"), QStringLiteral("no request yet:1") }));
    QCOMPARE(one.data(ConnectionModel::rawRole).toInt(), 1);
}

void TestGroupModel::whatTheFilterHidesIsInNoGroup()
{
    m_groups->setGrouping(Grouping::Route);
    m_sorted->setFilter(ConnectionFilter::parse(QStringLiteral("state:idle")).filter);
    m_groups->regroup();
    QCOMPARE(names(), QStringList { QStringLiteral("GET /a:2") });
    m_sorted->setFilter({});
    m_groups->regroup();
    QCOMPARE(m_groups->rowCount(), 3);
}

void TestGroupModel::groupsFollowTheOrderOfTheirConnections()
{
    m_groups->setGrouping(Grouping::Route);
    m_groups->setExpanded(0, true);
    m_groups->sort(ConnectionModel::Id, Qt::DescendingOrder);
    QCOMPARE(names(),
             (QStringList { QStringLiteral("GET /b:2"), QStringLiteral("no request yet:1"), QStringLiteral("GET /a:2"),
                            QStringLiteral("3"), QStringLiteral("1") }));
}

void TestGroupModel::revealsAConnection()
{
    m_groups->setGrouping(Grouping::Route);
    QCOMPARE(m_groups->reveal(ConnectionId(5)), 3);
    QVERIFY(m_groups->isExpanded(1));
    QCOMPARE(m_groups->reveal(ConnectionId(99)), -1);
    QCOMPARE(m_groups->rowCount(), 5);
}

void TestGroupModel::isNeverResetAndAlwaysWhatItShouldBe()
{
    const QSignalSpy reset(m_groups.get(), &QAbstractItemModel::modelReset);
    QRandomGenerator random(7);
    const QList<QByteArray> lines { "GET /a", "GET /b", "GET /c", "GET /d" };
    std::map<quint64, ConnectionInfo> alive;
    quint64 next = 1;
    m_connections->update(madeSnapshot({}));
    m_groups->setGrouping(Grouping::Route);
    for (int step = 1; step <= 60; ++step) {
        for (quint32 i = random.bounded(200); i > 0; --i, ++next)
            alive[next] = made(next, lines[random.bounded(4)].constData());
        for (auto one = alive.begin(); one != alive.end();) {
            if (random.bounded(5) == 0) {
                one = alive.erase(one);
                continue;
            }
            if (random.bounded(5) == 0)
                one->second.requestLine = lines[random.bounded(4)];
            ++one;
        }
        std::vector<ConnectionInfo> all;
        for (const auto &[id, info] : alive)
            all.push_back(info);
        m_connections->update(madeSnapshot(all, aMoment + step * 1s));
        if (m_groups->rowCount() > 0) {
            const int row = int(random.bounded(m_groups->rowCount()));
            m_groups->setExpanded(row, !m_groups->isExpanded(row));
        }
        if (step % 7 == 0)
            m_groups->sort(ConnectionModel::Id, step % 2 ? Qt::AscendingOrder : Qt::DescendingOrder);
        // All connections are in one group each, and those of an expanded group have their rows behind it.
        std::size_t total = 0;
        for (int row = 0; row < m_groups->rowCount(); ++row) {
            const ConnectionGroup *group = m_groups->group(row);
            QVERIFY(group);
            total += group->connections.size();
            if (!m_groups->isExpanded(row))
                continue;
            for (const ConnectionId id : group->connections) {
                ++row;
                QCOMPARE(m_groups->connectionsIn(row), QList { id });
                QCOMPARE(alive.at(quint64(id)).requestLine, group->name.toLatin1());
            }
        }
        QCOMPARE(total, alive.size());
    }
    QCOMPARE(reset.count(), 0);
}

QTEST_MAIN(TestGroupModel)
#include "tst_groupmodel.moc"

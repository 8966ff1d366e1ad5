// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "madeconnections.h"
#include "rawclient.h"

#include "processes/processfinder.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <unistd.h>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

constexpr auto atOnce = 1ms; // between two looks, where a test does not ask for a pause

ConnectionInfo connectionFrom(quint64 id, quint16 port)
{
    ConnectionInfo info = madeConnection(id);
    info.peer = QStringLiteral("127.0.0.1:%1").arg(port);
    return info;
}

// Another process with connections.
class PoolClient : public QProcess
{
public:
    PoolClient(quint16 port, int count)
    {
        start(QStringLiteral(DRAINBOARD_POOLCLIENT), { QString::number(port), QString::number(count) });
        while (!m_said.endsWith("connected\n") && waitForReadyRead(10'000))
            m_said += readAll();
    }
    ~PoolClient() override
    {
        closeWriteChannel();
        waitForFinished();
    }

    /// The ports of its ends.
    QList<quint16> ports() const
    {
        QList<quint16> ports;
        for (const QByteArray &line : m_said.split('\n')) {
            if (const quint16 port = line.toUShort())
                ports += port;
        }
        return ports;
    }

private:
    QByteArray m_said;
};

} // namespace

class tst_ProcessFinder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void knowsOurselves();
    void knowsAnotherProcess();
    void looksOnceForAThousandConnectionsOfOneProcess();
    void looksNobodyUpWhoIsNotFromHere_data();
    void looksNobodyUpWhoIsNotFromHere();
    void doesNotLookForClosedOnes();
    void looksForEachOnlyOnce();
    void forgetsWhatIsGone();
    void pausesBetweenTwoLooks();
    void endsInTheMiddleOfAPause();
    void otherUsersAreUnknown();

private:
    std::unique_ptr<QTcpServer> m_server; // accepts nothing: what the kernel does is enough
};

void tst_ProcessFinder::init()
{
    m_server = std::make_unique<QTcpServer>();
    m_server->setListenBacklogSize(2000);
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
}

void tst_ProcessFinder::knowsOurselves()
{
    const RawClient client(m_server->serverPort());
    ProcessFinder finder(m_server->serverAddress(), m_server->serverPort(), atOnce);
    QSignalSpy found(&finder, &ProcessFinder::found);
    finder.update(madeSnapshot({ connectionFrom(7, client.port()) }));
    QTRY_COMPARE(finder.processes().size(), 1);
    QCOMPARE(finder.processes().firstKey(), ConnectionId(7));
    QCOMPARE(finder.processes().first().pid, qint64(::getpid()));
    QCOMPARE(finder.processes().first().name, QStringLiteral("tst_processfinder").left(15));
    QTRY_COMPARE(found.size(), 1);
}

void tst_ProcessFinder::knowsAnotherProcess()
{
    PoolClient other(m_server->serverPort(), 1);
    QCOMPARE(other.ports().size(), 1);
    const RawClient ours(m_server->serverPort());
    ProcessFinder finder(m_server->serverAddress(), m_server->serverPort(), atOnce);
    finder.update(madeSnapshot({ connectionFrom(1, other.ports().first()), connectionFrom(2, ours.port()) }));
    QTRY_COMPARE(finder.processes().size(), 2);
    QCOMPARE(finder.processes()[ConnectionId(1)],
             (ClientProcess { .pid = other.processId(), .name = QStringLiteral("poolclient") }));
    QCOMPARE(finder.processes()[ConnectionId(2)].pid, qint64(::getpid()));
    QCOMPARE(finder.looks(), quint64(1));
}

void tst_ProcessFinder::looksOnceForAThousandConnectionsOfOneProcess()
{
    constexpr int many = 1000;
    PoolClient other(m_server->serverPort(), many);
    const QList<quint16> ports = other.ports();
    if (ports.size() < many)
        QSKIP("the limit on descriptors is too low");
    std::vector<ConnectionInfo> connections;
    for (int i = 0; i < many; ++i)
        connections.push_back(connectionFrom(quint64(i) + 1, ports[i]));
    ProcessFinder finder(m_server->serverAddress(), m_server->serverPort(), atOnce);
    finder.update(madeSnapshot(connections));
    QTRY_COMPARE(finder.processes().size(), many);
    for (const ClientProcess &process : finder.processes())
        QCOMPARE(process.pid, other.processId());
    QCOMPARE(finder.looks(), quint64(1));
}

void tst_ProcessFinder::looksNobodyUpWhoIsNotFromHere_data()
{
    QTest::addColumn<QString>("peer");
    QTest::newRow("another machine") << QStringLiteral("192.0.2.1:%1");
    QTest::newRow("another machine, IPv6") << QStringLiteral("[2001:db8::1]:%1");
    QTest::newRow("another loopback address than the one that it has") << QStringLiteral("127.0.0.9:%1");
    QTest::newRow("nobody") << QString();
    QTest::newRow("no port") << QStringLiteral("127.0.0.1");
    QTest::newRow("no host") << QStringLiteral(":%1");
    QTest::newRow("brackets without a host") << QStringLiteral("[]:%1");
    QTest::newRow("a port that is none") << QStringLiteral("127.0.0.1:99999999");
}

void tst_ProcessFinder::looksNobodyUpWhoIsNotFromHere()
{
    QFETCH(QString, peer);
    const RawClient client(m_server->serverPort());
    ConnectionInfo distant = madeConnection(1);
    distant.peer = peer.contains(u'%') ? peer.arg(client.port()) : peer;
    ProcessFinder finder(m_server->serverAddress(), m_server->serverPort(), atOnce);
    finder.update(madeSnapshot({ distant, connectionFrom(2, client.port()) }));
    QTRY_COMPARE(finder.processes().size(), 1); // and the other one has had its turn
    QCOMPARE(finder.processes().firstKey(), ConnectionId(2));
}

void tst_ProcessFinder::doesNotLookForClosedOnes()
{
    const RawClient client(m_server->serverPort());
    ConnectionInfo closed = madeConnection(1, ConnectionState::Closed, CloseCause::ByClient);
    closed.peer = connectionFrom(1, client.port()).peer;
    ProcessFinder finder(m_server->serverAddress(), m_server->serverPort(), atOnce);
    finder.update(madeSnapshot({ closed, connectionFrom(2, client.port()) }));
    QTRY_COMPARE(finder.processes().size(), 1);
    QCOMPARE(finder.processes().firstKey(), ConnectionId(2));
}

void tst_ProcessFinder::looksForEachOnlyOnce()
{
    const RawClient first(m_server->serverPort());
    const RawClient second(m_server->serverPort());
    ConnectionInfo unknown = madeConnection(1);
    unknown.peer = QStringLiteral("127.0.0.1:1");
    ProcessFinder finder(m_server->serverAddress(), m_server->serverPort(), atOnce);
    for (int i = 0; i < 5; ++i) // also while it looks
        finder.update(madeSnapshot({ unknown, connectionFrom(2, first.port()) }));
    QTRY_COMPARE(finder.processes().size(), 1);
    QCOMPARE(finder.looks(), quint64(1));
    finder.update(madeSnapshot({ unknown, connectionFrom(2, first.port()), connectionFrom(3, second.port()) }));
    QTRY_COMPARE(finder.processes().size(), 2);
    QCOMPARE(finder.looks(), quint64(2));
}

void tst_ProcessFinder::forgetsWhatIsGone()
{
    const RawClient first(m_server->serverPort());
    const RawClient second(m_server->serverPort());
    ProcessFinder finder(m_server->serverAddress(), m_server->serverPort(), atOnce);
    finder.update(madeSnapshot({ connectionFrom(1, first.port()), connectionFrom(2, second.port()) }));
    QTRY_COMPARE(finder.processes().size(), 2);
    ConnectionInfo closed = madeConnection(2, ConnectionState::Closed, CloseCause::ByClient);
    finder.update(madeSnapshot({ closed }));
    QCOMPARE(finder.processes().keys(), QList<ConnectionId> { ConnectionId(2) }); // it is shown still
    finder.update(madeSnapshot({}));
    QVERIFY(finder.processes().isEmpty());
}

void tst_ProcessFinder::pausesBetweenTwoLooks()
{
    constexpr auto pause = 300ms;
    const RawClient first(m_server->serverPort());
    const RawClient second(m_server->serverPort());
    ProcessFinder finder(m_server->serverAddress(), m_server->serverPort(), pause);
    QElapsedTimer sinceFirst;
    sinceFirst.start();
    finder.update(madeSnapshot({ connectionFrom(1, first.port()) }));
    QTRY_COMPARE(finder.processes().size(), 1);
    finder.update(madeSnapshot({ connectionFrom(1, first.port()), connectionFrom(2, second.port()) }));
    QTRY_COMPARE(finder.processes().size(), 2);
    QVERIFY(std::chrono::milliseconds(sinceFirst.elapsed()) >= pause);
}

void tst_ProcessFinder::endsInTheMiddleOfAPause()
{
    const RawClient client(m_server->serverPort());
    ProcessFinder finder(m_server->serverAddress(), m_server->serverPort(), 24h);
    finder.update(madeSnapshot({ connectionFrom(1, client.port()) }));
    QTRY_COMPARE(finder.processes().size(), 1);
}

void tst_ProcessFinder::otherUsersAreUnknown()
{
    if (::geteuid() != 0)
        QSKIP("only root can become another user");
    const PoolClient roots(m_server->serverPort(), 1);
    QCOMPARE(roots.ports().size(), 1);
    const QHostAddress host = m_server->serverAddress();
    const auto inode = SocketInodes().find({ host, roots.ports().first() }, { host, m_server->serverPort() });
    QVERIFY(inode);
    const std::atomic<bool> stopped = false;
    QCOMPARE(SocketOwners().find({ *inode }, stopped).size(), 1u);
    if (::seteuid(65534) != 0)
        QSKIP("this root may not become another user");
    const bool isUnknown = SocketOwners().find({ *inode }, stopped).empty();
    QCOMPARE(::seteuid(0), 0);
    QVERIFY(isUnknown);
}

QTEST_GUILESS_MAIN(tst_ProcessFinder)
#include "tst_processfinder.moc"

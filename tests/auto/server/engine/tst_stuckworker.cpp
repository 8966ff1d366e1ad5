// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/httpengine.h"
#include "engine/workerchoice.h"
#include "loop/epolleventdispatcher.h"
#include "rawclient.h"
#include "tracking/trackingserver.h"

#include <QHttpServer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <optional>
#include <semaphore>
#include <vector>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

// An engine with two workers. "/" says which one handles it; "/block" blocks that one until release().
class TwoWorkers
{
public:
    explicit TwoWorkers(EngineSettings settings = {})
    {
        settings.port = 0;
        settings.threads = 2;
        engine.emplace(settings, [this](QHttpServer &http, TrackingServer &server) { addRoutes(http, server); });
        if (!engine->listen())
            qFatal("cannot listen: %ls", qUtf16Printable(engine->errorString()));
    }
    ~TwoWorkers() { release(); } // or the engine would wait for ever

    RawClient client(const QByteArray &request)
    {
        RawClient result(engine->serverPort());
        result.send(request);
        return result;
    }

    // Blocks the worker that gets the next connection.
    RawClient block()
    {
        RawClient result = client(get("/block"));
        m_blocked.acquire();
        return result;
    }
    void release() { m_mayEnd.release(2); }
    int blockedLast() const { return m_blockedLast; }

    qsizetype open(int worker) const { return m_workers[std::size_t(worker)].server->openConnections(); }
    bool isWaiting(int worker) const
    {
        const EpollEventDispatcher *dispatcher = m_workers[std::size_t(worker)].dispatcher;
        return !dispatcher || !dispatcher->busySince();
    }

    std::optional<HttpEngine> engine;

private:
    void addRoutes(QHttpServer &http, TrackingServer &server)
    {
        const int number = int(m_workers.size());
        m_workers.push_back({ &server, qobject_cast<EpollEventDispatcher *>(QAbstractEventDispatcher::instance()) });
        http.route(QStringLiteral("/"), [number] { return QHttpServerResponse(QString::number(number)); });
        http.route(QStringLiteral("/block"), [this, number] {
            m_blockedLast = number;
            m_blocked.release();
            m_mayEnd.acquire();
            return QHttpServerResponse(QString::number(number));
        });
    }

    struct OneWorker
    {
        TrackingServer *server;
        EpollEventDispatcher *dispatcher; // null where the loop is another
    };
    std::vector<OneWorker> m_workers;
    std::counting_semaphore<> m_blocked { 0 };
    std::counting_semaphore<> m_mayEnd { 0 };
    std::atomic<int> m_blockedLast = -1;
};

QByteArray peerOf(const RawClient &client)
{
    return "127.0.0.1:" + QByteArray::number(client.port());
}

} // namespace

// From now on, whoever is blocked already counts as stuck.
#define WAIT_UNTIL_STUCK()                                                                                             \
    do {                                                                                                               \
        const SteadyTime begin = SteadyClock::now();                                                                   \
        QTRY_VERIFY(SteadyClock::now() - begin >= WorkerChoice::stuckAfter);                                           \
    } while (false)

class tst_StuckWorker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void getsNoConnectionWhileAnotherIsFree_data();
    void getsNoConnectionWhileAnotherIsFree();
    void getsItsShareWhereAllAreStuck();
    void isNamedWithItsConnectionsAtAForcedEnd();
};

void tst_StuckWorker::getsNoConnectionWhileAnotherIsFree_data()
{
    QTest::addColumn<EventLoop>("eventLoop");
    QTest::newRow("on epoll") << EventLoop::Epoll;
    QTest::newRow("on Qt's loop") << EventLoop::Qt;
}

void tst_StuckWorker::getsNoConnectionWhileAnotherIsFree()
{
    QFETCH(EventLoop, eventLoop);
    EngineSettings settings;
    settings.eventLoop = eventLoop;
    TwoWorkers workers(settings);
    RawClient blocking = workers.block();
    const int stuck = workers.blockedLast();
    const int free = 1 - stuck;
    WAIT_UNTIL_STUCK();
    std::vector<RawClient> clients;
    for (int i = 0; i < 20; ++i) {
        QTRY_VERIFY(workers.isWaiting(free));
        clients.push_back(workers.client(get("/")));
        QTRY_COMPARE(clients.back().responses(), 1);
        QVERIFY(clients.back().received().endsWith(QByteArray::number(free)));
    }
    QCOMPARE(workers.open(free), 20);
    QCOMPARE(workers.open(stuck), 1);
    QCOMPARE(blocking.responses(), 0);

    workers.release();
    QTRY_COMPARE(blocking.responses(), 1);
    QTRY_VERIFY(workers.isWaiting(stuck));
    clients.push_back(workers.client(get("/"))); // and again the fewest count
    QTRY_COMPARE(clients.back().responses(), 1);
    QVERIFY(clients.back().received().endsWith(QByteArray::number(stuck)));
}

void tst_StuckWorker::getsItsShareWhereAllAreStuck()
{
    TwoWorkers workers;
    std::vector<RawClient> clients;
    const SteadyTime before = SteadyClock::now();
    clients.push_back(workers.block());
    clients.push_back(workers.block());
    WAIT_UNTIL_STUCK();
    for (int i = 0; i < 10; ++i)
        clients.push_back(workers.client(get("/")));
    QTRY_COMPARE(workers.engine->openConnections(), 12);
    const SteadyTime after = SteadyClock::now();
    QCOMPARE(workers.open(0), 6);
    QCOMPARE(workers.open(1), 6);

    const Snapshot snapshot = workers.engine->snapshot();
    QCOMPARE(snapshot.counts, (ConnectionCounts { .open = 12, .active = 2, .waiting = 10, .accepted = 12 }));
    QCOMPARE(snapshot.connections.size(), 12);
    SteadyTime last = before;
    for (qsizetype i = 0; i < 12; ++i) {
        const ConnectionInfo &info = *snapshot.connections.at(i);
        QCOMPARE(info.id, ConnectionId(quint64(i) + 1));
        QCOMPARE(info.peer.toLatin1(), peerOf(clients[std::size_t(i)]));
        QCOMPARE(info.state, i < 2 ? ConnectionState::Responding : ConnectionState::Waiting);
        QVERIFY(info.openedAt >= last && info.openedAt <= after);
        last = info.openedAt;
    }

    workers.release();
    for (RawClient &client : clients)
        QTRY_COMPARE(client.responses(), 1);
    const Snapshot served = workers.engine->snapshot();
    for (qsizetype i = 0; i < 12; ++i) {
        QCOMPARE(served.connections.at(i)->id, snapshot.connections.at(i)->id);
        QCOMPARE(served.connections.at(i)->openedAt, snapshot.connections.at(i)->openedAt);
        QCOMPARE(served.connections.at(i)->requests, 1u);
        if (i >= 2) // from accept on, until release()
            QVERIFY(served.connections.at(i)->waited >= after - served.connections.at(i)->openedAt);
    }
}

void tst_StuckWorker::isNamedWithItsConnectionsAtAForcedEnd()
{
    EngineSettings settings;
    settings.abortAfter = 50ms;
    settings.forceAfter = 150ms;
    TwoWorkers workers(settings);
    std::vector<RawClient> clients;
    clients.push_back(workers.block());
    clients.push_back(workers.block());
    for (int i = 0; i < 4; ++i)
        clients.push_back(workers.client(get("/")));
    QTRY_COMPARE(workers.engine->openConnections(), 6);
    QSignalSpy finished(&*workers.engine, &HttpEngine::shutdownFinished);
    workers.engine->shutdown();
    QTRY_COMPARE(finished.count(), 1);
    const ShutdownReport report = workers.engine->report();
    QCOMPARE(report.phase, ShutdownPhase::Forced);
    QCOMPARE(report.openAtStart + report.acceptedDuringDrain, 6);
    QCOMPARE(report.leftOpen, 6);
    QCOMPARE(report.requestsLost, 2); // of the others, nobody has read any
    QCOMPARE(report.endedBadly.size(), 6u);
    for (std::size_t i = 0; i < 6; ++i) {
        const ConnectionInfo &info = report.endedBadly[i];
        QCOMPARE(info.id, ConnectionId(i + 1));
        QCOMPARE(info.peer.toLatin1(), peerOf(clients[i]));
        QCOMPARE(info.state, i < 2 ? ConnectionState::Responding : ConnectionState::Waiting);
        QVERIFY(report.takenAt - info.openedAt >= 150ms);
    }
}

QTEST_GUILESS_MAIN(tst_StuckWorker)
#include "tst_stuckworker.moc"

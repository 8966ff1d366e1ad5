// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/acceptor.h"

#include "engine/httpengine.h"
#include "engine/statuslines.h"
#include "lab/labroutes.h"
#include "nodescriptors.h"
#include "rawclient.h"
#include "tracking/trackingserver.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <ctime>
#include <mutex>
#include <optional>
#include <vector>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

// Several workers behind one address, whose servers can be looked at.
class Servers
{
public:
    explicit Servers(EngineSettings settings)
    {
        settings.port = 0;
        engine.emplace(settings, [this](QHttpServer &http, TrackingServer &server) {
            addLabRoutes(http, server);
            const std::scoped_lock lock(mutex);
            servers.push_back(&server);
        });
        if (!engine->listen())
            qFatal("cannot listen: %ls", qUtf16Printable(engine->errorString()));
    }

    RawClient client(const QByteArray &request = {})
    {
        RawClient result(engine->serverPort());
        if (!request.isEmpty())
            result.send(request);
        return result;
    }

    bool connect(int socket) const
    {
        const sockaddr_in address { .sin_family = AF_INET,
                                    .sin_port = htons(engine->serverPort()),
                                    .sin_addr = { htonl(INADDR_LOOPBACK) },
                                    .sin_zero = {} };
        return ::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }

    qsizetype open() const { return engine->snapshot().counts.open; }

    std::mutex mutex;
    std::vector<TrackingServer *> servers;
    std::optional<HttpEngine> engine;
};

EngineSettings threads(int count)
{
    EngineSettings settings;
    settings.threads = count;
    return settings;
}

// To be connected when there is no descriptor left.
int newSocket()
{
    return ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

QElapsedTimer startedTimer()
{
    QElapsedTimer timer;
    timer.start();
    return timer;
}

std::clock_t processorTime()
{
    return std::clock() / (CLOCKS_PER_SEC / 1000); // milliseconds, of the whole process
}

} // namespace

class tst_Acceptor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEachWorkerItsShare_data();
    void givesEachWorkerItsShare();
    void evensOutWhatClosed();
    void countsAllWorkersForTheLimit();
    void makesRoomInAllWorkers();
    void makesTheLongestIdleMakeRoom();
    void holdsFewOfThoseItRejects();
    void waitsForDescriptorsAndGoesOnServing();
    void waitsForNoDescriptorOnceAborted_data();
    void waitsForNoDescriptorOnceAborted();
    void stopsListeningThoughAWorkerIsBlocked();
    void servesWhatWaitedForABlockedWorker();
    void saysOnceThatItsListenerIsBroken();
};

void tst_Acceptor::givesEachWorkerItsShare_data()
{
    QTest::addColumn<int>("threads");
    QTest::newRow("one") << 1;
    QTest::newRow("two") << 2;
    QTest::newRow("four") << 4;
}

void tst_Acceptor::givesEachWorkerItsShare()
{
    QFETCH(int, threads);
    Servers servers(::threads(threads));
    std::vector<RawClient> clients;
    for (int i = 0; i < 100; ++i)
        clients.push_back(servers.client(get("/")));
    for (RawClient &client : clients)
        QTRY_COMPARE(client.responses(), 1);
    QCOMPARE(servers.open(), 100);
    for (const TrackingServer *server : servers.servers)
        QCOMPARE(server->openConnections(), 100 / threads);
}

void tst_Acceptor::evensOutWhatClosed()
{
    Servers servers(threads(2));
    std::vector<RawClient> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(servers.client());
        QTRY_COMPARE(servers.open(), i + 1); // one after the other, so that they take turns
    }
    for (std::size_t i = 0; i < clients.size(); i += 2)
        clients[i].close();
    QTRY_COMPARE(servers.open(), 10);
    const auto fewest = std::min(servers.servers[0]->openConnections(), servers.servers[1]->openConnections());
    QCOMPARE(fewest, 0); // all those of one worker
    for (int i = 0; i < 10; ++i)
        clients.push_back(servers.client());
    QTRY_COMPARE(servers.open(), 20);
    for (const TrackingServer *server : servers.servers)
        QCOMPARE(server->openConnections(), 10);
}

void tst_Acceptor::countsAllWorkersForTheLimit()
{
    EngineSettings settings = threads(4);
    settings.limits.connections = 10;
    QTest::ignoreMessage(QtWarningMsg, "connections are rejected: 10 are open");
    Servers servers(settings);
    std::vector<RawClient> clients;
    for (int i = 0; i < 10; ++i)
        clients.push_back(servers.client(get("/hang")));
    QTRY_COMPARE(servers.engine->snapshot().counts.active, 10);
    RawClient tooMany = servers.client();
    QTRY_COMPARE(tooMany.end(), RawClient::End::Fin);
    QVERIFY(tooMany.received().startsWith("HTTP/1.1 503 "));
    clients.back().reset();
    QTRY_COMPARE(servers.open(), 9 + 1); // the rejected one is there until it closes, and takes nobody's place
    RawClient again = servers.client(get("/"));
    QTRY_COMPARE(again.responses(), 1);
    QVERIFY(again.received().startsWith("HTTP/1.1 200 "));
}

// As many as come, though they come at once and the idle ones are here and there.
void tst_Acceptor::makesRoomInAllWorkers()
{
    EngineSettings settings = threads(4);
    settings.limits.connections = 40;
    Servers servers(settings);
    std::vector<RawClient> idle;
    for (int i = 0; i < 40; ++i)
        idle.push_back(servers.client(get("/")));
    for (RawClient &client : idle)
        QTRY_COMPARE(client.responses(), 1);
    QTRY_COMPARE(servers.engine->snapshot().counts.idle, 40);
    std::vector<RawClient> clients;
    for (int i = 0; i < 40; ++i)
        clients.push_back(servers.client(get("/hang")));
    QTRY_COMPARE(servers.engine->snapshot().counts.active, 40);
    for (RawClient &client : idle) {
        QTRY_COMPARE(client.end(), RawClient::End::Fin);
        QCOMPARE(client.responses(), 1);
        client.close();
    }
    QTRY_COMPARE(servers.open(), 40);
    for (const TrackingServer *server : servers.servers)
        QCOMPARE(server->openConnections(), 10); // their shares are what they were
    QTest::ignoreMessage(QtWarningMsg, "connections are rejected: 40 are open");
    RawClient tooMany = servers.client();
    QTRY_COMPARE(tooMany.end(), RawClient::End::Fin);
    QVERIFY(tooMany.received().startsWith("HTTP/1.1 503 "));
}

void tst_Acceptor::makesTheLongestIdleMakeRoom()
{
    EngineSettings settings = threads(2);
    settings.limits.connections = 6;
    Servers servers(settings);
    std::vector<RawClient> clients;
    for (int i = 0; i < 6; ++i) { // one after the other, now in this worker and now in that
        clients.push_back(servers.client(get("/")));
        QTRY_COMPARE(clients.back().responses(), 1);
        QTRY_COMPARE(servers.engine->snapshot().counts.idle, i + 1);
    }
    std::vector<RawClient> others;
    for (std::size_t i = 0; i < clients.size(); ++i) {
        others.push_back(servers.client(get("/hang")));
        QTRY_COMPARE(clients[i].end(), RawClient::End::Fin);
        for (std::size_t later = i + 1; later < clients.size(); ++later)
            QCOMPARE(clients[later].end(), RawClient::End::None);
    }
    QTRY_COMPARE(servers.engine->snapshot().counts.active, 6);
}

void tst_Acceptor::holdsFewOfThoseItRejects()
{
    EngineSettings settings = threads(2);
    settings.limits.connections = 2;
    QTest::ignoreMessage(QtWarningMsg, "connections are rejected: 2 are open");
    Servers servers(settings);
    std::vector<RawClient> served;
    for (int i = 0; i < 2; ++i)
        served.push_back(servers.client(get("/hang")));
    QTRY_COMPARE(servers.engine->snapshot().counts.active, 2);
    std::vector<RawClient> rejected;
    for (int i = 0; i < 300; ++i)
        rejected.push_back(servers.client());
    QTRY_COMPARE(servers.engine->snapshot().counts.accepted, 302u);
    QVERIFY(servers.open() <= 2 + 64);
    for (RawClient &client : rejected) {
        QTRY_COMPARE(client.end(), RawClient::End::Fin);
        QVERIFY2(client.received().startsWith("HTTP/1.1 503 "), client.received());
        client.close();
    }
    QTRY_COMPARE(servers.open(), 2);
    const Snapshot snapshot = servers.engine->snapshot();
    const auto isRejected = [](const ConnectionFacts &info) { return info->cause == CloseCause::Rejected; };
    QCOMPARE(std::count_if(snapshot.connections.begin(), snapshot.connections.end(), isRejected), 300);
}

void tst_Acceptor::waitsForDescriptorsAndGoesOnServing()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("Without a descriptor, the undefined-behaviour sanitizer takes each object for an invalid one");
#endif
    Servers servers(threads(1));
    RawClient open = servers.client(get("/"));
    QTRY_COMPARE(open.responses(), 1);
    const int late = newSocket();
    const StatusLines lines(&*servers.engine);
    QSignalSpy said(&lines, &StatusLines::said);
    QSignalSpy paused(&*servers.engine, &HttpEngine::acceptingPaused);
    {
        const NoDescriptors none;
        QVERIFY(servers.connect(late));
        QCOMPARE(::send(late, "GET / HTTP/1.0\r\n\r\n", 18, MSG_NOSIGNAL), 18);
        const QElapsedTimer sincePause = startedTimer();
        QTRY_VERIFY(paused.count() > 0);
        const std::clock_t before = processorTime();
        QVERIFY(open.send(get("/")));
        QTRY_COMPARE(open.responses(), 2);
        QTest::qWait(500);
        QVERIFY(processorTime() - before < 250); // half of it at most: a loop that spins takes all
        QVERIFY(paused.count() <= 1 + sincePause.elapsed() / 1000);
        const auto isPause = [](const QList<QVariant> &line) { return line.at(1).toString().contains(u"descriptor"); };
        QCOMPARE(std::count_if(said.begin(), said.end(), isPause), paused.count());
    }
    char byte = 0;
    QTRY_COMPARE(::recv(late, &byte, 1, MSG_DONTWAIT), 1);
    ::close(late);
}

void tst_Acceptor::waitsForNoDescriptorOnceAborted_data()
{
    QTest::addColumn<bool>("comesFree");
    QTest::newRow("though one comes free") << true;
    QTest::newRow("and none comes free") << false;
}

void tst_Acceptor::waitsForNoDescriptorOnceAborted()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("Without a descriptor, the undefined-behaviour sanitizer takes each object for an invalid one");
#endif
    QFETCH(bool, comesFree);
    Servers servers(threads(1)); // which forces the end after 10 s
    RawClient busy = servers.client(get("/hang"));
    QTRY_COMPARE(servers.engine->snapshot().counts.active, 1);
    if (!comesFree) {
        servers.engine->abortConnection(ConnectionId(1));
        QTRY_COMPARE(servers.open(), 0);
    }
    const int late = newSocket();
    QSignalSpy paused(&*servers.engine, &HttpEngine::acceptingPaused);
    QSignalSpy finished(&*servers.engine, &HttpEngine::shutdownFinished);
    const NoDescriptors none;
    QVERIFY(servers.connect(late));
    const QByteArray request = get("/hang");
    QCOMPARE(::send(late, request.constData(), std::size_t(request.size()), MSG_NOSIGNAL), request.size());
    QTRY_VERIFY(paused.count() > 0);
    servers.engine->shutdown();
    servers.engine->abortNow();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(servers.engine->phase(), ShutdownPhase::Closed);
    char byte = 0;
    QCOMPARE(::recv(late, &byte, 1, MSG_DONTWAIT), -1);
    QCOMPARE(errno, ECONNRESET);
    ::close(late);
}

void tst_Acceptor::stopsListeningThoughAWorkerIsBlocked()
{
    Servers servers(threads(2));
    RawClient blocking = servers.client(get("/block/2000"));
    QTRY_COMPARE(servers.engine->snapshot().counts.active, 1);
    servers.engine->shutdown();
    // A SYN that meets the very end of the listening is lost, and sent again and refused a second later.
    QTRY_VERIFY(!RawClient(servers.engine->serverPort()).isConnected());
    QCOMPARE(blocking.responses(), 0); // long before
    QTRY_COMPARE(blocking.responses(), 1);
}

void tst_Acceptor::servesWhatWaitedForABlockedWorker()
{
    Servers servers(threads(1));
    RawClient blocking = servers.client(get("/block/300"));
    QTRY_COMPARE(servers.engine->snapshot().counts.active, 1);
    std::vector<RawClient> clients;
    for (int i = 0; i < 200; ++i) // more than are taken over at a time
        clients.push_back(servers.client(get("/")));
    QSignalSpy finished(&*servers.engine, &HttpEngine::shutdownFinished);
    servers.engine->shutdown();
    for (RawClient &client : clients)
        QTRY_COMPARE(client.responses(), 1);
    for (RawClient &client : clients)
        client.close();
    blocking.close();
    QTRY_COMPARE(finished.count(), 1);
    const ShutdownReport report = servers.engine->report();
    QCOMPARE(report.openAtStart + report.acceptedDuringDrain, 201);
    QCOMPARE(report.requestsLost, 0);
}

void tst_Acceptor::saysOnceThatItsListenerIsBroken()
{
    FileDescriptor listener(newSocket());
    QCOMPARE(::listen(listener.number(), 1), 0);
    const FileDescriptor other = FileDescriptor::duplicateOf(listener.number());
    Acceptor acceptor(std::move(listener), std::make_shared<ConnectionQuota>(1), {});
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("no more connections can be accepted")));
    QVERIFY(acceptor.start());
    QCOMPARE(::shutdown(other.number(), SHUT_RDWR), 0);
    const std::clock_t before = processorTime();
    QTest::qWait(500);
    QVERIFY(processorTime() - before < 250); // half of it at most: a loop that spins takes all
    acceptor.stopListening(); // and its end is awaited by the destructor
}

QTEST_GUILESS_MAIN(tst_Acceptor)
#include "tst_acceptor.moc"

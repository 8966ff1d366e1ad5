// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/httpengine.h"
#include "lab/labroutes.h"
#include "rawclient.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <optional>
#include <vector>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

EngineSettings engineSettings(ShutdownPolicy policy = ShutdownPolicy::Drain, std::chrono::milliseconds abortAfter = 5s,
                              std::chrono::milliseconds forceAfter = 10s)
{
    EngineSettings settings;
    settings.port = 0;
    settings.policy = policy;
    settings.idleGrace = 0ms;
    settings.abortAfter = abortAfter;
    settings.forceAfter = forceAfter;
    return settings;
}

// An engine with the lab routes, and all that its reader has given up to now.
class WatchedEngine : public HttpEngine
{
public:
    explicit WatchedEngine(const EngineSettings &all = engineSettings())
        : HttpEngine(all, addLabRoutes)
        , finished(this, &HttpEngine::shutdownFinished)
        , reader(requestReader())
    {
        if (!listen())
            qFatal("cannot listen: %ls", qUtf16Printable(errorString()));
    }

    RawClient client(const QByteArray &request = {})
    {
        RawClient result(serverPort());
        if (!request.isEmpty())
            result.send(request);
        return result;
    }
    const QList<RequestLife> &lives()
    {
        m_lives += reader.take();
        return m_lives;
    }
    RequestFigures sum() const
    {
        RequestFigures sum;
        for (const RequestFigures &figures : reader.figures())
            sum += figures;
        return sum;
    }
    bool isAnswering() const
    {
        const Snapshot now = snapshot();
        return std::ranges::any_of(now.connections, [](const ConnectionFacts &info) { return info->answerOwed; });
    }

    QSignalSpy finished;
    RequestReader reader;

private:
    QList<RequestLife> m_lives;
};

using Client = void (*)(WatchedEngine &, RawClient &);

QByteArray post(const QByteArray &target, const QByteArray &body)
{
    return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;
}

const QByteArray webSocket = "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

} // namespace

Q_DECLARE_METATYPE(Client)

class tst_RequestLives : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOfAnAnswer();
    void tellsOfEachRequestOfAConnection();
    void tellsOfAPipelineBeforeARefusal();
    void tellsOfRefusals_data();
    void tellsOfRefusals();
    void tellsOfAConnectionTooMany();
    void tellsOfAWebSocket();
    void tellsOfLosses_data();
    void tellsOfLosses();
    void tellsWhatWasLeftOpen();
    void tellsOfNothingWhereNoRequestCame();
    void knowsHowLongARequestWaitedForItsWorker_data();
    void knowsHowLongARequestWaitedForItsWorker();
    void knowsThatAnIdleConnectionDidNotWait();
    void readsAllWorkers();
    void keepsAsManyAsItIsTold_data();
    void keepsAsManyAsItIsTold();
};

void tst_RequestLives::tellsOfAnAnswer()
{
    WatchedEngine engine;
    const SteadyTime before = SteadyClock::now();
    const QByteArray request = post("/upload", QByteArray(5000, 'x'));
    RawClient client = engine.client(request);
    QTRY_COMPARE(engine.lives().size(), 1);
    QCOMPARE(client.responses(), 1);
    const RequestLife &life = engine.lives().front();
    QCOMPARE(life.connection, ConnectionId(1));
    QCOMPARE(life.number, 1u);
    QCOMPARE(life.outcome, RequestOutcome::Answered);
    QCOMPARE(life.status, 200);
    QCOMPARE(life.requestLine, QByteArray("POST /upload"));
    QCOMPARE(life.bytesIn, quint64(request.size()));
    QCOMPARE(life.bytesOut, quint64(client.received().size()));
    QVERIFY(!life.gap);
    QVERIFY(life.firstByteIn >= before);
    QVERIFY(life.arrivedAt >= life.firstByteIn);
    QVERIFY(life.handedOnAt >= life.arrivedAt);
    QVERIFY(life.firstByteOut >= life.handedOnAt);
    QVERIFY(life.endedAt >= *life.firstByteOut);
    QVERIFY(life.endedAt <= SteadyClock::now());
    const RequestFigures sum = engine.sum();
    QCOMPARE(sum.answered, 1u);
    QCOMPARE(sum.ended(), 1u);
    QCOMPARE(sum.untilEnd.count(), 1u);
}

void tst_RequestLives::tellsOfEachRequestOfAConnection()
{
    WatchedEngine engine;
    RawClient client = engine.client(get("/"));
    QTRY_COMPARE(engine.lives().size(), 1);
    QTest::qWait(30);
    client.send("\r\n"); // which some clients send behind a body
    client.send(get("/status/404"));
    QTRY_COMPARE(engine.lives().size(), 2);
    client.send(get("/delay/50"));
    QTRY_COMPARE(engine.lives().size(), 3);
    const QList<RequestLife> lives = engine.lives();
    QVERIFY(lives[1].gap >= 30ms);
    QVERIFY(lives[1].firstByteIn - lives[0].endedAt - *lives[1].gap < 3us); // each is rounded to a microsecond
    QCOMPARE(lives[1].status, 404);
    QCOMPARE(lives[2].requestLine, QByteArray("GET /delay/50"));
    QCOMPARE(lives[2].number, 3u);
    QVERIFY(lives[2].untilFirstByte() >= 50ms);
    QCOMPARE(lives[0].bytesOut + lives[1].bytesOut + lives[2].bytesOut, quint64(client.received().size()));
}

void tst_RequestLives::tellsOfAPipelineBeforeARefusal()
{
    WatchedEngine engine;
    const QByteArray request = get("/");
    RawClient client = engine.client(request + get("/delay/20") + "nonsense\r\n\r\n");
    QTRY_COMPARE(engine.lives().size(), 3);
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    const QList<RequestLife> lives = engine.lives();
    QCOMPARE(lives[0].status, 200);
    QCOMPARE(lives[0].bytesIn, quint64(request.size()));
    QCOMPARE(lives[1].status, 200);
    QVERIFY(lives[1].gap == 0us);
    QCOMPARE(lives[2].outcome, RequestOutcome::Refused);
    QCOMPARE(lives[2].status, 400);
    QCOMPARE(lives[2].number, 3u);
    QVERIFY(lives[2].arrivedAt < lives[1].endedAt);
    const QByteArray received = client.received();
    QCOMPARE(lives[2].bytesOut, quint64(received.size() - received.lastIndexOf("HTTP/1.1 ")));
    QCOMPARE(lives[0].bytesOut + lives[1].bytesOut + lives[2].bytesOut, quint64(received.size()));
    QCOMPARE(engine.sum().refused, 1u);
}

void tst_RequestLives::tellsOfRefusals_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("no HTTP") << QByteArray("nonsense\r\n\r\n") << 400 << QByteArray();
    QTest::newRow("no Host") << QByteArray("GET /a HTTP/1.1\r\n\r\n") << 400 << QByteArray("GET /a");
    QTest::newRow("too long a target") << "GET /" + QByteArray(20'000, 'a') + " HTTP/1.1\r\n\r\n"
                                       << 414 << QByteArray();
    QTest::newRow("too large a body") << QByteArray("POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n")
                                      << 413 << QByteArray("POST /b");
    QTest::newRow("too slow a header") << QByteArray("GET /c HTTP/1.1\r\n") << 408 << QByteArray();
    QTest::newRow("HTTPS") << QByteArray::fromHex("16030100050100000100") << 400 << QByteArray();
}

void tst_RequestLives::tellsOfRefusals()
{
    QFETCH(QByteArray, sent);
    QFETCH(int, status);
    QFETCH(QByteArray, line);
    EngineSettings impatient = engineSettings();
    impatient.limits.connection.headerTimeout = 150ms;
    WatchedEngine engine(impatient);
    RawClient client = engine.client(sent);
    QTRY_COMPARE(engine.lives().size(), 1);
    client.received();
    client.close();
    QTRY_COMPARE(engine.openConnections(), 0);
    QCOMPARE(engine.lives().size(), 1);
    const RequestLife &life = engine.lives().front();
    QCOMPARE(life.outcome, RequestOutcome::Refused);
    QCOMPARE(life.status, status);
    if (!line.isEmpty())
        QCOMPARE(life.requestLine, line);
    QCOMPARE(life.number, 1u);
    QVERIFY(life.bytesIn > 0);
    QVERIFY(life.firstByteIn <= life.endedAt);
    QVERIFY(!life.lossReason);
    QCOMPARE(engine.sum().refused, 1u);
}

void tst_RequestLives::tellsOfAConnectionTooMany()
{
    EngineSettings few = engineSettings();
    few.limits.connections = 1;
    WatchedEngine engine(few);
    RawClient hanging = engine.client(get("/hang"));
    QTRY_VERIFY(engine.isAnswering());
    RawClient tooMany = engine.client(get("/"));
    QTRY_COMPARE(tooMany.end(), RawClient::End::Fin);
    tooMany.close();
    QTRY_COMPARE(engine.lives().size(), 1);
    QCOMPARE(engine.lives().front().outcome, RequestOutcome::Refused);
    QCOMPARE(engine.lives().front().status, 503);
    QVERIFY(engine.lives().front().untilEnd() < 60s);
}

void tst_RequestLives::tellsOfAWebSocket()
{
    WatchedEngine engine;
    RawClient client = engine.client(webSocket);
    QTRY_VERIFY(client.received().contains("\r\n\r\n"));
    if (!client.received().startsWith("HTTP/1.1 101 "))
        QSKIP("this Qt has no WebSockets on a QHttpServer");
    QTRY_COMPARE(engine.lives().size(), 1);
    QCOMPARE(engine.lives().front().outcome, RequestOutcome::Answered);
    QCOMPARE(engine.lives().front().status, 101);
    client.reset();
    QTRY_COMPARE(engine.openConnections(), 0);
    QCOMPARE(engine.lives().size(), 1);
}

void tst_RequestLives::tellsOfLosses_data()
{
    QTest::addColumn<Client>("act");
    QTest::addColumn<LossReason>("reason");
    const auto row = [](const char *name, LossReason reason, Client act) { QTest::newRow(name) << act << reason; };
    row("the client resets the connection", LossReason::ClientLeft,
        [](WatchedEngine &, RawClient &client) { client.reset(); });
    row("one connection is aborted", LossReason::Aborted,
        [](WatchedEngine &engine, RawClient &) { engine.abortConnection(engine.snapshot().connections.front()->id); });
    row("the shutdown aborts", LossReason::Aborted, [](WatchedEngine &engine, RawClient &) {
        engine.shutdown();
        engine.abortNow();
    });
}

void tst_RequestLives::tellsOfLosses()
{
    QFETCH(Client, act);
    QFETCH(LossReason, reason);
    WatchedEngine engine;
    RawClient client = engine.client(get("/"));
    QTRY_COMPARE(engine.lives().size(), 1);
    const QByteArray request = get("/hang");
    client.send(request);
    QTRY_VERIFY(engine.isAnswering());
    act(engine, client);
    QTRY_COMPARE(engine.lives().size(), 2);
    const RequestLife &life = engine.lives().back();
    QCOMPARE(life.outcome, RequestOutcome::Lost);
    QVERIFY(life.lossReason == reason);
    QCOMPARE(life.status, 0);
    QCOMPARE(life.requestLine, QByteArray("GET /hang"));
    QCOMPARE(life.number, 2u);
    QCOMPARE(life.bytesIn, quint64(request.size()));
    QCOMPARE(life.bytesOut, 0u);
    QVERIFY(life.gap);
    QVERIFY(!life.firstByteOut);
    QVERIFY(life.endedAt >= life.handedOnAt);
    QCOMPARE(engine.sum().lost, 1u);
    QCOMPARE(engine.sum().answered, 1u);
}

void tst_RequestLives::tellsWhatWasLeftOpen()
{
    WatchedEngine engine(engineSettings(ShutdownPolicy::StopListening, 5s, 200ms));
    RawClient idle = engine.client(get("/"));
    QTRY_COMPARE(engine.lives().size(), 1);
    RawClient hanging = engine.client(get("/hang"));
    QTRY_VERIFY(engine.isAnswering());
    engine.shutdown();
    QTRY_COMPARE(engine.finished.count(), 1);
    QCOMPARE(engine.phase(), ShutdownPhase::Forced);
    QCOMPARE(engine.lives().size(), 2);
    const RequestLife &life = engine.lives().back();
    QCOMPARE(life.outcome, RequestOutcome::Lost);
    QVERIFY(life.lossReason == LossReason::LeftOpen);
    QCOMPARE(life.requestLine, QByteArray("GET /hang"));
    QCOMPARE(qsizetype(engine.sum().lost), engine.report().requestsLost);
}

void tst_RequestLives::tellsOfNothingWhereNoRequestCame()
{
    EngineSettings impatient = engineSettings();
    impatient.limits.connection.headerTimeout = 100ms;
    WatchedEngine engine(impatient);
    RawClient silent = engine.client();
    RawClient emptyLine = engine.client("\r\n");
    RawClient leaving = engine.client("GET / HT");
    QTRY_COMPARE(engine.openConnections(), 3);
    leaving.reset();
    QTRY_COMPARE(silent.end(), RawClient::End::Fin);
    QTRY_COMPARE(emptyLine.end(), RawClient::End::Fin);
    silent.close();
    emptyLine.close();
    QTRY_COMPARE(engine.openConnections(), 0);
    QCOMPARE(engine.lives().size(), 0);
    QCOMPARE(engine.sum().ended(), 0u);
}

void tst_RequestLives::knowsHowLongARequestWaitedForItsWorker_data()
{
    QTest::addColumn<bool>("isNew");
    QTest::addColumn<EventLoop>("loop");
    QTest::newRow("on a new connection") << true << EventLoop::Epoll;
    QTest::newRow("on one that is open") << false << EventLoop::Epoll;
    QTest::newRow("on a new connection, with Qt's own loop") << true << EventLoop::Qt;
    QTest::newRow("on one that is open, with Qt's own loop") << false << EventLoop::Qt;
}

// The only worker is blocked. The client waits, and so does its request, in the kernel.
void tst_RequestLives::knowsHowLongARequestWaitedForItsWorker()
{
    QFETCH(bool, isNew);
    QFETCH(EventLoop, loop);
    EngineSettings one = engineSettings();
    one.eventLoop = loop;
    WatchedEngine engine(one);
    RawClient second = engine.client(isNew ? QByteArray() : get("/"));
    QTRY_COMPARE(engine.lives().size(), isNew ? 0 : 1);
    RawClient blocking = engine.client(get("/block/500"));
    QTRY_VERIFY(engine.isAnswering());
    if (isNew)
        second = engine.client();
    const SteadyTime sentAt = SteadyClock::now();
    second.send(get("/status/404"));
    QTRY_COMPARE(engine.lives().size(), isNew ? 2 : 3);
    const RequestLife life = engine.lives().back();
    QCOMPARE(life.status, 404);
    if (blocking.responses() > 0 && life.handedOnAt - sentAt < 310ms)
        QSKIP("this machine is so slow that the worker was free before the request was sent");
    QVERIFY2(life.inQueue() >= 300ms, qPrintable(QString::number(life.inQueue().count())));
    // The kernel knows it to a few milliseconds.
    QVERIFY(life.arrivedAt >= sentAt - 20ms);
    QVERIFY(life.arrivedAt <= sentAt + 100ms);
    QVERIFY(life.untilEnd() >= 300ms);
    QVERIFY(engine.sum().inQueue.quantile(1) >= 300ms);
}

void tst_RequestLives::knowsThatAnIdleConnectionDidNotWait()
{
    WatchedEngine engine;
    RawClient client = engine.client(get("/"));
    for (qsizetype i = 1; i < 20; ++i) {
        QTRY_COMPARE(engine.lives().size(), i);
        QTest::qWait(20);
        client.send(get("/"));
    }
    QTRY_COMPARE(engine.lives().size(), 20);
    const qsizetype without = std::ranges::count_if(
        engine.lives(), [](const RequestLife &life) { return life.inQueue() == std::chrono::microseconds(0); });
    QVERIFY2(without >= 15, qPrintable(QString::number(without))); // on a busy machine some may have waited
}

void tst_RequestLives::readsAllWorkers()
{
    EngineSettings two = engineSettings();
    two.threads = 2;
    two.requestsKept = 1000;
    WatchedEngine engine(two);
    std::vector<RawClient> clients;
    for (int i = 0; i < 10; ++i)
        clients.push_back(engine.client(get("/") + get("/") + get("/")));
    QTRY_COMPARE(engine.lives().size(), 30);
    for (RawClient &client : clients)
        QTRY_COMPARE(client.responses(), 3);
    QCOMPARE(engine.sum().answered, 30u);
    const QList<RequestLife> fresh = engine.requestReader().take();
    QCOMPARE(fresh.size(), 30);
    QVERIFY(std::ranges::is_sorted(fresh, {}, &RequestLife::endedAt));
}

void tst_RequestLives::keepsAsManyAsItIsTold_data()
{
    QTest::addColumn<int>("kept");
    QTest::addColumn<int>("threads");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    QTest::newRow("none") << 0 << 1 << 0 << 0;
    QTest::newRow("fewer than none") << -3 << 1 << 0 << 0;
    QTest::newRow("one") << 1 << 1 << 1 << 1;
    QTest::newRow("all") << 100 << 1 << 12 << 12;
    QTest::newRow("five for two workers") << 5 << 2 << 3 << 6;
}

void tst_RequestLives::keepsAsManyAsItIsTold()
{
    QFETCH(int, kept);
    QFETCH(int, threads);
    QFETCH(int, least);
    QFETCH(int, most);
    EngineSettings some = engineSettings();
    some.requestsKept = kept;
    some.threads = threads;
    WatchedEngine engine(some);
    RawClient client = engine.client(get("/"));
    for (int i = 1; i <= 12; ++i) {
        QTRY_COMPARE(client.responses(), i);
        if (i < 12)
            client.send(get("/"));
    }
    QTRY_COMPARE(engine.sum().answered, 12u);
    const qsizetype remembered = engine.requestReader().take().size();
    QVERIFY(remembered >= least);
    QVERIFY(remembered <= most);
}

QTEST_GUILESS_MAIN(tst_RequestLives)
#include "tst_requestlives.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/httpengine.h"
#include "rawclient.h"
#include "tracking/httpcompat.h"
#include "tracking/trackedconnection.h"
#include "tracking/trackingserver.h"

#include <QDeadlineTimer>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

const QByteArray okResponse = "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 2\r\n\r\nok";

enum class Where { MainThread, EpollWorker, QtWorker };

using Handler = std::function<void(TrackedConnection &, HttpCompat::ResponderArgument)>;

// A QHttpServer with the route "/wait", which blocks, and "/", which does not.
class Server
{
public:
    Server(Where where, const Handler &handler)
    {
        const RouteSetup routes = [this, handler](QHttpServer &router, TrackingServer &server) {
            router.route(QStringLiteral("/wait"),
                         [this, handler, &server](const QHttpServerRequest &, HttpCompat::ResponderArgument responder) {
                             ++inHandlers;
                             handler(*server.currentConnection(),
                                     static_cast<HttpCompat::ResponderArgument>(responder));
                             --inHandlers;
                         });
            router.route(QStringLiteral("/"), [this] {
                mostInHandlers = std::max<int>(mostInHandlers, ++inHandlers);
                --inHandlers;
                return "root";
            });
            QObject::connect(&server, &TrackingServer::shutdownBegun, &server, [this] {
                mostInHandlers = std::max<int>(mostInHandlers, inHandlers + 1);
                ++shutdownsBegun;
            });
        };
        if (where == Where::MainThread) {
            tracking = new TrackingServer(&http);
            if (!tracking->listen(QHostAddress::LocalHost) || !HttpCompat::bind(http, tracking))
                qFatal("cannot listen");
            routes(http, *tracking);
            return;
        }
        EngineSettings settings;
        settings.port = 0;
        settings.eventLoop = where == Where::EpollWorker ? EventLoop::Epoll : EventLoop::Qt;
        settings.idleGrace = 0ms;
        engine = std::make_unique<HttpEngine>(settings, routes);
        if (!engine->listen())
            qFatal("cannot listen");
    }

    quint16 port() const { return engine ? engine->serverPort() : tracking->serverPort(); }

    std::atomic<int> inHandlers = 0;
    std::atomic<int> mostInHandlers = 0; // 2: something was done while a handler waited
    std::atomic<int> shutdownsBegun = 0;
    QHttpServer http;
    TrackingServer *tracking = nullptr; // in the main thread
    std::unique_ptr<HttpEngine> engine;
};

// A client in a thread of its own: the main thread may be the one that blocks.
class Script
{
public:
    Script(quint16 port, const std::function<void(RawClient &)> &play)
        : m_thread([this, port, play] {
            RawClient client(port);
            play(client);
            m_isOver = true;
        })
    {
    }
    ~Script() { m_thread.join(); }

    bool isOver() const { return m_isOver; }

    // For scripts: whether it came true.
    static bool await(const std::function<bool()> &condition)
    {
        for (const QDeadlineTimer bound(10s); !bound.hasExpired(); QTest::qSleep(1)) {
            if (condition())
                return true;
        }
        return condition();
    }

private:
    std::atomic<bool> m_isOver = false;
    std::thread m_thread;
};

void addPlaces()
{
    QTest::addColumn<Where>("where");
    QTest::newRow("in the main thread") << Where::MainThread;
    QTest::newRow("in a worker on epoll") << Where::EpollWorker;
    QTest::newRow("in a worker on Qt's own event loop") << Where::QtWorker;
}

} // namespace

// The blocking functions of a connection in handlers of a QHttpServer, under each event loop.
class tst_WaitingHandler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsWhileItBlocks_data();
    void sendsWhileItBlocks();
    void readsThePipelinedRequestItself_data() { addPlaces(); }
    void readsThePipelinedRequestItself();
    void leavesThePipelinedRequest_data() { addPlaces(); }
    void leavesThePipelinedRequest();
    void letsNobodyElseIn_data() { addPlaces(); }
    void letsNobodyElseIn();
    void learnsThatItsClientHasGone_data() { addPlaces(); }
    void learnsThatItsClientHasGone();
    void answersItsClientThatHasGone_data() { addPlaces(); }
    void answersItsClientThatHasGone();
    void closesBehindItsResponse_data() { addPlaces(); }
    void closesBehindItsResponse();
    void isDrainedOnceItReturns();
    void isAbortedOnceItReturns();
    void findsTheRequestHeader_data() { addPlaces(); }
    void findsTheRequestHeader();
};

void tst_WaitingHandler::sendsWhileItBlocks_data()
{
    using Send = std::function<bool(TrackedConnection &)>;
    QTest::addColumn<Where>("where");
    QTest::addColumn<Send>("send");
    const QList<std::pair<const char *, Send>> ways {
        { "waitForBytesWritten()", [](TrackedConnection &connection) { return connection.waitForBytesWritten(5000); } },
        { "flush()", [](TrackedConnection &connection) { return connection.flush(); } },
    };
    for (const auto &[name, send] : ways) {
        QTest::addRow("%s in the main thread", name) << Where::MainThread << send;
        QTest::addRow("%s in a worker on epoll", name) << Where::EpollWorker << send;
        QTest::addRow("%s in a worker on Qt's own event loop", name) << Where::QtWorker << send;
    }
}

void tst_WaitingHandler::sendsWhileItBlocks()
{
    QFETCH(Where, where);
    QFETCH(std::function<bool(TrackedConnection &)>, send);
    QSemaphore firstHalf;
    std::atomic<bool> isSent = false;
    std::atomic<bool> isReceived = false;
    Server server(where, [&](TrackedConnection &connection, HttpCompat::ResponderArgument) {
        connection.releaseHandler();
        connection.write(okResponse.chopped(1));
        isSent = send(connection);
        isReceived = firstHalf.tryAcquire(1, 10'000); // blocks
        connection.write(okResponse.last(1));
    });
    std::atomic<bool> isWhole = false;
    Script client(server.port(), [&](RawClient &raw) {
        raw.send(get("/wait"));
        if (Script::await([&raw] { return raw.received() == okResponse.chopped(1); }))
            firstHalf.release();
        isWhole = Script::await([&raw] { return raw.received() == okResponse; });
    });
    QTRY_VERIFY_WITH_TIMEOUT(client.isOver(), 30'000);
    QVERIFY(isSent);
    QVERIFY(isReceived);
    QVERIFY(isWhole);
}

// As it could with a stock socket.
void tst_WaitingHandler::readsThePipelinedRequestItself()
{
    QFETCH(Where, where);
    QByteArray read;
    Server server(where, [&read](TrackedConnection &connection, HttpCompat::ResponderArgument) {
        connection.releaseHandler();
        connection.write(okResponse);
        if (connection.waitForReadyRead(5000))
            read = connection.readAll();
        connection.write(okResponse);
    });
    std::atomic<int> responses = 0;
    Script client(server.port(), [&responses](RawClient &raw) {
        raw.send(get("/wait") + get("/2"));
        Script::await([&raw] { return raw.responses() == 2; });
        raw.send(get("/"));
        Script::await([&raw] { return raw.responses() == 3; });
        responses = raw.responses();
    });
    QTRY_VERIFY_WITH_TIMEOUT(client.isOver(), 30'000);
    QTRY_COMPARE(server.inHandlers, 0);
    QCOMPARE(responses, 3);
    QCOMPARE(read, get("/2"));
}

// It is handled when the handler has returned: it is not lost, and handlers do not nest.
void tst_WaitingHandler::leavesThePipelinedRequest()
{
    QFETCH(Where, where);
    std::atomic<int> waited = 0;
    Server server(where, [&waited](TrackedConnection &connection, HttpCompat::ResponderArgument responder) {
        responder.write("ok", "text/plain");
        waited = connection.waitForReadyRead(5000) ? 1 : 2;
    });
    std::atomic<int> responses = 0;
    Script client(server.port(), [&responses](RawClient &raw) {
        raw.send(get("/wait") + get("/"));
        Script::await([&raw] { return raw.responses() == 2; });
        responses = raw.responses();
    });
    QTRY_VERIFY_WITH_TIMEOUT(client.isOver(), 30'000);
    QCOMPARE(responses, 2);
    QCOMPARE(waited, 1);
    QCOMPARE(server.mostInHandlers, 1);
}

void tst_WaitingHandler::letsNobodyElseIn()
{
    QFETCH(Where, where);
    QSemaphore otherHasSent;
    std::atomic<int> waited = 0;
    Server server(where, [&](TrackedConnection &connection, HttpCompat::ResponderArgument responder) {
        otherHasSent.tryAcquire(1, 10'000);
        waited = connection.waitForReadyRead(100) ? 1 : 2;
        waited = waited + (connection.waitForDisconnected(100) ? 10 : 20);
        responder.write("ok", "text/plain");
    });
    std::atomic<int> responses = 0;
    Script client(server.port(), [&](RawClient &raw) {
        RawClient other(server.port());
        other.send(get("/"));
        Script::await([&other] { return other.responses() == 1; });
        raw.send(get("/wait"));
        Script::await([&server] { return server.inHandlers == 1; });
        other.send(get("/"));
        otherHasSent.release();
        Script::await([&] { return raw.responses() == 1 && other.responses() == 2; });
        responses = raw.responses() + other.responses();
    });
    QTRY_VERIFY_WITH_TIMEOUT(client.isOver(), 30'000);
    QCOMPARE(responses, 3);
    QCOMPARE(waited, 22);
    QCOMPARE(server.mostInHandlers, 1);
}

void tst_WaitingHandler::learnsThatItsClientHasGone()
{
    QFETCH(Where, where);
    std::atomic<int> waited = 0;
    std::atomic<bool> isOpen = true;
    Server server(where, [&](TrackedConnection &connection, HttpCompat::ResponderArgument responder) {
        const int result = connection.waitForDisconnected(-1) ? 1 : 2;
        isOpen = connection.isConnectionOpen();
        responder.write("too late", "text/plain");
        waited = result;
    });
    Script client(server.port(), [&server](RawClient &raw) {
        raw.send(get("/wait"));
        Script::await([&server] { return server.inHandlers == 1; });
        raw.reset();
    });
    QTRY_COMPARE(waited, 1);
    QVERIFY(!isOpen);
    QTRY_COMPARE(server.inHandlers, 0);
    RawClient next(server.port());
    next.send(get("/"));
    QTRY_COMPARE(next.responses(), 1);
}

// A wait for bytes that nobody can receive fails, and does not last.
void tst_WaitingHandler::answersItsClientThatHasGone()
{
    QFETCH(Where, where);
    std::atomic<int> waited = 0;
    Server server(where, [&](TrackedConnection &connection, HttpCompat::ResponderArgument) {
        connection.waitForDisconnected(-1);
        connection.write(okResponse.chopped(1));
        int result = connection.waitForBytesWritten(-1) ? 1 : 2;
        result += connection.bytesToWrite() == 0 ? 10 : 20;
        result += connection.waitForReadyRead(-1) ? 100 : 200;
        connection.write(okResponse.last(1));
        waited = result;
    });
    Script client(server.port(), [&server](RawClient &raw) {
        raw.send(get("/wait"));
        Script::await([&server] { return server.inHandlers == 1; });
        raw.reset();
    });
    // Of what is written to a socket that is disconnected already, nobody is told.
    QTRY_COMPARE(waited, HttpCompat::handlersHoldPlainSockets ? 212 : 222);
    QTRY_COMPARE(server.inHandlers, 0);
}

void tst_WaitingHandler::closesBehindItsResponse()
{
    QFETCH(Where, where);
    std::atomic<int> waited = 0;
    Server server(where, [&waited](TrackedConnection &connection, HttpCompat::ResponderArgument) {
        connection.write(okResponse);
        connection.disconnectFromHost();
        waited = connection.waitForDisconnected(-1) ? 1 : 2;
    });
    std::atomic<bool> isWhole = false;
    Script client(server.port(), [&isWhole](RawClient &raw) {
        raw.send(get("/wait"));
        isWhole = Script::await([&raw] { return raw.end() == RawClient::End::Fin && raw.received() == okResponse; });
    });
    QTRY_VERIFY_WITH_TIMEOUT(client.isOver(), 30'000);
    QVERIFY(isWhole);
    QTRY_COMPARE(waited, 1);
}

// The shutdown begins while the handler waits. Its thread learns of that once it has returned, and nothing is lost.
void tst_WaitingHandler::isDrainedOnceItReturns()
{
    std::atomic<int> begunWhileWaiting = -1;
    Server *server = nullptr;
    QSemaphore goOn;
    Server started(Where::EpollWorker, [&](TrackedConnection &connection, HttpCompat::ResponderArgument responder) {
        while (!goOn.tryAcquire())
            connection.waitForReadyRead(20);
        begunWhileWaiting = server->shutdownsBegun.load();
        responder.write("ok", "text/plain");
    });
    server = &started;
    RawClient client(started.port());
    client.send(get("/wait"));
    QTRY_COMPARE(started.inHandlers, 1);
    client.send(get("/")); // and one more, behind it
    QSignalSpy finished(started.engine.get(), &HttpEngine::shutdownFinished);
    started.engine->shutdown();
    QTest::qWait(100); // the worker has been told, and does not look
    QCOMPARE(finished.count(), 0);
    goOn.release();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(begunWhileWaiting, 0);
    QCOMPARE(started.shutdownsBegun, 1);
    QCOMPARE(started.mostInHandlers, 1);
    QCOMPARE(client.responses(), 2);
    QCOMPARE(client.end(), RawClient::End::Fin);
    QCOMPARE(started.engine->report().phase, ShutdownPhase::Closed);
    QCOMPARE(started.engine->report().requestsLost, 0);
}

// The report knows what that loses.
void tst_WaitingHandler::isAbortedOnceItReturns()
{
    std::atomic<int> states = 0;
    QSemaphore goOn;
    Server server(Where::EpollWorker, [&](TrackedConnection &connection, HttpCompat::ResponderArgument) {
        connection.releaseHandler();
        while (!goOn.tryAcquire())
            connection.waitForReadyRead(20);
        states = connection.isConnectionOpen() ? 1 : 2;
    });
    RawClient client(server.port());
    client.send(get("/wait"));
    QTRY_COMPARE(server.inHandlers, 1);
    QSignalSpy finished(server.engine.get(), &HttpEngine::shutdownFinished);
    server.engine->shutdown();
    server.engine->abortNow();
    QTest::qWait(50);
    QCOMPARE(client.end(), RawClient::End::None);
    goOn.release();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(states, 1);
    QTRY_COMPARE(client.end(), RawClient::End::Reset);
    QCOMPARE(server.engine->report().phase, ShutdownPhase::Closed);
    QCOMPARE(server.engine->report().aborted, 1);
    QCOMPARE(server.engine->report().requestsLost, 1);
}

void tst_WaitingHandler::findsTheRequestHeader()
{
    QFETCH(Where, where);
    const QByteArray header = "POST /wait HTTP/1.1\r\nhOST:  localhost \r\nTransfer-Encoding: chunked\r\n"
                              "Upgrade: websocket\r\nX: \xe4\r\n\r\n";
    QByteArray found;
    Server server(where, [&](TrackedConnection &connection, HttpCompat::ResponderArgument responder) {
        found = connection.requestHeader();
        responder.write("ok", "text/plain");
    });
    std::atomic<int> responses = 0;
    Script client(server.port(), [&](RawClient &raw) {
        raw.send(header + "5\r\nhello\r\n0\r\nTrailer: x\r\n\r\n");
        Script::await([&raw] { return raw.responses() == 1; });
        responses = raw.responses();
    });
    QTRY_VERIFY_WITH_TIMEOUT(client.isOver(), 30'000);
    QTRY_COMPARE(server.inHandlers, 0);
    QCOMPARE(responses, 1);
    QCOMPARE(found, header);
}

QTEST_GUILESS_MAIN(tst_WaitingHandler)
#include "tst_waitinghandler.moc"

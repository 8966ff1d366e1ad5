// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "rawclient.h"
#include "tracking/httpcompat.h"
#include "tracking/trackedsocket.h"
#include "tracking/trackingserver.h"
#include "tracking/trackingserver_p.h"

#include <QPointer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include <malloc.h>
#include <sys/socket.h>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

// With a Date, so that nothing has to be added to it.
const QByteArray okResponse = "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 2\r\n\r\nok";

// What the kernel has room for at each of the next calls of send() on one descriptor, in bytes.
struct Room
{
    int descriptor = -1;
    std::deque<std::size_t> left {};
    bool isEndless = false; // takes all there is, at once, and gives it to nobody
};
std::optional<Room> room;

} // namespace

// In the place of the C library's.
extern "C" ssize_t send(int descriptor, const void *data, std::size_t size, int flags)
{
    if (room && room->descriptor == descriptor && room->isEndless)
        return ssize_t(size);
    if (room && room->descriptor == descriptor && !room->left.empty()) {
        size = std::min(size, room->left.front());
        room->left.pop_front();
        if (size == 0) {
            errno = EAGAIN;
            return -1;
        }
    }
    return ::sendto(descriptor, data, size, flags, nullptr, 0);
}

// The socket by itself, in the place of a QTcpSocket; what HTTP makes of it is tst_HttpEngine's.
class tst_TrackedSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void knowsBothEnds();
    void readsAWholeRequest();
    void readsLinesAndSkips();
    void readsOneRequestAtATime();
    void tellsWhatWasWritten();
    void countsAsToBeWrittenWhatIsNotAnnounced();
    void letsOthersHaveTheirTurn();
    void answersWholeThoughTurnsEnd_data();
    void answersWholeThoughTurnsEnd();
    void resetsAClientThatStopsReadingBetweenTurns();
    void letsAProducerFinishThoughNobodyReceives();
    void servesAWholeRequestThatIsOverTheBudget();
    void goesOnWhenThereIsRoomAgain();
    void losesNothingWhenThereIsRoomAgain();
    void endsWhenTheClientCloses();
    void endsWhenTheClientResets();
    void outlivesAHalfClosedClient();
    void disconnectsInGoodOrder();
    void disconnectsWithDataUnread();
    void closesAsAStockSocketDoes();
    void abortsAsAStockSocketDoes();
    void doesNotWaitForeverForTheClient();
    void servesWhatHasComeBeforeItSaysClose();
    void waitsForItsHandler();
    void doesNotWaitForAHandlerThatLetGo();
    void resetsACutResponseWhenDeleted();
    void dropsWhatIsWrittenTooLate();
    void refusesABadRequest();
    void hangsUpOnTls();
    void timesOut_data();
    void timesOut();
    void timesOutARequestThatDribbles();
    void survivesAnOwnerThatDeletesItWhenItTimesOut();
    void timesOutABodyThatIsTooSlow();
    void doesNotTimeOutWhatItDidNotRead_data();
    void doesNotTimeOutWhatItDidNotRead();
    void refusesWhatIsOverTheBudget();
    void doesNotTimeOut_data();
    void doesNotTimeOut();
    void resetsAClientThatDoesNotRead();
    void doesNotTimeOutWhatItHasNotTriedToSend();
    void rejectsOneConnectionTooMany();
    void makesRoomForANewConnection();
    void makesNoRoomWhileItIsUsed();
    void makesRoomWhereNothingEverCame();
    void closesMostOfManyTooManyAtOnce();
    void readsARefusedUploadToItsEnd();
    void noticesAResetBehindWhatItDoesNotRead();
    void closesBehindWhatIsNoResponse();
    void namesTheRequestThatIsArriving();
    void freesItsBuffersWhenIdle();
    void isTheCurrentOneForALateReader();
    void givesTheRequestHeaderToItsHandler();

private:
    void restart(const ServerLimits &limits);
    // Connects a client and takes the socket at the server's end.
    TrackedSocket *accept(RawClient &client);
    // The same, with a request from the client waiting to be read.
    TrackedSocket *acceptRequest(RawClient &client, const QByteArray &request = get("/"));
    ConnectionInfo record(ConnectionId id) const;

    std::unique_ptr<TrackingServer> m_server;
};

void tst_TrackedSocket::init()
{
    m_server = std::make_unique<TrackingServer>();
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
}

void tst_TrackedSocket::restart(const ServerLimits &limits)
{
    m_server = std::make_unique<TrackingServer>(limits);
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
}

void tst_TrackedSocket::cleanup()
{
    room.reset();
    m_server.reset();
}

TrackedSocket *tst_TrackedSocket::accept(RawClient &client)
{
    client = RawClient(m_server->serverPort());
    if (!QTest::qWaitFor([this] { return m_server->hasPendingConnections(); }))
        return nullptr;
    return qobject_cast<TrackedSocket *>(m_server->nextPendingConnection());
}

TrackedSocket *tst_TrackedSocket::acceptRequest(RawClient &client, const QByteArray &request)
{
    TrackedSocket *socket = accept(client);
    client.send(request);
    if (!QTest::qWaitFor([socket] { return socket->bytesAvailable() > 0; }))
        qWarning("The request has not arrived");
    return socket;
}

ConnectionInfo tst_TrackedSocket::record(ConnectionId id) const
{
    for (const ConnectionFacts &info : m_server->snapshot().connections) {
        if (info->id == id)
            return *info;
    }
    return {};
}

void tst_TrackedSocket::knowsBothEnds()
{
    RawClient client;
    TrackedSocket *socket = accept(client);
    QVERIFY(socket);
    QCOMPARE(socket->peerAddress(), QHostAddress(QHostAddress::LocalHost));
    QVERIFY(socket->peerPort() > 0);
    QCOMPARE(socket->localAddress(), QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(socket->localPort(), m_server->serverPort());
    QCOMPARE(socket->state(), QAbstractSocket::ConnectedState);
    QVERIFY(socket->isOpen());
    QVERIFY(socket->isReadable());
    QVERIFY(socket->isWritable());
    QVERIFY(socket->socketDescriptor() >= 0);
    QCOMPARE(socket->parent(), m_server.get());
    QCOMPARE(record(socket->id()).peer, QStringLiteral("127.0.0.1:%1").arg(socket->peerPort()));
    QCOMPARE(record(socket->id()).state, ConnectionState::New);
}

void tst_TrackedSocket::readsAWholeRequest()
{
    RawClient client;
    TrackedSocket *socket = accept(client);
    QSignalSpy readyRead(socket, &QIODevice::readyRead);
    const QByteArray request = "POST /u HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
    client.send(request.chopped(1));
    QTRY_COMPARE(record(socket->id()).state, ConnectionState::Reading);
    QCOMPARE(readyRead.count(), 0);
    QCOMPARE(socket->bytesAvailable(), 0);
    client.send(request.last(1));
    QTRY_COMPARE(readyRead.count(), 1);
    QCOMPARE(socket->bytesAvailable(), request.size());
    QCOMPARE(socket->peek(4), QByteArray("POST"));
    QCOMPARE(socket->readLine(), QByteArray("POST /u HTTP/1.1\r\n"));
    socket->startTransaction();
    QCOMPARE(socket->read(6), QByteArray("Host: "));
    socket->rollbackTransaction();
    QCOMPARE(socket->readAll(), request.sliced(request.indexOf("Host")));
    QCOMPARE(socket->bytesAvailable(), 0);
    QCOMPARE(socket->read(1), QByteArray());
    QCOMPARE(record(socket->id()).state, ConnectionState::Responding);
    QCOMPARE(record(socket->id()).bytesIn, quint64(request.size()));
}

void tst_TrackedSocket::readsLinesAndSkips()
{
    RawClient client;
    TrackedSocket *socket = accept(client);
    QVERIFY(!socket->canReadLine());
    client.send(get("/"));
    QTRY_VERIFY(socket->canReadLine());
    QCOMPARE(socket->skip(4), 4);
    QCOMPARE(socket->readLine(), QByteArray("/ HTTP/1.1\r\n"));
    QVERIFY(socket->canReadLine());
}

void tst_TrackedSocket::readsOneRequestAtATime()
{
    RawClient client;
    TrackedSocket *socket = accept(client);
    client.send(get("/1") + get("/2"));
    QTRY_COMPARE(socket->bytesAvailable(), get("/1").size());
    QCOMPARE(socket->readAll(), get("/1"));
    QTest::qWait(20); // nothing more comes before the response
    QCOMPARE(socket->bytesAvailable(), 0);
    socket->write(okResponse);
    QTRY_COMPARE(socket->bytesAvailable(), get("/2").size());
    QCOMPARE(client.responses(), 1);
}

// At whichever of its tries: there is room behind the third.
void tst_TrackedSocket::goesOnWhenThereIsRoomAgain()
{
    RawClient client;
    TrackedSocket *socket = acceptRequest(client, get("/1") + get("/2"));
    QCOMPARE(socket->readAll(), get("/1"));
    qint64 written = 0;
    connect(socket, &QIODevice::bytesWritten, this, [&](qint64 bytes) { written += bytes; });
    room = Room { int(socket->socketDescriptor()), { 10, 0, 0 } };
    socket->write(okResponse);
    QTRY_COMPARE(socket->bytesAvailable(), get("/2").size());
    QCOMPARE(written, okResponse.size());
    QVERIFY(room->left.empty());
    room.reset();
}

void tst_TrackedSocket::losesNothingWhenThereIsRoomAgain()
{
    RawClient client;
    TrackedSocket *socket = acceptRequest(client, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const ConnectionId id = socket->id();
    socket->readAll();
    room = Room { int(socket->socketDescriptor()), { 10, 0, 0 } };
    socket->write(okResponse);
    QTRY_COMPARE(client.responses(), 1);
    QVERIFY(room->left.empty());
    room.reset();
    client.close();
    QTRY_COMPARE(record(id).state, ConnectionState::Closed);
    QCOMPARE(record(id).lostRequests, QList<LostRequest>());
}

void tst_TrackedSocket::tellsWhatWasWritten()
{
    RawClient client;
    TrackedSocket *socket = acceptRequest(client);
    qint64 written = 0;
    connect(socket, &QIODevice::bytesWritten, this, [&written](qint64 bytes) { written += bytes; });
    QCOMPARE(socket->write(okResponse), okResponse.size());
    QTRY_COMPARE(written, okResponse.size());
    QCOMPARE(socket->bytesToWrite(), 0);
    QTRY_COMPARE(client.received(), okResponse);
    QCOMPARE(record(socket->id()).state, ConnectionState::Idle);
    QCOMPARE(record(socket->id()).bytesOut, quint64(okResponse.size()));
}

// Or a handler that fills the socket up to some number of bytes would not end while the client reads fast.
void tst_TrackedSocket::countsAsToBeWrittenWhatIsNotAnnounced()
{
    RawClient client;
    TrackedSocket *socket = acceptRequest(client);
    const QByteArray piece(256 * 1024, 'x');
    socket->write("HTTP/1.1 200 OK\r\n\r\n");
    int pieces = 0;
    while (socket->bytesToWrite() < 1024 * 1024 && pieces < 1000) {
        socket->write(piece);
        client.received(); // so that there is always room
        client.forget();
        ++pieces;
    }
    QVERIFY2(pieces < 10, qPrintable(QString::number(pieces)));
    QTRY_VERIFY((client.received(), socket->bytesToWrite() == 0));
}

// A client that reads as fast as a handler writes is served for ever, and another one all the same.
void tst_TrackedSocket::letsOthersHaveTheirTurn()
{
    RawClient download;
    TrackedSocket *endless = acceptRequest(download);
    RawClient other;
    TrackedSocket *socket = accept(other);
    room = Room { .descriptor = int(endless->socketDescriptor()), .isEndless = true };
    const QByteArray piece(1000, 'x');
    quint64 written = 0;
    connect(endless, &QIODevice::bytesWritten, this, [&] {
        if (written < 1'000'000'000) // to end the test where it fails
            written += quint64(endless->write(piece));
    });
    endless->write("HTTP/1.1 200 OK\r\n\r\n");
    QTRY_VERIFY(written > 1'000'000);

    other.send(get("/"));
    QTRY_VERIFY(socket->bytesAvailable() > 0);
    socket->write(okResponse);
    QTRY_COMPARE(other.received(), okResponse);
    QVERIFY(written < 1'000'000'000);
    room.reset();
}

void tst_TrackedSocket::answersWholeThoughTurnsEnd_data()
{
    QTest::addColumn<int>("pieces");
    for (int pieces = 1; pieces <= 9; ++pieces)
        QTest::addRow("%d pieces", pieces) << pieces;
}

// The connection is not ended before the last byte is announced, and the request counts as answered.
void tst_TrackedSocket::answersWholeThoughTurnsEnd()
{
    QFETCH(int, pieces);
    RawClient client;
    TrackedSocket *socket = acceptRequest(client);
    const ConnectionId id = socket->id();
    const QByteArray piece(64 * 1024, 'x'); // so large that write() sends it at once
    room = Room { .descriptor = int(socket->socketDescriptor()), .isEndless = true };
    qint64 announced = 0;
    int written = 0;
    connect(socket, &QIODevice::bytesWritten, this, [&](qint64 bytes) {
        announced += bytes;
        if (written < pieces) {
            ++written;
            socket->write(piece);
        }
    });
    socket->drain();
    const QByteArray header = "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nConnection: close\r\n"
                              "Content-Length: "
        + QByteArray::number(pieces * piece.size()) + "\r\n\r\n";
    socket->write(header);
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QCOMPARE(announced, header.size() + pieces * piece.size());
    client.close();
    QTRY_COMPARE(record(id).state, ConnectionState::Closed);
    QCOMPARE(record(id).lostRequests, QList<LostRequest>());
}

// It may stop where the kernel has taken all so far, and there is more to come.
void tst_TrackedSocket::resetsAClientThatStopsReadingBetweenTurns()
{
    restart({ .connection = { .writeTimeout = 300ms } });
    RawClient client;
    TrackedSocket *socket = acceptRequest(client);
    const ConnectionId id = socket->id();
    const QByteArray piece(32 * 1024, 'x');
    connect(socket, &QIODevice::bytesWritten, this, [&] { socket->write(piece); });
    socket->write("HTTP/1.1 200 OK\r\n\r\n");
    QTRY_COMPARE(record(id).cause, CloseCause::Aborted);
    QCOMPARE(record(id).closeReason, QByteArray("The client did not read"));
}

// Whoever waits for bytesWritten() is told, however the connection has ended: or its file would stay open for ever.
void tst_TrackedSocket::letsAProducerFinishThoughNobodyReceives()
{
    RawClient client;
    TrackedSocket *socket = acceptRequest(client);
    const QByteArray piece(32 * 1024, 'x');
    int left = 100;
    connect(socket, &QIODevice::bytesWritten, this, [&] {
        if (left > 0) {
            --left;
            socket->write(piece);
        }
    });
    room = Room { .descriptor = int(socket->socketDescriptor()), .left = { 0, 0, 0, 0, 0, 0, 0, 0 } };
    socket->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(100 * piece.size()) + "\r\n\r\n");
    socket->resetConnection();
    QTRY_COMPARE(left, 0);
}

// It is handed on at once, and waits no more.
void tst_TrackedSocket::servesAWholeRequestThatIsOverTheBudget()
{
    restart({ .buffered = 5000 });
    RawClient client;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("5000 bytes wait")));
    TrackedSocket *socket = acceptRequest(
        client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\n" + QByteArray(9000, 'x'));
    QVERIFY(socket->bytesAvailable() > 9000);
    socket->write(okResponse);
    QTRY_COMPARE(client.received(), okResponse);
}

void tst_TrackedSocket::endsWhenTheClientCloses()
{
    RawClient client;
    TrackedSocket *socket = accept(client);
    const ConnectionId id = socket->id();
    QSignalSpy disconnected(socket, &QAbstractSocket::disconnected);
    QSignalSpy errors(socket, &QAbstractSocket::errorOccurred);
    client.close();
    QTRY_COMPARE(disconnected.count(), 1);
    QCOMPARE(errors.count(), 1);
    QCOMPARE(socket->error(), QAbstractSocket::RemoteHostClosedError);
    QCOMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(socket->socketDescriptor(), -1);
    QVERIFY(!socket->isConnectionOpen());
    QCOMPARE(record(id).cause, CloseCause::ByClient);
}

void tst_TrackedSocket::endsWhenTheClientResets()
{
    RawClient client;
    TrackedSocket *socket = acceptRequest(client);
    const ConnectionId id = socket->id();
    QSignalSpy disconnected(socket, &QAbstractSocket::disconnected);
    socket->readAll();
    socket->write(okResponse);
    QTRY_COMPARE(record(id).state, ConnectionState::Idle);
    client.close(); // with the response unread: a reset
    QTRY_COMPARE(disconnected.count(), 1);
    QCOMPARE(record(id).cause, CloseCause::ByClient);
}

void tst_TrackedSocket::outlivesAHalfClosedClient()
{
    RawClient client;
    TrackedSocket *socket = accept(client);
    QSignalSpy disconnected(socket, &QAbstractSocket::disconnected);
    client.send(get("/"));
    client.sendFin();
    QTRY_VERIFY(record(socket->id()).peerFinished);
    QCOMPARE(socket->state(), QAbstractSocket::ConnectedState);
    QCOMPARE(disconnected.count(), 0);
    QCOMPARE(socket->readAll(), get("/"));
    socket->write(okResponse);
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QCOMPARE(client.received(), okResponse);
    QCOMPARE(disconnected.count(), 1);
}

void tst_TrackedSocket::disconnectsInGoodOrder()
{
    RawClient client;
    TrackedSocket *socket = acceptRequest(client);
    const ConnectionId id = socket->id();
    QSignalSpy disconnected(socket, &QAbstractSocket::disconnected);
    socket->readAll();
    socket->write(okResponse);
    socket->disconnectFromHost();
    QCOMPARE(socket->state(), QAbstractSocket::ClosingState);
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QCOMPARE(client.received(), okResponse);
    QCOMPARE(record(id).state, ConnectionState::Closing);
    QCOMPARE(disconnected.count(), 0);
    client.close();
    QTRY_COMPARE(disconnected.count(), 1);
    QCOMPARE(record(id).cause, CloseCause::Disconnected);
}

// A stock QTcpSocket resets the connection here, and much of the response with it.
void tst_TrackedSocket::disconnectsWithDataUnread()
{
    RawClient client;
    TrackedSocket *socket = acceptRequest(client, get("/") + QByteArray(1'000'000, 'x'));
    socket->readAll();
    const QByteArray body(400'000, 'y');
    socket->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    socket->disconnectFromHost();
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QVERIFY(client.received().endsWith(body));
}

void tst_TrackedSocket::closesAsAStockSocketDoes()
{
    RawClient client;
    TrackedSocket *socket = accept(client);
    QSignalSpy disconnected(socket, &QAbstractSocket::disconnected);
    socket->close();
    QVERIFY(!socket->isOpen());
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    client.close();
    QTRY_COMPARE(disconnected.count(), 1);
}

void tst_TrackedSocket::abortsAsAStockSocketDoes()
{
    RawClient client;
    TrackedSocket *socket = accept(client);
    const ConnectionId id = socket->id();
    QSignalSpy disconnected(socket, &QAbstractSocket::disconnected);
    socket->abort();
    QCOMPARE(disconnected.count(), 1);
    QCOMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(client.end(), RawClient::End::Reset);
    QCOMPARE(record(id).cause, CloseCause::Aborted);
}

void tst_TrackedSocket::doesNotWaitForeverForTheClient()
{
    RawClient client;
    TrackedSocket *socket = accept(client);
    const ConnectionId id = socket->id();
    QSignalSpy disconnected(socket, &QAbstractSocket::disconnected);
    socket->disconnectFromHost();
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QTRY_COMPARE_WITH_TIMEOUT(disconnected.count(), 1, 10'000); // after two seconds
    QCOMPARE(record(id).cause, CloseCause::Disconnected);
}

void tst_TrackedSocket::servesWhatHasComeBeforeItSaysClose()
{
    RawClient client;
    TrackedSocket *socket = acceptRequest(client, get("/1"));
    socket->readAll();
    socket->drain();
    QVERIFY(client.send(get("/2"))); // it is in the kernel when the response is written
    socket->write(okResponse);
    QTRY_VERIFY(socket->bytesAvailable() > 0);
    QCOMPARE(socket->readAll(), get("/2"));
    QCOMPARE(client.responses(), 1);
    QVERIFY(!client.received().contains("Connection: close"));
    socket->write(okResponse);
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QCOMPARE(client.responses(), 2);
    QCOMPARE(client.received().count("Connection: close"), 1);
}

void tst_TrackedSocket::waitsForItsHandler()
{
    RawClient client;
    TrackedSocket *socket = acceptRequest(client);
    const ConnectionId id = socket->id();
    QSignalSpy disconnected(socket, &QAbstractSocket::disconnected);
    socket->resetConnection();
    QCOMPARE(record(id).state, ConnectionState::Closed);
    if (!HttpCompat::handlersHoldPlainSockets) {
        QCOMPARE(disconnected.count(), 1);
        return;
    }
    QTest::qWait(20);
    QCOMPARE(disconnected.count(), 0); // whoever handles the request may still write to it
    QVERIFY(socket->isOpen());
    QCOMPARE(socket->state(), QAbstractSocket::ConnectedState); // or QHttpServer would not write
    QSignalSpy bytesWritten(socket, &QIODevice::bytesWritten);
    QCOMPARE(socket->write(okResponse.chopped(1)), okResponse.size() - 1);
    QTRY_COMPARE(bytesWritten.count(), 1); // a handler that waits for this goes on
    QCOMPARE(disconnected.count(), 0);
    socket->write(okResponse.last(1));
    QTRY_COMPARE(disconnected.count(), 1);
}

void tst_TrackedSocket::doesNotWaitForAHandlerThatLetGo()
{
    RawClient client;
    TrackedSocket *socket = acceptRequest(client);
    QSignalSpy disconnected(socket, &QAbstractSocket::disconnected);
    socket->releaseHandler();
    socket->resetConnection();
    QCOMPARE(disconnected.count(), 1);
}

void tst_TrackedSocket::resetsACutResponseWhenDeleted()
{
    RawClient client;
    TrackedSocket *socket = acceptRequest(client);
    const ConnectionId id = socket->id();
    delete socket;
    QTRY_COMPARE(client.end(), RawClient::End::Reset);
    QCOMPARE(record(id).cause, CloseCause::Aborted);
    QVERIFY(!TrackingServerPrivate::of(*m_server).sockets.find(id));

    socket = accept(client);
    delete socket; // nothing is owed
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
}

void tst_TrackedSocket::dropsWhatIsWrittenTooLate()
{
    RawClient client;
    TrackedSocket *socket = acceptRequest(client);
    socket->halfClose();
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QCOMPARE(socket->write(okResponse), okResponse.size());
    QTRY_COMPARE(socket->bytesToWrite(), 0);
    QTest::qWait(20);
    QCOMPARE(client.received(), QByteArray());
    QVERIFY(socket->isConnectionOpen());
    QSignalSpy disconnected(socket, &QAbstractSocket::disconnected);
    client.close();
    QTRY_COMPARE(disconnected.count(), 1);
}

void tst_TrackedSocket::refusesABadRequest()
{
    RawClient client;
    TrackedSocket *socket = accept(client);
    QSignalSpy readyRead(socket, &QIODevice::readyRead);
    client.send("BAD\r\n\r\n" + QByteArray(100'000, 'x'));
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QVERIFY(client.received().startsWith("HTTP/1.1 400 "));
    QCOMPARE(readyRead.count(), 0);
    const ConnectionId id = socket->id();
    client.close();
    QTRY_COMPARE(record(id).cause, CloseCause::Rejected);
}

void tst_TrackedSocket::hangsUpOnTls()
{
    RawClient client;
    TrackedSocket *socket = accept(client);
    const ConnectionId id = socket->id();
    client.send(QByteArray("\x16\x03\x01\x02\x00\x01\x00", 7));
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QCOMPARE(client.received(), QByteArray());
    client.close();
    QTRY_COMPARE(record(id).cause, CloseCause::Rejected);
    QCOMPARE(record(id).closeReason, QByteArray("HTTPS was spoken to an HTTP port"));
}

void tst_TrackedSocket::timesOut_data()
{
    QTest::addColumn<ConnectionLimits>("limits");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("answer");
    const ConnectionLimits header { .headerTimeout = 100ms };
    const ConnectionLimits body { .bodyTimeout = 100ms };
    const ConnectionLimits idle { .keepAliveTimeout = 100ms };
    QTest::newRow("without a byte") << header << QByteArray() << QByteArray();
    QTest::newRow("in a request line") << header << QByteArray("GET /") << QByteArray("HTTP/1.1 408 ");
    QTest::newRow("in a header") << header << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n")
                                 << QByteArray("HTTP/1.1 408 ");
    QTest::newRow("in a body") << body << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nbody")
                               << QByteArray("HTTP/1.1 408 ");
    const ConnectionLimits rate { .bodyRate = 1000, .bodyRateFrom = 100ms };
    QTest::newRow("in a body that is too slow")
        << rate << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999\r\n\r\nbody")
        << QByteArray("HTTP/1.1 408 ");
    QTest::newRow("in chunks that are too slow")
        << rate << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n")
        << QByteArray("HTTP/1.1 408 ");
    QTest::newRow("in a body that waited to be asked for, and is too slow")
        << rate << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 999\r\n\r\n")
        << QByteArray("HTTP/1.1 100 ");
    QTest::newRow("between two requests") << idle << get("/") << okResponse;
}

void tst_TrackedSocket::timesOut()
{
    QFETCH(ConnectionLimits, limits);
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, answer);
    restart({ .connection = limits });
    RawClient client;
    TrackedSocket *socket = accept(client);
    const ConnectionId id = socket->id();
    connect(socket, &QIODevice::readyRead, socket, [socket] { socket->write(okResponse); });
    if (!request.isEmpty())
        client.send(request);
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QVERIFY2(client.received().startsWith(answer.first(std::min<qsizetype>(answer.size(), 13))), client.received());
    QCOMPARE(client.received().isEmpty(), answer.isEmpty());
    client.close();
    QTRY_COMPARE(record(id).cause, CloseCause::TimedOut);
    QVERIFY(!record(id).closeReason.isEmpty());
}

// However regularly its bytes come.
void tst_TrackedSocket::timesOutARequestThatDribbles()
{
    restart({ .connection = { .bodyTimeout = 60s, .requestTimeout = 300ms } });
    RawClient client;
    accept(client);
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
    QDeadlineTimer bound(20s);
    while (client.end() == RawClient::End::None && !bound.hasExpired()) {
        QTest::qWait(20);
        client.send("x");
    }
    QVERIFY2(client.received().startsWith("HTTP/1.1 408 "), client.received());
}

// The owner is told that the answer was sent.
void tst_TrackedSocket::survivesAnOwnerThatDeletesItWhenItTimesOut()
{
    restart({ .connection = { .headerTimeout = 50ms } });
    RawClient client;
    const QPointer<TrackedSocket> socket = accept(client);
    connect(socket, &QIODevice::bytesWritten, this, [socket] { delete socket; });
    QVERIFY(client.send("GET /"));
    QTRY_VERIFY(!socket);
    QTRY_VERIFY(client.end() != RawClient::End::None);
    QCOMPARE(m_server->openConnections(), 0);
}

// With its average since it began, however fast its last bytes are.
void tst_TrackedSocket::timesOutABodyThatIsTooSlow()
{
    restart({ .connection = { .bodyRate = 10'000, .bodyRateFrom = 200ms } });
    RawClient client;
    const ConnectionId id = accept(client)->id();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
    QDeadlineTimer bound(20s);
    while (client.end() == RawClient::End::None && !bound.hasExpired()) {
        QTest::qWait(20);
        client.send("x");
    }
    QVERIFY2(client.received().startsWith("HTTP/1.1 408 "), client.received());
    client.close();
    QTRY_COMPARE(record(id).cause, CloseCause::TimedOut);
    QCOMPARE(record(id).closeReason, QByteArray("408 Request Timeout"));
}

// In the order in which time passes: the body begins with the end of the response before it.
void tst_TrackedSocket::doesNotTimeOutWhatItDidNotRead_data()
{
    QTest::addColumn<bool>("isBehindAnother");
    QTest::newRow("while its thread was blocked") << false;
    QTest::newRow("while another request was answered") << true;
}

void tst_TrackedSocket::doesNotTimeOutWhatItDidNotRead()
{
    QFETCH(bool, isBehindAnother);
    restart({ .connection = { .bodyRate = 10'000, .bodyRateFrom = 500ms } });
    const QByteArray begin = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n";
    RawClient client;
    TrackedSocket *socket = accept(client);
    if (isBehindAnother) {
        client.send(get("/") + begin + "half of it");
        QTRY_COMPARE(socket->bytesAvailable(), get("/").size());
        socket->readAll();
        QTest::qWait(700);
        socket->write(okResponse);
        QTRY_COMPARE(client.responses(), 1);
    } else {
        client.send(begin + "half of it");
        QTRY_COMPARE(record(socket->id()).state, ConnectionState::Reading);
        QThread::sleep(1);
    }
    QTest::qWait(150); // more than a tick
    client.send("and another");
    QTRY_COMPARE(socket->bytesAvailable(), begin.size() + 20);
}

void tst_TrackedSocket::refusesWhatIsOverTheBudget()
{
    const QByteArray begin = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 40000\r\n\r\n";
    const QByteArray most(39'999, 'x');
    restart({ .buffered = 150'000 });
    std::array<RawClient, 2> clients;
    std::array<TrackedSocket *, 2> sockets {};
    for (std::size_t i = 0; i < clients.size(); ++i) {
        sockets[i] = accept(clients[i]);
        clients[i].send(begin + most);
        QTRY_COMPARE(sockets[i]->info().bytesIn, quint64(begin.size() + most.size()));
    }
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("150000 bytes wait")));
    RawClient tooMuch;
    const ConnectionId id = accept(tooMuch)->id();
    tooMuch.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 400000\r\n\r\n" + QByteArray(200'000, 'x'));
    QTRY_COMPARE(tooMuch.end(), RawClient::End::Fin);
    QVERIFY2(tooMuch.received().startsWith("HTTP/1.1 503 "), tooMuch.received());
    QVERIFY(tooMuch.received().contains("Connection: close"));
    tooMuch.close();
    QTRY_COMPARE(record(id).cause, CloseCause::Rejected);

    // The others lose nothing, and what was refused makes room.
    for (std::size_t i = 0; i < clients.size(); ++i) {
        QCOMPARE(clients[i].end(), RawClient::End::None);
        clients[i].send("x");
        QTRY_COMPARE(sockets[i]->bytesAvailable(), begin.size() + 40'000);
    }
    RawClient next;
    TrackedSocket *socket = accept(next);
    next.send(begin + most + 'x');
    QTRY_COMPARE(socket->bytesAvailable(), begin.size() + 40'000);
}

void tst_TrackedSocket::doesNotTimeOut_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<ConnectionState>("state");
    QTest::newRow("while it answers") << get("/") << ConnectionState::Responding;
    QTest::newRow("while a body goes on")
        << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999\r\n\r\n") << ConnectionState::Reading;
}

void tst_TrackedSocket::doesNotTimeOut()
{
    QFETCH(QByteArray, request);
    QFETCH(ConnectionState, state);
    restart({ .connection = { .headerTimeout = 200ms, .bodyTimeout = 300ms, .keepAliveTimeout = 200ms } });
    RawClient client;
    TrackedSocket *socket = accept(client);
    client.send(request);
    QTRY_COMPARE(record(socket->id()).state, state);
    for (int i = 0; i < 10; ++i) {
        QTest::qWait(60);
        client.send("x");
    }
    QCOMPARE(record(socket->id()).state, state);
    QCOMPARE(client.end(), RawClient::End::None);
}

void tst_TrackedSocket::resetsAClientThatDoesNotRead()
{
    restart({ .connection = { .writeTimeout = 200ms } });
    RawClient client;
    TrackedSocket *socket = acceptRequest(client);
    const ConnectionId id = socket->id();
    socket->write("HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n" + QByteArray(50'000'000, 'x'));
    QTRY_COMPARE(record(id).cause, CloseCause::Aborted);
    QTRY_COMPARE(client.end(), RawClient::End::Reset);
}

// What a handler writes is sent when it returns, and meanwhile time may pass.
void tst_TrackedSocket::doesNotTimeOutWhatItHasNotTriedToSend()
{
    restart({ .connection = { .headerTimeout = 100ms } }); // of its end, the socket looks at the time
    RawClient client;
    TrackedSocket *socket = accept(client);
    connect(socket, &QIODevice::readyRead, this, [socket] {
        socket->readAll();
        socket->write(okResponse);
        QTest::qWait(500);
    });
    client.send(get("/"));
    QTRY_COMPARE(client.responses(), 1);
    QCOMPARE(client.end(), RawClient::End::None);
}

void tst_TrackedSocket::rejectsOneConnectionTooMany()
{
    restart({ .connections = 2, .connection = {} });
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("connections are rejected: 2 are open")));
    RawClient first;
    RawClient second;
    QVERIFY(acceptRequest(first)); // and does not answer
    QVERIFY(acceptRequest(second));
    for (int i = 0; i < 3; ++i) { // said once a second
        RawClient third(m_server->serverPort());
        QTRY_COMPARE(third.end(), RawClient::End::Fin);
        QVERIFY(third.received().startsWith("HTTP/1.1 503 "));
        third.close();
        QTRY_COMPARE(record(ConnectionId(quint64(3 + i))).cause, CloseCause::Rejected);
    }
    QVERIFY(!m_server->hasPendingConnections());
    first.reset();
    QTRY_COMPARE(m_server->openConnections(), 1);
    RawClient fourth;
    QVERIFY(accept(fourth));
}

void tst_TrackedSocket::makesRoomForANewConnection()
{
    restart({ .connections = 3, .connection = {} });
    std::array<RawClient, 3> clients;
    for (RawClient &client : clients) { // the last one is not answered
        TrackedSocket *socket = acceptRequest(client);
        socket->readAll();
        if (&client != &clients.back())
            socket->write(okResponse);
    }
    QTRY_COMPARE(clients[0].responses(), 1);
    QTRY_COMPARE(clients[1].responses(), 1);
    QTRY_COMPARE(m_server->snapshot().counts.idle, 2);

    RawClient next;
    TrackedSocket *socket = acceptRequest(next);
    QVERIFY(socket);
    QTRY_COMPARE(clients[0].end(), RawClient::End::Fin);
    QCOMPARE(clients[1].end(), RawClient::End::None);
    QTRY_COMPARE(record(ConnectionId(1)).state, ConnectionState::Closing); // it lingers
    QCOMPARE(record(ConnectionId(1)).cause, CloseCause::None);
    clients[0].close();
    QTRY_COMPARE(record(ConnectionId(1)).cause, CloseCause::Disconnected);
    QCOMPARE(record(ConnectionId(1)).closeReason, QByteArray("Made room for another connection"));

    // Its place is the new one's, and one that has never been idle since has none to give.
    socket->readAll();
    RawClient another;
    QVERIFY(acceptRequest(another));
    QTRY_COMPARE(clients[1].end(), RawClient::End::Fin);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("connections are rejected: 3 are open")));
    RawClient tooMany(m_server->serverPort());
    QTRY_COMPARE(tooMany.end(), RawClient::End::Fin);
    QVERIFY(tooMany.received().startsWith("HTTP/1.1 503 "));
}

// It was idle, and is used again and again, and then it is idle again.
void tst_TrackedSocket::makesNoRoomWhileItIsUsed()
{
    restart({ .connections = 2, .connection = {} });
    RawClient busy;
    RawClient idle;
    TrackedSocket *busySocket = acceptRequest(busy);
    const auto answer = [&] {
        busySocket->readAll();
        busySocket->write(okResponse);
    };
    answer();
    QTRY_COMPARE(busy.responses(), 1);
    TrackedSocket *idleSocket = acceptRequest(idle);
    idleSocket->readAll();
    idleSocket->write(okResponse);
    QTRY_COMPARE(idle.responses(), 1);
    busy.send(get("/"));
    QTRY_VERIFY(busySocket->bytesAvailable() > 0);

    RawClient next;
    QVERIFY(acceptRequest(next)); // the other one went, though it had not been idle for so long
    QTRY_COMPARE(idle.end(), RawClient::End::Fin);
    answer();
    QTRY_COMPARE(busy.responses(), 2);
    RawClient another;
    QVERIFY(QTest::qWaitFor([&] { // once it has been idle for a tenth of a second
        another = RawClient(m_server->serverPort());
        return QTest::qWaitFor([this] { return m_server->hasPendingConnections(); }, 200);
    }));
    QTRY_COMPARE(busy.end(), RawClient::End::Fin);
}

void tst_TrackedSocket::makesRoomWhereNothingEverCame()
{
    restart({ .connections = 1, .connection = {} });
    RawClient silent;
    QVERIFY(accept(silent));
    RawClient next;
    const auto isAccepted = [&] { // it goes on to try until the other has been silent for a second
        next = RawClient(m_server->serverPort());
        return QTest::qWaitFor([this] { return m_server->hasPendingConnections(); }, 100);
    };
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("connections are rejected: 1 are open")));
    QVERIFY(!isAccepted());
    QTRY_VERIFY(isAccepted());
    QTRY_COMPARE(silent.end(), RawClient::End::Fin);
    silent.close();
    QTRY_COMPARE(record(ConnectionId(1)).closeReason, QByteArray("Made room for another connection"));
}

void tst_TrackedSocket::closesMostOfManyTooManyAtOnce()
{
    restart({ .connections = 1, .connection = {} });
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("connections are rejected: 1 are open")));
    RawClient served;
    QVERIFY(acceptRequest(served)); // and does not answer
    std::vector<RawClient> rejected;
    for (int i = 0; i < 200; ++i) {
        rejected.emplace_back(m_server->serverPort());
        QCoreApplication::processEvents(); // or the backlog is full
    }
    for (RawClient &client : rejected) { // none is reset, and each is told why
        QTRY_COMPARE(client.end(), RawClient::End::Fin);
        QVERIFY2(client.received().startsWith("HTTP/1.1 503 "), client.received());
    }
    QVERIFY(m_server->openConnections() <= 1 + 64);
    QTRY_COMPARE(m_server->openConnections(), 1); // the rest after two seconds
    int counted = 0;
    for (const ConnectionFacts &info : m_server->snapshot().connections) {
        if (info->cause == CloseCause::Rejected && info->closeReason == "503 Service Unavailable")
            ++counted;
    }
    QCOMPARE(counted, 200);
}

void tst_TrackedSocket::readsARefusedUploadToItsEnd()
{
    RawClient client;
    QVERIFY(accept(client));
    QVERIFY(client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\n\r\n"));
    const QByteArray piece(100'000, 'x');
    for (int i = 0; i < 50; ++i) { // the client goes on, as clients do that read only when they have sent all
        QVERIFY(client.send(piece));
        QTest::qWait(1);
    }
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QVERIFY(client.received().startsWith("HTTP/1.1 413 "));
    QVERIFY(client.received().endsWith("\r\n\r\n"));
}

void tst_TrackedSocket::noticesAResetBehindWhatItDoesNotRead()
{
    RawClient client;
    TrackedSocket *socket = accept(client);
    const ConnectionId id = socket->id();
    client.send(get("/") + QByteArray(150'000, 'x')); // more than is taken while the first is not answered
    QTRY_VERIFY(record(id).bytesIn >= 64 * 1024);
    QVERIFY(record(id).bytesIn < 150'000);
    client.reset();
    QTRY_COMPARE(record(id).cause, CloseCause::ByClient);
}

void tst_TrackedSocket::closesBehindWhatIsNoResponse()
{
    RawClient client;
    TrackedSocket *socket = acceptRequest(client);
    socket->write("HTTP/1.1 200 OK\r\nno field\r\n\r\n");
    socket->write("some body");
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    QVERIFY(client.received().endsWith("some body"));
}

void tst_TrackedSocket::namesTheRequestThatIsArriving()
{
    RawClient client;
    TrackedSocket *socket = acceptRequest(client);
    const ConnectionId id = socket->id();
    socket->write(okResponse);
    QTRY_COMPARE(record(id).state, ConnectionState::Idle);
    client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
    QTRY_COMPARE(record(id).state, ConnectionState::Reading);
    QTRY_COMPARE(record(id).requestLine, QByteArray("POST /upload"));
    QCOMPARE(record(id).requests, 2u);
}

void tst_TrackedSocket::freesItsBuffersWhenIdle()
{
    restart({ .connection = { .headerTimeout = 0s, .keepAliveTimeout = 0s } }); // the last one waits long
    constexpr int count = 200;
    std::vector<RawClient> clients(count);
    std::vector<TrackedSocket *> sockets;
    const QByteArray request = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"
        + QByteArray(100'000, 'x');
    const QByteArray response = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + QByteArray(100'000, 'y');
    // None under a sanitizer, whose allocator does not tell.
    const auto allocated = [] { return qsizetype(::mallinfo2().uordblks + ::mallinfo2().hblkhd); };
    for (RawClient &client : clients)
        sockets.push_back(accept(client));
    const qsizetype before = allocated();
    for (int i = 0; i < count; ++i) {
        RawClient &client = clients.at(std::size_t(i));
        TrackedSocket *socket = sockets.at(std::size_t(i));
        QVERIFY(client.send(request));
        QTRY_COMPARE(socket->bytesAvailable(), request.size());
        socket->startTransaction(); // as QHttpServer does
        socket->read(1000);
        QCOMPARE(socket->readAll().size(), request.size() - 1000);
        socket->commitTransaction();
        socket->write(response);
        QTRY_COMPARE(client.responses(), 1);
        client.forget();
        QTRY_COMPARE(record(socket->id()).state, ConnectionState::Idle);
    }
    const auto perConnection = [&] { return (allocated() - before) / count; };
    QTRY_VERIFY2(perConnection() < 4000, qPrintable(QString::number(perConnection())));
}

// QHttpServer, from Qt 6.5 on, may leave a request at first, and have readyRead() emitted again later.
void tst_TrackedSocket::isTheCurrentOneForALateReader()
{
    RawClient client;
    TrackedSocket *socket = accept(client);
    int calls = 0;
    const TrackedConnection *current = nullptr;
    connect(socket, &QIODevice::readyRead, this, [&] {
        if (++calls == 1) {
            QMetaObject::invokeMethod(socket, &QIODevice::readyRead, Qt::QueuedConnection);
            return;
        }
        current = m_server->currentConnection();
        socket->readAll();
    });
    QVERIFY(client.send(get("/")));
    QTRY_COMPARE(calls, 2);
    QCOMPARE(current, socket);
    QVERIFY(!m_server->currentConnection());
}

void tst_TrackedSocket::givesTheRequestHeaderToItsHandler()
{
    RawClient client;
    TrackedSocket *socket = accept(client);
    QList<QByteArray> headers;
    connect(socket, &QIODevice::readyRead, this, [&] {
        headers += socket->requestHeader();
        socket->readAll();
        headers += socket->requestHeader();
        socket->write(okResponse);
        headers += socket->requestHeader();
    });
    QCOMPARE(socket->requestHeader(), QByteArray());
    const QByteArray chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    const QByteArray large = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20000\r\n\r\n";
    QVERIFY(client.send(chunked + "0\r\n\r\n" + get("/") + large + QByteArray(20'000, 'x')));
    QTRY_COMPARE(client.responses(), 3);
    QCOMPARE(headers, QList({ chunked, chunked, chunked, get("/"), get("/"), get("/"), large, large, large }));
    QCOMPARE(socket->requestHeader(), QByteArray());
}

QTEST_GUILESS_MAIN(tst_TrackedSocket)
#include "tst_trackedsocket.moc"

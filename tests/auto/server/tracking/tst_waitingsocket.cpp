// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "rawclient.h"
#include "tracking/trackedconnection.h"
#include "tracking/trackingserver.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

#include <functional>
#include <memory>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

const QByteArray okResponse = "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 2\r\n\r\nok";

// What a socket's user can see of it.
struct Seen
{
    QList<bool> results {};
    QByteArrayList signalsEmitted {};
    int error = 0;
    QString errorString {};
    int state = 0;
    bool isAllWritten = false;

    friend bool operator==(const Seen &, const Seen &) = default;
};

QByteArray toText(const Seen &seen)
{
    QByteArray results;
    for (bool result : seen.results)
        results += result ? "true " : "false ";
    return results + "| " + seen.signalsEmitted.join(' ') + " | error " + QByteArray::number(seen.error) + ' '
        + seen.errorString.toUtf8() + " | state " + QByteArray::number(seen.state)
        + (seen.isAllWritten ? " all written" : "");
}

// One connection: a client, and the server's end as a QTcpSocket.
struct Ends
{
    RawClient &client;
    QTcpSocket &socket;
};
// Returns what the waits return.
using Story = std::function<QList<bool>(const Ends &)>;

template <typename Server> Seen tell(const Story &story)
{
    Server server;
    server.listen(QHostAddress::LocalHost);
    RawClient client(server.serverPort(), 4096);
    if (!server.waitForNewConnection(5000))
        return {};
    const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
    Seen seen;
    const auto note = [&seen, &socket](auto signal, const QByteArray &name) {
        QObject::connect(socket.get(), signal, socket.get(), [&seen, name] { seen.signalsEmitted += name; });
    };
    note(&QIODevice::readyRead, "readyRead");
    note(&QIODevice::bytesWritten, "bytesWritten");
    note(&QAbstractSocket::errorOccurred, "errorOccurred");
    note(&QAbstractSocket::disconnected, "disconnected");
    seen.results = story({ client, *socket });
    seen.error = socket->error();
    seen.errorString = seen.error < 0 ? QString() : socket->errorString();
    seen.state = socket->state();
    seen.isAllWritten = socket->bytesToWrite() == 0;
    socket->disconnect();
    return seen;
}

void readRequest(const Ends &ends)
{
    ends.client.send(get("/"));
    if (!ends.socket.waitForReadyRead(5000) || ends.socket.readAll() != get("/"))
        qWarning("The request has not arrived");
    if (auto *ours = qobject_cast<TrackedConnection *>(&ends.socket))
        ours->releaseHandler(); // there is none that the socket should wait for
}

} // namespace

Q_DECLARE_METATYPE(Story)

// The blocking functions, beside those of a stock QTcpSocket. There is no event loop: nothing but they lets anything
// happen.
class tst_WaitingSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesAsAStockSocketDoes_data();
    void doesAsAStockSocketDoes();
    void setsOptionsAsAStockSocketDoes();
    void waitsForAWholeRequest();
    void waitsForTheAnswerBeforeTheNextRequest();
    void outlivesAHalfClosedClient();
    void failsWhereNobodyReceives();
    void resetsAClientThatDoesNotRead();
    void lingersAndThenCloses();
    void timesOutAnIdleClient();
    void tellsAllThatIsWrittenInASlot();
    void mayBeDeletedInASlot_data();
    void mayBeDeletedInASlot();
    void flushes();
    void flushesNothing();

private:
    TrackedConnection *accept(TrackingServer &server, RawClient &client);
};

void tst_WaitingSocket::doesAsAStockSocketDoes_data()
{
    QTest::addColumn<Story>("story");
    QTest::addColumn<QString>("warning");
    const auto add = [](const char *name, const Story &story, const QString &warning = {}) {
        QTest::newRow(name) << story << warning;
    };
    add("connected", [](const Ends &ends) { return QList { ends.socket.waitForConnected(0) }; });
    add("a request that has come", [](const Ends &ends) {
        ends.client.send(get("/"));
        return QList { ends.socket.waitForReadyRead(5000), ends.socket.readAll() == get("/") };
    });
    add("a request that has come, without an end", [](const Ends &ends) {
        ends.client.send(get("/"));
        return QList { ends.socket.waitForReadyRead(-1), ends.socket.bytesAvailable() == get("/").size() };
    });
    add("a request that has come, no time", [](const Ends &ends) {
        ends.client.send(get("/"));
        QTest::qSleep(50); // on its way, even on a loopback address
        return QList { ends.socket.waitForReadyRead(0) };
    });
    add("no request", [](const Ends &ends) { return QList { ends.socket.waitForReadyRead(20) }; });
    add("no request, no time", [](const Ends &ends) { return QList { ends.socket.waitForReadyRead(0) }; });
    add("no further request", [](const Ends &ends) {
        readRequest(ends);
        return QList { ends.socket.waitForReadyRead(20) };
    });
    add("a further request", [](const Ends &ends) {
        readRequest(ends);
        ends.socket.write(okResponse);
        const bool isWritten = ends.socket.waitForBytesWritten(5000);
        ends.client.send(get("/2"));
        return QList { isWritten, ends.socket.waitForReadyRead(5000), ends.socket.readAll() == get("/2") };
    });
    add("a client that has closed, for a request", [](const Ends &ends) {
        ends.client.close();
        return QList { ends.socket.waitForReadyRead(-1), ends.socket.waitForReadyRead(-1) };
    });
    add("a client that has reset, for a request", [](const Ends &ends) {
        ends.client.reset();
        return QList { ends.socket.waitForReadyRead(-1) };
    });
    add("a request that is read in readyRead", [](const Ends &ends) {
        QObject::connect(&ends.socket, &QIODevice::readyRead, &ends.socket, [&ends] { ends.socket.readAll(); });
        ends.client.send(get("/"));
        return QList { ends.socket.waitForReadyRead(5000), ends.socket.bytesAvailable() == 0 };
    });
    add("nothing written", [](const Ends &ends) { return QList { ends.socket.waitForBytesWritten(-1) }; });
    add("a response", [](const Ends &ends) {
        readRequest(ends);
        ends.socket.write(okResponse);
        const bool isWritten = ends.socket.waitForBytesWritten(5000);
        QTest::qSleep(50);
        return QList { isWritten, ends.client.received() == okResponse, ends.socket.waitForBytesWritten(-1) };
    });
    add("a response, without an end", [](const Ends &ends) {
        readRequest(ends);
        ends.socket.write(okResponse);
        return QList { ends.socket.waitForBytesWritten(-1) };
    });
    add("a response, no time", [](const Ends &ends) {
        readRequest(ends);
        ends.socket.write(okResponse);
        return QList { ends.socket.waitForBytesWritten(0) };
    });
    add("a response that is written while the client does not read", [](const Ends &ends) {
        readRequest(ends);
        ends.socket.blockSignals(true); // how many pieces go before is the kernel's affair
        ends.socket.write("HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n" + QByteArray(50'000'000, 'x'));
        for (int i = 0; i < 10'000 && ends.socket.waitForBytesWritten(50);)
            ++i;
        ends.socket.blockSignals(false);
        return QList { ends.socket.waitForBytesWritten(20) };
    });
    add("the client's close", [](const Ends &ends) {
        ends.client.close();
        return QList { ends.socket.waitForDisconnected(-1) };
    });
    add("the client's reset", [](const Ends &ends) {
        ends.client.reset();
        return QList { ends.socket.waitForDisconnected(-1) };
    });
    add("the client's reset in a request", [](const Ends &ends) {
        readRequest(ends);
        ends.client.reset();
        return QList { ends.socket.waitForDisconnected(-1) };
    });
    add("no close", [](const Ends &ends) { return QList { ends.socket.waitForDisconnected(20) }; });
    add("no close, no time", [](const Ends &ends) { return QList { ends.socket.waitForDisconnected(0) }; });
    add("our close behind a response", [](const Ends &ends) {
        readRequest(ends);
        ends.socket.write(okResponse);
        ends.socket.disconnectFromHost();
        const bool isDisconnected = ends.socket.waitForDisconnected(5000);
        QTest::qSleep(50);
        return QList { isDisconnected, ends.client.received() == okResponse };
    });
    const auto afterAbort = [](bool (QAbstractSocket::*wait)(int)) {
        return [wait](const Ends &ends) {
            ends.socket.abort();
            return QList { (ends.socket.*wait)(-1) };
        };
    };
    add("a request on an aborted socket", afterAbort(&QAbstractSocket::waitForReadyRead));
    add("bytes on an aborted socket", afterAbort(&QAbstractSocket::waitForBytesWritten),
        QStringLiteral("waitForBytesWritten\\(\\) is not allowed in UnconnectedState"));
    add("the end of an aborted socket", afterAbort(&QAbstractSocket::waitForDisconnected),
        QStringLiteral("waitForDisconnected\\(\\) is not allowed in UnconnectedState"));
}

void tst_WaitingSocket::doesAsAStockSocketDoes()
{
    QFETCH(Story, story);
    QFETCH(QString, warning);
    for (int i = 0; i < 2 && !warning.isEmpty(); ++i)
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(warning));
    const Seen stock = tell<QTcpServer>(story);
    const Seen ours = tell<TrackingServer>(story);
    QVERIFY(!stock.results.isEmpty());
    QVERIFY2(ours == stock, "stock: " + toText(stock) + "\n         ours: " + toText(ours));
}

void tst_WaitingSocket::setsOptionsAsAStockSocketDoes()
{
    const Story story = [](const Ends &ends) {
        QTcpSocket &socket = ends.socket;
        socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
        socket.setSocketOption(QAbstractSocket::TypeOfServiceOption, 32);
        const bool isSet = socket.socketOption(QAbstractSocket::KeepAliveOption) == QVariant(1)
            && socket.socketOption(QAbstractSocket::TypeOfServiceOption) == QVariant(32);
        socket.abort();
        socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
        return QList { isSet, socket.socketOption(QAbstractSocket::KeepAliveOption).isValid() };
    };
    QCOMPARE(tell<QTcpServer>(story).results, QList({ true, false }));
    QCOMPARE(tell<TrackingServer>(story).results, QList({ true, false }));
}

TrackedConnection *tst_WaitingSocket::accept(TrackingServer &server, RawClient &client)
{
    if (!server.isListening() && !server.listen(QHostAddress::LocalHost))
        return nullptr;
    client = RawClient(server.serverPort(), 4096);
    return server.waitForNewConnection(5000) ? qobject_cast<TrackedConnection *>(server.nextPendingConnection())
                                             : nullptr;
}

void tst_WaitingSocket::waitsForAWholeRequest()
{
    TrackingServer server;
    RawClient client;
    TrackedConnection *socket = accept(server, client);
    client.send(get("/").chopped(1));
    QVERIFY(!socket->waitForReadyRead(50)); // a stock socket would be satisfied
    QCOMPARE(socket->error(), QAbstractSocket::SocketTimeoutError);
    client.send(get("/").last(1));
    QVERIFY(socket->waitForReadyRead(5000));
    QCOMPARE(socket->readAll(), get("/"));
}

void tst_WaitingSocket::waitsForTheAnswerBeforeTheNextRequest()
{
    TrackingServer server;
    RawClient client;
    TrackedConnection *socket = accept(server, client);
    client.send(get("/1") + get("/2"));
    QVERIFY(socket->waitForReadyRead(5000));
    QCOMPARE(socket->readAll(), get("/1"));
    QVERIFY(!socket->waitForReadyRead(20));
    socket->write(okResponse);
    QVERIFY(socket->waitForBytesWritten(5000));
    QCOMPARE(socket->bytesAvailable(), 0); // who waits for one thing is not given another
    QVERIFY(socket->waitForReadyRead(5000));
    QCOMPARE(socket->readAll(), get("/2"));
}

void tst_WaitingSocket::outlivesAHalfClosedClient()
{
    TrackingServer server;
    RawClient client;
    TrackedConnection *socket = accept(server, client);
    client.send(get("/"));
    QVERIFY(socket->waitForReadyRead(5000));
    socket->readAll();
    client.sendFin();
    QVERIFY(!socket->waitForDisconnected(50));
    QVERIFY(!socket->waitForReadyRead(-1)); // none can come: it does not wait without an end
    socket->write(okResponse);
    QVERIFY(socket->waitForBytesWritten(5000)); // and ends, since nothing is left to do
    QTRY_COMPARE(client.received(), okResponse);
    QCOMPARE(socket->state(), QAbstractSocket::UnconnectedState);
}

// But tells of the bytes all the same, unlike a stock socket: who writes on at bytesWritten() must be let finish.
void tst_WaitingSocket::failsWhereNobodyReceives()
{
    const Story story = [](const Ends &ends) {
        readRequest(ends);
        ends.client.reset();
        ends.socket.write(okResponse);
        return QList { ends.socket.waitForBytesWritten(-1) };
    };
    const Seen stock = tell<QTcpServer>(story);
    Seen ours = tell<TrackingServer>(story);
    QCOMPARE(ours.signalsEmitted.removeAll("bytesWritten"), 1);
    QVERIFY2(ours == stock, "stock: " + toText(stock) + "\n         ours: " + toText(ours));
}

// Though the wait has no end.
void tst_WaitingSocket::resetsAClientThatDoesNotRead()
{
    TrackingServer server({ .connection = { .writeTimeout = 200ms } });
    RawClient client;
    TrackedConnection *socket = accept(server, client);
    client.send(get("/"));
    QVERIFY(socket->waitForReadyRead(5000));
    socket->releaseHandler();
    socket->write("HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n" + QByteArray(50'000'000, 'x'));
    int pieces = 0;
    while (socket->waitForBytesWritten(-1))
        QVERIFY(++pieces < 10'000);
    QCOMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(socket->bytesToWrite(), 0);
    QTRY_COMPARE(client.end(), RawClient::End::Reset);
}

// A client that does not answer our FIN is not waited for without an end, either.
void tst_WaitingSocket::lingersAndThenCloses()
{
    TrackingServer server;
    RawClient client;
    TrackedConnection *socket = accept(server, client);
    socket->disconnectFromHost();
    QVERIFY(socket->waitForDisconnected(-1));
    QCOMPARE(client.end(), RawClient::End::Fin);
}

void tst_WaitingSocket::timesOutAnIdleClient()
{
    TrackingServer server({ .connection = { .headerTimeout = 100ms } });
    RawClient client;
    TrackedConnection *socket = accept(server, client);
    QVERIFY(!socket->waitForReadyRead(-1));
    QCOMPARE(client.end(), RawClient::End::Fin);
}

// A slot of bytesWritten() that writes more, and waits, is not called within itself.
void tst_WaitingSocket::tellsAllThatIsWrittenInASlot()
{
    TrackingServer server;
    RawClient client;
    TrackedConnection *socket = accept(server, client);
    client.send(get("/"));
    QVERIFY(socket->waitForReadyRead(5000));
    qint64 told = 0;
    int depth = 0;
    int deepest = 0;
    connect(socket, &QIODevice::bytesWritten, this, [&](qint64 bytes) {
        deepest = std::max(deepest, ++depth);
        told += bytes;
        if (told < okResponse.size()) {
            socket->write(okResponse.last(1));
            QVERIFY(socket->waitForBytesWritten(5000));
            QVERIFY(!socket->waitForBytesWritten(5000));
        }
        --depth;
    });
    socket->write(okResponse.chopped(1));
    QVERIFY(socket->waitForBytesWritten(5000));
    QCOMPARE(told, okResponse.size());
    QCOMPARE(deepest, 1);
    QTRY_COMPARE(client.received(), okResponse);
}

void tst_WaitingSocket::mayBeDeletedInASlot_data()
{
    QTest::addColumn<bool>("isOfReading");
    QTest::newRow("of readyRead") << true;
    QTest::newRow("of bytesWritten") << false;
}

// Not to be done with a stock socket, but QHttpServer's users might.
void tst_WaitingSocket::mayBeDeletedInASlot()
{
    QFETCH(bool, isOfReading);
    TrackingServer server;
    RawClient client;
    TrackedConnection *socket = accept(server, client);
    client.send(get("/"));
    if (isOfReading) {
        connect(socket, &QIODevice::readyRead, socket, [socket] { delete socket; });
        QVERIFY(!socket->waitForReadyRead(5000));
    } else {
        QVERIFY(socket->waitForReadyRead(5000));
        connect(socket, &QIODevice::bytesWritten, socket, [socket] { delete socket; });
        socket->write(okResponse);
        QVERIFY(!socket->waitForBytesWritten(5000));
    }
    QTRY_VERIFY(client.end() != RawClient::End::None);
}

void tst_WaitingSocket::flushes()
{
    TrackingServer server;
    RawClient client;
    TrackedConnection *socket = accept(server, client);
    client.send(get("/"));
    QVERIFY(socket->waitForReadyRead(5000));
    qint64 told = 0;
    connect(socket, &QIODevice::bytesWritten, this, [&told](qint64 bytes) { told += bytes; });
    socket->write(okResponse.chopped(1));
    QVERIFY(socket->flush());
    QCOMPARE(told, okResponse.size() - 1);
    QTest::qSleep(50);
    QCOMPARE(client.received(), okResponse.chopped(1));
}

void tst_WaitingSocket::flushesNothing()
{
    TrackingServer server;
    RawClient client;
    TrackedConnection *socket = accept(server, client);
    QVERIFY(!socket->flush());
    client.send(get("/"));
    QVERIFY(socket->waitForReadyRead(5000));
    socket->releaseHandler();
    socket->write("HTTP/1.1 200 OK\r\n"); // its header is not complete
    QVERIFY(!socket->flush());
    QVERIFY(!socket->waitForBytesWritten(-1));
    socket->abort();
    QVERIFY(!socket->flush());
}

QTEST_GUILESS_MAIN(tst_WaitingSocket)
#include "tst_waitingsocket.moc"

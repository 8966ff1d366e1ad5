// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/draintext.h"
#include "madeconnections.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestDrainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachSaysWhatItWaitsFor_data();
    void eachSaysWhatItWaitsFor();
    void aClientThatDoesNotReadIsTold();
    void aServerThatKeepsAClosedOneIsTold();
    void heldIsCountedFromTheBeginningOfTheDrain();
};

void TestDrainText::eachSaysWhatItWaitsFor_data()
{
    QTest::addColumn<ConnectionState>("state");
    QTest::addColumn<DrainTerms>("drain");
    QTest::addColumn<QString>("text");
    const DrainTerms automatic { .since = aMoment - 600ms, .idleGrace = {} };
    const DrainTerms fixed { .since = aMoment - 600ms, .idleGrace = 1s };
    const DrainTerms none { .since = aMoment - 600ms, .idleGrace = 0ms };
    const DrainTerms disconnect { .policy = ShutdownPolicy::DisconnectAll, .since = aMoment - 600ms, .idleGrace = {} };
    const DrainTerms stop { .policy = ShutdownPolicy::StopListening, .since = aMoment - 600ms, .idleGrace = {} };
    const auto row = [](const char *name, ConnectionState state, const DrainTerms &drain, const char *text) {
        QTest::newRow(name) << state << drain << QString::fromUtf8(text);
    };
    row("our FIN is sent", ConnectionState::Closing, automatic, "FIN sent, client has not closed");
    row("all were disconnected", ConnectionState::Closing, disconnect, "FIN sent, client has not closed");
    row("an answer is made", ConnectionState::Responding, automatic, "answering /hang for 5.0 s");
    row("a request is arriving", ConnectionState::Reading, automatic, "a request is arriving for 5.0 s");
    row("its worker is busy", ConnectionState::Waiting, automatic, "waits for a worker for 5.0 s");
    row("idle, as long as that one needs", ConnectionState::Idle, automatic, "idle, held for 600 ms");
    row("idle, for a time that was chosen", ConnectionState::Idle, fixed, "idle, held 0.4 s more");
    row("new, for a time that was chosen", ConnectionState::New, fixed, "idle, held 0.4 s more");
    row("idle, its time is over", ConnectionState::Idle, none, "idle, closes now");
    row("idle, and nobody closes it", ConnectionState::Idle, stop, "idle, the client must close");
    row("a WebSocket", ConnectionState::WebSocket, automatic, "WebSocket, told to go, has not gone");
    row("a WebSocket, and nobody tells it", ConnectionState::WebSocket, stop, "WebSocket, the client must close");
    const DrainTerms servers { .since = aMoment - 600ms, .idleGrace = {}, .isServers = true };
    row("idle, and the server behind it ends", ConnectionState::Idle, servers, "idle, the server must close");
    row("new, and the server behind it ends", ConnectionState::New, servers, "idle, the server must close");
    row("answered by a server that ends", ConnectionState::Responding, servers, "answering /hang for 5.0 s");
    row("a WebSocket to a server that ends", ConnectionState::WebSocket, servers, "WebSocket, the server must close");
    row("closed", ConnectionState::Closed, automatic, "Closed");
}

void TestDrainText::eachSaysWhatItWaitsFor()
{
    QFETCH(ConnectionState, state);
    QFETCH(DrainTerms, drain);
    ConnectionInfo info = madeConnection(1, state);
    info.requestLine = "GET /hang";
    QTEST(DrainText::of(info, aMoment, drain), "text");
}

void TestDrainText::aClientThatDoesNotReadIsTold()
{
    ConnectionInfo info = madeConnection(1, ConnectionState::Responding);
    info.requestLine = "GET /bytes/50M";
    info.unsent = 1000;
    info.blockedSince = aMoment - 3s;
    QCOMPARE(DrainText::of(info, aMoment, {}), QStringLiteral("client has read nothing for 3.0 s"));
    info.blockedSince = aMoment - 200ms; // that is no news
    QCOMPARE(DrainText::of(info, aMoment, {}), QStringLiteral("answering /bytes/50M for 5.0 s"));
}

void TestDrainText::aServerThatKeepsAClosedOneIsTold()
{
    ConnectionInfo info = madeConnection(1, ConnectionState::Idle);
    info.peerFinished = true;
    QCOMPARE(DrainText::of(info, aMoment, { .isServers = true }),
             QStringLiteral("client has closed, the server has not"));
}

void TestDrainText::heldIsCountedFromTheBeginningOfTheDrain()
{
    ConnectionInfo info = madeConnection(1, ConnectionState::Idle);
    const DrainTerms drain { .since = aMoment - 900ms, .idleGrace = {} };
    QCOMPARE(DrainText::of(info, aMoment, drain), QStringLiteral("idle, held for 900 ms"));
    info.stateSince = aMoment - 100ms; // it was used again
    QCOMPARE(DrainText::of(info, aMoment, drain), QStringLiteral("idle, held for 100 ms"));
}

QTEST_GUILESS_MAIN(TestDrainText)
#include "tst_draintext.moc"

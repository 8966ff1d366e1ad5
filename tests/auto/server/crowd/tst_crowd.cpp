// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowd.h"
#include "crowd/crowdpace.h"
#include "nodescriptors.h"
#include "nothreads.h"
#include "rawserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace Drainboard;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(RawServer::Script)
Q_DECLARE_METATYPE(CrowdLossReason)

namespace {

CrowdSettings settingsFor(const QTcpServer &server, const QString &plan)
{
    CrowdSettings settings;
    settings.port = server.serverPort();
    settings.plan = CrowdPlan::parse(plan).plan.value_or(CrowdPlan());
    return settings;
}

CrowdState stateOf(const Crowd &crowd, std::size_t client = 0)
{
    return crowd.clients()[client].state;
}

// What holds at the end, whatever has happened.
void checkSums(const Crowd &crowd)
{
    const CrowdResult result = crowd.result();
    for (const CrowdFigures &figures : result.kinds) {
        QCOMPARE(figures.begun, figures.answered + figures.lost() + figures.givenUp);
        QCOMPARE(figures.connections, figures.closedByServer + figures.closedByClient);
        QVERIFY(figures.sent <= figures.begun);
    }
    QCOMPARE(qint64(result.losses.size()), result.total().lost());
    for (const CrowdClientInfo &client : crowd.clients())
        QCOMPARE(client.state, CrowdState::Done);
}

qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::AllEntries | QDir::System).size();
}

} // namespace

class tst_Crowd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesARequest_data();
    void losesARequest();
    void isAnswered_data();
    void isAnswered();
    void sendsNothingBehindTheEnd_data();
    void sendsNothingBehindTheEnd();
    void comesBackUntilTheEndIsExpected();
    void isDoneWhereAConnectionEndsAtOnce();
    void idleOnesAnswerAFinOrHold_data();
    void idleOnesAnswerAFinOrHold();
    void preconnectedOnesSendNothing();
    void slowOnesSendInParts();
    void uploadsComeInPieces();
    void anAnswerToAPartIsTheLastOne();
    void pollersAskEachSecond();
    void thoseThatHangGiveUpWhenTheCrowdStops();
    void thoseThatDoNotReadKeepTheServerWaiting();
    void thoseThatDoNotReadSeeAReset();
    void thoseThatDoNotReadJudgeWhatTheyGot_data();
    void thoseThatDoNotReadJudgeWhatTheyGot();
    void finishesWhatIsInProgressWhenStopped();
    void stopsAtAnyMoment();
    void knowsWhatWasBeforeItStopped();
    void seesTheEndFromADistance();
    void asksInTheSameOrderEachBeat();
    void numbersItsClients();
    void isTwoThousandInOneThread();
    void saysWhatItCannotDo();
    void leavesNothingBehind();
};

void tst_Crowd::losesARequest_data()
{
    QTest::addColumn<RawServer::Script>("script");
    QTest::addColumn<CrowdLossReason>("reason");
    QTest::addColumn<bool>("wasReset");
    QTest::addColumn<int>("received");
    const auto row = [](const char *name, CrowdLossReason reason, bool wasReset, const QByteArray &bytes,
                        void (RawPeer::*end)()) {
        const RawServer::Script script = [bytes, end](RawPeer &peer) {
            peer.send(bytes);
            if (end)
                (peer.*end)();
        };
        QTest::newRow(name) << script << reason << wasReset << int(bytes.size());
    };
    using Reason = CrowdLossReason;
    const QByteArray tenBytes = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
    row("the connection is closed without an answer", Reason::Closed, false, "", &RawPeer::sendFin);
    row("the connection is reset without an answer", Reason::Reset, true, "", &RawPeer::reset);
    row("the response is cut by a FIN", Reason::Cut, false, tenBytes + "12345", &RawPeer::sendFin);
    row("the response is cut by a FIN in its header", Reason::Cut, false, "HTTP/1.1 200 O", &RawPeer::sendFin);
    row("the response is cut by a FIN between two chunks", Reason::Cut, false,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n", &RawPeer::sendFin);
    row("there is no answer in time", Reason::TimedOut, false, "", nullptr);
    row("there is only a part of an answer in time", Reason::TimedOut, false, tenBytes, nullptr);
    row("the answer is not HTTP", Reason::NoHttp, false, "220 mail.example.org\r\n", nullptr);

    // A reset may overtake what was sent before it, so the script waits until that has come.
    const auto cutByReset = [](const QByteArray &bytes) -> RawServer::Script {
        return [bytes](RawPeer &peer) {
            peer.send(bytes);
            QTimer::singleShot(50ms, &peer, [&peer] { peer.reset(); });
        };
    };
    QTest::newRow("the response is cut by a reset")
        << cutByReset(tenBytes + "1") << Reason::Cut << true << int(tenBytes.size() + 1);
    const QByteArray endless = "HTTP/1.1 200 OK\r\n\r\nabc";
    QTest::newRow("the response would end with the connection, which is reset")
        << cutByReset(endless) << Reason::Cut << true << int(endless.size());
}

void tst_Crowd::losesARequest()
{
    QFETCH(RawServer::Script, script);
    QFETCH(CrowdLossReason, reason);
    QFETCH(bool, wasReset);
    QFETCH(int, received);
    RawServer server([&](RawPeer &peer) {
        server.close(); // nobody comes back
        script(peer);
    });
    CrowdSettings settings = settingsFor(server, QStringLiteral("busy=1"));
    settings.requestTimeout = reason == CrowdLossReason::TimedOut ? 200ms : 30s;
    settings.path = "/orders";
    Crowd crowd(settings);
    QSignalSpy finished(&crowd, &Crowd::finished);
    QVERIFY2(crowd.start(), qPrintable(crowd.errorString()));
    crowd.expectEnd();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(crowd.isFinished());
    checkSums(crowd);
    const CrowdResult result = crowd.result();
    QCOMPARE(result.total().lost(), 1);
    QCOMPARE(result.of(CrowdKind::Busy).lostBecause(reason), 1);
    const CrowdLoss loss = result.losses.front();
    QCOMPARE(loss.kind, CrowdKind::Busy);
    QCOMPARE(loss.client, 0);
    QCOMPARE(loss.requestLine, QByteArray("GET /orders"));
    QCOMPARE(loss.reason, reason);
    QCOMPARE(loss.wasReset, wasReset);
    QCOMPARE(loss.received, quint64(received));
    QCOMPARE(loss.wasFirst, received == 0);
    QVERIFY(loss.wasSentWhole);
    QVERIFY(loss.connectedAt <= loss.begunAt && loss.begunAt <= loss.endedAt);
    QCOMPARE(loss.localPort, server.peers.front()->port);
    QCOMPARE(result.total().refused, received > 0 ? 1 : 0); // where nothing had come, it did not try again
}

void tst_Crowd::isAnswered_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<bool>("withFin");
    QTest::addColumn<bool>("isKept");
    QTest::addColumn<bool>("isFailed");
    QTest::newRow("by a length") << okResponse << false << true << false;
    QTest::newRow("by chunks") << QByteArray(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")
                               << false << true << false;
    QTest::newRow("with an error") << QByteArray("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n") << false << true
                                   << false;
    QTest::newRow("with a failure") << QByteArray("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n") << false << true
                                    << true;
    QTest::newRow("behind an interim response")
        << "HTTP/1.1 103 Early Hints\r\n\r\n" + okResponse << false << true << false;
    QTest::newRow("until the FIN") << QByteArray("HTTP/1.1 200 OK\r\n\r\nok") << true << false << false;
    QTest::newRow("with a FIN behind it") << okResponse << true << false << false;
    QTest::newRow("and told to close") << QByteArray(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")
                                       << false << false << false;
    QTest::newRow("in the old version") << QByteArray("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok") << false
                                        << false << false;
    QTest::newRow("with more than was asked for") << okResponse + "HTTP/1.1 408 Late\r\n" << false << false << false;
}

void tst_Crowd::isAnswered()
{
    QFETCH(QByteArray, response);
    QFETCH(bool, withFin);
    QFETCH(bool, isKept);
    QFETCH(bool, isFailed);
    const RawServer::Script answer = answering(response);
    RawServer server(withFin ? withFinBehind(answer) : answer);
    Crowd crowd(settingsFor(server, QStringLiteral("busy=1")));
    QVERIFY(crowd.start());
    QTRY_VERIFY(crowd.result().total().answered >= 3);
    QSignalSpy finished(&crowd, &Crowd::finished);
    crowd.stop();
    QTRY_COMPARE(finished.size(), 1);
    checkSums(crowd);
    const CrowdFigures total = crowd.result().total();
    QCOMPARE(total.lost(), 0);
    QCOMPARE(total.sent, total.begun);
    QCOMPARE(total.failed, isFailed ? total.answered : 0);
    const auto isAsked = [](const RawPeer *peer) { return peer->answers > 0; };
    QCOMPARE(int(std::ranges::count_if(server.peers, isAsked)), isKept ? 1 : total.answered);
    QCOMPARE_GE(total.connections, isKept ? 1 : total.answered);
    QCOMPARE_LE(total.connections, isKept ? 1 : total.answered + 1); // stopped as it connected: it has not asked
    QVERIFY(total.longest > 0us);
}

void tst_Crowd::sendsNothingBehindTheEnd_data()
{
    QTest::addColumn<RawServer::Script>("script");
    QTest::addColumn<QString>("plan");
    QTest::newRow("of what was told to close")
        << answering("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok") << "busy=8";
    const RawServer::Script answer = answering(okResponse);
    QTest::newRow("of what has a FIN behind the response") << withFinBehind(answer) << "busy=8";
    // Those that poll have not begun the next request by then.
    QTest::newRow("of what gets a FIN a little later") << RawServer::Script([answer](RawPeer &peer) {
        answer(peer);
        QTimer::singleShot(20ms, &peer, [&peer] { peer.sendFin(); });
    }) << "poll=16";
    QTest::newRow("of what gets a reset a little later") << RawServer::Script([answer](RawPeer &peer) {
        answer(peer);
        QTimer::singleShot(20ms, &peer, [&peer] { peer.reset(); });
    }) << "poll=16";
    QTest::newRow("of what gets a response unasked") << RawServer::Script([answer](RawPeer &peer) {
        answer(peer);
        QTimer::singleShot(20ms, &peer, [&peer] {
            peer.send("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        });
    }) << "poll=16";
}

void tst_Crowd::sendsNothingBehindTheEnd()
{
    QFETCH(RawServer::Script, script);
    QFETCH(QString, plan);
    RawServer server(script);
    Crowd crowd(settingsFor(server, plan));
    QVERIFY(crowd.start());
    QTRY_VERIFY(crowd.result().total().connections >= 40);
    crowd.stop();
    QTRY_VERIFY(crowd.isFinished());
    QTRY_COMPARE(server.ended(), int(server.peers.size()));
    checkSums(crowd);
    QCOMPARE(crowd.result().total().lost(), 0);
    int answers = 0;
    for (const RawPeer *peer : std::as_const(server.peers)) {
        QCOMPARE_LE(peer->answers, 1); // none where the crowd was stopped as that one connected
        QCOMPARE(peer->received, QByteArray());
        answers += peer->answers;
    }
    QCOMPARE(answers, crowd.result().total().answered);
}

void tst_Crowd::comesBackUntilTheEndIsExpected()
{
    std::unique_ptr<RawServer> server = std::make_unique<RawServer>(answering(okResponse));
    const quint16 port = server->serverPort();
    Crowd crowd(settingsFor(*server, QStringLiteral("busy=2,idle=1,poll=1,preconnect=1")));
    QSignalSpy welcomed(&crowd, &Crowd::welcomed);
    QVERIFY(crowd.start());
    QTRY_COMPARE(welcomed.size(), 1);
    QTRY_COMPARE(crowd.result().of(CrowdKind::Poll).answered, 1);
    server.reset();
    QTRY_VERIFY(crowd.result().of(CrowdKind::Preconnect).refused > 1); // tries again
    QVERIFY(!crowd.isFinished());
    server = std::make_unique<RawServer>(answering(okResponse));
    if (!server->isListening() || server->serverPort() != port) {
        server->close();
        QVERIFY(server->listen(QHostAddress::LocalHost, port));
    }
    QTRY_VERIFY(server->peers.size() >= 5); // all are back
    QTRY_VERIFY(crowd.result().of(CrowdKind::Poll).connections == 2);
    crowd.expectEnd();
    const qint64 answered = crowd.result().of(CrowdKind::Busy).answered;
    QTRY_VERIFY(crowd.result().of(CrowdKind::Busy).answered > answered); // the end has not come yet
    server.reset();
    QTRY_VERIFY(crowd.isFinished());
    checkSums(crowd);
    QCOMPARE(welcomed.size(), 1);
    QVERIFY(crowd.result().of(CrowdKind::Busy).refused >= 2);
}

// As a tap does, behind which nobody listens: no client may go on for ever.
void tst_Crowd::isDoneWhereAConnectionEndsAtOnce()
{
    RawServer server([](RawPeer &) {}, [](RawPeer &peer) { peer.reset(); });
    Crowd crowd(settingsFor(server, QStringLiteral("busy=4,idle=1,slow=1,preconnect=1")));
    QVERIFY(crowd.start());
    QTRY_VERIFY(server.peers.size() > 14); // they come back
    crowd.expectEnd();
    QTRY_VERIFY(crowd.isFinished());
    checkSums(crowd);
    for (const CrowdLoss &loss : crowd.result().losses)
        QVERIFY(loss.wasFirst && loss.wasReset);
}

void tst_Crowd::idleOnesAnswerAFinOrHold_data()
{
    QTest::addColumn<bool>("answersFin");
    QTest::addColumn<QString>("plan");
    QTest::newRow("an idle one answers") << true << "idle=1";
    QTest::newRow("an idle one holds") << false << "idle=1";
    QTest::newRow("a preconnected one answers") << true << "preconnect=1";
    QTest::newRow("a preconnected one holds") << false << "preconnect=1";
    QTest::newRow("a busy one answers in any case") << false << "busy=1";
}

void tst_Crowd::idleOnesAnswerAFinOrHold()
{
    QFETCH(bool, answersFin);
    QFETCH(QString, plan);
    const bool isBusy = plan.startsWith(u"busy");
    for (const bool byReset : { true, false }) {
        RawServer server(answering(okResponse));
        CrowdSettings settings = settingsFor(server, plan);
        settings.answersFin = answersFin;
        Crowd crowd(settings);
        QVERIFY(crowd.start());
        QTRY_VERIFY(server.peers.size() == 1 && (isBusy || stateOf(crowd) == CrowdState::Keeping));
        crowd.expectEnd();
        server.close();
        server.peers.front()->sendFin();
        if (answersFin || isBusy) {
            QTRY_VERIFY(crowd.isFinished());
            QTRY_VERIFY(server.peers.front()->isEnded);
            QCOMPARE(crowd.result().total().closedByServer, 1);
            continue;
        }
        QTRY_COMPARE(stateOf(crowd), CrowdState::Holding);
        QVERIFY(!server.peers.front()->isEnded);
        QVERIFY(!crowd.isFinished());
        if (byReset)
            server.peers.front()->reset();
        else
            crowd.stop();
        QTRY_VERIFY(crowd.isFinished());
        checkSums(crowd);
        QCOMPARE(crowd.result().total().closedByServer, 1);
        QCOMPARE(crowd.result().total().lost(), 0);
    }
}

void tst_Crowd::preconnectedOnesSendNothing()
{
    RawServer server(answering(okResponse));
    Crowd crowd(settingsFor(server, QStringLiteral("preconnect=3,busy=1")));
    QVERIFY(crowd.start());
    QTRY_VERIFY(crowd.result().of(CrowdKind::Busy).answered > 5);
    QCOMPARE(crowd.result().of(CrowdKind::Preconnect).connections, 3);
    QCOMPARE(std::count_if(server.peers.begin(), server.peers.end(), [](RawPeer *peer) { return peer->reads == 0; }),
             3);
    crowd.stop();
    QTRY_VERIFY(crowd.isFinished());
    checkSums(crowd);
    QCOMPARE(crowd.result().of(CrowdKind::Preconnect).begun, 0);
    QCOMPARE(crowd.result().of(CrowdKind::Preconnect).closedByClient, 3);
}

void tst_Crowd::slowOnesSendInParts()
{
    RawServer server(answering(okResponse));
    Crowd crowd(settingsFor(server, QStringLiteral("slow=4")));
    QVERIFY(crowd.start());
    QTRY_COMPARE(stateOf(crowd), CrowdState::Sending);
    QTRY_VERIFY(crowd.result().total().answered >= 4);
    crowd.stop();
    QTRY_VERIFY(crowd.isFinished());
    checkSums(crowd);
    QCOMPARE(crowd.result().total().lost(), 0);
    for (const RawPeer *peer : std::as_const(server.peers))
        QVERIFY(peer->reads >= 2 * peer->answers);
}

void tst_Crowd::uploadsComeInPieces()
{
    RawServer server(answering(okResponse));
    Crowd crowd(settingsFor(server, QStringLiteral("upload=2")));
    QVERIFY(crowd.start());
    QTRY_VERIFY(crowd.result().total().answered >= 2);
    crowd.stop();
    QTRY_VERIFY(crowd.isFinished());
    checkSums(crowd);
    QCOMPARE(crowd.result().total().lost(), 0);
    for (const RawPeer *peer : std::as_const(server.peers))
        QVERIFY(peer->reads >= 5);
}

void tst_Crowd::anAnswerToAPartIsTheLastOne()
{
    RawServer server([](RawPeer &peer) {
        if (peer.reads == 1)
            peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
    });
    Crowd crowd(settingsFor(server, QStringLiteral("upload=1")));
    QVERIFY(crowd.start());
    QTRY_VERIFY(crowd.result().total().answered >= 2);
    QVERIFY(server.peers.size() >= 2);
    crowd.stop();
    QTRY_VERIFY(crowd.isFinished());
    const CrowdFigures total = crowd.result().total();
    QCOMPARE(total.sent, 0);
    QCOMPARE(total.lost() + total.answered, total.begun);
}

void tst_Crowd::pollersAskEachSecond()
{
    RawServer server(answering(okResponse));
    Crowd crowd(settingsFor(server, QStringLiteral("poll=8")));
    QElapsedTimer time;
    time.start();
    QVERIFY(crowd.start());
    QTRY_VERIFY(crowd.result().total().answered >= 16);
    QVERIFY(time.elapsed() >= 1000); // the second request of each, or a third one of some
    QCOMPARE(crowd.result().total().connections, 8);
}

void tst_Crowd::thoseThatHangGiveUpWhenTheCrowdStops()
{
    RawServer server([](RawPeer &) {});
    CrowdSettings settings = settingsFor(server, QStringLiteral("hang=2"));
    settings.paths[std::size_t(CrowdKind::Hang)] = "/hang";
    settings.requestTimeout = 1ms; // is not theirs
    Crowd crowd(settings);
    QVERIFY(crowd.start());
    QTRY_VERIFY(server.peers.size() == 2 && server.peers[0]->received.startsWith("GET /hang HTTP/1.1\r\n")
                && server.peers[1]->reads > 0);
    QTest::qWait(50);
    QCOMPARE(stateOf(crowd), CrowdState::Receiving);
    crowd.stop();
    QTRY_VERIFY(crowd.isFinished());
    checkSums(crowd);
    QCOMPARE(crowd.result().total().givenUp, 2);
    QCOMPARE(crowd.result().total().sent, 2);
    QCOMPARE(crowd.result().total().closedByClient, 2);
    QTRY_COMPARE(server.ended(), 2);
}

void tst_Crowd::thoseThatDoNotReadKeepTheServerWaiting()
{
    RawServer server([](RawPeer &peer) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 20000000\r\n\r\n");
        peer.send(QByteArray(20'000'000, 'x'));
    });
    Crowd crowd(settingsFor(server, QStringLiteral("noread=1,busy=0")));
    QVERIFY(crowd.start());
    QTRY_VERIFY(server.peers.size() == 1 && server.peers.front()->unsent() > 0);
    QTest::qWait(300); // longer than it takes to look for a FIN
    QVERIFY(server.peers.front()->unsent() > 1'000'000);
    QCOMPARE(stateOf(crowd), CrowdState::Receiving);
    crowd.stop();
    QTRY_VERIFY(crowd.isFinished());
    checkSums(crowd);
    QCOMPARE(crowd.result().total().givenUp, 1);
}

void tst_Crowd::thoseThatDoNotReadSeeAReset()
{
    RawServer server([](RawPeer &peer) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 20000000\r\n\r\n");
        QTimer::singleShot(50ms, &peer, [&peer] { peer.reset(); });
    });
    Crowd crowd(settingsFor(server, QStringLiteral("noread=1")));
    QVERIFY(crowd.start());
    QTRY_COMPARE(server.peers.size(), 1);
    crowd.expectEnd();
    QTRY_VERIFY(crowd.isFinished());
    checkSums(crowd);
    QCOMPARE(crowd.result().total().lostBecause(CrowdLossReason::Reset), 1); // it has not seen what was there
}

void tst_Crowd::thoseThatDoNotReadJudgeWhatTheyGot_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("all of it") << okResponse << true;
    QTest::newRow("a part of it") << okResponse.chopped(1) << false;
}

void tst_Crowd::thoseThatDoNotReadJudgeWhatTheyGot()
{
    QFETCH(QByteArray, response);
    QFETCH(bool, isWhole);
    RawServer server([response](RawPeer &peer) {
        peer.send(response);
        peer.sendFin();
    });
    Crowd crowd(settingsFor(server, QStringLiteral("noread=1")));
    QVERIFY(crowd.start());
    QTRY_COMPARE(server.peers.size(), 1);
    crowd.expectEnd();
    QTRY_VERIFY(crowd.isFinished());
    checkSums(crowd);
    QCOMPARE(crowd.result().total().answered, isWhole ? 1 : 0);
    QCOMPARE(crowd.result().total().lostBecause(CrowdLossReason::Cut), isWhole ? 0 : 1);
}

void tst_Crowd::finishesWhatIsInProgressWhenStopped()
{
    RawServer server(answering(okResponse));
    Crowd crowd(settingsFor(server, QStringLiteral("slow=2,upload=2")));
    QVERIFY(crowd.start());
    QTRY_COMPARE(crowd.result().total().begun, 4);
    crowd.stop();
    QTRY_VERIFY(crowd.isFinished());
    checkSums(crowd);
    QCOMPARE(crowd.result().total().answered, 4);
    QCOMPARE(crowd.result().total().closedByClient, 4);
}

void tst_Crowd::stopsAtAnyMoment()
{
    RawServer server(answering(okResponse));
    CrowdSettings settings = settingsFor(server, QStringLiteral("idle=20,busy=20,preconnect=20,poll=20"));
    for (const std::chrono::milliseconds distance : { 0ms, 10ms }) {
        settings.distance = distance;
        for (int i = 0; i < 20; ++i) {
            Crowd crowd(settings);
            QSignalSpy finished(&crowd, &Crowd::finished);
            QVERIFY(crowd.start());
            QTest::qWait(i);
            crowd.stop();
            QTRY_COMPARE(finished.size(), 1);
            checkSums(crowd);
            QCOMPARE(crowd.result().total().lost(), 0);
        }
    }
}

void tst_Crowd::knowsWhatWasBeforeItStopped()
{
    RawServer server([](RawPeer &) {});
    CrowdSettings settings = settingsFor(server, QStringLiteral("hang=1"));
    settings.paths[std::size_t(CrowdKind::Hang)] = "/hang";
    for (const std::chrono::milliseconds distance : { 0ms, 100ms }) {
        settings.distance = distance;
        Crowd crowd(settings);
        QVERIFY(crowd.start());
        QTRY_VERIFY(!server.peers.isEmpty() && server.peers.last()->reads > 0);
        server.peers.takeLast()->reset();
        crowd.stop(); // at once
        QTRY_VERIFY(crowd.isFinished());
        checkSums(crowd);
        QCOMPARE(crowd.result().total().lostBecause(CrowdLossReason::Reset), 1);
        QCOMPARE(crowd.result().total().givenUp, 0);
    }
}

// Of 400 ms. The server closes 100 ms behind its first response, when the next request is on its way: the client
// pauses for 40 ms at most, and cannot know of the FIN for 200 ms.
void tst_Crowd::seesTheEndFromADistance()
{
    const RawServer::Script answer = answering(okResponse);
    RawServer server([&](RawPeer &peer) {
        server.close();
        answer(peer);
        QTimer::singleShot(100ms, &peer, [&peer] { peer.sendFin(); });
    });
    CrowdSettings settings = settingsFor(server, QStringLiteral("busy=1"));
    settings.distance = 400ms;
    Crowd crowd(settings);
    QVERIFY(crowd.start());
    QTRY_COMPARE(crowd.result().total().begun, 1);
    crowd.expectEnd();
    QTRY_VERIFY(crowd.isFinished());
    checkSums(crowd);
    const CrowdResult result = crowd.result();
    QCOMPARE(result.total().answered, 1);
    QVERIFY(result.total().longest >= 400ms);
    QCOMPARE(result.total().lostBecause(CrowdLossReason::Closed), 1);
    QVERIFY(result.losses.front().wasSentWhole);
    QVERIFY(result.losses.front().connectedAt >= 400ms);
    QCOMPARE(result.total().refused, 1);
    QCOMPARE(server.peers.front()->reads, 2); // it has come, behind the FIN
}

void tst_Crowd::asksInTheSameOrderEachBeat()
{
    QList<quint16> ports; // of those that ask
    const RawServer::Script answer = answering(okResponse);
    RawServer server([&](RawPeer &peer) {
        ports.append(peer.port);
        answer(peer);
    });
    CrowdSettings settings = settingsFor(server, QStringLiteral("busy=4"));
    settings.beat = 400ms; // so that each has 100 ms for itself
    for (const quint32 seed : { 1U, 2U, 1U }) {
        ports.clear();
        settings.seed = seed;
        Crowd crowd(settings);
        QVERIFY(crowd.start());
        QTRY_VERIFY(ports.size() >= 16); // the first four come when they are connected
        std::vector<int> expected { 0, 1, 2, 3 };
        const auto phases = CrowdPace::phases(settings.plan, seed, settings.beat);
        std::sort(expected.begin(), expected.end(),
                  [&phases](int a, int b) { return phases[std::size_t(a)] < phases[std::size_t(b)]; });
        // The second beat begins with whom it may.
        const auto first = std::find(expected.begin(), expected.end(), crowd.clientAt(ports[8]).value_or(-1));
        std::rotate(expected.begin(), first, expected.end());
        for (int i = 8; i < 16; ++i)
            QCOMPARE(crowd.clientAt(ports[i]), expected[std::size_t(i % 4)]);
    }
}

void tst_Crowd::numbersItsClients()
{
    RawServer server(answering(okResponse));
    Crowd crowd(settingsFor(server, QStringLiteral("idle=2,busy=2")));
    QVERIFY(crowd.clients().empty());
    QVERIFY(!crowd.clientAt(server.serverPort()));
    QSignalSpy welcomed(&crowd, &Crowd::welcomed);
    QVERIFY(crowd.start());
    QTRY_COMPARE(welcomed.size(), 1);
    QTRY_COMPARE(server.peers.size(), 4);
    const std::vector<CrowdClientInfo> clients = crowd.clients();
    QCOMPARE(clients.size(), std::size_t(4));
    for (int i = 0; i < 4; ++i) {
        const CrowdClientInfo &client = clients[std::size_t(i)];
        QCOMPARE(client.number, i);
        QCOMPARE(client.kind, i < 2 ? CrowdKind::Idle : CrowdKind::Busy);
        QVERIFY(std::any_of(server.peers.begin(), server.peers.end(),
                            [&client](RawPeer *peer) { return peer->port == client.localPort; }));
        QCOMPARE(crowd.clientAt(client.localPort), i);
    }
    QVERIFY(!crowd.clientAt(0));
}

void tst_Crowd::isTwoThousandInOneThread()
{
    rlimit limit {};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    const rlimit most { .rlim_cur = limit.rlim_max, .rlim_max = limit.rlim_max };
    ::setrlimit(RLIMIT_NOFILE, &most);
    if (limit.rlim_max < 4200)
        QSKIP("both ends of 2000 connections need more descriptors than there may be");
    {
        const auto threads = [] {
            return QDir(QStringLiteral("/proc/self/task")).entryList(QDir::NoDotAndDotDot | QDir::Dirs).size();
        };
        RawServer server(answering(okResponse));
        server.setMaxPendingConnections(3000);
        Crowd crowd(settingsFor(server, QStringLiteral("idle=1500,busy=250,preconnect=250")));
        QSignalSpy welcomed(&crowd, &Crowd::welcomed);
        const auto before = threads();
        QVERIFY2(crowd.start(), qPrintable(crowd.errorString()));
        QTRY_COMPARE_WITH_TIMEOUT(welcomed.size(), 1, 60'000);
        QVERIFY(threads() <= before + 1); // one of an earlier test may have been about to end
        QTRY_VERIFY_WITH_TIMEOUT(crowd.result().of(CrowdKind::Idle).answered == 1500, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(crowd.result().of(CrowdKind::Busy).answered > 1000, 60'000);
        crowd.stop();
        QTRY_VERIFY_WITH_TIMEOUT(crowd.isFinished(), 60'000);
        checkSums(crowd);
        QCOMPARE(crowd.result().total().lost(), 0);
        QCOMPARE(crowd.result().total().connections, 2000);
    }
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

void tst_Crowd::saysWhatItCannotDo()
{
    RawServer server(answering(okResponse));
    const CrowdSettings settings = settingsFor(server, QStringLiteral("busy=100"));
    {
        const NoDescriptors few(50);
        Crowd crowd(settings);
        QVERIFY(!crowd.start());
        QVERIFY2(crowd.errorString().startsWith(u"a crowd of 100 clients needs 116 descriptors, and "),
                 qPrintable(crowd.errorString()));
    }
    {
        const NoThreads none;
        Crowd crowd(settings);
        QTest::ignoreMessage(QtCriticalMsg,
                             QRegularExpression(QStringLiteral("QThread::start: Thread creation error.*")));
        QVERIFY(!crowd.start());
        QCOMPARE(crowd.errorString(), QStringLiteral("no thread can be started"));
    }
    {
        Crowd crowd({});
        QVERIFY(!crowd.start());
        QCOMPARE(crowd.errorString(), QStringLiteral("no server is named for the crowd"));
        crowd.expectEnd();
        crowd.stop();
        QVERIFY(!crowd.isFinished());
        QCOMPARE(crowd.result().total().clients, 0);
    }
    Crowd crowd(settings);
    QVERIFY(crowd.start());
    QVERIFY(!crowd.start());
    QCOMPARE(crowd.errorString(), QStringLiteral("the crowd has started already"));
}

void tst_Crowd::leavesNothingBehind()
{
    RawServer server(answering(okResponse));
    QTRY_VERIFY(server.isListening());
    const qsizetype before = openDescriptors();
    for (const std::chrono::milliseconds distance : { 0ms, 40ms }) {
        CrowdSettings settings = settingsFor(server, QStringLiteral("idle=5,busy=5,slow=5,upload=5,noread=5"));
        settings.distance = distance;
        Crowd crowd(settings);
        QVERIFY(crowd.start());
        QTRY_VERIFY(crowd.result().total().answered > 20);
        // Goes in the middle of it.
    }
    QTRY_COMPARE(server.ended(), int(server.peers.size()));
    qDeleteAll(std::exchange(server.peers, {}));
    QCOMPARE(openDescriptors(), before);
}

QTEST_GUILESS_MAIN(tst_Crowd)
#include "tst_crowd.moc"

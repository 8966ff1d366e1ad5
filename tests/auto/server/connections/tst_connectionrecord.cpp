// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/connectionrecord.h"

#include "connections/connectionmirror.h"
#include "history/requestreader.h"
#include "http/exchangefacts.h"
#include "http/httpexchange.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

// A connection as its socket tells of it, at times of our own.
class tst_ConnectionRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void knowsTheRequestBeforeItIsAnswered();
    void timesTheResponse();
    void timesAPipelinedRequestFromItsTurn();
    void forgetsTheLastResponseWhenTheNextRequestHasBegun();
    void tellsARefusal();
    void isInItsStateSinceTheLastByte();
    void tellsAllAtTheEnd();
    void remembersWhatWasAnswered();
    void remembersARefusalOnce();
    void remembersWhatWasLost_data();
    void remembersWhatWasLost();
    void remembersWhatIsLeftOpen();
    void waitsForItsWorkerFirst();
    void knowsWhoEndedFirst();
    void wasNotIdleWhereARequestHasCome();
    void tellsWhatTheKernelHasNotTaken();

private:
    void receive(const QByteArray &bytes, std::chrono::microseconds at);
    void send(const QByteArray &bytes, std::chrono::microseconds at);
    void handOn();
    ConnectionInfo written(ConnectionState state);
    QList<RequestLife> lives() const { return RequestReader({ m_table->sharedHistory() }).take(); }

    std::shared_ptr<ConnectionTable> m_table;
    const ConnectionLimits m_limits;
    std::optional<ConnectionRecord> m_record;
    std::optional<HttpExchange> m_exchange;
    SteadyTime m_start;
    qsizetype m_sentLast = 0; // the response has a Date besides
};

namespace {

const QByteArray get = "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n";
const QByteArray okHeader = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";

} // namespace

void tst_ConnectionRecord::init()
{
    m_table = std::make_shared<ConnectionTable>();
    m_record.emplace(m_table, m_table->open(QStringLiteral("a:1")));
    m_exchange.emplace(m_limits);
    m_start = m_record->info().openedAt;
}

void tst_ConnectionRecord::receive(const QByteArray &bytes, std::chrono::microseconds at)
{
    m_exchange->receive(bytes);
    m_record->received(bytes.size(), m_start + at, m_start + at, m_exchange->buffered() > 0);
}

void tst_ConnectionRecord::send(const QByteArray &bytes, std::chrono::microseconds at)
{
    QByteArray out;
    m_exchange->respond(bytes, out);
    m_record->sent(out.size(), m_start + at);
    m_sentLast = out.size();
    if (!m_exchange->isResponding())
        m_record->endAnswer(m_exchange->takenStatus());
}

void tst_ConnectionRecord::handOn()
{
    const qsizetype buffered = m_exchange->buffered();
    m_exchange->takeRequest();
    m_record->beginAnswer(m_exchange->requestLine(), buffered - m_exchange->buffered(), m_exchange->isMoreWaiting());
}

ConnectionInfo tst_ConnectionRecord::written(ConnectionState state)
{
    m_record->write(m_exchange->facts(true), state == ConnectionState::Closing);
    [&] { QCOMPARE(m_record->info().state, state); }();
    return m_record->info();
}

void tst_ConnectionRecord::knowsTheRequestBeforeItIsAnswered()
{
    receive(get, 10us);
    handOn();
    const ConnectionInfo info = written(ConnectionState::Responding);
    QCOMPARE(info.requests, 1u);
    QCOMPARE(info.requestLine, QByteArray("GET /1"));
    QCOMPARE(info.status, 0);
    QVERIFY(!info.firstByteAfter);
    QVERIFY(!info.lastByteAfter);
    QVERIFY(!info.pipelined);
    QCOMPARE(info.persistence, Persistence::KeptByVersion);
    QCOMPARE(info.bytesIn, quint64(get.size()));
}

void tst_ConnectionRecord::timesTheResponse()
{
    receive(get, 10us);
    handOn();
    send(okHeader, 30us);
    ConnectionInfo info = written(ConnectionState::Responding);
    QCOMPARE(info.status, 200);
    QVERIFY(info.firstByteAfter == 20us);
    QVERIFY(!info.lastByteAfter);
    QVERIFY(m_record->isAnswerOwed());
    send("ok", 50us);
    info = written(ConnectionState::Idle);
    QVERIFY(info.firstByteAfter == 20us);
    QVERIFY(info.lastByteAfter == 40us);
    QVERIFY(!m_record->isAnswerOwed());
}

void tst_ConnectionRecord::timesAPipelinedRequestFromItsTurn()
{
    receive(get + get, 10us);
    handOn();
    QVERIFY(written(ConnectionState::Responding).pipelined);
    send(okHeader + "ok", 100us);
    handOn();
    QVERIFY(!written(ConnectionState::Responding).pipelined);
    send(okHeader + "ok", 130us);
    const ConnectionInfo info = written(ConnectionState::Idle);
    QVERIFY(info.firstByteAfter == 30us);
    QVERIFY(info.lastByteAfter == 30us);
    QCOMPARE(info.requests, 2u);
}

void tst_ConnectionRecord::forgetsTheLastResponseWhenTheNextRequestHasBegun()
{
    receive(get, 10us);
    handOn();
    send(okHeader + "ok", 20us);
    QCOMPARE(written(ConnectionState::Idle).status, 200);
    receive("POST /2 HTTP/1.1\r\n", 30us);
    QCOMPARE(written(ConnectionState::Reading).status, 200); // it is not known yet what comes
    receive("Host: a\r\nContent-Length: 2\r\n\r\n", 40us);
    const ConnectionInfo info = written(ConnectionState::Reading);
    QCOMPARE(info.requestLine, QByteArray("POST /2"));
    QCOMPARE(info.status, 0);
    QVERIFY(!info.firstByteAfter);
    QVERIFY(!info.lastByteAfter);
}

void tst_ConnectionRecord::tellsARefusal()
{
    receive(get, 10us);
    handOn();
    send(okHeader + "ok", 20us);
    receive("POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000000\r\n\r\n", 30us);
    QCOMPARE(m_exchange->takeRefusal(), 413);
    const ConnectionInfo info = written(ConnectionState::Closing);
    QCOMPARE(info.status, 413);
    QCOMPARE(info.persistence, Persistence::ClosedByRefusal);
    QVERIFY(!info.firstByteAfter); // it was never handed on
}

void tst_ConnectionRecord::isInItsStateSinceTheLastByte()
{
    QVERIFY(m_record->info().stateSince >= m_start); // when the worker got to it
    receive(get.first(5), 10us);
    QVERIFY(written(ConnectionState::Reading).stateSince == m_start + 10us);
    receive(get.sliced(5), 20us);
    handOn();
    QVERIFY(written(ConnectionState::Responding).stateSince == m_start + 20us);
    send(okHeader, 30us);
    QVERIFY(written(ConnectionState::Responding).stateSince == m_start + 20us);
    send("ok", 40us);
    QVERIFY(written(ConnectionState::Idle).stateSince == m_start + 40us);
}

void tst_ConnectionRecord::tellsAllAtTheEnd()
{
    receive(get, 10us);
    QVERIFY(!written(ConnectionState::Reading).answerOwed);
    handOn();
    QVERIFY(written(ConnectionState::Responding).answerOwed);
    m_record->peerFinished();
    m_record->close(CloseCause::Rejected, "400 Bad Request", 0, { { "GET /2", LossReason::Disconnected } });
    const Snapshot snapshot = ConnectionMirror({ m_table }).snapshot();
    QCOMPARE(snapshot.connections.size(), 1);
    const ConnectionInfo &info = *snapshot.connections.front();
    QCOMPARE(info.state, ConnectionState::Closed);
    QCOMPARE(info.cause, CloseCause::Rejected);
    QCOMPARE(info.closeReason, QByteArray("400 Bad Request"));
    QCOMPARE(info.lostRequests,
             QList<LostRequest>(
                 { { m_exchange->requestLine(), LossReason::Disconnected }, { "GET /2", LossReason::Disconnected } }));
    QVERIFY(info.peerFinished);
    QCOMPARE(info.bytesIn, quint64(get.size()));
}

void tst_ConnectionRecord::remembersWhatWasAnswered()
{
    receive(get.first(5), 10us);
    receive(get.sliced(5) + get, 20us); // with another one behind it
    handOn();
    send(okHeader, 50us);
    const quint64 headerSize = quint64(m_sentLast);
    QCOMPARE(lives().size(), 0);
    send("ok", 60us);
    QCOMPARE(m_exchange->status(), 0); // the next one has begun already
    handOn();
    send(okHeader + "ok", 90us);

    const QList<RequestLife> all = lives();
    QCOMPARE(all.size(), 2);
    const RequestLife first { .connection = ConnectionId(1),
                              .number = 1,
                              .status = 200,
                              .requestLine = "GET /1",
                              .bytesIn = quint64(get.size()),
                              .bytesOut = headerSize + 2,
                              .firstByteIn = m_start + 10us,
                              .arrivedAt = m_start + 10us,
                              .handedOnAt = m_start + 20us,
                              .firstByteOut = m_start + 50us,
                              .endedAt = m_start + 60us };
    QVERIFY(all[0] == first);
    RequestLife second = first;
    second.number = 2;
    second.gap = 0us;
    second.firstByteIn = second.arrivedAt = m_start + 20us;
    second.handedOnAt = m_start + 60us;
    second.firstByteOut = second.endedAt = m_start + 90us;
    QVERIFY(all[1] == second);
    QVERIFY(all[1].inQueue() == 40us);
    QVERIFY(all[1].untilFirstByte() == 70us);
    QVERIFY(all[1].untilEnd() == 70us);
}

void tst_ConnectionRecord::remembersARefusalOnce()
{
    receive(get, 10us);
    handOn();
    send(okHeader + "ok", 20us);
    const QByteArray tooLarge = "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000000\r\n\r\n";
    receive(tooLarge, 30us);
    QCOMPARE(m_exchange->takeRefusal(), 413);
    m_record->refuse(413, m_exchange->arrivingLine(), tooLarge.size());
    m_record->write(m_exchange->facts(false), false);
    QCOMPARE(lives().size(), 1); // it is not sent yet
    m_record->sent(99, m_start + 40us);
    written(ConnectionState::Closing);
    m_record->close(CloseCause::Rejected, {});

    const QList<RequestLife> all = lives();
    QCOMPARE(all.size(), 2);
    const RequestLife &refused = all.back();
    QCOMPARE(refused.outcome, RequestOutcome::Refused);
    QCOMPARE(refused.status, 413);
    QCOMPARE(refused.requestLine, QByteArray("POST /2"));
    QCOMPARE(refused.number, 2u);
    QCOMPARE(refused.bytesIn, quint64(tooLarge.size()));
    QCOMPARE(refused.bytesOut, 99u);
    QVERIFY(refused.gap == 10us);
    QVERIFY(!refused.lossReason);
    QVERIFY(refused.endedAt == m_start + 40us);
}

void tst_ConnectionRecord::remembersWhatWasLost_data()
{
    QTest::addColumn<CloseCause>("cause");
    QTest::addColumn<LossReason>("reason");
    QTest::newRow("the client left") << CloseCause::ByClient << LossReason::ClientLeft;
    QTest::newRow("aborted") << CloseCause::Aborted << LossReason::Aborted;
    QTest::newRow("disconnected") << CloseCause::Disconnected << LossReason::Disconnected;
    QTest::newRow("timed out") << CloseCause::TimedOut << LossReason::Disconnected;
}

void tst_ConnectionRecord::remembersWhatWasLost()
{
    QFETCH(CloseCause, cause);
    QFETCH(LossReason, reason);
    receive(get + get, 10us);
    handOn();
    send(okHeader, 20us);
    written(ConnectionState::Responding);
    m_record->close(cause, {}, m_exchange->takenStatus(),
                    { { "GET /late", LossReason::CameAfterFin }, { "", LossReason::CameInPartAfterFin } });

    const QList<RequestLife> all = lives();
    QCOMPARE(all.size(), 3);
    for (qsizetype i = 0; i < all.size(); ++i) {
        QCOMPARE(all[i].outcome, RequestOutcome::Lost);
        QCOMPARE(all[i].number, quint64(i + 1));
    }
    QVERIFY(all[0].lossReason == reason);
    QCOMPARE(all[0].status, 200);
    QCOMPARE(all[0].bytesOut, quint64(m_sentLast));
    const auto firstByteOut = all[0].firstByteOut.value_or(SteadyTime()) - m_start;
    QVERIFY(firstByteOut >= 20us && firstByteOut < 21us); // it is kept in microseconds before the end
    QVERIFY(all[1].lossReason == LossReason::CameAfterFin);
    QCOMPARE(all[1].requestLine, QByteArray("GET /late"));
    QCOMPARE(all[1].status, 0);
    QCOMPARE(all[1].bytesOut, 0u);
    QVERIFY(!all[1].firstByteOut);
    QVERIFY(all[2].lossReason == LossReason::CameInPartAfterFin);
}

void tst_ConnectionRecord::remembersWhatIsLeftOpen()
{
    const auto idle = m_table->open(QStringLiteral("b:2"));
    receive(get, 10us);
    handOn();
    written(ConnectionState::Responding);
    m_table->leaveOpen();
    m_record->close(CloseCause::Aborted, {}); // is not counted again
    m_table->close(idle, CloseCause::Aborted);
    const QList<RequestLife> all = lives();
    QCOMPARE(all.size(), 1);
    QVERIFY(all[0].lossReason == LossReason::LeftOpen);
    QCOMPARE(all[0].requestLine, QByteArray("GET /1"));
    QCOMPARE(all[0].number, 1u);
    QVERIFY(all[0].handedOnAt == m_start + 10us);
}

void tst_ConnectionRecord::waitsForItsWorkerFirst()
{
    const auto row = m_table->open(QStringLiteral("a:2"));
    QCOMPARE(row->info().state, ConnectionState::Waiting);
    QCOMPARE(row->info().waited, 0us);
    const ConnectionRecord record(m_table, row);
    QCOMPARE(record.info().state, ConnectionState::New);
    QCOMPARE(record.info().waited,
             std::chrono::duration_cast<std::chrono::microseconds>(record.info().stateSince - record.info().openedAt));
}

void tst_ConnectionRecord::knowsWhoEndedFirst()
{
    receive(get, 10us);
    handOn();
    send(okHeader + "ok", 20us);
    written(ConnectionState::Idle);
    QVERIFY(!m_record->info().end);
    m_record->finNoticed(EndSide::Server, m_start + 5s, m_exchange->facts(true));
    m_record->finNoticed(EndSide::Client, m_start + 6s, m_exchange->facts(true));
    m_record->finNoticed(EndSide::Client, m_start + 7s, m_exchange->facts(true)); // comes once only
    m_record->resetNoticed(EndSide::Client, m_start + 8s, m_exchange->facts(true));
    m_record->resetNoticed(EndSide::Server, m_start + 9s, m_exchange->facts(true));
    m_record->leftOver(3, 4);
    const KnownEnd early = m_record->info().end;
    m_record->close(CloseCause::Disconnected, {});
    const ConnectionEnd end = ConnectionMirror({ m_table }).snapshot().connections.front()->end.value();
    QCOMPARE(end.firstBy, EndSide::Server);
    QCOMPARE(end.firstSign, EndSign::Fin);
    QCOMPARE(end.stateAtFirst, ConnectionState::Idle);
    QVERIFY(end.idleFor == 4999ms); // since the last byte
    QCOMPARE(end.ourFinAt, m_start + 5s);
    QCOMPARE(end.clientFinAt, m_start + 6s);
    QCOMPARE(end.resetAt, m_start + 8s);
    QCOMPARE(end.resetBy, EndSide::Client);
    QCOMPARE(end.firstAt(), m_start + 5s);
    QCOMPARE(end.unread, 3u);
    QCOMPARE(end.unsent, 4u);
    QVERIFY(early == KnownEnd(end)); // by what they say
    QVERIFY(early != KnownEnd());
}

void tst_ConnectionRecord::wasNotIdleWhereARequestHasCome()
{
    receive(get, 10us); // it has not been handed on, and the table knows nothing of it
    m_record->resetNoticed(EndSide::Nobody, m_start + 1s, m_exchange->facts(true));
    const ConnectionEnd end = m_record->info().end.value();
    QCOMPARE(end.firstSign, EndSign::GivenUp);
    QCOMPARE(end.stateAtFirst, ConnectionState::Reading);
    QVERIFY(!end.idleFor);
}

void tst_ConnectionRecord::tellsWhatTheKernelHasNotTaken()
{
    receive(get, 10us);
    handOn();
    m_record->write(m_exchange->facts(false), false, { .count = 5000, .since = m_start + 30us });
    QCOMPARE(m_record->info().unsent, 5000u);
    QCOMPARE(m_record->info().blockedSince, m_start + 30us);
    m_record->write(m_exchange->facts(true), false);
    QCOMPARE(m_record->info().unsent, 0u);
    QVERIFY(m_record->info().blockedSince == SteadyTime());
}

QTEST_APPLESS_MAIN(tst_ConnectionRecord)
#include "tst_connectionrecord.moc"

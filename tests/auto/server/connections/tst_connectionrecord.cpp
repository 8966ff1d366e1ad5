// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/connectionrecord.h"

#include "connections/connectionmirror.h"
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
    void waitsForItsWorkerFirst();
    void knowsWhoEndedFirst();
    void wasNotIdleWhereARequestHasCome();
    void tellsWhatTheKernelHasNotTaken();

private:
    void receive(const QByteArray &bytes, std::chrono::microseconds at);
    void send(const QByteArray &bytes, std::chrono::microseconds at);
    void handOn();
    ConnectionInfo written(ConnectionState state);

    std::shared_ptr<ConnectionTable> m_table;
    const ConnectionLimits m_limits;
    std::optional<ConnectionRecord> m_record;
    std::optional<HttpExchange> m_exchange;
    SteadyTime m_start;
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
    m_record->received(bytes.size(), m_start + at);
}

void tst_ConnectionRecord::send(const QByteArray &bytes, std::chrono::microseconds at)
{
    QByteArray out;
    m_exchange->respond(bytes, out);
    m_record->sent(out.size(), m_start + at);
    if (!m_exchange->isResponding())
        m_record->endAnswer();
}

void tst_ConnectionRecord::handOn()
{
    m_exchange->takeRequest();
    m_record->beginAnswer(m_exchange->requestLine());
}

ConnectionInfo tst_ConnectionRecord::written(ConnectionState state)
{
    m_record->write(*m_exchange, true, state == ConnectionState::Closing);
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
    m_record->close(CloseCause::Rejected, "400 Bad Request", { { "GET /2", LossReason::Disconnected } });
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
    m_record->finNoticed(EndSide::Server, m_start + 5s, *m_exchange, true);
    m_record->finNoticed(EndSide::Client, m_start + 6s, *m_exchange, true);
    m_record->finNoticed(EndSide::Client, m_start + 7s, *m_exchange, true); // comes once only
    m_record->resetNoticed(EndSide::Client, m_start + 8s, *m_exchange, true);
    m_record->resetNoticed(EndSide::Server, m_start + 9s, *m_exchange, true);
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
    m_record->resetNoticed(EndSide::Nobody, m_start + 1s, *m_exchange, true);
    const ConnectionEnd end = m_record->info().end.value();
    QCOMPARE(end.firstSign, EndSign::GivenUp);
    QCOMPARE(end.stateAtFirst, ConnectionState::Reading);
    QVERIFY(!end.idleFor);
}

void tst_ConnectionRecord::tellsWhatTheKernelHasNotTaken()
{
    receive(get, 10us);
    handOn();
    m_record->write(*m_exchange, false, false, { .count = 5000, .since = m_start + 30us });
    QCOMPARE(m_record->info().unsent, 5000u);
    QCOMPARE(m_record->info().blockedSince, m_start + 30us);
    m_record->write(*m_exchange, true, false);
    QCOMPARE(m_record->info().unsent, 0u);
    QVERIFY(m_record->info().blockedSince == SteadyTime());
}

QTEST_APPLESS_MAIN(tst_ConnectionRecord)
#include "tst_connectionrecord.moc"

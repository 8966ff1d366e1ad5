// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/socketdeadline.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;
using Purpose = SocketDeadline::Purpose;

namespace {

const SteadyTime epoch { 1000s };
const ConnectionLimits limits { .headerTimeout = 10s,
                                .bodyTimeout = 30s,
                                .bodyRate = 0,
                                .requestTimeout = 300s,
                                .keepAliveTimeout = 60s,
                                .writeTimeout = 20s };
const ConnectionLimits never { .headerTimeout = 0s,
                               .bodyTimeout = 0s,
                               .bodyRate = 0,
                               .requestTimeout = 0s,
                               .keepAliveTimeout = 0s,
                               .writeTimeout = 0s };

} // namespace

class tst_SocketDeadline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheFirstOfAll_data();
    void isTheFirstOfAll();
    void lingersByTheRoundTrip();
};

void tst_SocketDeadline::isTheFirstOfAll_data()
{
    QTest::addColumn<SocketDeadline::Situation>("situation");
    QTest::addColumn<ConnectionLimits>("limits");
    QTest::addColumn<Purpose>("purpose");
    QTest::addColumn<SteadyTime>("time");
    const auto row = [](const char *name, const SocketDeadline::Situation &situation, Purpose purpose,
                        SteadyTime time) { QTest::newRow(name) << situation << limits << purpose << time; };
    const auto none = [](const char *name, const SocketDeadline::Situation &situation) {
        QTest::addRow("%s, with limits of 0", name) << situation << never << Purpose::None << SteadyTime::max();
    };
    const SteadyTime opened = epoch;
    const SteadyTime since = epoch + 100s;

    const SocketDeadline::Situation fresh { .state = ConnectionState::New, .openedAt = opened, .stateSince = opened };
    row("nothing has come", fresh, Purpose::NoRequest, opened + 10s);
    none("nothing has come", fresh);

    const SocketDeadline::Situation header {
        .state = ConnectionState::Reading, .openedAt = opened, .stateSince = since, .lastReceived = since + 9s
    };
    row("in a header, however late its last byte", header, Purpose::Request, since + 10s);
    none("in a header", header);
    QTest::newRow("in a header, the whole request has less time")
        << header << ConnectionLimits { .headerTimeout = 10s, .requestTimeout = 5s } << Purpose::Request << since + 5s;

    SocketDeadline::Situation body = header;
    body.isReadingBody = true;
    row("in a body, since its last byte", body, Purpose::Request, since + 39s);
    none("in a body", body);
    body.lastReceived = since + 299s;
    row("in a body that goes on for ever", body, Purpose::Request, since + 300s);
    QTest::newRow("in a body without a limit of its own")
        << body << ConnectionLimits { .bodyTimeout = 0s, .bodyRate = 0, .requestTimeout = 300s } << Purpose::Request
        << since + 300s;
    QTest::newRow("in a body without a limit on the whole request")
        << body << ConnectionLimits { .bodyTimeout = 30s, .bodyRate = 0, .requestTimeout = 0s } << Purpose::Request
        << since + 329s;

    // 500 bytes a second, and 20 s to begin with.
    const auto slowRow = [](const char *name, const SocketDeadline::Situation &situation, Purpose purpose,
                            SteadyTime time) {
        const ConnectionLimits limits { .bodyTimeout = 30s, .bodyRate = 500, .bodyRateFrom = 20s };
        QTest::newRow(name) << situation << limits << purpose << time;
    };
    SocketDeadline::Situation slow = body;
    slow.bodySince = since + 1s;
    slow.lastReceived = slow.bodySince;
    slowRow("in a body of which nothing comes", slow, Purpose::SlowBody, slow.bodySince + 20s);
    slow.lastReceived = slow.bodySince + 19s;
    slow.bodyReceived = 190;
    slowRow("in a body at ten bytes a second", slow, Purpose::SlowBody, slow.bodySince + 20s);
    slow.bodyReceived = 10'000;
    slowRow("in a body that is just fast enough", slow, Purpose::SlowBody, slow.bodySince + 20s);
    slow.bodyReceived = 10'050;
    slowRow("in a body that is a little faster", slow, Purpose::SlowBody, slow.bodySince + 20'100ms);
    slow.bodyReceived = 20'000;
    slowRow("in a body that was fast, and stops", slow, Purpose::SlowBody, slow.bodySince + 40s);
    slow.bodyReceived = 30'000;
    slowRow("in a body that was so fast that its next byte is late before", slow, Purpose::Request,
            slow.lastReceived + 30s);
    slow.bodyReceived = 2'000'000'000;
    slow.lastReceived = since + 290s;
    slowRow("in a body of two gigabytes", slow, Purpose::Request, since + 300s);
    slow = body;
    slow.bodySince = since + 101s;
    slow.lastReceived = since + 101s;
    slowRow("in a body that we did not read for 100 s", slow, Purpose::SlowBody, since + 121s);
    slow = header;
    slowRow("in a header, whatever a body's rate", slow, Purpose::Request, since + 10s);

    const SocketDeadline::Situation idle { .state = ConnectionState::Idle, .openedAt = opened, .stateSince = since };
    row("idle", idle, Purpose::Idle, since + 60s);
    none("idle", idle);
    SocketDeadline::Situation idleWithBuffers = idle;
    idleWithBuffers.mayHoldBuffers = true;
    row("idle, with buffers", idleWithBuffers, Purpose::FreeBuffers, since + SocketDeadline::buffersKept);

    SocketDeadline::Situation held = idle;
    held.keptUntil = since + 300ms;
    row("idle, and held", held, Purpose::Hold, since + 300ms);
    held.mayHoldBuffers = true;
    row("idle, with buffers, and held", held, Purpose::FreeBuffers, since + SocketDeadline::buffersKept);
    held = fresh;
    held.keptUntil = opened + 300ms;
    row("nothing has come, and held", held, Purpose::Hold, opened + 300ms);
    held.keptUntil = opened + 20s;
    row("nothing has come, and held beyond its limit", held, Purpose::NoRequest, opened + 10s);

    const SocketDeadline::Situation responding { .state = ConnectionState::Responding, .stateSince = since };
    row("with the handler", responding, Purpose::None, SteadyTime::max());
    SocketDeadline::Situation blocked = responding;
    blocked.isBlockedOnWrite = true;
    blocked.lastOutput = since + 5s;
    row("the client does not read", blocked, Purpose::Write, since + 25s);
    none("the client does not read", blocked);

    SocketDeadline::Situation webSocket { .state = ConnectionState::WebSocket, .openedAt = opened };
    webSocket.stateSince = since;
    row("a WebSocket", webSocket, Purpose::None, SteadyTime::max());
    webSocket.mayHoldBuffers = true;
    webSocket.keptUntil = since + 2s;
    row("a WebSocket that is to answer", webSocket, Purpose::Hold, since + 2s);
    webSocket.isBlockedOnWrite = true;
    webSocket.lastOutput = since + 5s;
    row("the client of a WebSocket does not read", webSocket, Purpose::Write, since + 25s);

    SocketDeadline::Situation closing { .state = ConnectionState::Closing, .stateSince = since };
    closing.keptUntil = since + 70ms;
    row("behind our FIN", closing, Purpose::Linger, since + 70ms);
    closing.isHalfClosed = true;
    row("half-closed by us", closing, Purpose::None, SteadyTime::max());
}

void tst_SocketDeadline::isTheFirstOfAll()
{
    QFETCH(SocketDeadline::Situation, situation);
    QFETCH(ConnectionLimits, limits);
    const SocketDeadline deadline = SocketDeadline::next(situation, limits);
    QTEST(deadline.purpose, "purpose");
    QTEST(deadline.time, "time");
}

void tst_SocketDeadline::lingersByTheRoundTrip()
{
    const TcpDescriptor::RoundTrip near;
    const TcpDescriptor::RoundTrip far { .smoothed = 40ms, .deviation = 10ms };
    const TcpDescriptor::RoundTrip veryFar { .smoothed = 3s, .deviation = 500ms };
    QCOMPARE(SocketDeadline::linger(near, Persistence::KeptByVersion), 100ms);
    QCOMPARE(SocketDeadline::linger(far, Persistence::ClosedByServer), 180ms);
    QCOMPARE(SocketDeadline::linger(veryFar, Persistence::ClosedByServer), 5100ms);
    QCOMPARE(SocketDeadline::linger(near, Persistence::ClosedByRefusal), 2000ms);
    QCOMPARE(SocketDeadline::linger(veryFar, Persistence::ClosedByRefusal), 5100ms);
}

QTEST_GUILESS_MAIN(tst_SocketDeadline)

#include "tst_socketdeadline.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "verdict/verdict.h"
#include "verdict/verdicttext.h"

#include <QLocale>
#include <QMetaEnum>
#include <QSet>
#include <QTest>

#include <functional>

using namespace Drainboard;
using namespace std::chrono_literals;

using Kind = Verdict::Kind;

namespace {

constexpr SteadyTime opened { std::chrono::hours(1) };
constexpr SteadyTime now = opened + 60s;

/// An idle connection with three requests, and what its case says of it.
struct Made : ConnectionCase
{
    Made()
    {
        this->now = ::now;
        info.id = ConnectionId(1);
        info.peer = QStringLiteral("10.0.0.1:5001");
        info.state = ConnectionState::Idle;
        info.requests = 3;
        info.requestLine = "GET /a";
        info.status = 200;
        info.bytesIn = 300;
        info.bytesOut = 900;
        info.persistence = Persistence::KeptByVersion;
        info.openedAt = opened;
        info.stateSince = opened + 50s;
    }

    Made &closed(CloseCause cause, const char *reason = "")
    {
        info.stateBeforeClose = info.state;
        info.state = ConnectionState::Closed;
        info.cause = cause;
        info.closeReason = reason;
        info.closedAt = opened + 55s;
        return *this;
    }
    Made &endedBy(EndSide side, EndSign sign, std::optional<std::chrono::milliseconds> idleFor = {})
    {
        end.firstBy = side;
        end.firstSign = sign;
        end.idleFor = idleFor;
        end.stateAtFirst = idleFor ? ConnectionState::Idle : ConnectionState::Responding;
        const SteadyTime at = opened + 55s;
        if (sign == EndSign::Fin) {
            (side == EndSide::Client ? end.clientFinAt : end.ourFinAt) = at;
        } else {
            end.resetAt = at;
            end.resetBy = side;
        }
        return *this;
    }
    Made &responding()
    {
        info.state = ConnectionState::Responding;
        info.answerOwed = true;
        return *this;
    }
    Made &requestsAre(quint64 count)
    {
        info.requests = count;
        return *this;
    }
    Made &lost(LossReason reason, const QByteArray &line = "GET /b")
    {
        info.lostRequests += { line, reason };
        return *this;
    }
    Made &with(const std::function<void(Made &)> &change)
    {
        change(*this);
        return *this;
    }
    ConnectionCase made()
    {
        if (end.firstSign != EndSign::None)
            info.end = end;
        facts = std::make_shared<const ConnectionInfo>(info);
        return *this;
    }

    ConnectionInfo info;
    ConnectionEnd end;
};

RequestGlance glance(std::chrono::microseconds arrival, quint64 bytes = 400)
{
    return { .line = "POST /p", .bytesIn = bytes, .arrival = arrival };
}

} // namespace

Q_DECLARE_METATYPE(ConnectionCase)

class tst_Verdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void isOnOneConnection_data();
    void isOnOneConnection();
    void hasAWordForEachKind();
    void countsAlikeEnds();
    void isOnAGroup_data();
    void isOnAGroup();
};

void tst_Verdict::isOnOneConnection_data()
{
    QTest::addColumn<ConnectionCase>("connection");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, Made made, Kind kind, const QString &sentence = {}) {
        QTest::newRow(name) << made.made() << kind << sentence;
    };
    const auto say = [](const char *text) { return QString::fromUtf8(text); };

    row("an idle one is fine", Made(), Kind::Fine);
    row("one that responds is fine", Made().responding(), Kind::Fine);
    row("one whose client said close after many requests is fine",
        Made().closed(CloseCause::ByClient).endedBy(EndSide::Client, EndSign::Fin, 0ms), Kind::Fine);

    row("a request behind our FIN is lost",
        Made().closed(CloseCause::TimedOut).endedBy(EndSide::Server, EndSign::Fin, 5s).lost(LossReason::CameAfterFin),
        Kind::CameAfterFin,
        say("GET /b came after our FIN, and is lost. The client sent it before the FIN had got to it."));
    row("so is a part of one, whose line is unknown; the round trip is evidence",
        Made()
            .closed(CloseCause::Disconnected)
            .endedBy(EndSide::Server, EndSign::Fin, 5s)
            .lost(LossReason::CameInPartAfterFin, {})
            .with([](Made &m) { m.roundTrip = 39'500us; }),
        Kind::CameAfterFin,
        say("a request came after our FIN, and is lost. The client sent it before the FIN had got to it; a round trip "
            "takes 40 ms."));

    row("a client that resets while its answer is made",
        Made()
            .closed(CloseCause::ByClient)
            .endedBy(EndSide::Client, EndSign::Reset)
            .lost(LossReason::ClientLeft, "GET /delay/9000")
            .with([](Made &m) { m.requests = { { .line = "GET /delay/9000", .age = 1'500ms } }; }),
        Kind::ClientLeft, say("The client reset the connection 1.5 s into GET /delay/9000."));
    row("a client that resets and leaves much undelivered",
        Made()
            .closed(CloseCause::ByClient)
            .endedBy(EndSide::Client, EndSign::Reset)
            .lost(LossReason::ClientLeft)
            .with([](Made &m) { m.end.unsent = 96'000; }),
        Kind::ClientLeft,
        say("The client reset the connection before it had the answer to GET /b. It had not acknowledged 96.0 kB."));
    row("a client that resets before it has acknowledged what the kernel has taken",
        Made().closed(CloseCause::ByClient).endedBy(EndSide::Client, EndSign::Reset, 3ms).with([](Made &m) {
            m.end.unsent = 800;
        }),
        Kind::ClientLeft,
        say("The client reset the connection before it had the answer to GET /a. It had not acknowledged 800 bytes."));
    row("a client that leaves while its answer is made",
        Made().closed(CloseCause::ByClient).endedBy(EndSide::Client, EndSign::Fin).lost(LossReason::ClientLeft),
        Kind::ClientLeft, say("The client closed the connection before it had the answer to GET /b."));

    const auto blocked = [](SteadyTime since) {
        return [since](Made &m) {
            m.info.unsent = 2'500'000;
            m.info.blockedSince = since;
        };
    };
    row("a client that does not read", Made().responding().with(blocked(now - 7s)), Kind::NotReading,
        say("The client has read nothing of the answer to GET /a for 7.0 s; 2.5 MB wait to be sent."));
    row("one that has just not read is fine", Made().responding().with(blocked(now - 900ms)), Kind::Fine);
    row("one that we reset for it",
        Made()
            .responding()
            .with(blocked(opened + 25s))
            .closed(CloseCause::Aborted)
            .endedBy(EndSide::Server, EndSign::Reset)
            .lost(LossReason::Aborted),
        Kind::NotReading,
        say("The client read nothing of the answer to GET /a for 30.0 s, so we reset the connection; it had not "
            "acknowledged 2.5 MB."));
    row("one that we reset before that time was cut by us",
        Made()
            .responding()
            .with(blocked(opened + 26s))
            .closed(CloseCause::Aborted)
            .endedBy(EndSide::Server, EndSign::Reset)
            .lost(LossReason::Aborted),
        Kind::CutByUs);

    row("an abort in the middle of an answer",
        Made().closed(CloseCause::Aborted).endedBy(EndSide::Server, EndSign::Reset).lost(LossReason::Aborted),
        Kind::CutByUs, say("We reset the connection while GET /b was waiting for its answer."));
    row("a FIN in the middle of an answer",
        Made().closed(CloseCause::Disconnected).endedBy(EndSide::Server, EndSign::Fin).lost(LossReason::Disconnected),
        Kind::CutByUs, say("We closed the connection while GET /b was waiting for its answer."));
    row("the end of the server in the middle of an answer", Made().responding().lost(LossReason::LeftOpen),
        Kind::CutByUs, say("The server ended while GET /b was waiting for its answer."));

    row("an abort with something unread",
        Made().closed(CloseCause::Aborted).endedBy(EndSide::Server, EndSign::Reset, 1s).with([](Made &m) {
            m.end.unread = 120;
        }),
        Kind::CutByUs, say("We reset the connection with 120 bytes unread: a request may be among them."));
    row("a refusal names its rule",
        Made().closed(CloseCause::Rejected, "431 Request Header Fields Too Large").with([](Made &m) {
            m.info.persistence = Persistence::ClosedByRefusal;
        }),
        Kind::Refused, say("We refused it: 431 Request Header Fields Too Large."));
    row("a request that came too slowly is refused, too",
        Made().closed(CloseCause::TimedOut, "408 Request Timeout").with([](Made &m) {
            m.info.persistence = Persistence::ClosedByRefusal;
        }),
        Kind::Refused, say("We refused it: 408 Request Timeout."));

    row("a client that vanished", Made().closed(CloseCause::ByClient).endedBy(EndSide::Nobody, EndSign::GivenUp, 60s),
        Kind::Vanished);

    const auto halfClosed = [](std::chrono::milliseconds ago) {
        return Made().responding().endedBy(EndSide::Client, EndSign::Fin).with([ago](Made &m) {
            m.end.clientFinAt = now - ago;
        });
    };
    row("a half-closed one waits for its answer", halfClosed(8s), Kind::HalfClosed,
        say("The client has closed its direction 8.0 s ago, and waits for the answer to GET /a. To close now would "
            "lose it."));
    row("one that has just half-closed is fine", halfClosed(20ms), Kind::Fine);

    const auto waiting = [](std::chrono::milliseconds time, const QByteArray &busy) {
        return Made().requestsAre(0).with([&](Made &m) {
            m.info.state = ConnectionState::Waiting;
            m.info.bytesIn = 0;
            m.info.openedAt = now - time;
            m.workerBusyWith = busy;
        });
    };
    row("one that waits for its worker", waiting(4s, "GET /block/5000"), Kind::WaitedForWorker,
        say("It has waited for 4.0 s for its worker, which is busy with GET /block/5000."));
    row("the same, where that request is unknown", waiting(4s, {}), Kind::WaitedForWorker,
        say("It waits for its worker, which has been busy for 4.0 s."));
    row("one that its worker never got to",
        waiting(4s, {}).closed(CloseCause::ByClient).with([](Made &m) { m.info.closedAt = m.info.openedAt + 3s; }),
        Kind::WaitedForWorker, say("It waited 3.0 s for its worker, which never got to it."));
    row("one that has just been accepted is fine", waiting(20ms, {}), Kind::Fine);
    row("one that has waited for its worker", Made().with([](Made &m) { m.info.waited = 4500ms; }),
        Kind::WaitedForWorker, say("It waited 4.5 s for its worker after it was accepted."));
    row("one that hardly has is fine", Made().with([](Made &m) { m.info.waited = 900ms; }), Kind::Fine);
    row("a request that has waited behind another one", Made().with([](Made &m) {
        m.requests = { { .line = "GET /1" }, { .line = "GET /2", .queued = 4500ms, .behind = "GET /block/5000" } };
    }),
        Kind::WaitedForWorker, say("GET /2 waited 4.5 s for its worker, behind GET /block/5000."));

    row("one that we closed at our time-out",
        Made().closed(CloseCause::TimedOut, "Idle for too long").endedBy(EndSide::Server, EndSign::Fin, 5s),
        Kind::IdleClosedByUs,
        say("We closed it at our keep-alive time-out, after 5.0 s idle. A request that the client sends before it sees "
            "that fails. Let the client's time-out be the shorter one."));
    row("the same, with the round trip",
        Made()
            .closed(CloseCause::TimedOut, "Idle for too long")
            .endedBy(EndSide::Server, EndSign::Fin, 5s)
            .with([](Made &m) { m.roundTrip = 40ms; }),
        Kind::IdleClosedByUs,
        say("We closed it at our keep-alive time-out, after 5.0 s idle. A request that the client sends within the "
            "round trip of 40 ms before it sees that fails. Let the client's time-out be the shorter one."));

    const auto clientClosed = [](std::chrono::milliseconds idle, EndSign sign = EndSign::Fin) {
        return Made().closed(CloseCause::ByClient).endedBy(EndSide::Client, sign, idle);
    };
    row("one that the client closed while idle", clientClosed(4s), Kind::IdleClosedByClient,
        say("The client closed it after 4.0 s idle. Nothing was lost."));
    row("the same, as others", clientClosed(4s).with([](Made &m) { m.alike = 7; }), Kind::IdleClosedByClient,
        say("The client closed it after 4.0 s idle, as it did with 7 more: that is the time-out of its pool."));
    row("one that the client reset while idle", clientClosed(250s, EndSign::Reset), Kind::IdleClosedByClient,
        say("The client reset it after 4.2 min idle. Nothing was lost."));

    const auto once = [](Persistence persistence) {
        return Made()
            .requestsAre(1)
            .closed(CloseCause::Disconnected)
            .endedBy(EndSide::Server, EndSign::Fin, 0ms)
            .with([persistence](Made &m) { m.info.persistence = persistence; });
    };
    row("no reuse, by the client", once(Persistence::ClosedByClient), Kind::NoReuse,
        say("One request, and no reuse, since the client said close."));
    row("no reuse, by us", once(Persistence::ClosedByServer), Kind::NoReuse,
        say("One request, and no reuse, since we said close."));
    row("no reuse, by the handler", once(Persistence::ClosedByHandler), Kind::NoReuse,
        say("One request, and no reuse, since our handler said close."));
    row("no reuse, by HTTP/1.0", once(Persistence::ClosedByVersion), Kind::NoReuse,
        say("One request, and no reuse, since it was HTTP/1.0, and the client did not ask to keep it."));
    row("no reuse, by the length", once(Persistence::ClosedByLength), Kind::NoReuse);
    row("close after the second request is reuse", once(Persistence::ClosedByClient).requestsAre(2), Kind::ClosedByUs);
    const auto dropped = [](std::chrono::milliseconds keepAlive, std::chrono::milliseconds idle) {
        return Made()
            .requestsAre(1)
            .closed(CloseCause::ByClient)
            .endedBy(EndSide::Client, EndSign::Fin, idle)
            .with([keepAlive](Made &m) { m.limits.keepAliveTimeout = keepAlive; });
    };
    row("no reuse, since we tell the client a second", dropped(1s, 1ms), Kind::NoReuse,
        say("One request, and no reuse, since we say Keep-Alive: timeout=1. A pool that takes a second off, as Node's "
            "agent does, keeps it not at all."));
    row("a client that keeps none", dropped(2s, 1ms), Kind::NoReuse,
        say("One request, and no reuse, since the client closed it at once, though we kept it."));
    row("a client that has waited a little", dropped(1s, 60ms), Kind::IdleClosedByClient);

    const auto parts = [](const QList<RequestGlance> &requests) {
        return Made().with([&requests](Made &m) { m.requests = requests; });
    };
    row("requests in two parts", parts({ glance(41ms), glance(1ms), glance(44ms) }), Kind::InTwoParts,
        say("2 of its last 3 requests came in two parts, 41 ms apart: Nagle's algorithm waits for a delayed ACK. Let "
            "the client send them in one piece, or set TCP_NODELAY."));
    row("one such request is chance", parts({ glance(41ms), glance(1ms) }), Kind::Fine);
    row("a slower client is none", parts({ glance(70ms), glance(70ms) }), Kind::Fine);
    row("nor is a faster one", parts({ glance(30ms), glance(30ms) }), Kind::Fine);
    row("nor is a large upload", parts({ glance(41ms, 50'000), glance(41ms, 50'000) }), Kind::Fine);

    row("one that we closed while idle",
        Made().closed(CloseCause::Disconnected).endedBy(EndSide::Server, EndSign::Fin, 12s), Kind::ClosedByUs,
        say("We closed it after 12.0 s idle. Nothing was lost."));
    row("one that made room",
        Made()
            .closed(CloseCause::Disconnected, "Made room for another connection")
            .endedBy(EndSide::Server, EndSign::Fin, 12s),
        Kind::ClosedByUs, say("We closed it after 12.0 s idle. Made room for another connection."));
    row("one that we reset while idle",
        Made().closed(CloseCause::Aborted).endedBy(EndSide::Server, EndSign::Reset, 12s), Kind::ClosedByUs,
        say("We reset it after 12.0 s idle. Nothing was lost."));

    const auto unused = [](std::chrono::milliseconds age) {
        return Made().requestsAre(0).with([age](Made &m) {
            m.info.state = ConnectionState::New;
            m.info.bytesIn = 0;
            m.info.status = 0;
            m.info.persistence = Persistence::Unknown;
            m.info.openedAt = now - age;
        });
    };
    row("one that was opened in advance", unused(12s), Kind::NeverUsed,
        say("Open for 12.0 s, and no byte has come. Browsers connect in advance."));
    row("one that has just been opened is fine", unused(500ms), Kind::Fine);
    row("one whose first request arrives is fine", unused(12s).with([](Made &m) {
        m.info.bytesIn = 5;
        m.info.state = ConnectionState::Reading;
    }),
        Kind::Fine);
    row("one that its client never used",
        unused(60s).closed(CloseCause::ByClient).endedBy(EndSide::Client, EndSign::Fin, 55s), Kind::NeverUsed,
        say("Opened in advance and never used; the client closed it after 55.0 s."));
    row("one that we closed, unused",
        unused(60s).closed(CloseCause::TimedOut).endedBy(EndSide::Server, EndSign::Fin, 55s), Kind::NeverUsed,
        say("Opened in advance and never used; we closed it after 55.0 s."));
}

void tst_Verdict::isOnOneConnection()
{
    QFETCH(ConnectionCase, connection);
    QFETCH(QString, sentence);
    const Verdict verdict = verdictOn(connection);
    QTEST(verdict.kind, "kind");
    if (!sentence.isEmpty())
        QCOMPARE(verdict.sentence, sentence);
    QCOMPARE(verdict.sentence.isEmpty(), verdict.kind == Kind::Fine);
    QCOMPARE(verdict.word.isEmpty(), verdict.kind == Kind::Fine);
    QVERIFY(!verdict.sentence.contains(u'%')); // all places are filled
    QCOMPARE(verdictOn(QList { connection }), verdict);
}

void tst_Verdict::hasAWordForEachKind()
{
    QSet<QString> words;
    const auto kinds = QMetaEnum::fromType<Kind>();
    for (int i = 0; i < kinds.keyCount(); ++i) {
        const QString word = VerdictText::word(Kind(kinds.value(i)));
        QCOMPARE(word.isEmpty(), kinds.value(i) == int(Kind::Fine));
        QVERIFY2(!words.contains(word), kinds.key(i));
        words += word;
    }
}

void tst_Verdict::countsAlikeEnds()
{
    quint64 id = 1;
    const auto ended = [&id](std::chrono::milliseconds idle, const char *peer = "10.0.0.1:6000",
                             EndSign sign = EndSign::Fin, EndSide side = EndSide::Client) {
        Made made;
        made.info.id = ConnectionId(++id);
        made.info.peer = QString::fromLatin1(peer);
        return made.closed(CloseCause::ByClient).endedBy(side, sign, idle).made().facts;
    };
    const ConnectionFacts one = ended(4s);
    QList<ConnectionFacts> others { one,
                                    ended(4050ms),
                                    ended(3700ms),
                                    ended(4600ms), // too long
                                    ended(4s, "10.0.0.2:6000"), // another client
                                    ended(4s, "10.0.0.1:6001", EndSign::Reset),
                                    ended(4s, "10.0.0.1:6001", EndSign::Fin, EndSide::Server),
                                    Made().made().facts };
    QCOMPARE(alikeEnds(*one, others), 2);
    QCOMPARE(alikeEnds(*Made().made().facts, others), 0); // it has not ended
    QCOMPARE(alikeEnds(*one, {}), 0);
    QVERIFY(isSameTimeout(10ms, 150ms)); // of short ones, no more can be told
    QVERIFY(!isSameTimeout(10ms, 170ms));
    QVERIFY(isSameTimeout(60s, 55s));
    QVERIFY(!isSameTimeout(60s, 50s));
}

void tst_Verdict::isOnAGroup_data()
{
    QTest::addColumn<QList<ConnectionCase>>("connections");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QList<ConnectionCase> &connections, Kind kind, const char *sentence) {
        QTest::newRow(name) << connections << kind << QString::fromUtf8(sentence);
    };
    const auto idle = [](std::chrono::milliseconds time) {
        return Made().closed(CloseCause::ByClient).endedBy(EndSide::Client, EndSign::Fin, time).made();
    };
    const auto once = [](Persistence persistence) {
        return Made()
            .requestsAre(1)
            .closed(CloseCause::Disconnected)
            .endedBy(EndSide::Server, EndSign::Fin, 0ms)
            .with([persistence](Made &m) { m.info.persistence = persistence; })
            .made();
    };
    const ConnectionCase fine = Made().made();
    const ConnectionCase late = Made()
                                    .closed(CloseCause::Disconnected)
                                    .endedBy(EndSide::Server, EndSign::Fin, 5s)
                                    .lost(LossReason::CameAfterFin)
                                    .made();

    row("none", {}, Kind::Fine, "");
    row("all are fine", { fine, fine }, Kind::Fine, "");
    row("a pool's time-out", { idle(4s), fine, idle(4020ms), idle(3980ms), idle(12s) }, Kind::IdleClosedByClient,
        "Closed by the client while idle: 4 of 5. 3 of them after 4.0 s: that is the time-out of its pool.");
    row("no time-out, where the times differ", { idle(1s), idle(20s), idle(7s) }, Kind::IdleClosedByClient,
        "Closed by the client while idle: 3 of 3. The time was 1.0 s to 20.0 s.");
    row("no reuse",
        { once(Persistence::ClosedByClient), once(Persistence::ClosedByClient), once(Persistence::ClosedByServer) },
        Kind::NoReuse, "No reuse: 3 of 3 ended after one request. Mostly since the client said close.");
    row("one loss matters more than all else", { idle(4s), idle(4s), idle(4s), late }, Kind::CameAfterFin,
        "A request came after the server's FIN, and is lost: on 1 of 4. Mostly: GET /b.");
}

void tst_Verdict::isOnAGroup()
{
    QFETCH(QList<ConnectionCase>, connections);
    QFETCH(QString, sentence);
    const Verdict verdict = verdictOn(connections);
    QTEST(verdict.kind, "kind");
    QCOMPARE(verdict.sentence, sentence);
}

QTEST_APPLESS_MAIN(tst_Verdict)
#include "tst_verdict.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/closedring.h"
#include "tap/tapsight.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

// What is lost, and why, as a matter of which request began before the server's FIN.
class tst_TapSight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhichRequestsCameAfterTheServersFin_data();
    void tellsWhichRequestsCameAfterTheServersFin();
};

namespace {

constexpr auto closedBefore = LossReason::ClosedByServer;
constexpr auto cameAfter = LossReason::CameAfterFin;

// For a message that can be read.
QStringList inWords(const QList<LostRequest> &lost)
{
    QStringList words;
    for (const LostRequest &request : lost)
        words += QStringLiteral("%1: %2").arg(QString::fromLatin1(request.line), toText(request.reason));
    return words;
}

} // namespace

void tst_TapSight::tellsWhichRequestsCameAfterTheServersFin_data()
{
    QTest::addColumn<QByteArrayList>("script"); // ">" from the client, "<" to it, "FIN" of the server
    QTest::addColumn<QList<LostRequest>>("lost");

    using Script = QByteArrayList;
    using Lost = QList<LostRequest>;
    const QByteArray a = ">GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
    const QByteArray last = ">GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    const QByteArray b = ">GET /b HTTP/1.1\r\nHost: a\r\n\r\n";
    const QByteArray part = ">GET /b HT";
    const QByteArray rest = ">TP/1.1\r\nHost: a\r\n\r\n";
    const QByteArray ok = "<HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    const QByteArray early = "<HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n";
    const QByteArray fin = "FIN";

    QTest::newRow("nothing, where all was answered") << Script { a, ok, fin } << Lost {};
    QTest::newRow("whole, before it") << Script { a, fin } << Lost { { "GET /a", closedBefore } };
    QTest::newRow("whole, after it") << Script { a, ok, fin, b } << Lost { { "GET /b", cameAfter } };
    QTest::newRow("each of two") << Script { a, fin, b }
                                 << Lost { { "GET /a", closedBefore }, { "GET /b", cameAfter } };
    QTest::newRow("a part of a header, before it") << Script { a, ok, part, fin } << Lost { { {}, closedBefore } };
    QTest::newRow("a part of a header, after it") << Script { a, ok, fin, part } << Lost { { {}, cameAfter } };
    QTest::newRow("a header that it cuts in two")
        << Script { a, ok, part, fin, rest } << Lost { { "GET /b", closedBefore } };
    QTest::newRow("a header that it cuts in two, and one more")
        << Script { a, ok, part, fin, rest, a } << Lost { { "GET /b", closedBefore }, { "GET /a", cameAfter } };
    QTest::newRow("a part behind one that waits, before it")
        << Script { a, part, fin } << Lost { { "GET /a", closedBefore }, { {}, closedBefore } };
    QTest::newRow("a part behind one that waits, after it")
        << Script { a, fin, part } << Lost { { "GET /a", closedBefore }, { {}, cameAfter } };
    QTest::newRow("a part behind two that wait")
        << Script { a, b, fin, part }
        << Lost { { "GET /a", closedBefore }, { "GET /b", closedBefore }, { {}, cameAfter } };
    QTest::newRow("what its client must send again is not lost")
        << Script { last, fin, b } << Lost { { "GET /a", closedBefore } };
    QTest::newRow("the rest of one that is answered is none")
        << Script { ">PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab", early, fin, ">cd", a }
        << Lost { { "GET /a", cameAfter } };
}

void tst_TapSight::tellsWhichRequestsCameAfterTheServersFin()
{
    QFETCH(QByteArrayList, script);
    QFETCH(QList<LostRequest>, lost);

    const auto closed = std::make_shared<ClosedRing>(1);
    const auto table = std::make_shared<ConnectionTable>(std::make_shared<ConnectionTable::Ids>(0), closed);
    TapSight sight(table, table->open(QStringLiteral("127.0.0.1:1")));
    SteadyTime now = SteadyClock::now();
    for (const QByteArray &step : script) {
        now += 1ms;
        if (step.startsWith('>'))
            sight.fromClient(QByteArrayView(step).sliced(1), now);
        else if (step.startsWith('<'))
            sight.toClient(QByteArrayView(step).sliced(1), now);
        else
            sight.serverFinished(now);
        sight.write({});
    }
    sight.close(CloseCause::ByServer, {});
    QCOMPARE(inWords(closed->since(0).connections.front()->lostRequests), inWords(lost));
}

QTEST_APPLESS_MAIN(tst_TapSight)

#include "tst_tapsight.moc"

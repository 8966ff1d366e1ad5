// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/boardaxis.h"
#include "lifelines/lifelinetext.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

using Kind = Lifeline::Sign::Kind;

namespace {

const SteadyTime noon { 12h };

Lifeline opened(std::chrono::seconds ago)
{
    Lifeline line;
    line.openedAt = line.activeSince = noon - ago;
    return line;
}

} // namespace

class TestLifelineText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void describes_data();
    void describes();
    void describesAMoment_data();
    void describesAMoment();
};

void TestLifelineText::describes_data()
{
    QTest::addColumn<Lifeline>("line");
    QTest::addColumn<QString>("text");
    Lifeline line = opened(46s);
    QTest::newRow("nothing has happened") << line << QStringLiteral("open for 46 s, idle; no request");
    line.requests = 2;
    line.addSign({ noon - 3s, Kind::Fin, Side::Client, true });
    QTest::newRow("half-closed by the client")
        << line << QStringLiteral("open for 46 s, half-closed; 2 request(s); FIN by the client 3.0 s ago");
    line.close(noon - 1s);
    line.lost = 1;
    line.addSign({ noon - 1s, Kind::Rst, Side::Server, true });
    QTest::newRow("closed with a loss")
        << line
        << QStringLiteral("closed 1.0 s ago, after 45 s; 2 request(s); 1 lost; FIN by the client 3.0 s ago; RST by the "
                          "server 1.0 s ago");
    for (const auto &[activity, words] : { std::pair(Lifeline::Activity::Request, "a request in progress"),
                                           std::pair(Lifeline::Activity::Waiting, "waiting for a worker"),
                                           std::pair(Lifeline::Activity::Unread, "a response unread"),
                                           std::pair(Lifeline::Activity::Stream, "a WebSocket") }) {
        line = opened(46s);
        line.requests = 1;
        line.begin(activity, noon - 8s);
        QTest::newRow(words) << line
                             << QStringLiteral("open for 46 s, %1 for 8.0 s; 1 request(s)").arg(QLatin1String(words));
    }
}

void TestLifelineText::describes()
{
    QFETCH(Lifeline, line);
    QTEST(LifelineText::describe(line, noon), "text");
}

// The axis: 600 pixels of 100 ms; now is at 599.
void TestLifelineText::describesAMoment_data()
{
    QTest::addColumn<int>("x");
    QTest::addColumn<QString>("words");
    QTest::newRow("before it opened") << 10 << QStringLiteral("not open yet");
    QTest::newRow("between requests") << 150 << QStringLiteral("idle");
    QTest::newRow("in a request") << 205 << QStringLiteral("a request, 1.0 s");
    QTest::newRow("near a request") << 212 << QStringLiteral("a request, 1.0 s");
    QTest::newRow("in a wait") << 225 << QStringLiteral("waiting for a worker, 1.0 s");
    QTest::newRow("where nothing was read") << 245 << QStringLiteral("a response unread, 1.0 s");
    QTest::newRow("among many requests") << 325 << QStringLiteral("40 request(s) within 5.0 s, busy for 25 %");
    QTest::newRow("at a FIN") << 399 << QStringLiteral("FIN by the client");
    QTest::newRow("between the FIN and the end") << 440 << QStringLiteral("half-closed");
    QTest::newRow("at a RST") << 499 << QStringLiteral("RST by the server");
    QTest::newRow("after the end") << 550 << QStringLiteral("closed");
}

void TestLifelineText::describesAMoment()
{
    QFETCH(int, x);
    QFETCH(QString, words);
    BoardAxis axis;
    axis.setWidth(600);
    axis.advance(noon);
    Lifeline line = opened(50s);
    line.inProgress.add({ noon - 40s, noon - 39s });
    line.waiting.add({ noon - 38s, noon - 37s });
    line.unread.add({ noon - 36s, noon - 35s });
    line.inProgress.add({ noon - 30s, noon - 25s, 0.25, 40 });
    line.addSign({ noon - 20s, Kind::Fin, Side::Client, true });
    line.close(noon - 10s);
    line.addSign({ noon - 10s, Kind::Rst, Side::Server, true });
    const QString text = LifelineText::describeAt(line, axis, x);
    QVERIFY2(text.endsWith(QStringLiteral(": ") + words), qPrintable(text));
    QVERIFY2(text.startsWith(axis.clockText(axis.timeAt(x))), qPrintable(text));
}

QTEST_GUILESS_MAIN(TestLifelineText)
#include "tst_lifelinetext.moc"

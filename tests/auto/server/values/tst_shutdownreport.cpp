// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "values/shutdownreport.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class tst_ShutdownReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSummedUpInOneLine_data();
    void isSummedUpInOneLine();
    void keepsTheTextOfItsTrigger();
    void tellsOfItsLeave_data();
    void tellsOfItsLeave();
    void reconcilesAsJson();
};

namespace {

ShutdownReport made()
{
    ShutdownReport report;
    report.phase = ShutdownPhase::Closed;
    report.duration = 1200ms;
    report.openAtStart = 20;
    report.acceptedDuringDrain = 1;
    report.disconnected = 12;
    report.closedByPeer = 5;
    report.aborted = 4;
    report.requestsCompletedDuringDrain = 8;
    report.requestsLost = 2;
    return report;
}

QString line(const char *ended)
{
    return QStringLiteral("Closed after 1.2 s (drain, api): 20 open at start, 1 accepted meanwhile; %1; "
                          "8 requests completed, 2 lost")
        .arg(QString::fromUtf8(ended));
}

} // namespace

void tst_ShutdownReport::isSummedUpInOneLine_data()
{
    QTest::addColumn<ShutdownReport>("report");
    QTest::addColumn<QString>("summary");
    ShutdownReport report = made();
    QTest::newRow("the usual") << report << line("12 disconnected, 5 closed by the client, 4 aborted, 0 left open");
    report.timedOut = 3;
    report.disconnected = 9;
    QTest::newRow("with timed out ones")
        << report << line("9 disconnected, 5 closed by the client, 4 aborted, 3 timed out, 0 left open");
    report.rejected = 2;
    report.disconnected = 7;
    QTest::newRow("with timed out and rejected ones")
        << report << line("7 disconnected, 5 closed by the client, 4 aborted, 3 timed out, 2 rejected, 0 left open");
    report.timedOut = 0;
    report.disconnected = 10;
    QTest::newRow("with rejected ones")
        << report << line("10 disconnected, 5 closed by the client, 4 aborted, 2 rejected, 0 left open");
    report = made();
    report.webSockets = { .ended = 4, .toldToGo = 4, .inOrder = 3, .cut = 1 };
    QTest::newRow("with WebSockets") << report
                                     << line("12 disconnected, 5 closed by the client, 4 aborted, 0 left open")
            + QStringLiteral("; 4 WebSockets ended, 3 of them in good order");
}

void tst_ShutdownReport::isSummedUpInOneLine()
{
    QFETCH(ShutdownReport, report);
    QTEST(report.summary(), "summary");
}

void tst_ShutdownReport::keepsTheTextOfItsTrigger()
{
    ShutdownReport report = made();
    report.trigger = QStringLiteral("%5 of %1, %12");
    QVERIFY2(report.summary().startsWith(QStringLiteral("Closed after 1.2 s (drain, %5 of %1, %12): 20 open")),
             qPrintable(report.summary()));
    QCOMPARE(report.toJson().value(u"trigger").toString(), report.trigger);
}

void tst_ShutdownReport::tellsOfItsLeave_data()
{
    QTest::addColumn<std::chrono::milliseconds>("leaving");
    QTest::addColumn<QString>("beginning");
    QTest::newRow("not where there was none") << 0ms << QStringLiteral("Closed after 1.2 s (drain, api): ");
    QTest::newRow("in milliseconds") << 300ms
                                     << QStringLiteral("Closed after 1.2 s, 300 ms of it leaving (drain, api): ");
    QTest::newRow("in seconds") << 1100ms << QStringLiteral("Closed after 1.2 s, 1.1 s of it leaving (drain, api): ");
}

void tst_ShutdownReport::tellsOfItsLeave()
{
    QFETCH(std::chrono::milliseconds, leaving);
    QFETCH(QString, beginning);
    ShutdownReport report = made();
    report.leaving = leaving;
    QVERIFY2(report.summary().startsWith(beginning), qPrintable(report.summary()));
    QCOMPARE(report.toJson().value(u"leavingMs").toInt(-1), int(leaving.count()));
    QCOMPARE(report.toJson().value(u"durationMs").toInt(-1), 1200);
}

void tst_ShutdownReport::reconcilesAsJson()
{
    ShutdownReport report = made();
    report.disconnected = 7;
    report.timedOut = 3;
    report.rejected = 2;
    report.aborted = 3;
    report.leftOpen = 1;
    const QJsonObject json = report.toJson();
    const auto sum = [&json](std::initializer_list<const char *> keys) {
        int total = 0;
        for (const char *key : keys)
            total += json.value(QLatin1String(key)).toInt(-1000);
        return total;
    };
    QCOMPARE(sum({ "disconnected" }), 7);
    QCOMPARE(sum({ "timedOut" }), 3);
    QCOMPARE(sum({ "rejected" }), 2);
    QCOMPARE(sum({ "openAtStart", "acceptedDuringDrain" }),
             sum({ "disconnected", "timedOut", "rejected", "closedByPeer", "aborted", "leftOpen" }));
}

QTEST_APPLESS_MAIN(tst_ShutdownReport)
#include "tst_shutdownreport.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "randomtraffic.h"
#include "tappedserver.h"

using namespace Drainboard;
using namespace std::chrono_literals;

// Random traffic: what comes out is what went in, byte for byte and event for event. tests/bench/integrity does the
// same with the program, and with more of it.
class tst_TapTraffic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void altersNothing_data();
    void altersNothing();
};

void tst_TapTraffic::altersNothing_data()
{
    QTest::addColumn<std::chrono::milliseconds>("latency");
    QTest::addColumn<quint64>("amount");
    QTest::addColumn<quint64>("largest");

    QTest::newRow("many short conversations") << 0ms << quint64(500'000) << quint64(5000);
    QTest::newRow("some long ones") << 0ms << quint64(30'000'000) << quint64(8'000'000);
    QTest::newRow("over a distance") << 6ms << quint64(5'000'000) << quint64(1'000'000);
}

void tst_TapTraffic::altersNothing()
{
    QFETCH(std::chrono::milliseconds, latency);
    QFETCH(quint64, amount);
    QFETCH(quint64, largest);

    RandomTraffic traffic;
    QVERIFY(traffic.port() != 0);
    HttpEngine engine(TappedServer::settings(traffic.port(), latency));
    QVERIFY2(engine.listen(), qPrintable(engine.errorString()));
    const RandomTraffic::Tally tally = traffic.pass(engine.serverPort(),
                                                    { .seed = 14, .amount = amount, .largest = largest });
    QCOMPARE(QString::fromStdString(tally.fault), QString());
    QVERIFY(tally.bytes >= amount);
    QVERIFY2(tally.fins > 0 && tally.resets > 0, "there was no chance to see one");
}

QTEST_GUILESS_MAIN(tst_TapTraffic)

#include "tst_taptraffic.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "history/requestrates.h"

#include <QTest>

#include <latch>
#include <memory>
#include <thread>

using namespace Drainboard;
using namespace std::chrono_literals;

class tst_RequestRates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsBySecondAndOutcome();
    void givesWhatWasAskedFor_data();
    void givesWhatWasAskedFor();
    void forgetsAfterTenMinutes();
    void leavesNoneOutThatEndedLongAgo();
    void givesNothingOfAnotherSecondWhileItIsWritten();
};

namespace {

const SteadyTime start = RequestRates::beginOf(1'000'000);

RequestLife lifeAt(SteadyTime end, RequestOutcome outcome = RequestOutcome::Answered)
{
    RequestLife life;
    life.outcome = outcome;
    life.arrivedAt = end - 7us;
    life.handedOnAt = end - 6us;
    life.firstByteOut = end - 4us;
    life.endedAt = end;
    return life;
}

QList<RequestFigures> figures(const RequestRates &rates, SteadyTime now, SteadyTime since = {})
{
    QList<RequestFigures> result;
    rates.append(since, now, result);
    return result;
}

} // namespace

void tst_RequestRates::countsBySecondAndOutcome()
{
    RequestRates rates;
    rates.add(lifeAt(start));
    rates.add(lifeAt(start + 999ms));
    rates.add(lifeAt(start + 500ms, RequestOutcome::Refused));
    rates.add(lifeAt(start + 2s, RequestOutcome::Lost));
    const QList<RequestFigures> all = figures(rates, start + 2s);
    QCOMPARE(all.size(), 2);
    QVERIFY(all[0].from == start);
    QCOMPARE(all[0].answered, 2u);
    QCOMPARE(all[0].refused, 1u);
    QCOMPARE(all[0].lost, 0u);
    QCOMPARE(all[0].ended(), 3u);
    QCOMPARE(all[0].inQueue.countOf(1), 2u);
    QCOMPARE(all[0].untilFirstByte.countOf(3), 2u);
    QCOMPARE(all[0].untilEnd.countOf(7), 2u);
    QCOMPARE(all[0].untilEnd.count(), 2u);
    QVERIFY(all[1].from == start + 2s);
    QCOMPARE(all[1].lost, 1u);
    QCOMPARE(all[1].untilEnd.count(), 0u);
}

void tst_RequestRates::givesWhatWasAskedFor_data()
{
    QTest::addColumn<qint64>("sinceMs");
    QTest::addColumn<qint64>("nowMs");
    QTest::addColumn<int>("seconds");
    QTest::newRow("all") << qint64(-1'000'000'000) << qint64(9999) << 10;
    QTest::newRow("from a second on") << qint64(3000) << qint64(9000) << 7;
    QTest::newRow("from the middle of a second on: not that one") << qint64(3001) << qint64(9000) << 6;
    QTest::newRow("the last one") << qint64(9000) << qint64(9000) << 1;
    QTest::newRow("the future") << qint64(10'000) << qint64(9000) << 0;
    QTest::newRow("up to a moment ago") << qint64(0) << qint64(4500) << 5;
    QTest::newRow("ten minutes later, all but the first") << qint64(0) << qint64(600'000) << 9;
    QTest::newRow("much later, none") << qint64(0) << qint64(609'999'000) << 0;
}

void tst_RequestRates::givesWhatWasAskedFor()
{
    QFETCH(qint64, sinceMs);
    QFETCH(qint64, nowMs);
    QFETCH(int, seconds);
    RequestRates rates;
    for (int i = 0; i < 10; ++i)
        rates.add(lifeAt(start + std::chrono::seconds(i)));
    const auto at = [](qint64 ms) { return start + std::chrono::milliseconds(ms); };
    QCOMPARE(figures(rates, at(nowMs), at(sinceMs)).size(), seconds);
}

void tst_RequestRates::forgetsAfterTenMinutes()
{
    RequestRates rates;
    rates.add(lifeAt(start));
    rates.add(lifeAt(start + 600s));
    const QList<RequestFigures> all = figures(rates, start + 600s);
    QCOMPARE(all.size(), 1);
    QVERIFY(all[0].from == start + 600s);
    QCOMPARE(all[0].answered, 1u);
    QCOMPARE(all[0].untilEnd.count(), 1u);
}

void tst_RequestRates::leavesNoneOutThatEndedLongAgo()
{
    RequestRates rates;
    rates.add(lifeAt(start + 600s));
    rates.add(lifeAt(start + 599s)); // a little too late to be in order
    rates.add(lifeAt(start)); // its second is gone
    const QList<RequestFigures> all = figures(rates, start + 600s);
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0].answered, 1u);
    QCOMPARE(all[1].answered, 2u);
}

// Seconds fly by: each slot is used again and again.
void tst_RequestRates::givesNothingOfAnotherSecondWhileItIsWritten()
{
    constexpr int rounds = 3000;
    RequestRates rates;
    std::atomic<qint64> now = 0;
    std::latch end(1);
    std::thread writer([&] {
        for (int second = 0; second < rounds; ++second) {
            for (int i = 0; i <= second % 3; ++i)
                rates.add(lifeAt(start + std::chrono::seconds(second * 200)));
            now = second;
        }
        end.count_down();
    });
    bool isRight = true;
    int seen = 0;
    do {
        const SteadyTime time = start + std::chrono::seconds(now * 200);
        for (const RequestFigures &one : figures(rates, time)) {
            const qint64 second = (one.from - start) / 200s;
            ++seen;
            isRight = isRight && one.answered <= quint64(second % 3 + 1);
            isRight = isRight && one.untilEnd.countOf(7) <= quint64(second % 3 + 1);
            if (one.from < time) // that one is complete
                isRight = isRight && one.answered == quint64(second % 3 + 1);
        }
    } while (now < rounds - 1 || seen == 0);
    end.wait();
    writer.join();
    QVERIFY(isRight);
    QVERIFY(seen > 0);
}

QTEST_APPLESS_MAIN(tst_RequestRates)
#include "tst_requestrates.moc"

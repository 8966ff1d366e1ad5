// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "history/requesthistory.h"
#include "history/requestreader.h"

#include <QTest>

#include <atomic>
#include <latch>
#include <thread>

using namespace Drainboard;
using namespace std::chrono_literals;

class tst_RequestReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesWhatIsNewInTheOrderOfTheEnd();
    void givesEachReaderAll();
    void knowsWhatItMissed();
    void givesWhatIsKeptToALateReader();
    void remembersNoneWhereNoneAreKept();
    void addsUpTheFiguresOfAllWorkers();
    void givesWhatWasLeftOpen();
    void goesOnWhenItsServerIsGone();
    void readsWhileOthersWrite();
};

namespace {

RequestLife lifeAt(SteadyTime end, quint64 number = 1)
{
    RequestLife life;
    life.number = number;
    life.firstByteIn = end - 2us;
    life.arrivedAt = end - 2us;
    life.handedOnAt = end - 1us;
    life.firstByteOut = end;
    life.endedAt = end;
    return life;
}

QList<quint64> numbers(const QList<RequestLife> &lives)
{
    QList<quint64> result;
    for (const RequestLife &life : lives)
        result += life.number;
    return result;
}

struct Histories
{
    explicit Histories(int kept = 100)
        : one(std::make_shared<RequestHistory>(kept))
        , other(std::make_shared<RequestHistory>(kept))
    {
    }
    RequestReader reader() const { return RequestReader({ one, other }); }

    std::shared_ptr<RequestHistory> one;
    std::shared_ptr<RequestHistory> other;
    const SteadyTime now = SteadyClock::now();
};

using Numbers = QList<quint64>;

} // namespace

void tst_RequestReader::givesWhatIsNewInTheOrderOfTheEnd()
{
    const Histories histories;
    RequestReader reader = histories.reader();
    QCOMPARE(reader.take().size(), 0);
    histories.one->add(lifeAt(histories.now + 1us, 1));
    histories.one->add(lifeAt(histories.now + 4us, 4));
    histories.other->add(lifeAt(histories.now + 2us, 2));
    histories.other->add(lifeAt(histories.now + 3us, 3));
    QCOMPARE(numbers(reader.take()), Numbers({ 1, 2, 3, 4 }));
    QCOMPARE(reader.take().size(), 0);
    histories.other->add(lifeAt(histories.now + 5us, 5));
    QCOMPARE(numbers(reader.take()), Numbers({ 5 }));
    QCOMPARE(reader.missed(), 0u);
}

void tst_RequestReader::givesEachReaderAll()
{
    const Histories histories;
    RequestReader first = histories.reader();
    histories.one->add(lifeAt(histories.now, 1));
    QCOMPARE(first.take().size(), 1);
    RequestReader second = histories.reader();
    histories.one->add(lifeAt(histories.now, 2));
    QCOMPARE(numbers(second.take()), Numbers({ 1, 2 }));
    QCOMPARE(numbers(first.take()), Numbers({ 2 }));
    RequestReader moved = std::move(first);
    QCOMPARE(moved.take().size(), 0);
    histories.one->add(lifeAt(histories.now, 3));
    QCOMPARE(numbers(moved.take()), Numbers({ 3 }));
}

void tst_RequestReader::knowsWhatItMissed()
{
    const Histories histories(3);
    RequestReader reader = histories.reader();
    for (quint64 i = 1; i <= 5; ++i)
        histories.one->add(lifeAt(histories.now, i));
    QCOMPARE(numbers(reader.take()), Numbers({ 3, 4, 5 }));
    QCOMPARE(reader.missed(), 2u);
    QCOMPARE(reader.figures().size(), 1);
    QCOMPARE(reader.figures().front().answered, 5u);
}

void tst_RequestReader::givesWhatIsKeptToALateReader()
{
    const Histories histories(3);
    for (quint64 i = 1; i <= 5; ++i)
        histories.one->add(lifeAt(histories.now, i));
    RequestReader reader = histories.reader();
    QCOMPARE(numbers(reader.take()), Numbers({ 3, 4, 5 }));
    QCOMPARE(reader.missed(), 0u); // before its time
    QCOMPARE(reader.missedBefore(), 2u);
}

void tst_RequestReader::remembersNoneWhereNoneAreKept()
{
    for (const int kept : { 0, -1 }) {
        const Histories histories(kept);
        RequestReader reader = histories.reader();
        histories.one->add(lifeAt(histories.now));
        QCOMPARE(reader.take().size(), 0);
        QCOMPARE(reader.missed(), 1u);
        QCOMPARE(histories.reader().missedBefore(), 1u);
        histories.one->endWith({ lifeAt(histories.now) });
        QCOMPARE(reader.take().size(), 0);
        QCOMPARE(reader.missed(), 2u);
        QCOMPARE(reader.figures().size(), 1);
    }
}

void tst_RequestReader::addsUpTheFiguresOfAllWorkers()
{
    const Histories histories;
    const RequestReader reader = histories.reader();
    const SteadyTime second = RequestRates::beginOf(RequestRates::secondOf(histories.now));
    histories.one->add(lifeAt(second - 10s));
    histories.one->add(lifeAt(second - 5s));
    histories.other->add(lifeAt(second - 5s));
    const QList<RequestFigures> figures = reader.figures();
    QCOMPARE(figures.size(), 2);
    QVERIFY(figures[0].from == second - 10s);
    QCOMPARE(figures[0].answered, 1u);
    QVERIFY(figures[1].from == second - 5s);
    QCOMPARE(figures[1].answered, 2u);
    QCOMPARE(figures[1].inQueue.countOf(1), 2u);
    QCOMPARE(reader.figures(second - 9s).size(), 1);
    QCOMPARE(reader.figures(second + 3600s).size(), 0);
}

void tst_RequestReader::givesWhatWasLeftOpen()
{
    const Histories histories;
    RequestReader reader = histories.reader();
    histories.one->add(lifeAt(histories.now - 1us, 1));
    RequestLife lost = lifeAt(histories.now, 2);
    lost.outcome = RequestOutcome::Lost;
    lost.lossReason = LossReason::LeftOpen;
    histories.one->endWith({ lost });
    histories.one->endWith({ lost, lost });
    histories.one->add(lifeAt(histories.now, 3)); // too late: it was counted as left open
    const QList<RequestLife> lives = reader.take();
    QCOMPARE(numbers(lives), Numbers({ 1, 2 }));
    QVERIFY(lives.back().lossReason == LossReason::LeftOpen);
    QCOMPARE(reader.take().size(), 0);
    quint64 counted = 0;
    for (const RequestFigures &figures : reader.figures())
        counted += figures.lost;
    QCOMPARE(counted, 1u);
}

void tst_RequestReader::goesOnWhenItsServerIsGone()
{
    std::optional<Histories> histories(std::in_place);
    RequestReader reader = histories->reader();
    histories->one->add(lifeAt(histories->now));
    histories.reset();
    QCOMPARE(reader.take().size(), 1);
}

void tst_RequestReader::readsWhileOthersWrite()
{
    constexpr quint64 count = 50'000;
    const Histories histories(64);
    RequestReader reader = histories.reader();
    std::atomic<int> done = 0;
    std::latch end(2);
    std::vector<std::thread> writers;
    for (const auto &history : { histories.one, histories.other }) {
        writers.emplace_back([&done, &end, history] {
            for (quint64 i = 1; i <= count; ++i)
                history->add(lifeAt(SteadyClock::now(), i));
            ++done;
            end.count_down();
        });
    }
    quint64 read = 0;
    for (bool isLast = false; !isLast;) {
        isLast = done == 2;
        read += quint64(reader.take().size());
    }
    end.wait();
    for (std::thread &writer : writers)
        writer.join();
    QCOMPARE(read + reader.missed(), 2 * count);
    quint64 counted = 0;
    for (const RequestFigures &figures : reader.figures())
        counted += figures.answered;
    QCOMPARE(counted, 2 * count);
}

QTEST_APPLESS_MAIN(tst_RequestReader)
#include "tst_requestreader.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/workerchoice.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

using Situations = std::vector<WorkerChoice::Situation>;
using Choices = std::vector<std::size_t>;
Q_DECLARE_METATYPE(Situations)
Q_DECLARE_METATYPE(Choices)

class tst_WorkerChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesAgainAndAgain_data();
    void choosesAgainAndAgain();
    void goesOnBehindTheLastOne();
    void fillsUpTheOneThatWasStuck();
    void hasTheLongestIdleMakeRoom_data();
    void hasTheLongestIdleMakeRoom();
};

namespace {

const SteadyTime now = SteadyTime() + 1h;

// A worker whose loop has not come round for \a time.
WorkerChoice::Situation busy(qsizetype connections, std::chrono::microseconds time)
{
    return { connections, now - time };
}

WorkerChoice::Situation waiting(qsizetype connections)
{
    return { connections, std::nullopt };
}

} // namespace

void tst_WorkerChoice::choosesAgainAndAgain_data()
{
    QTest::addColumn<Situations>("workers");
    QTest::addColumn<Choices>("choices"); // in the same situation again and again
    QTest::newRow("the only one") << Situations { waiting(7) } << Choices { 0, 0 };
    QTest::newRow("the only one, though it is stuck") << Situations { busy(7, 1h) } << Choices { 0, 0 };
    QTest::newRow("the one with the fewest") << Situations { waiting(3), waiting(1), waiting(2) } << Choices { 1, 1 };
    QTest::newRow("equals in turn") << Situations { waiting(2), waiting(2), waiting(2) } << Choices { 1, 2, 0, 1 };
    QTest::newRow("equals in turn, but for one that has more")
        << Situations { waiting(2), waiting(3), waiting(2) } << Choices { 2, 0, 2 };
    QTest::newRow("one that is busy, but not for long")
        << Situations { waiting(2), busy(1, 99'999us) } << Choices { 1, 1 };
    QTest::newRow("one that is busy since just after now")
        << Situations { waiting(2), busy(1, -5ms) } << Choices { 1, 1 };
    QTest::newRow("none that is stuck, though it has the fewest")
        << Situations { waiting(9000), busy(0, 100ms) } << Choices { 0, 0 };
    QTest::newRow("none that is stuck, though it is its turn")
        << Situations { busy(1, 5s), waiting(1), busy(1, 5s) } << Choices { 1, 1 };
    QTest::newRow("the fewest among those that are free")
        << Situations { waiting(5), busy(1, 5s), busy(4, 10ms), waiting(6) } << Choices { 2, 2 };
    QTest::newRow("free equals in turn") << Situations { waiting(5), busy(1, 5s), waiting(5) } << Choices { 2, 0, 2 };
    QTest::newRow("the one with the fewest where all are stuck")
        << Situations { busy(3, 100ms), busy(1, 1h), busy(2, 5s) } << Choices { 1, 1 };
    QTest::newRow("equals in turn where all are stuck")
        << Situations { busy(1, 100ms), busy(1, 1h) } << Choices { 1, 0, 1 };
}

void tst_WorkerChoice::choosesAgainAndAgain()
{
    QFETCH(Situations, workers);
    QFETCH(Choices, choices);
    WorkerChoice choice;
    for (const std::size_t expected : choices)
        QCOMPARE(choice.next(workers, now), expected);
}

void tst_WorkerChoice::goesOnBehindTheLastOne()
{
    WorkerChoice choice;
    QCOMPARE(choice.next({ waiting(0), waiting(1), waiting(1) }, now), 0u);
    QCOMPARE(choice.next({ waiting(1), waiting(1), waiting(1) }, now), 1u);
}

// As time passes, with each connection counted where it went.
void tst_WorkerChoice::fillsUpTheOneThatWasStuck()
{
    WorkerChoice choice;
    Situations workers { waiting(1), busy(1, 0ms) };
    const auto open = [&](int count, SteadyTime at) {
        for (int i = 0; i < count; ++i)
            ++workers[choice.next(workers, at)].connections;
    };
    open(10, now + 99ms); // nobody can know yet
    QCOMPARE(workers[0].connections, 6);
    QCOMPARE(workers[1].connections, 6);
    open(10, now + 100ms);
    QCOMPARE(workers[0].connections, 16);
    QCOMPARE(workers[1].connections, 6);
    workers[1].busySince.reset();
    open(12, now + 5s);
    QCOMPARE(workers[0].connections, 17);
    QCOMPARE(workers[1].connections, 17);
}

void tst_WorkerChoice::hasTheLongestIdleMakeRoom_data()
{
    using Kind = IdleConnections::Kind;
    QTest::addColumn<Situations>("workers");
    QTest::addColumn<int>("choice"); // -1: none
    const auto with = [](WorkerChoice::Situation worker, Kind kind, std::chrono::seconds idleFor) {
        worker.idle = { kind, now - idleFor };
        return worker;
    };
    QTest::newRow("nobody is idle") << Situations { waiting(1), waiting(1) } << -1;
    QTest::newRow("the only one that has an idle one")
        << Situations { waiting(1), with(waiting(9), Kind::Answered, 1s), waiting(1) } << 1;
    QTest::newRow("the longest idle one, however many there are")
        << Situations { with(waiting(1), Kind::Answered, 2s), with(waiting(9), Kind::Answered, 3s) } << 1;
    QTest::newRow("an unused one before all others")
        << Situations { with(waiting(1), Kind::Answered, 60s), with(waiting(1), Kind::Unused, 1s) } << 1;
    QTest::newRow("none of a worker that is stuck")
        << Situations { with(busy(1, 100ms), Kind::Answered, 60s), with(busy(1, 5ms), Kind::Answered, 1s) } << 1;
    QTest::newRow("only one that is stuck has an idle one")
        << Situations { with(busy(1, 5s), Kind::Answered, 60s), waiting(1) } << -1;
}

void tst_WorkerChoice::hasTheLongestIdleMakeRoom()
{
    QFETCH(Situations, workers);
    const std::optional<std::size_t> choice = WorkerChoice::whereRoomCanBeMade(workers, now);
    QTEST(choice ? int(*choice) : -1, "choice");
}

QTEST_APPLESS_MAIN(tst_WorkerChoice)
#include "tst_workerchoice.moc"

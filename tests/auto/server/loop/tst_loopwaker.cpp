// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/loopwaker.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <thread>

#include <poll.h>

using namespace Drainboard;

class tst_LoopWaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesManyWakeUpsAsOne();
    void allowsNoWaitAfterAWakeUp();
    void needsTheKernelOnlyWhileWaiting();
    void endsAWait();
    void losesNoWakeUp();
};

namespace {

bool isReadable(const LoopWaker &waker)
{
    pollfd entry { waker.descriptor(), POLLIN, 0 };
    return ::poll(&entry, 1, 0) == 1;
}

constexpr int muchTooLong = 10000; // milliseconds

} // namespace

void tst_LoopWaker::takesManyWakeUpsAsOne()
{
    LoopWaker waker;
    QVERIFY(!waker.takeWake());
    for (int i = 0; i < 1000; ++i)
        waker.wake();
    QVERIFY(waker.takeWake());
    QVERIFY(!waker.takeWake());
}

void tst_LoopWaker::allowsNoWaitAfterAWakeUp()
{
    LoopWaker waker;
    waker.wake();
    QVERIFY(!waker.beginWait());
    QVERIFY(!waker.beginWait());
    QVERIFY(waker.takeWake());
    QVERIFY(waker.beginWait());
    QVERIFY(!waker.endWait());
}

void tst_LoopWaker::needsTheKernelOnlyWhileWaiting()
{
    LoopWaker waker;
    waker.wake();
    QVERIFY(!isReadable(waker));
    QVERIFY(waker.takeWake());

    QVERIFY(waker.beginWait());
    QVERIFY(!isReadable(waker));
    for (int i = 0; i < 1000; ++i)
        waker.wake();
    QVERIFY(isReadable(waker));
    waker.drain();
    QVERIFY(!isReadable(waker));
    QVERIFY(waker.endWait());
    QVERIFY(waker.takeWake()); // draining has taken nothing away

    waker.wake();
    QVERIFY(!isReadable(waker));
}

void tst_LoopWaker::endsAWait()
{
    LoopWaker waker;
    QVERIFY(waker.beginWait());
    QVERIFY(waker.wait(1));
    QVERIFY(!waker.endWait());

    QVERIFY(waker.beginWait());
    std::thread other([&waker] { waker.wake(); });
    QVERIFY(waker.wait(muchTooLong));
    QVERIFY(waker.endWait());
    QVERIFY(!isReadable(waker));
    other.join();
}

// Two threads wake each other in turn: one that is lost stops both.
void tst_LoopWaker::losesNoWakeUp()
{
    LoopWaker wakers[2];
    std::atomic<int> turn = 0;
    std::atomic<bool> isLost = false;
    const auto play = [&](int me) {
        for (int i = me; i < 20000 && !isLost; i += 2) {
            while (turn != i && !isLost) {
                LoopWaker &mine = wakers[me];
                mine.takeWake();
                if (turn != i && mine.beginWait()) {
                    QElapsedTimer waited;
                    waited.start();
                    mine.wait(muchTooLong);
                    if (!mine.endWait() && waited.hasExpired(muchTooLong))
                        isLost = true;
                }
            }
            ++turn;
            wakers[1 - me].wake();
        }
    };
    std::thread other(play, 1);
    play(0);
    other.join();
    QVERIFY(!isLost);
    QCOMPARE(turn.load(), 20000);
}

QTEST_GUILESS_MAIN(tst_LoopWaker)
#include "tst_loopwaker.moc"

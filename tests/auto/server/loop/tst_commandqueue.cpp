// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/commandqueue.h"

#include <QTest>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <thread>
#include <vector>

using namespace Drainboard;

class tst_CommandQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsInItsThreadAndInOrder();
    void doesNotRunAtOnce();
    void letsOthersHaveTheirTurn();
    void dropsWhatWasNotRun();
};

void tst_CommandQueue::runsInItsThreadAndInOrder()
{
    constexpr int perThread = 1000;
    CommandQueue queue;
    std::vector<int> ran[2]; // only ever touched by this thread
    std::vector<std::thread> threads;
    bool isElsewhere = false;
    for (auto &numbers : ran) {
        threads.emplace_back([&] {
            for (int i = 0; i < perThread; ++i) {
                queue.post([&numbers, &isElsewhere, &queue, i] {
                    numbers.push_back(i);
                    isElsewhere = isElsewhere || QThread::currentThread() != queue.thread();
                });
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    for (const auto &numbers : ran) {
        QTRY_COMPARE(numbers.size(), std::size_t(perThread));
        QVERIFY(std::is_sorted(numbers.begin(), numbers.end()));
    }
    QVERIFY(!isElsewhere);
}

void tst_CommandQueue::doesNotRunAtOnce()
{
    CommandQueue queue;
    bool ran = false;
    queue.post([&] { ran = true; });
    QVERIFY(!ran);
    QTRY_VERIFY(ran);
}

void tst_CommandQueue::letsOthersHaveTheirTurn()
{
    CommandQueue queue;
    int ran = 0;
    int ranBefore = -1;
    for (int i = 0; i < 1000; ++i)
        queue.post([&] { ++ran; });
    QTimer::singleShot(0, &queue, [&] { ranBefore = ran; });
    QTRY_COMPARE(ran, 1000);
    QVERIFY(ranBefore >= 0);
    QVERIFY2(ranBefore < 500, qPrintable(QString::number(ranBefore)));
}

void tst_CommandQueue::dropsWhatWasNotRun()
{
    const auto captured = std::make_shared<int>();
    {
        CommandQueue queue;
        queue.post([captured] { QFAIL("must not run"); });
        QCOMPARE(captured.use_count(), 2);
    }
    QCOMPARE(captured.use_count(), 1);
}

QTEST_GUILESS_MAIN(tst_CommandQueue)
#include "tst_commandqueue.moc"

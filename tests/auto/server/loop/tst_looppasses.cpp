// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/epolleventdispatcher.h"
#include "loop/looppasses.h"

#include <QCoreApplication>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <thread>

using namespace Drainboard;
using namespace std::chrono_literals;

class tst_LoopPasses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhenItLookedBefore_data();
    void tellsWhenItLookedBefore();
    void tellsThePresentTimeWithoutALoop();
};

void tst_LoopPasses::tellsWhenItLookedBefore_data()
{
    QTest::addColumn<bool>("isEpoll");
    QTest::newRow("Qt's own loop") << false;
    QTest::newRow("the one with epoll") << true;
}

// What comes while the thread is kept by something is found behind that, and lookedBefore() is before it.
void tst_LoopPasses::tellsWhenItLookedBefore()
{
    QFETCH(bool, isEpoll);
    std::chrono::nanoseconds late {};
    std::chrono::nanoseconds onTime {};
    QThread thread;
    if (isEpoll)
        thread.setEventDispatcher(new EpollEventDispatcher);
    QObject context;
    context.moveToThread(&thread);
    std::optional<LoopPasses> passes;
    connect(&thread, &QThread::started, &context, [&] {
        passes.emplace();
        passes->follow();
        passes->follow();
        auto *spinning = new QTimer(&context);
        spinning->callOnTimeout(&context, [&, spinning, count = 0]() mutable {
            const auto now = std::chrono::steady_clock::now();
            ++count;
            if (count == 20) {
                onTime = now - passes->lookedBefore();
                std::this_thread::sleep_for(200ms);
            } else if (count == 21) { // the next pass
                late = now - passes->lookedBefore();
                delete spinning;
                passes.reset();
                thread.quit();
            }
        });
        spinning->start(0);
    });
    thread.start();
    QVERIFY(thread.wait(60'000));
    QVERIFY2(late >= 190ms, qPrintable(QString::number(late.count())));
    QVERIFY(onTime >= 0ns);
    QVERIFY(onTime < late + 10s);
}

void tst_LoopPasses::tellsThePresentTimeWithoutALoop()
{
    const LoopPasses passes;
    const auto before = std::chrono::steady_clock::now();
    QVERIFY(passes.lookedBefore() >= before);
}

QTEST_GUILESS_MAIN(tst_LoopPasses)
#include "tst_looppasses.moc"

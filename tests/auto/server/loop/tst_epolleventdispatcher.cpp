// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/epolleventdispatcher.h"
#include "tcppair.h"

#include <QBasicTimer>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QPointer>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QTimer>
#include <QTimerEvent>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <semaphore>
#include <stdexcept>
#include <thread>
#include <vector>

#include <csignal>
#include <pthread.h>

using namespace Drainboard;
using namespace std::chrono_literals;

// What is to be expected of any event dispatcher, of this one as the main thread's, and in threads of its own.
// A test that would wait without end is ended by a guard, and fails.
class tst_EpollEventDispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void saysWhetherItDidAnything();
    void saysWhenItMayBlock();
    void doesNotBlockWhenSomethingIsPosted();
    void doesNotBlockWhenSomethingIsPostedBeforeTheWait();
    void sendsWhatWasPostedBeforeSocketsAreReady();
    void sendsInAPassWhatWasPostedBeforeIt();
    void sendsWhatAnOuterPassWasAboutTo();
    void keepsWhatIsDeletedLaterFromANestedLoop();
    void goesOnAfterAnException();

    void takesManyWakeUpsAsOne();
    void isWokenFromAnotherThread_data();
    void isWokenFromAnotherThread();
    void isInterruptedBeforeAPass();
    void isInterruptedBeforeTheWait();
    void endsAnOuterLoopToldSoBeforeANestedPass_data();
    void endsAnOuterLoopToldSoBeforeANestedPass();
    void endsALoopFromAnotherThread();
    void losesNothingPostedFromThreads();
    void isNotWokenBySignals();

    void leavesOutSockets();
    void leavesOutTimers();
    void waitsForWhatIsNotLeftOut();

    void firesTimersOfEachType();
    void spinsForNoRest();
    void firesTimersRestartedInTheirSlot();
    void firesNoTimerStoppedInASlot_data();
    void firesNoTimerStoppedInASlot();
    void makesUpForNoTimeLost();
    void firesOtherTimersInANestedLoop();
    void doesNotSpinForATimerInItsOwnSlot();
    void sharesPassesFairly();
    void saysWhatRemainsOfATimer();
    void movesTimersToAnotherThread_data();
    void movesTimersToAnotherThread();

    void runsAThread();
    void deletesWhatIsToBeDeletedAtTheEndOfAThread();
    void servesSockets();
    void saysSinceWhenItIsBusy_data();
    void saysSinceWhenItIsBusy();

private:
    bool process(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents)
    {
        return QCoreApplication::eventDispatcher()->processEvents(flags);
    }
};

namespace {

const QEvent::Type posted = QEvent::Type(QEvent::registerEventType());

// Calls what it was given for each event that is posted to it.
class Receiver : public QObject
{
public:
    explicit Receiver(std::function<void()> action = [] {})
        : m_action(std::move(action))
    {
    }
    void post() { QCoreApplication::postEvent(this, new QEvent(posted)); }
    bool event(QEvent *event) override
    {
        if (event->type() != posted)
            return QObject::event(event);
        ++count;
        m_action();
        return true;
    }

    int count = 0;

private:
    std::function<void()> m_action;
};

// Wakes the main thread when a test has taken much too long: what never comes is told from what comes late.
class Guard
{
    Q_DISABLE_COPY_MOVE(Guard)

public:
    Guard()
        : m_thread([this, dispatcher = QCoreApplication::eventDispatcher()] {
            for (int i = 0; i < 500 && !m_isOver; ++i)
                QThread::msleep(10);
            if (!m_isOver) {
                m_isNeeded = true;
                QMetaObject::invokeMethod(
                    qApp, [] {}, Qt::QueuedConnection);
                QCoreApplication::exit();
                dispatcher->wakeUp();
            }
        })
    {
    }
    ~Guard()
    {
        m_isOver = true;
        m_thread.join();
    }
    bool isNeeded() const { return m_isNeeded; }

private:
    std::atomic<bool> m_isOver = false;
    std::atomic<bool> m_isNeeded = false;
    std::thread m_thread; // the last, since it uses the others
};

// The signals of a dispatcher, in order.
class Spy
{
public:
    explicit Spy(QAbstractEventDispatcher *dispatcher)
    {
        QObject::connect(dispatcher, &QAbstractEventDispatcher::awake, &m_context, [this] { said += 'a'; });
        QObject::connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, &m_context, [this] { said += 'b'; });
    }
    QByteArray take() { return std::exchange(said, QByteArray()); }

    QByteArray said;

private:
    QObject m_context;
};

// A thread with the dispatcher, that is over with the test.
class EpollThread : public QThread
{
public:
    EpollThread()
    {
        setEventDispatcher(new EpollEventDispatcher);
        start();
    }
    ~EpollThread() override
    {
        quit();
        wait();
    }
};

} // namespace

void tst_EpollEventDispatcher::init()
{
    QVERIFY(qobject_cast<EpollEventDispatcher *>(QCoreApplication::eventDispatcher()));
    while (process()) { }
}

void tst_EpollEventDispatcher::saysWhetherItDidAnything()
{
    QVERIFY(!process());
    Receiver receiver;
    receiver.post();
    QVERIFY(process());
    QCOMPARE(receiver.count, 1);
    QVERIFY(!process());

    TcpPair pair;
    pair.send();
    {
        QSocketNotifier notifier(pair.near, QSocketNotifier::Read);
        QVERIFY(process());
    }
    QVERIFY(!process());

    QBasicTimer timer;
    timer.start(1, Qt::PreciseTimer, &receiver);
    QThread::msleep(2);
    QVERIFY(process());
    // One without interval would keep the loop of processEvents() from its end.
    timer.start(0, &receiver);
    QVERIFY(!process());
}

void tst_EpollEventDispatcher::saysWhenItMayBlock()
{
    Spy spy(QCoreApplication::eventDispatcher());
    process();
    QCOMPARE(spy.take(), "a");

    QTimer::singleShot(10ms, this, [&spy] {
        QCOMPARE(spy.take(), "aba"); // it has returned from the wait before it tells of what has come
    });
    QVERIFY(process(QEventLoop::WaitForMoreEvents));
    QCOMPARE(spy.take(), "");
}

void tst_EpollEventDispatcher::doesNotBlockWhenSomethingIsPosted()
{
    const Guard guard;
    Spy spy(QCoreApplication::eventDispatcher());
    Receiver receiver;
    receiver.post();
    QVERIFY(process(QEventLoop::WaitForMoreEvents));
    QCOMPARE(receiver.count, 1);
    QCOMPARE(spy.take(), "a");
    QVERIFY(!guard.isNeeded());
}

void tst_EpollEventDispatcher::doesNotBlockWhenSomethingIsPostedBeforeTheWait()
{
    const Guard guard;
    Receiver receiver;
    QObject context;
    connect(QCoreApplication::eventDispatcher(), &QAbstractEventDispatcher::aboutToBlock, &context, [&] {
        if (receiver.count == 0)
            receiver.post();
    });
    QVERIFY(process(QEventLoop::WaitForMoreEvents));
    QCOMPARE(receiver.count, 1);
    QVERIFY(!guard.isNeeded());
}

// Who posts an event, and then sends bytes, may expect that they are told of in this order.
void tst_EpollEventDispatcher::sendsWhatWasPostedBeforeSocketsAreReady()
{
    TcpPair pair;
    QSocketNotifier notifier(pair.near, QSocketNotifier::Read);
    QByteArray told;
    connect(&notifier, &QSocketNotifier::activated, this, [&told] { told += 's'; });
    Receiver receiver([&told] { told += 'p'; });
    QObject context;
    connect(QCoreApplication::eventDispatcher(), &QAbstractEventDispatcher::aboutToBlock, &context, [&] {
        std::thread other([&] {
            receiver.post();
            pair.send();
        });
        other.join();
    });
    QVERIFY(process(QEventLoop::WaitForMoreEvents));
    QCOMPARE(told, "ps");
}

void tst_EpollEventDispatcher::sendsInAPassWhatWasPostedBeforeIt()
{
    Receiver again([&again] { again.post(); });
    again.post();
    for (int i = 1; i <= 5; ++i) {
        QVERIFY(process(QEventLoop::WaitForMoreEvents));
        QCOMPARE(again.count, i);
    }
    QCoreApplication::removePostedEvents(&again);
}

void tst_EpollEventDispatcher::sendsWhatAnOuterPassWasAboutTo()
{
    const Guard guard;
    Receiver second;
    bool isHandled = false;
    Receiver first([&] {
        // Nothing else is to come, so that it must not wait.
        while (second.count == 0 && !guard.isNeeded())
            isHandled = process(QEventLoop::WaitForMoreEvents);
    });
    first.post();
    second.post();
    QVERIFY(process());
    QCOMPARE(first.count, 1);
    QCOMPARE(second.count, 1);
    QVERIFY(isHandled);
    QVERIFY(!process());
    QVERIFY(!guard.isNeeded());
}

void tst_EpollEventDispatcher::keepsWhatIsDeletedLaterFromANestedLoop()
{
    QPointer<QObject> object = new QObject;
    bool survived = false;
    QEventLoop outer;
    Receiver receiver([&] {
        object->deleteLater();
        QEventLoop inner;
        QTimer::singleShot(10ms, &inner, &QEventLoop::quit);
        inner.exec();
        survived = object;
        QTimer::singleShot(10ms, &outer, &QEventLoop::quit);
    });
    receiver.post();
    outer.exec();
    QVERIFY(survived);
    QVERIFY(object.isNull());
}

void tst_EpollEventDispatcher::goesOnAfterAnException()
{
    const Guard guard;
    bool isThrown = false;
    Receiver thrower([] { throw std::runtime_error("thrown"); });
    Receiver receiver;
    thrower.post();
    receiver.post();
    try {
        process();
    } catch (const std::runtime_error &) {
        isThrown = true;
    }
    QVERIFY(isThrown);
    QVERIFY(process(QEventLoop::WaitForMoreEvents));
    QCOMPARE(receiver.count, 1);
    QVERIFY(!guard.isNeeded());
}

void tst_EpollEventDispatcher::takesManyWakeUpsAsOne()
{
    for (int i = 0; i < 1000; ++i)
        QCoreApplication::eventDispatcher()->wakeUp();
    QVERIFY(process());
    QVERIFY(!process());
}

void tst_EpollEventDispatcher::isWokenFromAnotherThread_data()
{
    QTest::addColumn<QEventLoop::ProcessEventsFlags>("flags");
    using Flags = QEventLoop::ProcessEventsFlags;
    QTest::newRow("from a wait for all") << Flags(QEventLoop::WaitForMoreEvents);
    QTest::newRow("from one without sockets") << (QEventLoop::WaitForMoreEvents | QEventLoop::ExcludeSocketNotifiers);
    QTest::newRow("from one without timers") << (QEventLoop::WaitForMoreEvents | QEventLoop::X11ExcludeTimers);
}

void tst_EpollEventDispatcher::isWokenFromAnotherThread()
{
    QFETCH(QEventLoop::ProcessEventsFlags, flags);
    const Guard guard;
    QAbstractEventDispatcher *dispatcher = QCoreApplication::eventDispatcher();
    std::atomic<bool> isBlocking = false;
    QObject context;
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, &context, [&isBlocking] { isBlocking = true; });
    std::thread other([&] {
        while (!isBlocking)
            std::this_thread::yield();
        dispatcher->wakeUp();
    });
    const bool isHandled = process(flags);
    other.join();
    QVERIFY(isHandled);
    QVERIFY(!guard.isNeeded());
}

// As when a thread is told to quit after it has looked for that, and before it waits.
void tst_EpollEventDispatcher::isInterruptedBeforeAPass()
{
    const Guard guard;
    QCoreApplication::eventDispatcher()->interrupt();
    process(QEventLoop::WaitForMoreEvents);
    QVERIFY(!guard.isNeeded());
}

void tst_EpollEventDispatcher::isInterruptedBeforeTheWait()
{
    const Guard guard;
    QObject context;
    int passes = 0;
    connect(QCoreApplication::eventDispatcher(), &QAbstractEventDispatcher::aboutToBlock, &context, [&passes] {
        if (++passes == 1)
            QCoreApplication::eventDispatcher()->interrupt();
    });
    TcpPair pair;
    QSocketNotifier notifier(pair.near, QSocketNotifier::Read);
    QVERIFY(!process(QEventLoop::WaitForMoreEvents));
    QCOMPARE(passes, 1);
    QVERIFY(!guard.isNeeded());
}

void tst_EpollEventDispatcher::endsAnOuterLoopToldSoBeforeANestedPass_data()
{
    QTest::addColumn<bool>("isPosted");
    QTest::newRow("while it sends what is posted") << true;
    QTest::newRow("when it is about to block") << false;
}

void tst_EpollEventDispatcher::endsAnOuterLoopToldSoBeforeANestedPass()
{
    QFETCH(bool, isPosted);
    const Guard guard;
    QEventLoop outer;
    const auto exit = [&] {
        outer.exit(3);
        process(); // looks as if it had been meant
    };
    Receiver receiver(exit);
    QObject context;
    if (isPosted)
        receiver.post();
    else
        connect(QCoreApplication::eventDispatcher(), &QAbstractEventDispatcher::aboutToBlock, &context, exit);
    QCOMPARE(outer.exec(), 3);
    QVERIFY(!guard.isNeeded());
}

void tst_EpollEventDispatcher::endsALoopFromAnotherThread()
{
    const Guard guard;
    for (int i = 0; i < 2000 && !guard.isNeeded(); ++i) {
        QEventLoop loop;
        std::atomic<bool> isReady = false;
        std::thread other([&] {
            while (!isReady)
                std::this_thread::yield();
            loop.exit(i);
        });
        Receiver receiver([&] { isReady = true; });
        receiver.post();
        QCOMPARE(loop.exec(), i);
        other.join();
    }
    QVERIFY(!guard.isNeeded());
}

void tst_EpollEventDispatcher::losesNothingPostedFromThreads()
{
    const Guard guard;
    constexpr int threads = 3;
    constexpr int events = 5000;
    QEventLoop loop;
    Receiver receiver([&] {
        if (receiver.count == threads * events)
            loop.quit();
    });
    std::vector<std::thread> others;
    for (int i = 0; i < threads; ++i) {
        others.emplace_back([&receiver] {
            for (int event = 0; event < events; ++event) {
                receiver.post();
                if (event % 16 == 0)
                    std::this_thread::yield(); // so that the loop comes to its wait now and then
            }
        });
    }
    loop.exec();
    for (std::thread &other : others)
        other.join();
    QCOMPARE(receiver.count, threads * events);
    QVERIFY(!guard.isNeeded());
}

void tst_EpollEventDispatcher::isNotWokenBySignals()
{
    struct sigaction action
    {
    };
    struct sigaction before
    {
    };
    action.sa_handler = [](int) {};
    ::sigaction(SIGUSR1, &action, &before);
    std::atomic<bool> isOver = false;
    std::thread other([&isOver, main = ::pthread_self()] {
        while (!isOver) {
            ::pthread_kill(main, SIGUSR1);
            QThread::msleep(1);
        }
    });
    for (const auto flags : { QEventLoop::AllEvents, QEventLoop::ExcludeSocketNotifiers }) {
        int fired = 0;
        QTimer::singleShot(50ms, Qt::PreciseTimer, this, [&fired] { ++fired; });
        QVERIFY(process(flags | QEventLoop::WaitForMoreEvents));
        QCOMPARE(fired, 1); // in the first pass: it was one wait, as long as it should be
        process();
    }
    isOver = true;
    other.join();
    ::sigaction(SIGUSR1, &before, nullptr);
}

void tst_EpollEventDispatcher::leavesOutSockets()
{
    TcpPair pair;
    QSocketNotifier notifier(pair.near, QSocketNotifier::Read);
    int told = 0;
    connect(&notifier, &QSocketNotifier::activated, this, [&told] { ++told; });
    pair.send();
    QVERIFY(!process(QEventLoop::ExcludeSocketNotifiers));
    QCOMPARE(told, 0);
    QVERIFY(process());
    QCOMPARE(told, 1);
    QVERIFY(!process(QEventLoop::ExcludeSocketNotifiers));
    QCOMPARE(told, 1);
}

void tst_EpollEventDispatcher::leavesOutTimers()
{
    QTimer timer;
    int fired = 0;
    connect(&timer, &QTimer::timeout, this, [&fired] { ++fired; });
    timer.start(0);
    QVERIFY(!process(QEventLoop::X11ExcludeTimers));
    QCOMPARE(fired, 0);
    process();
    QCOMPARE(fired, 1);
    process(QEventLoop::X11ExcludeTimers);
    QCOMPARE(fired, 1);
}

void tst_EpollEventDispatcher::waitsForWhatIsNotLeftOut()
{
    const Guard guard;
    TcpPair pair;
    QSocketNotifier notifier(pair.near, QSocketNotifier::Read);
    QTimer timer;
    QByteArray told;
    connect(&notifier, &QSocketNotifier::activated, this, [&told] { told += 's'; });
    connect(&timer, &QTimer::timeout, this, [&told] { told += 't'; });
    timer.setSingleShot(true);

    pair.send();
    timer.start(10ms);
    QVERIFY(process(QEventLoop::WaitForMoreEvents | QEventLoop::ExcludeSocketNotifiers));
    QCOMPARE(std::exchange(told, QByteArray()), "t");

    QVERIFY(pair.receive());
    timer.start(0ms);
    std::thread other([&pair] {
        QThread::msleep(20); // not to be waited for is to be too early
        pair.send();
    });
    const bool isHandled = process(QEventLoop::WaitForMoreEvents | QEventLoop::X11ExcludeTimers);
    other.join();
    QVERIFY(isHandled);
    QCOMPARE(told, "s");
    QVERIFY(!guard.isNeeded());
}

void tst_EpollEventDispatcher::firesTimersOfEachType()
{
    QList<Qt::TimerType> fired;
    QElapsedTimer clock;
    clock.start();
    QTimer timers[3];
    for (int i = 0; i < 3; ++i) {
        const auto type = Qt::TimerType(i);
        QTimer &timer = timers[i];
        timer.setTimerType(type);
        timer.setSingleShot(true);
        timer.setInterval(60 * (i + 1));
        connect(&timer, &QTimer::timeout, this, [&, type] {
            QVERIFY(clock.elapsed() >= timer.interval());
            fired.append(type);
        });
        timer.start();
    }
    QTRY_COMPARE(fired.size(), 3);
    QCOMPARE(fired, (QList<Qt::TimerType> { Qt::PreciseTimer, Qt::CoarseTimer, Qt::VeryCoarseTimer }));
}

void tst_EpollEventDispatcher::spinsForNoRest()
{
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    int fired = 0;
    QEventLoop loop;
    connect(&timer, &QTimer::timeout, &loop, [&] {
        if (++fired == 20)
            loop.quit();
    });
    Spy spy(QCoreApplication::eventDispatcher());
    timer.start(3ms);
    loop.exec();
    QVERIFY(spy.take().count('b') <= 25);
}

void tst_EpollEventDispatcher::firesTimersRestartedInTheirSlot()
{
    QTimer timer;
    int fired = 0;
    connect(&timer, &QTimer::timeout, this, [&] {
        if (++fired < 5)
            timer.start(fired);
        else
            timer.stop();
    });
    timer.start(0);
    QTRY_VERIFY(!timer.isActive());
    QCOMPARE(fired, 5);
    QTest::qWait(10);
    QCOMPARE(fired, 5);
}

void tst_EpollEventDispatcher::firesNoTimerStoppedInASlot_data()
{
    QTest::addColumn<int>("interval");
    QTest::newRow("without interval") << 0;
    QTest::newRow("with an interval") << 5;
}

void tst_EpollEventDispatcher::firesNoTimerStoppedInASlot()
{
    QFETCH(int, interval);
    auto first = std::make_unique<QTimer>();
    auto second = std::make_unique<QTimer>();
    int fired = 0;
    for (QTimer *timer : { first.get(), second.get() }) {
        connect(timer, &QTimer::timeout, this, [&] {
            ++fired;
            first.reset();
            second.reset();
        });
        timer->start(interval);
    }
    QThread::msleep(10); // both are due
    process();
    QCOMPARE(fired, 1);
    QTest::qWait(10);
    QCOMPARE(fired, 1);
}

void tst_EpollEventDispatcher::makesUpForNoTimeLost()
{
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    int fired = 0;
    connect(&timer, &QTimer::timeout, this, [&fired] { ++fired; });
    timer.start(200ms);
    QThread::msleep(700);
    for (int i = 0; i < 10; ++i)
        process();
    QCOMPARE(fired, 1);
}

void tst_EpollEventDispatcher::firesOtherTimersInANestedLoop()
{
    QTimer nesting;
    QTimer other;
    int depth = 0;
    int deepest = 0;
    int firedNested = 0;
    connect(&other, &QTimer::timeout, this, [&] { firedNested += depth; });
    connect(&nesting, &QTimer::timeout, this, [&] {
        deepest = std::max(deepest, ++depth);
        QEventLoop loop;
        QTimer::singleShot(50ms, &loop, &QEventLoop::quit);
        loop.exec();
        --depth;
        nesting.stop();
    });
    nesting.start(1ms);
    other.start(1ms);
    QTRY_VERIFY(!nesting.isActive());
    QCOMPARE(deepest, 1);
    QVERIFY(firedNested > 1);
}

void tst_EpollEventDispatcher::doesNotSpinForATimerInItsOwnSlot()
{
    Spy spy(QCoreApplication::eventDispatcher());
    QTimer timer;
    timer.setInterval(0);
    int waits = 0;
    connect(&timer, &QTimer::timeout, this, [&] {
        QEventLoop loop;
        QTimer::singleShot(50ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
        spy.take();
        loop.exec();
        waits = int(spy.take().count('b'));
        timer.stop();
    });
    timer.start();
    QTRY_VERIFY(!timer.isActive());
    QVERIFY(waits >= 1);
    QVERIFY(waits < 20);
}

void tst_EpollEventDispatcher::sharesPassesFairly()
{
    TcpPair pair;
    QSocketNotifier notifier(pair.near, QSocketNotifier::Write); // always ready
    QTimer timers[2];
    Receiver again([&again] { again.post(); });
    int told = 0;
    int fired[2] = {};
    connect(&notifier, &QSocketNotifier::activated, this, [&told] { ++told; });
    for (int i = 0; i < 2; ++i) {
        connect(&timers[i], &QTimer::timeout, this, [&fired, i] { ++fired[i]; });
        timers[i].start(0ms);
    }
    again.post();
    constexpr int passes = 100;
    for (int i = 0; i < passes; ++i)
        process(QEventLoop::WaitForMoreEvents);
    QCOMPARE(told, passes);
    QCOMPARE(fired[0], passes);
    QCOMPARE(fired[1], passes);
    QCOMPARE(again.count, passes);
    QCoreApplication::removePostedEvents(&again);
}

void tst_EpollEventDispatcher::saysWhatRemainsOfATimer()
{
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QCOMPARE(timer.remainingTime(), -1);
    timer.start(10s);
    QVERIFY(timer.remainingTime() > 5000);
    QVERIFY(timer.remainingTime() <= 10000);
    timer.start(1ms);
    QThread::msleep(2);
    QCOMPARE(timer.remainingTime(), 0);
    QAbstractEventDispatcher *dispatcher = QCoreApplication::eventDispatcher();
    QVERIFY(dispatcher->unregisterTimers(&timer));
    QVERIFY(!dispatcher->unregisterTimers(&timer));
    QVERIFY(!dispatcher->unregisterTimer(timer.timerId()));
    QCOMPARE(dispatcher->remainingTime(timer.timerId()), -1);
}

void tst_EpollEventDispatcher::movesTimersToAnotherThread_data()
{
    QTest::addColumn<int>("interval");
    QTest::addColumn<Qt::TimerType>("type");
    QTest::newRow("precise") << 10 << Qt::PreciseTimer;
    QTest::newRow("coarse, too short to be") << 15 << Qt::CoarseTimer;
    QTest::newRow("coarse") << 101 << Qt::CoarseTimer;
    QTest::newRow("very coarse, no whole seconds") << 10 << Qt::VeryCoarseTimer;
}

void tst_EpollEventDispatcher::movesTimersToAnotherThread()
{
    QFETCH(int, interval);
    QFETCH(Qt::TimerType, type);
    class Timed : public QObject
    {
    public:
        std::atomic<QThread *> firedIn = nullptr;
        std::atomic<int> interval = 0;
        std::atomic<Qt::TimerType> type;

    protected:
        void timerEvent(QTimerEvent *) override
        {
            const auto timers = QAbstractEventDispatcher::instance()->registeredTimers(this);
            interval = timers.size() == 1 ? timers.first().interval : -1;
            type = timers.first().timerType;
            firedIn = QThread::currentThread();
        }
    };
    Timed timed;
    timed.startTimer(interval, type);
    EpollThread threads[2];
    QThread *const here = QThread::currentThread();
    for (QThread *thread : { static_cast<QThread *>(&threads[0]), static_cast<QThread *>(&threads[1]), here }) {
        if (timed.thread() == here)
            timed.moveToThread(thread);
        else
            QMetaObject::invokeMethod(
                &timed, [&] { timed.moveToThread(thread); }, Qt::BlockingQueuedConnection);
        QTRY_COMPARE(timed.firedIn.load(), thread);
        QCOMPARE(timed.interval.load(), interval);
        QCOMPARE(timed.type.load(), type);
    }
}

void tst_EpollEventDispatcher::runsAThread()
{
    QPointer<QAbstractEventDispatcher> dispatcher;
    QThread thread;
    thread.setEventDispatcher(new EpollEventDispatcher);
    dispatcher = thread.eventDispatcher();
    thread.start();
    QObject there;
    there.moveToThread(&thread);
    QList<QThread *> ran;
    QMetaObject::invokeMethod(
        &there,
        [&] {
            ran.append(QThread::currentThread());
            QEventLoop nested;
            QTimer::singleShot(1ms, &nested, &QEventLoop::quit);
            nested.exec();
            ran.append(QThread::currentThread());
        },
        Qt::BlockingQueuedConnection);
    QCOMPARE(ran, (QList<QThread *> { &thread, &thread }));
    QVERIFY(dispatcher);
    thread.quit();
    QVERIFY(thread.wait(30s));
    QVERIFY(dispatcher.isNull());
}

void tst_EpollEventDispatcher::deletesWhatIsToBeDeletedAtTheEndOfAThread()
{
    TcpPair pair;
    QPointer<QObject> object = new QObject;
    auto *timer = new QTimer(object);
    auto *notifier = new QSocketNotifier(QSocketNotifier::Read, object);
    notifier->setSocket(pair.near);
    {
        EpollThread thread;
        object->moveToThread(&thread);
        QMetaObject::invokeMethod(
            object.data(),
            [=] {
                timer->start(0ms);
                notifier->setEnabled(true);
            },
            Qt::BlockingQueuedConnection);
        connect(&thread, &QThread::finished, object.data(), &QObject::deleteLater);
    }
    QVERIFY(object.isNull());
}

void tst_EpollEventDispatcher::servesSockets()
{
    EpollThread thread;
    auto *context = new QObject;
    context->moveToThread(&thread);
    connect(&thread, &QThread::finished, context, &QObject::deleteLater);
    quint16 port = 0;
    QMetaObject::invokeMethod(
        context,
        [&] {
            auto *server = new QTcpServer(context);
            connect(server, &QTcpServer::newConnection, context, [server] {
                while (QTcpSocket *socket = server->nextPendingConnection()) {
                    connect(socket, &QIODevice::readyRead, socket, [socket] { socket->write(socket->readAll()); });
                    connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
                }
            });
            server->listen(QHostAddress::LocalHost);
            port = server->serverPort();
        },
        Qt::BlockingQueuedConnection);

    const QByteArray sent(3'000'000, 'x');
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    for (int i = 0; i < 10; ++i) {
        clients.push_back(std::make_unique<QTcpSocket>());
        clients.back()->connectToHost(QHostAddress::LocalHost, port);
        clients.back()->write(sent);
    }
    for (const auto &client : clients)
        QTRY_COMPARE_WITH_TIMEOUT(client->bytesAvailable(), sent.size(), 30000);
    for (const auto &client : clients) {
        QSignalSpy gone(client.get(), &QAbstractSocket::disconnected);
        client->disconnectFromHost();
        QTRY_COMPARE(gone.count(), 1);
    }
}

void tst_EpollEventDispatcher::saysSinceWhenItIsBusy_data()
{
    QTest::addColumn<bool>("byTimer");
    QTest::newRow("with what was posted") << false;
    QTest::newRow("with a timer") << true;
}

void tst_EpollEventDispatcher::saysSinceWhenItIsBusy()
{
    QFETCH(bool, byTimer);
    std::binary_semaphore isBusy(0);
    std::binary_semaphore mayEnd(0);
    EpollThread thread;
    const auto *dispatcher = qobject_cast<EpollEventDispatcher *>(thread.eventDispatcher());
    auto *there = new QObject;
    there->moveToThread(&thread);
    connect(&thread, &QThread::finished, there, &QObject::deleteLater);
    QTRY_VERIFY(!dispatcher->busySince()); // it waits
    const auto before = std::chrono::steady_clock::now();
    const auto work = [&] {
        isBusy.release();
        mayEnd.acquire();
    };
    QMetaObject::invokeMethod(there, [&] { QTimer::singleShot(byTimer ? 1ms : 0ms, there, work); });
    isBusy.acquire();
    const auto since = dispatcher->busySince();
    QTest::qWait(50);
    const auto later = dispatcher->busySince();
    mayEnd.release();
    QVERIFY(since && *since > before - 1s && *since <= std::chrono::steady_clock::now());
    QCOMPARE(later, since); // the same moment as long as it lasts
    QTRY_VERIFY(!dispatcher->busySince());
}

int main(int argc, char *argv[])
{
    QCoreApplication::setEventDispatcher(new EpollEventDispatcher);
    QCoreApplication app(argc, argv);
    tst_EpollEventDispatcher test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_epolleventdispatcher.moc"

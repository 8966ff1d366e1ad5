// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/epolleventdispatcher.h"
#include "tcppair.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSocketNotifier>
#include <QTemporaryFile>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/syscall.h>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

// How often the main thread called the kernel.
thread_local int controls = 0;
thread_local int waits = 0;

// Epoll instances.
int lastEpoll = -1;
bool mayHaveTwo = true;
int madeWhileThereWasOne = 0;

} // namespace

// In the place of the C library's.
extern "C" int epoll_create1(int flags) noexcept
{
    const bool isThereOne = ::fcntl(lastEpoll, F_GETFD) >= 0;
    if (isThereOne && !mayHaveTwo) {
        errno = EMFILE;
        return -1;
    }
    madeWhileThereWasOne += isThereOne;
    return lastEpoll = int(::syscall(SYS_epoll_create1, flags));
}

extern "C" int epoll_ctl(int epoll, int operation, int descriptor, epoll_event *event) noexcept
{
    ++controls;
    return int(::syscall(SYS_epoll_ctl, epoll, operation, descriptor, event));
}

extern "C" int epoll_wait(int epoll, epoll_event *events, int size, int timeout)
{
    ++waits;
    return int(::syscall(SYS_epoll_pwait, epoll, events, size, timeout, nullptr, 0));
}

// Through QSocketNotifier and the event loop, which is what its user sees.
class tst_NotifierSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsOfEachTypeOnOneDescriptor();
    void tellsAsLongAsItIsReady();
    void tellsOfALostConnection_data();
    void tellsOfALostConnection();
    void doesNotSpinWhenNobodyWatches_data();
    void doesNotSpinWhenNobodyWatches();
    void callsTheKernelOnceForManyChanges();
    void tellsNobodyOfWhatIsDisabledMeanwhile();
    void tellsNobodyOfADescriptorClosedAndReusedMeanwhile();
    void watchesADescriptorThatIsReused_data();
    void watchesADescriptorThatIsReused();
    void watchesADescriptorThatComesBack();
    void keepsItsEpollUntilItHasAnother_data();
    void keepsItsEpollUntilItHasAnother();
    void survivesNotifiersDeletedMeanwhile();
    void tellsOnceAcrossNestedLoops();
    void leavesTheRestToTheOuterLoop();
    void takesChangesMeanwhile();
    void takesMoreThanABatch();
    void takesRegularFiles();
    void waitsBesideAFileThatNobodyReads();
    void disablesWhatCannotBeWatched_data();
    void disablesWhatCannotBeWatched();
    void takesTheSecondOfTwoOfOneType();
    void followsToAnotherThread();

private:
    bool process(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents)
    {
        return QCoreApplication::eventDispatcher()->processEvents(flags);
    }
    // The number of waits while nothing is to be done for a while.
    int waitsInAWhile()
    {
        QEventLoop loop;
        QTimer::singleShot(50ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
        const int before = waits;
        loop.exec();
        return waits - before;
    }
};

namespace {

// How often a notifier was activated.
class Counter : public QSocketNotifier
{
public:
    Counter(int descriptor, Type type)
        : QSocketNotifier(descriptor, type)
    {
        connect(this, &QSocketNotifier::activated, this, [this] { ++count; });
    }
    int take() { return std::exchange(count, 0); }

    int count = 0;
};

// Waits that an event loop may need for next to nothing. One that spins has thousands.
constexpr int fewWaits = 20;

} // namespace

void tst_NotifierSet::init()
{
    while (process()) { }
}

void tst_NotifierSet::tellsOfEachTypeOnOneDescriptor()
{
    TcpPair pair;
    QVERIFY(pair.isConnected());
    Counter read(pair.near, QSocketNotifier::Read);
    Counter write(pair.near, QSocketNotifier::Write);
    Counter exception(pair.near, QSocketNotifier::Exception);
    QVERIFY(process());
    QCOMPARE(read.take(), 0);
    QCOMPARE(write.take(), 1);
    QCOMPARE(exception.take(), 0);

    write.setEnabled(false);
    QVERIFY(!process());
    pair.send();
    QVERIFY(process(QEventLoop::WaitForMoreEvents));
    QCOMPARE(read.take(), 1);
    QCOMPARE(write.take(), 0);
    QCOMPARE(exception.take(), 0);
    QVERIFY(pair.receive());

    pair.send(MSG_OOB);
    QVERIFY(process(QEventLoop::WaitForMoreEvents));
    QCOMPARE(exception.take(), 1);
    QCOMPARE(write.take(), 0);
}

void tst_NotifierSet::tellsAsLongAsItIsReady()
{
    TcpPair pair;
    Counter read(pair.near, QSocketNotifier::Read);
    pair.send();
    for (int i = 0; i < 3; ++i) {
        QVERIFY(process(QEventLoop::WaitForMoreEvents));
        QCOMPARE(read.take(), 1);
    }
    QVERIFY(pair.receive());
    QVERIFY(!process());
    QCOMPARE(read.take(), 0);
}

void tst_NotifierSet::tellsOfALostConnection_data()
{
    QTest::addColumn<QSocketNotifier::Type>("type");
    QTest::newRow("who reads") << QSocketNotifier::Read;
    QTest::newRow("who writes") << QSocketNotifier::Write;
    QTest::newRow("who waits for neither") << QSocketNotifier::Exception;
}

void tst_NotifierSet::tellsOfALostConnection()
{
    QFETCH(QSocketNotifier::Type, type);
    TcpPair pair;
    pair.fill();
    Counter only(pair.near, type);
    QVERIFY(!process());
    QCOMPARE(only.take(), 0);
    pair.reset();
    QVERIFY(process(QEventLoop::WaitForMoreEvents));
    QCOMPARE(only.take(), 1);

    std::vector<std::unique_ptr<Counter>> all;
    only.setEnabled(false);
    for (const auto each : { QSocketNotifier::Read, QSocketNotifier::Write, QSocketNotifier::Exception })
        all.push_back(std::make_unique<Counter>(pair.near, each));
    QVERIFY(process());
    for (const auto &each : all)
        QCOMPARE(each->count, 1);
}

void tst_NotifierSet::doesNotSpinWhenNobodyWatches_data()
{
    QTest::addColumn<bool>("closed");
    QTest::addColumn<bool>("duplicated");
    QTest::newRow("a connection that is lost") << false << false;
    QTest::newRow("a descriptor that is closed after") << true << false;
    QTest::newRow("a descriptor that is closed after, and has a duplicate") << true << true;
}

void tst_NotifierSet::doesNotSpinWhenNobodyWatches()
{
    QFETCH(bool, closed);
    QFETCH(bool, duplicated);
    TcpPair pair;
    Counter read(pair.near, QSocketNotifier::Read);
    Counter exception(pair.near, QSocketNotifier::Exception);
    process();
    const int duplicate = duplicated ? ::dup(pair.near) : -1;
    read.setEnabled(false);
    exception.setEnabled(false);
    const int before = controls;
    if (closed)
        pair.closeNear();
    if (duplicated)
        pair.send();
    else
        pair.reset();
    QVERIFY(waitsInAWhile() < fewWaits);
    QCOMPARE(controls, before); // nothing was to be mended
    QCOMPARE(read.count + exception.count, 0);
    ::close(duplicate);
}

void tst_NotifierSet::callsTheKernelOnceForManyChanges()
{
    TcpPair pair;
    Counter read(pair.near, QSocketNotifier::Read);
    Counter write(pair.near, QSocketNotifier::Write);
    write.setEnabled(false);
    int before = controls;
    process();
    QCOMPARE(controls - before, 1);

    before = controls;
    for (int i = 0; i < 100; ++i) {
        write.setEnabled(true);
        write.setEnabled(false);
    }
    process();
    QCOMPARE(controls - before, 0);

    write.setEnabled(true);
    read.setEnabled(false);
    process();
    QCOMPARE(controls - before, 1);
    QCOMPARE(write.take(), 1);

    // The last one's removal cannot wait.
    before = controls;
    for (int i = 0; i < 100; ++i) {
        write.setEnabled(false);
        write.setEnabled(true);
    }
    process();
    QCOMPARE(controls - before, 2);
    QCOMPARE(write.take(), 1);
}

void tst_NotifierSet::tellsNobodyOfWhatIsDisabledMeanwhile()
{
    TcpPair pairs[2];
    Counter first(pairs[0].near, QSocketNotifier::Read);
    Counter second(pairs[1].near, QSocketNotifier::Read);
    connect(&first, &QSocketNotifier::activated, this, [&second] { second.setEnabled(false); });
    connect(&second, &QSocketNotifier::activated, this, [&first] { first.setEnabled(false); });
    pairs[0].send();
    pairs[1].send();
    QTRY_VERIFY(first.count + second.count > 0);
    process();
    // Both were found ready at once, most likely; in any case one has silenced the other.
    QVERIFY(first.isEnabled() != second.isEnabled());
    QCOMPARE(first.isEnabled() ? second.count : first.count, 0);
}

void tst_NotifierSet::tellsNobodyOfADescriptorClosedAndReusedMeanwhile()
{
    TcpPair ready[2];
    TcpPair quiet;
    std::unique_ptr<Counter> notifiers[2];
    std::unique_ptr<Counter> reused;
    for (int i = 0; i < 2; ++i) {
        notifiers[i] = std::make_unique<Counter>(ready[i].near, QSocketNotifier::Read);
        connect(notifiers[i].get(), &QSocketNotifier::activated, this, [&, other = 1 - i] {
            QVERIFY(!reused);
            notifiers[other].reset();
            ::dup2(quiet.near, ready[other].near);
            reused = std::make_unique<Counter>(ready[other].near, QSocketNotifier::Read);
        });
        ready[i].send();
    }
    QVERIFY(process(QEventLoop::WaitForMoreEvents));
    QVERIFY(reused);
    QCOMPARE(reused->count, 0);
    // But what there is now is watched.
    quiet.send();
    for (const auto &notifier : notifiers) {
        if (notifier)
            notifier->setEnabled(false);
    }
    QVERIFY(process(QEventLoop::WaitForMoreEvents));
    QCOMPARE(reused->take(), 1);
}

void tst_NotifierSet::watchesADescriptorThatIsReused_data()
{
    QTest::addColumn<int>("closedAt");
    QTest::addColumn<QSocketNotifier::Type>("type");
    QTest::addColumn<bool>("duplicated");
    QTest::newRow("closed when nobody watches") << 1 << QSocketNotifier::Read << false;
    QTest::newRow("closed when nobody watches, with a duplicate") << 1 << QSocketNotifier::Read << true;
    QTest::newRow("closed while watched") << 0 << QSocketNotifier::Read << false;
    QTest::newRow("closed while watched, with a duplicate") << 0 << QSocketNotifier::Read << true;
    QTest::newRow("watched for something else") << 2 << QSocketNotifier::Exception << false;
    QTest::newRow("watched for something else, with a duplicate") << 2 << QSocketNotifier::Exception << true;
    QTest::newRow("watched for the same twice") << 2 << QSocketNotifier::Read << false;
    QTest::newRow("watched for the same twice, with a duplicate") << 2 << QSocketNotifier::Read << true;
}

void tst_NotifierSet::watchesADescriptorThatIsReused()
{
    QFETCH(int, closedAt); // 0: before the old notifier is gone, 1: after, 2: before, and it stays a little longer
    QFETCH(QSocketNotifier::Type, type);
    QFETCH(bool, duplicated);
    TcpPair old;
    TcpPair fresh;
    const int duplicate = duplicated ? ::dup(old.near) : -1;
    auto first = std::make_unique<Counter>(old.near, QSocketNotifier::Read);
    process();
    if (closedAt == 1)
        first.reset();
    ::dup2(fresh.near, old.near); // closes it
    if (closedAt == 0)
        first.reset();
    if (closedAt == 2 && type == QSocketNotifier::Read)
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("two notifiers of one type")));
    Counter second(old.near, type);
    process();
    first.reset();

    old.send(); // what happens to it is nobody's business
    QVERIFY(waitsInAWhile() < fewWaits);
    QCOMPARE(second.count, 0);
    fresh.send(type == QSocketNotifier::Exception ? MSG_OOB : 0);
    QVERIFY(process(QEventLoop::WaitForMoreEvents));
    QVERIFY(second.count > 0);
    ::close(duplicate);
}

void tst_NotifierSet::watchesADescriptorThatComesBack()
{
    TcpPair pair;
    const int duplicate = ::dup(pair.near);
    auto first = std::make_unique<Counter>(pair.near, QSocketNotifier::Read);
    process();
    ::close(pair.near); // while watched: epoll keeps it
    first.reset();
    ::dup2(duplicate, pair.near);
    ::close(duplicate);
    Counter second(pair.near, QSocketNotifier::Read);
    QVERIFY(!process());
    pair.send();
    QVERIFY(process(QEventLoop::WaitForMoreEvents));
    QCOMPARE(second.count, 1);
}

void tst_NotifierSet::keepsItsEpollUntilItHasAnother_data()
{
    QTest::addColumn<bool>("descriptorIsLeft");
    QTest::newRow("there is a descriptor for it") << true;
    QTest::newRow("the only descriptor is its own") << false;
}

void tst_NotifierSet::keepsItsEpollUntilItHasAnother()
{
    QFETCH(bool, descriptorIsLeft);
    TcpPair old;
    TcpPair fresh;
    const int duplicate = ::dup(old.near);
    auto first = std::make_unique<Counter>(old.near, QSocketNotifier::Read);
    Counter other(fresh.near, QSocketNotifier::Read);
    process();
    ::close(std::exchange(old.near, -1)); // while watched: this epoll goes on to report it
    first.reset();
    old.send();
    mayHaveTwo = descriptorIsLeft;
    madeWhileThereWasOne = 0;
    process();
    mayHaveTwo = true;
    QCOMPARE(madeWhileThereWasOne > 0, descriptorIsLeft);
    fresh.send();
    process();
    QCOMPARE(other.count, 1);
    ::close(duplicate);
}

void tst_NotifierSet::survivesNotifiersDeletedMeanwhile()
{
    TcpPair pairs[3];
    std::unique_ptr<Counter> notifiers[3];
    int told = 0;
    for (int i = 0; i < 3; ++i) {
        notifiers[i] = std::make_unique<Counter>(pairs[i].near, QSocketNotifier::Read);
        connect(notifiers[i].get(), &QSocketNotifier::activated, this, [&] {
            ++told;
            for (auto &notifier : notifiers)
                notifier.reset(); // itself too
        });
        pairs[i].send();
    }
    QVERIFY(process(QEventLoop::WaitForMoreEvents));
    QVERIFY(!process());
    QCOMPARE(told, 1);
}

void tst_NotifierSet::tellsOnceAcrossNestedLoops()
{
    constexpr int count = 5;
    TcpPair pairs[count];
    std::unique_ptr<QSocketNotifier> notifiers[count];
    QList<int> told;
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < count; ++i) {
        notifiers[i] = std::make_unique<QSocketNotifier>(pairs[i].near, QSocketNotifier::Read);
        connect(notifiers[i].get(), &QSocketNotifier::activated, this, [&, i] {
            deepest = std::max(deepest, ++depth);
            told.append(i);
            QVERIFY(pairs[i].receive()); // there is what it was told of
            process();
            --depth;
        });
        pairs[i].send();
    }
    while (told.size() < count)
        QVERIFY(process(QEventLoop::WaitForMoreEvents));
    std::sort(told.begin(), told.end());
    QCOMPARE(told, (QList<int> { 0, 1, 2, 3, 4 }));
    QVERIFY(deepest > 1);
    QVERIFY(!process());
}

void tst_NotifierSet::leavesTheRestToTheOuterLoop()
{
    TcpPair pairs[2];
    Counter first(pairs[0].near, QSocketNotifier::Read);
    Counter second(pairs[1].near, QSocketNotifier::Read);
    QList<bool> nested;
    for (Counter *each : { &first, &second }) {
        connect(each, &QSocketNotifier::activated, this, [&] {
            const int before = first.count + second.count;
            nested.append(process(QEventLoop::ExcludeSocketNotifiers));
            QCOMPARE(first.count + second.count, before);
        });
    }
    pairs[0].send();
    pairs[1].send();
    QVERIFY(process(QEventLoop::WaitForMoreEvents));
    QCOMPARE(first.count, 1);
    QCOMPARE(second.count, 1);
    QCOMPARE(nested, (QList<bool> { false, false }));
}

void tst_NotifierSet::takesChangesMeanwhile()
{
    TcpPair first;
    TcpPair second;
    std::unique_ptr<Counter> late;
    QSocketNotifier read(first.near, QSocketNotifier::Read);
    connect(&read, &QSocketNotifier::activated, this, [&] {
        QVERIFY(first.receive());
        if (!late)
            late = std::make_unique<Counter>(second.near, QSocketNotifier::Write);
        read.setEnabled(false);
        read.setEnabled(true);
    });
    first.send();
    QVERIFY(process(QEventLoop::WaitForMoreEvents));
    QCOMPARE(late->count, 0);
    QVERIFY(process(QEventLoop::WaitForMoreEvents));
    QCOMPARE(late->count, 1);
}

void tst_NotifierSet::takesMoreThanABatch()
{
    constexpr int count = 600;
    std::vector<TcpPair> pairs(count);
    std::vector<std::unique_ptr<Counter>> notifiers;
    for (TcpPair &pair : pairs) {
        QVERIFY(pair.isConnected());
        pair.send();
        notifiers.push_back(std::make_unique<Counter>(pair.near, QSocketNotifier::Read));
    }
    // All stay ready, and still each gets its turn, timers too.
    int fired = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&fired] { ++fired; });
    timer.start(0ms);
    constexpr int passes = 30;
    for (int i = 0; i < passes; ++i)
        process();
    QCOMPARE(fired, passes);
    for (const auto &notifier : notifiers)
        QVERIFY(notifier->count >= 3);
}

void tst_NotifierSet::takesRegularFiles()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    TcpPair pair;
    {
        Counter read(file.handle(), QSocketNotifier::Read);
        Counter write(file.handle(), QSocketNotifier::Write);
        Counter exception(file.handle(), QSocketNotifier::Exception);
        Counter socket(pair.near, QSocketNotifier::Read);
        for (int i = 1; i <= 3; ++i) {
            QVERIFY(process(QEventLoop::WaitForMoreEvents));
            QCOMPARE(read.count, i);
            QCOMPARE(write.count, i);
        }
        QCOMPARE(exception.count, 0);
        write.setEnabled(false);
        pair.send();
        QTRY_VERIFY(socket.count > 0);
        QVERIFY(read.count > write.count);
        read.setEnabled(false);
        QVERIFY(pair.receive());
        QVERIFY(!process());
        QVERIFY(waitsInAWhile() < fewWaits);
        read.setEnabled(true);
        read.take();
        QVERIFY(process());
        QCOMPARE(read.count, 1);
    }
    QVERIFY(!process());
    Counter again(file.handle(), QSocketNotifier::Read);
    QVERIFY(process());
    QCOMPARE(again.count, 1);
}

void tst_NotifierSet::waitsBesideAFileThatNobodyReads()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    Counter exception(file.handle(), QSocketNotifier::Exception);
    QVERIFY(!process());
    QVERIFY(waitsInAWhile() < fewWaits);
    QCOMPARE(exception.count, 0);
}

void tst_NotifierSet::disablesWhatCannotBeWatched_data()
{
    QTest::addColumn<int>("descriptor");
    QTest::newRow("one that is closed") << -1;
    QTest::newRow("one that never was") << std::numeric_limits<int>::max();
}

void tst_NotifierSet::disablesWhatCannotBeWatched()
{
    QFETCH(int, descriptor);
    if (descriptor < 0) {
        TcpPair once;
        descriptor = once.near;
    }
    for (const auto type : { QSocketNotifier::Read, QSocketNotifier::Exception }) {
        init();
        Counter notifier(descriptor, type);
        QVERIFY(notifier.isEnabled()); // it may become a good one before it counts
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("cannot be watched: Bad file descriptor")));
        QVERIFY(!process());
        QVERIFY(!notifier.isEnabled());
        QCOMPARE(notifier.count, 0);
        QVERIFY(waitsInAWhile() < fewWaits);
    }
}

void tst_NotifierSet::takesTheSecondOfTwoOfOneType()
{
    TcpPair pair;
    Counter first(pair.near, QSocketNotifier::Read);
    process();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("two notifiers of one type")));
    {
        Counter second(pair.near, QSocketNotifier::Read);
        pair.send();
        QTRY_VERIFY(second.count > 0);
        QCOMPARE(first.count, 0);
        first.setEnabled(false); // does not concern the second
        second.take();
        QVERIFY(process());
        QCOMPARE(second.count, 1);
    }
    first.setEnabled(true);
    QVERIFY(process());
    QCOMPARE(first.count, 1);
}

void tst_NotifierSet::followsToAnotherThread()
{
    TcpPair pair;
    QThread thread;
    thread.setEventDispatcher(new EpollEventDispatcher);
    thread.start();
    QSocketNotifier notifier(pair.near, QSocketNotifier::Read);
    std::atomic<QThread *> toldIn = nullptr;
    connect(&notifier, &QSocketNotifier::activated, &notifier, [&] {
        pair.receive();
        toldIn = QThread::currentThread();
    });
    notifier.moveToThread(&thread);
    pair.send();
    QTRY_COMPARE(toldIn.load(), &thread);
    QMetaObject::invokeMethod(
        &notifier, [&] { notifier.setEnabled(false); }, Qt::BlockingQueuedConnection);
    thread.quit();
    QVERIFY(thread.wait());
}

int main(int argc, char *argv[])
{
    QCoreApplication::setEventDispatcher(new EpollEventDispatcher);
    QCoreApplication app(argc, argv);
    tst_NotifierSet test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_notifierset.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "unixsignals.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <fcntl.h>
#include <unistd.h>

using namespace Drainboard;

class TestUnixSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachSignalIsReceivedInTheMainThread_data();
    void eachSignalIsReceivedInTheMainThread();
    void signalsKeepTheirOrder();
    void aFloodOfSignalsBlocksNobody();
    void theHandlerLeavesErrnoAlone();
    void anotherDescriptorIsToldAtOnce();
    void theFormerHandlersComeBack();
};

void TestUnixSignals::eachSignalIsReceivedInTheMainThread_data()
{
    QTest::addColumn<int>("signalNumber");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestUnixSignals::eachSignalIsReceivedInTheMainThread()
{
    QFETCH(int, signalNumber);
    UnixSignals unixSignals;
    QThread *receiver = nullptr;
    connect(&unixSignals, &UnixSignals::received, this, [&] { receiver = QThread::currentThread(); });
    QSignalSpy spy(&unixSignals, &UnixSignals::received);

    ::kill(::getpid(), signalNumber);
    QTRY_COMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().toInt(), signalNumber);
    QCOMPARE(receiver, QThread::currentThread());
}

void TestUnixSignals::signalsKeepTheirOrder()
{
    UnixSignals unixSignals;
    QSignalSpy spy(&unixSignals, &UnixSignals::received);
    // raise() returns when the handler has.
    ::raise(SIGINT);
    ::raise(SIGTERM);
    ::raise(SIGINT);
    QVERIFY(spy.isEmpty()); // nothing is emitted from a handler
    QTRY_COMPARE(spy.count(), 3);
    QCOMPARE(spy.at(0).first().toInt(), SIGINT);
    QCOMPARE(spy.at(1).first().toInt(), SIGTERM);
    QCOMPARE(spy.at(2).first().toInt(), SIGINT);
}

void TestUnixSignals::aFloodOfSignalsBlocksNobody()
{
    UnixSignals unixSignals;
    QSignalSpy spy(&unixSignals, &UnixSignals::received);
    constexpr int flood = 100'000; // more than a socket's buffer holds
    for (int i = 0; i < flood; ++i)
        ::raise(SIGTERM);
    QTRY_VERIFY(!spy.isEmpty());
    QVERIFY2(spy.count() < flood, "the buffer was never full: nothing was tested");

    spy.clear();
    ::raise(SIGINT);
    QTRY_COMPARE(spy.count(), 1);
}

void TestUnixSignals::theHandlerLeavesErrnoAlone()
{
    int full[2];
    QCOMPARE(::pipe2(full, O_NONBLOCK | O_CLOEXEC), 0);
    const QByteArray block(4096, 'x');
    while (::write(full[1], block.constData(), 4096) > 0) { }
    {
        const UnixSignals unixSignals(full[1]);
        errno = ENOENT;
        ::raise(SIGTERM); // its write ends with EAGAIN
        QCOMPARE(errno, ENOENT);
    }
    ::close(full[0]);
    ::close(full[1]);
}

void TestUnixSignals::anotherDescriptorIsToldAtOnce()
{
    int ends[2];
    QCOMPARE(::pipe2(ends, O_NONBLOCK | O_CLOEXEC), 0);
    {
        const UnixSignals unixSignals(ends[1]);
        ::raise(SIGINT);
        unsigned char byte = 0;
        QCOMPARE(::read(ends[0], &byte, 1), ssize_t(1)); // with no event loop in between
        QCOMPARE(int(byte), SIGINT);
    }
    ::close(ends[0]);
    ::close(ends[1]);
}

void TestUnixSignals::theFormerHandlersComeBack()
{
    static volatile sig_atomic_t formerHandlerRan = 0;
    const auto former = ::signal(SIGTERM, [](int) { formerHandlerRan = 1; });
    {
        const UnixSignals unixSignals;
        ::raise(SIGTERM);
        QCOMPARE(int(formerHandlerRan), 0);
    }
    ::raise(SIGTERM);
    QCOMPARE(int(formerHandlerRan), 1);
    ::signal(SIGTERM, former);
}

QTEST_GUILESS_MAIN(TestUnixSignals)
#include "tst_unixsignals.moc"

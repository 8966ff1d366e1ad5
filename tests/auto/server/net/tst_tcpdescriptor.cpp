// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tcppair.h"

#include "net/tcpdescriptor.h"

#include <QTest>

#include <array>

using namespace Drainboard;
using namespace std::chrono_literals;

class tst_TcpDescriptor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhatIsUnread();
    void knowsWhatTheClientDoesNotTake();
    void knowsNothingOfWhatIsClosed();
};

namespace {

TcpDescriptor nearEndOf(TcpPair &pair)
{
    return TcpDescriptor(FileDescriptor(std::exchange(pair.near, -1)));
}

} // namespace

void tst_TcpDescriptor::knowsWhatIsUnread()
{
    TcpPair pair;
    QVERIFY(pair.isConnected());
    TcpDescriptor descriptor = nearEndOf(pair);
    const SteadyTime before = SteadyClock::now();
    TcpFigures figures = descriptor.figures();
    QVERIFY(figures.takenAt >= before);
    QCOMPARE(figures.unreadBytes, 0);
    QVERIFY(figures.roundTrip > 0us);
    QVERIFY(figures.congestionWindow > 0u);
    pair.send();
    pair.send();
    QTRY_COMPARE(descriptor.figures().unreadBytes, 2);
    char byte = 0;
    QCOMPARE(descriptor.receive(&byte, 1).count, 1);
    figures = descriptor.figures();
    QCOMPARE(figures.unreadBytes, 1);
    QCOMPARE(figures.notSentBytes + figures.unacknowledgedBytes, 0);
    QCOMPARE(figures.unacknowledgedSegments, 0u);
}

void tst_TcpDescriptor::knowsWhatTheClientDoesNotTake()
{
    TcpPair pair;
    QVERIFY(pair.isConnected());
    TcpDescriptor descriptor = nearEndOf(pair);
    const QByteArray bytes(1 << 20, 'x');
    qint64 sent = 0;
    for (;;) {
        const TcpDescriptor::Transfer transfer = descriptor.send(bytes);
        if (transfer.outcome != TcpDescriptor::Outcome::Done)
            break;
        sent += transfer.count;
    }
    QTRY_VERIFY(descriptor.figures().notSentBytes > 0); // its window is full
    QVERIFY(descriptor.figures().notSentBytes < sent);
    std::array<char, 65536> read;
    for (qint64 left = sent; left > 0;) {
        const ssize_t size = ::recv(pair.far, read.data(), read.size(), 0);
        QVERIFY(size > 0);
        left -= size;
    }
    QTRY_COMPARE(descriptor.figures().unacknowledgedBytes, 0);
    const TcpFigures figures = descriptor.figures();
    QCOMPARE(figures.notSentBytes, 0);
    QCOMPARE(figures.unacknowledgedSegments, 0u);
    QVERIFY(figures.deliveryRate > 0u);
}

void tst_TcpDescriptor::knowsNothingOfWhatIsClosed()
{
    TcpPair pair;
    TcpDescriptor descriptor = nearEndOf(pair);
    descriptor.close();
    TcpFigures figures = descriptor.figures();
    figures.takenAt = {};
    QCOMPARE(figures, TcpFigures());
}

QTEST_GUILESS_MAIN(tst_TcpDescriptor)
#include "tst_tcpdescriptor.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "fullpipe.h"
#include "linewriter.h"
#include "nothreads.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <csignal>
#include <optional>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestLineWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }
    void linesKeepTheirOrder_data() { withAndWithoutThreads(); }
    void linesKeepTheirOrder();
    void aReaderWhoStallsKeepsNobody_data() { withAndWithoutThreads(); }
    void aReaderWhoStallsKeepsNobody();
    void aReaderWhoReadsAgainIsToldWhatIsMissing_data() { withAndWithoutThreads(); }
    void aReaderWhoReadsAgainIsToldWhatIsMissing();
    void oneMissingLineIsOne();
    void aReaderWhoIsGoneIsNotWaitedFor_data() { withAndWithoutThreads(); }
    void aReaderWhoIsGoneIsNotWaitedFor();

private:
    static void withAndWithoutThreads()
    {
        QTest::addColumn<bool>("threads");
        QTest::newRow("in a thread") << true;
        QTest::newRow("where no thread can be started") << false;
    }
};

namespace {

const std::chrono::seconds longEnough { 30 }; // only a failing test waits as long

auto in(std::chrono::milliseconds time)
{
    return std::chrono::steady_clock::now() + time;
}

void writeNumbered(LineWriter &writer, int from, int to)
{
    for (int i = from; i <= to; ++i)
        writer.write("line " + QByteArray::number(i));
}

QByteArray numbered(int number)
{
    return "line " + QByteArray::number(number) + '\n';
}

} // namespace

#define WITH_OR_WITHOUT_THREADS                                                                                        \
    QFETCH(bool, threads);                                                                                             \
    std::optional<NoThreads> none;                                                                                     \
    if (!threads)                                                                                                      \
    none.emplace()

void TestLineWriter::linesKeepTheirOrder()
{
    WITH_OR_WITHOUT_THREADS;
    const FullPipe pipe;
    LineWriter writer(pipe.writeEnd());
    writeNumbered(writer, 1, 500);
    QVERIFY(writer.waitUntilWritten(in(longEnough)));
    for (int i = 1; i <= 500; ++i)
        QCOMPARE(pipe.readLine(), numbered(i));
}

void TestLineWriter::aReaderWhoStallsKeepsNobody()
{
    WITH_OR_WITHOUT_THREADS;
    static const auto *const pipe = new FullPipe; // stays open, because a thread stays in it
    QVERIFY(pipe->fill());
    {
        LineWriter writer(pipe->writeEnd());
        writeNumbered(writer, 1, 10'000);
        QElapsedTimer elapsed;
        elapsed.start();
        QVERIFY(!writer.waitUntilWritten(in(50ms)));
        QVERIFY(elapsed.elapsed() >= 50);
    } // and the writer ends, although its thread is stuck
}

void TestLineWriter::aReaderWhoReadsAgainIsToldWhatIsMissing()
{
    WITH_OR_WITHOUT_THREADS;
    constexpr int count = 100;
    constexpr int capacity = 7;
    const FullPipe pipe;
    QVERIFY(pipe.fill());
    LineWriter writer(pipe.writeEnd(), capacity);
    writeNumbered(writer, 1, count);

    if (!threads) {
        pipe.drain();
        QVERIFY(writer.waitUntilWritten(in(longEnough)));
    }
    // Each line follows the one before it, or a notice that tells how many are missing between them.
    const QRegularExpression notice(QStringLiteral("^\\((\\d+) lines? (was|were) dropped here: .*\\)\n$"));
    int last = 0;
    int dropped = 0;
    while (last < count) {
        QByteArray line = pipe.readLine();
        line.replace("x", ""); // what filled the pipe
        const auto match = notice.match(QString::fromUtf8(line));
        if (match.hasMatch()) {
            dropped += match.captured(1).toInt();
            last += match.captured(1).toInt();
        } else {
            QCOMPARE(line, numbered(++last));
        }
    }
    QVERIFY(dropped > 0);
    QVERIFY(dropped <= count - capacity);
}

void TestLineWriter::oneMissingLineIsOne()
{
    const NoThreads none; // with a thread, how many are dropped depends on how far it is
    const FullPipe pipe;
    QVERIFY(pipe.fill());
    LineWriter writer(pipe.writeEnd(), 2);
    writeNumbered(writer, 1, 3);
    pipe.drain();
    QVERIFY(writer.waitUntilWritten(in(longEnough)));
    QCOMPARE(pipe.readLine(), QByteArray("(1 line was dropped here: nobody read it in time)\n"));
    QCOMPARE(pipe.readLine(), numbered(2));
    QCOMPARE(pipe.readLine(), numbered(3));
}

void TestLineWriter::aReaderWhoIsGoneIsNotWaitedFor()
{
    WITH_OR_WITHOUT_THREADS;
    FullPipe pipe;
    pipe.closeReadEnd();
    LineWriter writer(pipe.writeEnd());
    writeNumbered(writer, 1, 10);
    QVERIFY(writer.waitUntilWritten(in(longEnough)));
}

QTEST_APPLESS_MAIN(TestLineWriter)
#include "tst_linewriter.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "history/sequencedring.h"

#include <QTest>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

using namespace Drainboard;

namespace {

struct Entry
{
    quint64 number = 0;
    std::array<quint64, 7> copies {};

    static Entry of(quint64 number)
    {
        Entry entry { .number = number };
        entry.copies.fill(number);
        return entry;
    }
    bool isWhole() const
    {
        return std::ranges::all_of(copies, [this](quint64 copy) { return copy == number; });
    }
};

using Ring = SequencedRing<Entry>;

} // namespace

class tst_SequencedRing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesWhatWasWritten_data();
    void givesWhatWasWritten();
    void goesOnWhereItWas();
    void givesWholeEntriesWhileOthersAreWritten();
};

void tst_SequencedRing::givesWhatWasWritten_data()
{
    QTest::addColumn<int>("capacity");
    QTest::addColumn<int>("written");
    QTest::addColumn<quint64>("from");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("count");
    QTest::addColumn<quint64>("missed");
    QTest::newRow("nothing") << 4 << 0 << quint64(0) << 0 << 0 << quint64(0);
    QTest::newRow("the first one") << 4 << 1 << quint64(0) << 0 << 1 << quint64(0);
    QTest::newRow("a full ring") << 4 << 4 << quint64(0) << 0 << 4 << quint64(0);
    QTest::newRow("one is overwritten") << 4 << 5 << quint64(0) << 1 << 4 << quint64(1);
    QTest::newRow("many rounds") << 4 << 403 << quint64(0) << 399 << 4 << quint64(399);
    QTest::newRow("what is new") << 4 << 403 << quint64(402) << 402 << 1 << quint64(0);
    QTest::newRow("nothing new") << 4 << 403 << quint64(403) << 403 << 0 << quint64(0);
    QTest::newRow("a ring for one") << 1 << 3 << quint64(1) << 2 << 1 << quint64(1);
    QTest::newRow("a ring for none") << 0 << 3 << quint64(0) << 0 << 0 << quint64(3);
}

void tst_SequencedRing::givesWhatWasWritten()
{
    QFETCH(int, capacity);
    QFETCH(int, written);
    QFETCH(quint64, from);
    QFETCH(int, first);
    QFETCH(int, count);
    QFETCH(quint64, missed);
    Ring ring { std::size_t(capacity) };
    for (int i = 0; i < written; ++i)
        ring.push(Entry::of(quint64(i)));
    QList<quint64> read;
    const Ring::Look look = ring.read(from, [&](const Entry &entry) { read += entry.number; });
    QCOMPARE(read.size(), count);
    for (int i = 0; i < count; ++i)
        QCOMPARE(read[i], quint64(first + i));
    QCOMPARE(look.missed, missed);
    QCOMPARE(look.next, ring.written());
    QCOMPARE(ring.oldest(), ring.written() - quint64(std::min(capacity, written)));
}

void tst_SequencedRing::goesOnWhereItWas()
{
    Ring ring(3);
    quint64 sum = 0;
    Ring::Look look;
    const auto add = [&sum](const Entry &entry) { sum += entry.number; };
    for (quint64 number = 1; number <= 100; ++number) {
        ring.push(Entry::of(number));
        if (number % 3 == 0)
            look = ring.read(look.next, add);
        QCOMPARE(look.missed, 0u);
    }
    ring.read(look.next, add);
    QCOMPARE(sum, 5050u);
}

void tst_SequencedRing::givesWholeEntriesWhileOthersAreWritten()
{
    constexpr quint64 count = 200'000;
    constexpr int readers = 2;
    Ring ring(8); // so small that readers are overtaken
    std::atomic<bool> isDone = false;
    std::latch begin(readers + 1);
    std::latch end(readers);
    struct Result
    {
        quint64 read = 0;
        quint64 missed = 0;
        bool isInOrder = true;
    };
    std::vector<Result> results(readers);
    std::vector<std::thread> threads;
    for (Result &result : results) {
        threads.emplace_back([&] {
            begin.arrive_and_wait();
            quint64 next = 0;
            for (bool isLast = false; !isLast;) {
                isLast = isDone;
                quint64 last = next;
                const Ring::Look look = ring.read(next, [&](const Entry &entry) {
                    result.isInOrder = result.isInOrder && entry.isWhole() && entry.number >= last;
                    last = entry.number + 1;
                    ++result.read;
                });
                next = look.next;
                result.missed += look.missed;
            }
            end.count_down();
        });
    }
    begin.arrive_and_wait();
    for (quint64 i = 0; i < count; ++i)
        ring.push(Entry::of(i));
    isDone = true;
    end.wait();
    for (std::thread &thread : threads)
        thread.join();
    for (const Result &result : results) {
        QVERIFY(result.isInOrder);
        QVERIFY(result.read >= 8); // the last ones at least
        QCOMPARE(result.read + result.missed, count);
    }
}

QTEST_APPLESS_MAIN(tst_SequencedRing)
#include "tst_sequencedring.moc"

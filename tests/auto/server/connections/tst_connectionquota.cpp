// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/connectionquota.h"

#include <QLoggingCategory>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include <sys/resource.h>

using namespace Drainboard;

class tst_ConnectionQuota : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void givesAsManyAsItHas();
    void leavesDescriptorsForTheRest_data();
    void leavesDescriptorsForTheRest();
    void boundsThoseThatAreRejected_data();
    void boundsThoseThatAreRejected();
    void exchangesAPlaceForASpareOne();
    void refusesOnlyWhileNoneIsFree();
};

void tst_ConnectionQuota::initTestCase()
{
    QLoggingCategory::setFilterRules(QStringLiteral("drainboard.quota=false"));
}

void tst_ConnectionQuota::givesAsManyAsItHas()
{
    const auto quota = std::make_shared<ConnectionQuota>(2);
    const ConnectionQuota::Place first = quota->take();
    QVERIFY(first);
    {
        const ConnectionQuota::Place second = quota->take();
        QVERIFY(second);
        QVERIFY(!quota->take());
        QVERIFY(!quota->take());
    }
    QVERIFY(quota->take());
}

void tst_ConnectionQuota::leavesDescriptorsForTheRest_data()
{
    QTest::addColumn<int>("workers");
    QTest::addColumn<std::size_t>("places");
    QTest::addColumn<std::size_t>("spare"); // a tenth
    QTest::newRow("without workers") << 0 << std::size_t(300 - 64 - 21) << std::size_t(21);
    QTest::newRow("with a few workers") << 4 << std::size_t(300 - 64 - 12 - 20) << std::size_t(20);
    QTest::newRow("with many workers") << 64 << std::size_t(300 - 64 - 192 - 4) << std::size_t(4);
    QTest::newRow("with more than there is room for") << 100 << std::size_t(1) << std::size_t(0);
}

void tst_ConnectionQuota::leavesDescriptorsForTheRest()
{
    QFETCH(int, workers);
    rlimit usual {};
    ::getrlimit(RLIMIT_NOFILE, &usual);
    const rlimit low { .rlim_cur = 300, .rlim_max = usual.rlim_max };
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &low), 0);
    const auto quota = std::make_shared<ConnectionQuota>(0, workers);
    ::setrlimit(RLIMIT_NOFILE, &usual);
    std::vector<ConnectionQuota::Place> taken;
    while (ConnectionQuota::Place place = quota->take())
        taken.push_back(std::move(place));
    QTEST(taken.size(), "places");
    taken.clear();
    while (ConnectionQuota::Place place = quota->reject())
        taken.push_back(std::move(place));
    QTEST(taken.size(), "spare");
}

void tst_ConnectionQuota::boundsThoseThatAreRejected_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<std::size_t>("spare");
    QTest::newRow("64 for few connections") << 1 << std::size_t(64);
    QTest::newRow("64 for some more") << 649 << std::size_t(64);
    QTest::newRow("a tenth of many") << 5000 << std::size_t(500);
}

void tst_ConnectionQuota::boundsThoseThatAreRejected()
{
    QFETCH(int, limit);
    const auto quota = std::make_shared<ConnectionQuota>(limit);
    std::vector<ConnectionQuota::Place> rejected;
    while (ConnectionQuota::Place place = quota->reject())
        rejected.push_back(std::move(place));
    QTEST(rejected.size(), "spare");
    const ConnectionQuota::Place served = quota->take(); // they take nobody's place
    QVERIFY(served.isRegular());
    QVERIFY(!rejected.back().isRegular());
    rejected.pop_back();
    QVERIFY(quota->reject());
}

void tst_ConnectionQuota::exchangesAPlaceForASpareOne()
{
    const auto quota = std::make_shared<ConnectionQuota>(1);
    ConnectionQuota::Place old = quota->take();
    {
        const ConnectionQuota::Place given = old.exchangeForSpare();
        QVERIFY(given.isRegular());
        QVERIFY(old);
        QVERIFY(!old.isRegular());
        QVERIFY(!quota->take()); // it is not free in between
    }
    old = quota->take();
    QVERIFY(old.isRegular());
    std::vector<ConnectionQuota::Place> rejected;
    while (ConnectionQuota::Place place = quota->reject())
        rejected.push_back(std::move(place));
    QCOMPARE(rejected.size(), 64u); // the one that was exchanged is back
    QVERIFY(old.exchangeForSpare().isRegular());
    QVERIFY(!old); // there was none to be had
    QVERIFY(!old.exchangeForSpare());
}

// Of two who ask for the only place, each gives it back at once. A refusal that lies within one call of the other's is
// one too many, unless that call got the place.
void tst_ConnectionQuota::refusesOnlyWhileNoneIsFree()
{
    const auto quota = std::make_shared<ConnectionQuota>(1);
    std::atomic<std::size_t> progress = 0; // of the other: odd during a call
    std::atomic<bool> over = false;
    std::vector<char> othersSuccess; // by call
    std::thread other([&] {
        while (!over) {
            ++progress;
            othersSuccess.push_back(bool(quota->take()));
            ++progress;
        }
    });
    std::vector<std::size_t> refusedWithin; // which call of the other's
    for (int i = 0; i < 300'000; ++i) {
        quota->take();
        const std::size_t before = progress;
        const bool refused = !quota->take();
        if (refused && before % 2 == 1 && progress == before)
            refusedWithin.push_back(before / 2);
    }
    over = true;
    other.join();
    QVERIFY(std::ranges::all_of(refusedWithin, [&](std::size_t call) { return othersSuccess.at(call); }));
}

QTEST_GUILESS_MAIN(tst_ConnectionQuota)
#include "tst_connectionquota.moc"

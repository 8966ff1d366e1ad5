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
    QTest::newRow("without workers") << 0 << std::size_t(300 - 64);
    QTest::newRow("with a few workers") << 4 << std::size_t(300 - 64 - 12);
    QTest::newRow("with many workers") << 64 << std::size_t(300 - 64 - 192);
    QTest::newRow("with more than there is room for") << 100 << std::size_t(1);
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

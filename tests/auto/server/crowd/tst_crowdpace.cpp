// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowdpace.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

std::vector<CrowdPace::Duration> pauses(CrowdKind kind, int number, quint32 seed)
{
    CrowdPace pace(kind, number, seed);
    std::vector<CrowdPace::Duration> all;
    for (int i = 0; i < 1000; ++i)
        all.push_back(pace.pause());
    return all;
}

} // namespace

class tst_CrowdPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheSameWithTheSameSeed();
    void differsOtherwise();
    void staysWithinItsBounds();
    void spreadsPhasesEvenly();
};

void tst_CrowdPace::isTheSameWithTheSameSeed()
{
    for (int kind = 0; kind < crowdKinds; ++kind)
        QVERIFY(pauses(CrowdKind(kind), 3, 7) == pauses(CrowdKind(kind), 3, 7));
    QCOMPARE(CrowdPace(CrowdKind::Busy, 0, 1).pause().count(), 15'241); // on each machine
}

void tst_CrowdPace::differsOtherwise()
{
    const auto one = pauses(CrowdKind::Busy, 3, 7);
    QVERIFY(one != pauses(CrowdKind::Busy, 4, 7));
    QVERIFY(one != pauses(CrowdKind::Busy, 3, 8));
    QVERIFY(CrowdPace(CrowdKind::Poll, 0, 1).first() != CrowdPace(CrowdKind::Poll, 1, 1).first());
}

void tst_CrowdPace::staysWithinItsBounds()
{
    const auto all = pauses(CrowdKind::Busy, 0, 1);
    const auto [least, most] = std::minmax_element(all.begin(), all.end());
    QVERIFY(*least >= 0ms && *least < 1ms);
    QVERIFY(*most > 39ms && *most <= 40ms);
    CrowdPace slow(CrowdKind::Slow, 0, 1);
    for (int i = 0; i < 100; ++i) {
        const int parts = slow.parts();
        QVERIFY(parts == 2 || parts == 3);
        const auto span = slow.span();
        QVERIFY(span >= 500ms && span <= 1s);
    }
    QCOMPARE(CrowdPace(CrowdKind::Busy, 0, 1).parts(), 1);
    QCOMPARE(CrowdPace(CrowdKind::Poll, 0, 1).pause(), 1s);
    QCOMPARE(CrowdPace(CrowdKind::Idle, 0, 1).first(), 0s);
}

void tst_CrowdPace::spreadsPhasesEvenly()
{
    const CrowdPlan plan = *CrowdPlan::parse(u"idle=1,busy=8,slow=2").plan;
    const auto phases = CrowdPace::phases(plan, 1, 80ms);
    QVERIFY(phases == CrowdPace::phases(plan, 1, 80ms));
    QVERIFY(phases != CrowdPace::phases(plan, 2, 80ms));
    QCOMPARE(phases.size(), std::size_t(11));
    QVERIFY(phases[0] == 40ms);
    std::vector<CrowdPace::Duration> busy(phases.begin() + 1, phases.begin() + 9);
    QVERIFY(!std::is_sorted(busy.begin(), busy.end()));
    std::sort(busy.begin(), busy.end());
    for (int i = 0; i < 8; ++i)
        QVERIFY(busy[std::size_t(i)] == 5ms + i * 10ms);
    QVERIFY(std::min(phases[9], phases[10]) == 20ms && std::max(phases[9], phases[10]) == 60ms);
}

QTEST_GUILESS_MAIN(tst_CrowdPace)
#include "tst_crowdpace.moc"

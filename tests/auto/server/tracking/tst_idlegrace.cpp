// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/idlegrace.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using Gaps = QList<milliseconds>;

namespace {

constexpr SteadyTime begin { 1000h };

} // namespace

class tst_IdleGrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closesAtOnceWithoutGrace();
    void keepsAllForAFixedTime();
    void knowsWhenItEnds_data();
    void knowsWhenItEnds();
    void waitsUntilNoRequestIsToBeExpected_data();
    void waitsUntilNoRequestIsToBeExpected();
};

void tst_IdleGrace::closesAtOnceWithoutGrace()
{
    QCOMPARE(IdleGrace().closeAt({ .since = begin - 10ms }, begin), begin);
}

void tst_IdleGrace::keepsAllForAFixedTime()
{
    const IdleGrace grace = IdleGrace::fixed(begin, 300ms);
    QCOMPARE(grace.closeAt({ .since = begin - 1h }, begin), begin + 300ms);
    QCOMPARE(grace.closeAt({ .since = begin + 200ms }, begin + 200ms), begin + 300ms);
    QCOMPARE(grace.closeAt({ .since = begin + 400ms }, begin + 400ms), begin + 400ms);
    QCOMPARE(IdleGrace::fixed(begin, 0ms).closeAt({ .since = begin }, begin), begin);
}

void tst_IdleGrace::knowsWhenItEnds_data()
{
    QTest::addColumn<milliseconds>("abortAfter");
    QTest::addColumn<milliseconds>("longest");
    QTest::newRow("the default") << milliseconds(5s) << 1000ms;
    QTest::newRow("half of abort-after") << 800ms << 400ms;
    QTest::newRow("never aborted") << 0ms << 1000ms;
}

void tst_IdleGrace::knowsWhenItEnds()
{
    QFETCH(milliseconds, abortAfter);
    QFETCH(milliseconds, longest);
    IdleGrace::Connection busy { .since = begin - 5ms };
    for (int i = 0; i < 3; ++i)
        busy.gaps.add(20ms);
    const IdleGrace grace = IdleGrace::automatic(begin, abortAfter);
    QCOMPARE(grace.closeAt(busy, begin), begin + longest);
    QCOMPARE(grace.closeAt(busy, begin + longest), begin + longest);
    QCOMPARE(grace.closeAt(busy, begin + longest + 1ms), begin + longest + 1ms);
}

void tst_IdleGrace::waitsUntilNoRequestIsToBeExpected_data()
{
    QTest::addColumn<Gaps>("gaps");
    QTest::addColumn<milliseconds>("idle"); // when the shutdown begins
    QTest::addColumn<milliseconds>("roundTrip");
    QTest::addColumn<milliseconds>("kept"); // from then on

    const Gaps none;
    QTest::newRow("new: it may still be used") << none << 0ms << 0ms << 900ms; // not within 100 ms of a full second
    QTest::newRow("new, and quiet for a while") << none << 500ms << 0ms << 750ms;
    QTest::newRow("new, and quiet for longer") << none << 1250ms << 0ms << 0ms;
    QTest::newRow("new, far away") << none << 1250ms << 200ms << 50ms;
    QTest::newRow("one long gap tells little") << Gaps { 600ms } << 500ms << 0ms << 750ms;
    QTest::newRow("one short gap: busy") << Gaps { 20ms } << 500ms << 0ms << 1000ms;

    const Gaps busy { 20ms, 45ms, 60ms };
    QTest::newRow("busy: the request comes") << busy << 10ms << 40ms << 1000ms;
    QTest::newRow("irregular, and quiet for long") << busy << 5000ms << 40ms << 1000ms;
    QTest::newRow("irregular, and quiet for longer") << busy << 5001ms << 40ms << 0ms;
    const Gaps bursts { 1200ms, 20ms, 800ms, 20ms, 1000ms, 20ms, 20ms }; // no request from 140 to 530 ms, 40 ms away
    QTest::newRow("bursts: one that goes on") << bursts << 30ms << 40ms << 110ms;
    QTest::newRow("bursts: in a pause") << bursts << 150ms << 40ms << 0ms;
    QTest::newRow("bursts: before the pause can end") << bursts << 529ms << 40ms << 0ms;
    QTest::newRow("bursts: when the pause may end") << bursts << 530ms << 40ms << 1000ms;
    QTest::newRow("bursts: from too far away") << bursts << 400ms << 240ms << 1000ms;
    QTest::newRow("a browser's, quiet for a minute") << Gaps { 5ms, 700ms, 3s } << milliseconds(60s) << 40ms << 0ms;

    const Gaps poll { 1000ms, 1040ms, 1010ms }; // due from 868 to 1132 ms where the round trip is 40 ms
    QTest::newRow("a poll that has just come") << poll << 0ms << 40ms << 100ms;
    QTest::newRow("a poll that is not due yet") << poll << 500ms << 40ms << 0ms;
    QTest::newRow("a poll that is due") << poll << 900ms << 40ms << 1040ms - 900ms + 62ms + 20ms + 10ms;
    QTest::newRow("a poll that has not come") << poll << 1200ms << 40ms << 0ms;
    QTest::newRow("two polls are enough") << Gaps { 1000ms, 1000ms } << 500ms << 1ms << 0ms;
    QTest::newRow("a poll from too far away") << poll << 500ms << 400ms << 1000ms;
    QTest::newRow("a slow poll") << Gaps { 10s, 10s, 10s } << milliseconds(3s) << 40ms << 0ms;
    QTest::newRow("a slow poll that is due") << Gaps { 10s, 10s, 10s } << milliseconds(9900ms) << 40ms << 755ms;
}

void tst_IdleGrace::waitsUntilNoRequestIsToBeExpected()
{
    QFETCH(Gaps, gaps);
    QFETCH(milliseconds, idle);
    QFETCH(milliseconds, roundTrip);
    QFETCH(milliseconds, kept);
    IdleGrace::Connection connection { .since = begin - idle, .roundTrip = { .smoothed = roundTrip } };
    for (const milliseconds gap : gaps)
        connection.gaps.add(gap);
    const SteadyTime closeAt = IdleGrace::automatic(begin, 5s).closeAt(connection, begin);
    QCOMPARE(std::chrono::duration_cast<milliseconds>(closeAt - begin).count(), kept.count());
}

QTEST_APPLESS_MAIN(tst_IdleGrace)
#include "tst_idlegrace.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/requesttrail.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

// How requests came, at times of our own.
class tst_RequestTrail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesARequestInOnePiece();
    void timesARequestInPieces();
    void overlooksEmptyLinesBeforeARequest();
    void tellsTheGapBehindTheLastResponse();
    void timesWhatWaitedBehindAnother();
    void timesSeveralThatCameTogether();
    void takesNoTimeBeforeWhatCameEarlier();
    void tellsARefusal();
    void tellsWhatNeverBegan();

private:
    SteadyTime at(std::chrono::microseconds time) const { return m_start + time; }

    const SteadyTime m_start { 1h };
};

#define COMPARE_TIMES(life, first, whole)                                                                              \
    QVERIFY((life).firstByteIn == at(first));                                                                          \
    QVERIFY((life).arrivedAt == at(whole))

void tst_RequestTrail::timesARequestInOnePiece()
{
    RequestTrail trail;
    trail.arrived(at(10us), true);
    trail.begin(50, std::nullopt, false);
    const RequestLife life = trail.life();
    COMPARE_TIMES(life, 10us, 10us);
    QCOMPARE(life.number, 1u);
    QCOMPARE(life.bytesIn, 50u);
    QVERIFY(!life.gap);
    QCOMPARE(life.status, 0);
}

void tst_RequestTrail::timesARequestInPieces()
{
    RequestTrail trail;
    trail.arrived(at(10us), true);
    trail.arrived(at(20us), true);
    trail.arrived(at(30us), true);
    trail.begin(50, std::nullopt, false);
    COMPARE_TIMES(trail.life(), 10us, 30us);
}

void tst_RequestTrail::overlooksEmptyLinesBeforeARequest()
{
    RequestTrail trail;
    trail.arrived(at(10us), false);
    trail.arrived(at(20us), true);
    trail.begin(50, std::nullopt, false);
    COMPARE_TIMES(trail.life(), 20us, 20us);
}

void tst_RequestTrail::tellsTheGapBehindTheLastResponse()
{
    RequestTrail trail;
    trail.arrived(at(10us), true);
    trail.begin(50, std::nullopt, false);
    trail.arrived(at(100us), true);
    trail.arrived(at(130us), true);
    trail.begin(60, at(30us), false);
    QCOMPARE(trail.number(), 2u);
    QVERIFY(trail.life().gap == 70us);
    COMPARE_TIMES(trail.life(), 100us, 130us);
}

void tst_RequestTrail::timesWhatWaitedBehindAnother()
{
    RequestTrail trail;
    trail.arrived(at(10us), true);
    trail.begin(50, std::nullopt, false);
    trail.arrived(at(20us), true); // while that is answered
    trail.arrived(at(30us), true);
    trail.begin(60, at(100us), false);
    COMPARE_TIMES(trail.life(), 20us, 30us);
    QVERIFY(trail.life().gap == 0us);
}

void tst_RequestTrail::timesSeveralThatCameTogether()
{
    RequestTrail trail;
    trail.arrived(at(10us), true);
    trail.begin(50, std::nullopt, true);
    COMPARE_TIMES(trail.life(), 10us, 10us);
    trail.begin(50, at(100us), true);
    COMPARE_TIMES(trail.life(), 10us, 10us);
    trail.begin(50, at(200us), false);
    COMPARE_TIMES(trail.life(), 10us, 10us);
    QCOMPARE(trail.life().number, 3u);
    trail.arrived(at(300us), true);
    trail.begin(50, at(250us), false);
    COMPARE_TIMES(trail.life(), 300us, 300us);
}

void tst_RequestTrail::takesNoTimeBeforeWhatCameEarlier()
{
    RequestTrail trail;
    trail.arrived(at(-5000us), true); // before the connection was accepted
    trail.begin(50, std::nullopt, false);
    COMPARE_TIMES(trail.life(), -5000us, -5000us);
    trail.arrived(at(20'000us), true);
    trail.arrived(at(18'000us), true);
    trail.begin(50, at(0us), false);
    COMPARE_TIMES(trail.life(), 20'000us, 20'000us);
}

void tst_RequestTrail::tellsARefusal()
{
    RequestTrail trail;
    trail.arrived(at(10us), true);
    QVERIFY(!trail.isRefused());
    trail.beginRefusal(431, 20'000, std::nullopt);
    QVERIFY(trail.isRefused());
    QCOMPARE(trail.life().status, 431);
    QCOMPARE(trail.life().bytesIn, 20'000u);
    COMPARE_TIMES(trail.life(), 10us, 10us);
    trail.endRefusal();
    QVERIFY(!trail.isRefused());
}

void tst_RequestTrail::tellsWhatNeverBegan()
{
    RequestTrail trail;
    trail.arrived(at(10us), true);
    trail.begin(50, std::nullopt, false);
    trail.arrived(at(20us), true);
    trail.arrived(at(30us), true);
    QCOMPARE(trail.lifeBehind(1).number, 2u);
    COMPARE_TIMES(trail.lifeBehind(1), 20us, 30us);
    QCOMPARE(trail.lifeBehind(2).number, 3u);
    COMPARE_TIMES(trail.lifeBehind(2), 30us, 30us);
}

QTEST_APPLESS_MAIN(tst_RequestTrail)
#include "tst_requesttrail.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demoview/demoreplay.h"

#include <QSignalSpy>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestDemoReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheEndFirst();
    void staysWithinTheStory_data();
    void staysWithinTheStory();
    void playsUntilTheEnd_data();
    void playsUntilTheEnd();
    void goesOnFromWhereItWasStopped();
    void anotherSpeedDoesNotJump();
    void aStoryOfNoLengthHasOnlyAnEnd();
};

void TestDemoReplay::showsTheEndFirst()
{
    DemoReplay replay;
    QVERIFY(!replay.cursor());
    replay.setStory(-2s, 6s);
    QVERIFY(!replay.cursor());
    QVERIFY(!replay.isPlaying());
    replay.goBy(-100ms);
    QCOMPARE(replay.cursor(), std::optional(DemoReplay::Time(5900ms)));
    replay.goBy(100ms);
    QVERIFY(!replay.cursor());
}

void TestDemoReplay::staysWithinTheStory_data()
{
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("at"); // 6000: the end
    QTest::newRow("in it") << 1000 << 1000;
    QTest::newRow("its beginning") << -2000 << -2000;
    QTest::newRow("before its beginning") << -3000 << -2000;
    QTest::newRow("its end") << 6000 << 6000;
    QTest::newRow("behind its end") << 99'000 << 6000;
}

void TestDemoReplay::staysWithinTheStory()
{
    QFETCH(int, to);
    QFETCH(int, at);
    DemoReplay replay;
    replay.setStory(-2s, 6s);
    QSignalSpy changed(&replay, &DemoReplay::changed);
    replay.goTo(DemoReplay::Time(to));
    QVERIFY(!changed.empty());
    QCOMPARE(replay.cursor().value_or(6000ms).count(), at);
}

void TestDemoReplay::playsUntilTheEnd_data()
{
    QTest::addColumn<double>("speed");
    QTest::newRow("as it was") << 1.0;
    QTest::newRow("faster") << 4.0;
    QTest::newRow("slower") << 0.25;
}

void TestDemoReplay::playsUntilTheEnd()
{
    QFETCH(double, speed);
    DemoReplay replay;
    replay.setStory(-100ms, 100ms);
    replay.setSpeed(speed);
    replay.play();
    QCOMPARE(replay.cursor(), std::optional(DemoReplay::Time(-100ms)));
    QVERIFY(replay.isPlaying());
    QTRY_VERIFY(!replay.isPlaying());
    QVERIFY(!replay.cursor());
}

void TestDemoReplay::goesOnFromWhereItWasStopped()
{
    DemoReplay replay;
    replay.setStory(-2s, 60s);
    replay.goTo(30s);
    replay.play();
    QCOMPARE(replay.cursor(), std::optional(DemoReplay::Time(30s)));
    QTRY_VERIFY(replay.cursor() > 30s);
    replay.pause();
    const auto stopped = replay.cursor();
    QVERIFY(!replay.isPlaying());
    replay.play();
    QCOMPARE(replay.cursor(), stopped);
}

void TestDemoReplay::anotherSpeedDoesNotJump()
{
    DemoReplay replay;
    replay.setStory(0s, 3600s);
    replay.play();
    QTRY_VERIFY(replay.cursor() > 0s);
    const auto before = *replay.cursor();
    replay.setSpeed(4);
    QVERIFY(*replay.cursor() >= before);
    QVERIFY(*replay.cursor() < before + 60s);
    replay.setSpeed(-1);
    QVERIFY(replay.speed() > 0);
}

void TestDemoReplay::aStoryOfNoLengthHasOnlyAnEnd()
{
    DemoReplay replay;
    replay.setStory(5s, 1s);
    replay.goTo(3s);
    QVERIFY(!replay.cursor() || replay.cursor() == 5s);
    replay.play();
    QTRY_VERIFY(!replay.isPlaying());
}

QTEST_GUILESS_MAIN(TestDemoReplay)
#include "tst_demoreplay.moc"

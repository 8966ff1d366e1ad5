// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/boardaxis.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const SteadyTime noon { 12h };

} // namespace

class TestBoardAxis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nowIsAtTheRightEnd();
    void momentsAndPixelsAgree_data();
    void momentsAndPixelsAgree();
    void everythingMovesByWholePixels();
    void nothingIsSaidOfLessThanAPixel();
    void timeDoesNotGoBack();
    void theSpanIsBounded_data();
    void theSpanIsBounded();
    void zoomingKeepsTheMoment_data();
    void zoomingKeepsTheMoment();
    void zoomingAtNowStaysThere();
    void zoomsIntoWhatIsDraggedOver_data();
    void zoomsIntoWhatIsDraggedOver();
    void goesBackAndReturns();
    void goesNoFurtherBackThanIsKept();
    void whatIsLookedAtStandsStill();
    void ticksAreRoundAndApart_data();
    void ticksAreRoundAndApart();
    void ticksOfThePastAreTimesOfDay();
    void aStretchStandsStill();
    void aWindowWithoutRoomHasAPixel();
    void whatIsFarAwayIsOutside();

private:
    static void setUp(BoardAxis *axis, int width = 600)
    {
        axis->setWidth(width);
        axis->advance(noon);
    }
};

void TestBoardAxis::nowIsAtTheRightEnd()
{
    BoardAxis axis;
    setUp(&axis);
    QVERIFY(axis.isLive());
    QCOMPARE(axis.x(noon), 599);
    QVERIFY(axis.end() > noon);
    QVERIFY(axis.end() - noon <= axis.pixel());
    QVERIFY(axis.end() - axis.begin() == 60s);
    QCOMPARE(axis.rangeText(), QStringLiteral("last 60 s"));
}

void TestBoardAxis::momentsAndPixelsAgree_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<milliseconds>("span");
    QTest::newRow("a wide window, short") << 2000 << milliseconds(15s);
    QTest::newRow("a wide window, long") << 2000 << milliseconds(30min);
    QTest::newRow("a width that divides nothing") << 547 << milliseconds(1min);
    QTest::newRow("a narrow window") << 7 << milliseconds(2min);
}

void TestBoardAxis::momentsAndPixelsAgree()
{
    QFETCH(int, width);
    QFETCH(milliseconds, span);
    BoardAxis axis;
    setUp(&axis, width);
    axis.setSpan(span);
    for (int x = -3; x < width + 3; ++x) {
        QCOMPARE(axis.x(axis.timeAt(x)), x);
        QCOMPARE(axis.x(axis.timeAt(x + 1) - 1ns), x);
    }
}

// What is between two moments has the same pixels, wherever they are.
void TestBoardAxis::everythingMovesByWholePixels()
{
    BoardAxis axis;
    setUp(&axis, 547);
    const SteadyTime first = noon - 20s;
    const SteadyTime second = noon - 19'870ms;
    const int apart = axis.x(second) - axis.x(first);
    int before = axis.x(first);
    for (int i = 1; i <= 300; ++i) {
        axis.advance(noon + i * 17ms);
        QCOMPARE(axis.x(second) - axis.x(first), apart);
        QVERIFY(before - axis.x(first) == 0 || before - axis.x(first) == 1);
        before = axis.x(first);
    }
}

void TestBoardAxis::nothingIsSaidOfLessThanAPixel()
{
    BoardAxis axis;
    setUp(&axis); // a pixel is 100 ms
    QSignalSpy changes(&axis, &BoardAxis::viewChanged);
    axis.advance(noon + 99ms);
    QCOMPARE(changes.size(), 0);
    QVERIFY(axis.untilNextPixel() == 1ms);
    axis.advance(noon + 100ms);
    QCOMPARE(changes.size(), 1);
    axis.setWidth(600);
    axis.setSpan(1min);
    axis.goToNow();
    axis.panBy(0);
    QCOMPARE(changes.size(), 1);
}

void TestBoardAxis::timeDoesNotGoBack()
{
    BoardAxis axis;
    setUp(&axis);
    axis.advance(noon - 1h);
    QVERIFY(axis.now() == noon);
}

void TestBoardAxis::theSpanIsBounded_data()
{
    QTest::addColumn<milliseconds>("wanted");
    QTest::addColumn<milliseconds>("got");
    QTest::newRow("nothing") << 0ms << milliseconds(15s);
    QTest::newRow("less than nothing") << milliseconds(-1h) << milliseconds(15s);
    QTest::newRow("too short") << milliseconds(14'999ms) << milliseconds(15s);
    QTest::newRow("between") << milliseconds(5min) << milliseconds(5min);
    QTest::newRow("too long") << milliseconds(31min) << milliseconds(30min);
}

void TestBoardAxis::theSpanIsBounded()
{
    QFETCH(milliseconds, wanted);
    BoardAxis axis;
    setUp(&axis);
    axis.setSpan(wanted);
    QTEST(axis.span(), "got");
    QVERIFY(axis.isLive());
}

void TestBoardAxis::zoomingKeepsTheMoment_data()
{
    QTest::addColumn<double>("factor");
    QTest::addColumn<int>("x");
    QTest::newRow("in, at the left end") << 0.5 << 0;
    QTest::newRow("in, in the middle") << 0.7 << 300;
    QTest::newRow("out, in the middle") << 1.5 << 300;
    QTest::newRow("in, beyond what is possible") << 0.001 << 100;
}

void TestBoardAxis::zoomingKeepsTheMoment()
{
    QFETCH(double, factor);
    QFETCH(int, x);
    BoardAxis axis;
    setUp(&axis);
    axis.panBy(-1200);
    const SteadyTime moment = axis.timeAt(x);
    axis.zoomAround(factor, x);
    QVERIFY2(qAbs(axis.x(moment) - x) <= 1, qPrintable(QString::number(axis.x(moment))));
    QVERIFY(!axis.isLive());
}

void TestBoardAxis::zoomingAtNowStaysThere()
{
    BoardAxis axis;
    setUp(&axis);
    axis.zoomAround(0.5, 600);
    QVERIFY(axis.isLive());
    QVERIFY(axis.span() == 30s);
    axis.zoomAround(2, 300); // what would come after now is not shown
    QVERIFY(axis.isLive());
    axis.zoomAround(0.5, 300);
    QVERIFY(!axis.isLive());
}

void TestBoardAxis::zoomsIntoWhatIsDraggedOver_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::newRow("from left to right") << 100 << 300;
    QTest::newRow("from right to left") << 300 << 100;
}

void TestBoardAxis::zoomsIntoWhatIsDraggedOver()
{
    QFETCH(int, from);
    QFETCH(int, to);
    BoardAxis axis;
    setUp(&axis);
    const SteadyTime left = axis.timeAt(100);
    const SteadyTime right = axis.timeAt(300);
    axis.zoomInto(from, to);
    QVERIFY(axis.span() == 20s);
    QVERIFY(qAbs(axis.x(left)) <= 1);
    QVERIFY(qAbs(axis.x(right) - 600) <= 1);

    axis.zoomInto(300, 301); // shorter than the shortest: around it
    QVERIFY(axis.span() == 15s);
    QVERIFY(!axis.isLive());
}

void TestBoardAxis::goesBackAndReturns()
{
    BoardAxis axis;
    setUp(&axis);
    QSignalSpy ranges(&axis, &BoardAxis::rangeChanged);
    const SteadyTime moment = axis.timeAt(100);
    axis.panBy(-50);
    QCOMPARE(axis.x(moment), 150);
    QVERIFY(!axis.isLive());
    QCOMPARE(ranges.size(), 1);
    axis.panBy(20);
    QCOMPARE(axis.x(moment), 130);
    axis.panBy(1000); // not beyond now
    QVERIFY(axis.isLive());
    QCOMPARE(axis.x(moment), 100);
    axis.panBy(-50);
    axis.goToNow();
    QVERIFY(axis.isLive());
    QCOMPARE(axis.x(moment), 100);
}

void TestBoardAxis::goesNoFurtherBackThanIsKept()
{
    BoardAxis axis;
    setUp(&axis);
    axis.panBy(-10'000'000);
    QVERIFY(axis.begin() >= noon - 30min - 1s);
    QVERIFY(axis.begin() <= noon - 30min + 1s);
    axis.setSpan(30min); // all there is: that is now
    QVERIFY(axis.isLive());
}

void TestBoardAxis::whatIsLookedAtStandsStill()
{
    BoardAxis axis;
    setUp(&axis);
    axis.panBy(-100);
    const SteadyTime begin = axis.begin();
    QSignalSpy changes(&axis, &BoardAxis::viewChanged);
    axis.advance(noon + 10min);
    QVERIFY(axis.begin() == begin);
    QCOMPARE(changes.size(), 0);
    axis.advance(noon + 2h); // it is forgotten
    QVERIFY(axis.begin() > begin);
}

void TestBoardAxis::ticksAreRoundAndApart_data()
{
    QTest::addColumn<milliseconds>("span");
    QTest::addColumn<QStringList>("texts");
    QTest::newRow("15 s") << milliseconds(15s)
                          << QStringList { QStringLiteral("now"), QStringLiteral("−5 s"), QStringLiteral("−10 s"),
                                           QStringLiteral("−15 s") };
    QTest::newRow("a minute") << milliseconds(1min)
                              << QStringList { QStringLiteral("now"), QStringLiteral("−15 s"), QStringLiteral("−30 s"),
                                               QStringLiteral("−45 s"), QStringLiteral("−1 min") };
    QTest::newRow("two minutes and a half")
        << milliseconds(150s)
        << QStringList { QStringLiteral("now"),   QStringLiteral("−30 s"),  QStringLiteral("−1 min"),
                         QStringLiteral("−1:30"), QStringLiteral("−2 min"), QStringLiteral("−2:30") };
    QTest::newRow("half an hour") << milliseconds(30min)
                                  << QStringList { QStringLiteral("now"), QStringLiteral("−10 min"),
                                                   QStringLiteral("−20 min"), QStringLiteral("−30 min") };
}

void TestBoardAxis::ticksAreRoundAndApart()
{
    QFETCH(milliseconds, span);
    BoardAxis axis;
    setUp(&axis);
    axis.setSpan(span);
    QStringList texts;
    int last = 10'000;
    for (const BoardAxis::Tick &tick : axis.ticks(120)) {
        texts += tick.text;
        QVERIFY(last - tick.x >= 119);
        last = tick.x;
    }
    QTEST(texts, "texts");
}

void TestBoardAxis::ticksOfThePastAreTimesOfDay()
{
    BoardAxis axis;
    setUp(&axis);
    axis.panBy(-37);
    const auto ticks = axis.ticks(100);
    QVERIFY(ticks.size() >= 3);
    const QRegularExpression round(QStringLiteral("^\\d\\d:\\d\\d:[0-5][05]$"));
    for (const BoardAxis::Tick &tick : ticks) {
        QVERIFY2(round.match(tick.text).hasMatch(), qPrintable(tick.text));
        QVERIFY(tick.x >= 0 && tick.x <= 600);
    }
    QVERIFY(axis.rangeText().contains(QStringLiteral(" to ")));
}

// Though it is shorter than what can be zoomed into, and has not come yet.
void TestBoardAxis::aStretchStandsStill()
{
    BoardAxis axis;
    setUp(&axis);
    axis.showStretch(noon - 2s, noon + 4s);
    QCOMPARE(axis.span(), 6s);
    for (const milliseconds later : { 0ms, 1000ms, 10'000ms }) {
        axis.advance(noon + later);
        QVERIFY(!axis.isLive());
        QCOMPARE(axis.now(), noon + later);
        QCOMPARE(axis.x(noon - 2s), 0);
        QCOMPARE(axis.x(noon), 200);
        QCOMPARE(axis.x(noon + 4s), 600);
    }
    axis.showStretch(noon, noon);
    QCOMPARE(axis.span(), 1ms);
}

void TestBoardAxis::aWindowWithoutRoomHasAPixel()
{
    BoardAxis axis;
    axis.setWidth(0);
    axis.advance(noon);
    QCOMPARE(axis.width(), 1);
    QCOMPARE(axis.x(noon), 0);
    QVERIFY(!axis.ticks(100).empty());
}

void TestBoardAxis::whatIsFarAwayIsOutside()
{
    BoardAxis axis;
    setUp(&axis, 2000);
    axis.setSpan(15s);
    QVERIFY(axis.x(SteadyTime::min()) < 0);
    QVERIFY(axis.x(SteadyTime::max()) > 2000);
}

QTEST_GUILESS_MAIN(TestBoardAxis)
#include "tst_boardaxis.moc"

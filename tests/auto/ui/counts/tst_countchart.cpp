// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "counts/countchart.h"
#include "look/statecolors.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestCountChart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutPointsItIsPainted();
    void openAndActiveArePaintedAtTheirHeight();
    void itIsTheSameAtHighResolution();
    void theTimeShownGrowsWithTheHistory_data();
    void theTimeShownGrowsWithTheHistory();
    void theLastSecondIsAtTheRightEnd();
    void theShutdownIsMarked();
    void describesTheLastPoint();

private:
    static void addSeconds(CountChart *chart, int seconds, qsizetype open, qsizetype active)
    {
        ConnectionCounts counts;
        counts.open = open;
        counts.active = active;
        for (int i = 0; i <= seconds; ++i)
            chart->addCounts(SteadyTime(1h + std::chrono::seconds(i)), counts);
    }
    static QImage painted(CountChart *chart, qreal ratio = 1)
    {
        QImage image(chart->size() * ratio, QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        chart->render(&image);
        return image;
    }
    /// The share of the height, in the column at \a x, that has \a color.
    static int pixels(const QImage &image, qreal x, const QColor &color)
    {
        int count = 0;
        const int column = qRound(x * image.devicePixelRatio());
        for (int y = 0; y < image.height(); ++y)
            count += image.pixelColor(column, y) == color ? 1 : 0;
        return count;
    }
};

void TestCountChart::withoutPointsItIsPainted()
{
    CountChart chart;
    chart.resize(600, 200);
    QVERIFY(!painted(&chart).isNull());
    QVERIFY(chart.history().isEmpty());
}

void TestCountChart::openAndActiveArePaintedAtTheirHeight()
{
    CountChart chart(5min);
    chart.resize(600, 200);
    addSeconds(&chart, 60, 4, 2);
    const QImage image = painted(&chart);
    const qreal middle = chart.timeAxis().left + chart.timeAxis().width * 0.55;
    const int active = pixels(image, middle, colorOf(ConnectionState::Responding, chart.palette()));
    const int line = pixels(image, middle, colorOf(ConnectionState::Idle, chart.palette()));
    QVERIFY2(active > 20, qPrintable(QString::number(active)));
    QCOMPARE(line, 2);

    CountChart twice(5min);
    twice.resize(600, 200);
    addSeconds(&twice, 60, 4, 4);
    const int all = pixels(painted(&twice), middle, colorOf(ConnectionState::Responding, chart.palette()));
    QVERIFY2(qAbs(all - 2 * active) <= 3, qPrintable(QStringLiteral("%1, twice %2").arg(all).arg(active)));
}

void TestCountChart::itIsTheSameAtHighResolution()
{
    CountChart chart(5min);
    chart.resize(600, 200);
    addSeconds(&chart, 60, 4, 2);
    const qreal middle = chart.timeAxis().left + chart.timeAxis().width * 0.55;
    const QColor color = colorOf(ConnectionState::Responding, chart.palette());
    const int coarse = pixels(painted(&chart), middle, color);
    const int fine = pixels(painted(&chart, 2), middle, color);
    QVERIFY2(qAbs(fine - 2 * coarse) <= 3, qPrintable(QStringLiteral("%1, twice %2").arg(fine).arg(coarse)));
}

void TestCountChart::theTimeShownGrowsWithTheHistory_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("shown");
    QTest::newRow("at first a minute") << 0 << 60;
    QTest::newRow("a whole minute is still a minute") << 60 << 60;
    QTest::newRow("then two") << 61 << 120;
    QTest::newRow("then all there is to show") << 121 << 300;
    QTest::newRow("and never more") << 400 << 300;
}

void TestCountChart::theTimeShownGrowsWithTheHistory()
{
    QFETCH(int, seconds);
    CountChart chart(5min);
    addSeconds(&chart, seconds, 1, 0);
    QTEST(int(chart.timeAxis().span / 1s), "shown");
}

void TestCountChart::theLastSecondIsAtTheRightEnd()
{
    CountChart chart(5min);
    chart.resize(600, 200);
    addSeconds(&chart, 30, 4, 0);
    ConnectionCounts busy;
    busy.open = 4;
    busy.active = 4;
    chart.addCounts(SteadyTime(1h + 31s), busy);
    const TimeAxis axis = chart.timeAxis();
    QCOMPARE(axis.x(SteadyTime(1h + 32s)), axis.right());
    QVERIFY(axis.right() < chart.width());
    const QImage image = painted(&chart);
    const QColor active = colorOf(ConnectionState::Responding, chart.palette());
    const qreal second = axis.width / 60;
    QVERIFY(pixels(image, axis.right() - second / 2, active) > 40); // what is new shows at once
    QCOMPARE(pixels(image, axis.right() - second * 3 / 2, active), 0); // and not before it happened
}

void TestCountChart::theShutdownIsMarked()
{
    CountChart chart;
    chart.resize(600, 200);
    addSeconds(&chart, 60, 0, 0);
    const SteadyTime shutdown(1h + 30s);
    const QImage before = painted(&chart);
    QVERIFY(!chart.shutdownMark());
    chart.markShutdown(shutdown);
    QVERIFY(chart.shutdownMark() == shutdown);
    const QImage after = painted(&chart);
    const int x = qRound(chart.timeAxis().x(shutdown));
    int differences = 0;
    for (int y = 0; y < after.height(); ++y)
        differences += before.copy(x - 1, y, 2, 1) != after.copy(x - 1, y, 2, 1) ? 1 : 0;
    QVERIFY2(differences > 30, qPrintable(QString::number(differences)));
    QCOMPARE(before.copy(x + 20, 0, 100, 200), after.copy(x + 20, 0, 100, 200));
}

void TestCountChart::describesTheLastPoint()
{
    CountChart chart;
    addSeconds(&chart, 3, 12, 5);
    QCOMPARE(chart.accessibleDescription(), QStringLiteral("12 open, 5 active"));
}

QTEST_MAIN(TestCountChart)
#include "tst_countchart.moc"

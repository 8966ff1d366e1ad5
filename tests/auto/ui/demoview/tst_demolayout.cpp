// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demoview/demolayout.h"

#include "demo/demoplan.h"

#include <QTest>

using namespace Drainboard;

class TestDemoLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allHasItsPlace_data();
    void allHasItsPlace();
    void fourAreLow();
    void growsWithTheScreen();
    void theSameClientIsInTheSameRow();
    void guestsComeLast();
    void nothingAndTooMuchDoNoHarm_data();
    void nothingAndTooMuchDoNoHarm();
};

void TestDemoLayout::allHasItsPlace_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("stages");
    QTest::newRow("three on a projector") << QSize(1280, 800) << 3;
    QTest::newRow("three beside the controls") << QSize(1280, 704) << 3;
    QTest::newRow("three on a usual screen") << QSize(1920, 1080) << 3;
    QTest::newRow("three on a very large one") << QSize(3840, 2160) << 3;
    QTest::newRow("one alone") << QSize(1280, 700) << 1;
    QTest::newRow("two") << QSize(1280, 700) << 2;
    QTest::newRow("a tall window") << QSize(800, 1200) << 3;
}

void TestDemoLayout::allHasItsPlace()
{
    QFETCH(QSize, size);
    QFETCH(int, stages);
    const DemoLayout layout(size, DemoPlan::usualCrowd, 0, stages);
    const QRect all(QPoint(), layout.size());
    int bottom = layout.axis().bottom();
    for (int i = 0; i < stages; ++i) {
        const DemoLayout::Stage &stage = layout.stage(i);
        QVERIFY(all.contains(stage.whole));
        QVERIFY(stage.whole.top() > bottom);
        for (const QRect &part : { stage.name, stage.lines, stage.figures, stage.sentence })
            QVERIFY(stage.whole.contains(part));
        QVERIFY(stage.name.bottom() < stage.lines.top());
        QVERIFY(stage.lines.bottom() < stage.figures.top());
        QVERIFY(!stage.figures.intersects(stage.sentence));
        QCOMPARE(stage.lines.left(), layout.axis().left());
        QVERIFY2(stage.figures.height() >= DemoLayout::largestFigure, "the largest figure has no room");
        int above = stage.lines.top() - 1;
        for (int row = 0; row < DemoPlan::usualCrowd.total(); ++row) {
            const QRect place = layout.row(i, row);
            QVERIFY(stage.lines.contains(place));
            QVERIFY2(place.top() > above, qPrintable(QString::number(row)));
            QVERIFY2(place.height() >= 4, "a lifeline cannot be seen");
            above = place.bottom();
        }
        for (const DemoLayout::Group &group : layout.groups(i))
            QVERIFY2(group.label.height() >= 15, "names are on top of each other");
        bottom = stage.whole.bottom();
    }
}

// Figures stand beside the name, and the text is no smaller.
void TestDemoLayout::fourAreLow()
{
    const DemoLayout layout(QSizeF(1280, 720), DemoPlan::usualCrowd, 0, 4); // as in the window
    QVERIFY(layout.isLow());
    QVERIFY(!DemoLayout(QSizeF(1280, 704), DemoPlan::usualCrowd, 0, 3).isLow());
    QCOMPARE(layout.scale(), 1.0);
    int bottom = layout.axis().bottom();
    for (int i = 0; i < 4; ++i) {
        const DemoLayout::Stage &stage = layout.stage(i);
        QVERIFY(stage.whole.top() > bottom);
        for (const QRect &part : { stage.name, stage.does, stage.lines, stage.figures, stage.sentence })
            QVERIFY(stage.whole.contains(part));
        QVERIFY(!stage.name.intersects(stage.sentence));
        QVERIFY(!stage.figures.intersects(stage.name) && !stage.figures.intersects(stage.sentence));
        QVERIFY(stage.figures.bottom() < stage.lines.top());
        QVERIFY(stage.figures.height() >= DemoLayout::largestFigure);
        for (int row = 0; row < DemoPlan::usualCrowd.total(); ++row) {
            QVERIFY(stage.lines.contains(layout.row(i, row)));
            QVERIFY2(layout.row(i, row).height() >= 3, "a lifeline cannot be seen");
        }
        for (const DemoLayout::Group &group : layout.groups(i))
            QVERIFY2(group.label.height() >= 14, "names are on top of each other");
        bottom = stage.whole.bottom();
    }
}

// In pixels: never less than 18 for text and 48 for figures, from 1280 by 800 on.
void TestDemoLayout::growsWithTheScreen()
{
    QVERIFY(DemoLayout::text >= 18);
    QVERIFY(DemoLayout::figure >= 48);
    QVERIFY(DemoLayout::largestFigure > DemoLayout::figure);
    const auto scaleOf = [](QSize size) { return DemoLayout(size, DemoPlan::usualCrowd, 0, 3).scale(); };
    QCOMPARE(scaleOf({ 1280, 800 }), 1.0);
    QCOMPARE(scaleOf({ 1280, 704 }), 1.0);
    QCOMPARE(scaleOf({ 1920, 1080 }), 1.5);
    QCOMPARE(scaleOf({ 3840, 2160 }), 3.0);
    QVERIFY(scaleOf({ 640, 352 }) < 0.6);
}

void TestDemoLayout::theSameClientIsInTheSameRow()
{
    const DemoLayout layout(QSizeF(1280, 800), DemoPlan::usualCrowd, 0, 3);
    for (int row = 0; row < DemoPlan::usualCrowd.total(); ++row) {
        for (int i = 0; i < 3; ++i)
            QCOMPARE(layout.rowAt(QRectF(layout.row(i, row)).center()), std::optional(row));
    }
    QVERIFY(!layout.rowAt(QRectF(layout.axis()).center()));
    QVERIFY(!layout.rowAt(QRectF(layout.stage(1).figures).center()));
    QVERIFY(!layout.rowAt(QPointF(-5, -5)));
    QVERIFY(!layout.rowAt(QPointF(1e6, 1e6)));
    QVERIFY(layout.row(0, 99).isNull());
    QVERIFY(layout.row(0, -1).isNull());
}

void TestDemoLayout::guestsComeLast()
{
    const DemoLayout layout(QSizeF(1280, 800), DemoPlan::usualCrowd, 2, 3);
    const std::vector<DemoLayout::Group> groups = layout.groups(0);
    QVERIFY(!groups.back().kind);
    QCOMPARE(groups.back().firstRow, DemoPlan::usualCrowd.total());
    QCOMPARE(groups.back().rowCount, 2);
    QVERIFY(!layout.row(2, DemoPlan::usualCrowd.total() + 1).isNull());
}

void TestDemoLayout::nothingAndTooMuchDoNoHarm_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("clients");
    QTest::addColumn<int>("stages");
    QTest::newRow("no room") << QSize(0, 0) << 17 << 3;
    QTest::newRow("a pixel") << QSize(1, 1) << 17 << 3;
    QTest::newRow("no clients") << QSize(1280, 800) << 0 << 3;
    QTest::newRow("no stages") << QSize(1280, 800) << 17 << 0;
    QTest::newRow("more clients than pixels") << QSize(1280, 704) << 2000 << 3;
}

void TestDemoLayout::nothingAndTooMuchDoNoHarm()
{
    QFETCH(QSize, size);
    QFETCH(int, clients);
    QFETCH(int, stages);
    CrowdPlan plan;
    plan.counts[std::size_t(CrowdKind::Busy)] = clients;
    const DemoLayout layout(size, plan, 0, stages);
    QCOMPARE(layout.stageCount(), stages);
    for (int i = 0; i < stages; ++i) {
        for (int row = 0; row < clients; ++row)
            QVERIFY(layout.row(i, row).height() >= 1);
    }
    layout.rowAt(QPointF(100, 100));
}

QTEST_GUILESS_MAIN(TestDemoLayout)
#include "tst_demolayout.moc"

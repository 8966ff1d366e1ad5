// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/boardaxis.h"
#include "lifelines/pixelload.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

// The axis: 600 pixels of 100 ms each, of which the last begins at noon.
class TestPixelLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aSingleOneIsSolid();
    void aShortOneIsATick();
    void manyInAPixelAreTheirShare();
    void theFaintestIsSeen();
    void whatIsOutsideIsNotThere();

private:
    std::vector<PixelLoad::Run> runsOf(const std::vector<SpanList::Span> &spans) const
    {
        SpanList list(96);
        for (const SpanList::Span &span : spans)
            list.add(span);
        PixelLoad load(m_axis);
        load.add(list);
        return load.runs();
    }

    const SteadyTime m_noon { 12h };
    BoardAxis m_axis;
};

void TestPixelLoad::init()
{
    m_axis.setWidth(600);
    m_axis.advance(m_noon);
}

void TestPixelLoad::aSingleOneIsSolid()
{
    const auto runs = runsOf({ { m_noon - 10s, m_noon - 9s } });
    QCOMPARE(runs.size(), std::size_t(1));
    QCOMPARE(runs[0].begin, 499);
    QCOMPARE(runs[0].end, 509);
    QCOMPARE(runs[0].share, 1.0);
}

void TestPixelLoad::aShortOneIsATick()
{
    const auto runs = runsOf({ { m_noon - 10s, m_noon - 10s + 1ms } });
    QCOMPARE(runs.size(), std::size_t(1));
    QCOMPARE(runs[0].end - runs[0].begin, 1);
    QCOMPARE(runs[0].share, 1.0);
}

void TestPixelLoad::manyInAPixelAreTheirShare()
{
    std::vector<SpanList::Span> spans;
    for (int i = 0; i < 50; ++i)
        spans.push_back({ m_noon - 10s + i * 20ms, m_noon - 10s + i * 20ms + 10ms });
    const auto runs = runsOf(spans);
    QVERIFY(!runs.empty());
    for (const PixelLoad::Run &run : runs)
        QVERIFY2(qAbs(run.share - 0.5) < 0.1, qPrintable(QString::number(run.share)));
    QCOMPARE(runs.front().begin, 499);
    QVERIFY(qAbs(runs.back().end - 509) <= 1);

    const auto dense = runsOf({ { m_noon - 10s, m_noon - 5s, 0.25, 1000 } });
    QVERIFY(!dense.empty());
    QCOMPARE(dense[0].share, 0.25);
}

void TestPixelLoad::theFaintestIsSeen()
{
    const auto runs = runsOf({ { m_noon - 10s, m_noon - 5s, 0.0001, 2 } });
    QVERIFY(!runs.empty());
    QCOMPARE(runs[0].share, PixelLoad::faintest);
}

void TestPixelLoad::whatIsOutsideIsNotThere()
{
    QVERIFY(runsOf({ { m_noon - 3min, m_noon - 2min } }).empty());
    QVERIFY(runsOf({ { m_noon + 2min, m_noon + 3min } }).empty());
    const auto all = runsOf({ { m_noon - 3min, m_noon + 3min } });
    QCOMPARE(all.size(), std::size_t(1));
    QCOMPARE(all[0].begin, 0);
    QCOMPARE(all[0].end, 600);
}

QTEST_GUILESS_MAIN(TestPixelLoad)
#include "tst_pixelload.moc"

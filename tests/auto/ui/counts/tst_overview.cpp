// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "counts/overview.h"
#include "look/statecolors.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestOverview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void withoutPointsItIsPainted();
    void openAndActiveArePaintedAtTheirHeight();
    void itIsTheSameAtHighResolution();
    void whatIsNewShowsAtOnce();
    void requestsAreALine();
    void phasesAreMarked();
    void draggingZooms_data();
    void draggingZooms();
    void keysMoveIt();
    void describesTheLastPoint();

private:
    void addSeconds(int seconds, qsizetype open, qsizetype active, quint64 requestsPerSecond = 0)
    {
        ConnectionCounts counts;
        counts.open = open;
        counts.active = active;
        for (int i = 0; i <= seconds; ++i) {
            m_requests += requestsPerSecond;
            m_axis->advance(SteadyTime(1h + std::chrono::seconds(i)));
            m_overview->addCounts(SteadyTime(1h + std::chrono::seconds(i)), counts, m_requests);
        }
    }
    QImage painted(qreal ratio = 1)
    {
        QImage image(m_overview->size() * ratio, QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        m_overview->render(&image);
        return image;
    }
    /// How many pixels of \a color are in the column of the axis.
    int pixels(const QImage &image, int x, const QColor &color) const
    {
        int count = 0;
        const int column = qRound((m_overview->plotArea().left() + x) * image.devicePixelRatio());
        for (int y = 0; y < image.height(); ++y)
            count += image.pixelColor(column, y) == color ? 1 : 0;
        return count;
    }
    QColor openColor() const { return colorOf(ConnectionState::Idle, m_overview->palette()); }
    QColor activeColor() const { return colorOf(ConnectionState::Responding, m_overview->palette()); }

    std::unique_ptr<BoardAxis> m_axis;
    std::unique_ptr<Overview> m_overview;
    quint64 m_requests = 0;
};

void TestOverview::init()
{
    m_requests = 0;
    m_axis = std::make_unique<BoardAxis>();
    m_axis->setWidth(400);
    m_overview = std::make_unique<Overview>(m_axis.get());
    m_overview->setAxisLeft(200);
    m_overview->resize(600, 200);
}

void TestOverview::withoutPointsItIsPainted()
{
    QVERIFY(!painted().isNull());
    QVERIFY(m_overview->history().isEmpty());
}

void TestOverview::openAndActiveArePaintedAtTheirHeight()
{
    addSeconds(60, 4, 2);
    const QImage image = painted();
    const int active = pixels(image, 210, activeColor());
    QVERIFY2(active > 20, qPrintable(QString::number(active)));
    QCOMPARE(pixels(image, 210, openColor()), 2); // the line
    init();
    addSeconds(60, 4, 4);
    const int all = pixels(painted(), 210, activeColor());
    QVERIFY2(qAbs(all - 2 * active) <= 3, qPrintable(QStringLiteral("%1, twice %2").arg(all).arg(active)));
}

void TestOverview::itIsTheSameAtHighResolution()
{
    addSeconds(60, 4, 2);
    const int coarse = pixels(painted(), 210, activeColor());
    const int fine = pixels(painted(2), 210, activeColor());
    QVERIFY2(qAbs(fine - 2 * coarse) <= 3, qPrintable(QStringLiteral("%1, twice %2").arg(fine).arg(coarse)));
}

void TestOverview::whatIsNewShowsAtOnce()
{
    addSeconds(30, 4, 0);
    ConnectionCounts busy;
    busy.open = busy.active = 4;
    m_axis->advance(SteadyTime(1h + 31s));
    m_overview->addCounts(SteadyTime(1h + 31s), busy, 0);
    const QImage image = painted();
    QVERIFY(pixels(image, 399, activeColor()) > 40);
    QCOMPARE(pixels(image, 395, activeColor()), 0); // and not before it happened
}

void TestOverview::requestsAreALine()
{
    m_overview->setAxisLeft(0); // without the numbers
    addSeconds(30, 0, 0, 0);
    const QColor color = m_overview->palette().color(QPalette::Text);
    const auto rowOf = [&](const QImage &image, int x) {
        for (int y = 0; y < image.height(); ++y) {
            if (image.pixelColor(x, y) == color)
                return y;
        }
        return -1;
    };
    const int zero = rowOf(painted(), 350);
    QVERIFY(zero > 100);
    ConnectionCounts counts;
    for (int i = 31; i <= 40; ++i) {
        m_axis->advance(SteadyTime(1h + std::chrono::seconds(i)));
        m_overview->addCounts(SteadyTime(1h + std::chrono::seconds(i)), counts, quint64((i - 30) * 500));
    }
    const QImage image = painted();
    QVERIFY(rowOf(image, 380) < 20); // the most that is shown is at the top
    QCOMPARE(rowOf(image, 250), zero);
    QVERIFY2(m_overview->accessibleDescription().contains(QStringLiteral("500 requests/s")),
             qPrintable(m_overview->accessibleDescription()));
}

void TestOverview::phasesAreMarked()
{
    addSeconds(60, 0, 0);
    const QImage before = painted();
    m_axis->addMark({ SteadyTime(1h + 30s), ShutdownPhase::Draining });
    const QImage after = painted();
    const int x = 200 + m_axis->x(SteadyTime(1h + 30s));
    int differences = 0;
    for (int y = 0; y < after.height(); ++y)
        differences += before.copy(x, y, 2, 1) != after.copy(x, y, 2, 1) ? 1 : 0;
    QVERIFY2(differences > 100, qPrintable(QString::number(differences)));
    QCOMPARE(before.copy(x + 20, 0, 100, 200), after.copy(x + 20, 0, 100, 200));
}

void TestOverview::draggingZooms_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<bool>("zooms");
    QTest::newRow("over some time") << 300 << 500 << true;
    QTest::newRow("backwards") << 500 << 300 << true;
    QTest::newRow("out at the left") << 400 << -50 << true;
    QTest::newRow("not far enough to be meant") << 300 << 302 << false;
}

void TestOverview::draggingZooms()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(bool, zooms);
    addSeconds(60, 1, 0);
    m_overview->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_overview.get()));
    m_overview->setAxisLeft(200);
    m_axis->setWidth(400);
    QTest::mousePress(m_overview.get(), Qt::LeftButton, {}, QPoint(from, 50));
    QTest::mouseMove(m_overview.get(), QPoint(to, 50));
    QVERIFY(!painted().isNull());
    QTest::mouseRelease(m_overview.get(), Qt::LeftButton, {}, QPoint(to, 50));
    QCOMPARE(m_axis->isLive(), !zooms);
    QCOMPARE(m_axis->span() < 60s, zooms);
}

void TestOverview::keysMoveIt()
{
    addSeconds(60, 1, 0);
    QTest::keyClick(m_overview.get(), Qt::Key_Left, Qt::AltModifier);
    QVERIFY(!m_axis->isLive());
    QTest::keyClick(m_overview.get(), Qt::Key_End);
    QVERIFY(m_axis->isLive());
}

void TestOverview::describesTheLastPoint()
{
    addSeconds(3, 12, 5, 7);
    QCOMPARE(m_overview->accessibleDescription(), QStringLiteral("12 open, 5 active, 7 requests/s"));
}

QTEST_MAIN(TestOverview)
#include "tst_overview.moc"

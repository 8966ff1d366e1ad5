// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/boardaxis.h"
#include "lifelines/lifelinepainter.h"
#include "look/statecolors.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace Drainboard;
using namespace std::chrono_literals;

using Activity = Lifeline::Activity;
using Kind = Lifeline::Sign::Kind;

namespace {

const SteadyTime noon { 12h };
constexpr int rowHeight = 24;

QPalette lightPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Text, Qt::black);
    return palette;
}

QPalette darkPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Base, QColor(0x20, 0x22, 0x26));
    palette.setColor(QPalette::Text, QColor(0xee, 0xee, 0xee));
    return palette;
}

/// WCAG 2.1, relative luminance.
double luminance(const QColor &color)
{
    const auto linear = [](float value) {
        return value <= 0.04045F ? value / 12.92 : std::pow((double(value) + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first / second, second / first);
}

} // namespace

// The axis: 600 pixels of 100 ms; now is at 599.
class TestLifelinePainter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void signsHaveContrast_data();
    void signsHaveContrast();
    void statesAreToldApartInGrey_data();
    void statesAreToldApartInGrey();
    void aLifeGoesFromItsBeginningToItsEnd();
    void theBusierTheDarker();
    void halfClosedIsThinner();
    void signsStandOnTheirSide();
    void aLossIsRed();
    void patternsMoveWithWhatTheyBelongTo();
    void lowRowsAreDrawnToo();
    void whatIsNotShownIsNotPainted();

private:
    static QPalette palette(bool isDark) { return isDark ? darkPalette() : lightPalette(); }
    QImage painted(const Lifeline &line, const QPalette &colors = lightPalette(), int height = rowHeight) const
    {
        QImage image(m_axis.width(), height, QImage::Format_RGB32);
        image.fill(colors.color(QPalette::Base));
        QPainter painter(&image);
        LifelinePainter(m_axis, colors).paint(&painter, image.rect(), line);
        return image;
    }
    static Lifeline openedAgo(std::chrono::milliseconds ago)
    {
        Lifeline line;
        line.openedAt = line.activeSince = noon - ago;
        return line;
    }
    static Lifeline busyWith(Activity activity)
    {
        Lifeline line = openedAgo(50s);
        line.begin(activity, noon - 40s);
        return line;
    }
    /// How much of the columns is not the ground, weighted by its difference in grey: 0 to 1.
    static double ink(const QImage &image, int from, int to)
    {
        const QImage grey = image.convertToFormat(QImage::Format_Grayscale8);
        const int ground = qGray(image.pixel(0, 0));
        double sum = 0;
        for (int x = from; x < to; ++x) {
            for (int y = 0; y < image.height(); ++y)
                sum += std::abs(qGray(grey.pixel(x, y)) - ground) / 255.0;
        }
        return sum / (to - from) / image.height();
    }
    static int height(const QImage &image, int x)
    {
        int rows = 0;
        for (int y = 0; y < image.height(); ++y)
            rows += image.pixel(x, y) != image.pixel(0, 0) ? 1 : 0;
        return rows;
    }

    BoardAxis m_axis;
};

void TestLifelinePainter::initTestCase()
{
    m_axis.setWidth(600);
    m_axis.advance(noon);
}

void TestLifelinePainter::signsHaveContrast_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("on a light ground") << false;
    QTest::newRow("on a dark ground") << true;
}

void TestLifelinePainter::signsHaveContrast()
{
    QFETCH(bool, isDark);
    const QPalette colors = palette(isDark);
    const QColor base = colors.color(QPalette::Base);
    for (const Activity activity :
         { Activity::Idle, Activity::Request, Activity::Waiting, Activity::Unread, Activity::Stream })
        QVERIFY2(contrast(LifelinePainter::colorOf(activity, colors), base) >= 3, QByteArray::number(int(activity)));
    QVERIFY(contrast(colorOf(EventKind::Error, colors), base) >= 3);
    QVERIFY(contrast(subduedColor(colors), base) >= 4.5); // the labels of the ticks
    // What is painted has them: the edge of an idle one, and that of a faint share.
    Lifeline line = openedAgo(50s);
    line.inProgress.add({ noon - 20s, noon - 10s, 0.02, 100 });
    const QImage image = painted(line, colors);
    for (const int x : { 200, 450 }) {
        double best = 1;
        for (int y = 0; y < image.height(); ++y)
            best = std::max(best, contrast(image.pixelColor(x, y), base));
        QVERIFY2(best >= 3, QByteArray::number(x) + ": " + QByteArray::number(best));
    }
}

void TestLifelinePainter::statesAreToldApartInGrey_data()
{
    signsHaveContrast_data();
}

// Two states differ in height, in pattern, or in how dark they are; hue is not looked at.
void TestLifelinePainter::statesAreToldApartInGrey()
{
    QFETCH(bool, isDark);
    const QPalette colors = palette(isDark);
    std::vector<QImage> images;
    images.push_back(painted(openedAgo(50s), colors));
    for (const Activity activity : { Activity::Request, Activity::Waiting, Activity::Unread, Activity::Stream })
        images.push_back(painted(busyWith(activity), colors));
    Lifeline half = openedAgo(50s);
    half.addSign({ noon - 45s, Kind::Fin, Side::Server, true });
    images.push_back(painted(half, colors));
    for (std::size_t a = 0; a < images.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            const QImage left = images[a].convertToFormat(QImage::Format_Grayscale8);
            const QImage right = images[b].convertToFormat(QImage::Format_Grayscale8);
            int different = 0;
            for (int x = 300; x < 330; ++x) {
                for (int y = 0; y < rowHeight; ++y)
                    different += std::abs(qGray(left.pixel(x, y)) - qGray(right.pixel(x, y))) > 60 ? 1 : 0;
            }
            QVERIFY2(different > 30 * 2,
                     qPrintable(QStringLiteral("%1 and %2: %3 pixels").arg(a).arg(b).arg(different)));
        }
    }
}

void TestLifelinePainter::aLifeGoesFromItsBeginningToItsEnd()
{
    Lifeline line = openedAgo(30s);
    line.close(noon - 10s);
    const QImage image = painted(line);
    QCOMPARE(height(image, 290), 0);
    QVERIFY(height(image, 299) > 0);
    QVERIFY(height(image, 400) > 0);
    QVERIFY(height(image, 499) > 0);
    QCOMPARE(height(image, 501), 0);
    const QImage open = painted(openedAgo(2h));
    QVERIFY(height(open, 0) == 0 || height(open, 1) == height(open, 598));
    QVERIFY(height(open, 599) > 0);
}

void TestLifelinePainter::theBusierTheDarker()
{
    double before = ink(painted(openedAgo(50s)), 320, 380);
    for (const double share : { 0.01, 0.3, 0.6, 1.0 }) {
        Lifeline line = openedAgo(50s);
        line.inProgress.add({ noon - 30s, noon - 20s, share, 1000 });
        const double now = ink(painted(line), 320, 380);
        QVERIFY2(now > before + 0.02, qPrintable(QStringLiteral("%1: %2 after %3").arg(share).arg(now).arg(before)));
        before = now;
    }
}

void TestLifelinePainter::halfClosedIsThinner()
{
    Lifeline line = openedAgo(50s);
    line.addSign({ noon - 30s, Kind::Fin, Side::Client, true });
    const QImage image = painted(line);
    QVERIFY(height(image, 250) > 2 * height(image, 400));
    QVERIFY(height(image, 400) >= 1);
}

void TestLifelinePainter::signsStandOnTheirSide()
{
    const auto signsAround = [&](Kind kind, Side side) {
        Lifeline line = openedAgo(50s);
        line.addSign({ noon - 30s, kind, side, true });
        line.close(noon - 30s);
        const QImage image = painted(line);
        int left = 0;
        int right = 0;
        for (int y = 0; y < rowHeight; ++y) {
            for (int x = 285; x < 298; ++x)
                left += qGray(image.pixel(x, y)) < 40 ? 1 : 0;
            for (int x = 301; x < 315; ++x)
                right += qGray(image.pixel(x, y)) < 40 ? 1 : 0;
        }
        return std::pair(left > 4, right > 4);
    };
    for (const Kind kind : { Kind::Fin, Kind::Rst }) {
        QCOMPARE(signsAround(kind, Side::Client), std::pair(true, false));
        QCOMPARE(signsAround(kind, Side::Server), std::pair(false, true));
    }
}

void TestLifelinePainter::aLossIsRed()
{
    Lifeline line = openedAgo(50s);
    line.close(noon - 30s);
    const QColor red = colorOf(EventKind::Error, lightPalette());
    const auto reds = [&] {
        const QImage image = painted(line);
        int count = 0;
        for (int y = 0; y < rowHeight; ++y)
            count += image.pixelColor(301, y) == red ? 1 : 0;
        return count;
    };
    QCOMPARE(reds(), 0);
    line.lost = 1;
    QVERIFY(reds() > rowHeight / 2);
}

void TestLifelinePainter::patternsMoveWithWhatTheyBelongTo()
{
    for (const Activity activity : { Activity::Waiting, Activity::Unread }) {
        BoardAxis axis;
        axis.setWidth(600);
        axis.advance(noon);
        const auto paintedNow = [&] {
            QImage image(600, rowHeight, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            LifelinePainter(axis, lightPalette()).paint(&painter, image.rect(), busyWith(activity));
            return image;
        };
        const QImage before = paintedNow();
        axis.advance(noon + 100ms);
        const QImage after = paintedNow();
        QCOMPARE(after.copy(204, 0, 300, rowHeight), before.copy(205, 0, 300, rowHeight));
    }
}

void TestLifelinePainter::lowRowsAreDrawnToo()
{
    Lifeline line = openedAgo(50s);
    line.inProgress.add({ noon - 30s, noon - 20s });
    line.addSign({ noon - 15s, Kind::Fin, Side::Server, true });
    for (const int low : { 1, 2, 4, 8 }) {
        const QImage image = painted(line, lightPalette(), low);
        QVERIFY(height(image, 350) > 0);
        QVERIFY(height(image, 200) > 0);
    }
}

void TestLifelinePainter::whatIsNotShownIsNotPainted()
{
    Lifeline line = openedAgo(10min);
    line.inProgress.add({ noon - 5min, noon - 4min });
    line.close(noon - 2min);
    QCOMPARE(ink(painted(line), 0, 600), 0.0);
    Lifeline later;
    later.openedAt = noon + 1h;
    QCOMPARE(ink(painted(later), 0, 600), 0.0);
}

QTEST_MAIN(TestLifelinePainter)
#include "tst_lifelinepainter.moc"

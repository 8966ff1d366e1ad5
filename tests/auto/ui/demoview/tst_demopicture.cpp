// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demo/demorun.h"
#include "demoview/demofile.h"
#include "demoview/demopicture.h"
#include "demoview/demotext.h"
#include "demoview/stagerecord.h"
#include "language/windowlanguage.h"
#include "look/statecolors.h"

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

// The picture of a demo that was really played. With DRAINBOARD_PICTURES in the environment, pictures go into that
// folder, to be looked at: in all sizes, and reduced to a fifth, as from across a room.
class TestDemoPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void recordsWhatTheStagesShow();
    void aGuestHasARowOfItsOwn();
    void pictures_data();
    void pictures();
    void figuresHaveRoom_data();
    void figuresHaveRoom();
    void theFutureIsPale();
    void aRowIsLitInAllStages();
    void timesAndPlacesAgree();
    void filesAreWritten_data();
    void filesAreWritten();
    void filesThatCannotBe_data();
    void filesThatCannotBe();
    void eachEndHasItsSentence_data();
    void eachEndHasItsSentence();

private:
    DemoScene scene() const;
    QImage imageOf(const DemoScene &scene, QSize size, const QPalette &palette) const;
    static int pixelsLike(const QImage &image, const QColor &color, const QRect &where);
    static QPalette darkPalette();

    DemoPlan m_plan;
    std::unique_ptr<DemoRun> m_run;
    std::vector<std::unique_ptr<StageRecord>> m_records;
};

QPalette TestDemoPicture::darkPalette()
{
    QPalette dark(QColor(0x2b, 0x2d, 0x31), QColor(0x2b, 0x2d, 0x31));
    for (const auto role : { QPalette::Text, QPalette::WindowText, QPalette::ButtonText })
        dark.setColor(role, QColor(0xe8, 0xe8, 0xe8));
    dark.setColor(QPalette::Base, QColor(0x1e, 0x20, 0x23));
    dark.setColor(QPalette::Highlight, QColor(0x3d, 0x7e, 0xc4));
    return dark;
}

void TestDemoPicture::initTestCase()
{
    m_run = std::make_unique<DemoRun>();
    for (int i = 0; i < DemoRun::policyCount; ++i)
        m_records.push_back(std::make_unique<StageRecord>(m_run->stage(i)));
    QSignalSpy finished(m_run.get(), &DemoRun::finished);
    QVERIFY2(m_run->begin(m_plan), qPrintable(m_run->errorString()));
    m_run->play();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
}

DemoScene TestDemoPicture::scene() const
{
    DemoScene scene { .plan = m_plan, .stages = {} };
    for (const auto &record : m_records)
        scene.stages.push_back(record.get());
    return scene;
}

QImage TestDemoPicture::imageOf(const DemoScene &scene, QSize size, const QPalette &palette) const
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::magenta);
    QPainter painter(&image);
    DemoPicture(scene, size, palette, QApplication::font()).paint(&painter);
    return image;
}

int TestDemoPicture::pixelsLike(const QImage &image, const QColor &color, const QRect &where)
{
    int count = 0;
    for (int y = where.top(); y <= where.bottom(); ++y) {
        for (int x = where.left(); x <= where.right(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += std::abs(pixel.red() - color.red()) + std::abs(pixel.green() - color.green())
                    + std::abs(pixel.blue() - color.blue())
                < 24;
        }
    }
    return count;
}

void TestDemoPicture::recordsWhatTheStagesShow()
{
    for (int i = 0; i < DemoRun::policyCount; ++i) {
        const StageRecord &record = *m_records[std::size_t(i)];
        QVERIFY(record.outcome());
        QCOMPARE(record.rowCount(), m_plan.crowd.total());
        QCOMPARE(record.guestCount(), 0);
        qsizetype lost = 0;
        for (int row = 0; row < record.rowCount(); ++row) {
            QVERIFY2(!record.linesOf(row).empty(), qPrintable(QStringLiteral("%1 has no line").arg(row)));
            lost += qsizetype(record.lossesIn(row).size());
        }
        QCOMPARE(lost, record.outcome()->lost);
        QCOMPARE(record.lossesUntil(record.now()), lost);
        QCOMPARE(record.lossesUntil(record.zero() - 1s), 0);
        QCOMPARE(record.zero(), m_run->stage(i)->zero());
    }
    // What hangs is lost everywhere, and is all that is lost by draining.
    const int hangs = m_plan.crowd.total() - 2;
    for (const auto &record : m_records)
        QCOMPARE(record->lossesIn(hangs).size(), std::size_t(1));
}

void TestDemoPicture::aGuestHasARowOfItsOwn()
{
    DemoStage stage(ShutdownPolicy::Drain);
    StageRecord record(&stage);
    QVERIFY(record.isEmpty());
    QVERIFY2(stage.begin(m_plan), qPrintable(stage.errorString()));
    QTcpSocket guest;
    guest.connectToHost(stage.url().host(), quint16(stage.url().port()));
    QTRY_COMPARE(record.guestCount(), 1);
    QCOMPARE(record.rowCount(), m_plan.crowd.total() + 1);
    QCOMPARE(record.linesOf(m_plan.crowd.total()).size(), std::size_t(1));
    QSignalSpy released(&stage, &DemoStage::released);
    stage.cancel();
    QTRY_COMPARE(released.size(), 1);
    record.clear();
    QVERIFY(record.isEmpty());
    QCOMPARE(record.rowCount(), 0);
}

void TestDemoPicture::pictures_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("isDark");
    QTest::newRow("1280x800-light") << QSize(1280, 800) << false;
    QTest::newRow("1280x704-light") << QSize(1280, 704) << false;
    QTest::newRow("1280x800-dark") << QSize(1280, 800) << true;
    QTest::newRow("1920x1080-light") << QSize(1920, 1080) << false;
    QTest::newRow("3840x2160-light") << QSize(3840, 2160) << false;
}

// From far away the figure of what was lost is an amber place, or none.
void TestDemoPicture::pictures()
{
    QFETCH(QSize, size);
    QFETCH(bool, isDark);
    const QPalette palette = isDark ? darkPalette() : QApplication::palette();
    const QImage image = imageOf(scene(), size, palette);
    QCOMPARE(pixelsLike(image, Qt::magenta, image.rect()), 0);
    const QImage small = image.scaled(size / 5, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    if (const QString folder = qEnvironmentVariable("DRAINBOARD_PICTURES"); !folder.isEmpty()) {
        QDir().mkpath(folder);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        QVERIFY(image.save(QStringLiteral("%1/demo-%2.png").arg(folder, name)));
        QVERIFY(small.scaled(small.size() * 3).save(QStringLiteral("%1/demo-%2-fifth.png").arg(folder, name)));
    }
    const DemoLayout layout(size, m_plan.crowd, 0, 3);
    for (int i = 0; i < 3; ++i) {
        const QRectF figures = QRectF(layout.stage(i).figures);
        const qreal scale = layout.scale() / 5;
        const QRect place = QRectF(figures.topLeft() * scale, figures.size() * scale).toRect() & small.rect();
        QVERIFY2(pixelsLike(small, lossColor(palette), place) >= 20, "what was lost cannot be seen from far away");
    }
}

void TestDemoPicture::figuresHaveRoom_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("stages");
    for (const int stages : { 3, 4 }) {
        for (const QString &language : WindowLanguage::all())
            QTest::addRow("%d in %s", stages, qPrintable(language)) << language << stages;
    }
}

void TestDemoPicture::figuresHaveRoom()
{
    QFETCH(QString, language);
    QFETCH(int, stages);
    const WindowLanguage words({ language });
    DemoScene shown = scene();
    while (int(shown.stages.size()) < stages)
        shown.stages.push_back(shown.stages.front()); // whose figures are the widest
    const DemoPicture picture(shown, QSizeF(1280, 720), QApplication::palette(), QApplication::font());
    for (int i = 0; i < stages; ++i)
        QVERIFY2(picture.spareWidth(i) >= 0, qPrintable(QString::number(picture.spareWidth(i))));
    if (const QString folder = qEnvironmentVariable("DRAINBOARD_PICTURES"); !folder.isEmpty()) {
        const QImage image = imageOf(shown, QSize(1280, 720), QApplication::palette());
        QVERIFY(image.save(QStringLiteral("%1/demo-%2-%3.png").arg(folder, language).arg(stages)));
    }
}

void TestDemoPicture::theFutureIsPale()
{
    DemoScene begin = scene();
    begin.cursor = -1500ms;
    const QSize size(1280, 800);
    const QPalette palette = QApplication::palette();
    const DemoLayout layout(size, m_plan.crowd, 0, 3);
    const QRect lines = layout.stage(0).lines;
    const QColor busy = colorOf(ConnectionState::Responding, palette);
    const QRect right(lines.center(), lines.bottomRight());
    QVERIFY(pixelsLike(imageOf(scene(), size, palette), busy, right) > 1000);
    QVERIFY(pixelsLike(imageOf(begin, size, palette), busy, right) < 100);
    // Nothing was lost by then.
    QCOMPARE(pixelsLike(imageOf(begin, size, palette), lossColor(palette), layout.stage(0).figures), 0);
}

void TestDemoPicture::aRowIsLitInAllStages()
{
    DemoScene lit = scene();
    lit.row = 2;
    const QSize size(1280, 800);
    const QImage usual = imageOf(scene(), size, QApplication::palette());
    const QImage image = imageOf(lit, size, QApplication::palette());
    const DemoLayout layout(size, m_plan.crowd, 0, 3);
    for (int i = 0; i < 3; ++i) {
        const QRect row = layout.row(i, 2);
        QVERIFY(image.copy(row) != usual.copy(row));
        QVERIFY(image.copy(layout.row(i, 9)) == usual.copy(layout.row(i, 9)));
    }
    lit.row = 99; // nobody's
    QVERIFY(imageOf(lit, size, QApplication::palette()) == usual);
}

void TestDemoPicture::timesAndPlacesAgree()
{
    const DemoPicture picture(scene(), QSizeF(1280, 800), QApplication::palette(), QApplication::font());
    const QRect axis = picture.layout().axis();
    QCOMPARE(picture.timeAt(axis.topLeft()), -2000ms);
    QCOMPARE(picture.timeAt(QPointF(-1e6, 0)), -2000ms);
    QCOMPARE(picture.timeAt(QPointF(1e6, 0)), StageRecord::lengthOf(m_plan) - 2000ms);
    QVERIFY(std::chrono::abs(picture.timeAt(axis.center()) - (StageRecord::lengthOf(m_plan) / 2 - 2000ms)) < 10ms);
}

void TestDemoPicture::filesAreWritten_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("lines") << QStringLiteral("a.svg") << QByteArray("<?xml");
    QTest::newRow("dots") << QStringLiteral("a.png") << QByteArray("\x89PNG");
    QTest::newRow("in capitals") << QStringLiteral("A.SVG") << QByteArray("<?xml");
}

void TestDemoPicture::filesAreWritten()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, beginning);
    const QTemporaryDir folder;
    QFile file(folder.filePath(name));
    QVERIFY(DemoFile::isKnown(name));
    QCOMPARE(DemoFile::write(file.fileName(), scene(), QSize(1280, 800), QApplication::palette(), QApplication::font()),
             QString());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.read(5).startsWith(beginning));
    QVERIFY(file.size() > 20'000);
}

void TestDemoPicture::filesThatCannotBe_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("no such folder") << QStringLiteral("/nowhere/a.svg");
    QTest::newRow("a file system that takes no files") << QStringLiteral("/proc/a.png");
}

void TestDemoPicture::filesThatCannotBe()
{
    QFETCH(QString, name);
    const QString problem = DemoFile::write(name, scene(), QSize(128, 80), QApplication::palette(),
                                            QApplication::font());
    QVERIFY2(problem.startsWith(QStringLiteral("Could not export to ") + name), qPrintable(problem));
    QVERIFY(!DemoFile::isKnown(QStringLiteral("a.jpg")));
    QVERIFY(!DemoFile::isKnown(QString()));
}

void TestDemoPicture::eachEndHasItsSentence_data()
{
    QTest::addColumn<DemoOutcome>("outcome");
    QTest::addColumn<QString>("said");
    DemoOutcome outcome;
    QTest::newRow("all is well") << outcome << QStringLiteral("Each request was answered, and");
    outcome.lost = 1;
    outcome.lostLines = { "GET /hang" };
    QTest::newRow("only what hangs") << outcome << QStringLiteral("except 1 that hangs");
    outcome.lost = 2;
    outcome.lostLines = { "GET /delay/300", "GET /hang" };
    QTest::newRow("something else, too") << outcome << QStringLiteral("But 2 requests were cut off");
    outcome.phase = ShutdownPhase::Forced;
    outcome.exitCode = 1;
    outcome.leftOpen = 3;
    QTest::newRow("time was up") << outcome << QStringLiteral("Time was up with 3 connections open. What");
    outcome.lost = 0;
    QTest::newRow("time was up, and nothing was to do") << outcome << QStringLiteral("No request was in progress");
    outcome.isOwn = true;
    outcome.signal = QStringLiteral("SIGKILL");
    QTest::newRow("yours was killed") << outcome << QStringLiteral("was killed with 3 connections open");
    outcome.lost = 2;
    QTest::newRow("yours was killed, and lost something") << outcome << QStringLiteral("killed. 2 requests got no");
    outcome.phase = ShutdownPhase::Closed;
    outcome.signal = QStringLiteral("SIGTERM");
    QTest::newRow("yours let the signal end it") << outcome << QStringLiteral("SIGTERM ended it at once. 2 requests");
    outcome.signal.clear();
    QTest::newRow("yours ended, and lost something")
        << outcome << QStringLiteral("in time. But 2 requests got no answer");
    outcome.wasTold = false;
    QTest::newRow("yours ended by itself") << outcome << QStringLiteral("by itself, before it was told to. 2 requests");
    outcome.lost = 0;
    QTest::newRow("yours ended by itself, and lost nothing") << outcome << QStringLiteral("before it was told to.");
    outcome.wasTold = true;
    QTest::newRow("yours lost nothing") << outcome << QStringLiteral("Each request was answered, and each");
}

void TestDemoPicture::eachEndHasItsSentence()
{
    QFETCH(DemoOutcome, outcome);
    QFETCH(QString, said);
    QVERIFY2(DemoText::sentence(outcome).contains(said), qPrintable(DemoText::sentence(outcome)));
}

QTEST_MAIN(TestDemoPicture)
#include "tst_demopicture.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "exporting/boardpicture.h"

#include <QFile>
#include <QLabel>
#include <QPainter>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>
#include <QXmlStreamReader>

#include <memory>

using namespace Drainboard;

namespace {

class Painted : public QWidget
{
public:
    explicit Painted(const QColor &color)
        : m_color(color)
    {
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_color);
    }

private:
    const QColor m_color;
};

} // namespace

class TestBoardPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsWidgetsWhereTheyAre();
    void linesAreLines();
    void isOfTheMomentAtWhichItWasTaken();
    void saysWhereItCannotBeWritten_data();
    void saysWhereItCannotBeWritten();

private:
    QString file(const char *name) const { return m_directory.filePath(QLatin1String(name)); }
    BoardPicture picture() const { return BoardPicture({ m_upper, m_lower }); }

    QTemporaryDir m_directory;
    std::unique_ptr<QWidget> m_window;
    Painted *m_upper = nullptr;
    Painted *m_lower = nullptr;
    QLabel *m_label = nullptr;
};

// 40 pixels from the left of the window: an upper one of 200 × 50, and right below it a lower one of 200 × 100.
void TestBoardPicture::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(300, 300);
    const auto add = [this](Painted *widget, const QRect &place) {
        widget->setParent(m_window.get());
        widget->setGeometry(place);
        return widget;
    };
    m_upper = add(new Painted(Qt::red), QRect(40, 20, 200, 50));
    m_lower = add(new Painted(Qt::blue), QRect(40, 70, 200, 100));
    m_label = new QLabel(QStringLiteral("GET /path"), m_lower);
    m_label->move(10, 60);
    m_window->show();
}

void TestBoardPicture::showsWidgetsWhereTheyAre()
{
    QCOMPARE(picture().write(file("a.png")), QString());
    QCOMPARE(picture().write(file("a.SVG")), QString());
    const QImage dots(file("a.png"));
    QSvgRenderer lines(file("a.SVG"));
    QVERIFY(lines.isValid());
    QCOMPARE(lines.viewBox(), QRect(0, 0, 200, 150));
    QImage drawn(200, 150, QImage::Format_RGB32);
    drawn.fill(Qt::white);
    QPainter painter(&drawn);
    lines.render(&painter);
    painter.end();
    for (const QImage &image : { dots, drawn }) {
        QCOMPARE(image.size(), QSize(200, 150));
        QCOMPARE(image.pixelColor(5, 5), QColor(Qt::red));
        QCOMPARE(image.pixelColor(194, 45), QColor(Qt::red));
        QCOMPARE(image.pixelColor(5, 55), QColor(Qt::blue));
        QCOMPARE(image.pixelColor(194, 145), QColor(Qt::blue));
    }
}

void TestBoardPicture::linesAreLines()
{
    QCOMPARE(picture().write(file("a.svg")), QString());
    QFile svg(file("a.svg"));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    QXmlStreamReader reader(&svg);
    QString texts;
    int images = 0;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isCharacters())
            texts += reader.text();
        images += reader.isStartElement() && reader.name() == u"image" ? 1 : 0;
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY2(texts.contains(QStringLiteral("GET /path")), qPrintable(texts));
    QCOMPARE(images, 0);
}

void TestBoardPicture::isOfTheMomentAtWhichItWasTaken()
{
    const BoardPicture taken = picture();
    m_upper->hide();
    delete m_lower;
    QCOMPARE(taken.write(file("a.png")), QString());
    QCOMPARE(QImage(file("a.png")).pixelColor(5, 145), QColor(Qt::blue));
}

void TestBoardPicture::saysWhereItCannotBeWritten_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("lines") << QStringLiteral("/nowhere/a.svg");
    QTest::newRow("dots") << QStringLiteral("/nowhere/a.png");
}

void TestBoardPicture::saysWhereItCannotBeWritten()
{
    QFETCH(QString, name);
    const QString problem = picture().write(name);
    QVERIFY2(problem.startsWith(QStringLiteral("Could not export to %1: ").arg(name)), qPrintable(problem));
    QVERIFY2(!BoardPicture().write(file("empty.png")).isEmpty(), "there is nothing in it");
    QVERIFY(!QFile::exists(file("empty.png")));
}

QTEST_MAIN(TestBoardPicture)
#include "tst_boardpicture.moc"

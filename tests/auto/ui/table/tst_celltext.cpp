// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/fixedfont.h"
#include "table/celltext.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionViewItem>
#include <QTest>

#include <functional>

using namespace Drainboard;

class TestCellText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksAsTheStyleDrawsIt_data();
    void looksAsTheStyleDrawsIt();
    void aTextIsLaidOutOnce();
    void whatIsOtherwiseIsLaidOutAnew_data();
    void whatIsOtherwiseIsLaidOutAnew();
    void whatIsNotUsedIsForgotten();
    void noTextNeedsNoRoom();
};

namespace {

const QSize cellSize(160, 24);

QStyleOptionViewItem cellOf(const QString &text)
{
    QStyleOptionViewItem cell;
    cell.rect = QRect(QPoint(), cellSize);
    cell.features = QStyleOptionViewItem::HasDisplay;
    cell.state = QStyle::State_Enabled | QStyle::State_Active;
    cell.showDecorationSelected = true; // as a table has it
    cell.text = text;
    cell.textElideMode = Qt::ElideRight;
    cell.displayAlignment = Qt::AlignLeft | Qt::AlignVCenter;
    cell.font = QApplication::font();
    cell.fontMetrics = QFontMetrics(cell.font);
    cell.palette = QApplication::palette();
    return cell;
}

QImage painted(int ratio, const std::function<void(QPainter *)> &paint)
{
    QImage image(cellSize * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(QApplication::palette().color(QPalette::Base));
    QPainter painter(&image);
    paint(&painter);
    return image;
}

void drawIn(CellText *texts, QPainter *painter, const QStyleOptionViewItem &cell)
{
    const QStyle *style = QApplication::style();
    QStyleOptionViewItem empty = cell;
    empty.text.clear();
    style->drawControl(QStyle::CE_ItemViewItem, &empty, painter);
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &cell) + 1;
    texts->draw(painter, cell.rect.adjusted(margin, 0, -margin, 0), cell);
}

} // namespace

void TestCellText::looksAsTheStyleDrawsIt_data()
{
    QTest::addColumn<QStyleOptionViewItem>("cell");
    const QString longText = QStringLiteral("GET /a/way/that/is/longer/than/its/cell HTTP/1.1");
    const auto add = [](const char *name, const QString &text,
                        const std::function<void(QStyleOptionViewItem &)> &change) {
        QStyleOptionViewItem cell = cellOf(text);
        change(cell);
        cell.fontMetrics = QFontMetrics(cell.font);
        QTest::newRow(name) << cell;
    };
    add("short", QStringLiteral("Idle 3.2 s"), [](auto &) {});
    add("a number, at the right", QStringLiteral("1,234"),
        [](auto &cell) { cell.displayAlignment = Qt::AlignRight | Qt::AlignVCenter; });
    add("too long", longText, [](auto &) {});
    add("too long, its end counts", longText, [](auto &cell) { cell.textElideMode = Qt::ElideLeft; });
    add("in fixed width", QStringLiteral("200 GET /x"), [](auto &cell) { cell.font = fixedFont(); });
    add("in fixed width, too long", longText, [](auto &cell) { cell.font = fixedFont(); });
    add("selected", QStringLiteral("Idle"), [](auto &cell) { cell.state |= QStyle::State_Selected; });
    add("of a window behind", QStringLiteral("Idle"), [](auto &cell) {
        cell.state |= QStyle::State_Selected;
        cell.state &= ~QStyle::State_Active;
    });
    add("disabled", QStringLiteral("Idle"), [](auto &cell) { cell.state &= ~QStyle::State_Enabled; });
    add("from right to left", QStringLiteral("Idle"), [](auto &cell) { cell.direction = Qt::RightToLeft; });
    add("not plain letters", QStringLiteral("<b>Größe</b> & →"), [](auto &) {});
}

void TestCellText::looksAsTheStyleDrawsIt()
{
    QFETCH(const QStyleOptionViewItem, cell);
    const QImage empty = painted(1, [](QPainter *) {});
    for (const int ratio : { 1, 2 }) {
        const QImage expected = painted(ratio, [&cell](QPainter *painter) {
            QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &cell, painter);
        });
        QVERIFY(expected != empty);
        CellText texts;
        for (int time = 0; time < 2; ++time) // laid out, and remembered
            QCOMPARE(painted(ratio, [&](QPainter *painter) { drawIn(&texts, painter, cell); }), expected);
    }
}

void TestCellText::aTextIsLaidOutOnce()
{
    CellText texts;
    painted(1, [&texts](QPainter *painter) {
        for (int time = 0; time < 3; ++time) {
            drawIn(&texts, painter, cellOf(QStringLiteral("GET /")));
            drawIn(&texts, painter, cellOf(QStringLiteral("GET /favicon.ico")));
        }
    });
    QCOMPARE(texts.laidOut(), 2);
}

void TestCellText::whatIsOtherwiseIsLaidOutAnew_data()
{
    QTest::addColumn<QStyleOptionViewItem>("other");
    QStyleOptionViewItem cell = cellOf(QStringLiteral("GET /"));
    cell.rect.setWidth(cellSize.width() - 1);
    QTest::newRow("width") << cell;
    cell = cellOf(QStringLiteral("GET /"));
    cell.font.setBold(true);
    QTest::newRow("font") << cell;
    cell = cellOf(QStringLiteral("GET /"));
    cell.textElideMode = Qt::ElideLeft;
    QTest::newRow("where it is cut") << cell;
}

void TestCellText::whatIsOtherwiseIsLaidOutAnew()
{
    QFETCH(const QStyleOptionViewItem, other);
    CellText texts;
    painted(1, [&](QPainter *painter) {
        drawIn(&texts, painter, cellOf(other.text));
        drawIn(&texts, painter, other);
    });
    QCOMPARE(texts.laidOut(), 2);
}

void TestCellText::whatIsNotUsedIsForgotten()
{
    CellText texts;
    const QString first = QStringLiteral("0");
    painted(1, [&](QPainter *painter) {
        for (int i = 0; i <= CellText::kept; ++i)
            drawIn(&texts, painter, cellOf(QString::number(i)));
        drawIn(&texts, painter, cellOf(QString::number(CellText::kept)));
        QCOMPARE(texts.laidOut(), CellText::kept + 1);
        drawIn(&texts, painter, cellOf(first));
    });
    QCOMPARE(texts.laidOut(), CellText::kept + 2);
}

void TestCellText::noTextNeedsNoRoom()
{
    CellText texts;
    painted(1, [&texts](QPainter *painter) {
        texts.draw(painter, QRect(0, 0, 0, 24), cellOf(QStringLiteral("GET /")));
        texts.draw(painter, QRect(0, 0, 80, 24), cellOf({}));
    });
    QCOMPARE(texts.laidOut(), 0);
}

Q_DECLARE_METATYPE(QStyleOptionViewItem)

QTEST_MAIN(TestCellText)

#include "tst_celltext.moc"

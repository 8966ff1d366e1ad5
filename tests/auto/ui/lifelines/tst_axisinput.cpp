// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/axisinput.h"
#include "lifelines/boardaxis.h"

#include <QKeyEvent>
#include <QTest>
#include <QWheelEvent>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestAxisInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keys_data();
    void keys();
    void theWheel_data();
    void theWheel();
};

void TestAxisInput::keys_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<bool>("taken");
    QTest::addColumn<bool>("live");
    QTest::addColumn<bool>("longer");
    QTest::newRow("plus shows less time") << int(Qt::Key_Plus) << Qt::KeyboardModifiers() << true << true << false;
    QTest::newRow("minus shows more time") << int(Qt::Key_Minus) << Qt::KeyboardModifiers() << true << true << true;
    QTest::newRow("Alt and left goes back")
        << int(Qt::Key_Left) << Qt::KeyboardModifiers(Qt::AltModifier) << true << false << false;
    QTest::newRow("Alt and right stays at now")
        << int(Qt::Key_Right) << Qt::KeyboardModifiers(Qt::AltModifier) << true << true << false;
    QTest::newRow("left alone is for the table")
        << int(Qt::Key_Left) << Qt::KeyboardModifiers() << false << true << false;
    QTest::newRow("Ctrl and plus is for the text")
        << int(Qt::Key_Plus) << Qt::KeyboardModifiers(Qt::ControlModifier) << false << true << false;
    QTest::newRow("a letter") << int(Qt::Key_A) << Qt::KeyboardModifiers() << false << true << false;
}

void TestAxisInput::keys()
{
    QFETCH(int, key);
    QFETCH(Qt::KeyboardModifiers, modifiers);
    QFETCH(bool, longer);
    BoardAxis axis;
    axis.setWidth(600);
    axis.advance(SteadyTime(1h));
    const QKeyEvent event(QEvent::KeyPress, key, modifiers);
    QTEST(moveByKey(&axis, event), "taken");
    QTEST(axis.isLive(), "live");
    QCOMPARE(axis.span() > BoardAxis::defaultSpan, longer);
    const QKeyEvent end(QEvent::KeyPress, Qt::Key_End, Qt::NoModifier);
    QVERIFY(moveByKey(&axis, end));
    QVERIFY(axis.isLive());
}

void TestAxisInput::theWheel_data()
{
    QTest::addColumn<QPoint>("angle");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<bool>("taken");
    QTest::addColumn<bool>("zooms");
    QTest::newRow("alone it scrolls the rows") << QPoint(0, 120) << Qt::KeyboardModifiers() << false << false;
    QTest::newRow("with Ctrl it zooms") << QPoint(0, 120) << Qt::KeyboardModifiers(Qt::ControlModifier) << true << true;
    QTest::newRow("with Shift it goes back")
        << QPoint(0, 120) << Qt::KeyboardModifiers(Qt::ShiftModifier) << true << false;
    QTest::newRow("to the side it goes back") << QPoint(120, 0) << Qt::KeyboardModifiers() << true << false;
    QTest::newRow("nothing is nothing") << QPoint() << Qt::KeyboardModifiers(Qt::ShiftModifier) << false << false;
}

void TestAxisInput::theWheel()
{
    QFETCH(QPoint, angle);
    QFETCH(Qt::KeyboardModifiers, modifiers);
    QFETCH(bool, taken);
    QFETCH(bool, zooms);
    BoardAxis axis;
    axis.setWidth(600);
    axis.advance(SteadyTime(1h));
    const QWheelEvent event({}, {}, {}, angle, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    const SteadyTime fixed = axis.timeAt(200);
    QCOMPARE(moveByWheel(&axis, event, 200), taken);
    QCOMPARE(axis.isLive(), !taken);
    QCOMPARE(axis.span() < BoardAxis::defaultSpan, zooms);
    if (zooms)
        QVERIFY(qAbs(axis.x(fixed) - 200) <= 1);
}

QTEST_MAIN(TestAxisInput)
#include "tst_axisinput.moc"

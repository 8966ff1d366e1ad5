// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "layout/windowlayout.h"

#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>
#include <QWindow>

using namespace Drainboard;

class TestWindowLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWindowIsFitted_data();
    void aWindowIsFitted();
    void theDefaultSizeFitsTheScreen();
    void aKeptSizeFitsTheScreen();
    void withItsFrameTheWindowFitsTheScreen();
    void theUserMayMoveItOffTheScreen();

private:
    /// A window with parts, as the main window has them.
    struct Window
    {
        explicit Window(QSettings *settings = nullptr)
            : layout(&widget, &rows, settings)
        {
        }

        QSplitter rows;
        QWidget widget;
        WindowLayout layout;
    };
};

void TestWindowLayout::aWindowIsFitted_data()
{
    QTest::addColumn<QRect>("window");
    QTest::addColumn<QRect>("fits");
    QTest::newRow("what fits stays") << QRect(100, 90, 800, 600) << QRect(100, 90, 800, 600);
    QTest::newRow("too high") << QRect(100, 100, 800, 900) << QRect(100, 40, 800, 655);
    QTest::newRow("too wide") << QRect(100, 90, 1300, 600) << QRect(3, 90, 994, 600);
    QTest::newRow("too large") << QRect(0, 0, 1280, 800) << QRect(3, 40, 994, 655);
    QTest::newRow("the title bar is above the screen") << QRect(100, 20, 800, 600) << QRect(100, 40, 800, 600);
    QTest::newRow("beyond the left") << QRect(-50, 90, 800, 600) << QRect(3, 90, 800, 600);
    QTest::newRow("beyond the right") << QRect(500, 90, 800, 600) << QRect(197, 90, 800, 600);
    QTest::newRow("beyond the bottom") << QRect(100, 500, 800, 600) << QRect(100, 95, 800, 600);
    QTest::newRow("far away") << QRect(5000, -5000, 800, 600) << QRect(197, 40, 800, 600);
}

void TestWindowLayout::aWindowIsFitted()
{
    QFETCH(QRect, window);
    const QRect available(0, 10, 1000, 690); // below a panel
    const QMargins frame(3, 30, 3, 5);
    const QRect fits = WindowLayout::fitted(window, frame, available);
    QTEST(fits, "fits");
    QVERIFY(available.contains(fits.marginsAdded(frame)));
}

void TestWindowLayout::theDefaultSizeFitsTheScreen()
{
    Window window;
    const QRect available = window.widget.screen()->availableGeometry();
    window.layout.restore(available.size() + QSize(500, 100));
    QCOMPARE(window.widget.width(), available.width());
    QVERIFY(window.widget.height() < available.height()); // there is room for a title bar
}

void TestWindowLayout::aKeptSizeFitsTheScreen()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    const QRect available = Window().widget.screen()->availableGeometry();
    {
        Window window;
        window.widget.setGeometry(200, 300, available.width(), available.height()); // as on a larger screen
        settings.setValue(QStringLiteral("window/geometry"), window.widget.saveGeometry());
    }
    Window window(&settings);
    window.layout.restore(QSize(400, 300));
    QVERIFY(window.widget.width() > 400);
    QVERIFY(available.contains(window.widget.geometry()));
    QVERIFY(window.widget.height() < available.height());
}

void TestWindowLayout::withItsFrameTheWindowFitsTheScreen()
{
    Window window;
    const QRect available = window.widget.screen()->availableGeometry();
    window.layout.restore(QSize(400, 300));
    window.widget.resize(available.size()); // the frame that it gets was not thought of
    window.widget.show();
    window.widget.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window.widget));
    QVERIFY(!window.widget.windowHandle()->frameMargins().isNull());
    QVERIFY(available.contains(window.widget.geometry().marginsAdded(window.widget.windowHandle()->frameMargins())));
}

void TestWindowLayout::theUserMayMoveItOffTheScreen()
{
    Window window;
    window.layout.restore(QSize(400, 300));
    window.widget.show();
    window.widget.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window.widget));
    window.widget.setGeometry(-100, 200, 400, 300);
    QWidget other;
    other.show();
    other.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    window.widget.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window.widget));
    QVERIFY(window.widget.x() < 0);
}

QTEST_MAIN(TestWindowLayout)
#include "tst_windowlayout.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "layout/keyswindow.h"
#include "layout/textzoom.h"

#include <QApplication>
#include <QLabel>
#include <QScreen>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Drainboard;

class TestTextZoom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_usual = QApplication::font().pointSizeF(); }
    void keysZoom();
    void sizesAreBounded_data();
    void sizesAreBounded();
    void aSizeBetweenTheStepsGoesToTheNext();
    void theSizeIsRemembered();
    void theFontIsPutBack();
    void theKeysFitTheScreen();

private:
    double shown() const { return QApplication::font().pointSizeF() / m_usual; }

    double m_usual = 0;
};

void TestTextZoom::keysZoom()
{
    QWidget window;
    TextZoom zoom(nullptr, &window);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(zoom.percent(), 110);
    QVERIFY(shown() > 1.05);
    QTest::keyClick(&window, Qt::Key_Equal, Qt::ControlModifier);
    QCOMPARE(zoom.percent(), 125);
    QTest::keyClick(&window, Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(zoom.percent(), 110);
    QTest::keyClick(&window, Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(zoom.percent(), 100);
    QVERIFY(qAbs(shown() - 1) < 0.01);
}

void TestTextZoom::sizesAreBounded_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<int>("is");
    QTest::newRow("usual") << 100 << 100;
    QTest::newRow("too small") << 3 << TextZoom::least;
    QTest::newRow("too large") << 9000 << TextZoom::most;
    QTest::newRow("nothing") << 0 << 100;
    QTest::newRow("less than nothing") << -50 << 100;
}

void TestTextZoom::sizesAreBounded()
{
    QFETCH(int, percent);
    QWidget window;
    TextZoom zoom(nullptr, &window);
    zoom.setPercent(percent);
    QTEST(zoom.percent(), "is");
    for (int i = 0; i < 20; ++i)
        zoom.zoomIn();
    QCOMPARE(zoom.percent(), TextZoom::most);
    for (int i = 0; i < 20; ++i)
        zoom.zoomOut();
    QCOMPARE(zoom.percent(), TextZoom::least);
}

void TestTextZoom::aSizeBetweenTheStepsGoesToTheNext()
{
    QWidget window;
    TextZoom zoom(nullptr, &window);
    zoom.setPercent(130);
    zoom.zoomIn();
    QCOMPARE(zoom.percent(), 150);
    zoom.setPercent(130);
    zoom.zoomOut();
    QCOMPARE(zoom.percent(), 125);
}

void TestTextZoom::theSizeIsRemembered()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    {
        QWidget window;
        TextZoom(&settings, &window).zoomIn();
    }
    QWidget window;
    TextZoom zoom(&settings, &window);
    QCOMPARE(zoom.percent(), 110);
}

void TestTextZoom::theFontIsPutBack()
{
    {
        QWidget window;
        TextZoom(nullptr, &window).setPercent(200);
    }
    QVERIFY(qAbs(shown() - 1) < 0.01);
}

void TestTextZoom::theKeysFitTheScreen()
{
    KeysWindow keys;
    QCOMPARE(keys.objectName(), QStringLiteral("keysWindow"));
    keys.show();
    QVERIFY(keys.height() <= keys.screen()->availableGeometry().height());
    QVERIFY(keys.findChildren<QLabel *>().size() > 20);
}

QTEST_MAIN(TestTextZoom)
#include "tst_textzoom.moc"

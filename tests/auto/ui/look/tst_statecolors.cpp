// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/statecolors.h"

#include <QMetaEnum>
#include <QPalette>
#include <QTest>

#include <cmath>

using namespace Drainboard;

class TestStateColors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyColorCanBeRead_data();
    void everyColorCanBeRead();

private:
    /// Relative luminance as WCAG 2 defines it.
    static double luminance(const QColor &color)
    {
        const auto linear = [](float c) { return c <= 0.04045F ? c / 12.92F : std::pow((c + 0.055F) / 1.055F, 2.4F); };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
    }
    static double contrast(const QColor &a, const QColor &b)
    {
        const double first = luminance(a) + 0.05;
        const double second = luminance(b) + 0.05;
        return qMax(first, second) / qMin(first, second);
    }
};

void TestStateColors::everyColorCanBeRead_data()
{
    QTest::addColumn<QColor>("base");
    QTest::addColumn<QColor>("window");
    QTest::addColumn<QColor>("text");
    QTest::newRow("on white") << QColor(Qt::white) << QColor(0xef, 0xef, 0xef) << QColor(Qt::black);
    QTest::newRow("on dark grey") << QColor(0x1e, 0x1f, 0x22) << QColor(0x2b, 0x2d, 0x30) << QColor(0xe4, 0xe6, 0xe8);
    QTest::newRow("on black") << QColor(Qt::black) << QColor(0x20, 0x20, 0x20) << QColor(Qt::white);
}

void TestStateColors::everyColorCanBeRead()
{
    QFETCH(QColor, base);
    QFETCH(QColor, window);
    QFETCH(QColor, text);
    QPalette palette;
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::WindowText, text);

    QList<QColor> colors { subduedColor(palette) };
    const auto states = QMetaEnum::fromType<ConnectionState>();
    for (int i = 0; i < states.keyCount(); ++i)
        colors += colorOf(ConnectionState(states.value(i)), palette);
    const auto phases = QMetaEnum::fromType<ShutdownPhase>();
    for (int i = 0; i < phases.keyCount(); ++i)
        colors += colorOf(ShutdownPhase(phases.value(i)), palette);
    for (const EventKind kind : { EventKind::Opened, EventKind::Closed, EventKind::Status, EventKind::Count,
                                  EventKind::Warning, EventKind::Error })
        colors += colorOf(kind, palette);

    for (const QColor &color : std::as_const(colors)) {
        QVERIFY2(contrast(color, base) >= 4.5, qPrintable(color.name()));
        QVERIFY2(contrast(color, window) >= 4.5, qPrintable(color.name()));
    }
}

QTEST_MAIN(TestStateColors)
#include "tst_statecolors.moc"

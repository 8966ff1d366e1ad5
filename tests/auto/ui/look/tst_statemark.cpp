// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/statecolors.h"
#include "look/statemark.h"

#include <QImage>
#include <QMetaEnum>
#include <QPainter>
#include <QPalette>
#include <QTest>

using namespace Drainboard;

class TestStateMark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statesAreToldApartInGrey_data();
    void statesAreToldApartInGrey();
    void waitingIsNotPaintedAsForced();

private:
    static QImage markOf(ConnectionState state, int size)
    {
        QImage image(size, size, QImage::Format_Grayscale8);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintStateMark(&painter, QRectF(0, 0, size, size), state, QColor(0x60, 0x60, 0x60));
        return image;
    }
};

void TestStateMark::statesAreToldApartInGrey_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("as in a row of the table") << 11;
    QTest::newRow("zoomed") << 24;
}

// All with the same grey: what is left is the shape. At least a twentieth of the square differs clearly.
void TestStateMark::statesAreToldApartInGrey()
{
    QFETCH(int, size);
    const auto states = QMetaEnum::fromType<ConnectionState>();
    for (int a = 0; a < states.keyCount(); ++a) {
        for (int b = a + 1; b < states.keyCount(); ++b) {
            const QImage first = markOf(ConnectionState(states.value(a)), size);
            const QImage second = markOf(ConnectionState(states.value(b)), size);
            int differing = 0;
            for (int y = 0; y < size; ++y) {
                for (int x = 0; x < size; ++x)
                    differing += qAbs(qGray(first.pixel(x, y)) - qGray(second.pixel(x, y))) > 60;
            }
            QVERIFY2(differing * 20 >= size * size,
                     qPrintable(QStringLiteral("%1 and %2: %3 pixels")
                                    .arg(QLatin1String(states.key(a)), QLatin1String(states.key(b)))
                                    .arg(differing)));
        }
    }
}

void TestStateMark::waitingIsNotPaintedAsForced()
{
    for (const QColor &base : { QColor(Qt::white), QColor(Qt::black) }) {
        QPalette palette(base);
        palette.setColor(QPalette::Base, base);
        palette.setColor(QPalette::Text, base == Qt::white ? Qt::black : Qt::white);
        QVERIFY(colorOf(ConnectionState::Waiting, palette) != colorOf(ShutdownPhase::Forced, palette));
        QVERIFY(colorOf(ConnectionState::Waiting, palette) != colorOf(EventKind::Error, palette));
        QVERIFY(colorOfEnd(ShutdownPhase::Closed, 1, palette) != colorOf(ShutdownPhase::Closed, palette));
        QCOMPARE(colorOfEnd(ShutdownPhase::Closed, 0, palette), colorOf(ShutdownPhase::Closed, palette));
    }
}

QTEST_MAIN(TestStateMark)
#include "tst_statemark.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "header/headerbar.h"
#include "look/statecolors.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Drainboard;

class TestHeaderBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStateIsTold_data();
    void theStateIsTold();
    void anEndWithLossesSaysSo();
    void aNarrowHeadHasTwoLines();
    void colorsFollowThePalette();
    void withoutAnAddressThereIsNothingToCopy();

private:
    static QLabel *label(const HeaderBar &bar, const char *name)
    {
        return bar.findChild<QLabel *>(QLatin1String(name));
    }
};

void TestHeaderBar::theStateIsTold_data()
{
    QTest::addColumn<ShutdownPhase>("phase");
    QTest::addColumn<bool>("isListening");
    QTest::addColumn<QString>("text");
    QTest::newRow("before it listens") << ShutdownPhase::Running << false << QStringLiteral("Not listening");
    QTest::newRow("while it listens") << ShutdownPhase::Running << true << QStringLiteral("Listening");
    QTest::newRow("while it takes its leave") << ShutdownPhase::Leaving << true << QStringLiteral("Leaving");
    QTest::newRow("during a shutdown") << ShutdownPhase::Draining << false << toText(ShutdownPhase::Draining);
    QTest::newRow("at the end") << ShutdownPhase::Forced << false << toText(ShutdownPhase::Forced);
}

void TestHeaderBar::theStateIsTold()
{
    QFETCH(ShutdownPhase, phase);
    QFETCH(bool, isListening);
    HeaderBar bar;
    bar.setState(phase, isListening);
    const QLabel *state = label(bar, "stateLabel");
    QTEST(state->text(), "text");
    QCOMPARE(state->accessibleDescription(), state->text());
}

void TestHeaderBar::anEndWithLossesSaysSo()
{
    HeaderBar bar;
    const QLabel *state = label(bar, "stateLabel");
    bar.setState(ShutdownPhase::Closed, false);
    const QColor green = state->palette().color(QPalette::WindowText);
    QVERIFY(!label(bar, "lostLabel")->font().bold());
    bar.setState(ShutdownPhase::Closed, false, 2);
    QCOMPARE(state->text(), QStringLiteral("Closed, 2 lost"));
    QVERIFY(state->palette().color(QPalette::WindowText) != green);
    QCOMPARE(label(bar, "lostLabel")->text(), QStringLiteral("2"));
    QVERIFY(label(bar, "lostLabel")->font().bold());
}

void TestHeaderBar::aNarrowHeadHasTwoLines()
{
    HeaderBar bar;
    bar.setUrl(QStringLiteral("http://127.0.0.1:3000/"));
    bar.resize(bar.sizeHint().width() + bar.fontMetrics().averageCharWidth() * 9, bar.sizeHint().height());
    bar.show();
    const auto top = [&](const char *name) { return label(bar, name)->mapTo(&bar, QPoint()).y(); };
    QCoreApplication::processEvents();
    QVERIFY(qAbs(top("openConnectionsLabel") - top("stateLabel")) < bar.fontMetrics().height());
    QVERIFY(bar.minimumSizeHint().width() < bar.sizeHint().width());
    bar.resize(bar.minimumSizeHint().width(), bar.height());
    QCoreApplication::processEvents();
    QVERIFY(top("openConnectionsLabel") >= top("stateLabel") + label(bar, "stateLabel")->height() / 2);
}

void TestHeaderBar::colorsFollowThePalette()
{
    HeaderBar bar;
    bar.setState(ShutdownPhase::Running, true);
    QPalette dark = bar.palette();
    dark.setColor(QPalette::Base, Qt::black);
    dark.setColor(QPalette::Text, Qt::white);
    const QColor light = label(bar, "stateLabel")->palette().color(QPalette::WindowText);
    bar.setPalette(dark);
    QCOMPARE(label(bar, "stateLabel")->palette().color(QPalette::WindowText), colorOf(ShutdownPhase::Running, dark));
    QVERIFY(colorOf(ShutdownPhase::Running, dark) != light);
}

void TestHeaderBar::withoutAnAddressThereIsNothingToCopy()
{
    HeaderBar bar;
    QVERIFY(!bar.copyButton()->isEnabled());
    bar.setUrl(QStringLiteral("http://127.0.0.1:3000/"));
    QVERIFY(bar.copyButton()->isEnabled());
    bar.copyButton()->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("http://127.0.0.1:3000/"));
    bar.setUrl({});
    QVERIFY(!bar.copyButton()->isEnabled());
}

QTEST_MAIN(TestHeaderBar)
#include "tst_headerbar.moc"

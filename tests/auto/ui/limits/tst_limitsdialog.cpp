// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "limits/limitsdialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(Drainboard::ServerLimits)

class TestLimitsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dialog = std::make_unique<LimitsDialog>();
        m_dialog->show();
        m_chosen = std::make_unique<QSignalSpy>(m_dialog.get(), &LimitsDialog::limitsChosen);
    }

    void eachLineSaysWhatItDoes();
    void showsLimits();
    void saysWhatIsTyped_data();
    void saysWhatIsTyped();
    void saysNothingWhereNothingIsChanged();
    void whatIsWrongIsOneLine_data();
    void whatIsWrongIsOneLine();
    void keepsWhatHasNoLine();
    void restoresTheDefaults();
    void cancelChangesNothing();

private:
    template <typename Part> Part *part(const char *name) const
    {
        return m_dialog->findChild<Part *>(QLatin1String(name));
    }
    QString text(const char *name) const { return part<QLineEdit>(name)->text(); }
    void press(QDialogButtonBox::StandardButton button)
    {
        part<QDialogButtonBox>("limitsButtons")->button(button)->click();
    }
    ServerLimits chosen() const { return m_chosen->constLast().constFirst().value<ServerLimits>(); }

    std::unique_ptr<LimitsDialog> m_dialog;
    std::unique_ptr<QSignalSpy> m_chosen;
};

void TestLimitsDialog::eachLineSaysWhatItDoes()
{
    QSet<QString> names;
    const auto edits = m_dialog->findChildren<QLineEdit *>();
    QCOMPARE(edits.size(), 9);
    for (const QLineEdit *edit : edits) {
        QVERIFY(!edit->objectName().isEmpty());
        QVERIFY(!edit->accessibleName().isEmpty());
        QVERIFY(!edit->toolTip().isEmpty());
        names += edit->accessibleName();
    }
    QCOMPARE(names.size(), edits.size());
}

void TestLimitsDialog::showsLimits()
{
    m_dialog->setLimits({ .connections = 7, .buffered = 0, .connection = { .body = 1000, .keepAliveTimeout = 90s } });
    QCOMPARE(text("maxConnectionsEdit"), QStringLiteral("7"));
    QCOMPARE(text("maxBufferedEdit"), QStringLiteral("0"));
    QCOMPARE(text("maxBodyEdit"), QStringLiteral("1000"));
    QCOMPARE(text("keepAliveTimeoutEdit"), QStringLiteral("90 s"));
    QCOMPARE(text("headerTimeoutEdit"), QStringLiteral("10 s"));
}

void TestLimitsDialog::saysWhatIsTyped_data()
{
    QTest::addColumn<QByteArray>("edit");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<ServerLimits>("limits");
    const auto row = [](const char *edit, const char *typed, const ServerLimits &limits) {
        QTest::newRow(edit) << QByteArray(edit) << QString::fromUtf8(typed) << limits;
    };
    row("keepAliveTimeoutEdit", "500ms", { .connection = { .keepAliveTimeout = 500ms } });
    row("headerTimeoutEdit", "1 s", { .connection = { .headerTimeout = 1s } });
    row("bodyTimeoutEdit", "1 min", { .connection = { .bodyTimeout = 1min } });
    row("requestTimeoutEdit", "0", { .connection = { .requestTimeout = 0s } });
    row("writeTimeoutEdit", "3 s", { .connection = { .writeTimeout = 3s } });
    row("maxBodyEdit", "1 K", { .connection = { .body = 1024 } });
    row("minBodyRateEdit", "0", { .connection = { .bodyRate = 0 } });
    row("maxBufferedEdit", "1 G", { .buffered = qint64(1) << 30 });
    row("maxConnectionsEdit", " 12 ", { .connections = 12 });
}

void TestLimitsDialog::saysWhatIsTyped()
{
    QFETCH(QByteArray, edit);
    QFETCH(QString, typed);
    QFETCH(ServerLimits, limits);
    auto *line = part<QLineEdit>(edit.constData());
    line->selectAll();
    QTest::keyClicks(line, typed);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(m_chosen->size(), 1);
    QVERIFY(chosen() == limits);
    QVERIFY(!m_dialog->isVisible());
}

void TestLimitsDialog::saysNothingWhereNothingIsChanged()
{
    press(QDialogButtonBox::Ok);
    QCOMPARE(m_chosen->size(), 0);
    QVERIFY(!m_dialog->isVisible());
}

void TestLimitsDialog::whatIsWrongIsOneLine_data()
{
    QTest::addColumn<QByteArray>("edit");
    QTest::addColumn<QString>("typed");
    QTest::newRow("a time without its unit") << QByteArray("keepAliveTimeoutEdit") << "5";
    QTest::newRow("a time in words") << QByteArray("writeTimeoutEdit") << "never";
    QTest::newRow("nothing") << QByteArray("headerTimeoutEdit") << "";
    QTest::newRow("a body of 3 G") << QByteArray("maxBodyEdit") << "3 G";
    QTest::newRow("a negative number") << QByteArray("maxConnectionsEdit") << "-1";
    QTest::newRow("too many connections") << QByteArray("maxConnectionsEdit") << "1000001";
    QTest::newRow("a long text") << QByteArray("maxBufferedEdit") << QString(5000, u'x');
    QTest::newRow("a text with markup") << QByteArray("minBodyRateEdit") << "<b>much</b>";
}

void TestLimitsDialog::whatIsWrongIsOneLine()
{
    QFETCH(QByteArray, edit);
    QFETCH(QString, typed);
    auto *problem = part<QLabel>("limitsProblemLabel");
    QVERIFY(!problem->isVisible());
    auto *line = part<QLineEdit>(edit.constData());
    line->setText(typed);
    press(QDialogButtonBox::Ok);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(m_chosen->size(), 0);
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().startsWith(line->accessibleName()), qPrintable(problem->text()));
    QVERIFY(problem->text().size() < 200);
    QVERIFY(!problem->text().contains(u'\n'));
    QVERIFY(line->hasFocus() || m_dialog->focusWidget() == line);
    QTest::keyClick(line, Qt::Key_1); // it is being mended
    QVERIFY(!problem->isVisible());
}

void TestLimitsDialog::keepsWhatHasNoLine()
{
    m_dialog->setLimits({ .connection = { .target = 17, .headerFields = 3 } });
    part<QLineEdit>("maxConnectionsEdit")->setText(QStringLiteral("5"));
    press(QDialogButtonBox::Ok);
    QVERIFY(chosen() == (ServerLimits { .connections = 5, .connection = { .target = 17, .headerFields = 3 } }));
}

void TestLimitsDialog::restoresTheDefaults()
{
    m_dialog->setLimits({ .connections = 7, .connection = { .keepAliveTimeout = 90s } });
    press(QDialogButtonBox::RestoreDefaults);
    QCOMPARE(m_chosen->size(), 0); // it is only shown
    QVERIFY(m_dialog->isVisible());
    press(QDialogButtonBox::Ok);
    QVERIFY(chosen() == ServerLimits());
}

void TestLimitsDialog::cancelChangesNothing()
{
    part<QLineEdit>("maxConnectionsEdit")->setText(QStringLiteral("5"));
    press(QDialogButtonBox::Cancel);
    QCOMPARE(m_chosen->size(), 0);
    QVERIFY(!m_dialog->isVisible());
}

QTEST_MAIN(TestLimitsDialog)
#include "tst_limitsdialog.moc"

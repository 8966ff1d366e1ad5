// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "exporting/exportbutton.h"
#include "madeconnections.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Drainboard;

class TestExportButton : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesByTheEnding_data();
    void writesByTheEnding();
    void addsTheEndingOfTheFormThatIsChosen_data();
    void addsTheEndingOfTheFormThatIsChosen();
    void writesWhatWasShownWhenItWasPressed();
    void saysWhatCannotBe_data();
    void saysWhatCannotBe();
    void asksOnce();
    void writesNothingWhereTheDialogIsLeft();

private:
    QString file(const char *name) const { return m_directory->filePath(QLatin1String(name)); }
    QFileDialog *dialog() const { return m_button->findChild<QFileDialog *>(QStringLiteral("exportDialog")); }
    /// Presses the button, and takes this name in the dialog.
    void exportTo(const QString &name)
    {
        m_button->click();
        QVERIFY(dialog());
        dialog()->setDirectory(m_directory->path());
        dialog()->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(name);
        dialog()->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setFocus();
        QMetaObject::invokeMethod(dialog(), "accept");
    }
    QByteArray content(const char *name) const
    {
        QFile read(file(name));
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::vector<ConnectionInfo> m_connections;
    std::unique_ptr<ExportButton> m_button;
    std::unique_ptr<QSignalSpy> m_exported;
    std::unique_ptr<QSignalSpy> m_failed;
};

void TestExportButton::init()
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    m_directory = std::make_unique<QTemporaryDir>();
    m_connections = { madeConnection(1), madeConnection(2) };
    m_button = std::make_unique<ExportButton>([this] {
        BoardExport shown;
        shown.data.connections = madeSnapshot(m_connections).connections;
        shown.picture = BoardPicture({ m_button.get() });
        return shown;
    });
    m_button->resize(80, 30);
    m_exported = std::make_unique<QSignalSpy>(m_button.get(), &ExportButton::exported);
    m_failed = std::make_unique<QSignalSpy>(m_button.get(), &ExportButton::failed);
}

void TestExportButton::writesByTheEnding_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("a table") << QByteArray("a.csv") << QByteArray("id,");
    QTest::newRow("all") << QByteArray("a.json") << QByteArray("{");
    QTest::newRow("an archive") << QByteArray("a.har") << QByteArray("{\"log\"");
    QTest::newRow("lines") << QByteArray("a.svg") << QByteArray("<?xml");
    QTest::newRow("dots") << QByteArray("a.png") << QByteArray("\x89PNG");
}

void TestExportButton::writesByTheEnding()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, beginning);
    exportTo(QLatin1String(name));
    QCOMPARE(m_failed->size(), 0);
    QCOMPARE(m_exported->size(), 1);
    QVERIFY(m_exported->at(0).at(0).toString().contains(file(name)));
    QVERIFY2(content(name).startsWith(beginning), content(name).left(40).constData());
}

void TestExportButton::addsTheEndingOfTheFormThatIsChosen_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<QString>("name");
    QTest::newRow("the first") << 0 << QStringLiteral("a.csv");
    QTest::newRow("the third") << 2 << QStringLiteral("a.har");
    QTest::newRow("the last") << 4 << QStringLiteral("a.png");
}

void TestExportButton::addsTheEndingOfTheFormThatIsChosen()
{
    QFETCH(int, form);
    QFETCH(QString, name);
    m_button->click();
    const QString filter = dialog()->nameFilters().at(form);
    dialog()->selectNameFilter(filter);
    Q_EMIT dialog()->filterSelected(filter); // as a user's choice does
    exportTo(QStringLiteral("a"));
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files), QStringList(name));
}

void TestExportButton::writesWhatWasShownWhenItWasPressed()
{
    m_button->click();
    m_connections.clear();
    exportTo(QStringLiteral("a.csv"));
    QCOMPARE(content("a.csv").count("\r\n"), 3);
}

void TestExportButton::saysWhatCannotBe_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("said");
    QTest::newRow("another ending") << QStringLiteral("a.txt") << QStringLiteral(".csv, .json, .har, .svg, .png");
    QTest::newRow("a file system that takes no files")
        << QStringLiteral("/proc/a.csv") << QStringLiteral("/proc/a.csv");
}

void TestExportButton::saysWhatCannotBe()
{
    QFETCH(QString, name);
    QFETCH(QString, said);
    exportTo(name);
    QCOMPARE(m_exported->size(), 0);
    QCOMPARE(m_failed->size(), 1);
    QVERIFY2(m_failed->at(0).at(0).toString().contains(said), qPrintable(m_failed->at(0).at(0).toString()));
    const auto *box = m_button->findChild<QMessageBox *>(QStringLiteral("exportErrorDialog"));
    QVERIFY(box);
    QCOMPARE(box->text(), m_failed->at(0).at(0).toString());
}

void TestExportButton::asksOnce()
{
    m_button->click();
    m_button->click();
    QCOMPARE(m_button->findChildren<QFileDialog *>().size(), 1);
}

void TestExportButton::writesNothingWhereTheDialogIsLeft()
{
    m_button->click();
    dialog()->reject();
    QCOMPARE(m_exported->size() + m_failed->size(), 0);
    QVERIFY(QDir(m_directory->path()).isEmpty());
    QTRY_VERIFY(!dialog());
    m_button->click(); // asks again
    QVERIFY(dialog());
}

QTEST_MAIN(TestExportButton)
#include "tst_exportbutton.moc"

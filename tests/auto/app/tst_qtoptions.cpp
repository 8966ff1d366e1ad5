// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "options.h"
#include "qtoptions.h"

#include <QTest>

using namespace Drainboard;

class TestQtOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areRemoved_data();
    void areRemoved();
    void whatIsLeftIsOurs();
    void aPlatformIsNamed_data();
    void aPlatformIsNamed();
};

void TestQtOptions::areRemoved_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("left");
    const auto row = [](const char *name, const char *line, const char *left) {
        QTest::newRow(name) << QString::fromLatin1(line) << QString::fromLatin1(left);
    };
    row("nothing", "drainboard", "drainboard");
    row("ours alone", "drainboard --port 0 -h", "drainboard --port 0 -h");
    row("a style", "drainboard -style fusion --port 0", "drainboard --port 0");
    row("a style with two dashes", "drainboard --style fusion --port 0", "drainboard --port 0");
    row("a style behind an equals sign", "drainboard -style=fusion --port 0", "drainboard --port 0");
    row("one without a value", "drainboard -reverse --port 0", "drainboard --port 0");
    row("several", "drainboard --port 0 -style windows -platform offscreen -reverse", "drainboard --port 0");
    row("one whose value is missing", "drainboard --port 0 -style", "drainboard --port 0");
    row("a value that looks like one", "drainboard --report -style=x", "drainboard --report");
    row("behind two dashes", "drainboard -- -style fusion", "drainboard -- -style fusion");
    row("one that begins like one", "drainboard -styles fusion", "drainboard -styles fusion");
    row("the name of the program", "-style fusion", "-style fusion");
}

void TestQtOptions::areRemoved()
{
    QFETCH(QString, line);
    QFETCH(QString, left);
    QCOMPARE(QtOptions::removedFrom(line.split(u' ')).join(u' '), left);
}

void TestQtOptions::whatIsLeftIsOurs()
{
    const QString line = QStringLiteral("drainboard -style fusion --port 7 -platform=offscreen --headless");
    const auto read = parseCommandLine(QtOptions::removedFrom(line.split(u' ')));
    QVERIFY(std::holds_alternative<Options>(read));
    QCOMPARE(std::get<Options>(read).engine.port, 7);
    QVERIFY(std::holds_alternative<CommandLineAnswer>(parseCommandLine(line.split(u' '))));
}

void TestQtOptions::aPlatformIsNamed_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("isNamed");
    QTest::newRow("not") << "drainboard --port 0" << false;
    QTest::newRow("its plugins' path alone") << "drainboard -platformpluginpath /x" << false;
    QTest::newRow("with one dash") << "drainboard -platform offscreen" << true;
    QTest::newRow("with two") << "drainboard --platform=offscreen" << true;
}

void TestQtOptions::aPlatformIsNamed()
{
    QFETCH(QString, line);
    QFETCH(bool, isNamed);
    QCOMPARE(QtOptions::nameAPlatform(line.split(u' ')), isNamed);
}

QTEST_APPLESS_MAIN(TestQtOptions)
#include "tst_qtoptions.moc"

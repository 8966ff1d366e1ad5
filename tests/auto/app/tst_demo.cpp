// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "headlessdemo.h"
#include "options.h"
#include "pythonserver.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts);
}

QStringList linesIn(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n') : QStringList();
}

} // namespace

// drainboard --demo: what it is told, and what it prints without a window.
class TestDemo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isRead();
    void wrongOnesAreNamedInOneLine_data();
    void wrongOnesAreNamedInOneLine();
    void tellsHowEachServerEnds_data();
    void tellsHowEachServerEnds();
    void yourServerStandsBesideOurs();
    void yourServerMayNotBeThere_data();
    void yourServerMayNotBeThere();
    void theTableIsAligned();

private:
    static void start(QProcess *program, const QStringList &arguments);
};

// As where there is no display.
void TestDemo::start(QProcess *program, const QStringList &arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM" })
        environment.remove(QString::fromLatin1(name));
    program->setProcessEnvironment(environment);
    program->start(QStringLiteral(DRAINBOARD_PROGRAM), arguments);
}

void TestDemo::isRead()
{
    const QTemporaryDir folder;
    const QString picture = folder.filePath(QStringLiteral("demo.SVG"));
    const auto usual = parseCommandLine(words("drainboard --demo"));
    QVERIFY(std::holds_alternative<Options>(usual));
    QVERIFY(std::get<Options>(usual).demo);
    QVERIFY(!std::get<Options>(usual).headless);
    QCOMPARE(std::get<Options>(usual).demo->plan, DemoPlan());
    const auto other = parseCommandLine(
        words("drainboard --demo --headless --abort-after 1s --force-after 20s --export") << picture);
    QVERIFY(std::holds_alternative<Options>(other));
    const Options &options = std::get<Options>(other);
    QVERIFY(options.headless);
    QCOMPARE(options.demo->plan.abortAfter, 1s);
    QCOMPARE(options.demo->plan.forceAfter, 20s);
    QCOMPARE(options.demo->pictureFile, picture);
    QVERIFY2(!QFile::exists(picture), "written before there is anything to show");
    QVERIFY(!std::get<Options>(parseCommandLine(words("drainboard --headless"))).demo);
    QVERIFY(!options.demo->own);
    const auto beside = parseCommandLine(words(
        "drainboard --demo --tap 8080 --stop-signal INT --ready-timeout 2s --url-path /a -- node server.js --tap 1"));
    QVERIFY(std::holds_alternative<Options>(beside));
    const auto own = std::get<Options>(beside).demo->own;
    QVERIFY(own);
    QCOMPARE(own->child.command, words("node server.js --tap 1"));
    QCOMPARE(own->child.port, 8080);
    QCOMPARE(own->child.stopSignal, SIGINT);
    QCOMPARE(own->child.readyTimeout, 2s);
    QCOMPARE(own->path, "/a");
}

void TestDemo::wrongOnesAreNamedInOneLine_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const char *arguments, const char *said) {
        QTest::newRow(name) << QString::fromUtf8(arguments) << QString::fromUtf8(said);
    };
    row("a port", "--port 3000", "--port: has no meaning with --demo");
    row("a tap alone", "--tap 8080", "--tap: needs a command behind -- with --demo");
    row("a path alone", "--url-path /a", "--url-path: needs a command behind -- with --demo");
    row("a signal alone", "--stop-signal INT", "--stop-signal: needs a command behind -- with --demo");
    row("a latency", "--tap 8080 --latency 5ms -- node server.js", "--latency: has no meaning with --demo");
    row("a path without /", "--tap 8080 --url-path a -- node server.js", "--url-path: \"a\" does not begin with /");
    row("a path with a gap", "--tap 8080 --url-path /\t -- node server.js", "--url-path: not a path that can be asked");
    row("a tap that is no port", "--tap x -- node server.js", "--tap: \"x\" is not a port");
    row("a command without a port", "-- node server.js", "--tap: missing: say on which port the server behind --");
    row("no command behind --", "--tap 8080 --", "the command behind -- is missing");
    row("a policy", "--policy drain", "--policy: has no meaning with --demo");
    row("a report", "--headless --report a.json", "--report: has no meaning with --demo");
    row("a story without an end", "--force-after 2m", "--force-after: force-after is longer than a minute");
    row("no time", "--abort-after 0s", "--abort-after: a time is negative, or nothing");
    row("no time that can be read", "--abort-after soon", "--abort-after: ");
    row("a picture beside the window", "--export a.svg", "--export: needs --headless");
    row("a picture in another form", "--headless --export a.json", "--export: the name of a demo's picture ends in");
    row("a picture without an ending", "--headless --export a", ".svg, .png");
    row("a picture nowhere", "--headless --export /nowhere/a.svg", "--export: there is no directory");
    row("a value for it", "--demo=1", "value");
}

void TestDemo::wrongOnesAreNamedInOneLine()
{
    QFETCH(QString, arguments);
    QFETCH(QString, said);
    const auto result = parseCommandLine(words("drainboard --demo") + arguments.split(u' '));
    QVERIFY(std::holds_alternative<CommandLineAnswer>(result));
    const CommandLineAnswer &answer = std::get<CommandLineAnswer>(result);
    QCOMPARE(answer.exitCode, 2);
    QCOMPARE(answer.text.count(u'\n'), 1);
    QVERIFY2(answer.text.contains(said), qPrintable(answer.text));
}

void TestDemo::tellsHowEachServerEnds_data()
{
    QTest::addColumn<QString>("picture");
    QTest::newRow("without a picture") << QString();
    QTest::newRow("with lines") << QStringLiteral("demo.svg");
    QTest::newRow("with dots") << QStringLiteral("demo.png");
}

// What it prints is what README.md shows.
void TestDemo::tellsHowEachServerEnds()
{
    QFETCH(QString, picture);
    const QTemporaryDir folder;
    QStringList arguments = words("--demo --headless");
    if (!picture.isEmpty())
        arguments << QStringLiteral("--export") << folder.filePath(picture);
    QProcess program;
    start(&program, arguments);
    QVERIFY(program.waitForFinished(60'000));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QVERIFY2(program.exitCode() == 0, program.readAllStandardError().constData());
    const QStringList printed = QString::fromUtf8(program.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(printed.size(), DemoRun::policyCount + 1);
    const QStringList readme = linesIn(QStringLiteral(DRAINBOARD_README));
    for (const QString &line : printed)
        QVERIFY2(readme.contains(QStringLiteral("    ") + line), qPrintable(line + QStringLiteral(" - not in README")));
    if (!picture.isEmpty())
        QVERIFY(QFile(folder.filePath(picture)).size() > 20'000);
}

void TestDemo::yourServerStandsBesideOurs()
{
    const QTemporaryDir folder;
    const PythonServer server;
    const QString picture = folder.filePath(QStringLiteral("four.svg"));
    QProcess program;
    start(&program,
          words("--demo --headless --abort-after 500ms --force-after 1s --url-path /a?b --export")
              + QStringList { picture, QStringLiteral("--tap"), QString::number(server.port()), QStringLiteral("--") }
              + server.command("prompt"));
    QVERIFY(program.waitForFinished(60'000));
    const QString errors = QString::fromUtf8(program.readAllStandardError());
    QVERIFY2(program.exitCode() == 0, qPrintable(errors));
    QVERIFY2(errors.contains(QStringLiteral("server| here I am")), qPrintable(errors));
    const QStringList printed = QString::fromUtf8(program.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(printed.size(), DemoRun::policyCount + 2);
    const QString last = printed.constLast();
    QVERIFY2(last.startsWith(QStringLiteral("your server ")), qPrintable(last));
    QVERIFY2(last.contains(QStringLiteral(" 7  It ended in time.")), qPrintable(last));
    QFile file(picture);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString drawn = QString::fromUtf8(file.readAll());
    QVERIFY(drawn.contains(QStringLiteral("your server")) && drawn.contains(QStringLiteral("drain")));
}

void TestDemo::yourServerMayNotBeThere_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QString>("said");
    QTest::newRow("no such command") << words("no-such-command")
                                     << QStringLiteral("no-such-command: command not found");
    QTest::newRow("it ends at once") << words("false")
                                     << QStringLiteral("false: ended before it listened: exit code 1");
    QTest::newRow("it never listens") << words("sleep 30") << QStringLiteral("sleep 30: does not listen on 127.0.0.1:");
}

void TestDemo::yourServerMayNotBeThere()
{
    QFETCH(QStringList, command);
    QFETCH(QString, said);
    const PythonServer server; // of which only the port is used
    QProcess program;
    start(&program,
          words("--demo --headless --ready-timeout 300ms --tap")
              + QStringList { QString::number(server.port()), QStringLiteral("--") } + command);
    QVERIFY(program.waitForFinished(60'000));
    QCOMPARE(program.exitCode(), 1);
    QCOMPARE(program.readAllStandardOutput(), QByteArray());
    const QString errors = QString::fromUtf8(program.readAllStandardError());
    QVERIFY2(errors.startsWith(QStringLiteral("Could not start the server: ") + said), qPrintable(errors));
    QCOMPARE(errors.count(u'\n'), 1);
}

void TestDemo::theTableIsAligned()
{
    DemoOutcome first;
    first.policy = ShutdownPolicy::StopListening;
    first.lost = 1234;
    first.time = 12'340ms;
    const QStringList table = HeadlessDemo::tableOf({ first, DemoOutcome() });
    QCOMPARE(table.size(), 3);
    const qsizetype end = table[1].indexOf(QStringLiteral("1234")) + 4;
    QCOMPARE(table[2].at(end - 1), u'0');
    QCOMPARE(table[0].indexOf(QStringLiteral("lost")) + 4, end);
    QVERIFY(table[1].contains(QStringLiteral("12.3 s")));
    for (const QString &line : table)
        QCOMPARE(line, line.trimmed());
}

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"

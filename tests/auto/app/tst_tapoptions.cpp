// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "options.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

// The command lines of a tap, and of a check.
class tst_TapOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutATapThereIsNone();
    void serversAreNamedByPortOrAddress_data();
    void serversAreNamedByPortOrAddress();
    void howItPasses();
    void theCommandIsNotOurs();
    void checksHaveTheirOwnDefaults();
    void checksAreToldWhatToDo();
    void wrongOnesAreNamedInOneLine_data();
    void wrongOnesAreNamedInOneLine();
    void helpOfTheCheckIsItsOwn();

private:
    static std::variant<Options, CommandLineAnswer> parse(const QString &options)
    {
        return parseCommandLine(QStringList { QStringLiteral("drainboard") } + options.split(u' ', Qt::SkipEmptyParts));
    }
    static Options read(const QString &options)
    {
        const auto parsed = parse(options);
        if (const auto *answer = std::get_if<CommandLineAnswer>(&parsed))
            qWarning("%s", qPrintable(answer->text));
        return std::holds_alternative<Options>(parsed) ? std::get<Options>(parsed) : Options();
    }
};

void tst_TapOptions::withoutATapThereIsNone()
{
    const Options options = read({});
    QVERIFY(!options.engine.tap);
    QVERIFY(!options.check);
    QVERIFY(options.child.command.isEmpty());
}

void tst_TapOptions::serversAreNamedByPortOrAddress_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("address");

    QTest::newRow("a port") << QStringLiteral("8080") << QStringLiteral("127.0.0.1:8080");
    QTest::newRow("an address") << QStringLiteral("192.0.2.1:80") << QStringLiteral("192.0.2.1:80");
    QTest::newRow("localhost") << QStringLiteral("LocalHost:8080") << QStringLiteral("127.0.0.1:8080");
    QTest::newRow("IPv6") << QStringLiteral("[::1]:8080") << QStringLiteral("[::1]:8080");
    QTest::newRow("our port elsewhere") << QStringLiteral("192.0.2.1:3000") << QStringLiteral("192.0.2.1:3000");
}

void tst_TapOptions::serversAreNamedByPortOrAddress()
{
    QFETCH(QString, value);
    QFETCH(QString, address);
    const Options options = read(QStringLiteral("--tap ") + value);
    QVERIFY(options.engine.tap);
    QCOMPARE(options.engine.tap->address(), address);
    QVERIFY(!options.lab && !options.health); // the server behind answers
    QVERIFY(!options.engine.endsWithServer());
}

void tst_TapOptions::howItPasses()
{
    const Options plain = read(QStringLiteral("--tap 8080"));
    QCOMPARE(plain.engine.tap->latency, 0ms);
    QVERIFY(!plain.engine.tap->proxyProtocol);
    const Options options = read(QStringLiteral("--tap 8080 --latency 40ms --proxy-protocol"));
    QCOMPARE(options.engine.tap->latency, 40ms);
    QVERIFY(options.engine.tap->proxyProtocol);
}

void tst_TapOptions::theCommandIsNotOurs()
{
    const Options options = read(
        QStringLiteral("--tap 8080 --stop-signal INT --ready-timeout 2s -- node --port 8080 --help -- x"));
    QCOMPARE(options.child.command.join(u' '), QStringLiteral("node --port 8080 --help -- x"));
    QCOMPARE(options.engine.tap->command, QStringLiteral("node --port 8080 --help -- x"));
    QVERIFY(options.engine.endsWithServer());
    QCOMPARE(options.child.stopSignal, SIGINT);
    QCOMPARE(options.child.readyTimeout, 2s);
    QCOMPARE(options.engine.port, 3000);
    QCOMPARE(read(QStringLiteral("--tap 8080 -- x")).child.stopSignal, SIGTERM);
}

void tst_TapOptions::checksHaveTheirOwnDefaults()
{
    const Options options = read(QStringLiteral("check --tap 8080 -- node server.js"));
    QVERIFY(options.check);
    QVERIFY(options.headless);
    QCOMPARE(options.engine.port, 0);
    QCOMPARE(options.engine.tap->latency, 40ms);
    QCOMPARE(options.check->warmUp, 2s);
    QCOMPARE(options.check->shutdowns, 1);
    QCOMPARE(options.check->crowd.plan, defaultCrowd);
    QCOMPARE(options.check->crowd.path, "/");
    QCOMPARE(options.check->crowd.method, "GET");
}

void tst_TapOptions::checksAreToldWhatToDo()
{
    QTemporaryDir folder;
    const Options options = read(
        QStringLiteral(
            "check --tap 8080 --latency 0 --crowd busy=3,poll=1 --warm-up 500ms --shutdowns 4 --url-path /a?b "
            "--method PUT --body text --header A:b --header C:d:e --force-after 3s --junit %1/j.xml --report "
            "%1/r.json -- node server.js")
            .arg(folder.path()));
    QVERIFY(options.check);
    QCOMPARE(options.engine.tap->latency, 0ms);
    QCOMPARE(options.engine.forceAfter, 3s);
    QCOMPARE(options.check->crowd.plan.toString(), QStringLiteral("busy=3,poll=1"));
    QCOMPARE(options.check->warmUp, 500ms);
    QCOMPARE(options.check->shutdowns, 4);
    QCOMPARE(options.check->crowd.path, "/a?b");
    QCOMPARE(options.check->crowd.method, "PUT");
    QCOMPARE(options.check->crowd.body, "text");
    QCOMPARE(options.check->crowd.headers.size(), 2);
    QCOMPARE(options.check->crowd.headers.at(1), (std::pair<QByteArray, QByteArray>("C", "d:e")));
    QCOMPARE(options.check->junitFile, folder.filePath(QStringLiteral("j.xml")));
    QCOMPARE(options.reportFile, folder.filePath(QStringLiteral("r.json")));
}

void tst_TapOptions::wrongOnesAreNamedInOneLine_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("problem");

    const auto row = [](const char *name, const char *options, const char *problem) {
        QTest::newRow(name) << QString::fromLatin1(options) << QString::fromLatin1(problem);
    };
    row("no port", "--tap x", "--tap: \"x\" is not a port such as 8080");
    row("port 0", "--tap 0", "--tap: \"0\" is not a port");
    row("too large a port", "--tap 65536", "--tap: \"65536\" is not a port");
    row("a name", "--tap example.org:80", "--tap: \"example.org:80\" is not a port");
    row("IPv6 without brackets", "--tap ::1:80", "--tap: \"::1:80\" is not a port");
    row("our own port", "--tap 3000", "--tap: port 3000 is where Drainboard itself listens");
    row("our own port on all addresses", "--host 0.0.0.0 --tap 3000",
        "--tap: port 3000 is where Drainboard itself listens");
    row("latency without a tap", "--latency 5ms", "--latency: needs --tap");
    row("a signal without a command", "--tap 8080 --stop-signal INT", "--stop-signal: needs a command behind --");
    row("a command without a tap", "-- node x", "--tap: missing: the command behind -- starts the server");
    row("no command behind --", "--tap 8080 --", "the command behind -- is missing");
    row("no signal", "--tap 8080 --stop-signal FOO -- x", "--stop-signal: \"FOO\" is no signal");
    row("a policy, though the server decides", "--tap 8080 --policy drain -- x", "--policy: has no meaning here");
    row("an abort, though the server decides", "--tap 8080 --abort-after 1s -- x",
        "--abort-after: has no meaning here");
    row("lab routes", "--tap 8080 --lab", "--lab: contradicts --tap");
    row("a check without a tap", "check -- x", "--tap: missing: say where the server listens");
    row("a check without a command", "check --tap 8080", "the command that starts the server is missing");
    row("a kind that there is not", "check --tap 8080 --crowd many=3 -- x", "--crowd: ");
    row("clients that are never answered", "check --tap 8080 --crowd hang=1 -- x",
        "\"hang\" clients are never answered");
    row("a path though nobody asks", "--tap 8080 --url-path /a -- x", "--url-path: needs --demo, or check");
    row("a path without /", "check --tap 8080 --url-path a -- x", "--url-path: \"a\" does not begin with /");
    row("a field without a colon", "check --tap 8080 --header a -- x", "--header: \"a\" is not NAME:VALUE");
    row("no shutdown", "check --tap 8080 --shutdowns 0 -- x",
        "--shutdowns: \"0\" is not a whole number from 1 to 1000");
    row("an option of the server", "check --tap 8080 --policy drain -- x", "unknown option --policy");
}

void tst_TapOptions::wrongOnesAreNamedInOneLine()
{
    QFETCH(QString, options);
    QFETCH(QString, problem);
    const auto parsed = parse(options);
    QVERIFY(std::holds_alternative<CommandLineAnswer>(parsed));
    const CommandLineAnswer answer = std::get<CommandLineAnswer>(parsed);
    QCOMPARE(answer.exitCode, 2);
    QVERIFY2(answer.text.contains(problem), qPrintable(answer.text));
    QCOMPARE(answer.text.count(u'\n'), 1);
}

void tst_TapOptions::helpOfTheCheckIsItsOwn()
{
    const auto parsed = parse(QStringLiteral("check --help"));
    QVERIFY(std::holds_alternative<CommandLineAnswer>(parsed));
    const CommandLineAnswer answer = std::get<CommandLineAnswer>(parsed);
    QCOMPARE(answer.exitCode, 0);
    QVERIFY(answer.text.startsWith(QStringLiteral("Usage: drainboard check --tap SERVER")));
    for (const char *option : { "--crowd PLAN", "--warm-up DURATION", "--junit FILE", "Default: 40ms." })
        QVERIFY2(answer.text.contains(QLatin1String(option)), option);
    QVERIFY(!answer.text.contains(QStringLiteral("--policy")));
}

QTEST_APPLESS_MAIN(tst_TapOptions)

#include "tst_tapoptions.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "options.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <unistd.h>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutOptionsTheDefaultsHold();
    void durationsHaveUnits_data();
    void durationsHaveUnits();
    void numbers();
    void limits();
    void zeroIsNever_data();
    void zeroIsNever();
    void sizesMayHaveUnits_data();
    void sizesMayHaveUnits();
    void addresses_data();
    void addresses();
    void policies_data();
    void policies();
    void abortMayComeAfterForce();
    void whichRoutesThereAre_data();
    void whichRoutesThereAre();
    void windowOptions();
    void theReportNeedNotExistYet();
    void anExistingReportIsReplaced();
    void theLastOfTwoValuesCounts();
    void wrongOptionsAreNamedInOneLine_data();
    void wrongOptionsAreNamedInOneLine();
    void unwritableReportsAreRefused_data();
    void unwritableReportsAreRefused();
    void exportFilesMayHaveEachEnding();
    void exportsThatCannotBeAreRefused_data();
    void exportsThatCannotBeAreRefused();
    void helpExplainsEachOption();
    void helpIsGivenInSpiteOfOtherErrors();
    void versionIsOneLine();

private:
    static std::variant<Options, CommandLineAnswer> parse(const QStringList &options)
    {
        return parseCommandLine(QStringList { QStringLiteral("drainboard") } + options);
    }
    static std::variant<Options, CommandLineAnswer> parse(const char *options)
    {
        return parse(QString::fromUtf8(options).split(u' ', Qt::SkipEmptyParts));
    }
};

/// Empty where there is none.
static QString answerOf(const std::variant<Options, CommandLineAnswer> &result)
{
    const auto *answer = std::get_if<CommandLineAnswer>(&result);
    return answer ? answer->text : QString();
}

#define VERIFY_PARSED(name, arguments)                                                                                 \
    const auto name##Result = parse(arguments);                                                                        \
    QVERIFY2(std::holds_alternative<Options>(name##Result), qPrintable(answerOf(name##Result)));                       \
    const Options &name = std::get<Options>(name##Result)

void TestOptions::withoutOptionsTheDefaultsHold()
{
    VERIFY_PARSED(options, "");
    QCOMPARE(options.engine.address, QHostAddress(QStringLiteral("127.0.0.1")));
    QCOMPARE(options.engine.port, quint16(3000));
    QCOMPARE(options.engine.backlog, 4096);
    QCOMPARE(options.engine.closedKept, 10'000);
    QCOMPARE(options.engine.threads, std::clamp(QThread::idealThreadCount(), 1, 4));
    QCOMPARE(options.engine.requestsKept, requestsKeptByDefault);
    QCOMPARE(options.engine.eventLoop, EventLoop::Epoll);
    QCOMPARE(toText(options.engine.policy), QStringLiteral("drain"));
    QCOMPARE(options.engine.shutdownDelay, 0s);
    QCOMPARE(options.engine.abortAfter, 5s);
    QCOMPARE(options.engine.forceAfter, 10s);
    QCOMPARE(options.engine.limits.connections, 0);
    QCOMPARE(options.engine.limits.connection.body, 8u * 1024 * 1024);
    QCOMPARE(options.engine.limits.connection.headerTimeout, 10s);
    QCOMPARE(options.engine.limits.connection.bodyTimeout, 30s);
    QCOMPARE(options.engine.limits.connection.bodyRate, 500u);
    QCOMPARE(options.engine.limits.connection.bodyRateFrom, 20s);
    QCOMPARE(options.engine.limits.connection.requestTimeout, 5min);
    QCOMPARE(options.engine.limits.connection.keepAliveTimeout, 0s);
    QCOMPARE(options.engine.limits.connection.writeTimeout, 30s);
    QCOMPARE(options.engine.limits.buffered, 256 * 1024 * 1024);
    QVERIFY(!options.headless);
    QVERIFY(options.lab);
    QVERIFY(options.reportFile.isEmpty());
    QVERIFY(!options.stayOpen);
    QVERIFY(!options.exitWhenClosed);
    QVERIFY(options.given.isEmpty());
    QVERIFY(options.engine.findProcesses);
}

void TestOptions::durationsHaveUnits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds");

    QTest::newRow("milliseconds") << QStringLiteral("500ms") << qint64(500);
    QTest::newRow("seconds") << QStringLiteral("5s") << qint64(5000);
    QTest::newRow("minutes") << QStringLiteral("2m") << qint64(120'000);
    QTest::newRow("zero is a duration") << QStringLiteral("0s") << qint64(0);
    QTest::newRow("leading zeros do no harm") << QStringLiteral("007s") << qint64(7000);
    QTest::newRow("the longest one") << QStringLiteral("34560m") << qint64(2'073'600'000);
}

void TestOptions::durationsHaveUnits()
{
    QFETCH(QString, text);
    QFETCH(qint64, milliseconds);

    VERIFY_PARSED(options,
                  QStringList({ QStringLiteral("--abort-after"), text, QStringLiteral("--force-after=") + text }));
    QCOMPARE(options.engine.abortAfter.count(), milliseconds);
    QCOMPARE(options.engine.forceAfter.count(), milliseconds);
}

void TestOptions::numbers()
{
    VERIFY_PARSED(smallest, "--port 0 --threads 1 --backlog 1 --closed-kept 0 --requests-kept 0");
    QCOMPARE(smallest.engine.requestsKept, 0);
    QCOMPARE(smallest.engine.port, quint16(0));
    QCOMPARE(smallest.engine.threads, 1);
    QCOMPARE(smallest.engine.backlog, 1);
    QCOMPARE(smallest.engine.closedKept, 0);

    VERIFY_PARSED(largest, "--port=65535 --threads=64 --backlog=65535 --closed-kept=1000000 --requests-kept=10000000");
    QCOMPARE(largest.engine.requestsKept, 10'000'000);
    QCOMPARE(largest.engine.port, quint16(65535));
    QCOMPARE(largest.engine.threads, 64);
    QCOMPARE(largest.engine.backlog, 65535);
    QCOMPARE(largest.engine.closedKept, 1'000'000);

    VERIFY_PARSED(withQt, "--event-loop qt");
    QCOMPARE(withQt.engine.eventLoop, EventLoop::Qt);
    VERIFY_PARSED(withEpoll, "--event-loop epoll");
    QCOMPARE(withEpoll.engine.eventLoop, EventLoop::Epoll);
}

void TestOptions::limits()
{
    VERIFY_PARSED(
        options,
        "--max-connections 100 --max-body 64K --header-timeout 1s --body-timeout 2s "
        "--keep-alive-timeout 3s --write-timeout 4s --request-timeout 5s --max-buffered 3G --min-body-rate 2K");
    QCOMPARE(options.engine.limits.connections, 100);
    QCOMPARE(options.engine.limits.connection.body, 65536u);
    QCOMPARE(options.engine.limits.connection.headerTimeout, 1s);
    QCOMPARE(options.engine.limits.connection.bodyTimeout, 2s);
    QCOMPARE(options.engine.limits.connection.keepAliveTimeout, 3s);
    QCOMPARE(options.engine.limits.connection.writeTimeout, 4s);
    QCOMPARE(options.engine.limits.connection.bodyRate, 2048u);
    QCOMPARE(options.engine.limits.connection.requestTimeout, 5s);
    QCOMPARE(options.engine.limits.buffered, qint64(3) << 30);

    VERIFY_PARSED(delay, "--shutdown-delay 2m");
    QCOMPARE(delay.engine.shutdownDelay, 2min);

    VERIFY_PARSED(noDelay, "--shutdown-delay 0");
    QCOMPARE(noDelay.engine.shutdownDelay, 0s);

    VERIFY_PARSED(automatic, "--idle-grace auto");
    QCOMPARE(automatic.engine.idleGrace, std::nullopt);

    VERIFY_PARSED(grace, "--idle-grace 200ms");
    QCOMPARE(grace.engine.idleGrace, 200ms);

    VERIFY_PARSED(noGrace, "--idle-grace 0");
    QCOMPARE(noGrace.engine.idleGrace, 0s);
}

void TestOptions::zeroIsNever_data()
{
    QTest::addColumn<QString>("zero");
    QTest::newRow("without a unit") << QStringLiteral("0");
    QTest::newRow("with a unit") << QStringLiteral("0s");
}

void TestOptions::zeroIsNever()
{
    QFETCH(QString, zero);
    QStringList arguments { QStringLiteral("--max-buffered=0"), QStringLiteral("--min-body-rate=0") };
    for (const char *option : { "header", "body", "request", "keep-alive", "write" })
        arguments += QStringLiteral("--%1-timeout=%2").arg(QString::fromUtf8(option), zero);
    VERIFY_PARSED(options, arguments);
    const ConnectionLimits &limits = options.engine.limits.connection;
    QCOMPARE(limits.headerTimeout, 0s);
    QCOMPARE(limits.bodyTimeout, 0s);
    QCOMPARE(limits.bodyRate, 0u);
    QCOMPARE(limits.requestTimeout, 0s);
    QCOMPARE(limits.keepAliveTimeout, 0s);
    QCOMPARE(limits.writeTimeout, 0s);
    QCOMPARE(options.engine.limits.buffered, 0);
}

void TestOptions::sizesMayHaveUnits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<quint64>("bytes");
    QTest::newRow("bytes") << QStringLiteral("1000") << quint64(1000);
    QTest::newRow("none") << QStringLiteral("0") << quint64(0);
    QTest::newRow("KiB") << QStringLiteral("3K") << quint64(3072);
    QTest::newRow("MiB") << QStringLiteral("8M") << quint64(8'388'608);
    QTest::newRow("the largest") << QStringLiteral("2G") << quint64(2'147'483'648);
}

void TestOptions::sizesMayHaveUnits()
{
    QFETCH(QString, text);
    QFETCH(quint64, bytes);
    VERIFY_PARSED(options, QStringList({ QStringLiteral("--max-body"), text }));
    QCOMPARE(options.engine.limits.connection.body, bytes);
}

void TestOptions::addresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("address");

    const auto row = [](const char *name, const QString &text, const QString &address) {
        QTest::newRow(name) << text << address;
    };
    row("localhost is 127.0.0.1", QStringLiteral("localhost"), QStringLiteral("127.0.0.1"));
    row("localhost in capitals", QStringLiteral("LOCALHOST"), QStringLiteral("127.0.0.1"));
    row("another loopback address", QStringLiteral("127.0.0.2"), QStringLiteral("127.0.0.2"));
    row("every IPv4 address", QStringLiteral("0.0.0.0"), QStringLiteral("0.0.0.0"));
    row("IPv6 loopback", QStringLiteral("::1"), QStringLiteral("::1"));
    row("every address", QStringLiteral("::"), QStringLiteral("::"));
    row("IPv6 with a scope", QStringLiteral("fe80::1%eth0"), QStringLiteral("fe80::1%eth0"));
}

void TestOptions::addresses()
{
    QFETCH(QString, text);
    QFETCH(QString, address);

    VERIFY_PARSED(options, QStringList({ QStringLiteral("--host"), text }));
    QCOMPARE(options.engine.address.toString(), address);
}

void TestOptions::policies_data()
{
    QTest::addColumn<ShutdownPolicy>("policy");
    QTest::newRow("drain") << ShutdownPolicy::Drain;
    QTest::newRow("disconnect-all") << ShutdownPolicy::DisconnectAll;
    QTest::newRow("stop-listening") << ShutdownPolicy::StopListening;
}

void TestOptions::policies()
{
    QFETCH(ShutdownPolicy, policy);
    VERIFY_PARSED(options, QStringList({ QStringLiteral("--policy"), QString::fromUtf8(QTest::currentDataTag()) }));
    QCOMPARE(toText(options.engine.policy), toText(policy));
}

void TestOptions::abortMayComeAfterForce()
{
    VERIFY_PARSED(options, "--abort-after 20s --force-after 10s");
    QCOMPARE(options.engine.abortAfter, 20s);
    QCOMPARE(options.engine.forceAfter, 10s);
}

void TestOptions::whichRoutesThereAre_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<bool>("lab");
    QTest::addColumn<bool>("health");

    QTest::newRow("on a loopback address") << QStringLiteral("--host 127.0.0.1") << true << true;
    QTest::newRow("on any loopback address") << QStringLiteral("--host 127.8.9.1") << true << true;
    QTest::newRow("on localhost") << QStringLiteral("--host localhost") << true << true;
    QTest::newRow("on IPv6 loopback") << QStringLiteral("--host ::1") << true << true;
    QTest::newRow("not on every address") << QStringLiteral("--host 0.0.0.0") << false << false;
    QTest::newRow("not on every IPv6 address") << QStringLiteral("--host ::") << false << false;
    QTest::newRow("not on a public address") << QStringLiteral("--host 192.0.2.1") << false << false;
    QTest::newRow("elsewhere where asked for") << QStringLiteral("--host 0.0.0.0 --lab") << true << true;
    QTest::newRow("not where refused") << QStringLiteral("--no-lab") << false << false;
    QTest::newRow("not elsewhere where refused") << QStringLiteral("--host :: --no-lab") << false << false;
    QTest::newRow("those for health elsewhere where asked for")
        << QStringLiteral("--host :: --health") << false << true;
    QTest::newRow("those for health without the others") << QStringLiteral("--no-lab --health") << false << true;
    QTest::newRow("those for health beside the others") << QStringLiteral("--health") << true << true;
    QTest::newRow("all elsewhere") << QStringLiteral("--host :: --lab --health") << true << true;
}

void TestOptions::whichRoutesThereAre()
{
    QFETCH(QString, arguments);
    VERIFY_PARSED(options, arguments.split(u' '));
    QTEST(options.lab, "lab");
    QTEST(options.health, "health");
}

void TestOptions::windowOptions()
{
    VERIFY_PARSED(headless, "--headless");
    QVERIFY(headless.headless);
    VERIFY_PARSED(exitWhenClosed, "--exit-when-closed --policy drain");
    QVERIFY(exitWhenClosed.exitWhenClosed);
    QVERIFY(exitWhenClosed.given.contains(QStringLiteral("policy")));
    VERIFY_PARSED(noProcesses, "--no-processes");
    QVERIFY(!noProcesses.engine.findProcesses);
    VERIFY_PARSED(stayOpen, "--stay-open");
    QVERIFY(stayOpen.stayOpen);
}

void TestOptions::theReportNeedNotExistYet()
{
    const QTemporaryDir directory;
    VERIFY_PARSED(options, QStringList({ QStringLiteral("--report"), directory.filePath(QStringLiteral("new.json")) }));
    QCOMPARE(options.reportFile, directory.filePath(QStringLiteral("new.json")));
    QVERIFY2(!QFile::exists(options.reportFile), "written before there is anything to report");

    VERIFY_PARSED(relative, "--report new.json");
    QVERIFY2(relative.reportFile.startsWith(u'/'), qPrintable(relative.reportFile));
}

void TestOptions::anExistingReportIsReplaced()
{
    const QTemporaryDir directory;
    QFile file(directory.filePath(QStringLiteral("old.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    VERIFY_PARSED(options, QStringList({ QStringLiteral("--report"), file.fileName() }));
    QCOMPARE(options.reportFile, file.fileName());
}

void TestOptions::exportFilesMayHaveEachEnding()
{
    const QTemporaryDir directory;
    for (const char *name : { "a.csv", "a.json", "a.har", "A.HAR" }) {
        const QString file = directory.filePath(QLatin1String(name));
        VERIFY_PARSED(options, QStringList({ QStringLiteral("--export"), file }));
        QCOMPARE(options.exportFile, file);
        QVERIFY2(!QFile::exists(file), "written before there is anything to export");
    }
    VERIFY_PARSED(relative, "--export new.csv");
    QVERIFY2(relative.exportFile.startsWith(u'/'), qPrintable(relative.exportFile));
}

void TestOptions::exportsThatCannotBeAreRefused_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("said");

    const QString known = QStringLiteral(".csv, .json, .har");
    QTest::newRow("no name") << QString() << QStringLiteral("missing");
    QTest::newRow("no ending") << QStringLiteral("export") << known;
    QTest::newRow("another ending") << QStringLiteral("export.xml") << known;
    QTest::newRow("two endings") << QStringLiteral("export.csv.gz") << known;
    QTest::newRow("a picture, which takes a window") << QStringLiteral("export.svg") << known;
    QTest::newRow("a directory that is not there")
        << QStringLiteral("missing/export.csv") << QStringLiteral("no directory");
    QTest::newRow("a file system that takes no files")
        << QStringLiteral("/proc/export.csv") << QStringLiteral("cannot write");
    QTest::newRow("the file of the report") << QStringLiteral("report.json") << QStringLiteral("--report");
}

void TestOptions::exportsThatCannotBeAreRefused()
{
    QFETCH(QString, file);
    QFETCH(QString, said);

    const QTemporaryDir directory;
    const QString path = file.isEmpty() || file.startsWith(u'/') ? file : directory.filePath(file);
    const auto result = parse(QStringList { QStringLiteral("--export"), path, QStringLiteral("--report"),
                                            directory.filePath(QStringLiteral("report.json")) });
    QVERIFY(std::holds_alternative<CommandLineAnswer>(result));
    const CommandLineAnswer &answer = std::get<CommandLineAnswer>(result);
    QCOMPARE(answer.exitCode, 2);
    QCOMPARE(answer.text.count(u'\n'), 1);
    QVERIFY2(answer.text.contains(QLatin1String("--export: ")), qPrintable(answer.text));
    QVERIFY2(answer.text.contains(said), qPrintable(answer.text));
}

void TestOptions::theLastOfTwoValuesCounts()
{
    VERIFY_PARSED(options, "--port 1 --port 2");
    QCOMPARE(options.engine.port, quint16(2));
}

void TestOptions::wrongOptionsAreNamedInOneLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::addColumn<QString>("said");

    const auto row = [](const char *name, const char *option, const QStringList &values, const char *said) {
        const QString named = QString::fromUtf8(option);
        QTest::newRow(name) << QStringList { named } + values << named << QString::fromUtf8(said);
    };
    const auto value = [](const char *text) { return QStringList { QString::fromUtf8(text) }; };

    row("an unknown option", "--prot", {}, "unknown");
    row("an unknown option with a value", "--prot=3000", {}, "unknown");
    row("an unknown short option", "-p", {}, "unknown");
    row("a stray argument", "3000", {}, "unexpected");
    row("a value for an option that has none", "--headless=yes", {}, "value");

    row("no host", "--host", {}, "value");
    row("an empty host", "--host", value(""), "address");
    row("a name as host", "--host", value("example.org"), "address");
    row("a number as host", "--host", value("3000"), "address");
    row("an abbreviated host", "--host", value("127.1"), "address");
    row("a host with a port", "--host", value("127.0.0.1:3000"), "address");
    row("a host in brackets", "--host", value("[::1]"), "address");
    row("a host out of range", "--host", value("127.0.0.256"), "address");
    row("a URL as host", "--host", value("http://127.0.0.1/"), "address");

    row("no port", "--port", {}, "value");
    row("an empty port", "--port", value(""), "0 to 65535");
    row("a word as port", "--port", value("http"), "0 to 65535");
    row("a port too high", "--port", value("65536"), "0 to 65535");
    row("a port that overflows", "--port", value("4294967296"), "0 to 65535");
    row("a negative port", "--port", value("-1"), "0 to 65535");
    row("a port with a sign", "--port", value("+80"), "0 to 65535");
    row("a port with a blank", "--port", value(" 80"), "0 to 65535");
    row("a fractional port", "--port", value("80.0"), "0 to 65535");
    row("a port that looks like a place to fill", "--port", value("%2"),
        "\"%2\" is not a whole number from 0 to 65535");
    row("a size that looks like a place to fill", "--max-body", value("%2"), "\"%2\" is not a size");
    row("a duration that looks like a place to fill", "--abort-after", value("%1"), "\"%1\" is not a duration");
    row("a host that looks like a place to fill", "--host", value("%2"), "--host: \"%2\" is neither");
    row("a policy that looks like a place to fill", "--policy", value("%1"), "\"%1\" is none of");
    row("an argument that looks like a place to fill", "%1", {}, "unexpected argument \"%1\"");
    row("a port with another line", "--port", value("80\n81"), "0 to 65535");
    row("an option for a port", "--port", value("--headless"), "0 to 65535");

    row("no thread", "--threads", value("0"), "1 to 64");
    row("too many threads", "--threads", value("65"), "1 to 64");
    row("half a thread", "--threads", value("0.5"), "1 to 64");
    row("an unknown event loop", "--event-loop", value("kqueue"), "none of epoll, qt");
    row("an event loop in capitals", "--event-loop", value("Qt"), "none of epoll, qt");
    row("no backlog", "--backlog", value("0"), "1 to 65535");
    row("too many closed connections", "--closed-kept", value("1000001"), "0 to 1000000");
    row("less than no closed connection", "--closed-kept", value("-1"), "0 to 1000000");
    row("too long a backlog", "--backlog", value("65536"), "1 to 65535");
    row("fewer requests than none", "--requests-kept", value("-1"), "0 to 10000000");
    row("too many requests", "--requests-kept", value("10000001"), "0 to 10000000");
    row("requests in words", "--requests-kept", value("all"), "0 to 10000000");
    row("requests with a unit", "--requests-kept", value("16K"), "0 to 10000000");
    row("no number of requests", "--requests-kept", value(""), "0 to 10000000");

    row("a negative number of connections", "--max-connections", value("-1"), "0 to 1000000");
    row("too many connections", "--max-connections", value("1000001"), "0 to 1000000");
    row("an empty size", "--max-body", value(""), "size");
    row("a unit without size", "--max-body", value("M"), "size");
    row("a size in words", "--max-body", value("8MB"), "size");
    row("a negative size", "--max-body", value("-8M"), "size");
    row("a size too large", "--max-body", value("3G"), "up to 2G");
    row("a size that overflows", "--max-body", value("99999999999999999999"), "up to 2G");
    row("a header timeout without unit", "--header-timeout", value("10"), "no unit");
    row("a body timeout without unit", "--body-timeout", value("30"), "no unit");
    row("a negative rate", "--min-body-rate", value("-1"), "500 or 64K");
    row("a rate in words", "--min-body-rate", value("slow"), "500 or 64K");
    row("a rate by the second", "--min-body-rate", value("500/s"), "500 or 64K");
    row("a fractional rate", "--min-body-rate", value("0.5"), "500 or 64K");
    row("an empty rate", "--min-body-rate", value(""), "500 or 64K");
    row("a rate too large", "--min-body-rate", value("2G"), "up to 1G");
    row("no rate", "--min-body-rate", {}, "value");
    row("a request timeout without unit", "--request-timeout", value("300"), "no unit");
    row("a negative duration", "--request-timeout", value("-1s"), "duration");
    row("a negative number of bytes", "--max-buffered", value("-1"), "up to 1024G");
    row("too many bytes", "--max-buffered", value("1025G"), "up to 1024G");
    row("a keep-alive timeout without unit", "--keep-alive-timeout", value("5"), "no unit");
    row("no shutdown delay", "--shutdown-delay", {}, "value");
    row("an automatic shutdown delay", "--shutdown-delay", value("auto"), "duration");
    row("a grace without unit", "--idle-grace", value("200"), "no unit");
    row("a write timeout in words", "--write-timeout", value("long"), "duration");

    row("no policy", "--policy", {}, "value");
    row("an unknown policy", "--policy", value("hurry"), "stop-listening");
    row("an empty policy", "--policy", value(""), "stop-listening");
    row("a policy in capitals", "--policy", value("DRAIN"), "stop-listening");

    for (const char *option : { "--abort-after", "--force-after", "--shutdown-delay" }) {
        const auto duration = [&](const char *name, const char *text, const char *said) {
            const QString named = QString::fromUtf8(option);
            QTest::addRow("%s: %s", option, name)
                << QStringList({ named, QString::fromUtf8(text) }) << named << QString::fromUtf8(said);
        };
        duration("a bare number", "5", "5s");
        if (qstrcmp(option, "--shutdown-delay") != 0) // there it is none
            duration("zero without a unit", "0", "unit");
        duration("nothing", "", "duration");
        duration("only a unit", "ms", "duration");
        duration("another unit", "1h", "duration");
        duration("a unit in capitals", "5S", "duration");
        duration("a fraction", "1.5s", "duration");
        duration("a negative duration", "-5s", "duration");
        duration("a blank before the unit", "5 s", "duration");
        duration("two units", "1m30s", "duration");
        duration("too long a duration", "34561m", "too long");
        duration("a duration that overflows with its unit", "153722867280912931m", "too long");
        duration("a duration that overflows", "99999999999999999999ms", "too long");
    }

    row("a value for health", "--health=no", {}, "value");
    row("lab and no lab", "--no-lab", value("--lab"), "--lab");
    row("to stay and to exit", "--exit-when-closed", value("--stay-open"), "--stay-open");
    row("nothing to keep open", "--stay-open", value("--headless"), "--headless");
}

void TestOptions::wrongOptionsAreNamedInOneLine()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    QFETCH(QString, said);

    const auto result = parse(arguments);
    QVERIFY(std::holds_alternative<CommandLineAnswer>(result));
    const CommandLineAnswer &answer = std::get<CommandLineAnswer>(result);
    QCOMPARE(answer.exitCode, 2);
    QCOMPARE(answer.text.count(u'\n'), 1);
    QVERIFY2(answer.text.endsWith(u'\n'), qPrintable(answer.text));
    QVERIFY2(answer.text.contains(named.section(u'=', 0, 0)), qPrintable(answer.text));
    QVERIFY2(answer.text.contains(said), qPrintable(answer.text));
}

void TestOptions::unwritableReportsAreRefused_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("said");

    QTest::newRow("no name") << QString() << QStringLiteral("missing");
    QTest::newRow("a directory that is not there")
        << QStringLiteral("missing/report.json") << QStringLiteral("no directory");
    QTest::newRow("a file for a directory") << QStringLiteral("file/report.json") << QStringLiteral("no directory");
    QTest::newRow("a directory") << QStringLiteral(".") << QStringLiteral("is a directory");
    QTest::newRow("a device") << QStringLiteral("/dev/null") << QStringLiteral("not a regular file");
    QTest::newRow("a file system that takes no files")
        << QStringLiteral("/proc/report.json") << QStringLiteral("cannot write");
}

void TestOptions::unwritableReportsAreRefused()
{
    QFETCH(QString, file);
    QFETCH(QString, said);

    const QTemporaryDir directory;
    QVERIFY(QFile(directory.filePath(QStringLiteral("file"))).open(QIODevice::WriteOnly));
    const QString path = file.isEmpty() || file.startsWith(u'/') ? file : directory.filePath(file);
    const auto result = parse(QStringList { QStringLiteral("--report"), path });
    QVERIFY(std::holds_alternative<CommandLineAnswer>(result));
    const CommandLineAnswer &answer = std::get<CommandLineAnswer>(result);
    QCOMPARE(answer.exitCode, 2);
    QCOMPARE(answer.text.count(u'\n'), 1);
    QVERIFY2(answer.text.contains(QLatin1String("--report: ")), qPrintable(answer.text));
    QVERIFY2(answer.text.contains(said), qPrintable(answer.text));
}

void TestOptions::helpExplainsEachOption()
{
    for (const char *option : { "--help", "-h" }) {
        const auto result = parse(option);
        QVERIFY(std::holds_alternative<CommandLineAnswer>(result));
        const CommandLineAnswer &answer = std::get<CommandLineAnswer>(result);
        QCOMPARE(answer.exitCode, 0);
        const QStringList lines = answer.text.split(u'\n');
        for (const char *expected : { "Server:",
                                      "Shutdown:",
                                      "Limits:",
                                      "Program:",
                                      "  --max-connections N ",
                                      "  --max-body SIZE ",
                                      "  --header-timeout DURATION ",
                                      "  --body-timeout DURATION ",
                                      "  --keep-alive-timeout DURATION ",
                                      "  --min-body-rate RATE ",
                                      "  --request-timeout DURATION ",
                                      "  --max-buffered SIZE ",
                                      "  --write-timeout DURATION ",
                                      "  --idle-grace DURATION ",
                                      "  --shutdown-delay DURATION ",
                                      "  --host ADDRESS ",
                                      "  --port PORT ",
                                      "  --threads N ",
                                      "  --event-loop LOOP ",
                                      "  --backlog N ",
                                      "  --closed-kept N ",
                                      "  --requests-kept N ",
                                      "  --lab ",
                                      "  --no-lab ",
                                      "  --health ",
                                      "  --policy POLICY ",
                                      "  --abort-after DURATION ",
                                      "  --force-after DURATION ",
                                      "  --report FILE ",
                                      "  --export FILE ",
                                      "  --demo ",
                                      "  --headless ",
                                      "  --no-processes ",
                                      "  --stay-open ",
                                      "  --exit-when-closed ",
                                      "  -h, --help ",
                                      "  -v, --version " }) {
            const QLatin1String text(expected);
            const auto startsSo = [&](const QString &line) { return line.startsWith(text); };
            QVERIFY2(std::count_if(lines.begin(), lines.end(), startsSo) == 1, expected);
        }
        for (const char *value : { "127.0.0.1.", "3000.", "4096.", "drain.", "5s.", "10s.", "epoll." })
            QVERIFY2(answer.text.simplified().contains(QStringLiteral("Default: ") + QLatin1String(value)), value);
        for (const QString &line : lines)
            QVERIFY2(line.size() <= 80, qPrintable(line));
    }
}

void TestOptions::helpIsGivenInSpiteOfOtherErrors()
{
    const auto result = parse("--port abc --help");
    QVERIFY(std::holds_alternative<CommandLineAnswer>(result));
    QCOMPARE(std::get<CommandLineAnswer>(result).exitCode, 0);
}

void TestOptions::versionIsOneLine()
{
    for (const char *option : { "--version", "-v" }) {
        const auto result = parse(option);
        QVERIFY(std::holds_alternative<CommandLineAnswer>(result));
        const CommandLineAnswer &answer = std::get<CommandLineAnswer>(result);
        QCOMPARE(answer.exitCode, 0);
        QCOMPARE(answer.text.count(u'\n'), 1);
        QVERIFY2(answer.text.startsWith(QLatin1String("drainboard ")), qPrintable(answer.text));
    }
}

QTEST_APPLESS_MAIN(TestOptions)
#include "tst_options.moc"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "options.h"

#include "helptext.h"
#include "optiontable.h"
#include "optionvalues.h"
#include "readcheck.h"
#include "readchild.h"
#include "readdemo.h"

#include <QCommandLineParser>
#include <QThread>

#include <algorithm>
#include <limits>

namespace Drainboard {
namespace {

QList<QCommandLineOption> parserOptions(const std::vector<OptionGroup> &groups)
{
    QList<QCommandLineOption> options;
    for (const OptionGroup &group : groups) {
        for (const CommandLineOption &option : group.options) {
            QStringList names { option.name };
            if (!option.shortName.isEmpty())
                names += option.shortName;
            options += QCommandLineOption(names, option.description, option.valueName, option.defaultValue);
        }
    }
    return options;
}

// Where connections are passed on to.
void readTap(const OptionValues &values, Options &options)
{
    const QString tap = QStringLiteral("tap");
    if (!values.isSet(tap))
        return;
    options.engine.tap = values.server(tap);
    options.engine.tap->latency = values.durationOrZero(QStringLiteral("latency"));
    options.engine.tap->proxyProtocol = values.isSet(QStringLiteral("proxy-protocol"));
    if (options.engine.tap->leadsTo(options.engine.address, options.engine.port))
        throw WrongValue {
            tap,
            QStringLiteral("port %1 is where Drainboard itself listens; choose another --port").arg(options.engine.port)
        };
}

// Of the server behind the tap.
void readCommand(const OptionValues &values, const QStringList &command, Options &options)
{
    const auto needs = [&values](const char *option, const char *what) {
        if (const QString name = QString::fromLatin1(option); values.isSet(name))
            throw WrongValue { name, QStringLiteral("needs %1").arg(QLatin1String(what)) };
    };
    if (!options.engine.tap) {
        for (const char *option : { "latency", "proxy-protocol", "stop-signal", "ready-timeout" })
            needs(option, "--tap");
        if (!command.isEmpty())
            throw WrongValue { QStringLiteral("tap"),
                               QStringLiteral("missing: the command behind -- starts the server "
                                              "behind a tap") };
        return;
    }
    if (command.isEmpty()) {
        for (const char *option : { "stop-signal", "ready-timeout" })
            needs(option, "a command behind --");
        return;
    }
    options.engine.tap->command = command.join(u' ');
    options.child = readChild(values, *options.engine.tap, command);
}

Options readCheckOptions(const QCommandLineParser &parser, const QStringList &command)
{
    const OptionValues values(parser);
    const QString report = QStringLiteral("report");
    Options options;
    options.headless = true;
    options.engine.port = 0;
    options.engine.threads = std::clamp(QThread::idealThreadCount(), 1, 4);
    options.engine.closedKept = 1'000'000; // each is asked for at the end
    options.engine.findProcesses = false;
    if (!values.isSet(QStringLiteral("tap")))
        throw WrongValue { QStringLiteral("tap"), QStringLiteral("missing: say where the server listens") };
    if (command.isEmpty())
        throw WrongValue { QStringLiteral("tap"),
                           QStringLiteral("the command that starts the server is missing: -- "
                                          "COMMAND") };
    readTap(values, options);
    readCommand(values, command, options);
    options.engine.forceAfter = values.duration(QStringLiteral("force-after"));
    if (values.isSet(report))
        options.reportFile = values.writableFile(report);
    readCheck(values, options);
    return options;
}

Options readDemoOptions(const QCommandLineParser &parser, const QStringList &command)
{
    Options options;
    options.given = parser.optionNames();
    options.headless = parser.isSet(QStringLiteral("headless"));
    options.demo = readDemo(OptionValues(parser), options.given, command);
    return options;
}

Options readOptions(const QCommandLineParser &parser, const QStringList &command)
{
    const OptionValues values(parser);
    if (values.isSet(QStringLiteral("demo")))
        return readDemoOptions(parser, command);
    if (const QString path = QStringLiteral("url-path"); values.isSet(path))
        throw WrongValue { path, QStringLiteral("needs --demo, or check") };
    const QString lab = QStringLiteral("lab");
    const QString noLab = QStringLiteral("no-lab");
    const QString report = QStringLiteral("report");
    const QString exportTo = QStringLiteral("export");
    const QString stayOpen = QStringLiteral("stay-open");
    const QString exitWhenClosed = QStringLiteral("exit-when-closed");

    Options options;
    options.engine.address = values.address(QStringLiteral("host"));
    options.engine.port = static_cast<quint16>(
        values.number(QStringLiteral("port"), 0, std::numeric_limits<quint16>::max()));
    options.engine.threads = values.isSet(QStringLiteral("threads")) ? values.number(QStringLiteral("threads"), 1, 64)
                                                                     : std::clamp(QThread::idealThreadCount(), 1, 4);
    options.engine.eventLoop = values.eventLoop(QStringLiteral("event-loop"));
    options.engine.backlog = values.number(QStringLiteral("backlog"), 1, 65535);
    options.engine.closedKept = values.number(QStringLiteral("closed-kept"), 0, 1'000'000);
    options.engine.requestsKept = values.number(QStringLiteral("requests-kept"), 0, 10'000'000);
    ServerLimits &limits = options.engine.limits;
    limits.connections = values.number(QStringLiteral("max-connections"), 0, 1'000'000);
    limits.connection.body = values.size(QStringLiteral("max-body"), 2); // a request is kept in memory
    limits.buffered = qint64(values.size(QStringLiteral("max-buffered"), 1024));
    limits.connection.headerTimeout = values.durationOrZero(QStringLiteral("header-timeout"));
    limits.connection.bodyTimeout = values.durationOrZero(QStringLiteral("body-timeout"));
    limits.connection.bodyRate = values.rate(QStringLiteral("min-body-rate"));
    limits.connection.requestTimeout = values.durationOrZero(QStringLiteral("request-timeout"));
    limits.connection.keepAliveTimeout = values.durationOrZero(QStringLiteral("keep-alive-timeout"));
    limits.connection.writeTimeout = values.durationOrZero(QStringLiteral("write-timeout"));
    options.engine.policy = values.policy(QStringLiteral("policy"));
    options.engine.idleGrace = values.durationOrAuto(QStringLiteral("idle-grace"));
    options.engine.shutdownDelay = values.durationOrZero(QStringLiteral("shutdown-delay"));
    options.engine.abortAfter = values.duration(QStringLiteral("abort-after"));
    options.engine.forceAfter = values.duration(QStringLiteral("force-after"));
    options.engine.findProcesses = !values.isSet(QStringLiteral("no-processes"));
    readTap(values, options);
    readCommand(values, command, options);
    if (!command.isEmpty()) {
        for (const char *option : { "policy", "idle-grace", "abort-after", "shutdown-delay" }) {
            if (const QString name = QString::fromLatin1(option); values.isSet(name))
                throw WrongValue { name, QStringLiteral("has no meaning here: the server decides how it stops") };
        }
    }
    options.headless = values.isSet(QStringLiteral("headless"));
    if (values.isSet(lab) && values.isSet(noLab))
        throw WrongValue { noLab, QStringLiteral("contradicts --lab") };
    if (options.engine.tap) {
        for (const QString &route : { lab, QStringLiteral("health") }) {
            if (values.isSet(route))
                throw WrongValue { route, QStringLiteral("contradicts --tap: the server behind it answers") };
        }
    }
    options.lab = !options.engine.tap
        && (values.isSet(lab) || (options.engine.address.isLoopback() && !values.isSet(noLab)));
    options.health = options.lab || values.isSet(QStringLiteral("health"));
    if (values.isSet(report))
        options.reportFile = values.writableFile(report);
    if (values.isSet(exportTo))
        options.exportFile = values.exportFile(exportTo);
    if (!options.exportFile.isEmpty() && options.exportFile == options.reportFile)
        throw WrongValue { exportTo, QStringLiteral("this is the file of --report") };
    options.stayOpen = values.isSet(stayOpen);
    options.exitWhenClosed = values.isSet(exitWhenClosed);
    if (options.stayOpen && options.exitWhenClosed)
        throw WrongValue { exitWhenClosed, QStringLiteral("contradicts --stay-open") };
    options.given = parser.optionNames();
    if (options.stayOpen && options.headless)
        throw WrongValue { stayOpen, QStringLiteral("contradicts --headless, there is no window to keep") };
    return options;
}

CommandLineAnswer error(const QString &problem)
{
    QString line = problem;
    line.replace(u'\n', u' '); // one line, whatever the value was
    return { QStringLiteral("drainboard: %1; see --help\n").arg(line), 2 };
}

} // namespace

std::variant<Options, CommandLineAnswer> parseCommandLine(const QStringList &arguments)
{
    const bool isCheck = arguments.size() > 1 && arguments.at(1) == QLatin1String("check");
    const std::vector<OptionGroup> groups = isCheck ? checkOptionGroups() : optionGroups();
    QCommandLineParser parser;
    parser.addOptions(parserOptions(groups));
    // What follows -- is a command, and not ours.
    const qsizetype end = arguments.indexOf(QLatin1String("--"));
    const QStringList command = end < 0 ? QStringList() : arguments.sliced(end + 1);
    QStringList own = end < 0 ? arguments : arguments.first(end);
    if (isCheck)
        own.removeAt(1);
    const bool parsed = parser.parse(own);

    if (parser.isSet(QStringLiteral("help")))
        return CommandLineAnswer { isCheck ? checkHelpText(groups) : helpText(groups), 0 };
    if (!isCheck && parser.isSet(QStringLiteral("version")))
        return CommandLineAnswer { QStringLiteral("drainboard " DRAINBOARD_VERSION "\n"), 0 };
    if (const QStringList unknown = parser.unknownOptionNames(); !unknown.isEmpty()) {
        const QString name = unknown.constFirst();
        return error(QStringLiteral("unknown option %1%2")
                         .arg(name.size() == 1 ? QStringLiteral("-") : QStringLiteral("--"), name));
    }
    if (!parsed) {
        QString problem = parser.errorText();
        if (problem.endsWith(u'.'))
            problem.chop(1);
        return error(problem);
    }
    if (const QStringList stray = parser.positionalArguments(); !stray.isEmpty())
        return error(QStringLiteral("unexpected argument \"%1\"").arg(stray.constFirst()));

    try {
        if (end >= 0 && command.isEmpty())
            return error(QStringLiteral("the command behind -- is missing"));
        return isCheck ? readCheckOptions(parser, command) : readOptions(parser, command);
    } catch (const WrongValue &wrong) {
        return error(QStringLiteral("--%1: %2").arg(wrong.option, wrong.problem));
    }
}

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "options.h"

#include "optionvalues.h"

#include <QCommandLineParser>
#include <QThread>

#include <algorithm>
#include <limits>

namespace Drainboard {
namespace {

struct OptionGroup
{
    QString title;
    QList<QCommandLineOption> options;
};

QList<OptionGroup> optionGroups()
{
    using Option = QCommandLineOption;
    const auto s = [](const char *text) { return QString::fromUtf8(text); };
    return {
        { s("Server"),
          { Option(s("host"), s("IP address to listen on, or localhost."), s("ADDRESS"), s("127.0.0.1")),
            Option(s("port"), s("Port to listen on; 0 picks a free one."), s("PORT"), s("3000")),
            Option(s("threads"),
                   s("Threads that serve connections, 1 to 64. Without this option as many as there are cores, "
                     "up to 4."),
                   s("N"), QString::number(std::clamp(QThread::idealThreadCount(), 1, 4))),
            Option(s("event-loop"),
                   s("What these threads wait for events with: epoll, or qt, whose own looks at each connection "
                     "each time."),
                   s("LOOP"), s("epoll")),
            Option(s("backlog"), s("Connections that may wait to be accepted, 1 to 65535; the system may allow fewer."),
                   s("N"), s("4096")),
            Option(s("lab"),
                   s("Serve the lab routes (/delay/<ms>, /hang, /stream/<ms>, /bytes/<n>, "
                     "/upload, /connection, /block/<ms>) on any address. Without this option they are served on a "
                     "loopback address only.")),
            Option(s("no-lab"), s("Serve only / on any address.")) } },
        { s("Shutdown"),
          { Option(s("policy"),
                   s("What a shutdown does with open connections: drain lets requests in progress finish "
                     "and closes idle connections at once; disconnect-all disconnects every client at once; "
                     "stop-listening only stops accepting."),
                   s("POLICY"), s("drain")),
            Option(s("idle-grace"),
                   s("Under drain, keep idle connections this long, so that requests on their way are served. 0: not "
                     "at all."),
                   s("DURATION"), s("0")),
            Option(s("abort-after"), s("Reset the connections that are left after this time."), s("DURATION"), s("5s")),
            Option(s("force-after"), s("Exit with code 1 if connections are left after this time."), s("DURATION"),
                   s("10s")),
            Option(s("report"), s("When the shutdown has ended, write a report of it to FILE, as JSON."),
                   s("FILE")) } },
        { s("Limits"),
          { Option(s("max-connections"),
                   s("Open connections at a time; more are answered 503. 0: what the limit on "
                     "descriptors allows."),
                   s("N"), s("0")),
            Option(s("max-body"), s("Bytes of a request's body; more is answered 413."), s("SIZE"), s("8M")),
            Option(s("max-buffered"),
                   s("Bytes of all requests that have not come whole; more is answered 503. 0: no limit."), s("SIZE"),
                   s("256M")),
            Option(s("header-timeout"), s("Time for the header of a request to come whole. 0: never."), s("DURATION"),
                   s("10s")),
            Option(s("body-timeout"), s("Time without a byte of a body that is expected. 0: never."), s("DURATION"),
                   s("30s")),
            Option(s("request-timeout"), s("Time for the whole of a request to come, its body included. 0: never."),
                   s("DURATION"), s("5m")),
            Option(s("keep-alive-timeout"), s("Time between two requests. 0: never."), s("DURATION"), s("0")),
            Option(s("write-timeout"), s("Time without progress if a client does not read. 0: never."), s("DURATION"),
                   s("30s")) } },
        { s("Program"),
          { Option(s("headless"), s("Open no window.")),
            Option(s("stay-open"), s("Keep the window, with the final report, when the shutdown has ended.")),
            Option({ s("h"), s("help") }, s("Show this help.")),
            Option({ s("v"), s("version") }, s("Show the version.")) } },
    };
}

QString wrapped(const QString &text, qsizetype indent, qsizetype width)
{
    QString lines;
    qsizetype column = 0;
    for (const QString &word : text.split(u' ')) {
        if (column > 0 && column + 1 + word.size() > width - indent) {
            lines += u'\n' + QString(indent, u' ');
            column = 0;
        } else if (column > 0) {
            lines += u' ';
            ++column;
        }
        lines += word;
        column += word.size();
    }
    return lines;
}

QString helpText(const QList<OptionGroup> &groups)
{
    constexpr qsizetype descriptionColumn = 33;
    constexpr qsizetype width = 80;
    QString text = QStringLiteral("Usage: drainboard [options]\n"
                                  "Shows every TCP connection that an HTTP server holds, live, and shuts the\n"
                                  "server down without losing a request.\n");
    for (const OptionGroup &group : groups) {
        text += QStringLiteral("\n%1:\n").arg(group.title);
        for (const QCommandLineOption &option : group.options) {
            QStringList names;
            for (const QString &name : option.names())
                names += (name.size() == 1 ? QStringLiteral("-") : QStringLiteral("--")) + name;
            QString left = QStringLiteral("  ") + names.join(QStringLiteral(", "));
            if (!option.valueName().isEmpty())
                left += u' ' + option.valueName();
            QString description = option.description();
            if (!option.defaultValues().isEmpty())
                description += QStringLiteral(" Default: %1.").arg(option.defaultValues().constFirst());
            text += left.leftJustified(descriptionColumn) + wrapped(description, descriptionColumn, width) + u'\n';
        }
    }
    text += QStringLiteral("\nA DURATION is a whole number with its unit: 500ms, 5s, 2m. A SIZE is in bytes,\n"
                           "or has a unit: 64K, 8M.\n"
                           "SIGTERM and SIGINT begin the shutdown; a second one, later than 500 ms, resets\n"
                           "the connections that are left; a third one ends the program.\n"
                           "Exit codes: 0 all connections closed in time; 1 they did not, or the address\n"
                           "could not be had; 2 wrong option.\n");
    return text;
}

Options readOptions(const QCommandLineParser &parser)
{
    const OptionValues values(parser);
    const QString lab = QStringLiteral("lab");
    const QString noLab = QStringLiteral("no-lab");
    const QString report = QStringLiteral("report");
    const QString stayOpen = QStringLiteral("stay-open");

    Options options;
    options.engine.address = values.address(QStringLiteral("host"));
    options.engine.port = static_cast<quint16>(
        values.number(QStringLiteral("port"), 0, std::numeric_limits<quint16>::max()));
    options.engine.threads = values.number(QStringLiteral("threads"), 1, 64);
    options.engine.eventLoop = values.eventLoop(QStringLiteral("event-loop"));
    options.engine.backlog = values.number(QStringLiteral("backlog"), 1, 65535);
    ServerLimits &limits = options.engine.limits;
    limits.connections = values.number(QStringLiteral("max-connections"), 0, 1'000'000);
    limits.connection.body = values.size(QStringLiteral("max-body"), 2); // a request is kept in memory
    limits.buffered = qint64(values.size(QStringLiteral("max-buffered"), 1024));
    limits.connection.headerTimeout = values.durationOrZero(QStringLiteral("header-timeout"));
    limits.connection.bodyTimeout = values.durationOrZero(QStringLiteral("body-timeout"));
    limits.connection.requestTimeout = values.durationOrZero(QStringLiteral("request-timeout"));
    limits.connection.keepAliveTimeout = values.durationOrZero(QStringLiteral("keep-alive-timeout"));
    limits.connection.writeTimeout = values.durationOrZero(QStringLiteral("write-timeout"));
    options.engine.policy = values.policy(QStringLiteral("policy"));
    options.engine.idleGrace = values.durationOrZero(QStringLiteral("idle-grace"));
    options.engine.abortAfter = values.duration(QStringLiteral("abort-after"));
    options.engine.forceAfter = values.duration(QStringLiteral("force-after"));
    options.headless = values.isSet(QStringLiteral("headless"));
    if (values.isSet(lab) && values.isSet(noLab))
        throw WrongValue { noLab, QStringLiteral("contradicts --lab") };
    options.lab = values.isSet(lab) || (options.engine.address.isLoopback() && !values.isSet(noLab));
    if (values.isSet(report))
        options.reportFile = values.writableFile(report);
    options.stayOpen = values.isSet(stayOpen);
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
    const QList<OptionGroup> groups = optionGroups();
    QCommandLineParser parser;
    for (const OptionGroup &group : groups)
        parser.addOptions(group.options);
    const bool parsed = parser.parse(arguments);

    if (parser.isSet(QStringLiteral("help")))
        return CommandLineAnswer { helpText(groups), 0 };
    if (parser.isSet(QStringLiteral("version")))
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
        return readOptions(parser);
    } catch (const WrongValue &wrong) {
        return error(QStringLiteral("--%1: %2").arg(wrong.option, wrong.problem));
    }
}

} // namespace Drainboard

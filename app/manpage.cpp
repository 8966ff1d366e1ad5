// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "manpage.h"

namespace Drainboard {
namespace {

struct Example
{
    QString command;
    QString effect;
};

std::vector<Example> examples()
{
    return {
        { QStringLiteral("drainboard"),
          QStringLiteral("Serve http://127.0.0.1:3000/, and show its connections in a window.") },
        { QStringLiteral("drainboard --headless --port 8080 --report report.json"),
          QStringLiteral("Serve without a window, and write a report when the shutdown has ended.") },
        { QStringLiteral("drainboard --policy disconnect-all --abort-after 2s --force-after 9s"),
          QStringLiteral("Disconnect every client at once, reset after two seconds what is left, and be gone before a "
                         "container's ten seconds are over.") },
        { QStringLiteral("drainboard --tap 8080 -- node server.js"),
          QStringLiteral("Start a server that listens on port 8080, and show the connections that come to it through "
                         "http://127.0.0.1:3000/.") },
        { QStringLiteral("drainboard check --tap 8080 --junit verdict.xml -- node server.js"),
          QStringLiteral("Say what clients lose when that server is told to stop.") },
    };
}

/// \a text as a line of its own.
QString line(QString text)
{
    text.replace(u'\\', QStringLiteral("\\e"));
    text.replace(u'-', QStringLiteral("\\-"));
    if (text.startsWith(u'.') || text.startsWith(u'\''))
        text.prepend(QStringLiteral("\\&")); // or it would be a request
    return text + u'\n';
}

QString heading(const char *title)
{
    return QStringLiteral(".SH ") + QLatin1String(title) + u'\n';
}

/// A paragraph with \a tag, which is a request with its newline, in front.
QString tagged(const QString &tag, const QString &text)
{
    return QStringLiteral(".TP\n") + tag + line(text);
}

QString optionParagraph(const CommandLineOption &option)
{
    QString tag = QStringLiteral(".BR ");
    if (!option.shortName.isEmpty())
        tag += QStringLiteral("\\-") + option.shortName + QStringLiteral(" \", \" ");
    QString name = QStringLiteral("--") + option.name;
    name.replace(u'-', QStringLiteral("\\-"));
    tag += name;
    if (option.takesValue())
        tag += QStringLiteral(" \" \\fI") + option.valueName + QStringLiteral("\\fP\"");
    QString text = option.description;
    if (!option.defaultValue.isEmpty())
        text += QStringLiteral(" Default: ") + option.defaultValue + u'.';
    return tagged(tag + u'\n', text);
}

QString groupParagraphs(const std::vector<OptionGroup> &groups)
{
    QString text;
    for (const OptionGroup &group : groups) {
        text += QStringLiteral(".SS ") + line(group.title);
        for (const CommandLineOption &option : group.options)
            text += optionParagraph(option);
    }
    return text;
}

QString exitStatusText()
{
    QString text = heading("EXIT STATUS");
    for (const ExitStatus &status : exitStatuses()) {
        QString meaning = status.meaning;
        meaning.replace(0, 1, meaning.at(0).toUpper());
        text += tagged(QStringLiteral(".B ") + QString::number(status.code) + u'\n', meaning + u'.');
    }
    return text;
}

QString examplesText()
{
    QString text = heading("EXAMPLES");
    for (const Example &example : examples())
        text += tagged(QStringLiteral(".B ") + line(example.command), example.effect);
    return text;
}

} // namespace

QString manPage(const std::vector<OptionGroup> &groups, const QString &version)
{
    return QStringLiteral(".\\\" SPDX-FileCopyrightText: 2026 The Drainboard authors\n"
                          ".\\\" SPDX-License-Identifier: GPL-3.0-only\n"
                          ".TH DRAINBOARD 1 \"\" \"Drainboard ")
        + version + QStringLiteral("\" \"User Commands\"\n") + heading("NAME")
        + line(QStringLiteral("drainboard - ") + programPurpose()) + heading("SYNOPSIS")
        + QStringLiteral(".B drainboard\n.RI [ options ]\n.RB [ \\-\\- \n.IR command ...]\n.PP\n.B drainboard "
                         "check\n.RI [ options ]\n.B \\-\\-\n.IR command ...\n")
        + heading("DESCRIPTION") + line(programDescription()) + heading("OPTIONS") + line(unitsDescription())
        + groupParagraphs(groups) + heading("CHECK") + line(checkDescription()) + groupParagraphs(checkOptionGroups())
        + heading("SIGNALS") + line(signalsDescription()) + exitStatusText() + examplesText();
}

} // namespace Drainboard

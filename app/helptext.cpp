// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "helptext.h"

#include <QStringList>

namespace Drainboard {
namespace {

constexpr qsizetype descriptionColumn = 33;
constexpr qsizetype width = 80;

/// Lines of \a text behind \a indent characters, which stand in front of the first line already.
QString wrapped(const QString &text, qsizetype indent)
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
    return lines + u'\n';
}

QString optionText(const CommandLineOption &option)
{
    QString left = QStringLiteral("  ");
    if (!option.shortName.isEmpty())
        left += u'-' + option.shortName + QStringLiteral(", ");
    left += QStringLiteral("--") + option.name;
    if (option.takesValue())
        left += u' ' + option.valueName;
    QString description = option.description;
    if (!option.defaultValue.isEmpty())
        description += QStringLiteral(" Default: ") + option.defaultValue + u'.';
    return left.leftJustified(descriptionColumn) + wrapped(description, descriptionColumn);
}

QString exitCodesText()
{
    QStringList codes;
    for (const ExitStatus &status : exitStatuses())
        codes += QString::number(status.code) + u' ' + status.meaning;
    return QStringLiteral("Exit codes: ") + codes.join(QStringLiteral("; ")) + u'.';
}

QString groupsText(const std::vector<OptionGroup> &groups)
{
    QString text;
    for (const OptionGroup &group : groups) {
        text += u'\n' + group.title + QStringLiteral(":\n");
        for (const CommandLineOption &option : group.options)
            text += optionText(option);
    }
    return text + u'\n';
}

} // namespace

QString helpText(const std::vector<OptionGroup> &groups)
{
    return QStringLiteral("Usage: drainboard [options] [-- COMMAND ARGUMENTS...]\n"
                          "       drainboard check --tap SERVER [options] -- COMMAND ARGUMENTS...\n")
        + wrapped(programDescription(), 0) + groupsText(groups) + wrapped(unitsDescription(), 0)
        + wrapped(signalsDescription(), 0) + wrapped(exitCodesText(), 0);
}

QString checkHelpText(const std::vector<OptionGroup> &groups)
{
    return QStringLiteral("Usage: drainboard check --tap SERVER [options] -- COMMAND ARGUMENTS...\n")
        + wrapped(checkDescription(), 0) + groupsText(groups) + wrapped(unitsDescription(), 0)
        + wrapped(exitCodesText(), 0);
}

} // namespace Drainboard

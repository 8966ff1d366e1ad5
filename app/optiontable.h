// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <vector>

namespace Drainboard {

/// One option of the command line, as data: the parser, --help and the man page are made from it.
struct CommandLineOption
{
    QString name; ///< without dashes
    QString valueName; ///< empty: it takes no value
    QString defaultValue; ///< empty: none, or one that the description tells
    QString description; ///< whole sentences
    QString shortName {}; ///< without dash; mostly empty

    bool takesValue() const { return !valueName.isEmpty(); }
};

struct OptionGroup
{
    QString title;
    std::vector<CommandLineOption> options;
};

struct ExitStatus
{
    int code = 0;
    QString meaning; ///< a clause, without its end
};

/// What the user is told of the command line, each thing once. Plain text. Any thread.
std::vector<OptionGroup> optionGroups();
/// The same for `drainboard check`.
std::vector<OptionGroup> checkOptionGroups();
QString programPurpose(); ///< one clause, without its end
QString programDescription();
QString checkDescription(); ///< what `drainboard check` does
QString unitsDescription(); ///< how values with a unit are written
QString signalsDescription();
std::vector<ExitStatus> exitStatuses();

} // namespace Drainboard

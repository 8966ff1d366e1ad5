// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "checkoptions.h"
#include "child/childserver.h"
#include "demooptions.h"
#include "engine/enginesettings.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace Drainboard {

/// What the command line asks for. Plain values.
struct Options
{
    EngineSettings engine;
    bool headless = false;
    bool lab = true; ///< serve the lab routes
    bool health = true; ///< serve /livez and /readyz
    QString reportFile; ///< an absolute path; empty: no report
    QString exportFile; ///< the same; its ending is known to Export::write()
    bool stayOpen = false; ///< keep the window after the shutdown, whatever began it
    bool exitWhenClosed = false; ///< do not keep it after one that the button began
    ChildServer::Settings child; ///< the server to start behind the tap; without a command: it is there
    std::optional<CheckOptions> check; ///< what `drainboard check` is to do; nothing where the program serves
    std::optional<DemoOptions> demo; ///< what `drainboard --demo` is to show; nothing where it is not wanted
    QStringList given; ///< the names of the options that the command line sets
};

/// What to print instead of starting.
struct CommandLineAnswer
{
    QString text; ///< with its newline
    int exitCode = 0; ///< 0: the text goes to standard output; 2: it is an error, one line for standard error
};

/// Reads the command line. \a arguments begin with the program's name. Needs no application object, because the command
/// line decides which one to make. Any thread.
std::variant<Options, CommandLineAnswer> parseCommandLine(const QStringList &arguments);

} // namespace Drainboard

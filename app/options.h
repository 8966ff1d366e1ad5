// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// The command line, understood. Plain values; reading it needs no application object, so that the kind of
// application can depend on it.

#include "engine/httpengine.h"

#include <QString>
#include <QStringList>

#include <variant>

namespace Drainboard {

struct Options
{
    EngineSettings engine;
    bool headless = false;
    bool lab = true; ///< serve the lab routes
    QString reportFile; ///< absolute; empty: none is asked for
    bool stayOpen = false; ///< keep the window when the shutdown has ended
};

/// What to print, newline included, instead of starting.
struct CommandLineAnswer
{
    QString text;
    int exitCode = 0; ///< 0: what was asked for, to standard output; 2: an error, one line to standard error
};

/// \a arguments begin with the program's name.
std::variant<Options, CommandLineAnswer> parseCommandLine(const QStringList &arguments);

} // namespace Drainboard

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "engine/statuslines.h"
#include "linewriter.h"

namespace Drainboard {

/// Prints what StatusLines says, one line each, in UTF-8. Waits for no reader.
class ConsoleReporter
{
    Q_DISABLE_COPY_MOVE(ConsoleReporter)

public:
    /// \a output and \a error are descriptors: standard output and standard error. Does not own them.
    ConsoleReporter(int output, int error);
    /// Does what finish() does.
    ~ConsoleReporter();

    /// Prints to standard error if \a kind is Error, to standard output otherwise. Does not block. Any thread.
    void print(StatusLines::Kind kind, const QString &line);
    /// Gives the last lines half a second to be written.
    void finish();

private:
    LineWriter m_output;
    LineWriter m_error;
};

} // namespace Drainboard

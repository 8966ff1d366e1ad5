// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "engine/statuslines.h"
#include "linewriter.h"

#include <chrono>

namespace Drainboard {

/// Prints what StatusLines says, one line each, in UTF-8, and waits for no reader. There is one in the program, in the
/// main thread, while no descriptor changes hands.
class ConsoleReporter
{
    Q_DISABLE_COPY_MOVE(ConsoleReporter)

public:
    /// Standard output and standard error, or what a test gives instead. Does not own them.
    explicit ConsoleReporter(int output, int error);
    /// As finish().
    ~ConsoleReporter();

    /// To the error's descriptor for Error, to the output's for the others. Does not block. Any thread.
    void print(StatusLines::Kind kind, const QString &line);
    /// Gives the last lines half a second to be written.
    void finish();

private:
    LineWriter m_output;
    LineWriter m_error;
};

} // namespace Drainboard

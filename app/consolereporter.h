// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Prints what StatusLines says: one line each, UTF-8, flushed. Lives in the main thread, which waits where
// nobody reads the other end.

#include "engine/statuslines.h"

#include <QObject>

namespace Drainboard {

class ConsoleReporter : public QObject
{
    Q_OBJECT

public:
    explicit ConsoleReporter(StatusLines *lines, QObject *parent = nullptr);

    /// To standard error for Error, to standard output for the others.
    static void print(StatusLines::Kind kind, const QString &line);
};

} // namespace Drainboard

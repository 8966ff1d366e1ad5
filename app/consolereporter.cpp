// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "consolereporter.h"

#include <cstdio>

namespace Drainboard {

ConsoleReporter::ConsoleReporter(StatusLines *lines, QObject *parent)
    : QObject(parent)
{
    connect(lines, &StatusLines::said, this, &ConsoleReporter::print);
}

void ConsoleReporter::print(StatusLines::Kind kind, const QString &line)
{
    std::FILE *const stream = kind == StatusLines::Kind::Error ? stderr : stdout;
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace Drainboard

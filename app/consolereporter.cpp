// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "consolereporter.h"

#include <chrono>

using namespace std::chrono_literals;

namespace Drainboard {

namespace {

// Enough for every reader who reads, and short compared with the times of a shutdown.
constexpr auto timeForLastLines = 500ms;

} // namespace

ConsoleReporter::ConsoleReporter(int output, int error)
    : m_output(output)
    , m_error(error)
{
}

ConsoleReporter::~ConsoleReporter()
{
    finish();
}

void ConsoleReporter::print(StatusLines::Kind kind, const QString &line)
{
    LineWriter &writer = kind == StatusLines::Kind::Error ? m_error : m_output;
    writer.write(line.toUtf8());
}

void ConsoleReporter::finish()
{
    const auto deadline = std::chrono::steady_clock::now() + timeForLastLines;
    m_output.waitUntilWritten(deadline);
    m_error.waitUntilWritten(deadline);
}

} // namespace Drainboard

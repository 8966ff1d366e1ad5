// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "child/outputpipe.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace Drainboard {

namespace {

constexpr int pipeSize = 1024 * 1024; // the most that a user may have by default: for when this thread is late
// At the end: what fits into the pipe, and some more. Another process, which is none of the server's, may write on.
constexpr qsizetype lastReads = 64;

} // namespace

OutputPipe::OutputPipe(QObject *parent)
    : QObject(parent)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &OutputPipe::readSome);
}

FileDescriptor OutputPipe::open()
{
    std::array<int, 2> ends { -1, -1 };
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return {};
    m_reading = FileDescriptor(ends[0]);
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK); // not the other end: programs do not expect that of their output
    ::fcntl(ends[0], F_SETPIPE_SZ, pipeSize);
    m_notifier.setSocket(ends[0]);
    m_notifier.setEnabled(true);
    return FileDescriptor(ends[1]);
}

void OutputPipe::finish()
{
    for (qsizetype i = 0; i < lastReads && readSome(); ++i) { }
    m_notifier.setEnabled(false);
    m_reading.close();
    m_lines.finish();
}

/// False where there is nothing to read.
bool OutputPipe::readSome()
{
    std::array<char, 64 * 1024> bytes;
    const ssize_t size = m_reading.isValid() ? ::read(m_reading.number(), bytes.data(), bytes.size()) : 0;
    if (size > 0)
        m_lines.add({ bytes.data(), size });
    else if (size == 0 || (errno != EAGAIN && errno != EINTR))
        m_notifier.setEnabled(false); // else it would tell of the end for ever
    return size > 0;
}

} // namespace Drainboard

#include "moc_outputpipe.cpp"

// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

#include <cerrno>
#include <cstddef>
#include <tuple>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

/// For tests: a pipe whose reader can stall. Once it is full, who writes to it blocks.
class FullPipe
{
    Q_DISABLE_COPY_MOVE(FullPipe)

public:
    FullPipe() { m_valid = ::pipe2(m_ends, O_CLOEXEC) == 0; }
    ~FullPipe()
    {
        closeReadEnd();
        ::close(m_ends[1]);
    }

    bool isValid() const { return m_valid; }
    int writeEnd() const { return m_ends[1]; }

    /// Up to the last byte, with x.
    bool fill() const
    {
        // By a description of its own: whether it blocks is a property that the other writers would share.
        const QByteArray path = QByteArrayLiteral("/proc/self/fd/") + QByteArray::number(m_ends[1]);
        const int writer = ::open(path.constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
        if (writer < 0)
            return false;
        for (const std::size_t size : { std::size_t(4096), std::size_t(1) }) {
            const QByteArray block(qsizetype(size), 'x');
            while (::write(writer, block.constData(), size) > 0) { }
        }
        const bool full = errno == EAGAIN;
        ::close(writer);
        return full;
    }

    /// What there is up to the first end of line, that included. Waits for it.
    QByteArray readLine() const
    {
        QByteArray line;
        char byte = 0;
        while (!line.endsWith('\n') && ::read(m_ends[0], &byte, 1) == 1)
            line += byte;
        return line;
    }

    /// Reads what there is, and waits for no more.
    void drain() const
    {
        char bytes[4096];
        for (pollfd entry { m_ends[0], POLLIN, 0 }; ::poll(&entry, 1, 0) == 1;)
            std::ignore = ::read(m_ends[0], bytes, sizeof bytes);
    }

    /// The reader goes away.
    void closeReadEnd()
    {
        if (m_ends[0] >= 0)
            ::close(m_ends[0]);
        m_ends[0] = -1;
    }

private:
    int m_ends[2] = { -1, -1 };
    bool m_valid = false;
};
